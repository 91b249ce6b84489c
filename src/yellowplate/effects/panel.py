"""The panel: what is known of every line of a segment month by month, as numbers that can be compared.

Figures come from reconcile: printed and derived ones as they are, bounded ones where their bounds are so near that
the middle will do, all others missing. A month counts as missing where its line was short of supply, since what is
sold then says nothing of what is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.facts import Period, Segment

if TYPE_CHECKING:
    from yellowplate.effects.simplex import Bools, Floats
    from yellowplate.market.tables import Tables

NARROW = 0.05
_MONTHLY = """
SELECT start, subject, lo, hi
FROM figures
JOIN subjects ON subjects.id = figures.subject
WHERE months = 1 AND scope = '' AND segment = ? AND (kind = 'nameplate' OR subject = segment)
ORDER BY ALL
"""


class Grain(StrEnum):
    """The step of a panel's time."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class Outcome(StrEnum):
    """What an effect is measured on."""

    UNITS = "units"
    SHARE = "share"
    ATTENTION = "attention"


@dataclass(frozen=True)
class Panel:
    """Values by time and unit, NaN where missing.

    `times` count months as Period does, days as date.toordinal does, and weeks from Sunday as sevenths of that.
    `units` are sorted, so that nothing depends on the order in which they were read. `middled` marks values that are
    the middle of near bounds.
    """

    grain: Grain
    times: tuple[int, ...]
    units: tuple[str, ...]
    values: Floats
    middled: Bools

    def column(self, unit: str) -> Floats:
        """All values of a unit."""
        return self.values[:, self.units.index(unit)]

    def __contains__(self, unit: object) -> bool:
        return unit in self.units


def monthly(tables: Tables, segment: Segment) -> tuple[Panel, Floats]:
    """The units of every line of a segment, and the segment's total (NaN where it isn't known exactly)."""
    rows = tables.rows(_MONTHLY, [str(segment)])
    starts = [start for start, *_ in rows]
    times = tuple(range(min(starts, default=0), max(starts, default=-1) + 1))
    units = tuple(sorted({subject for _, subject, *_ in rows if subject != segment}))
    place = {unit: at for at, unit in enumerate(units)}
    values = np.full((len(times), len(units)), np.nan)
    middled = np.zeros(values.shape, dtype=bool)
    total = np.full(len(times), np.nan)
    for start, subject, lo, hi in rows:
        row = start - times[0]
        if subject == segment:
            total[row] = lo if lo == hi else np.nan
        elif hi is not None and hi - lo <= NARROW * (lo + hi) / 2:
            values[row, place[subject]] = (lo + hi) / 2
            middled[row, place[subject]] = lo != hi
    return Panel(Grain.MONTH, times, units, values, middled), total


def step(grain: Grain, day: date) -> int:
    """The step of time that a day lies in."""
    if grain is Grain.MONTH:
        return Period.month(day.year, day.month).start
    return day.toordinal() // 7 if grain is Grain.WEEK else day.toordinal()


def first_day(grain: Grain, time: int) -> date:
    """The day on which a step of time begins."""
    if grain is Grain.MONTH:
        return Period(time, 1).begins
    return date.fromordinal(time * 7 if grain is Grain.WEEK else time)


def label(grain: Grain, time: int) -> str:
    """A step of time as people write it: 2025-11, or the ISO day it begins on."""
    return str(Period(time, 1)) if grain is Grain.MONTH else first_day(grain, time).isoformat()
