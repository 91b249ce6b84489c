"""The charts of pages: drawn as in reports, of answers as a page has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yellowplate.facts import Event, Status
from yellowplate.market.shapes import HistoryMonth, RankLine
from yellowplate.publish import charts
from yellowplate.publish.charts.glyphs import definitions
from yellowplate.publish.material import is_launch

if TYPE_CHECKING:
    from yellowplate.market.launch import Curve, Launch
    from yellowplate.market.shapes import Known
    from yellowplate.web.pages.view import View

_BARS = 15
_LAUNCHES = 6
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it shows in words; `letters` are the outlines that its drawings refer to."""

    title: str
    alt: str
    wide: str
    narrow: str
    letters: str = ""


def ranking(view: View, title: str, lines: Sequence[RankLine]) -> Picture | None:
    """The first lines of a ranking as bars."""
    rows = [_bar(view, line) for line in lines[:_BARS] if line.units.interval is not None]
    if not rows:
        return None
    told = "; ".join(f"{row.name} {row.label}" for row in rows)
    return _picture(charts.bars(_words(view, title, told), rows))


def history(view: View, title: str, months: Sequence[HistoryMonth], events: Sequence[Event]) -> Picture | None:
    """Months as a line with its events numbered."""
    points = [_point(month) for month in months if _closed(month.units)]
    if len(points) < _LEAST:
        return None
    marks = [charts.Mark(at, event.month.start, is_launch(event)) for at, event in enumerate(events, 1)]
    told = view.word("All numbers stand in the table")
    return _picture(charts.history(_words(view, title, told), points, marks))


def launches(view: View, launch: Launch) -> Picture | None:
    """A launch over the earlier ones of its class."""
    curves = [_curve(view, curve, curve is launch.curve) for curve in (launch.curve, *launch.earlier)]
    shown = [curve for curve in curves if curve.units][:_LAUNCHES]
    if len(shown) < _LEAST or not shown[0].strong:
        return None
    plan = launch.curve.plan
    said = view.say("plan {n}", n=view.forms.units(plan)) if plan else ""
    title = view.say("Units by months since the launch (0: its month)")
    told = "; ".join(f"{curve.label} {', '.join(map(view.forms.units, curve.units.values()))}" for curve in shown)
    return _picture(charts.curves(_words(view, title, told), shown, said))


def foreign(drawings: Iterable[tuple[str, str]]) -> list[Picture]:
    """Drawings of other layers, the same at any width."""
    return [Picture(words, words, svg, "") for words, svg in drawings]


def _picture(drawing: charts.Drawing) -> Picture:
    return Picture(drawing.title, drawing.alt, drawing.wide, drawing.narrow, definitions(drawing.wide, drawing.narrow))


def _words(view: View, title: str, told: str) -> charts.Words:
    return charts.Words("chart", title, f"{title}. {told}.", view.forms.units)


def _bar(view: View, line: RankLine) -> charts.Bar:
    assert line.units.interval is not None
    lo, hi = line.units.interval
    disputed = line.units.status is Status.DISPUTED
    place = str(line.rank or "")
    return charts.Bar(view.name(line.subject), lo, hi, view.units(line.units), place, strong=True, disputed=disputed)


def _closed(known: Known) -> bool:
    return known.interval is not None and known.interval.hi is not None


def _point(month: HistoryMonth) -> charts.Point:
    assert month.units.interval is not None and month.units.interval.hi is not None
    lo, hi = month.units.interval.lo, month.units.interval.hi
    return charts.Point(month.period.start, lo, hi, month.units.status is Status.DISPUTED)


def _curve(view: View, curve: Curve, strong: bool) -> charts.Curve:
    known = {month.age: month.units.value for month in curve.months}
    units = {age: value for age, value in known.items() if value is not None}
    label = f"{view.name(curve.generation.nameplate)} {curve.generation.on_sale[:4]}"
    return charts.Curve(label, units, strong, curve.plan)
