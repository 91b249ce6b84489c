"""Which charts a report shows, and what their alternative texts say."""

from __future__ import annotations

from collections.abc import Sequence

from yellowplate.facts import Interval, Period, Status
from yellowplate.market.shapes import Known, Ranking, RankLine, Ratio
from yellowplate.publish import charts, tables, words
from yellowplate.publish.evidence import SIGNS
from yellowplate.publish.material import Material, is_launch


def ranking(name: str, answer: Ranking, lines: Sequence[RankLine], focus: str) -> charts.Drawing | None:
    """Bars with the changes on both bases beside them."""
    period = answer.period
    bases = tables.bases(period)
    rows = [
        charts.Bar(
            line.name, line.units.interval.lo, _units(line.units), _changes(line, len(bases)), line.subject == focus
        )
        for line in lines
        if line.units.interval is not None
    ]
    if not rows:
        return None
    told = "; ".join(f"{row.name} {row.label}" for row in rows)
    alt = f"Bar chart of {words.SEGMENTS[answer.segment]} by {answer.by}, {words.long(period)}: {told}."
    return charts.bars(name, alt, rows, tuple(_head(base) for base in bases))


def history(name: str, material: Material) -> charts.Drawing | None:
    """The months of the focus as a line, its events numbered."""
    points = [
        charts.Point(*_bounds(month.period, month.units.interval), month.units.value is not None)
        for month in material.months
        if month.units.interval is not None
    ]
    if len(points) < 2:
        return None
    marks = [
        charts.Mark(at, _full_day(event.day), is_launch(event)) for at, event in enumerate(material.events, start=1)
    ]
    alt = f"Line chart of {material.name} from {words.day(points[0].day[:7])} to {words.day(points[-1].day[:7])}"
    return charts.history(name, f"{alt}{_extremes(points)}; all months are in the table.", points, marks)


def _extremes(points: Sequence[charts.Point]) -> str:
    """The lowest and the highest of the months that are known exactly."""
    exact = [point for point in points if point.certain]
    if not exact:
        return ""
    low, high = min(exact, key=lambda point: point.lo), max(exact, key=lambda point: point.lo)
    return (
        f", lowest in {words.day(low.day[:7])} with {words.units(low.lo)}, "
        f"highest in {words.day(high.day[:7])} with {words.units(high.lo)} among the months known exactly"
    )


def rivals(name: str, material: Material) -> charts.Drawing | None:
    """Each rival a year before and now."""
    rows = [
        charts.Dots(line.name, line.year_before.base.value, line.units.value, line.subject == material.focus)
        for line in material.rivals
        if line.units.value is not None
    ]
    if len(rows) < 2:
        return None
    then, now = words.short(material.period.year_before), words.short(material.period)
    told = "; ".join(
        f"{row.name} {'not known exactly' if row.then is None else words.units(row.then)} and {words.units(row.now)}"
        for row in rows
    )
    return charts.then_and_now(name, f"Dot chart, units in {then} and in {now}: {told}.", rows, (then, now))


def _units(known: Known) -> str:
    assert known.interval is not None
    return words.bounds(known.interval) + SIGNS.get(known.status or Status.PRINTED, "")


def _changes(line: RankLine, bases: int) -> tuple[str, ...]:
    return tuple(_change(ratio) for ratio in (line.month_before, line.year_before)[-bases:])


def _change(ratio: Ratio) -> str:
    """The change as an arrow and a number, short enough for a column; a dash where it isn't a single number."""
    text = words.signed(ratio.as_change())
    if not text or " " in text:
        return "–"
    return f"{words.arrow(text)} {text.lstrip('+−')}".strip().replace("\N{NO-BREAK SPACE}", "")


def _head(base: Period) -> str:
    return words.short(base) if base.is_month or base.months == 12 else "year before"


def _bounds(month: Period, interval: Interval) -> tuple[str, int, int]:
    return month.begins.isoformat(), interval.lo, interval.lo if interval.hi is None else interval.hi


def _full_day(day: str) -> str:
    return day if len(day) > len("2025-10") else f"{day}-01"
