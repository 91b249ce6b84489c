"""The charts: bars with both changes, a history with its events, and then-and-now dots.

A chart is drawn for a width in pixels, wide for a desk and narrow for a phone, from plain values. Names are in Latin
letters and the font is the one that the renderer carries in itself, so that the same values give the same picture
on every machine. Colours are few and fixed (`LIGHT`): the page re-colours them for a dark screen. Nothing is told by
colour alone: what stands out is also darker, filled or named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

WIDE, NARROW = 700, 350

INK, MUTED, GRID, PAPER = "#1c2024", "#5c656e", "#d9dde1", "#ffffff"
STRONG, WEAK, EVENT = "#0b5fa5", "#a9b4be", "#b4480a"
LIGHT = {"ink": INK, "muted": MUTED, "grid": GRID, "paper": PAPER, "strong": STRONG, "weak": WEAK, "event": EVENT}

_NUMBER_WIDTH = 17
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, units, what is printed behind it and in the columns to its right."""

    name: str
    units: int
    label: str
    columns: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Units of one month given as an ISO day; `lo` and `hi` differ where the figure is an interval."""

    day: str
    lo: int
    hi: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered event at an ISO day; launches are drawn solid."""

    number: int
    day: str
    launch: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """One line of a then-and-now chart; `then` is None where the earlier figure is missing."""

    name: str
    then: int | None
    now: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn wide and narrow, as SVG text, and wide as PNG bytes; `alt` says in words what it shows."""

    name: str
    alt: str
    wide: str
    narrow: str
    png: bytes


def bars(name: str, alt_text: str, rows: Sequence[Bar], heads: tuple[str, ...] = ()) -> Drawing:
    """Horizontal bars from the top down, with text columns under `heads` at the right."""
    return _draw(name, alt_text, lambda width: _bars(rows, heads, width))


def history(name: str, alt_text: str, points: Sequence[Point], marks: Sequence[Mark]) -> Drawing:
    """A line over months with gaps where a month is missing, and numbered events."""
    return _draw(name, alt_text, lambda width: _history(points, marks, width))


def then_and_now(name: str, alt_text: str, rows: Sequence[Dots], heads: tuple[str, str]) -> Drawing:
    """A hollow dot for then and a full one for now on each line; `heads` names the two."""
    return _draw(name, alt_text, lambda width: _dots(rows, heads, width))


def _draw(name: str, alt_text: str, build: Callable[[int], alt.LayerChart]) -> Drawing:
    import vl_convert

    specs = {width: _styled(build(width)) for width in (WIDE, NARROW)}
    wide, narrow = (vl_convert.vegalite_to_svg(specs[width]) for width in (WIDE, NARROW))
    png = vl_convert.vegalite_to_png(specs[WIDE], scale=2)
    return Drawing(name, alt_text, _private(wide, f"{name}-w"), _private(narrow, f"{name}-n"), png)


def _private(svg: str, prefix: str) -> str:
    """Make the ids of a drawing its own, since a page holds several drawings."""
    return re.sub(r'(id="|url\(#)(?=[a-z])', rf"\g<1>{prefix}-", svg)


def _styled(chart: alt.LayerChart) -> dict[str, Any]:
    axis = {"labelColor": MUTED, "gridColor": GRID, "domainColor": GRID, "tickColor": GRID, "labelFontSize": 12}
    spec: dict[str, Any] = (
        chart.configure(font=_FONT, background=PAPER, padding=4)
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_text(fontSize=12, color=INK)
        .to_dict()
    )
    return spec


def _chart(values: list[dict[str, Any]]) -> alt.Chart:
    import altair as alt

    return alt.Chart(alt.InlineData(values=values))


def _stack(layers: Sequence[alt.Chart], width: int, height: int) -> alt.LayerChart:
    import altair as alt

    return alt.LayerChart(layer=layers, width=width, height=height)


def _lines(rows: Sequence[Bar] | Sequence[Dots]) -> alt.Y:
    import altair as alt

    axis = alt.Axis(title=None, domain=False, ticks=False, labelColor=INK, labelLimit=110, labelPadding=6)
    return alt.Y("name:N", sort=[row.name for row in rows], axis=axis)


def _bars(rows: Sequence[Bar], heads: tuple[str, ...], width: int) -> alt.LayerChart:
    import altair as alt

    inner = width - (140 if width == WIDE else 112)
    column = 80 if width == WIDE else 58
    reach = inner - column * len(heads) - 48
    values = [{"name": row.name, "units": row.units, "label": row.label, "strong": row.strong} for row in rows]
    x = alt.X("units:Q", axis=None, scale=alt.Scale(range=[0, reach], domainMin=0, nice=False))
    color = alt.condition("datum.strong", alt.value(STRONG), alt.value(WEAK))
    base = _chart(values).encode(x=x, y=_lines(rows))
    layers = [base.mark_bar(height=15).encode(color=color), base.mark_text(align="left", dx=5).encode(text="label:N")]
    for index, head in enumerate(heads):
        at = inner - column * (len(heads) - 1 - index)
        layers += _text_column(rows, [row.columns[index] for row in rows], head, at, 12 if width == WIDE else 11)
    return _stack(layers, inner, 24 * len(rows))


def _text_column(rows: Sequence[Bar], texts: list[str], head: str, right: int, size: int) -> list[alt.Chart]:
    import altair as alt

    at = alt.value(right)
    values = [{"name": row.name, "text": text} for row, text in zip(rows, texts, strict=True)]
    title = _chart([{"text": head}]).mark_text(align="right", color=MUTED, fontSize=size - 1)
    return [
        _chart(values).mark_text(align="right", fontSize=size).encode(x=at, y=_lines(rows), text="text:N"),
        title.encode(x=at, y=alt.value(-8), text="text:N"),
    ]


def _history(points: Sequence[Point], marks: Sequence[Mark], width: int) -> alt.LayerChart:
    import altair as alt

    x = alt.X("day:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=False, labelOverlap=True))
    scale = alt.Scale(zero=True)
    y = alt.Y("units:Q", axis=alt.Axis(title=None, format=",d", tickCount=5, domain=False, ticks=False), scale=scale)
    line = _chart(_broken(points))
    dots = line.mark_point(filled=True, size=16, opacity=1, color=STRONG).transform_filter("datum.certain")
    layers = [
        line.mark_line(color=STRONG, strokeWidth=1.8, strokeJoin="round").encode(x=x, y=y, detail="run:N"),
        dots.encode(x=x, y=y),
    ]
    if doubtful := [point for point in points if not point.certain]:
        layers += _doubtful(doubtful, x, y)
    inner = width - 60
    if marks:
        first, last = (date.fromisoformat(points[at].day) for at in (0, -1))
        layers += _events(marks, (last - first).days * _NUMBER_WIDTH // inner, x)
    return _stack(layers, inner, 260 if width == WIDE else 220)


def _doubtful(points: Sequence[Point], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    values = [{"day": p.day, "units": (p.lo + p.hi) / 2, "low": p.lo, "top": p.hi} for p in points]
    base = _chart(values).encode(x=x)
    return [
        base.mark_rule(color=STRONG, strokeWidth=2).encode(y="low:Q", y2="top:Q"),
        base.mark_point(fill=PAPER, size=26, opacity=1, color=STRONG).encode(y=y),
    ]


def _events(marks: Sequence[Mark], days: int, x: alt.X) -> list[alt.Chart]:
    """Rules with their numbers in rows above the plot."""
    import altair as alt

    values = [
        {"day": mark.day, "number": str(mark.number), "launch": mark.launch, "row": -9 - 13 * row}
        for mark, row in zip(marks, _rows(marks, days), strict=True)
    ]
    base = _chart(values).encode(x=x, y=alt.Y("row:Q", axis=None, scale=None))
    dash = alt.condition("datum.launch", alt.value([1, 0]), alt.value([3, 3]))
    numbers = base.mark_text(color=EVENT, fontSize=11, fontWeight="bold", dx=2, align="left")
    return [
        base.mark_rule(color=EVENT, strokeWidth=1).encode(strokeDash=dash, y2=alt.value("height")),
        numbers.encode(text="number:N"),
    ]


def _rows(marks: Sequence[Mark], days: int) -> list[int]:
    """The lowest row for each number in which it keeps so many days from the one before it."""
    last: list[date] = []
    rows = []
    for day in (date.fromisoformat(mark.day) for mark in marks):
        row = next((row for row, before in enumerate(last) if (day - before).days >= days), len(last))
        last[row : row + 1] = [day]
        rows.append(row)
    return rows


def _broken(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The points of the line with the number of the unbroken run they belong to."""
    values: list[dict[str, Any]] = []
    run, last = 0, -1
    for point in points:
        month = int(point.day[:4]) * 12 + int(point.day[5:7])
        run += month != last + 1
        last = month
        values.append({"day": point.day, "units": (point.lo + point.hi) / 2, "run": run, "certain": point.certain})
    return values


def _dots(rows: Sequence[Dots], heads: tuple[str, str], width: int) -> alt.LayerChart:
    import altair as alt

    values = [{"name": row.name, "then": row.then, "now": row.now, "strong": row.strong} for row in rows]
    base = _chart(values).encode(y=_lines(rows))
    x = alt.X("now:Q", axis=alt.Axis(title=None, format=",d", tickCount=4), scale=alt.Scale(zero=True, nice=True))
    color = alt.condition("datum.strong", alt.value(STRONG), alt.value(MUTED))
    pairs = base.transform_filter("datum.then !== null")
    layers = [
        pairs.mark_rule(strokeWidth=1.5).encode(x=x, x2="then:Q", color=color),
        pairs.mark_point(fill=PAPER, size=70, opacity=1, strokeWidth=1.5).encode(x="then:Q", stroke=color),
        base.mark_point(filled=True, size=80, opacity=1).encode(x=x, color=color),
        _legend(heads),
    ]
    return _stack(layers, width - 130, 26 * len(rows))


def _legend(heads: tuple[str, str]) -> alt.Chart:
    import altair as alt

    text = _chart([{"text": f"○ {heads[0]}    ● {heads[1]}"}]).mark_text(align="left", color=MUTED, fontSize=11)
    shown: alt.Chart = text.encode(x=alt.value(0), y=alt.value(-10), text="text:N")
    return shown
