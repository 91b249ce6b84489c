"""Shares over time as bands that fill the plane, each named at its right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, spread
from yellowplate.publish.charts.plane import SMALL, Plane, plane
from yellowplate.publish.charts.theme import BANDS, INK, PAPER

_WHOLE = 100
_LABEL = 14


@dataclass(frozen=True, slots=True)
class Band:
    """One part of the whole: what its label says, and its share in percent in each month that is known."""

    label: str
    shares: dict[int, float]


def areas(words: Words, bands: Sequence[Band], months: Sequence[int]) -> Drawing:
    """Bands from the bottom up over `months`; months in which a band is unknown stay blank."""
    known = [month for month in months if all(month in band.shares for band in bands)]

    def build(width: int) -> tuple[Frame, list[str]]:
        right = round(max(glyphs.width(band.label, SMALL) for band in bands)) + 12
        field = plane(width, (months[0], months[-1]), _WHOLE, words.number, right=right)
        grid = [*field.levels(words.number), *field.years()]
        return field.frame, [*grid, *_bands(bands, known, field), *_labels(bands, known[-1], field)]

    return draw(words, build)


def _bands(bands: Sequence[Band], known: Sequence[int], field: Plane) -> list[str]:
    """Surfaces with an edge of paper between them, so that they are told apart without colour."""
    layers = []
    below = dict.fromkeys(known, 0.0)
    for color, band in zip(BANDS, bands, strict=False):
        values, run = [], 0
        for at, month in enumerate(known):
            run += at > 0 and month != known[at - 1] + 1
            lower, below[month] = below[month], below[month] + band.shares[month]
            values.append({"x": field.x(month), "y": field.y(below[month]), "y2": field.y(lower), "run": run})
        layers.append(marks.area(values, color=color, stroke=PAPER))
    return layers


def _labels(bands: Sequence[Band], last: int, field: Plane) -> list[str]:
    """Names at the right, each beside the middle of its band as far as they leave one another room."""
    below, middles = 0.0, []
    for band in bands:
        middles.append(field.y(below + band.shares[last] / 2))
        below += band.shares[last]
    places = spread(middles, _LABEL, 6, field.frame.height - 6)
    begin = field.frame.width
    ties = [
        {"x": begin + 1, "x2": begin + 8, "y": middle, "y2": place, "color": INK}
        for middle, place in zip(middles, places, strict=True)
    ]
    texts = [{"x": begin + 10, "y": place, "text": band.label} for band, place in zip(bands, places, strict=True)]
    return [marks.rules(ties), marks.texts(texts, size=SMALL)]
