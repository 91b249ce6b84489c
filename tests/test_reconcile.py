"""What holds, what is set aside and why: small cases that a person can check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statements import CATALOG, figure, judged, report, source
from yellowplate.facts import Cause, Interval, Judgement, Status
from yellowplate.reconcile import reconcile

ROOX = "nissan/roox"


def verdict(text: str, line: str, **kinds: str):  # type: ignore[no-untyped-def]
    done, said = judged(text, **kinds)
    return done.verdicts[said[line].id]


def test_a_month_that_nobody_printed_is_derived_step_by_step() -> None:
    done, _ = judged(
        """
        a: nissan/roox 2025-01..2025-03 units 30000
        b: nissan/roox 2025-01 units 9000
        c: nissan/roox 2025-03 units 12500
        """
    )
    february = figure(done, ROOX, "2025-02")
    assert (february.status, february.interval) == (Status.DERIVED, Interval(8500, 8500))
    assert february.derivation[-1] == "2025-02 = 30,000 (2025-01..2025-03) − 9,000 (2025-01) − 12,500 (2025-03) = 8,500"
    assert len(february.reports_for) == 3


def test_a_ratio_bounds_what_is_not_printed() -> None:
    done, _ = judged("a: nissan/roox 2025-11 units 7741\na: nissan/roox 2025-11 yoy 141.0")
    base = figure(done, ROOX, "2024-11")
    assert base.status is Status.BOUNDED
    assert base.interval == Interval(5489, 5492)


def test_two_ratios_and_their_roundings_leave_one_number() -> None:
    done, _ = judged(
        """
        a: nissan/roox 2025-11 units 7741
        a: nissan/roox 2025-11 yoy 141.0
        b: nissan/roox 2024-11 yoy 109.82
        c: nissan/roox 2023-11 units 5000
        """
    )
    assert figure(done, ROOX, "2024-11").interval == Interval(5491, 5491)


def test_two_pages_against_each_other_are_disputed_with_both_values() -> None:
    done, _ = judged("a: nissan/roox 2025-11 units 7741\nb: nissan/roox 2025-11 units 7471")
    found = figure(done, ROOX, "2025-11")
    assert (found.status, found.alternatives, found.value) == (Status.DISPUTED, (7471, 7741), None)
    assert {v.judgement for v in done.verdicts.values()} == {Judgement.UNKNOWN}


def test_arithmetic_decides_where_two_pages_differ() -> None:
    text = """
        a: nissan/roox 2025-11 units 7741
        a: nissan/roox 2025-11 mom 143.0
        b: nissan/roox 2025-11 units 7471
        c: nissan/roox 2025-10 units 5413
        d: nissan/roox 2025-10 units 5413
        """
    found = verdict(text, "b: nissan/roox 2025-11 units 7471")
    assert (found.judgement, found.cause, found.fits) == (Judgement.CONTRADICTED, Cause.SWAPPED_DIGITS, "7741")
    done, said = judged(text)
    assert said["a: nissan/roox 2025-11 units 7741"].id in found.against
    assert figure(done, ROOX, "2025-11").value == 7741


def test_a_released_table_outweighs_the_pages_that_retell_it() -> None:
    text = """
        official: kei 2025-11 units 130452
        a: kei 2025-11 units 103452
        b: kei 2025-11 units 103452
        """
    assert verdict(text, "a: kei 2025-11 units 103452", official="official").cause is Cause.SWAPPED_DIGITS


def test_a_car_or_two_is_a_revision_not_a_mistake() -> None:
    text = "official: kei 2018-03 units 229193\na/preliminary: kei 2018-03 units 229191"
    found = verdict(text, "a/preliminary: kei 2018-03 units 229191", official="official")
    assert (found.judgement, found.cause, found.fits) == (Judgement.REVISED, Cause.REVISION, "229193")


def test_months_as_first_printed_may_miss_their_year_by_a_few_and_nobody_is_wrong() -> None:
    months = "\n".join(f"m: honda/n-box 2025-{month:02d} units {10000 + month}" for month in range(1, 13))
    done, _ = judged(f"{months}\ny: honda/n-box 2025 units 120076")
    assert {v.judgement for v in done.verdicts.values()} <= {Judgement.UNKNOWN, Judgement.CONSISTENT}
    assert figure(done, "honda/n-box", "2025").value == 120076
    assert figure(done, "honda/n-box", "2025-05").value == 10005


CAUSES = {
    "one digit": ("a: nissan/roox 2025-11 units 7941", Cause.ONE_DIGIT, "7741"),
    "swapped": ("a: nissan/roox 2025-11 units 7714", Cause.SWAPPED_DIGITS, "7741"),
    "month": ("a: nissan/roox 2025-11 units 5413", Cause.NEIGHBOURING_MONTH, "7741"),
    "line": ("a: nissan/roox 2025-11 units 6660", Cause.NEIGHBOURING_LINE, "7741"),
    "unit": ("a: nissan/roox 2025-11 units 77410", Cause.UNIT, "7741"),
    "span": ("a: nissan/roox 2025-11 units 13154", Cause.OTHER_SPAN, "7741"),
    "month as year": ("a: nissan/roox 2025-11 yoy 143.0", Cause.MONTH_AS_YEAR, "141.0"),
    "sign": ("a: nissan/roox 2025-11 yoy 59.0", Cause.SIGN, "141.0"),
    "cut off": ("a: suzuki/hustler 2025-11 mom 93", Cause.CUT_OFF, "94"),
    "change for ratio": ("a: nissan/roox 2025-11 yoy 41.0", Cause.UNIT, "141.0"),
    "no known way": ("a: nissan/roox 2025-11 units 9856", None, "7741"),
}


@pytest.mark.parametrize("case", CAUSES)
def test_the_cause_of_a_wrong_statement(case: str) -> None:
    line, cause, fits = CAUSES[case]
    right = """
        {who}: nissan/roox 2025-11 units 7741
        {who}: nissan/roox 2025-10 units 5413
        {who}: nissan/roox 2025-10..2025-11 units 13154
        {who}: nissan/roox 2024-11 units 5490
        {who}: nissan/roox 2024-10 units 4908
        {who}: suzuki/hustler 2025-11 units 6660
        {who}: suzuki/hustler 2025-10 units 7103
        """
    text = "\n".join(right.format(who=who) for who in ("b", "c", "d", "e")) + "\n" + line
    found = verdict(text, line)
    assert (found.judgement, found.cause, found.fits) == (Judgement.CONTRADICTED, cause, fits)


def test_pages_that_share_a_mistake_speak_with_one_voice() -> None:
    """Two pages printed the same wrong May; where they agree on June against two others, they count once."""
    shared = """
        x: nissan/roox 2025-05 units 9999
        y: nissan/roox 2025-05 units 9999
        b: nissan/roox 2025-05 units 7000
        c: nissan/roox 2025-05 units 7000
        d: nissan/roox 2025-05 units 7000
        e: nissan/roox 2025-05 units 7000
        {june}
        """
    june = "x: nissan/roox 2025-06 units 6000\ny: nissan/roox 2025-06 units 6000\nb: nissan/roox 2025-06 units 6543"
    done, _ = judged(shared.format(june=june))
    assert figure(done, ROOX, "2025-06").status is Status.DISPUTED


def test_passenger_and_goods_make_up_all_kei() -> None:
    text = """
        official: kei 2025-11 units 130452
        official: kei-passenger 2025-11 units 105306
        a: kei-truck 2025-11 units 25416
        """
    done, said = judged(text, official="official")
    found = done.verdicts[said["a: kei-truck 2025-11 units 25416"].id]
    assert (found.judgement, found.cause, found.fits) == (Judgement.CONTRADICTED, Cause.SWAPPED_DIGITS, "25146")
    goods = figure(done, "kei-truck", "2025-11")
    assert (goods.status, goods.value) == (Status.DERIVED, 25146)
    assert goods.derivation[-1] == "so 2025-11 is 25,146"


def test_who_is_missing_from_a_complete_list_sold_no_more_than_its_last_line() -> None:
    listed = ("n-box", "spacia", "move", "tanto", "roox", "hustler", "wagon-r", "jimny", "mira", "alto")
    cars = [next(id_ for id_ in CATALOG.nameplates if id_.endswith(f"/{name}")) for name in listed]
    lines = [f"a: {car} 2025-11 units {16000 - 1000 * place}" for place, car in enumerate(cars)]
    lines += [f"a: {car} 2025-11 rank {place}" for place, car in enumerate(cars, 1)]
    done, _ = judged("\n".join([*lines, "b: daihatsu/taft 2025-10..2025-12 units 30000"]))
    taft = figure(done, "daihatsu/taft", "2025-11")
    assert (taft.status, taft.interval) == (Status.BOUNDED, Interval(0, 7000))


def test_other_counting_rules_are_other_statements() -> None:
    passenger = replace(report("b: registered 2024-11 units 222424"), scope="passenger")
    both = [report("a: registered 2024-11 units 249842"), passenger]
    done = reconcile(both, {one.source: source(one.source) for one in both}, CATALOG)
    assert {v.judgement for v in done.verdicts.values()} == {Judgement.UNKNOWN}
    assert {f.value for f in done.figures} == {249842, 222424}


def test_a_ratio_that_no_count_prints_leaves_its_base_within_an_edition() -> None:
    done, said = judged("a: nissan/roox 2025-11 units 7256\na: nissan/roox 2025-11 mom 2246.7")
    # 7256 to 323 is 2246.4 %, to 322 it is 2253.4 %; of 7257 it would be 2246.7 %.
    base = figure(done, ROOX, "2025-10").interval
    assert 323 in base
    assert base.hi is not None and base.hi - base.lo <= 4
    verdict = done.verdicts[said["a: nissan/roox 2025-11 mom 2246.7"].id]
    assert verdict.judgement is Judgement.CONSISTENT


def test_a_ratio_beside_the_count_it_was_made_of_was_cut_off() -> None:
    text = "a: nissan/roox 2025-11 units 7741\nb: nissan/roox 2024-11 units 5491\na: nissan/roox 2025-11 yoy 140.9"
    assert verdict(text, "a: nissan/roox 2025-11 yoy 140.9").judgement in (Judgement.REVISED, Judgement.CONTRADICTED)
    assert verdict(text, "a: nissan/roox 2025-11 yoy 140.9").cause is Cause.CUT_OFF
