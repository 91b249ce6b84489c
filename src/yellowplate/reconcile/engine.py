"""Reports → Figures and Verdicts.

Two rounds: the first shows which pages share mistakes and which often err; the second weighs them accordingly.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yellowplate.facts import Cause, Figure, Judgement, Measure, Report, Source, Status, Verdict
from yellowplate.reconcile.bonds import absences, counted, orders, parts_and_totals, rankings
from yellowplate.reconcile.claims import Ratio, Said, Sum, constraint, grouped, weighed
from yellowplate.reconcile.figures import figures_of
from yellowplate.reconcile.held import Held
from yellowplate.reconcile.judge import judge
from yellowplate.reconcile.solver import Memo, Solved, solve
from yellowplate.reconcile.voices import records, voices

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What holds: all Figures, and a Verdict on each Report by its id.

    `memo` keeps the solutions of all components; hand it to the next call after adding Reports, and only the
    components they touch are solved again.
    """

    figures: list[Figure]
    verdicts: dict[str, Verdict]
    memo: Memo = field(repr=False)


def reconcile(
    reports: Iterable[Report], sources: Mapping[str, Source], catalog: Catalog, memo: Memo | None = None
) -> Reconciliation:
    """Find out which Reports can be true together, and what they leave of every unknown.

    The order of the Reports doesn't matter, and neither does what `memo` holds: it only saves time.
    """
    memo = Memo() if memo is None else memo
    with _collector_paused():
        ordered = sorted(reports, key=lambda report: report.id)
        said = grouped(ordered)
        solved = _solve(ordered, said, sources, voices(sources, ()), {}, catalog, memo)
        verdicts = _verdicts(ordered, solved, Held(figures_of(solved, None)), catalog)
        wrong = [report for report in ordered if verdicts[report.id].judgement is Judgement.CONTRADICTED]
        again = voices(sources, wrong), records(ordered, verdicts)
        solved = _solve(ordered, said, sources, *again, catalog, memo)
        figures = figures_of(solved, sources)
        return Reconciliation(figures, _verdicts(ordered, solved, Held(figures), catalog), memo)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the collector of cycles the millions of small objects made here, none of which stand in a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _solve(
    reports: Sequence[Report],
    said: Said,
    sources: Mapping[str, Source],
    voice_of: Mapping[str, str],
    discount: Mapping[str, int],
    catalog: Catalog,
    memo: Memo,
) -> Solved:
    claims = weighed(said, sources, voice_of, discount)
    bonds = [
        *parts_and_totals(claims, catalog),
        *orders(reports, sources, voice_of, catalog),
        *absences(reports, claims, catalog),
    ]
    return solve(claims, bonds, memo)


def _verdicts(reports: Sequence[Report], solved: Solved, held: Held, catalog: Catalog) -> dict[str, Verdict]:
    verdicts: dict[str, Verdict] = {}
    for number, claim in enumerate(solved.claims):
        printed: dict[object, Verdict] = {}  # copies of a statement share what is found out about it
        for report in claim.reports:
            known = printed.get((report.number, report.relation))
            if known is None:
                known = printed[report.number, report.relation] = _verdict(report, number, solved, held, catalog)
            verdicts[report.id] = _on(report, known)
    others = [report for report in reports if report.id not in verdicts]
    return verdicts | _rank_verdicts(reports, others, held, catalog)


def _on(report: Report, verdict: Verdict) -> Verdict:
    """The Verdict on a copy of a statement, given that on the statement."""
    return verdict if verdict.report == report.id else replace(verdict, report=report.id)


def _verdict(report: Report, number: int, solved: Solved, held: Held, catalog: Catalog) -> Verdict:
    """On a Report of the claim with this number."""
    claim = solved.claims[number]
    settled = solved.settled[claim.series]
    if number in solved.wrong:
        return _set_aside(report, judge(report, held, catalog))
    if number in solved.open_:
        return Verdict(report.id, Judgement.UNKNOWN, note="disputed: nothing decides")
    if number in settled.relaxed:
        return _relaxed(report, judge(report, held, catalog), held)
    if len(claim.voices) > 1 or (number in settled.agreed and not isinstance(claim.says, Sum)):
        return Verdict(report.id, Judgement.CONFIRMED)
    if number in settled.agreed:
        return Verdict(report.id, Judgement.CONSISTENT)
    return Verdict(report.id, Judgement.UNKNOWN, note="nothing else speaks of it")


def _rank_verdicts(
    reports: Sequence[Report], others: Sequence[Report], held: Held, catalog: Catalog
) -> dict[str, Verdict]:
    """On ranks and whatever else bounds no units.

    Lists leave cars out, or print parts of a line as lines, without saying so: then every rank below is off by one,
    and the list is counted otherwise rather than wrong. A rank is called wrong only if the cars of its own list stand
    in another order, and not if that is because of a single line that many others stand the wrong way round to.
    """
    lists = rankings(reports)
    printed: dict[object, Verdict] = {}
    verdicts: dict[str, Verdict] = {}
    for report in others:
        says = (report.series, report.period, report.measure, report.number, report.relation)
        if says not in printed:
            printed[says] = judge(report, held, catalog)
        verdict = verdicts[report.id] = _on(report, printed[says])
        if verdict.judgement is Judgement.CONTRADICTED and report.measure is Measure.RANK:
            mates = lists.get((report.source, report.segment, report.period), {}).values()
            verdicts[report.id] = _in_its_list(report, verdict, mates, held, catalog)
    return verdicts


def _in_its_list(rank: Report, verdict: Verdict, mates: Collection[Report], held: Held, catalog: Catalog) -> Verdict:
    """The Verdict on a rank that isn't the car's place in the whole market."""
    misplaced = _out_of_order(rank, mates, held, catalog)
    if not misplaced:
        note = "its list leaves a line out or splits one: the order holds, the count doesn't"
        return Verdict(rank.id, Judgement.UNKNOWN, Cause.SCOPE, verdict.fits, (), note)
    if all(len(_out_of_order(mate, mates, held, catalog)) > len(misplaced) for mate in misplaced):
        note = "another line of its list is out of place"
        return Verdict(rank.id, Judgement.UNKNOWN, None, verdict.fits, (), note)
    return replace(verdict, against=_carriers([rank, *misplaced], held, catalog))


def _carriers(ranks: Iterable[Report], held: Held, catalog: Catalog) -> tuple[str, ...]:
    """The Reports that carry the units of ranked cars."""
    figures = (held.figure(counted(rank, catalog), rank.period) for rank in ranks)
    return tuple(sorted({id_ for figure in figures if figure for id_ in figure.reports_for}))


def _out_of_order(one: Report, mates: Iterable[Report], held: Held, catalog: Catalog) -> list[Report]:
    """The cars of a list that certainly stand the other way round to one of them."""
    mine = held.interval(counted(one, catalog), one.period)
    found = []
    for other in mates:
        theirs = held.interval(counted(other, catalog), other.period)
        above = one.number.digits < other.number.digits and mine.hi is not None and mine.hi < theirs.lo
        below = one.number.digits > other.number.digits and theirs.hi is not None and theirs.hi < mine.lo
        found += [other] if above or below else []
    return found


def _set_aside(report: Report, verdict: Verdict) -> Verdict:
    """A statement that can't be true beside the others, even where nothing exact stands in its place."""
    if verdict.judgement in (Judgement.CONTRADICTED, Judgement.REVISED):
        return verdict
    return replace(verdict, judgement=Judgement.CONTRADICTED, note="the others leave no room for it together")


def _relaxed(report: Report, verdict: Verdict, held: Held) -> Verdict:
    """A statement that misses the others by a revision: only where another edition of it is held is it revised."""
    figure = held.figure(report.series, report.period)
    if figure is not None and figure.status is Status.DISPUTED:
        return Verdict(report.id, Judgement.UNKNOWN, note="disputed: editions that differ by a revision")
    if verdict.judgement in (Judgement.CONFIRMED, Judgement.CONSISTENT):
        note = "its parts, as they were first printed, add up to a car or two more or less"
        if isinstance(constraint(report), Ratio):
            note = "of an edition that differs from the one held by a car or two"
        return Verdict(report.id, Judgement.CONSISTENT, note=note)
    if verdict.judgement is Judgement.UNKNOWN:
        return replace(verdict, note="no whole count prints like this, and no other edition is held")
    cause = Cause.CUT_OFF if verdict.cause is Cause.CUT_OFF else Cause.REVISION
    return replace(verdict, judgement=Judgement.REVISED, cause=cause)
