"""What is known of past entrants and years, and nothing later than a freeze date."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files

from yellowplate.errors import UsageError

FOLDER = files("yellowplate") / "data" / "entry"
FULL_YEAR_FROM = 3

Table = tuple[Mapping[str, str], ...]
Tables = Mapping[str, Table]


@lru_cache(maxsize=1)
def packaged_tables() -> Tables:
    """The packaged tables of past entrants, as printed."""
    return {name: read_table(name) for name in ("launches", "units", "years")}


@lru_cache(maxsize=8)
def read_table(name: str) -> Table:
    """One packaged table, a row a mapping."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


class TooLate(UsageError):  # noqa: N818  (the condition it names, as PeriodError's siblings do)
    """Something later than the freeze date was asked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Yearly units that a company announced, and where."""

    low: int
    high: int
    published: date
    source_url: str

    @property
    def middle(self) -> float:
        """The geometric middle of the plan."""
        return float((self.low * self.high) ** 0.5)


@dataclass(frozen=True, slots=True)
class Launch:
    """A small car that came to the US market: what was known of it on the day it came.

    `footprint_m2` is length times width; `price_usd` its cheapest list price then, in dollars of that year.
    """

    nameplate: str
    launched: date
    seats: int
    footprint_m2: float
    price_usd: float
    electric: bool
    plan: Plan | None

    @property
    def first_full_year(self) -> int:
        """The first calendar year with sales in at least ten of its months."""
        return self.launched.year + (self.launched.month > FULL_YEAR_FROM)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Tables of past entrants; with a `freeze`, whatever became known after that day can't be read.

    Units of a year are known at its end, a plan on the day it was published, a launch on its day. Raises TooLate.
    """

    freeze: date | None = None
    tables: Tables = field(default_factory=packaged_tables)

    def at(self, freeze: date) -> Evidence:
        """The same tables, read as of a day."""
        return Evidence(freeze, self.tables)

    def launches(self) -> list[Launch]:
        """All cars launched by the freeze."""
        return [launch for launch in self._all_launches() if self._known(launch.launched)]

    def candidate(self, nameplate: str) -> Launch:
        """A car as announced: its measures, and its plan where that was published by the freeze."""
        launch = next((one for one in self._all_launches() if one.nameplate == nameplate), None)
        if launch is None:
            raise UsageError(f"No past entrant is called {nameplate!r}; see the list in data/entry/launches.csv.")
        return launch if launch.plan is None or self._known(launch.plan.published) else replace(launch, plan=None)

    def units(self, nameplate: str) -> dict[int, int]:
        """Units by calendar year, as far as known by the freeze."""
        rows = (row for row in self.tables["units"] if row["nameplate"] == nameplate)
        by_year = {int(row["year"]): int(row["units"]) for row in rows}
        return {year: units for year, units in by_year.items() if self._known(date(year, 12, 31))}

    def units_in(self, nameplate: str, year: int) -> int | None:
        """Units of one year, None where no page tells; raises TooLate beyond the freeze."""
        self._check(date(year, 12, 31), f"units of {nameplate} in {year}")
        return self.units(nameplate).get(year)

    def series(self, name: str) -> dict[int, float]:
        """A yearly series (`jpy_per_usd`, `cpi`, `gasoline_usd_per_gallon`, `new_vehicles`), as far as known."""
        rows = (row for row in self.tables["years"] if row["series"] == name)
        by_year = {int(row["year"]): float(row["value"]) for row in rows}
        return {year: value for year, value in by_year.items() if self._known(date(year, 12, 31))}

    def value(self, name: str, year: int) -> float:
        """One year of a series; raises TooLate beyond the freeze, UsageError where there is none."""
        self._check(date(year, 12, 31), f"{name} of {year}")
        values = self.series(name)
        if year not in values:
            raise UsageError(f"{name} of {year} is not in the data; it covers {min(values)} to {max(values)}.")
        return values[year]

    def in_money_of(self, amount: float, then: int, year: int) -> float:
        """Dollars of one year in dollars of another, by consumer prices (the last known where `year` has none yet)."""
        cpi = self.series("cpi")
        return amount * cpi[min(year, max(cpi))] / cpi[min(then, max(cpi))]

    def withdrawals(self) -> dict[str, int]:
        """The last year on sale of the cars withdrawn by the freeze, where known."""
        rows = (row for row in self.tables["launches"] if row["withdrawn"])
        last = {row["nameplate"]: int(row["withdrawn"]) for row in rows}
        return {nameplate: year for nameplate, year in last.items() if self._known(date(year, 12, 31))}

    def _all_launches(self) -> Iterator[Launch]:
        for row in self.tables["launches"]:
            year, month = row["launched"].split("-")
            yield Launch(
                row["nameplate"],
                date(int(year), int(month), 1),
                int(row["seats"]),
                float(row["footprint_m2"]),
                float(row["price_usd"]),
                row["powertrain"] == "ev",
                _plan(row),
            )

    def _known(self, day: date) -> bool:
        return self.freeze is None or day <= self.freeze

    def _check(self, day: date, what: str) -> None:
        if not self._known(day):
            raise TooLate(f"{what} became known after {self.freeze}; a frozen forecast can't read it.")


def _plan(row: Mapping[str, str]) -> Plan | None:
    if not row["plan_low"]:
        return None
    year, month = row["plan_published"].split("-")
    return Plan(int(row["plan_low"]), int(row["plan_high"]), date(int(year), int(month), 28), row["plan_source"])
