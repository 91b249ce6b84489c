"""What happened near a story in time, and never after it."""

from __future__ import annotations

from dataclasses import replace

from yellowplate.catalog import Catalog
from yellowplate.facts import Event, Period
from yellowplate.market.stories.scoring import OCCASION
from yellowplate.market.stories.shapes import Story

_BEFORE = 3  # months
_CONCRETE = frozenset(
    {
        "launch",
        "full-model-change",
        "facelift",
        "supply-stop",
        "supply-resume",
        "tax-change",
        "subsidy",
        "disaster",
        "orders",
        "regulation",
    }
)


def with_events(story: Story, catalog: Catalog) -> Story:
    """The story with the events of its first subject, and of its maker, shortly before or within its period."""
    window = Period.span(story.period.first.shift(-_BEFORE), story.period.last)
    found = tuple(event for event in _of(catalog, story.subject) if window.covers(event.month) and _concrete(event))
    if not found:
        return story
    close = any(event.month.start >= story.period.start - 1 for event in found)
    return replace(story, events=found, score=story.score._replace(occasion=OCCASION if close else 1.0))


def _of(catalog: Catalog, subject: str) -> list[Event]:
    """The events of a subject; for a car also those that name its whole maker, for a segment those of the market."""
    wanted = {subject, *catalog.members(subject)} if subject in catalog.nameplates else {subject}
    wanted |= {subject.partition("/")[0]} if "/" in subject else set()
    wanted |= {"market"} if subject in catalog.segments else set()
    return [event for event in catalog.events() if not wanted.isdisjoint(event.subjects)]


def _concrete(event: Event) -> bool:
    """Whether something happened to what is sold; words, awards and shows aside."""
    return event.kind in _CONCRETE
