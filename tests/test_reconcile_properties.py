"""What must hold of every market, whatever is planted in it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bench.synthetic import Market, Plan, make_market
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements import CATALOG, source
from yellowplate.facts import Figure, Judgement, Period, Report, Series, Status
from yellowplate.reconcile import Reconciliation, reconcile

SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def market(seed: int, error_rate: float) -> Market:
    return make_market(Plan(seed, makers=3, nameplates=6, years=2, publishers=5, error_rate=error_rate, depth=5))


def solved(made: Market, reports: list[Report] | None = None) -> Reconciliation:
    extra = {"z": source("z")}
    sources = {one.id: one for one in made.sources} | extra
    return reconcile(made.reports if reports is None else reports, sources, CATALOG)


def by_place(done: Reconciliation) -> dict[tuple[Series, Period], Figure]:
    return {(figure.series, figure.period): figure for figure in done.figures}


@SLOW
@given(seeds, seeds)
def test_the_order_of_reports_never_matters(seed: int, shuffle: int) -> None:
    made = market(seed, 0.03)
    shuffled = list(made.reports)
    Random(shuffle).shuffle(shuffled)
    first, second = solved(made), solved(made, shuffled)
    assert first.figures == second.figures
    assert first.verdicts == second.verdicts


@SLOW
@given(seeds)
def test_with_no_errors_planted_nothing_is_set_aside(seed: int) -> None:
    done = solved(market(seed, 0.0))
    assert [v for v in done.verdicts.values() if v.judgement is Judgement.CONTRADICTED] == []


@SLOW
@given(seeds, st.data())
def test_a_report_that_agrees_takes_nothing_away(seed: int, data: st.DataObject) -> None:
    made = market(seed, 0.02)
    before = solved(made)
    printed = [figure for figure in before.figures if figure.status is Status.PRINTED and figure.reports_for]
    held = data.draw(st.sampled_from(printed))
    carrier = next(report for report in made.reports if report.id == held.reports_for[0])
    after = solved(made, [*made.reports, replace(carrier, source="z", period=held.period)])

    places = by_place(after)
    for place, figure in by_place(before).items():
        if figure.status is not Status.DISPUTED:
            assert places[place].interval.lo >= figure.interval.lo
            assert figure.interval.hi is None or places[place].interval.hi <= figure.interval.hi
    wrong = {id_ for id_, verdict in before.verdicts.items() if verdict.judgement is Judgement.CONTRADICTED}
    for id_, verdict in after.verdicts.items():
        assert verdict.judgement is not Judgement.CONTRADICTED or id_ in wrong


@SLOW
@given(seeds, st.integers(1, 60))
def test_adding_reports_with_what_was_solved_before_equals_solving_all(seed: int, late: int) -> None:
    made = market(seed, 0.03)
    sources = {one.id: one for one in made.sources}
    early = reconcile(made.reports[:-late], sources, CATALOG)
    again = reconcile(made.reports, sources, CATALOG, early.memo)
    whole = reconcile(made.reports, sources, CATALOG)
    assert again.figures == whole.figures
    assert again.verdicts == whole.verdicts
