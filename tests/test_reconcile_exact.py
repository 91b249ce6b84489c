"""The exact solver against brute force: the least total weight, and the tightest intervals, on cases small enough."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from brute import CAP, SERIES, Tiny, cap_reports, instance_of, tiny
from yellowplate.facts import Measure
from yellowplate.reconcile import series as series_module
from yellowplate.reconcile.claims import Claim, claims_of
from yellowplate.reconcile.hitting import Localiser, cheapest
from yellowplate.reconcile.series import settle


@pytest.fixture(autouse=True)
def no_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units here are below ten: a revision of two cars would excuse nearly everything."""
    monkeypatch.setattr(series_module, "tolerance", lambda months: 0)


def claims_and_weights(drawn: Tiny) -> tuple[list[Claim], list[int]]:
    sources = {source.id: source for source in (*drawn.sources, CAP)}
    reports = [*drawn.reports, *cap_reports(drawn.reports, drawn.cap)]
    claims = claims_of(reports, sources, {id_: source.voice for id_, source in sources.items()}, {})
    own = claims.get(SERIES[0], [])
    never = 10**6
    return own, [never if any(r.source == CAP.id for r in claim.reports) else claim.weight for claim in own]


def compare(drawn: Tiny) -> None:
    claims, weights = claims_and_weights(drawn)
    by_report = {r.id: weight for claim, weight in zip(claims, weights, strict=True) for r in claim.reports}
    instance = instance_of(drawn.reports, by_report, drawn.cap)
    answer = instance.solve()
    assume(len(claims) == len(drawn.reports) + len(cap_reports(drawn.reports, drawn.cap)))

    best = Localiser(weights, lambda removed: settle(claims, removed).cores).solve()

    assert best is not None
    removed = {report.id for number in best for report in claims[number].reports}
    assert sum(weights[number] for number in best) == answer.cost
    assert frozenset(removed) in answer.removals
    timeline = settle(claims, best).timeline
    for report in drawn.reports:
        if report.measure is Measure.UNITS:
            found = timeline.interval(report.period)
            least, most = instance.interval(removed, report.series, report.period)
            # Propagated bounds may be wider than the truth where two ratios meet, never narrower.
            assert found.lo <= least
            assert found.hi is None or most <= found.hi
            if all(other.measure is Measure.UNITS for other in drawn.reports):
                assert (found.lo, found.hi) == (least, most)


@settings(max_examples=150, deadline=None)
@given(tiny(series=1, months=5))
def test_sums_and_month_ratios_cost_the_least_there_is(drawn: Tiny) -> None:
    compare(drawn)


@settings(max_examples=80, deadline=None)
@given(tiny(series=1, months=2, years=2, cap=9))
def test_year_ratios_cost_the_least_there_is(drawn: Tiny) -> None:
    compare(drawn)


def test_equal_sets_are_broken_by_number_not_by_chance() -> None:
    cores = [frozenset({3, 1}), frozenset({1, 2}), frozenset({2, 3})]
    assert cheapest(cores, [0, 1, 1, 1]) == frozenset({1, 2})
