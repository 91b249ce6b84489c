"""What the reader finds: statements, each with everything it could reasonably mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from yellowplate.facts import Measure, Number, Period, Relation, Report, Segment


class Fact(StrEnum):
    """Facts that are not numbers of a series; `maker` is one of the Measures."""

    PUBLISHER = "publisher"
    DATE = "date"
    LIMIT = "limit"
    ORDER = "order"
    CONDITION = "condition"  # a reason that is given for kei cars


class Cars(NamedTuple):
    """A change in cars, with its sign."""

    number: Number

    def __str__(self) -> str:
        return f"{'' if self.number.digits < 0 else '+'}{self.number} units"


class Points(NamedTuple):
    """A change of a share in percentage points, with its sign."""

    number: Number

    def __str__(self) -> str:
        return f"{'' if self.number.digits < 0 else '+'}{self.number} points"


class Place(NamedTuple):
    """A place in a list, and since when: `how` is "" (just the place), "for", "back after" or "ever".

    `length` and `unit` (months, years) belong to `for` and `back after`.
    """

    place: int
    how: str = ""
    length: int = 0
    unit: str = ""

    def __str__(self) -> str:
        if not self.how:
            return str(self.place)
        if self.how == "ever":
            return f"{self.place} ever"
        return f"{self.place} {self.how} {self.length} {self.unit if self.length != 1 else self.unit[:-1]}"


class Other(NamedTuple):
    """The subject on the other side of an order, and by how many cars where that is said."""

    subject: str
    margin: Number | None = None

    def __str__(self) -> str:
        return self.subject if self.margin is None else f"{self.subject} by {self.margin}"


class Day(NamedTuple):
    """A day as a text knows it: `first` to `last`, both included; `words` is its ISO form."""

    first: date
    last: date
    words: str

    def __str__(self) -> str:
        return self.words


class Text(NamedTuple):
    """A value that is a name: a body, a maker, a cause."""

    words: str

    def __str__(self) -> str:
        return self.words


class Size(NamedTuple):
    """A limit: a number with its unit, and the dimension it limits."""

    number: Number
    unit: str
    dimension: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


Value = Number | Cars | Points | Place | Other | Day | Text | Size


class Reading(NamedTuple):
    """One thing that a statement could mean.

    `day` is what orders are counted from, or the day of a cause; `kind` is what happened on a day (show, launch,
    announce, order, stop, resume, cause), or until when orders are counted.
    """

    subject: str
    segment: Segment | None
    period: Period | None
    measure: Measure | Fact
    value: Value
    relation: Relation = Relation.EQUAL
    day: Day | None = None
    kind: str = ""

    def report(self, source: str, published: date | None = None, place: str = "") -> Report | None:
        """The Report that says the same; None for what a Report can't say."""
        value = Number(self.value.place) if isinstance(self.value, Place) and not self.value.how else self.value
        if self.segment is None or self.period is None or not isinstance(value, Number):
            return None
        if not isinstance(self.measure, Measure):
            return None
        said = (source, self.subject, self.segment, self.period, self.measure, value, self.relation)
        return Report(*said, place=place, published=published)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of a text: where it stands and what it could mean, the likeliest first."""

    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A number or claim that can't be tied to subject, measure and period, and why."""

    start: int
    end: int
    reason: str


class Named(NamedTuple):
    """A car or maker where a text names it, and the subjects and segments that its units can be counted as."""

    start: int
    meant: tuple[tuple[str, Segment], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """All that was read of a text, in its order; `published` is its day, as given or as its dateline says."""

    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]
    named: tuple[Named, ...]
    sentences: tuple[tuple[int, int], ...]
    published: date | None = None
