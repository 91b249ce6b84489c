"""A ranking as bars: place and name, the bar with its whisker, and the changes in columns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, framed
from yellowplate.publish.charts.theme import GRID, INK, MUTED, OPEN, STRONG, WEAK, WIDE

_PLACE = 22


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a ranking.

    `place` is printed before the name, `label` behind the bar, `columns` at the right. `hi` is above `lo` where the
    figure is only bounded, None where nothing bounds it from above; a `disputed` one has its values at both ends.
    """

    name: str
    lo: int
    hi: int | None
    label: str
    place: str = ""
    columns: tuple[str, ...] = ()
    strong: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the parts of a line stand: names beside the bars on a desk, above them on a phone."""

    begin: float
    reach: float
    row: int
    name: float
    bar: float
    thick: float
    size: int
    columns: tuple[float, ...]


def bars(words: Words, rows: Sequence[Bar], heads: tuple[str, ...] = ()) -> Drawing:
    """Horizontal bars from the top down, with text columns under `heads` at the right."""

    def build(width: int) -> tuple[Frame, list[str]]:
        layout = _layout(rows, heads, width)
        frame = framed(width, layout.row * len(rows), top=20 if heads else 2)
        return frame, [*_shapes(rows, layout), *_texts(rows, heads, layout)]

    return draw(words, build)


def _layout(rows: Sequence[Bar], heads: tuple[str, ...], width: int) -> _Layout:
    """Columns as wide as their texts; the bars take what is left."""
    wide, edge = width == WIDE, width - 4
    size = 12 if wide else 11
    label = max(glyphs.width(row.label, size) for row in rows) + 10
    rights, at = [], float(edge)
    for index in reversed(range(len(heads))):
        rights.append(at)
        texts = (heads[index], *(row.columns[index] for row in rows))
        at -= max(glyphs.width(text, size) for text in texts) + 14
    name = max(glyphs.width(row.name, size) for row in rows) + 10 + _PLACE
    if wide:
        return _Layout(name, at - name - label, 26, 13, 13, 7.5, size, tuple(reversed(rights)))
    return _Layout(_PLACE, edge - _PLACE - label, 36, 9, 25, 6, size, tuple(reversed(rights)))


def _shapes(rows: Sequence[Bar], layout: _Layout) -> list[str]:
    """The bars up to what is certain, lighter under a whisker up to what is possible; an arrow: no bound."""
    scale = layout.reach / max(1, *(_end(row) for row in rows))
    solid, light, open_, beyond = [], [], [], []
    for at, row in enumerate(rows):
        y = at * layout.row + layout.bar
        sides = {"y": y - layout.thick, "y2": y + layout.thick}
        lo, hi = layout.begin + row.lo * scale, layout.begin + _end(row) * scale
        solid.append({"x": layout.begin, "x2": lo, **sides, "color": STRONG if row.strong else WEAK})
        if row.hi is None:
            beyond.append({"x": lo + 3, "y": y, "color": INK})
        elif row.hi != row.lo:
            light.append({"x": lo, "x2": hi, **sides, "color": OPEN})
            open_.append({"x": lo, "x2": hi, "y": y, "y2": y, "color": INK})
    edges = marks.rules({**bar, "x2": layout.begin, "color": GRID} for bar in solid)
    whiskers = marks.whiskers(open_, layout.thick - 2)
    return [marks.boxes(light), marks.boxes(solid), whiskers, marks.points(beyond, shape="triangle-right"), edges]


def _texts(rows: Sequence[Bar], heads: tuple[str, ...], layout: _Layout) -> list[str]:
    scale = layout.reach / max(1, *(_end(row) for row in rows))
    places, names, labels, columns = [], [], [], []
    for at, row in enumerate(rows):
        top = at * layout.row
        places.append({"x": _PLACE - 8, "y": top + layout.name, "text": row.place, "color": MUTED})
        names.append({"x": _PLACE, "y": top + layout.name, "text": row.name, "bold": row.strong})
        labels.append({"x": layout.begin + _end(row) * scale + 6, "y": top + layout.bar, "text": row.label})
        columns += [
            {"x": x, "y": top + layout.name, "text": text} for x, text in zip(layout.columns, row.columns, strict=True)
        ]
    titles = [{"x": x, "y": -11, "text": head, "color": MUTED} for x, head in zip(layout.columns, heads, strict=True)]
    size = layout.size
    return [
        marks.texts(places, align="end", size=size),
        marks.texts(names, size=size),
        marks.texts(labels, size=size),
        marks.texts(columns, align="end", size=size),
        marks.texts(titles, align="end", size=size - 1),
    ]


def _end(row: Bar) -> int:
    return row.lo if row.hi is None else row.hi
