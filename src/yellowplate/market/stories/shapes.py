"""What a month tells, as types: stories with their numbers, how much they weigh, and what happened near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from yellowplate.answers import Cell
from yellowplate.facts import Event, Interval, Period, Segment
from yellowplate.market.known import Known, Ratio, Sheet


class StoryKind(StrEnum):
    """What a story tells of; the comment beside each names the facts that it can carry besides `units`."""

    LEAD_TAKEN = "lead taken"  # month, year, margin, second, ended, looked
    LEAD_REGAINED = "lead regained"  # the same, and away
    LEAD_KEPT = "lead kept"  # month, year, margin, second, run, looked
    LEAD_SHARED = "lead shared"  # one fact `units` for each subject
    MARKET = "market"  # month, year
    CLIMB = "climb"  # month, year, market month, market year, place, place month, place year
    FALL = "fall"  # the same
    SHARE_GAIN = "share gain"  # of a maker: month, year, share, share before
    SHARE_LOSS = "share loss"  # the same
    OVERTAKEN = "overtaken"  # place, other units, behind
    NEWCOMER = "newcomer"  # place, absent
    RECORD_HIGH = "record high"  # compared, looked; `previous` where it isn't the record of all months compared
    RECORD_LOW = "record low"  # the same
    TURN_UP = "turn up"  # year, run
    TURN_DOWN = "turn down"  # the same
    LAUNCH = "launch"  # plan, months, total, a month
    STANDING = "standing"  # of the focus: month, year, place, places before, share, gaps to its neighbours


class Fact(NamedTuple):
    """One named number of a story: of whom, of when, and its value with how it is known.

    A `Known` is a number of units, a `Ratio` a change or share, an `Interval` a difference of units; an int counts
    months or is a place; a Period says since when.
    """

    name: str
    subject: str
    period: Period
    value: Known | Ratio | Interval | Period | int

    def data(self) -> dict[str, Any]:
        """The number as JSON shows it."""
        value = self.value
        shown = value.data() if isinstance(value, Known | Ratio) else value if isinstance(value, int) else str(value)
        return {"name": self.name, "subject": self.subject, "period": str(self.period), "value": shown}


class Score(NamedTuple):
    """How much a story weighs: `impact` x `surprise` x `occasion` x `fresh`, each explained in scoring.py."""

    impact: float
    surprise: float
    occasion: float = 1.0
    fresh: float = 1.0

    @property
    def total(self) -> float:
        """The product, by which stories are ranked."""
        return round(self.impact * self.surprise * self.occasion * self.fresh, 4)


@dataclass(frozen=True, slots=True)
class Story:
    """Something worth telling of a period: what, of whom (the first subject is the hero), its numbers, its weight.

    `events` happened to the first subject not long before or within the period, never after it; that they are near
    doesn't make them causes.
    """

    kind: StoryKind
    subjects: tuple[str, ...]
    period: Period
    facts: tuple[Fact, ...]
    score: Score
    events: tuple[Event, ...] = ()

    @property
    def subject(self) -> str:
        """Whom it tells of first."""
        return self.subjects[0]

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, where the story has one."""
        return next((fact for fact in self.facts if fact.name == name), None)

    def data(self) -> dict[str, Any]:
        """The story as JSON shows it."""
        return {
            "kind": str(self.kind),
            "subjects": list(self.subjects),
            "period": str(self.period),
            "score": self.score.total,
            "parts": {name: round(part, 4) for name, part in self.score._asdict().items()},
            "facts": [fact.data() for fact in self.facts],
            "events": [event.id for event in self.events],
        }


@dataclass(frozen=True, slots=True)
class Stories(Sheet):
    """The stories of a period, the weightiest first; `known_since` is as far back as records are looked for."""

    period: Period
    segment: Segment
    stories: tuple[Story, ...]
    names: dict[str, str]
    known_since: Period
    basis: str

    minor = ("impact", "surprise", "occasion", "fresh")

    @property
    def title(self) -> str:
        """One line that says what is told."""
        return f"What is worth telling of {self.segment}, {self.period}"

    @property
    def lead(self) -> Story | None:
        """The first story; None where nothing can be told."""
        return self.stories[0] if self.stories else None

    def of(self, subject: str) -> tuple[Story, ...]:
        """The stories with that subject in them, in their order."""
        return tuple(story for story in self.stories if subject in story.subjects)

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("story", "of", "facts", "near", "score", "impact", "surprise", "occasion", "fresh")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a story."""
        for story in self.stories:
            of = ", ".join(self.names[subject] for subject in story.subjects)
            told = "; ".join(f"{fact.name} {_told(fact)}" for fact in story.facts)
            near = "; ".join(f"{event.day} {event.kind}" for event in story.events)
            yield (str(story.kind), of, told, near, story.score.total, *(round(part, 3) for part in story.score))

    def data(self) -> dict[str, Any]:
        """The stories with all their facts."""
        return {
            "period": str(self.period),
            "segment": str(self.segment),
            "known_since": str(self.known_since),
            "basis": self.basis,
            "stories": [story.data() for story in self.stories],
        }

    def notes(self) -> Sequence[str]:
        """The basis, and how far back the desk looks."""
        return (self.basis, f"Runs and records are looked for in the data of this desk, from {self.known_since}.")


def _told(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Ratio):
        return value.as_share() if fact.name.startswith("share") else value.as_change()
    return str(value)
