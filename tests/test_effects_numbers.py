"""The numbers behind effects: weights, placebo tests and intervals, against brute force and published results."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.effects.estimate import Fit, Form, Window, fit, gaps
from yellowplate.effects.inference import Statistic, conformal, in_time, persistence, without_each
from yellowplate.effects.measure import measure
from yellowplate.effects.predictors import fit_by_predictors
from yellowplate.effects.simplex import Problems, objective, solve

REFERENCE = Path(__file__).parents[2] / "shared" / "data" / "reference"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the published data sets are not at hand")


def others(units):
    return ~np.eye(units, dtype=bool)


def walk(seed, periods, units, noise=0.1):
    rng = np.random.default_rng(seed)
    common = np.cumsum(rng.normal(size=(periods, 2)), axis=0) * 0.1
    return 5 + common @ rng.normal(size=(2, units)) * 0.3 + rng.normal(size=(periods, units)) * noise


def all_units(panel, penalty=None):
    units = panel.shape[1]
    grams = (panel.T @ panel)[None]
    targets = np.arange(units)
    price = None if penalty is None else np.full(units, penalty)
    return Problems(grams, np.zeros(units, dtype=np.int64), targets, others(units), price)


class TestSimplex:
    @given(seed=st.integers(0, 2**32 - 1), periods=st.integers(2, 30), units=st.integers(2, 12))
    @settings(max_examples=60, deadline=None)
    def test_no_donor_could_lower_the_distance(self, seed, periods, units):
        panel = walk(seed, periods, units)
        panel -= panel.mean(axis=0)
        problems = all_units(panel)
        weights = solve(problems)
        assert np.allclose(weights.sum(axis=1), 1)
        assert (weights >= 0).all()
        assert (weights[np.arange(units), np.arange(units)] == 0).all()
        left = panel - panel @ weights.T
        for unit in range(units):
            donors = [other for other in range(units) if other != unit]
            towards = (panel[:, donors] - (panel @ weights[unit])[:, None]).T @ left[:, unit]
            assert towards.max() <= 1e-9 * (1 + np.square(panel).sum())

    def test_equals_a_compiled_solver(self):
        nnls = pytest.importorskip("scipy.optimize").nnls
        for periods, units in ((4, 30), (20, 9), (60, 21)):
            panel = walk(periods, periods, units)
            panel -= panel.mean(axis=0)
            problems = all_units(panel)
            ours = objective(problems, solve(problems))
            for unit in range(units):
                donors, target = np.delete(panel, unit, axis=1), panel[:, unit]
                rows = np.vstack([donors, np.full((1, units - 1), 1e4)])
                found, _ = nnls(rows, np.append(target, 1e4))
                left = target - donors @ (found / found.sum())
                assert ours[unit] <= left @ left + 1e-12 * (target @ target)

    def test_threads_change_no_byte(self):
        panels = np.stack([walk(seed, 30, 20) for seed in range(120)])
        grams = np.einsum("pti,ptj->pij", panels, panels)
        which, targets = np.repeat(np.arange(120), 20), np.tile(np.arange(20), 120)
        problems = Problems(grams, which, targets, np.tile(others(20), (120, 1)))
        alone = np.vstack([solve(problems.take(slice(at, at + 1))) for at in range(0, 2400, 97)])
        assert solve(problems, threads=1).tobytes() == solve(problems, threads=2).tobytes()
        assert solve(problems)[::97] == pytest.approx(alone, abs=1e-9)

    def test_a_price_on_distance_prefers_the_nearest_donor(self):
        panel = walk(1, 30, 8)
        for unit, weights in enumerate(solve(all_units(panel, penalty=1e6))):
            distance = np.square(panel - panel[:, [unit]]).sum(axis=0)
            distance[unit] = np.inf
            assert weights[distance.argmin()] == pytest.approx(1)

    def test_donors_that_are_the_same_car_twice_do_no_harm(self):
        panel = walk(2, 12, 6)
        twice = np.hstack([panel, panel[:, 1:4]])
        allowed = others(9)[:1]
        problems = Problems((twice.T @ twice)[None], np.array([0]), np.array([0]), allowed)
        once = Problems((panel.T @ panel)[None], np.array([0]), np.array([0]), others(6)[:1])
        assert objective(problems, solve(problems)) == pytest.approx(objective(once, solve(once)))

    def test_without_donors_there_is_no_answer(self):
        with pytest.raises(ValueError, match="no donors"):
            solve(Problems(np.ones((1, 2, 2)), np.array([0]), np.array([0]), np.zeros((1, 2), dtype=bool)))


class TestForms:
    def test_each_finds_the_mix_that_made_a_unit(self):
        panel = walk(3, 80, 10, noise=0.05)
        panel[:, 0] = 0.7 * panel[:, 3] + 0.3 * panel[:, 5]
        window = Window(panel[None, :60], panel[None, 60:], others(10))
        for form in Form:
            weights = fit(window, form).weights[0, 0]
            assert weights[[3, 5]] == pytest.approx([0.7, 0.3], abs=0.03)

    def test_the_ridge_form_reaches_what_no_mix_can(self):
        panel = walk(4, 80, 10, noise=0.02)
        panel[:, 0] = 5 + 2 * (panel[:, 3] - 5)
        window = Window(panel[None, :60], panel[None, 60:], others(10))
        assert fit(window, Form.RIDGE).misfit[0, 0] < 0.7 * fit(window).misfit[0, 0]

    def test_a_level_of_its_own_does_not_matter(self):
        panel = walk(5, 40, 8)
        window = Window(panel[None, :30], panel[None, 30:], others(8))
        raised = Window(window.before + np.arange(8), window.after + np.arange(8), others(8))
        assert fit(raised).after == pytest.approx(fit(window).after)


class TestPlaceboTest:
    @given(seed=st.integers(0, 2**32 - 1), units=st.integers(3, 25), effect=st.sampled_from([0, 0.05, 0.3]))
    @settings(max_examples=80, deadline=None)
    def test_p_and_interval_agree_everywhere(self, seed, units, effect):
        panel = walk(seed, 30, units)
        panel[24:, 0] += effect
        statistic = Statistic.of(fit(Window(panel[None, :24], panel[None, 24:], others(units))), 0)
        level = max(0.05, statistic.test().least)
        pieces = statistic.interval(level)
        for tried in (0.0, effect, -0.1, 0.02, 1.5, -40.0):
            if any(abs(tried - end) < 1e-9 for piece in pieces for end in piece):
                continue
            inside = any(low <= tried <= high for low, high in pieces)
            assert inside == (statistic.test(tried).p > level)

    def test_the_interval_is_the_test_of_the_shifted_figures(self):
        panel = walk(6, 30, 12)
        for effect in (-0.2, 0.1, 0.5):
            shifted = panel.copy()
            shifted[24:, 0] -= effect
            window, moved = (Window(p[None, :24], p[None, 24:], others(12)) for p in (panel, shifted))
            assert Statistic.of(fit(window), 0).test(effect) == Statistic.of(fit(moved), 0).test()

    def test_p_is_never_below_what_the_placebos_allow(self):
        panel = walk(7, 40, 6)
        panel[30:, 2] += 50
        test = Statistic.of(fit(Window(panel[None, :30], panel[None, 30:], others(6))), 2).test()
        assert test.place == 1
        assert test.p == test.least == pytest.approx(1 / 6)

    def test_a_perfect_fit_is_no_proof(self):
        panel = np.tile(walk(8, 10, 1), (1, 4))
        found = fit(Window(panel[None, :6], panel[None, 6:], others(4)))
        assert Statistic.of(found, 0).test().p == 1

    def test_nulls_are_rejected_as_often_as_said(self):
        panels = np.stack([walk(seed, 36, 20) for seed in range(400)])
        found = fit(Window(panels[:, :30], panels[:, 30:], others(20)))
        places = (found.ratio >= found.ratio[:, :1]).sum(axis=1)
        assert np.mean(places / 20 <= 0.05) == pytest.approx(0.05, abs=0.03)

    def test_real_effects_are_found_and_nulls_have_large_p_in_time(self):
        small, large = [], []
        for seed in range(40):
            panel = walk(seed, 40, 9)
            large.append(conformal(panel, 0, others(9), 4))
            panel[-4:, 0] += 0.6
            small.append(conformal(panel, 0, others(9), 4))
        assert np.mean(np.array(small) <= 0.05) > 0.9
        assert np.mean(np.array(large) <= 0.05) < 0.15


def test_moving_the_date_and_dropping_donors():
    panel = walk(9, 48, 8)
    panel[44:, 1] -= 1
    window = Window(panel[None, :44], panel[None, 44:], others(8))
    found = fit(window)
    moved = in_time(panel[:44], found.ratio[0, 1], 1, others(8), 4, 18)
    assert (moved.larger, moved.dates) == (0, 44 - 4 - 18 + 1)
    left = without_each(window, 1, found.weights[0, 1])
    assert set(left) == set(np.flatnonzero(found.weights[0, 1] > 0))
    assert all(effect == pytest.approx(-1, abs=0.4) for effect in left.values())


def test_persistence_is_told_from_short_series():
    rng = np.random.default_rng(1)
    for left in (0.0, 0.5, 0.8):
        series = np.zeros((30, 4000))
        for period in range(1, 30):
            series[period] = left * series[period - 1] + rng.normal(size=4000) * np.sqrt(1 - left**2)
        assert persistence(series).mean() == pytest.approx(left, abs=0.1)


class TestGates:
    @pytest.mark.parametrize(
        ("periods", "units", "words"),
        [(10, 9, "10 months before the event"), (24, 4, "Too few donors: 3"), (24, 2, "Too few donors: 1")],
    )
    def test_short_pasts_and_small_pools_give_no_verdict(self, periods, units, words):
        panel = walk(10, periods + 3, units)
        assert words in measure(panel[:periods], panel[periods:], others(units), 0).refused

    def test_a_series_that_no_mix_follows_is_refused(self):
        panel = walk(11, 40, 9)
        panel[:, 0] += np.random.default_rng(1).normal(size=40)
        assert "No mix of the donors" in measure(panel[:36], panel[36:], others(9), 0).refused

    def test_a_series_that_wanders_is_refused(self):
        panel = 5 + np.cumsum(np.random.default_rng(2).normal(size=(40, 9)), axis=0) * 0.02
        assert "too slowly" in measure(panel[:36], panel[36:], others(9), 0).refused

    def test_missing_values_are_an_error(self):
        panel = walk(12, 40, 9)
        panel[3, 4] = np.nan
        with pytest.raises(ValueError, match="missing"):
            measure(panel[:36], panel[36:], others(9), 0)


def test_predictors_that_tell_the_mix_find_it():
    rng = np.random.default_rng(3)
    loads = rng.normal(size=(8, 9))
    loads[:, 0] = loads[:, [2, 4, 7]] @ [0.5, 0.3, 0.2]
    outcome = rng.normal(size=(20, 8)) @ loads
    predictors = np.vstack([loads, rng.normal(size=(2, 9))])
    found = fit_by_predictors(predictors, outcome, np.array([0]), others(9)[:1])
    assert found.weights[0, [2, 4, 7]] == pytest.approx([0.5, 0.3, 0.2], abs=0.02)
    assert found.importances.sum() == pytest.approx(1)
    assert found.loss[0] < 0.01 * np.square(outcome).mean()


@needs_reference
def test_proposition_99():
    rows = list(csv.DictReader((REFERENCE / "california_prop99.csv").read_text(encoding="utf-8").splitlines()))
    years = range(1970, 2001)
    states = sorted({row["state"] for row in rows})
    cell = {(row["state"], int(row["year"])): row for row in rows}

    def of(column, since, until):
        span = [[cell[state, year][column] for year in range(since, until + 1)] for state in states]
        return [np.mean([float(value) for value in row if value]) for row in span]

    spans = [("lnincome", 1980, 1988), ("retprice", 1980, 1988), ("age15to24", 1980, 1988), ("beer", 1984, 1988)]
    spans += [("cigsale", year, year) for year in (1975, 1980, 1988)]
    predictors = np.array([of(*span) for span in spans])
    outcome = np.array([of("cigsale", year, year) for year in years])
    before = outcome[:19]
    found = fit_by_predictors(predictors, before, np.arange(39), others(39))
    home = states.index("California")
    leading = np.argsort(-found.weights[home])[:5]
    assert [states[at] for at in leading] == ["Utah", "Nevada", "Montana", "Colorado", "Connecticut"]
    assert found.weights[home, leading] == pytest.approx([0.334, 0.234, 0.199, 0.164, 0.069], abs=0.01)
    fitted = gaps(Window(before[None], outcome[None, 19:], others(39)), found.weights[None])
    assert fitted.after[0, -1, home] == pytest.approx(-26, abs=1)
    assert Statistic.of(fitted, home).test().p == pytest.approx(1 / 39)


def test_a_fit_tells_its_ratio():
    fitted = Fit(np.zeros((1, 1, 1)), np.full((1, 4, 1), 2.0), np.full((1, 2, 1), -6.0))
    assert fitted.ratio == pytest.approx(3)
