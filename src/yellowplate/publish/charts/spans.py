"""Each line then and now: a hollow sign for then, a full one for now, and what is open as an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, framed
from yellowplate.publish.charts.theme import INK, MUTED, PAPER, STRONG, WIDE, ticks

_BOTH = (("then", PAPER), ("now", ""))


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: the interval then and now, None where there is no figure; the names of `disputed` ones stand in it."""

    name: str
    then: tuple[int, int] | None
    now: tuple[int, int] | None
    strong: bool = False
    disputed: frozenset[str] = frozenset()


def pairs(words: Words, rows: Sequence[Pair], heads: tuple[str, str]) -> Drawing:
    """Two signs a line, joined; `heads` names then and now in the legend above."""
    highest = max(side[1] for row in rows for side in (row.then, row.now) if side)

    def build(width: int) -> tuple[Frame, list[str]]:
        wide = width == WIDE
        size, row = (12, 28) if wide else (11, 38)
        left = max(glyphs.width(line.name, size) for line in rows) + 12 if wide else 2
        right = round(glyphs.width(words.number(highest), 11) / 2) + 4
        frame = framed(width, row * len(rows), left=round(left), top=30, right=right, bottom=22)
        scale = frame.width / max(1, highest)
        middle = 14 if wide else 27
        return frame, [
            *_grid(words, frame, highest, scale),
            _names(rows, row, wide, size),
            *_signs(rows, row, middle, scale),
            *_legend(heads, frame),
        ]

    return draw(words, build)


def _grid(words: Words, frame: Frame, highest: int, scale: float) -> list[str]:
    found = [(tick * scale, words.number(tick)) for tick in ticks(highest, 4)]
    labels = [{"x": x, "y": frame.height + 12, "text": text, "color": MUTED} for x, text in found]
    lines = marks.rules({"x": x, "x2": x, "y": 0, "y2": frame.height} for x, _ in found)
    return [lines, marks.texts(labels, align="middle", size=11)]


def _names(rows: Sequence[Pair], height: int, wide: bool, size: int) -> str:
    """The names beside the lines on a desk, above them on a phone."""
    x, y, align = (-8, 14, "end") if wide else (2, 9, "start")
    values = [
        {"x": x, "y": number * height + y, "text": row.name, "bold": row.strong} for number, row in enumerate(rows)
    ]
    return marks.texts(values, size=size, align=align)


def _signs(rows: Sequence[Pair], height: int, middle: int, scale: float) -> list[str]:
    joins, open_, signs = [], [], []
    for number, row in enumerate(rows):
        y, color = number * height + middle, STRONG if row.strong else MUTED
        found = {name: side for name in ("then", "now") if (side := getattr(row, name))}
        centers = {name: (side[0] + side[1]) / 2 * scale for name, side in found.items()}
        if len(found) == len(_BOTH):
            joins.append({"x": centers["then"], "x2": centers["now"], "y": y, "y2": y, "color": color})
        open_ += [
            {"x": lo * scale, "x2": hi * scale, "y": y, "y2": y, "color": INK} for lo, hi in found.values() if lo != hi
        ]
        signs += [(name, name in row.disputed, {"x": x, "y": y, "color": color}) for name, x in centers.items()]
    return [marks.rules(joins, width=1.5), marks.whiskers(open_, 5), *_points(signs)]


def _points(signs: Sequence[tuple[str, bool, dict[str, object]]]) -> list[str]:
    """Circles, diamonds for what is disputed; hollow ones for then."""
    layers = []
    for name, fill in _BOTH:
        for disputed, shape in ((False, "circle"), (True, "diamond")):
            values = [value for found, doubt, value in signs if (found, doubt) == (name, disputed)]
            layers.append(marks.points(values, radius=4.5, shape=shape, fill=fill))
    return layers


def _legend(heads: tuple[str, str], frame: Frame) -> list[str]:
    then, now = heads
    second = glyphs.width(then, 11) + 40 - frame.left
    first = 6 - frame.left
    words = [
        {"x": first + 10, "y": -18, "text": then, "color": MUTED},
        {"x": second + 10, "y": -18, "text": now, "color": MUTED},
    ]
    signs = [
        ("then", False, {"x": first, "y": -18, "color": MUTED}),
        ("now", False, {"x": second, "y": -18, "color": MUTED}),
    ]
    return [marks.texts(words, size=11), *_points(signs)]
