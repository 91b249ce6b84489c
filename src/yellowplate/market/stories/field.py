"""The field: every line of a ranking step by step up to a period, and nothing that came later.

The steps of a month are the months before it; those of a year or any other run are the same months of earlier years.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import NamedTuple

from yellowplate.facts import Period, Segment
from yellowplate.market.tables import Standing, Tables

Line = tuple[str, str]  # a subject and the segment that it is counted in
Bounds = tuple[float, float]


class Base(NamedTuple):
    """What a period is compared with: so many months before it."""

    name: str
    months: int


MONTH, YEAR = Base("month", 1), Base("year", 12)


class Field:
    """The lines of one ranking: nameplates, makers or the segment alone."""

    def __init__(self, tables: Tables, kind: str, segment: Segment, period: Period) -> None:
        self.tables = tables
        self.kind = kind
        self.segment = segment
        self.period = period
        self.totals: dict[Period, Standing] = {}
        self.lines: dict[Line, dict[Period, Standing]] = {}
        total = (str(segment), str(segment))
        for row in self._rows():
            at = Period(row.start, period.months)
            line = (row.subject, row.segment)
            if line == total:
                self.totals[at] = row
            if line != total or kind == "segment":
                self.lines.setdefault(line, {})[at] = row

    @property
    def bases(self) -> tuple[Base, ...]:
        """What the period can be compared with."""
        return (MONTH, YEAR) if self.period.is_month else (YEAR,)

    @cached_property
    def past(self) -> tuple[Period, ...]:
        """The earlier steps, from the first that has any line to the last."""
        every = {at for line in self.lines.values() for at in line if at < self.period}
        step = 1 if self.period.is_month else 12
        return tuple(self.period.shift(-step * n) for n in range(self._back(every, step), 0, -1))

    def leaders(self, at: Period) -> tuple[Line, ...]:
        """Who stood first: several who were level, none where nobody can tell."""
        return tuple(line for line, steps in self.lines.items() if at in steps and steps[at].place == 1)

    def share(self, line: Line, at: Period) -> float:
        """How large a part of the segment a line was, from nought to one; nought where that isn't known."""
        total, own = self.totals.get(at), self.lines[line].get(at)
        if own is None or total is None or not (whole := middle(total)):
            return 0.0
        return min(1.0, (middle(own) or own.lo) / whole)

    def change(self, line: Line, at: Period, base: Base) -> Bounds | None:
        """The logarithm of a change less that of the segment, as bounds; None where it can't be told."""
        before = at.shift(-base.months)
        market = self.market(at, base)
        if market is None or self._recounted(line, before, at):
            return None
        own = growth(self.lines[line].get(at), self.lines[line].get(before))
        return own and (own[0] - market, own[1] - market)

    def market(self, at: Period, base: Base) -> float | None:
        """The logarithm of the change of the whole segment; None where a total is missing."""
        now, then = self.totals.get(at), self.totals.get(at.shift(-base.months))
        sizes = (middle(now) if now else None, middle(then) if then else None)
        return math.log(sizes[0] / sizes[1]) if sizes[0] and sizes[1] else None

    def _recounted(self, line: Line, before: Period, at: Period) -> bool:
        return any(before.start < month < at.end for month, _ in self.tables.breaks.get(line, ()))

    def _back(self, every: set[Period], step: int) -> int:
        return (self.period.start - min(every).start) // step if every else 0

    def _rows(self) -> list[Standing]:
        if self.period.is_month:
            rows = self.tables.rows(
                "SELECT * EXCLUDE (kind, ranking) FROM standing "
                "WHERE ranking = ? AND kind IN (?, 'segment') AND start <= ? "
                "ORDER BY start, subject, segment",
                [str(self.segment), self.kind, self.period.start],
            )
            return [Standing(*row) for row in rows]
        ((first,),) = self.tables.rows("SELECT min(start) FROM standing WHERE ranking = ?", [str(self.segment)])
        starts = [] if first is None else list(range(self.period.start, first - 1, -12))
        return self.tables.standings(self.kind, self.segment, starts, self.period.months) if starts else []


def middle(line: Standing) -> float | None:
    """The middle of what a line can be; None where nothing bounds it from above."""
    return None if line.hi is None else (line.lo + line.hi) / 2


def growth(now: Standing | None, then: Standing | None) -> Bounds | None:
    """The logarithm of a change as bounds; None where a side is missing, open or nought."""
    if now is None or then is None or now.hi is None or not then.hi or not now.lo or not then.lo:
        return None
    return math.log(now.lo / then.hi), math.log(now.hi / then.lo)
