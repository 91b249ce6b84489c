"""Forecasts of the past: nothing later than the freeze is read, and scores are what they say."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.entry.backtest import (
    BARE,
    FIRST,
    FIVE,
    FREEZES,
    LATER,
    PLAN,
    POOLED,
    a_year_on,
    at_launch,
    back_test,
    exits,
    planned,
    scored,
    sign_test,
)
from yellowplate.entry.evidence import Evidence, TooLate
from yellowplate.entry.path import paths
from yellowplate.entry.reference import Reference, cases, full_years
from yellowplate.errors import UsageError


def poisoned(freeze):
    """Evidence in which whatever became known after the freeze is nonsense."""
    tables = dict(Evidence().tables)
    year = str(freeze.year)
    tables["units"] = tuple({**r, "units": "7"} if r["year"] > year else r for r in tables["units"])
    tables["years"] = tuple({**r, "value": "1e9"} if r["year"] > year else r for r in tables["years"])
    return Evidence(None, tables)


@pytest.mark.parametrize("nameplate", FREEZES)
def test_a_frozen_forecast_is_the_same_whatever_came_later(nameplate):
    freeze = FREEZES[nameplate]
    true, wrong = (at_launch(source.at(freeze), nameplate) for source in (Evidence(), poisoned(freeze)))
    assert true.keys() == wrong.keys()
    assert all((true[key] == wrong[key]).all() for key in true)
    launch = Evidence().candidate(nameplate)
    known = date(launch.first_full_year, 12, 31)
    true, wrong = (a_year_on(source, launch) for source in (Evidence(), poisoned(known)))
    assert all((true[key] == wrong[key]).all() for key in true)


def test_reading_beyond_the_freeze_raises():
    frozen = Evidence().at(date(2007, 12, 31))
    assert frozen.units_in("Toyota Yaris", 2007) == 84_799
    with pytest.raises(TooLate, match="after 2007-12-31"):
        frozen.units_in("Smart Fortwo", 2008)
    with pytest.raises(TooLate, match="cpi of 2010"):
        frozen.value("cpi", 2010)
    with pytest.raises(UsageError, match="covers"):
        frozen.value("cpi", 1950)
    assert max(frozen.series("gasoline_usd_per_gallon")) == 2007
    assert all(launch.launched <= date(2007, 12, 31) for launch in frozen.launches())
    assert Evidence().at(date(2010, 1, 1)).candidate("Scion iQ").plan is None
    with pytest.raises(UsageError, match="No past entrant"):
        frozen.candidate("Kia Picanto")


def test_the_pooled_reference_beats_the_bare_class_and_every_case_is_scored():
    found = back_test()
    assert {s.nameplate for s in found.scores} == set(FREEZES)
    five = {m: np.mean([s.crps for s in found.scores if (s.target, s.model) == (FIVE, m)]) for m in (BARE, POOLED)}
    assert five[POOLED] < five[BARE]
    assert {s.target for s in found.scores} == {FIRST, FIVE, LATER}
    table = {(row[0], row[1]): row for row in found.rows()}
    assert table[FIVE, POOLED][2] == len(FREEZES)
    assert 0 <= table[FIVE, POOLED][5] <= table[FIVE, POOLED][6] <= table[FIVE, POOLED][7] <= 1
    assert planned(Evidence().candidate("Fiat 500"))[FIRST, PLAN] == pytest.approx(np.log(50_000))


@settings(max_examples=30, deadline=None)
@given(st.floats(5, 12), st.floats(0.1, 2), st.floats(5, 12))
def test_crps_of_a_normal_sample_is_the_known_formula(mean, spread, came):
    from statistics import NormalDist

    normal = NormalDist()
    sample = np.array([mean + spread * normal.inv_cdf((i + 0.5) / 400) for i in range(400)])
    z = (came - mean) / spread
    exact = spread * (z * (2 * normal.cdf(z) - 1) + 2 * normal.pdf(z) - np.pi**-0.5)
    assert scored("x", FIRST, BARE, sample, came).crps == pytest.approx(exact, abs=0.02 * spread)


def test_ends_are_forecast_from_ends_already_seen():
    found = {one.nameplate: one for one in exits()}
    assert found["Yugo GV"].forecast == 1989 and found["Smart Fortwo"].came == 2019
    assert found["Smart Fortwo"].forecast == 2015
    assert "Smart Fortwo" not in Evidence().at(date(2018, 12, 31)).withdrawals()


def test_a_point_scores_its_error_and_signs_are_tested_two_sided():
    assert scored("x", FIRST, PLAN, np.array([9.0]), 8.0).crps == 1.0
    assert sign_test(8, 8) == pytest.approx(2 / 256) and sign_test(4, 8) == 1.0


def test_the_forecast_widens_with_fewer_cases_and_follows_them():
    roox = Evidence().candidate("Smart Fortwo")
    late, early = (Reference(Evidence().at(date(y, 12, 31)), "Smart Fortwo").five_years(roox) for y in (2024, 1981))
    widths = [f.quantile(0.9) - f.quantile(0.1) for f in (late, early)]
    assert widths[0] < widths[1]
    assert late.quantile(0.1) < late.quantile(0.5) < late.quantile(0.9)
    with pytest.raises(UsageError, match="three are needed"):
        Reference(Evidence().at(date(1974, 12, 31))).five_years(roox)


def test_the_past_of_the_class_is_as_printed():
    by_name = {case.launch.nameplate: case for case in cases(Evidence())}
    assert np.exp(by_name["Smart Fortwo"].mean) == pytest.approx(12_072, abs=1)
    assert np.exp(by_name["Chevrolet Spark"].mean) == pytest.approx(32_848, abs=1)
    assert "Mitsubishi i-MiEV" not in by_name
    evidence = Evidence()
    assert full_years(evidence, evidence.candidate("Scion iQ"))[:2] == [8_879, 4_046]


def test_a_car_that_collapses_is_taken_for_a_novelty_and_one_that_grows_for_a_staple():
    types = paths(Evidence())
    assert types.means[0] < types.means[1]
    assert types.type_odds(np.log([0.46, 0.5, 0.2])) > 0.5 > types.type_odds(np.log([1.29, 1.03, 1.0]))
    shape = types.scaled(np.random.default_rng(1), 2_000, 10)
    assert shape[:, :5].mean(axis=1) == pytest.approx(1)
    assert paths(Evidence().at(date(1970, 1, 1))).novelty == pytest.approx(0.5)
