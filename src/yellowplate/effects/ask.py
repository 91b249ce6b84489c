"""From words to a question: which line is meant, and which event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from yellowplate.effects.panel import Outcome
from yellowplate.effects.shapes import Events
from yellowplate.effects.study import Question
from yellowplate.effects.timing import LAUNCHES, own_events, touches
from yellowplate.errors import UsageError
from yellowplate.facts import Event, Period, Segment

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog


def question(
    catalog: Catalog,
    subject: str,
    segment: Segment | None,
    outcome: str,
    happened: tuple[str | None, str | None],
    credited: Period | None,
) -> Question:
    """The question that is meant.

    `happened` holds the id of an event or a day: by default the car's last launch, or stop where no launch is logged.
    `subject` is any name, `segment` by default that in which the car is counted. A car that is counted in another line
    is asked for by that line. Raises NameUnknownError and NameAmbiguousError, and UsageError for what is no event, day,
    outcome or car, and for a credited run of months.
    """
    id_ = catalog.subject(subject, segment=segment)
    if id_ not in catalog.nameplates:
        raise UsageError(f"{id_} is no car; effects are measured on single cars, against others.")
    if outcome not in list(Outcome):
        raise UsageError(f"{outcome!r} is no outcome; choose one of {', '.join(Outcome)}.")
    if credited is not None and not credited.is_month:
        raise UsageError(f"{credited} is no month; say which month is credited to the event, as 2025-11.")
    event = _event(catalog, id_, *happened)
    part = segment or catalog.nameplates[id_].segments[0]
    return Question(catalog.line(id_, event.month), part, event, Outcome(outcome), credited)


def events(catalog: Catalog, subject: str | None, until: date | None) -> Events:
    """The events of a subject with those of the whole market, or all; with `until` those up to a day.

    Those of a car are also those of its maker as a whole.
    """
    id_ = None if subject is None else catalog.subject(subject)
    if id_ is None:
        found: Iterable[Event] = catalog.events()
    elif id_ in catalog.nameplates:
        found = (event for event in catalog.events() if touches(catalog, event, id_))
    else:
        found = catalog.events(id_, market=True)
    known = tuple(event for event in found if until is None or event.day <= until.isoformat())
    return Events("" if id_ is None else catalog.name(id_), known)


def _event(catalog: Catalog, subject: str, id_: str | None, on: str | None) -> Event:
    if id_ is not None and on is not None:
        raise UsageError("An event has its own day; give an event or a day, not both.")
    if id_ is not None:
        found = next((event for event in catalog.events() if event.id == id_), None)
        if found is None:
            raise UsageError(f"{id_!r} is no event; see `yellowplate events --subject {subject}`.")
        return found
    if on is not None:
        return Event("", _day(on), "unnamed", (subject,), "no event named", "", "")
    own = own_events(catalog, subject)
    taken = [event for event in own if event.kind in LAUNCHES] or [
        event for event in own if event.kind == "supply-stop"
    ]
    if not taken:
        name = catalog.name(subject)
        raise UsageError(f"No launch or supply stop of {name} is logged; say on which day something happened.")
    return taken[-1]


def _day(text: str) -> str:
    """A day, or a month where the day isn't known."""
    try:
        return date.fromisoformat(text if len(text) == 10 else f"{text}-01").isoformat()[: len(text)]
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2023-12-20.") from None
