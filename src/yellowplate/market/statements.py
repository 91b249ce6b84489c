"""What was said: Reports with who makes them and what became of them, as the tables hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from yellowplate.facts import (
    Cause,
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
    Verdict,
)
from yellowplate.market.findings import Evidence
from yellowplate.market.tables import Tables


def evidence(side: str, row: Sequence[Any]) -> Evidence:
    """One row of the view `statements`."""
    report = _report(row[1:14])
    return Evidence(side, report, _source(report.source, row[14:20]), _verdict(row[0], row[20:]))


def by_id(tables: Tables, reports: Iterable[str], side: str) -> dict[str, Evidence]:
    """Statements by the ids of their Reports."""
    rows = tables.rows("SELECT * FROM statements WHERE list_contains(?, id)", [sorted(set(reports))])
    return {row[0]: evidence(side, row) for row in rows}


def source_of(tables: Tables, report: str) -> Source | None:
    """Who made a Report."""
    said = tables.said_by.get(report)
    return None if said is None else tables.sources[said]


def _report(row: Sequence[Any]) -> Report:
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


def _source(id_: str, row: Sequence[Any]) -> Source:
    url, kind, publisher, voice, published, title = row
    return Source(id_, url, Kind(kind), publisher, voice, published, title)


def _verdict(report: str, row: Sequence[Any]) -> Verdict | None:
    judgement, cause, fits, against, note = row
    if judgement is None:
        return None
    return Verdict(report, Judgement(judgement), Cause(cause) if cause else None, fits, tuple(against), note)
