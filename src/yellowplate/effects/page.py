"""An effect as a page that needs nothing else: what is found, two charts as drawings, the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from yellowplate.effects.panel import Grain
from yellowplate.effects.shapes import Phase

if TYPE_CHECKING:
    import altair as alt

    from yellowplate.effects.shapes import Effect, Refusal, Step
    from yellowplate.market.shapes import Sheet

_WIDTH, _HEIGHT = 680, 220
_INK, _MUTED, _GRID, _STRONG, _WEAK, _EVENT = "#1c2024", "#5c656e", "#d9dde1", "#0b5fa5", "#c3cbd2", "#b4480a"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_UNITS = {"units": "units", "share": "% of the segment", "attention": "views"}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ heading }}</title>
<style>
body { font: 16px/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; color: #1c2024; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid #d9dde1; }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
.wide { overflow-x: auto; }
</style>
</head>
<body>
<h1>{{ heading }}</h1>
<p><strong>{{ finding }}</strong></p>
{% for words, drawing in charts %}<figure role="img" aria-label="{{ words }}">
{{ drawing | safe }}
<figcaption>{{ words }}</figcaption>
</figure>
{% endfor %}{% if notes %}<ul>
{% for note in notes %}<li>{{ note }}</li>
{% endfor %}</ul>
{% endif %}{% if rows %}<div class="wide"><table>
<tr>{% for column in columns %}<th>{{ column }}</th>{% endfor %}</tr>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table></div>
{% endif %}</body>
</html>
"""


def effect_page(effect: Effect) -> str:
    """The page of an effect."""
    heading = f"{effect.name}: {effect.event.headline}"
    return _page(heading, effect, [(words, drawing) for words, drawing in drawings(effect)])


def refusal_page(refusal: Refusal) -> str:
    """The page of an effect that can't be said."""
    return _page(f"{refusal.name}: {refusal.event.headline}", refusal, [])


def drawings(effect: Effect) -> list[tuple[str, str]]:
    """The charts with what they show in words: actual against synthetic, and the gap among those of the placebos."""
    import vl_convert

    unit = f"{_UNITS[effect.outcome]} a {effect.grain}"
    first = f"{effect.name}, {unit}: actual (solid) against synthetic (dashed); what follows the event is shaded."
    second = f"Gap of {effect.name} (dark) and of the placebos at its level (pale lines, their band in grey), {unit}."
    charts = (_paths(effect), _gaps(effect))
    return [
        (words, vl_convert.vegalite_to_svg(_styled(chart)))
        for words, chart in zip((first, second), charts, strict=True)
    ]


def _page(heading: str, answer: Sheet, charts: list[tuple[str, str]]) -> str:
    from jinja2 import Environment

    page = Environment(autoescape=True, trim_blocks=False).from_string(_PAGE)
    rows, notes = [list(row) for row in answer.shown()], list(answer.notes())
    said = {"heading": heading, "finding": answer.title, "columns": list(answer.columns)}
    return page.render(**said, rows=rows, notes=notes, charts=charts)


def _paths(effect: Effect) -> alt.LayerChart:
    import altair as alt

    values = [
        {"day": _day(step), "value": value, "kind": kind, "run": run}
        for kind, picked in (
            ("actual", [s.actual for s in effect.steps]),
            ("synthetic", [s.synthetic for s in effect.steps]),
        )
        for step, value, run in zip(effect.steps, picked, _runs(picked), strict=True)
        if value is not None
    ]
    dash = alt.StrokeDash(
        "kind:N", scale=alt.Scale(domain=["actual", "synthetic"], range=[[1, 0], [5, 4]]), legend=None
    )
    color = alt.Color("kind:N", scale=alt.Scale(domain=["actual", "synthetic"], range=[_STRONG, _INK]), legend=None)
    line = _chart(values).mark_line(strokeWidth=1.8).encode(x=_x(effect), y=_y(), strokeDash=dash, color=color)
    return _layers([_shade(effect), line.encode(detail=["kind:N", "run:N"])])


def _gaps(effect: Effect) -> alt.LayerChart:
    placebos = range(len(effect.steps[0].placebos))
    pale = [_line(effect.steps, [step.placebos[at] for step in effect.steps], f"p{at}") for at in placebos]
    own = _line(effect.steps, [step.gap for step in effect.steps], "own")
    x, y = _x(effect), _y()
    background = _chart([value for line in pale for value in line]).mark_line(strokeWidth=1, color=_WEAK)
    front = _chart(own).mark_line(strokeWidth=2, color=_STRONG).encode(x=x, y=y, detail="run:N")
    zero = _chart([{"value": 0}]).mark_rule(color=_MUTED, strokeWidth=1).encode(y="value:Q")
    lines = background.encode(x=x, y=y, detail=["kind:N", "run:N"])
    return _layers([_shade(effect), _band(effect), lines, zero, front])


def _band(effect: Effect) -> alt.Chart:
    """From the lowest to the highest gap of the placebos."""
    known = [[gap for gap in step.placebos if gap is not None] for step in effect.steps]
    runs = _runs([len(gaps) or None for gaps in known])
    values = [
        {"day": _day(step), "low": min(gaps), "high": max(gaps), "run": run}
        for step, gaps, run in zip(effect.steps, known, runs, strict=True)
        if gaps
    ]
    band = _chart(values).mark_area(color=_GRID, opacity=0.6)
    shown: alt.Chart = band.encode(x="day:T", y="low:Q", y2="high:Q", detail="run:N")
    return shown


def _line(steps: Sequence[Step], picked: Sequence[float | None], kind: str) -> list[dict[str, Any]]:
    return [
        {"day": _day(step), "value": value, "kind": kind, "run": run}
        for step, value, run in zip(steps, picked, _runs(picked), strict=True)
        if value is not None
    ]


def _runs(picked: Sequence[float | None]) -> list[int]:
    """The number of the unbroken run that each value belongs to, so that no line bridges what is missing."""
    run, runs = 0, []
    for value in picked:
        run += value is None
        runs.append(run)
    return runs


def _shade(effect: Effect) -> alt.Chart:
    after = [_day(step) for step in effect.steps if step.phase is Phase.AFTER]
    bounds = [{"from": after[0], "to": after[-1]}]
    shade: alt.Chart = _chart(bounds).mark_rect(color=_EVENT, opacity=0.12).encode(x="from:T", x2="to:T")
    return shade


def _x(effect: Effect) -> alt.X:
    import altair as alt

    form = "%Y" if effect.grain is Grain.MONTH else "%Y-%m"
    return alt.X("day:T", axis=alt.Axis(title=None, format=form, grid=False, tickCount=6, labelOverlap=True))


def _y() -> alt.Y:
    import altair as alt

    return alt.Y("value:Q", axis=alt.Axis(title=None, format=",~f", tickCount=5, domain=False, ticks=False))


def _chart(values: list[dict[str, Any]]) -> alt.Chart:
    import altair as alt

    chart: alt.Chart = alt.Chart(alt.InlineData(values=values))
    return chart


def _layers(layers: Sequence[alt.Chart]) -> alt.LayerChart:
    import altair as alt

    return alt.LayerChart(layer=layers, width=_WIDTH, height=_HEIGHT)


def _styled(chart: alt.LayerChart) -> dict[str, Any]:
    axis = {"labelColor": _MUTED, "gridColor": _GRID, "domainColor": _GRID, "tickColor": _GRID, "labelFontSize": 12}
    spec: dict[str, Any] = (
        chart.configure(font=_FONT, background="#ffffff", padding=4).configure_view(stroke=None).configure_axis(**axis)
    ).to_dict()
    return spec


def _day(step: Step) -> str:
    return step.when if len(step.when) == 10 else f"{step.when}-01"
