"""Who sells what: rankings with changes, shares and margins; a subject month by month; the year so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yellowplate.facts import Missing, Period, Segment
from yellowplate.market.missing import ranking_gap, subject_gap, why
from yellowplate.market.shapes import Cumulative, Gap, History, HistoryMonth, Known, Ranking, RankLine, Ratio
from yellowplate.market.tables import Standing, Tables

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_WIDER = {
    Segment.KEI: "Shares are of all kei vehicles.",
    Segment.REGISTERED: "Cars are ranked; shares are of all registered vehicles, trucks and buses included.",
    Segment.ALL: "Passenger cars are ranked; shares are of all vehicles, kei and larger, trucks and buses included.",
}

Standings = dict[tuple[str, str], Standing]


def ranking(tables: Tables, period: Period, by: str, segment: Segment, limit: int | None = None) -> Ranking | Gap:
    """Rank the nameplates or makers of a segment, the first `limit` of them; a Gap where nothing is known."""
    bases = (period.before, period.year_before)
    runs = _runs(tables, by, segment, (period, *bases))
    total = runs[period].pop((segment, segment), None)
    shown = [line for line in runs[period].values() if line.hi is not None]
    left_out = sum(1 for line in runs[period].values() if line.hi is None)
    if all(line.place is None and line.known.value is None for line in shown):
        return ranking_gap(tables, by, segment, period, known_in_part=bool(shown or left_out))
    whole = total.known if total else Known(missing=Missing.NOT_IN_LEDGER)
    lines = tuple(_line(tables, by, segment, period, line, runs, whole) for line in shown[:limit])
    depth = tables.lists(by, segment).get(period, 0)
    remarks = tuple(_remarks(by, segment, lines, left_out))
    return Ranking(period, segment, by, lines, whole, _basis(tables, by, segment), depth, remarks)


def _basis(tables: Tables, by: str, segment: Segment) -> str:
    how = (tables.subjects[segment].basis or "").partition(":")[0]
    return f"{how}; a line holds all versions of a car." if by == "nameplate" else f"{how}."


def _runs(tables: Tables, kind: str, segment: Segment, periods: tuple[Period, ...]) -> dict[Period, Standings]:
    """The standings of runs of equal length, by period, then by subject and the segment it is counted in."""
    found: dict[Period, Standings] = {period: {} for period in periods}
    starts = sorted({period.start for period in periods})
    for line in tables.standings(kind, segment, starts, periods[0].months):
        found[Period(line.start, periods[0].months)][line.subject, line.segment] = line
    return found


def _line(
    tables: Tables,
    kind: str,
    segment: Segment,
    period: Period,
    line: Standing,
    runs: dict[Period, Standings],
    total: Known,
) -> RankLine:
    named = tables.subjects[line.subject]
    before, year = (runs[base].get((line.subject, line.segment)) for base in (period.before, period.year_before))

    def change(base: Standing | None, at: Period) -> Ratio:
        known = _known(tables, kind, segment, line.subject, at, base)
        return compare(tables, (line.subject, line.segment), period, line.known, at, known)

    return RankLine(
        rank=line.place,
        subject=line.subject,
        name=named.name,
        maker=named.maker,
        units=line.known,
        month_before=change(before, period.before),
        year_before=change(year, period.year_before),
        share=ratio(line.known, total, period),
        margin=line.ahead,
        rank_month_before=before.place if before else None,
        rank_year_before=year.place if year else None,
    )


def _known(tables: Tables, kind: str, segment: Segment, subject: str, period: Period, found: Standing | None) -> Known:
    """The units that were found, or why there are none."""
    return found.known if found else Known(missing=why(tables, kind, segment, period, subject)[0])


def compare(tables: Tables, line: tuple[str, str], period: Period, units: Known, base: Period, known: Known) -> Ratio:
    """Units of a line (a subject in a segment) against those it `known`ly had in an earlier period, the `base`.

    A note says where the line counted something else then.
    """
    notes = (note for month, note in tables.breaks.get(line, ()) if base.start < month < period.end)
    return replace(ratio(units, known, base), note=" ".join(notes))


def ratio(units: Known, base: Known, period: Period) -> Ratio:
    """Units in percent of a base; exact where both are, else between the bounds that both leave."""
    if units.interval is None or base.interval is None or not base.interval.hi:
        return Ratio(period, base, missing=base.missing or units.missing or Missing.NOT_PUBLISHED)
    (lo, hi), (base_lo, base_hi) = units.interval, base.interval
    high = Fraction(100 * hi, base_lo) if hi is not None and base_lo else None
    return Ratio(period, base, Fraction(100 * lo, base_hi), high)


def _remarks(by: str, segment: Segment, lines: tuple[RankLine, ...], left_out: int) -> Iterator[str]:
    if by == "nameplate" and segment in _WIDER:
        yield _WIDER[segment]
    if left_out:
        yield f"{left_out} more {'is' if left_out == 1 else 'are'} known only in part and not shown."
    if any(line.rank is None for line in lines):
        yield "A line without a rank: the public lists don't say whether others stand above it."
    told = {(line.name, r.note): None for line in lines for r in (line.month_before, line.year_before) if r.note}
    yield from (f"{name}: {note}" for name, note in told)


def history(
    tables: Tables, catalog: Catalog, kind: str, segment: Segment, subject: str, until: Period | None
) -> History | Gap:
    """A subject month by month, from the first month that has a figure to `until` or the last that anybody has."""
    rows = tables.months(kind, segment, subject)
    if not rows or (until is not None and min(rows) > until.start):
        return subject_gap(tables, kind, segment, until or Period(0, 1), subject)
    period = Period.span(Period(min(rows), 1), until or Period(max(rows), 1))
    months = tuple(_month(tables, kind, segment, subject, month, rows) for month in period.each())
    named = tables.subjects[subject]
    told = (catalog.events(subject), catalog.generations(subject))
    return History(subject, named.name, named.maker, segment, months, *told, catalog.basis(subject, segment))


def _month(
    tables: Tables, kind: str, segment: Segment, subject: str, period: Period, rows: dict[int, Standing]
) -> HistoryMonth:
    def at(month: Period) -> Known:
        return _known(tables, kind, segment, subject, month, rows.get(month.start))

    def change(base: Period) -> Ratio:
        return compare(tables, (subject, segment), period, units, base, at(base))

    units = at(period)
    place = rows[period.start].place if period.start in rows else None
    return HistoryMonth(period, units, place, change(period.before), change(period.year_before))


def cumulative(
    tables: Tables, catalog: Catalog, kind: str, segment: Segment, subject: str, until: Period
) -> Cumulative | Gap:
    """The calendar year up to the end of `until`, against the same months of the year before."""
    year = Period.span(Period.year(until.last.begins.year).first, until.last)
    starts = [year.start, year.year_before.start]
    lines = tables.standings(kind, segment, starts, year.months, subject)
    found = {line.start: line for line in lines if line.subject == subject}
    if year.start not in found:
        return subject_gap(tables, kind, segment, year, subject)
    units = found[year.start].known
    base = _known(tables, kind, segment, subject, year.year_before, found.get(year.year_before.start))
    change = compare(tables, (subject, segment), year, units, year.year_before, base)
    basis = catalog.basis(subject, segment, period=year)
    return Cumulative(subject, tables.subjects[subject].name, segment, year, units, change, basis)
