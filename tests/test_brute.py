"""The brute-force oracle itself, on cases that a person can check."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from brute import SERIES, START, Instance, Statement, cap_reports, instance_of, order, parts, ratio, tiny, units
from yellowplate.facts import Measure, Number, Period, Report

CAR, OTHER = SERIES
JANUARY, FEBRUARY = START, START.shift(1)
BOTH = Period.span(JANUARY, FEBRUARY)


def printed(name: str, period: Period, value: int, weight: int) -> Statement:
    return Statement(name, units(CAR, period, Number(value)), weight)


def test_the_lighter_of_two_that_differ_is_set_aside() -> None:
    instance = Instance([(CAR, JANUARY.start)], 9, [printed("a", JANUARY, 5, 2), printed("b", JANUARY, 6, 3)])
    assert instance.solve().removals == {frozenset({"a"})}
    assert instance.interval({"a"}, CAR, JANUARY) == (6, 6)
    assert not instance.possible([])


def test_a_tie_has_both_removals() -> None:
    instance = Instance([(CAR, JANUARY.start)], 9, [printed("a", JANUARY, 5, 2), printed("b", JANUARY, 6, 2)])
    assert instance.solve().removals == {frozenset({"a"}), frozenset({"b"})}


def test_a_sum_and_one_month_leave_the_other() -> None:
    cells = [(CAR, JANUARY.start), (CAR, FEBRUARY.start)]
    instance = Instance(cells, 9, [printed("both", BOTH, 7, 1), printed("january", JANUARY, 3, 1)])
    assert instance.solve().cost == 0
    assert instance.interval([], CAR, FEBRUARY) == (4, 4)


def test_a_ratio_takes_both_ends_of_its_rounding() -> None:
    cells = [(CAR, JANUARY.start), (CAR, FEBRUARY.start)]
    for printed_as in (12, 13):  # 1 of 8 is 12.5 percent
        statements = [
            printed("january", JANUARY, 8, 1),
            Statement("mom", ratio(CAR, FEBRUARY, JANUARY, Number(printed_as)), 1),
        ]
        instance = Instance(cells, 9, statements)
        assert instance.interval([], CAR, FEBRUARY) == (1, 1)


def test_order_and_parts_tie_two_series() -> None:
    cells = [(CAR, JANUARY.start), (OTHER, JANUARY.start)]
    statements = [
        Statement("order", order(CAR, OTHER, JANUARY), None),
        Statement("parts", parts(CAR, [OTHER], JANUARY), None),
        printed("a", JANUARY, 4, 1),
    ]
    assert Instance(cells, 9, statements).interval([], OTHER, JANUARY) == (4, 4)


@settings(max_examples=40, deadline=None)
@given(tiny(series=1, months=2, years=2), st.randoms(use_true_random=False))
def test_what_is_removed_is_needed_and_enough(drawn, shuffler) -> None:  # type: ignore[no-untyped-def]
    weights = {report.id: 1 + shuffler.randrange(9) for report in drawn.reports}
    instance = instance_of(drawn.reports, weights, drawn.cap)
    for removed in instance.solve().removals:
        assert instance.possible(removed)
        assert all(not instance.possible(removed - {name}) for name in removed)


def test_the_cap_is_said_for_every_month_a_report_touches() -> None:
    report = Report("a", CAR.subject, CAR.segment, FEBRUARY, Measure.MOM, Number(100))
    assert [(r.period, r.number.digits) for r in cap_reports([report], 7)] == [(JANUARY, 7), (FEBRUARY, 7)]
