"""The marks that charts are made of, as SVG whose values are pixels of the plot.

Each value is a dictionary with the places the mark needs (x, y, x2, y2) and, where it isn't the usual one, its colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from yellowplate.publish.charts import glyphs
from yellowplate.publish.charts.theme import GRID, INK, STRONG

Value = dict[str, Any]

_SHAPES = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    "triangle-up": ((0, -1.2), (1.2, 1), (-1.2, 1)),
    "triangle-down": ((0, 1.2), (1.2, -1), (-1.2, -1)),
    "triangle-right": ((1.2, 0), (-0.8, -1.2), (-0.8, 1.2)),
}


def texts(values: Iterable[Value], *, size: float = 12, align: str = "start", bold: bool = False) -> str:
    """Texts at x and, in their middle, y; `align` is start, middle or end; a value's own `bold` wins."""
    return "".join(
        glyphs.drawn(
            glyphs.Letters(value["text"], size, align, value.get("bold", bold)),
            (value["x"], value["y"] + size * glyphs.DROP),
            value.get("color", INK),
        )
        for value in values
        if value["text"]
    )


def rules(values: Iterable[Value], *, width: float = 1, dash: str = "") -> str:
    """Straight lines from x, y to x2, y2."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return "".join(
        f'<path d="M{_n(value["x"])} {_n(value["y"])}L{_n(value["x2"])} {_n(value["y2"])}" '
        f'stroke="{value.get("color", GRID)}" stroke-width="{width:g}"{dashed}/>'
        for value in values
    )


def boxes(values: Iterable[Value], *, stroke: str = "") -> str:
    """Rectangles between x, y and x2, y2; with a `stroke` they have an edge of that colour."""
    edge = f' stroke="{stroke}"' if stroke else ""
    return "".join(
        f'<rect x="{_n(value["x"])}" y="{_n(value["y"])}" width="{_n(value["x2"] - value["x"])}" '
        f'height="{_n(value["y2"] - value["y"])}" fill="{value["color"]}"{edge}/>'
        for value in values
    )


def points(values: Iterable[Value], *, radius: float = 3, shape: str = "circle", fill: str = "") -> str:
    """Signs at x, y; with a `fill` of their own they are hollow."""
    return "".join(_point(value, radius, shape, fill) for value in values)


def line(values: Iterable[Value], *, width: float = 2, dash: str = "", color: str = STRONG) -> str:
    """Lines through x, y in the order given; values of another `run` begin a new line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return "".join(
        f'<path d="M{_way(run)}" stroke="{color}" stroke-width="{width:g}" stroke-linejoin="round"{dashed}/>'
        for run in _runs(values)
    )


def area(values: Iterable[Value], *, color: str, stroke: str) -> str:
    """The surface between y and y2 along x, interrupted between values of another `run`."""
    return "".join(
        f'<path d="M{_way(run)}L{_way([{"x": at["x"], "y": at["y2"]} for at in reversed(run)])}Z" '
        f'fill="{color}" stroke="{stroke}" stroke-width="1.5" stroke-linejoin="round"/>'
        for run in _runs(values)
    )


def whiskers(values: Iterable[Value], cap: float) -> str:
    """Intervals with a cap at each end: level where y is y2, else upright."""
    kept = list(values)
    return rules([*kept, *(_cap(value, end, cap) for value in kept for end in ("", "2"))], width=1.5)


def _cap(value: Value, end: str, cap: float) -> Value:
    x, y = value[f"x{end}"], value[f"y{end}"]
    dx, dy = (0, cap) if value["y"] == value["y2"] else (cap, 0)
    return {**value, "x": x - dx, "x2": x + dx, "y": y - dy, "y2": y + dy}


def _point(value: Value, radius: float, shape: str, fill: str) -> str:
    color = value.get("color", STRONG)
    look = f'fill="{fill}" stroke="{color}" stroke-width="1.5"' if fill else f'fill="{color}"'
    if shape == "circle":
        return f'<circle cx="{_n(value["x"])}" cy="{_n(value["y"])}" r="{radius:g}" {look}/>'
    corners = [{"x": value["x"] + dx * radius, "y": value["y"] + dy * radius} for dx, dy in _SHAPES[shape]]
    return f'<path d="M{_way(corners)}Z" {look}/>'


def _runs(values: Iterable[Value]) -> list[list[Value]]:
    return [list(group) for _, group in groupby(values, key=lambda value: value.get("run", 0))]


def _way(values: Iterable[Value]) -> str:
    return "L".join(f"{_n(value['x'])} {_n(value['y'])}" for value in values)


def _n(value: float) -> str:
    """A number of pixels to a tenth."""
    return f"{round(value, 1) + 0:g}"
