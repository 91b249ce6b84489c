"""Drawing a chart: marks in a frame become SVG for a desk and for a phone, and a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from yellowplate.publish.charts import glyphs
from yellowplate.publish.charts.theme import NARROW, PAPER, WIDE

_EDGE = 2
_SPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says of itself: its file name, a title, what it shows in words, and how it sets a number."""

    name: str
    title: str
    alt: str
    number: Callable[[int], str] = str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart for a desk and for a phone, as SVG that refers to the outlines of `glyphs.definitions`."""

    name: str
    title: str
    alt: str
    wide: str
    narrow: str

    @property
    def svg(self) -> str:
        """The wide chart as a file of its own, with its title, its description and its letters inside."""
        head, _, body = self.wide.partition(">")
        said = f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        return f'{head} role="img">{said}{glyphs.definitions(self.wide)}{body}'

    @property
    def png(self) -> bytes:
        """The wide chart as a picture of twice its size."""
        import vl_convert

        made: bytes = vl_convert.svg_to_png(self.svg, scale=2)
        return made


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a chart: the plot's size, and the margins around it, in pixels."""

    width: int
    height: int
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


def framed(total: int, height: int, *, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0) -> Frame:
    """A frame of `total` width with a plot of `height` between the margins."""
    return Frame(total - left - right - 2 * _EDGE, height, left, top, right, bottom)


def draw(words: Words, build: Callable[[int], tuple[Frame, Iterable[str]]]) -> Drawing:
    """Draw a chart for both widths; `build` lays it out for a width in pixels."""
    wide, narrow = (_svg(*build(width)) for width in (WIDE, NARROW))
    return Drawing(words.name, words.title, words.alt, wide, narrow)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels near the `wanted` ones, in the same order, at least `gap` apart and within low and high.

    >>> spread([10, 11, 50], 8, 0, 100), spread([98, 99], 8, 0, 100)
    ([6.5, 14.5, 50.0], [92.0, 100.0])
    """
    groups: list[tuple[list[int], float]] = []
    for at in sorted(range(len(wanted)), key=lambda at: wanted[at]):
        members, center = [at], min(max(float(wanted[at]), low), high)
        while groups and center - groups[-1][1] < gap * (len(members) + len(groups[-1][0])) / 2:
            members = [*groups.pop()[0], *members]
            half = gap * (len(members) - 1) / 2
            mean = sum(wanted[one] for one in members) / len(members)
            center = max(min(mean, high - half), low + half)
        groups.append((members, center))
    placed = {
        one: center + gap * (rank - (len(members) - 1) / 2)
        for members, center in groups
        for rank, one in enumerate(members)
    }
    return [placed[at] for at in range(len(wanted))]


def _svg(frame: Frame, layers: Iterable[str]) -> str:
    width = frame.left + frame.width + frame.right + 2 * _EDGE
    height = frame.top + frame.height + frame.bottom + 2 * _EDGE
    plot = f"translate({frame.left + _EDGE} {frame.top + _EDGE})"
    return (
        f'<svg xmlns="{_SPACE}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        f'<g fill="none" transform="{plot}">{"".join(layers)}</g></svg>'
    )
