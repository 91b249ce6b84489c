"""One figure with everything said about it; what a name means; who the sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yellowplate.facts import (
    Cause,
    Figure,
    Interval,
    Judgement,
    Kind,
    Measure,
    Number,
    Period,
    Relation,
    Report,
    Segment,
    Source,
    Stage,
    Status,
    Verdict,
)
from yellowplate.market.missing import subject_gap
from yellowplate.market.shapes import Evidence, FigureAnswer, Gap, NameLine, NamesAnswer, SourceLine, SourcesAnswer
from yellowplate.market.tables import Tables

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_SAID = {
    Status.PRINTED: "Printed by {voices}.",
    Status.DERIVED: "Printed by nobody whom it trusts; the only number that everything else said leaves.",
    Status.BOUNDED: "Printed by nobody; the bounds that everything else said leaves.",
    Status.DISPUTED: "Sources differ and nothing decides between {values}.",
}


def figure(
    tables: Tables, catalog: Catalog, kind: str, segment: Segment, subject: str, period: Period
) -> FigureAnswer | Gap:
    """A figure with its evidence, worked out from its months where the run itself isn't known; else a Gap."""
    found = stored = _stored(tables, segment, subject, period)
    if stored is None or (stored.value is None and stored.status is not Status.DISPUTED):
        found = _summed(tables, kind, segment, subject, period) or stored
    if found is None or (found.interval.lo == 0 and found.interval.hi != 0):
        line = catalog.line(subject, period)
        return subject_gap(tables, kind, segment, period, subject, "" if line == subject else line)
    evidence = tuple(_evidence(tables, found))
    voices = {item.source.voice for item in evidence if item.side == "for"}
    summed = f"The sum of its {period.months} months." if found is not stored and found.value is not None else ""
    basis = catalog.basis(subject, segment, period=period)
    derivation = summed or _SAID[found.status].format(
        voices=f"{len(voices)} independent {'voice' if len(voices) == 1 else 'voices'}",
        values=" and ".join(f"{value:,}" for value in found.alternatives or found.interval),
    )
    return FigureAnswer(found, tables.subjects[subject].name, evidence, derivation, basis)


def _stored(tables: Tables, segment: Segment, subject: str, period: Period) -> Figure | None:
    rows = tables.rows(
        "SELECT lo, hi, status, reports_for, reports_against, alternatives FROM figures "
        "WHERE subject = ? AND segment = ? AND scope = '' AND start = ? AND months = ?",
        [subject, str(segment), *period],
    )
    if not rows:
        return None
    lo, hi, status, *lists = rows[0]
    return Figure(subject, segment, "", period, Interval(lo, hi), Status(status), *map(tuple, lists))


def _summed(tables: Tables, kind: str, segment: Segment, subject: str, period: Period) -> Figure | None:
    for line in tables.standings(kind, segment, [period.start], period.months, subject):
        known = line.known
        if line.subject == subject and known.interval and known.status and known.interval.hi is not None:
            return Figure(subject, segment, "", period, known.interval, known.status, known.reports)
    return None


def _evidence(tables: Tables, found: Figure) -> list[Evidence]:
    rows = tables.ask(
        "evidence",
        subject=found.subject,
        segment=str(found.segment),
        start=found.period.start,
        months=found.period.months,
        supporting=list(found.reports_for),
        opposing=list(found.reports_against),
    )
    return [Evidence(row[0], _report(row[1:14]), _source(row[14:21]), _verdict(row[21:])) for row in rows]


def _report(row: tuple[Any, ...]) -> Report:
    source, subject, segment, start, months, measure, digits, exponent, relation, scope, stage, place, published = row
    return Report(
        source,
        subject,
        Segment(segment),
        Period(start, months),
        Measure(measure),
        Number(digits, exponent),
        Relation(relation),
        scope,
        Stage(stage),
        place,
        published,
    )


def _source(row: tuple[Any, ...]) -> Source:
    id_, url, kind, publisher, voice, published, title = row
    return Source(id_, url, Kind(kind), publisher, voice, published, title)


def _verdict(row: tuple[Any, ...]) -> Verdict | None:
    report, judgement, cause, fits, against, note = row
    if report is None:
        return None
    return Verdict(report, Judgement(judgement), Cause(cause) if cause else None, fits, tuple(against), note)


def source_of(tables: Tables, report: str) -> Source | None:
    """Who made a Report."""
    rows = tables.rows(
        "SELECT sources.* FROM sources JOIN reports ON reports.source = sources.id WHERE reports.id = ?", [report]
    )
    return _source(rows[0]) if rows else None


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


def sources(tables: Tables) -> SourcesAnswer:
    """Every source with how much it said, and how much of that is contradicted."""
    lines = []
    for row in tables.ask("sources"):
        count, contradicted, *span = row[7:]
        first, last = (None if month is None else Period(month, 1) for month in span)
        lines.append(SourceLine(_source(row[:7]), count, contradicted, first, last))
    return SourcesAnswer(tuple(lines))
