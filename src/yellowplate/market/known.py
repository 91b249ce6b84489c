"""What is known of a number of units, ratios between two of them, and the common form of the market's answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from yellowplate.answers import Answer
from yellowplate.facts import Interval, Missing, Period, Status

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table

_UNLIMITED = 10_000


def tenths(value: Fraction) -> float:
    """Round to one decimal as the associations do: half a tenth goes up."""
    return math.floor(value * 10 + Fraction(1, 2)) / 10


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one number of units: an interval with its status, or why there is none.

    `sources` counts the independent voices behind it and `reports` holds the ids of the Reports that carry it;
    a sum of months is derived and carries the Reports of all its months.
    """

    interval: Interval | None = None
    status: Status | None = None
    missing: Missing | None = None
    sources: int = 0
    reports: tuple[str, ...] = ()

    @property
    def value(self) -> int | None:
        """The units where they are exact and undisputed."""
        settled = self.interval is not None and self.interval.exact and self.status is not Status.DISPUTED
        return self.interval.lo if settled and self.interval else None

    def __str__(self) -> str:
        if self.interval is None:
            return f"({self.missing})"
        marked = self.status in (Status.DERIVED, Status.DISPUTED)
        return f"{self.interval} ({self.status})" if marked else str(self.interval)

    def data(self) -> dict[str, Any]:
        """The units as JSON shows them."""
        lo, hi = self.interval or (None, None)
        known = {"units": self.value, "lo": lo, "hi": hi, "status": self.status and str(self.status)}
        return {**known, "missing": self.missing and str(self.missing), "sources": self.sources}


@dataclass(frozen=True, slots=True)
class Ratio:
    """Units in percent of a base: of the month before, the year before, or the segment's total (a share).

    `period` is the base's period. `note` says where the base was counted otherwise (a car moved to another line).
    """

    period: Period
    base: Known
    low: Fraction | None = None
    high: Fraction | None = None
    missing: Missing | None = None
    note: str = ""

    @property
    def percent(self) -> Fraction | None:
        """The ratio in percent where it is known exactly."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def change(self) -> float | None:
        """The change in percent, rounded to one decimal: +43.0 for a ratio of 143.007; None where not exact."""
        return None if self.percent is None else tenths(self.percent - 100)

    @property
    def share(self) -> float | None:
        """The ratio read as a share, in percent, rounded to one decimal; None where not exact."""
        return None if self.percent is None else tenths(self.percent)

    def as_change(self) -> str:
        """The change as people read it: `+43.0 %`, `+41.2 to +41.9 %` where only bounds are known, else blank."""
        return self._read(Fraction(100), "+.1f")

    def as_share(self) -> str:
        """The share as people read it: `15.4 %`."""
        return self._read(Fraction(0), ".1f")

    def data(self) -> dict[str, Any]:
        """The ratio as JSON shows it, in percent of its base and rounded to one decimal."""
        bounds = (None if bound is None else tenths(bound) for bound in (self.low, self.high))
        ratio = dict(zip(("lo", "hi"), bounds, strict=True))
        missing = self.missing and str(self.missing)
        return {"period": str(self.period), "base": self.base.data(), **ratio, "missing": missing, "note": self.note}

    def _read(self, less: Fraction, form: str) -> str:
        if self.low is None:
            return ""
        low = format(tenths(self.low - less), form)
        if self.high is None:
            return f"{low} % or more"
        high = format(tenths(self.high - less), form)
        return f"{low} %" if low == high else f"{low} to {high} %"


class Sheet(Answer):
    """An answer whose cells read differently for people and for programs.

    `minor` names the columns that a narrow terminal leaves out, the first of them first.
    """

    minor: ClassVar[tuple[str, ...]] = ()

    def shown(self) -> Iterator[Sequence[str]]:
        """The rows as people read them: thousands separated, blanks empty."""
        for row in self.rows():
            yield ["" if cell is None else f"{cell:,}" if type(cell) is int else str(cell) for cell in row]

    def table(self) -> Table:
        """All columns, the cells as people read them."""
        return self._table(())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the table and its notes, without minor columns that a narrow terminal has no room for."""
        unlimited = options.update(max_width=_UNLIMITED)
        tables = (self._table(self.minor[:count]) for count in range(len(self.minor) + 1))
        fitting = (table for table in tables if console.measure(table, options=unlimited).maximum <= options.max_width)
        yield next(fitting, self._table(self.minor))
        yield from self.notes()

    def _table(self, left_out: Sequence[str]) -> Table:
        from rich.table import Table

        rows, shown = list(self.rows()), list(self.shown())
        table = Table(title=self.title, title_justify="left")
        kept = [at for at, name in enumerate(self.columns) if name not in left_out]
        for at in kept:
            numeric = rows and all(isinstance(row[at], int | float | None) for row in rows)
            table.add_column(self.columns[at], justify="right" if numeric else "left", overflow="fold")
        for line in shown:
            table.add_row(*(line[at] for at in kept))
        return table
