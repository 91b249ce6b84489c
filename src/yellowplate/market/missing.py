"""Why there is no figure: typed and in words, with the nearest periods that have one."""

from __future__ import annotations

from yellowplate.facts import Missing, Period, Segment
from yellowplate.market.shapes import Gap
from yellowplate.market.tables import Tables, segments_of


def why(tables: Tables, kind: str, segment: Segment, period: Period, subject: str) -> tuple[Missing, str]:
    """The reason in its type and as a part of a sentence."""
    if absence := tables.absent(subject, period):
        return Missing(absence.missing), absence.reason
    named = tables.subjects[subject]
    if beyond := _beyond(tables, kind, segment, period):
        return beyond
    if depth := tables.lists(kind, segment).get(period):
        return Missing.NOT_PUBLISHED, f"{named.name} is below the public list, which ends at place {depth}"
    return Missing.NOT_IN_LEDGER, f"no source in the ledger tells it for {named.name}"


def _beyond(tables: Tables, kind: str, segment: Segment, period: Period) -> tuple[Missing, str] | None:
    last = tables.last_month(kind, segment)
    if last is not None and period.end > last.end:
        return Missing.NOT_YET, f"the ledger holds nothing after {last} on it"
    return None


def subject_gap(tables: Tables, kind: str, segment: Segment, period: Period, subject: str, counted_in: str = "") -> Gap:
    """No figure of one subject; `counted_in` names the line that it is counted in."""
    missing, reason = why(tables, kind, segment, period, subject)
    if counted_in:
        line = tables.subjects[counted_in].name
        missing, reason = Missing.NOT_PUBLISHED, f"it is counted in the line {line} ({counted_in})"
    near = _nearest(tables, kind, segment, period, subject)
    return Gap(f"{tables.subjects[subject].name} in {segment}, {period}", missing, f"{reason}.", near)


def ranking_gap(tables: Tables, kind: str, segment: Segment, period: Period, known_in_part: bool = False) -> Gap:
    """No figures for a whole ranking."""
    in_part = "the ledger holds only bounds of it" if period.is_month else "the ledger holds only some of its months"
    reason = in_part if known_in_part else "no source in the ledger tells who sold what"
    missing, reason = _beyond(tables, kind, segment, period) or (Missing.NOT_IN_LEDGER, reason)
    return Gap(f"{segment} by {kind}, {period}", missing, f"{reason}.", _nearest(tables, kind, segment, period, None))


def _nearest(tables: Tables, kind: str, segment: Segment, period: Period, subject: str | None) -> tuple[Period, ...]:
    """The nearest periods of the same length, else the nearest months."""
    parts = [str(part) for part in segments_of(kind, segment)]
    for months in (period.months, 1):
        question = {"kind": kind, "segments": parts, "start": period.start, "months": months, "subject": subject}
        if rows := tables.ask("nearest", **question):
            return tuple(sorted(Period(start, months) for start, _ in rows))
    return ()
