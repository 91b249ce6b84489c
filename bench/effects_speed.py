"""How fast synthetic controls are fitted, beside pysyncon and bare scipy.optimize.nnls in the same run.

    python -m bench.effects_speed [--rival-fits 20] [--threads 2] [--quick]

40 cars, each treated in turn at each of 100 months: a fit of every car to all others on 60 to 159 months before, which
is the fit of the car and of all placebos at once, as the treated car is a donor of its placebos. pysyncon and nnls get
a sample of the same problems; what they reach is compared with ours on the data themselves. nnls has no constraint on
the sum, and gets it as one heavy row. Times a fit are processor time of all threads, so that a busy machine favours
nobody; those of whole runs are also given as they pass. Last, 60 units at each of 200 months, for orientation. Needs
the extra `dev`.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from typing import NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the problems are too small for the library's own threads

import numpy as np

from bench.effects_panels import Cell, made
from yellowplate.effects.simplex import Floats, Ints, Problems, solve

Prepare = Callable[[Floats, Floats], Callable[[], Floats]]

SEED, FIRST, HEAVY = 6, 60, 1e3


def main() -> None:
    """Print times a fit, ratios, and the worst difference of objective values."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rival-fits", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="10 months and 2 fits of pysyncon")
    given = parser.parse_args()
    months, sample = (10, 2) if given.quick else (100, given.rival_fits)
    panel = _panel(40, FIRST + months)
    problems, weights, spent = _ours(panel, months, given.threads)
    each = spent.processor / len(problems)
    print(f"ours      {spent.told(len(problems))}, {given.threads} threads")
    print(f"ours      {_ours(panel, months, 1)[2].told(len(problems))}, 1 thread")
    rng = np.random.default_rng(SEED)
    nnls, least = _rival(panel, problems, weights, rng.choice(len(problems), min(400, len(problems)), False), _nnls)
    print(f"nnls      bare, sum as a heavy row{'':15} {nnls * 1e6:9.1f} µs a fit; our time is {each / nnls:.2f} of it")
    print(f"          objective, ours less theirs, at most {least:+.1e} of the target's size")
    sampled = rng.choice(len(problems), sample, False)
    for name, fit in (("weights", _pysyncon), ("nested", _pysyncon_nested)):
        slow, least = _rival(panel, problems, weights, sampled if name == "weights" else sampled[:1], fit)
        print(f"pysyncon  {name:8}{'':32} {slow * 1e6:9.0f} µs a fit; ours is {slow / each:,.0f} times faster")
        print(f"          objective, ours less theirs, at most {least:+.1e} of the target's size")
    if not given.quick:
        problems, _, spent = _ours(_panel(60, FIRST + 200), 200, given.threads)
        print(f"60 units x 200 months with all placebos: {spent.told(len(problems))}, {given.threads} threads")


class Spent(NamedTuple):
    """Seconds of processor time, and seconds that passed."""

    processor: float
    passed: float

    def told(self, fits: int) -> str:
        """Both, and the processor time a fit."""
        each = self.processor / fits * 1e6
        return f"{fits} fits in {self.passed:.3f} s ({self.processor:.3f} s of processors), {each:.1f} µs a fit"


def _panel(units: int, months: int) -> Floats:
    values = made(np.random.default_rng(SEED), Cell(months - 4, 0.5, units - 1), np.ones((months, 1), bool)).values
    logs = np.log(values)
    return np.asarray(logs - logs.mean(axis=0))


def _ours(panel: Floats, months: int, threads: int) -> tuple[Problems, Floats, Spent]:
    """All problems with their weights, and the time from the panel to the weights."""
    begin, clock = time.process_time(), time.perf_counter()
    sums, squares = np.cumsum(panel, axis=0), np.cumsum(panel[:, :, None] * panel[:, None, :], axis=0)
    ends = np.arange(FIRST - 1, FIRST + months - 1)
    grams = squares[ends] - sums[ends][:, :, None] * sums[ends][:, None, :] / (ends + 1)[:, None, None]
    units = panel.shape[1]
    which, targets = np.repeat(np.arange(months), units), np.tile(np.arange(units), months)
    problems = Problems(grams, which, targets, np.tile(~np.eye(units, dtype=bool), (months, 1)))
    weights = solve(problems, threads)
    return problems, weights, Spent(time.process_time() - begin, time.perf_counter() - clock)


def _rival(panel: Floats, problems: Problems, weights: Floats, sample: Ints, prepare: Prepare) -> tuple[float, float]:
    """Seconds a fit, and the largest excess of our objective over the rival's, both on the data themselves."""
    spent, worst = 0.0, -np.inf
    prepare(panel[:9, 1:5], panel[:9, 0])()  # loads what it needs
    for problem in map(int, sample):
        past = panel[: FIRST + int(problems.which[problem])]
        past = past - past.mean(axis=0)
        unit = int(problems.targets[problem])
        donors, target = np.delete(past, unit, axis=1), past[:, unit]
        fit = prepare(donors, target)
        begin = time.process_time()
        theirs = fit()
        spent += time.process_time() - begin
        ours = np.delete(weights[problem], unit)
        left, right = (float(np.square(target - donors @ found).sum()) for found in (ours, theirs))
        worst = max(worst, (left - right) / float(target @ target))
    return spent / len(sample), worst


def _nnls(donors: Floats, target: Floats) -> Callable[[], Floats]:
    from scipy.optimize import nnls

    rows, goal = np.vstack([donors, np.full((1, donors.shape[1]), HEAVY)]), np.append(target, HEAVY)

    def fit() -> Floats:
        found, _ = nnls(rows, goal)
        return np.asarray(found / found.sum())

    return fit


def _pysyncon(donors: Floats, target: Floats) -> Callable[[], Floats]:
    return _synth(donors, target, np.ones(len(target)))


def _pysyncon_nested(donors: Floats, target: Floats) -> Callable[[], Floats]:
    """As it comes: the importance of every month is sought too, here within ten steps instead of a thousand."""
    return _synth(donors, target, None)


def _synth(donors: Floats, target: Floats, importance: Floats | None) -> Callable[[], Floats]:
    import pandas as pd
    from pysyncon import Synth

    table, column = pd.DataFrame(donors), pd.Series(target, name="target")
    scale = pd.concat([table, column], axis=1).std(axis=1)
    custom = None if importance is None else importance * scale.to_numpy() ** 2  # it divides each row by its spread
    options = {"maxiter": 10, "maxfev": 10}

    def fit() -> Floats:
        synth = Synth()
        synth.fit(X0=table, X1=column, Z0=table, Z1=column, custom_V=custom, optim_options=options)
        assert synth.W is not None
        found = np.clip(synth.W, 0, None)
        return np.asarray(found / found.sum())

    return fit


if __name__ == "__main__":
    main()
