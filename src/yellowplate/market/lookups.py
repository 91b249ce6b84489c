"""One figure with everything said about it, step by step; what a name means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yellowplate.facts import Figure, Interval, Measure, Missing, Period, Relation, Report, Segment, Status
from yellowplate.market.missing import subject_gap
from yellowplate.market.shapes import Evidence, FigureAnswer, Gap, NameLine, NamesAnswer
from yellowplate.market.statements import by_id, evidence
from yellowplate.market.tables import Tables

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog


def figure(
    tables: Tables, catalog: Catalog, kind: str, segment: Segment, subject: str, period: Period
) -> FigureAnswer | Gap:
    """A figure with its evidence, worked out from its months where the run itself isn't known; else a Gap."""
    found = _stored(tables, segment, subject, period)
    if found is None or (found.value is None and found.status is not Status.DISPUTED):
        summed = _summed(tables, kind, segment, subject, period)
        if summed and (found is None or summed.interval != found.interval):
            found = summed
    if found is None or (found.interval.lo == 0 and found.interval.hi != 0):
        plate = catalog.nameplates.get(subject)
        if plate and segment not in plate.segments:
            reason = f"{catalog.name(subject)} is counted in {' and '.join(plate.segments)}, not there."
            return Gap(f"{catalog.name(subject)} in {segment}, {period}", Missing.NO_SUCH_NAMEPLATE, reason)
        line = catalog.line(subject, period)
        return subject_gap(tables, kind, segment, period, subject, "" if line == subject else line)
    said = _evidence(tables, found)
    others = () if any(_counts(item.report, found) for item in said) else _disputing(tables, found)
    basis = catalog.basis(subject, segment, period=period)
    steps = found.derivation or tuple(_steps(found, said))
    if others:
        periods = dict.fromkeys(str(item.report.period) for item in others)
        steps += (f"nobody prints it alone; the statements shown on {' and '.join(periods)} don't agree",)
    return FigureAnswer(found, tables.subjects[subject].name, (*others, *said), steps, basis)


def _stored(tables: Tables, segment: Segment, subject: str, period: Period) -> Figure | None:
    rows = tables.rows(
        "SELECT lo, hi, status, reports_for, reports_against, alternatives, derivation FROM figures "
        "WHERE subject = ? AND segment = ? AND scope = '' AND start = ? AND months = ?",
        [subject, str(segment), *period],
    )
    if not rows:
        return None
    lo, hi, status, *lists = rows[0]
    return Figure(subject, segment, "", period, Interval(lo, hi), Status(status), *map(tuple, lists))


def _disputing(tables: Tables, found: Figure) -> tuple[Evidence, ...]:
    """The statements on other runs of the same months between which a disputed figure can't decide."""
    if found.status is not Status.DISPUTED:
        return ()
    rows = tables.rows(
        "SELECT DISTINCT unnest(list_concat(reports_for, reports_against)) FROM figures WHERE status = 'disputed' "
        "AND subject = ? AND segment = ? AND scope = ? AND start < ? AND start + months > ?",
        [found.subject, str(found.segment), found.scope, found.period.end, found.period.start],
    )
    said = by_id(tables, (id_ for (id_,) in rows), "about").values()
    return tuple(sorted(said, key=lambda item: (item.report.period, item.source.id, item.report.id)))


def _evidence(tables: Tables, found: Figure) -> tuple[Evidence, ...]:
    rows = tables.ask(
        "evidence",
        subject=found.subject,
        segment=str(found.segment),
        start=found.period.start,
        months=found.period.months,
        supporting=list(found.reports_for),
        opposing=list(found.reports_against),
    )
    return tuple(evidence(side, row) for side, *row in rows)


def _summed(tables: Tables, kind: str, segment: Segment, subject: str, period: Period) -> Figure | None:
    """The figure of a run as its months add up, or of a month as the public lists bound it."""
    for line in tables.standings(kind, segment, [period.start], period.months, subject):
        known = line.known
        if line.subject == subject and known.interval and known.status and known.interval.hi is not None:
            months = () if period.is_month else tuple(_months(tables, kind, segment, subject, period))
            steps = (*months, f"so {period} is {known.interval}") if months else ()
            return Figure(subject, segment, "", period, known.interval, known.status, known.reports, derivation=steps)
    return None


def _months(tables: Tables, kind: str, segment: Segment, subject: str, period: Period) -> Iterator[str]:
    starts = [month.start for month in period.each()]
    for line in tables.standings(kind, segment, starts, 1, subject):
        if line.subject == subject:
            yield f"{Period(line.start, 1)} is {line.known.interval} ({line.status})"


def _steps(found: Figure, said: Sequence[Evidence]) -> Iterator[str]:
    """How a figure is known that carries no derivation of its own."""
    if found.status is Status.PRINTED:
        voices = len({item.source.voice for item in said if item.side == "for"})
        yield f"printed by {voices} independent {'voice' if voices == 1 else 'voices'}"
    elif found.status is Status.DISPUTED:
        yield from _alternatives(found, said)
    elif found.status is Status.DERIVED:
        yield f"nobody prints it; what is printed elsewhere leaves {found.interval} alone"
    else:
        yield f"nobody prints it; what is printed elsewhere leaves {found.interval}"


def _alternatives(found: Figure, said: Sequence[Evidence]) -> Iterator[str]:
    printed: dict[int, set[str]] = {}
    for item in said:
        if _counts(item.report, found):
            printed.setdefault(int(item.report.number.value), set()).add(item.source.publisher)
    for value, publishers in sorted(printed.items()):
        yield f"{value:,} is printed by {' and '.join(sorted(publishers))}"
    if not printed:
        yield f"what is printed elsewhere leaves {' or '.join(f'{value:,}' for value in found.alternatives)}"
    yield "nothing decides which of these statements is wrong"


def _counts(report: Report, found: Figure) -> bool:
    """Whether a Report is a count of what a figure is about."""
    same = (report.series, report.period) == (found.series, found.period)
    return same and report.measure is Measure.UNITS and report.relation is Relation.EQUAL


def names(catalog: Catalog, text: str) -> NamesAnswer:
    """What a text can mean, or what it is near to."""
    match = catalog.find(text)
    meant = (match.subject,) if match.subject else match.candidates
    return NamesAnswer(text, bool(meant), tuple(_name_line(catalog, id_) for id_ in meant or match.suggestions))


def _name_line(catalog: Catalog, subject: str) -> NameLine:
    name = catalog.name(subject)
    if car := catalog.nameplates.get(subject):
        line = catalog.line(subject)
        counted = "" if line == subject else line
        return NameLine(subject, "nameplate", name, catalog.name(car.maker), ", ".join(car.segments), counted)
    return NameLine(subject, "maker" if subject in catalog.makers else "segment", name, "", "")
