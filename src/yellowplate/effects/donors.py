"""Who may stand in for a car, and over which months: rules that look at no outcome after the event.

A donor is another line of the same segment that is no twin or rebadge, that the event doesn't touch, that had no launch
of its own near the event, and that counts the same throughout. Of all windows that leave enough months before the
event and enough donors, the one in which most figures are known is taken; a month is used where the car and all its
donors are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yellowplate.effects.gates import FEWEST_DONORS, SHORTEST
from yellowplate.effects.timing import Timing, event_near, short_of_supply, touches
from yellowplate.facts import Period, Segment

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.effects.panel import Panel
    from yellowplate.effects.simplex import Bools
    from yellowplate.facts import Event

LONGEST = 60
NEAR = 2
AROUND, STALLED = 6, 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """The donors with the rows of the panel used before and after; `barred` says why each other line is no donor."""

    donors: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    barred: dict[str, str]


def barred(
    catalog: Catalog, segment: Segment, subject: str, lines: Sequence[str], event: Event | None, when: Timing
) -> dict[str, str]:
    """The lines that are no donors by rule, with the reason."""
    found = {}
    for line in lines:
        if line == subject:
            continue
        near = event_near(catalog, line, when.clean - NEAR, when.last)
        if event is not None and touches(catalog, event, line):
            found[line] = "the event touches it too"
        elif related(catalog, subject, line):
            found[line] = "a twin or rebadge"
        elif near is not None:
            found[line] = f"an event of its own, {near.day} ({near.headline})"
        elif catalog.gone(line, Period(when.first, 1)):
            found[line] = "no longer sold"
    return found


def related(catalog: Catalog, one: str, other: str) -> bool:
    """Whether two lines hold twins of one another, or rebadges of the same car."""
    return not _families(catalog, one).isdisjoint(_families(catalog, other))


def breaks(catalog: Catalog, segment: Segment, line: str, since: int, until: int) -> list[int]:
    """The months in (since, until] from which a line counts something else than before."""
    months = (found.month.start for found in catalog.breaks(line, segment))
    return sorted(month for month in months if since < month <= until)


def choose(
    panel: Panel, subject: str, when: Timing, excluded: Mapping[str, str], changes: Mapping[str, Sequence[int]]
) -> Choice:
    """The donors and times; empty where nothing is left.

    `excluded` holds lines that are no donors by rule, `changes` the times from which a line counts something else.
    """
    first = max([when.clean - LONGEST + 1, panel.times[0], *(c for c in changes[subject] if c <= when.first)])
    lines = [line for line in panel.units if line != subject and line not in excluded]
    best = _Found()
    for since in range(first, when.clean - SHORTEST + 2):
        steady = [line for line in lines if not any(since < change <= when.last for change in changes[line])]
        found = _widest(panel, subject, steady, range(since, when.clean + 1), range(when.first, when.last + 1))
        best = max(best, found, key=lambda one: one.worth)
    why = dict(excluded)
    for line in lines:
        if line not in best.donors:
            changed = [change for change in changes[line] if best.before and best.before[0] < change <= when.last]
            why[line] = f"counts otherwise from {Period(changed[0], 1)}" if changed else "not known in enough months"
    return Choice(tuple(sorted(best.donors)), best.before, best.after, dict(sorted(why.items())))


class _Found(NamedTuple):
    donors: tuple[str, ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    @property
    def worth(self) -> tuple[bool, int]:
        """Enough donors come first, then the number of figures known before the event."""
        return len(self.donors) >= FEWEST_DONORS, len(self.donors) * len(self.before)


def _widest(panel: Panel, subject: str, lines: Sequence[str], before: range, after: range) -> _Found:
    """The best of the groups that arise when lines are taken in one by one, the best known first."""
    times, split = (*before, *after), len(before)
    rows = np.array(times) - panel.times[0]
    known = {line: ~np.isnan(panel.column(line)[rows]) for line in (subject, *lines)}
    common = known[subject].copy()
    enough_after = max(1, -(-int(common[split:].sum()) // 2))
    best, taken = _Found(), list[str]()
    for line in sorted(lines, key=lambda name: (-int((known[name] & known[subject]).sum()), name)):
        common &= known[line]
        if common[:split].sum() < SHORTEST or common[split:].sum() < enough_after:
            break
        taken.append(line)
        past, follow = (
            tuple(time for time, use in zip(side, used, strict=True) if use)
            for side, used in ((before, common[:split]), (after, common[split:]))
        )
        best = max(best, _Found(tuple(taken), past, follow), key=lambda one: one.worth)
    return best


def without_short_months(catalog: Catalog, panel: Panel, spared: str, event: Event | None) -> Bools:
    """Which values of a monthly panel are no sign of demand; those of the event itself are kept for its own car."""
    short = np.zeros(panel.values.shape, dtype=bool)
    for at, line in enumerate(panel.units):
        for month, cause in short_of_supply(catalog, line).items():
            own = line == spared and event is not None and cause.id == event.id
            if not own and panel.times[0] <= month <= panel.times[-1]:
                short[month - panel.times[0], at] = True
    return short


def stalled(panel: Panel, until: int) -> Bools:
    """The months up to `until` in which a line sold next to nothing of what it usually does around that time.

    Nobody's demand comes and goes like that: such a month tells of supply, whether or not an event was logged.
    """
    found = np.zeros(panel.values.shape, dtype=bool)
    for row in range(min(until, panel.times[-1]) - panel.times[0] + 1):
        around = panel.values[max(0, row - AROUND) : row + AROUND + 1]
        known = (~np.isnan(around)).sum(axis=0) > AROUND
        usual = np.nanmedian(np.where(known, around, 0.0), axis=0)
        found[row] = panel.values[row] < STALLED * usual
    return found


def _families(catalog: Catalog, line: str) -> set[str]:
    cars = {line, *catalog.members(line)} & catalog.nameplates.keys()
    return cars | {twin for car in cars if (twin := catalog.nameplates[car].twin_of)}
