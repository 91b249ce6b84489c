"""Launches laid over one another: months since the first one across, one dashed and shaped line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, spread
from yellowplate.publish.charts.plane import SMALL, Plane, plane
from yellowplate.publish.charts.theme import BANDS, DASHES, MUTED, SHAPES, STRONG

_LABEL = 14


@dataclass(frozen=True, slots=True)
class Curve:
    """One launch: units by months since it (0 is the month of the launch), months without a figure left out.

    `plan` is the planned number a month, drawn as a level line for the strong one.
    """

    label: str
    units: dict[int, int]
    strong: bool = False
    plan: int | None = None


@dataclass(frozen=True, slots=True)
class _Tag:
    """What is named at the right: where its line ends, and its look."""

    text: str
    x: float
    y: float
    color: str
    strong: bool


def curves(words: Words, launches: Sequence[Curve], plan: str = "") -> Drawing:
    """All launches over one axis of months since launch; `plan` names the level of the planned number."""
    last = max(month for launch in launches for month in launch.units)
    highest = max([units for launch in launches for units in launch.units.values()] + [c.plan or 0 for c in launches])

    def build(width: int) -> tuple[Frame, list[str]]:
        right = round(max(glyphs.width(text, SMALL) for text in (plan, *(launch.label for launch in launches)))) + 18
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
        values.append({"x": field.x(month), "y": field.y(units), "run": run, "color": color})
    width = 3 if launch.strong else 1.8
    return [marks.line(values, width=width, dash=dash, color=color), marks.points(values, radius=2.8, shape=shape)]


def _labels(launches: Sequence[Curve], plan: str, field: Plane) -> list[str]:
    """The name of each launch beside its last month, and that of the planned number beside its line."""
    ends = [max(launch.units) for launch in launches]
    tags = [
        _Tag(launch.label, field.x(end) + 4, field.y(launch.units[end]), _look(launch, at)[0], launch.strong)
        for at, (launch, end) in enumerate(zip(launches, ends, strict=True))
    ]
    planned = next((launch.plan for launch in launches if launch.strong and launch.plan), None)
    if planned and plan:
        tags.append(_Tag(plan, 0, field.y(planned), STRONG, False))
    spots = spread([tag.y for tag in tags], _LABEL, 4, field.frame.height - 4)
    begin = field.frame.width
    pairs = list(zip(tags, spots, strict=True))
    ties = ({"x": tag.x, "x2": begin + 8, "y": tag.y, "y2": spot, "color": tag.color} for tag, spot in pairs if tag.x)
    names = [{"x": begin + 11, "y": spot, "text": tag.text, "bold": tag.strong} for tag, spot in pairs]
    levels = ({"x": 0, "x2": begin + 8, "y": tag.y, "y2": spot, "color": STRONG} for tag, spot in pairs if not tag.x)
    return [
        marks.rules(ties, dash="1 2"),
        marks.rules(levels, dash="6 4"),
        marks.texts(names, size=SMALL),
    ]
