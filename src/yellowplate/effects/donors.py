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
from yellowplate.effects.panel import Grain, first_day
from yellowplate.effects.timing import Timing, launch_near, short_of_supply, touches
from yellowplate.facts import Period, Segment

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.effects.panel import Panel
    from yellowplate.effects.simplex import Bools
    from yellowplate.facts import Event

LONGEST = {Grain.MONTH: 60, Grain.WEEK: 156, Grain.DAY: 365}
NEAR_MONTHS = 2
AROUND, STALLED = 6, 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """The donors with the rows of the panel used before and after; `barred` says why each other line is no donor."""

    donors: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    barred: dict[str, str]


def barred(
    catalog: Catalog, grain: Grain, subject: str, lines: Sequence[str], event: Event, when: Timing
) -> dict[str, str]:
    """The lines that are no donors by rule, with the reason."""
    found = {}
    clean = first_day(grain, when.clean)
    since = Period.month(clean.year, clean.month).shift(-NEAR_MONTHS).begins
    until = first_day(grain, when.last)
    for line in lines:
        if line == subject:
            continue
        near = launch_near(catalog, line, since, until)
        if touches(catalog, event, line):
            found[line] = "the event touches it too"
        elif related(catalog, subject, line):
            found[line] = "a twin or rebadge"
        elif near is not None:
            found[line] = f"an event of its own, {near.day} ({near.headline})"
        elif catalog.gone(line, Period.month(until.year, until.month)):
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
    lines = [line for line in panel.units if line != subject and line not in excluded]
    own = [change for change in changes[subject] if change <= when.first]
    first = max([when.clean - LONGEST[panel.grain] + 1, panel.times[0], *own])
    known = _known(panel, (subject, *lines), range(first, when.last + 1))
    latest = {line: max((c for c in changes[line] if c <= when.last), default=first) for line in lines}
    best = _Found()
    for since in range(first, when.clean - SHORTEST + 2):
        rest = known[since - first :]
        if rest[: when.clean - since + 1, 0].sum() < SHORTEST:
            break
        steady = np.array([latest[line] <= since for line in lines], dtype=bool)
        found = _widest(rest, steady, when.clean - since + 1, when.first - since)
        best = max(best, found._replace(since=since), key=lambda one: one.worth)
    held = known[:, [0, *(at + 1 for at in best.donors)]].all(axis=1) if best.donors else np.zeros(len(known), bool)
    used = [first + int(row) for row in np.flatnonzero(held) if first + row >= best.since]
    before = tuple(time for time in used if time <= when.clean)
    after = tuple(time for time in used if time >= when.first)
    donors = tuple(lines[at] for at in sorted(best.donors))
    why = dict(excluded)
    for line in lines:
        if line not in donors:
            moved = donors and latest[line] > best.since
            why[line] = f"counts otherwise from {Period(latest[line], 1)}" if moved else "not known in enough months"
    return Choice(donors, before, after, dict(sorted(why.items())))


class _Found(NamedTuple):
    """A group of donors, by their place among the lines, with the months before the event that all are known in."""

    donors: tuple[int, ...] = ()
    months: int = 0
    since: int = 0

    @property
    def worth(self) -> tuple[bool, int]:
        """Enough donors come first, then the number of figures known before the event."""
        return len(self.donors) >= FEWEST_DONORS, len(self.donors) * self.months


def _known(panel: Panel, lines: Sequence[str], times: range) -> Bools:
    """Whether each line is known at each time; the first line is the subject."""
    places = {unit: at for at, unit in enumerate(panel.units)}
    found = np.zeros((len(times), len(lines)), dtype=bool)
    held = slice(times.start - panel.times[0], min(times.stop, panel.times[-1] + 1) - panel.times[0])
    part = ~np.isnan(panel.values[held][:, [places[line] for line in lines]])
    found[: len(part)] = part
    return found


def _widest(known: Bools, steady: Bools, split: int, first: int) -> _Found:
    """The best of the groups that arise when steady lines are taken in one by one, the best known first.

    `split` rows are before the event, those from `first` on after it; of these, at least half that are known of the
    subject must stay.
    """
    subject, others = known[:, 0], known[:, 1:] & known[:, :1]
    enough_after = max(1, -(-int(subject[first:].sum()) // 2))
    sums = np.where(steady, others[:split].sum(axis=0) + others[first:].sum(axis=0), -1)
    order = np.argsort(-sums, kind="stable")[: int(np.count_nonzero(steady))]
    common = np.logical_and.accumulate(others[:, order], axis=1)
    months, followed = common[:split].sum(axis=0), common[first:].sum(axis=0)
    groups = np.flatnonzero((months >= SHORTEST) & (followed >= enough_after))
    if not len(groups):
        return _Found()
    enough = groups[groups + 1 >= FEWEST_DONORS]
    groups = enough if len(enough) else groups
    last = int(groups[((groups + 1) * months[groups]).argmax()])
    return _Found(tuple(map(int, order[: last + 1])), int(months[last]))


def without_short_months(catalog: Catalog, panel: Panel, spared: str, event: Event) -> Bools:
    """Which values of a monthly panel are no sign of demand; those of the event itself are kept for its own car."""
    short = np.zeros(panel.values.shape, dtype=bool)
    for at, line in enumerate(panel.units):
        for month, cause in short_of_supply(catalog, line).items():
            own = line == spared and cause.id == event.id
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
