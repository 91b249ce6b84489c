"""A year (or several) as tiles: one row a line, one column a month, darker for more, with the number inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, framed
from yellowplate.publish.charts.theme import GRID, HEAT, INK, MUTED, ON_DARK, ON_LIGHT, PAPER, WIDE

_DARK = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """One month of one line: its units (None where there is no figure), and what the tile says wide and narrow."""

    units: int | None
    wide: str = ""
    narrow: str = ""


def heat(words: Words, rows: Sequence[tuple[str, bool, Sequence[Tile]]], heads: Sequence[tuple[str, str]]) -> Drawing:
    """Tiles of all `rows` (name, whether it stands out, tiles); `heads` names the columns wide and narrow."""
    values = sorted(tile.units for _, _, tiles in rows for tile in tiles if tile.units is not None)
    steps = [values[len(values) * part // len(HEAT)] for part in range(1, len(HEAT))] if values else []

    def build(width: int) -> tuple[Frame, list[str]]:
        wide = width == WIDE
        size, height = (12, 26) if wide else (10, 24)
        left = round(max(glyphs.width(name, size) for name, _, _ in rows)) + 10
        frame = framed(width, height * len(rows), left=left, top=20, bottom=4)
        cell = frame.width / len(heads)
        return frame, [
            *_tiles(rows, steps, (cell, height), wide),
            _names(rows, height, size),
            _heads([head[0] if wide else head[1] for head in heads], cell, wide),
        ]

    return draw(words, build)


def _tiles(
    rows: Sequence[tuple[str, bool, Sequence[Tile]]], steps: Sequence[int], size: tuple[float, int], wide: bool
) -> list[str]:
    """Shaded tiles; a month without a figure is an empty frame with a dot."""
    width, height = size
    boxes: list[marks.Value] = []
    empty: list[marks.Value] = []
    texts: list[marks.Value] = []
    for row, (_, _, tiles) in enumerate(rows):
        for column, tile in enumerate(tiles):
            x, y = column * width, row * height
            box = {"x": x + 1, "x2": x + width - 1, "y": y + 1, "y2": y + height - 1}
            level = -1 if tile.units is None else sum(tile.units >= step for step in steps)
            (empty if level < 0 else boxes).append({**box, "color": PAPER if level < 0 else HEAT[level]})
            color = MUTED if level < 0 else ON_DARK if level >= _DARK else ON_LIGHT
            said = "·" if level < 0 else tile.wide if wide else tile.narrow
            texts.append({"x": x + width / 2, "y": y + height / 2, "text": said, "color": color})
    return [
        marks.boxes(boxes),
        marks.boxes(empty, stroke=GRID),
        marks.texts(texts, align="middle", size=11 if wide else 9),
    ]


def _names(rows: Sequence[tuple[str, bool, Sequence[Tile]]], height: int, size: int) -> str:
    values = [
        {"x": -7, "y": (at + 0.5) * height, "text": name, "color": INK, "bold": strong}
        for at, (name, strong, _) in enumerate(rows)
    ]
    return marks.texts(values, align="end", size=size)


def _heads(texts: Sequence[str], cell: float, wide: bool) -> str:
    values = [{"x": (at + 0.5) * cell, "y": -9, "text": text, "color": MUTED} for at, text in enumerate(texts)]
    return marks.texts(values, align="middle", size=11 if wide else 9)
