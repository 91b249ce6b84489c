"""The plane of charts over time: months across, units upward, level lines and years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yellowplate.publish.charts import glyphs, marks
from yellowplate.publish.charts.canvas import Frame, framed
from yellowplate.publish.charts.theme import MUTED, WIDE, ticks

SMALL = 11
_WIDE_HEIGHT, _NARROW_HEIGHT = 240, 190


@dataclass(frozen=True, slots=True)
class Plane:
    """A frame with the first and last step across and the highest value upward."""

    frame: Frame
    first: int
    last: int
    highest: int

    @property
    def step(self) -> float:
        """The pixels from one step to the next."""
        return self.frame.width / max(1, self.last - self.first)

    def x(self, at: float) -> float:
        """Where a step stands."""
        return (at - self.first) * self.step

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.frame.height * (1 - value / max(1, self.highest))

    def levels(self, number: Callable[[int], str]) -> list[str]:
        """Level lines at round numbers, with these at the left."""
        found = [(self.y(tick), number(tick)) for tick in ticks(self.highest)]
        values = [{"x": -6, "y": y, "text": text, "color": MUTED} for y, text in found]
        lines = marks.rules({"x": 0, "x2": self.frame.width, "y": y, "y2": y} for y, _ in found)
        return [lines, marks.texts(values, align="end", size=SMALL)]

    def years(self) -> list[str]:
        """A stroke below each January with its year, where the years before leave room."""
        bottom, room, taken = self.frame.height, glyphs.width("2025", SMALL) + 8, float("-inf")
        strokes, labels = [], []
        for year in self._januaries():
            x = self.x(year * 12)
            strokes.append({"x": x, "x2": x, "y": bottom, "y2": bottom + 4, "color": MUTED})
            if x - taken >= room and x + room / 2 <= self.frame.width + self.frame.right:
                labels.append({"x": x, "y": bottom + 13, "text": str(year), "color": MUTED})
                taken = x
        return [marks.rules(strokes), marks.texts(labels, align="middle", size=SMALL)]

    def _januaries(self) -> Iterator[int]:
        return iter(range(-(-self.first // 12), self.last // 12 + 1))


def plane(
    width: int, span: tuple[int, int], highest: int, number: Callable[[int], str], *, top: int = 8, right: int = 12
) -> Plane:
    """A plane of `width` pixels in all, with room at the left for the numbers of its levels."""
    left = round(max(glyphs.width(number(tick), SMALL) for tick in ticks(highest))) + 10
    height = _WIDE_HEIGHT if width == WIDE else _NARROW_HEIGHT
    return Plane(framed(width, height, left=left, top=top, right=right, bottom=22), *span, highest)
