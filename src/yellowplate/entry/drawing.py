"""The charts of an appraisal as small SVG pictures: bars that a page can hold without fetching anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, _ROW, _LABEL, _VALUE = 640, 24, 190, 120
_BINS, _HEIGHT, _EDGES = 28, 130, (4, 194)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from `start` to `end`, in the unit of the chart, its label and what stands at its right."""

    label: str
    start: float
    end: float
    value: str
    kind: str = "plain"


def bars(title: str, rows: Sequence[Bar], zero: float | None = None) -> str:
    """Horizontal bars on one scale; `zero` draws a line there."""
    low = min(min(row.start, row.end) for row in rows)
    high = max(max(row.start, row.end) for row in rows)
    scale = (WIDTH - _LABEL - _VALUE) / ((high - low) or 1)

    def x(value: float) -> float:
        return _LABEL + (value - low) * scale

    parts = []
    for at, row in enumerate(rows):
        top = at * _ROW + 4
        left, right = sorted((x(row.start), x(row.end)))
        parts.append(
            f'<text x="{_LABEL - 8}" y="{top + 12}" text-anchor="end">{escape(row.label)}</text>'
            f'<rect class="{row.kind}" x="{left:.1f}" y="{top}" width="{max(right - left, 1):.1f}" height="16"/>'
            f'<text x="{WIDTH - _VALUE + 8}" y="{top + 12}" class="value">{escape(row.value)}</text>'
        )
    if zero is not None and low <= zero <= high:
        parts.append(f'<line x1="{x(zero):.1f}" x2="{x(zero):.1f}" y1="0" y2="{len(rows) * _ROW}" class="zero"/>')
    return _svg(title, len(rows) * _ROW + 4, "".join(parts))


def outcomes(title: str, values: Sequence[float], unit: float) -> str:
    """How often which outcome comes, from 199 evenly spaced quantiles; the outermost 2 percent are left out."""
    shown = [value / unit for value in sorted(values)[_EDGES[0] : _EDGES[1]]]
    low, high = min(shown[0], 0.0), max(shown[-1], 0.0)
    width = (high - low) / _BINS or 1.0
    counts = [0] * _BINS
    for value in shown:
        counts[min(int((value - low) / width), _BINS - 1)] += 1
    step, tall = WIDTH / _BINS, max(counts)
    parts = []
    for at, count in enumerate(counts):
        kind = "loss" if low + (at + 0.5) * width < 0 else "gain"
        height = count / tall * _HEIGHT
        parts.append(
            f'<rect class="{kind}" x="{at * step + 1:.1f}" y="{_HEIGHT - height:.1f}" width="{step - 2:.1f}" '
            f'height="{height:.1f}"/>'
        )
    origin = -low / (high - low) * WIDTH if high > low else 0.0
    parts.append(f'<line x1="{origin:.1f}" x2="{origin:.1f}" y1="0" y2="{_HEIGHT + 4}" class="zero"/>')
    for value, anchor in ((low, "start"), (0.0, "middle"), (high, "end")):
        at_x = (value - low) / (high - low) * WIDTH if high > low else 0.0
        parts.append(f'<text x="{at_x:.1f}" y="{_HEIGHT + 18}" text-anchor="{anchor}">{value:,.0f}</text>')
    return _svg(title, _HEIGHT + 22, "".join(parts))


def _svg(title: str, height: float, inner: str) -> str:
    told = escape(title, quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{told}">{inner}</svg>'
