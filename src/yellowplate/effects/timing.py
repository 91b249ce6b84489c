"""When an event can have begun to work, how long it is followed, and which times say nothing.

The rules are about dated facts, never about outcomes: a launch is waited for, a month that an event cuts in its second
half belongs to neither side, a later event of the same car ends what can be credited to this one, and months short of
supply are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yellowplate.effects.panel import Grain, step
from yellowplate.facts import Event, Period

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

LAUNCHES = frozenset({"launch", "full-model-change"})
SUPPLY = frozenset({"supply-stop", "supply-resume"})
FOLLOWED = {Grain.MONTH: 6, Grain.WEEK: 6, Grain.DAY: 28}
_WAITED = {"launch": 2, "full-model-change": 2, "tax-change": 3}
_HERALDS = frozenset({"reveal", "orders", "launch"})
_HERALDED_MONTHS = 6
_STOPPED_MONTHS, _LONGEST_STOP = 2, 12
_MID_MONTH = 15


@dataclass(frozen=True, slots=True)
class Timing:
    """In steps of a panel: `clean` is the last one untouched by the event, `first` and `last` are credited to it.

    What lies between is shown and used for nothing. `why_waiting` and `why_last` are sentences, or empty.
    """

    clean: int
    first: int
    last: int
    why_waiting: str = ""
    why_last: str = ""


def timing(catalog: Catalog, subject: str, event: Event, grain: Grain) -> Timing:
    """The timing of an event for a subject; `last` is not yet cut to what the data hold."""
    begin, first = _starts(event, grain)
    clean, why_waiting = begin - 1, ""
    if grain is Grain.MONTH and event.kind in _WAITED:
        clean -= _WAITED[event.kind]
        kind = event.kind.replace("-", " ")
        why_waiting = f"Buyers wait in the {_WAITED[event.kind]} months before a {kind}."
    if event.kind in LAUNCHES and (herald := _herald(catalog, subject, event)):
        told = step(grain, herald[0])
        if told - 1 < clean:
            clean, why_waiting = told - 1, f"Buyers can have waited since {herald[1]}."
    last, why_last = first + FOLLOWED[grain] - 1, ""
    for later in own_events(catalog, subject):
        if later.day > event.day and later.kind in LAUNCHES | SUPPLY and later.kind != event.kind:
            begins, full = _starts(later, grain)
            ends = full - 1 if grain is Grain.MONTH else begins - 1
            if ends < last:
                last, why_last = ends, f"What came after {later.day} may be due to another event ({later.headline})."
    return Timing(clean, first, last, why_waiting, why_last)


def own_events(catalog: Catalog, subject: str) -> list[Event]:
    """The events of a line, of what is counted in it, and of its maker as a whole, in order; none of the market."""
    names = {subject, subject.partition("/")[0], *catalog.members(subject)}
    return [event for event in catalog.events() if names.intersection(event.subjects)]


def touches(catalog: Catalog, event: Event, subject: str) -> bool:
    """Whether an event is one of a subject, of its maker, or of the whole market."""
    names = {"market", subject, subject.partition("/")[0], *catalog.members(subject)}
    return bool(names.intersection(event.subjects))


def short_of_supply(catalog: Catalog, subject: str) -> dict[int, Event]:
    """The months in which a line was short of supply, with the event that says so.

    A stop lasts until supply resumes; where nobody said when it did, it counts for its month and the next.
    """
    found: dict[int, Event] = {}
    events = [event for event in own_events(catalog, subject) if event.kind in SUPPLY]
    for at, event in enumerate(events):
        if event.kind != "supply-stop":
            continue
        begin = event.month.start
        resumed = [later.month.start for later in events[at + 1 :] if later.kind == "supply-resume"]
        until = next((month for month in resumed if month - begin <= _LONGEST_STOP), begin + _STOPPED_MONTHS - 1)
        found |= dict.fromkeys(range(begin, until + 1), event)
    return found


def launch_near(catalog: Catalog, subject: str, since: date, until: date) -> Event | None:
    """A launch of a line in the months of these days and between them."""
    first, last = since.isoformat()[:7], until.isoformat()[:7]
    near = (e for e in own_events(catalog, subject) if e.kind in LAUNCHES and first <= e.day[:7] <= last)
    return next(near, None)


def _starts(event: Event, grain: Grain) -> tuple[int, int]:
    """The step in which an event begins, and the first one that it can fill."""
    known = len(event.day) == 10
    day = date.fromisoformat(event.day) if known else event.month.begins
    begin = step(grain, day)
    if grain is Grain.MONTH:
        return begin, begin + (not known or day.day > _MID_MONTH)
    if not known:
        return begin, step(grain, event.month.ends - timedelta(days=1)) + 1
    return begin, begin if step(grain, day - timedelta(days=1)) < begin else begin + 1


def _herald(catalog: Catalog, subject: str, event: Event) -> tuple[date, str] | None:
    """The day on which a launch was first announced, with what announced it."""
    since = event.month.shift(-_HERALDED_MONTHS).begins.isoformat()
    told = [
        (other.day, f"{other.day} ({other.headline})")
        for other in own_events(catalog, subject)
        if other.kind in _HERALDS and other.id != event.id and since <= other.day < event.day
    ]
    told += [
        (row.announced, f"{row.announced} (announced)")
        for row in catalog.generations(subject)
        if since <= row.announced < event.day and row.on_sale[:7] == event.day[:7]
    ]
    if not told:
        return None
    day, what = min(told)
    return (date.fromisoformat(day) if len(day) == 10 else Period.parse(day).begins), what
