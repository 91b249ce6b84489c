"""A subject month by month as a line, with its events numbered above the months they fell in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw
from yellowplate.publish.charts.plane import SMALL, Plane, plane
from yellowplate.publish.charts.theme import EVENT, PAPER, STRONG

_ROW = 14


@dataclass(frozen=True, slots=True)
class Point:
    """Units of one month, counted as in Period; `hi` is above `lo` where the figure is only bounded or disputed."""

    month: int
    lo: int
    hi: int
    disputed: bool = False

    @property
    def certain(self) -> bool:
        """Whether one number is left and nobody disputes it."""
        return self.lo == self.hi and not self.disputed


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered event in a month; launches are drawn solid."""

    number: int
    month: int
    launch: bool


@dataclass(frozen=True, slots=True)
class _Tag:
    """The numbers of all events of one month, in a row above the plot."""

    month: int
    text: str
    launch: bool
    row: int = 0


def history(words: Words, points: Sequence[Point], events: Sequence[Mark]) -> Drawing:
    """A line over months with gaps where a month is missing, and numbered events."""
    first, last = points[0].month, points[-1].month
    inside = [event for event in events if first <= event.month <= last]
    highest = max(point.hi for point in points)

    def build(width: int) -> tuple[Frame, list[str]]:
        bare = plane(width, (first, last), highest, words.number)
        tags = _stacked(_tags(inside), bare)
        rows = max((tag.row + 1 for tag in tags), default=0)
        field = replace(bare, frame=replace(bare.frame, top=8 + _ROW * rows))
        return field.frame, [*field.levels(words.number), *field.years(), *_events(tags, field), *_line(points, field)]

    return draw(words, build)


def _tags(events: Sequence[Mark]) -> Iterator[_Tag]:
    """One tag a month, its numbers joined."""
    for month, group in groupby(sorted(events, key=lambda event: event.month), key=lambda event: event.month):
        same = list(group)
        yield _Tag(month, "·".join(str(event.number) for event in same), any(event.launch for event in same))


def _stacked(tags: Iterator[_Tag], field: Plane) -> list[_Tag]:
    """Each tag in the lowest row in which it keeps clear of the one before it."""
    ends: list[float] = []
    placed = []
    for tag in tags:
        half = glyphs.width(tag.text, SMALL) / 2 + 3
        begin = field.x(tag.month) - half
        row = next((row for row, end in enumerate(ends) if begin >= end), len(ends))
        ends[row : row + 1] = [begin + 2 * half]
        placed.append(replace(tag, row=row))
    return placed


def _events(tags: Sequence[_Tag], field: Plane) -> list[str]:
    """Upright lines through the months of events, their numbers above."""
    lines, grounds, numbers = [], [], []
    for tag in tags:
        x, top, half = field.x(tag.month), -3.0 - _ROW * tag.row, glyphs.width(tag.text, SMALL) / 2 + 1
        lines.append({"x": x, "x2": x, "y": top, "y2": field.frame.height, "color": EVENT, "launch": tag.launch})
        grounds.append({"x": x - half, "x2": x + half, "y": top - 13, "y2": top - 1, "color": PAPER})
        numbers.append({"x": x, "y": top - 7, "text": tag.text, "color": EVENT})
    return [
        marks.rules(line for line in lines if line["launch"]),
        marks.rules((line for line in lines if not line["launch"]), dash="3 3"),
        marks.boxes(grounds),
        marks.texts(numbers, size=SMALL, align="middle", bold=True),
    ]


def _line(points: Sequence[Point], field: Plane) -> list[str]:
    """The line, its months as dots, and what is only bounded as hollow signs with whiskers."""
    values, open_, run, last = [], [], 0, points[0].month - 1
    for point in points:
        run += point.month != last + 1
        last = point.month
        x, kind = field.x(point.month), "certain" if point.certain else "disputed" if point.disputed else "open"
        values.append({"x": x, "y": field.y((point.lo + point.hi) / 2), "run": run, "kind": kind})
        if point.lo != point.hi:
            open_.append({"x": x, "x2": x, "y": field.y(point.lo), "y2": field.y(point.hi), "color": STRONG})
    return [
        marks.line(values, width=1.8),
        marks.points((value for value in values if value["kind"] == "certain"), radius=2),
        marks.whiskers(open_, 3),
        marks.points((value for value in values if value["kind"] == "open"), radius=2.6, fill=PAPER),
        marks.points(
            (value for value in values if value["kind"] == "disputed"), radius=3.2, fill=PAPER, shape="diamond"
        ),
    ]
