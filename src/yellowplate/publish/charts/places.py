"""Places month by month: one line a car, the best place on top, named at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Drawing, Frame, Words, draw, framed
from yellowplate.publish.charts.theme import GRID, INK, MUTED, PAPER, STRONG, WIDE

_ROW = 24


@dataclass(frozen=True, slots=True)
class Path:
    """The places of one car by month, counted as in Period; months without a certain place are left out."""

    name: str
    places: dict[int, int]
    strong: bool = False


def places(words: Words, paths: Sequence[Path], months: Sequence[int], heads: dict[int, str]) -> Drawing:
    """Lines between the places of consecutive `months`; `heads` are the labels of some of them."""
    lowest = max(place for path in paths for place in path.places.values())

    def build(width: int) -> tuple[Frame, list[str]]:
        size = 12 if width == WIDE else 11
        right = round(max(glyphs.width(path.name, size) for path in paths)) + 32
        frame = framed(width, _ROW * lowest, left=24, top=22, right=right)
        x = {month: at * frame.width / max(1, len(months) - 1) for at, month in enumerate(months)}
        shown = [heads[month] for month in months if month in heads]
        tops = [
            {"x": max(x[month], glyphs.width(text, 11) / 2 - frame.left), "y": -12, "text": text, "color": MUTED}
            for month, text in heads.items()
            if month in x and (width == WIDE or len(shown) <= 4 or month in (months[0], months[-1]))
        ]
        grid = marks.rules({"x": at, "x2": at, "y": 0, "y2": frame.height, "color": GRID} for at in x.values())
        layers = [grid, marks.texts(tops, align="middle", size=11)]
        for path in sorted(paths, key=lambda path: path.strong):
            layers += _path(path, months, x)
        return frame, [*layers, *_names(paths, months, frame, size)]

    return draw(words, build)


def _path(path: Path, months: Sequence[int], x: dict[int, float]) -> list[str]:
    """The line of one car, interrupted where its place is open, with a sign at each month."""
    color, run, values = STRONG if path.strong else MUTED, 0, []
    for month in months:
        if month not in path.places:
            run += 1
            continue
        values.append({"x": x[month], "y": (path.places[month] - 0.5) * _ROW, "run": run, "color": color})
    dots = marks.points(values, radius=4) if path.strong else marks.points(values, radius=2.4, fill=PAPER)
    return [marks.line(values, width=3.2 if path.strong else 1.2, color=color), dots]


def _names(paths: Sequence[Path], months: Sequence[int], frame: Frame, size: int) -> list[str]:
    """The places at the left, and place and name at the right where the last month has one."""
    lowest = round(frame.height / _ROW)
    lefts = [
        {"x": -10, "y": (place - 0.5) * _ROW, "text": str(place), "color": MUTED} for place in range(1, lowest + 1)
    ]
    last = [(path, path.places[months[-1]]) for path in paths if months[-1] in path.places]
    names = [
        {
            "x": frame.width + 10,
            "y": (place - 0.5) * _ROW,
            "text": f"{place}  {path.name}",
            "color": INK,
            "strong": path.strong,
        }
        for path, place in last
    ]
    return [
        marks.texts(lefts, align="end", size=size),
        marks.texts(names, size=size),
    ]
