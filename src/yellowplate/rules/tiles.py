"""A map of the states as a grid of tiles: one SVG file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from yellowplate.rules.decide import Verdict
from yellowplate.rules.rulebook import DISCLAIMER
from yellowplate.rules.steps import us_states

# Column and row of each tile, as such grids are commonly laid out.
_GRID = """
AK . . . . . . . . . . ME
. . . . . . . . . . VT NH
. WA ID MT ND MN IL WI MI NY RI MA
. OR NV WY SD IA IN OH PA NJ CT .
. CA UT CO NE MO KY WV VA MD DE .
. . AZ NM KS AR TN NC SC DC . .
. . . . OK LA MS AL GA . . .
HI . . . TX . . . . FL . .
"""
_SIZE, _GAP, _TOP, _LEFT = 56, 4, 92, 24
# Colours that stay apart for colour-blind readers; the sign says the same without colour.
_LOOK = {
    Verdict.YES: ("#1b7f5c", "#ffffff", "yes"),
    Verdict.DEPENDS: ("#f0c244", "#1f1f1f", "depends"),
    Verdict.UNCLEAR: ("#d5d5d5", "#1f1f1f", "unclear"),
    Verdict.NO: ("#9c2f45", "#ffffff", "no"),
}


def places() -> dict[str, tuple[int, int]]:
    """Column and row of every state."""
    cells = ((code, x, y) for y, line in enumerate(_GRID.split("\n")[1:-1]) for x, code in enumerate(line.split()))
    return {code: (x, y) for code, x, y in cells if code != "."}


def tile_map(title: str, subtitle: str, answers: Mapping[str, tuple[Verdict, str]]) -> str:
    """The map as SVG: for each state its answer and a sentence that shows when the pointer rests on it."""
    tiles = [_tile(code, *place, *answers[code]) for code, place in places().items()]
    counts = {verdict: sum(v is verdict for v, _ in answers.values()) for verdict in Verdict}
    width, height = _LEFT * 2 + 12 * (_SIZE + _GAP), _TOP + 8 * (_SIZE + _GAP) + 76
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            f'font-family="system-ui, sans-serif"><title>{escape(title)}</title>',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            f'<text x="{_LEFT}" y="34" font-size="19" font-weight="600">{escape(title)}</text>',
            f'<text x="{_LEFT}" y="58" font-size="13" fill="#444444">{escape(subtitle)}</text>',
            *tiles,
            *_legend(counts, height - 52),
            f'<text x="{_LEFT}" y="{height - 12}" font-size="11" fill="#444444">{escape(DISCLAIMER)}</text>',
            "</svg>\n",
        ]
    )


def _tile(code: str, column: int, row: int, verdict: Verdict, sentence: str) -> str:
    x, y = _LEFT + column * (_SIZE + _GAP), _TOP + row * (_SIZE + _GAP)
    fill, ink, sign = _LOOK[verdict]
    middle = x + _SIZE // 2
    return (
        f"<g><title>{escape(f'{us_states()[code]}: {sentence}')}</title>"
        f'<rect x="{x}" y="{y}" width="{_SIZE}" height="{_SIZE}" rx="4" fill="{fill}"/>'
        f'<g text-anchor="middle" fill="{ink}"><text x="{middle}" y="{y + 27}" font-size="17">{code}</text>'
        f'<text x="{middle}" y="{y + 44}" font-size="11">{sign}</text></g></g>'
    )


def _legend(counts: Mapping[Verdict, int], y: int) -> list[str]:
    parts = []
    for at, verdict in enumerate(Verdict):
        fill, _, sign = _LOOK[verdict]
        x = _LEFT + at * 150
        parts.append(f'<rect x="{x}" y="{y}" width="16" height="16" rx="3" fill="{fill}"/>')
        parts.append(f'<text x="{x + 22}" y="{y + 13}" font-size="13">{sign}: {counts[verdict]}</text>')
    return parts
