"""Who leads and since when, and the records of a subject; neither claims more than the data reach back."""

from __future__ import annotations

from yellowplate.facts import Interval, Period, Segment, Status
from yellowplate.market.missing import ranking_gap, subject_gap
from yellowplate.market.shapes import Gap, Known, Record, Records, TopRun
from yellowplate.market.tables import Tables


def top_run(tables: Tables, kind: str, segment: Segment, until: Period) -> TopRun | Gap:
    """Who stands first in a month and for how long; a Gap where the ledger doesn't tell who does."""
    rows = tables.ask("top_run", kind=kind, ranking=str(segment), until=until.last.start)
    if not rows:
        return ranking_gap(tables, kind, segment, until.last)
    subject, since, away, before, known_since = rows[0]
    return TopRun(
        segment=segment,
        by=kind,
        until=until.last,
        subject=subject,
        name=tables.subjects[subject].name,
        since=Period(since, 1),
        months=until.end - since,
        away=away,
        before=before or "",
        known_since=Period(known_since, 1),
        at_least=before is None,
    )


def records(tables: Tables, kind: str, segment: Segment, subject: str, until: Period | None) -> Records | Gap:
    """The highest and the lowest month of a subject up to `until`, among those known exactly."""
    last = until.last if until else tables.last_month(kind, segment)
    rows = tables.ask("records", kind=kind, ranking=str(segment), subject=subject, until=last.start) if last else []
    if not rows or last is None:
        return subject_gap(tables, kind, segment, last or Period(0, 1), subject)
    since, compared = rows[0][6:]
    found = tuple(
        Record(kind, Period(start, 1), Known(Interval(units, units), Status(status), None, voices, tuple(reports)), n)
        for kind, start, units, status, voices, reports, _, n in rows
    )
    absent = (tables.absent(subject, month) for month in Period.span(Period(since, 1), last).each())
    gaps = last.end - since - compared - sum(absence is not None for absence in absent)
    return Records(subject, tables.subjects[subject].name, segment, found, Period(since, 1), gaps)
