"""Texts of a chart as outlines: every sign is a path from the package's fonts, so that all readers see the same.

A text with a sign that neither font has is left as text, for the reader's own fonts to draw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

DROP = 0.36  # from the middle of a text down to its base line, in parts of the font size
_FONTS = ("NotoSans-subset.ttf", "NotoSansCJKjp-subset.otf")
_FAMILY = "Noto Sans, Noto Sans CJK JP, sans-serif"
_EM = 1000
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
_BOLD = 22  # how much wider the strokes of a bold text are, in units of the font
_SIGN = re.compile(r'href="#g(?P<code>[0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign: its outline in units of the font, and how far the next sign stands away."""

    path: str
    advance: int


@dataclass(frozen=True, slots=True)
class Letters:
    """A text and how it is set: the font size in pixels, and which of its ends stands at its place."""

    text: str
    size: float = 12
    align: str = "start"
    bold: bool = False


@cache
def glyph(sign: str) -> Glyph | None:
    """The outline of a sign; None where the package has none."""
    from fontTools.pens.svgPathPen import SVGPathPen

    for font, shapes, names in _fonts():
        if (name := names.get(ord(sign))) is not None:
            pen = SVGPathPen(shapes, ntos=lambda value: f"{value:.0f}")
            shapes[name].draw(pen)
            return Glyph(pen.getCommands(), font["hmtx"][name][0])
    return None


def width(text: str, size: float) -> float:
    """How wide a text is in pixels at a font size; a sign without outline counts as a square."""
    return sum((found.advance if (found := glyph(sign)) else _EM) for sign in text) * size / _EM


def drawn(letters: Letters, at: tuple[float, float], color: str) -> str:
    """A text as SVG with its base line at a place: signs that refer to `definitions`, or plain text."""
    signs = [(sign, glyph(sign)) for sign in letters.text]
    if not all(found for _, found in signs):
        return _plain(letters, at, color)
    x = -sum(found.advance for _, found in signs if found) * _SHIFT[letters.align]
    uses = ""
    for sign, found in signs:
        if found and found.path:
            uses += f'<use href="#g{ord(sign):x}" x="{x:.0f}"/>'
        x += found.advance if found else 0
    scale = letters.size / _EM
    bold = f' stroke="{color}" stroke-width="{_BOLD}"' if letters.bold else ""
    place = f"translate({round(at[0], 1):g} {round(at[1], 1):g}) scale({scale:g} {-scale:g})"
    return f'<g fill="{color}"{bold} transform="{place}">{uses}</g>'


def definitions(*drawings: str) -> str:
    """The outlines of all signs that drawings refer to."""
    codes = sorted({int(code, 16) for svg in drawings for code in _SIGN.findall(svg)})
    paths = ((code, glyph(chr(code))) for code in codes)
    return "<defs>" + "".join(f'<path id="g{code:x}" d="{found.path}"/>' for code, found in paths if found) + "</defs>"


def _plain(letters: Letters, at: tuple[float, float], color: str) -> str:
    look = f'font-family="{_FAMILY}" font-size="{letters.size:g}" text-anchor="{letters.align}"'
    weight = ' font-weight="bold"' if letters.bold else ""
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" fill="{color}" {look}{weight}>{escape(letters.text)}</text>'


@cache
def _fonts() -> tuple[tuple[TTFont, Any, dict[int, str]], ...]:
    from fontTools.ttLib import TTFont

    folder = files("yellowplate.publish").joinpath("fonts")
    fonts = [TTFont(BytesIO(folder.joinpath(name).read_bytes())) for name in _FONTS]
    return tuple((font, font.getGlyphSet(), font.getBestCmap()) for font in fonts)
