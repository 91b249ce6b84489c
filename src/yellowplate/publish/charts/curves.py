"""Launches laid over one another: months since the first one across, one dashed and shaped line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, spread
from yellowplate.publish.charts.plane import SMALL, Plane, plane
from yellowplate.publish.charts.theme import BANDS, DASHES, MUTED, PAPER, SHAPES, STRONG

_LABEL = 14


@dataclass(frozen=True, slots=True)
class Curve:
    """One launch: units by months since it (0 is the month of the launch), months without a figure left out.

    `plan` is the planned number a month, drawn as a level line for the strong one; months in `hollow` count more than
    the car itself.
    """

    label: str
    units: dict[int, int]
    strong: bool = False
    plan: int | None = None
    hollow: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Tag:
    """What is named at the right, beside the end of its line, and its look."""

    text: str
    y: float
    color: str
    strong: bool
    level: bool = False


def curves(words: Words, launches: Sequence[Curve], plan: str = "") -> Drawing:
    """All launches over one axis of months since launch; `plan` names the level of the planned number."""
    last = max(month for launch in launches for month in launch.units)
    highest = max([units for launch in launches for units in launch.units.values()] + [c.plan or 0 for c in launches])

    def build(width: int) -> tuple[Frame, list[str]]:
        right = round(max(glyphs.width(text, SMALL) for text in (plan, *(launch.label for launch in launches)))) + 14
        field = plane(width, (0, last), highest, words.number, right=right)
        layers = [*field.levels(words.number), *_months(field)]
        for at, launch in enumerate(launches):
            layers += _curve(launch, at, field)
        return field.frame, [*layers, *_labels(launches, plan, field)]

    return draw(words, build)


def _months(field: Plane) -> list[str]:
    """The months since launch under the plane, every one, third, sixth or twelfth as there is room."""
    step = next((step for step in (1, 2, 3, 6, 12) if step * field.step >= 26), 24)
    values = [
        {"x": field.x(month), "y": field.frame.height + 13, "text": str(month), "color": MUTED}
        for month in range(0, field.last + 1, step)
    ]
    return [marks.texts(values, align="middle", size=SMALL)]


def _look(launch: Curve, at: int) -> tuple[str, str, str]:
    """Colour, dash and shape of a launch; the strong one is solid."""
    if launch.strong:
        return STRONG, DASHES[0], SHAPES[0]
    return BANDS[1 + at % (len(BANDS) - 1)], DASHES[1 + at % (len(DASHES) - 1)], SHAPES[1 + at % (len(SHAPES) - 1)]


def _curve(launch: Curve, at: int, field: Plane) -> list[str]:
    color, dash, shape = _look(launch, at)
    values, run, before = [], 0, -1
    for month, units in sorted(launch.units.items()):
        run += month != before + 1
        before = month
        values.append({"x": field.x(month), "y": field.y(units), "run": run, "color": color, "month": month})
    width = 3 if launch.strong else 1.8
    hollow = [value for value in values if value["month"] in launch.hollow]
    return [
        marks.line(values, width=width, dash=dash, color=color),
        marks.points((value for value in values if value not in hollow), radius=2.8, shape=shape),
        marks.points(hollow, radius=3.4, shape=shape, fill=PAPER),
    ]


def _labels(launches: Sequence[Curve], plan: str, field: Plane) -> list[str]:
    """The name of each launch at the end of its line, and that of the planned number beside its level.

    Lines that reach the last month are named at the right; one that ends before is named inside the plane.
    """
    looks = [(launch, max(launch.units), _look(launch, at)[0]) for at, launch in enumerate(launches)]
    tags = [
        _Tag(launch.label, field.y(launch.units[end]), color, launch.strong)
        for launch, end, color in looks
        if end == field.last
    ]
    planned = next((launch.plan for launch in launches if launch.strong and launch.plan), None)
    if planned and plan:
        tags.append(_Tag(plan, field.y(planned), STRONG, False, level=True))
    inside = [_inside(launch, end, color, launches, field) for launch, end, color in looks if end < field.last]
    return [*(mark for marked in inside for mark in marked), *_beside(tags, field)]


def _beside(tags: Sequence[_Tag], field: Plane) -> list[str]:
    """Names at the right of the plane, in the colours of their lines; the level of the plan runs up to its name."""
    spots = spread([tag.y for tag in tags], _LABEL, 4, field.frame.height - 4)
    begin, pairs = field.frame.width, list(zip(tags, spots, strict=True))
    names = [
        {"x": begin + 8, "y": spot, "text": tag.text, "bold": tag.strong, "color": tag.color} for tag, spot in pairs
    ]
    levels = [{"x": 0, "x2": begin + 5, "y": tag.y, "y2": tag.y, "color": STRONG} for tag in tags if tag.level]
    return [marks.rules(levels, dash="6 4"), marks.texts(names, size=SMALL)]


def _inside(launch: Curve, end: int, color: str, launches: Sequence[Curve], field: Plane) -> list[str]:
    """The name of a line that ends inside the plane, on a ground of its own where other lines are farthest away."""
    width = glyphs.width(launch.label, SMALL)
    x = min(field.x(end) + 7, field.frame.width - width)
    y = field.y(launch.units[end])
    spots = [spot for step in range(4) for spot in (y - step * _LABEL, y + step * _LABEL)]
    others = [other for other in launches if other is not launch]
    inside = [spot for spot in spots if _LABEL / 2 <= spot <= field.frame.height - _LABEL / 2]
    spot = min(inside, key=lambda spot: (_crossed(others, field, (x, x + width), spot), abs(spot - y)))
    ground = {"x": x - 2, "x2": x + width + 2, "y": spot - _LABEL / 2, "y2": spot + _LABEL / 2, "color": PAPER}
    name = {"x": x, "y": spot, "text": launch.label, "bold": launch.strong, "color": color}
    return [marks.boxes([ground]), marks.texts([name], size=SMALL)]


def _crossed(others: Sequence[Curve], field: Plane, across: tuple[float, float], y: float) -> int:
    """How many points of other lines, taken every quarter of a month, a name at that height would cover."""
    covered = 0
    for other in others:
        for month in sorted(other.units):
            until = other.units.get(month + 1, other.units[month])
            for part in range(4):
                units = other.units[month] + (until - other.units[month]) * part / 4
                x = field.x(month + part / 4)
                covered += across[0] <= x <= across[1] and abs(field.y(units) - y) < _LABEL / 2 + 2
    return covered
