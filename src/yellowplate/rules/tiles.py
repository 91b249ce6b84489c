"""Maps as a grid of tiles: one SVG file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from yellowplate.rules.rulebook import DISCLAIMER

_SIZE, _GAP, _TOP, _LEFT = 56, 4, 92, 24
_FONT = 'font-family="system-ui, sans-serif"'


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of tile looks: its colour, the colour of writing on it, and whether it is hatched."""

    fill: str
    ink: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: a short code, a second line that says without colour what its look says, and a sentence to point at."""

    code: str
    line: str
    look: Look
    sentence: str


def places(grid: str) -> dict[str, tuple[int, int]]:
    """Column and row of every code in a grid written as text, dots for empty places."""
    lines = (line.split() for line in grid.strip("\n").splitlines())
    return {code: (x, y) for y, line in enumerate(lines) for x, code in enumerate(line) if code != "."}


def drawn(title: str, subtitle: str, grid: str, tiles: Sequence[Tile], legend: Sequence[tuple[str, Look]]) -> str:
    """The map as SVG, with its legend and the disclaimer."""
    where = places(grid)
    columns, rows = (max(place[axis] for place in where.values()) + 1 for axis in (0, 1))
    width, height = _LEFT * 2 + columns * (_SIZE + _GAP), _TOP + rows * (_SIZE + _GAP) + 76
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" {_FONT}>',
            f"<title>{escape(title)}</title>",
            _hatches([tile.look for tile in tiles] + [look for _, look in legend]),
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            f'<text x="{_LEFT}" y="34" font-size="19" font-weight="600">{escape(title)}</text>',
            f'<text x="{_LEFT}" y="58" font-size="13" fill="#444444">{escape(subtitle)}</text>',
            *(_tile(tile, *where[tile.code]) for tile in tiles),
            *_legend(legend, height - 52, width),
            f'<text x="{_LEFT}" y="{height - 12}" font-size="11" fill="#444444">{escape(DISCLAIMER)}</text>',
            "</svg>\n",
        ]
    )


def _hatches(looks: Sequence[Look]) -> str:
    """The patterns of hatched looks."""
    found = dict.fromkeys(look for look in looks if look.hatched)
    patterns = (
        f'<pattern id="h{look.fill[1:]}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{look.fill}"/>'
        '<rect width="2" height="7" fill="#ffffff"/></pattern>'
        for look in found
    )
    return f"<defs>{''.join(patterns)}</defs>"


def _paint(look: Look) -> str:
    return f"url(#h{look.fill[1:]})" if look.hatched else look.fill


def _tile(tile: Tile, column: int, row: int) -> str:
    x, y = _LEFT + column * (_SIZE + _GAP), _TOP + row * (_SIZE + _GAP)
    middle, ink = x + _SIZE // 2, tile.look.ink
    return (
        f"<g><title>{escape(tile.sentence)}</title>"
        f'<rect x="{x}" y="{y}" width="{_SIZE}" height="{_SIZE}" rx="4" fill="{_paint(tile.look)}"/>'
        f'<g text-anchor="middle" fill="{ink}"><text x="{middle}" y="{y + 27}" font-size="17">{tile.code}</text>'
        f'<text x="{middle}" y="{y + 44}" font-size="11">{escape(tile.line)}</text></g></g>'
    )


def _legend(legend: Sequence[tuple[str, Look]], y: int, width: int) -> list[str]:
    step = (width - 2 * _LEFT) // len(legend)
    parts = []
    for at, (words, look) in enumerate(legend):
        x = _LEFT + at * step
        parts.append(f'<rect x="{x}" y="{y}" width="16" height="16" rx="3" fill="{_paint(look)}"/>')
        parts.append(f'<text x="{x + 22}" y="{y + 13}" font-size="13">{escape(words)}</text>')
    return parts
