"""When an event can have begun to work, how long it is followed, and which months say nothing.

The rules are dated facts about events, never about outcomes: a launch is waited for, a month that an event cuts in
its second half belongs to neither side, a later event of the same car ends what can be credited to this one, and months
short of supply are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yellowplate.facts import Event, Period

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

LAUNCHES = frozenset({"launch", "full-model-change"})
SUPPLY = frozenset({"supply-stop", "supply-resume"})
FOLLOWED = 6
_WAITED = {"launch": 2, "full-model-change": 2, "tax-change": 3}
_HERALDS = frozenset({"reveal", "orders", "launch"})
_HERALDED = 6
_STOPPED = 2


@dataclass(frozen=True, slots=True)
class Timing:
    """Month numbers: `clean` is the last one untouched by the event, `first` and `last` bound what is credited to it.

    The months between are shown and used for nothing. `why_waiting` and `why_last` say in a sentence, or are empty.
    """

    clean: int
    first: int
    last: int
    why_waiting: str = ""
    why_last: str = ""


def timing(catalog: Catalog, subject: str, event: Event) -> Timing:
    """The timing of an event for a subject; `last` is not yet cut to what the data hold."""
    month = event.month.start
    first = month + 1 if _late(event) else month
    clean, waiting = month - 1 - _WAITED.get(event.kind, 0), ""
    if event.kind in _WAITED:
        waiting = (
            f"the {_WAITED[event.kind]} months before a {event.kind.replace('-', ' ')} are those in which buyers wait"
        )
        herald = _herald(catalog, subject, event)
        if herald is not None and herald[0] - 1 < clean:
            clean, waiting = herald[0] - 1, f"buyers can have waited since {herald[1]}"
    last, why = first + FOLLOWED - 1, ""
    for later in own_events(catalog, subject):
        ends = later.month.start - (0 if _late(later) else 1)
        if later.day > event.day and later.kind in LAUNCHES | SUPPLY and later.kind != event.kind and ends < last:
            last, why = ends, f"what came after {later.day} may be due to another event ({later.headline})"
    return Timing(clean, first, last, waiting, why)


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
        ends = [later.month.start for later in events[at + 1 :] if later.kind == "supply-resume"]
        until = next((end for end in ends if end - event.month.start <= 12), event.month.start + _STOPPED - 1)
        found |= dict.fromkeys(range(event.month.start, until + 1), event)
    return found


def event_near(catalog: Catalog, subject: str, since: int, until: int) -> Event | None:
    """A launch of a line in these months."""
    near = (e for e in own_events(catalog, subject) if e.kind in LAUNCHES and since <= e.month.start <= until)
    return next(near, None)


def _late(event: Event) -> bool:
    """Whether an event fell into the second half of its month, or on a day that nobody told."""
    return len(event.day) < 10 or int(event.day[8:]) > 15


def _herald(catalog: Catalog, subject: str, event: Event) -> tuple[int, str] | None:
    """The first month in which a launch was announced, with what announced it."""
    since = event.month.start - _HERALDED
    told = [
        (other.month.start, f"{other.day} ({other.headline})")
        for other in own_events(catalog, subject)
        if other.kind in _HERALDS and other.id != event.id and since <= other.month.start and other.day < event.day
    ]
    told += [
        (Period.parse(row.announced[:7]).start, f"{row.announced} (announced)")
        for row in catalog.generations(subject)
        if row.announced and row.announced < event.day and row.on_sale[:7] == event.day[:7]
    ]
    return min(told, default=None)
