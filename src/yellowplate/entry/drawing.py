"""The charts of an appraisal as small SVG pictures: bars that a page can hold without fetching anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_ROW, _BAR, _AXIS, _EDGE = 24, 16, 34, 24
_BINS, _HEIGHT, _EDGES = 28, 130, (4, 194)
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from `start` to `end`, in the unit of the chart, its label and what stands at its right."""

    label: str
    start: float
    end: float
    value: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Frame:
    """Room for a chart: its width, for labels left of the bars and for values right of them; 0: in a line above."""

    width: int
    label: int
    value: int
    ticks: int

    @property
    def row(self) -> int:
        """The height of a bar with what belongs to it."""
        return _ROW if self.label else 2 * _ROW - 8


WIDE, NARROW = Frame(640, 190, 150, 6), Frame(340, 0, 0, 4)


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the values of a chart lie in its frame, in pixels from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float
    width: float

    def x(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / ((self.high - self.low) or 1) * (self.right - self.left)

    def drawn(self, height: float, unit: str, most: int) -> Iterator[str]:
        """Lines at round values down to `height`, with the values and the unit beneath."""
        values = ticks(self.low, self.high, most)
        for value in values:
            at = self.x(value)
            yield f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{height}" class="tick"/>'
            told = f"{value:,.0f}".replace("-", "\N{MINUS SIGN}")
            near = "start" if at < _EDGE else "end" if at > self.width - _EDGE else "middle"
            yield f'<text x="{at:.1f}" y="{height + 14}" text-anchor="{near}" class="value">{told}</text>'
        yield f'<text x="{self.right:.1f}" y="{height + 29}" text-anchor="end" class="value">{escape(unit)}</text>'

    def zero(self, height: float) -> str:
        """The line between loss and gain, over everything."""
        at = self.x(0.0)
        return f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{height}" class="zero"/>' if self.low < 0 else ""


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values between two, at most so many.

    >>> ticks(-276, 4208, 6)
    [0.0, 1000.0, 2000.0, 3000.0, 4000.0]
    """
    span = (high - low) or 1.0
    power = 10.0 ** floor(log10(span / most))
    step = next(one * power for one in _STEPS if floor(high / (one * power)) - ceil(low / (one * power)) < most)
    return [at * step for at in range(ceil(low / step), floor(high / step) + 1)]


def bars(title: str, rows: Sequence[Bar], frame: Frame, unit: str, span: tuple[float, float] | None = None) -> str:
    """Horizontal bars on one scale with its unit, from the least to the greatest end or over a given span."""
    ends = span or [end for row in rows for end in (row.start, row.end)]
    axis = Axis(min(ends), max(ends), frame.label, frame.width - frame.value, frame.width)
    height = len(rows) * frame.row
    parts = [*axis.drawn(height, unit, frame.ticks)]
    parts += [_bar(row, at * frame.row + 4, axis, frame) for at, row in enumerate(rows)]
    return _svg(title, frame, height + _AXIS, "".join(parts) + axis.zero(height))


def _bar(row: Bar, top: int, axis: Axis, frame: Frame) -> str:
    left, right = sorted((axis.x(row.start), axis.x(row.end)))
    if frame.label:
        label = f'<text x="{frame.label - 8}" y="{top + 12}" text-anchor="end">{escape(row.label)}</text>'
        value = f'<text x="{frame.width - frame.value + 8}" y="{top + 12}" class="value">{escape(row.value)}</text>'
    else:
        label = f'<text x="0" y="{top + 11}">{escape(row.label)}</text>'
        value = f'<text x="{frame.width}" y="{top + 11}" text-anchor="end" class="value">{escape(row.value)}</text>'
        top += _BAR
    width = max(right - left, 1)
    return f'{label}<rect class="{row.kind}" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}"/>{value}'


def outcomes(title: str, values: Sequence[float], scale: float, unit: str, frame: Frame) -> str:
    """How often which outcome comes, from 199 evenly spaced quantiles; the outermost 2 percent are left out."""
    shown = [value / scale for value in sorted(values)[_EDGES[0] : _EDGES[1]]]
    axis = Axis(min(shown[0], 0.0), max(shown[-1], 0.0), 0, frame.width, frame.width)
    width = (axis.high - axis.low) / _BINS or 1.0
    counts = [0] * _BINS
    for value in shown:
        counts[min(int((value - axis.low) / width), _BINS - 1)] += 1
    step, tall = frame.width / _BINS, max(counts)
    parts = list(axis.drawn(_HEIGHT, unit, frame.ticks))
    for at, count in enumerate(counts):
        kind = "loss" if axis.low + (at + 0.5) * width < 0 else "gain"
        height = count / tall * _HEIGHT
        parts.append(
            f'<rect class="{kind}" x="{at * step + 1:.1f}" y="{_HEIGHT - height:.1f}" width="{step - 2:.1f}" '
            f'height="{height:.1f}"/>'
        )
    return _svg(title, frame, _HEIGHT + _AXIS, "".join(parts) + axis.zero(_HEIGHT))


def _svg(title: str, frame: Frame, height: float, inner: str) -> str:
    told = escape(title, quote=True)
    return f'<svg viewBox="0 0 {frame.width} {height:.0f}" role="img" aria-label="{told}">{inner}</svg>'
