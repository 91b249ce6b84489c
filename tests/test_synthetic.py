"""The made-up markets that reconcile is measured on: what they call true is true, what they call planted is false."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from bench.planting import WAYS
from bench.synthetic import Market, Plan, make_market

from yellowplate.facts import Kind, Measure, Period, Report, Segment, Series


@pytest.fixture(scope="module", params=range(3))
def market(request: pytest.FixtureRequest) -> Market:
    return make_market(Plan(seed=request.param, error_rate=0.03))


def units(market: Market, report: Report, period: Period) -> int:
    return sum(market.truth[report.series, month.start] for month in period.each())


def nameplate_totals(market: Market, period: Period) -> dict[str, int]:
    months = [series for series, month in market.truth if month == period.start]
    nameplates = [series for series in months if "/" in series.subject and not series.scope]
    return {series.subject: sum(market.truth[series, m.start] for m in period.each()) for series in nameplates}


def is_true(market: Market, report: Report) -> bool:
    """Checked from the published truth alone, with rounding half up or half even, as both occur in print."""
    if report.measure is Measure.RANK:
        totals = nameplate_totals(market, report.period)
        own = totals[report.subject]
        better = sum(total > own for total in totals.values())
        return better < report.number.digits <= sum(total >= own for total in totals.values())
    printed = report.number.value
    if report.measure is Measure.UNITS:
        return printed == units(market, report, report.period)
    base = report.period.year_before if report.measure is Measure.YOY else report.period.before
    exact = Fraction(100 * units(market, report, report.period), units(market, report, base))
    return abs(exact - printed) <= Fraction(10) ** report.number.exponent / 2


def test_every_statement_that_is_not_planted_is_true(market: Market) -> None:
    false = market.planted.keys() | market.revisions.keys()
    for report in market.reports[::3]:
        assert report.id in false or is_true(market, report), report


def test_every_planted_error_and_every_revision_is_false(market: Market) -> None:
    by_id = {report.id: report for report in market.reports}
    assert market.planted and market.revisions
    for name in [*market.planted, *market.revisions]:
        assert not is_true(market, by_id[name]), by_id[name]


def test_what_should_stand_there_is_true(market: Market) -> None:
    by_id = {report.id: report for report in market.reports}
    for name, planted in market.planted.items():
        report = by_id[name]
        assert is_true(market, Report(report.source, *report.series[:2], report.period, report.measure, planted.true))


def test_preliminary_units_are_off_by_a_car_or_two(market: Market) -> None:
    for report in market.reports:
        if report.id in market.revisions and report.measure is Measure.UNITS:
            assert 1 <= abs(report.number.digits - market.revisions[report.id].digits) <= 2


def test_every_cause_occurs(market: Market) -> None:
    assert {planted.cause for planted in market.planted.values()} == set(WAYS)


def test_some_errors_are_copied_and_some_can_not_be_found(market: Market) -> None:
    planted = market.planted.values()
    assert any(p.copied for p in planted)
    assert any(not p.identifiable for p in planted) and any(p.identifiable for p in planted)


def test_a_lone_voice_is_never_found_out() -> None:
    market = make_market(Plan(seed=1, publishers=1, error_rate=0.05, copiers=0.0))
    by_id = {report.id: report for report in market.reports}
    found = [by_id[p.report] for p in market.planted.values() if p.identifiable]
    assert market.planted and all("/" not in report.subject for report in found), "only the official tables can tell"


def test_no_error_rate_plants_nothing() -> None:
    assert not make_market(Plan(seed=5, error_rate=0.0)).planted


def test_a_copy_repeats_the_figures_of_its_original() -> None:
    market = make_market(Plan(seed=2, publishers=6, error_rate=0.0, copiers=0.5))
    credited = {source.id: source for source in market.sources if source.voice != source.publisher}
    said = {(r.source, r.series, r.period, r.measure): r.number for r in market.reports}
    copied = [key for key in said if key[0] in credited]
    assert copied
    for source, series, period, measure in copied:
        original = credited[source].voice + source.removeprefix(credited[source].publisher)
        assert said[original, series, period, measure] == said[source, series, period, measure]


def test_same_plan_same_market() -> None:
    one, two = make_market(Plan(seed=7, error_rate=0.02)), make_market(Plan(seed=7, error_rate=0.02))
    assert one == two
    assert one.reports != make_market(Plan(seed=8, error_rate=0.02)).reports


def test_the_error_rate_is_about_what_was_asked_for() -> None:
    market = make_market(Plan(seed=3, error_rate=0.05, copiers=0.0))
    official = {source.id for source in market.sources if source.kind is Kind.OFFICIAL}
    open_to_error = [r for r in market.reports if r.source not in official and r.measure is not Measure.RANK]
    assert 0.035 < len(market.planted) / len(open_to_error) < 0.065
    assert not official & {r.source for r in market.reports if r.id in market.planted}


def test_official_tables_add_up() -> None:
    market = make_market(Plan(seed=4))
    official = {source.id for source in market.sources if source.kind is Kind.OFFICIAL}
    seen = {
        (report.period, report.series): report.number.digits
        for report in market.reports
        if report.source in official and report.measure is Measure.UNITS and not report.scope
    }
    makers: dict[Period, Counter[Segment]] = defaultdict(Counter)
    for (period, series), number in seen.items():
        if series.subject != series.segment:
            makers[period][series.segment] += number
    for period, added in makers.items():
        assert added[Segment.KEI_PASSENGER] + added[Segment.KEI_TRUCK] == added[Segment.KEI]
        for segment, number in added.items():
            assert seen[period, Series(segment, segment)] == number
