"""How far what was said holds: the statements in doubt, the sources by how often they hold, how months are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yellowplate.facts import Period
from yellowplate.market.judged import Coverage, CoverageLine, Doubt, DoubtsAnswer, SourceLine, SourcesAnswer, Tally
from yellowplate.market.statements import by_id, evidence
from yellowplate.market.tables import Tables


def doubts(tables: Tables, period: Period | None, subject: str | None, source: str | None) -> DoubtsAnswer:
    """Every contradicted and revised statement, contradicted ones first, each group in the order of its periods.

    Of a `period` are the statements about it or a part of it and about runs that end in it; of a maker also those
    about its cars; of a `source` those of the pages whose address, publisher or title holds the text.
    """
    start, months = period or (None, None)
    rows = tables.ask("doubts", start=start, months=months, subject=subject, source=source)
    said = [evidence("about", row) for row in rows]
    others = by_id(tables, (id_ for item in said if item.verdict for id_ in item.verdict.against), "against")
    found = tuple(
        Doubt(item, verdict, tables.subjects[item.report.subject].name, tuple(others[id_] for id_ in verdict.against))
        for item in said
        if (verdict := item.verdict)
    )
    of = (f" of {tables.subjects[subject].name}" if subject else "") + (f" in {period}" if period else "")
    return DoubtsAnswer(of + (f" on pages with {source!r}" if source else ""), found, bool(period and subject))


def sources(tables: Tables, by: str) -> SourcesAnswer:
    """Every page or publisher with how much it said, and how much of that holds."""
    return SourcesAnswer(by, tuple(map(_line, tables.ask("trust", by=by))))


def _line(row: Sequence[Any]) -> SourceLine:
    name, publisher, kinds, pages, published, url, first, last, *tally, at_least, rank = row
    return SourceLine(
        rank=rank,
        name=name,
        publisher=publisher,
        kinds=tuple(kinds),
        pages=pages,
        published=published.isoformat() if published else "",
        url=url or "",
        first=Period(first, 1),
        last=Period(last, 1),
        tally=Tally(*tally),
        at_least=None if at_least is None else round(100 * at_least, 1),
    )


def coverage(tables: Tables) -> Coverage:
    """How the single months are known, by year and kind of subject."""
    return Coverage(tuple(CoverageLine(*row) for row in tables.ask("coverage")))
