"""What is known of each prefecture and of each year: exact, or between bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from yellowplate.facts import Period
from yellowplate.rules.rulebook import rows_of
from yellowplate.subjects import DATA

CONDITIONS = DATA / "conditions"
NATION = "Japan"

MEASURES = {
    "kei_per_100_households": "kei vehicles per 100 households",
    "kei_share_of_new_sales_pct": "kei share of new sales (%)",
    "kei_share_of_vehicles_in_use_pct": "kei share of vehicles in use (%)",
    "cars_per_household": "cars per household, of any size",
    "density_per_km2": "people per km2",
}


@dataclass(frozen=True, slots=True)
class Known:
    """One measure of one prefecture in one period: between `low` and `high`, equal where it was printed."""

    prefecture: str
    name_ja: str
    measure: str
    period: str
    low: float
    high: float
    source_url: str
    confidence: str
    note: str

    @property
    def exact(self) -> bool:
        """Whether one value is left."""
        return self.low == self.high


@lru_cache(maxsize=1)
def prefectures() -> tuple[Known, ...]:
    """All that is known of prefectures, and of the nation as `Japan`."""
    return tuple(_known())


def _known() -> Iterator[Known]:
    for row in rows_of(CONDITIONS / "prefectures.csv"):
        low, high = (float(row["value"] or row[bound]) for bound in ("low", "high"))
        place = (row["prefecture"], row["name_ja"], row["measure"], row["period"])
        yield Known(*place, low, high, row["source_url"], row["confidence"], row["note"])


def measured(measure: str, *periods: str) -> dict[str, Known]:
    """A measure by prefecture, taken from the first of the periods that has it."""
    found: dict[str, Known] = {}
    for period in periods:
        for known in prefectures():
            if (known.measure, known.period) == (measure, period) and known.prefecture != NATION:
                found.setdefault(known.prefecture, known)
    return found


def nation(measure: str) -> dict[str, Known]:
    """A measure of the nation by period."""
    return {known.period: known for known in prefectures() if (known.prefecture, known.measure) == (NATION, measure)}


@dataclass(frozen=True, slots=True)
class Share:
    """The kei share of new vehicles of all kinds in a period, in percent, between `low` and `high`."""

    period: Period
    low: float
    high: float
    source: str

    def __str__(self) -> str:
        low, high = f"{self.low:.1f}", f"{self.high:.1f}"
        return f"{low} %" if low == high else f"{low} to {high} %"


@dataclass(frozen=True, slots=True)
class TaxChange:
    """A change of the taxes on owning or buying a car: whom it favours, and what else happened then."""

    day: date
    text: str
    favours: str
    citation: str
    source_url: str
    confidence: str
    beside: str


@lru_cache(maxsize=1)
def tax_changes() -> tuple[TaxChange, ...]:
    """The changes that moved kei cars and larger ones apart or together, oldest first."""
    return tuple(
        TaxChange(
            date.fromisoformat(row["day"]),
            row["change"],
            row["favours"],
            row["citation"],
            row["source_url"],
            row["confidence"],
            row["beside"],
        )
        for row in rows_of(CONDITIONS / "taxes.csv")
    )


@dataclass(frozen=True, slots=True)
class ParkingRule:
    """What a kei owner has to show of the parking space, and where."""

    id: str
    area: str
    text: str
    first: str
    citation: str
    source_url: str
    confidence: str


@lru_cache(maxsize=1)
def parking_rules() -> tuple[ParkingRule, ...]:
    """The rules on parking spaces of kei cars and the steps in which their area was widened."""
    return tuple(
        ParkingRule(
            row["id"], row["area"], row["rule"], row["from"], row["citation"], row["source_url"], row["confidence"]
        )
        for row in rows_of(CONDITIONS / "parking.csv")
    )
