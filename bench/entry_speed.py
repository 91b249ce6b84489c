"""Ten thousand draws with demand re-solved in each, beside pyblp given its draws as markets of one run.

    python -m bench.entry_speed [DRAWS] [DRAWS FOR PYBLP]

Both solve the same markets: cars, owners, costs, buyers, and the Roox entering with a quality and a cost of its own in
every draw. pyblp gets all its draws as markets of a single `replace_endogenous`, the shape that suits it best, with
its own zeta-markup iteration. Both run on one thread; the draws that both solved must agree.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from yellowplate.catalog import Catalog
from yellowplate.entry.ask import Asked, case_of
from yellowplate.entry.costs import cost_price
from yellowplate.entry.demand import INCOMES, TASTES, Market, nodes
from yellowplate.entry.equilibrium import Entrants, Equilibria, solve
from yellowplate.entry.sales import entrants
from yellowplate.entry.simulate import middle, setting
from yellowplate.entry.streams import blocks, generator, single_threaded

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEED, _SAME = 20251127, 1e-8


def drawn(draws: int) -> tuple[Market, Entrants]:
    """The market of today, and the Roox with so many draws of quality and cost."""
    case = case_of(Catalog.packaged(), Asked("nissan/roox"))
    values, shares = case.inputs.draw(generator(_SEED, 0), draws)
    ahead, rates = setting(case), np.exp(generator(_SEED, 1).normal(np.log(150), 0.13, draws))
    costs = cost_price(values, rates, values["duty"])
    return ahead.today, entrants(ahead, case.offer, values, np.exp(ahead.level.sample(shares)), costs)


def ours(market: Market, entering: Entrants) -> tuple[list[Equilibria], float]:
    """The equilibria block by block, and the seconds, pivot included."""
    began = time.perf_counter()
    at = middle(case_of(Catalog.packaged(), Asked("nissan/roox")))
    order = np.arange(entering.draws)
    starts = np.cumsum([0, *(size for _, size in blocks(entering.draws))])
    parts = [order[a:b] for a, b in pairwise(starts)]
    found = [solve(market, entering.only(part), at) for part in parts]
    return found, time.perf_counter() - began


def simulation(market: Market, entering: Entrants) -> tuple[Any, NDArray[np.float64]]:
    """A pyblp simulation with a market a draw, and the costs of its products."""
    import pyblp

    pyblp.options.verbose = False
    draws, cars = entering.draws, len(market.prices) + 1
    traits = np.vstack([market.traits, entering.traits])
    delta = np.vstack([np.repeat(market.delta[:, None], draws, axis=1), entering.delta]).T.ravel()
    costs = np.vstack([np.repeat(market.costs[:, None], draws, axis=1), entering.costs]).T.ravel()
    prices = np.vstack([np.repeat(market.prices[:, None], draws, axis=1), entering.costs * 1.25]).T.ravel()
    products = {
        "market_ids": np.repeat(np.arange(draws), cars),
        "firm_ids": np.tile(np.array([*market.owners, *entering.owners]), draws),
        "prices": prices,
        "shares": np.full(draws * cars, 1 / (cars + 1)),
        "size": np.tile(traits[:, 0], draws),
        "truck": np.tile(traits[:, 1], draws),
    }
    points, weights = nodes()
    agents = {
        "market_ids": np.repeat(np.arange(draws), TASTES * INCOMES),
        "weights": np.tile(np.repeat(weights, INCOMES) / INCOMES, draws),
        "nodes": np.tile(np.column_stack([np.repeat(points, INCOMES, axis=0), np.zeros(TASTES * INCOMES)]), (draws, 1)),
        "weight_of_price": np.tile(np.tile(market.weight, TASTES), draws),
    }
    made = pyblp.Simulation(
        (pyblp.Formulation("1"), pyblp.Formulation("0 + size + truck + prices")),
        products,
        beta=[0],
        sigma=np.diag([market.tastes.size, market.tastes.truck, 0]),
        pi=[[0], [0], [-1]],
        agent_data=agents,
        agent_formulation=pyblp.Formulation("0 + weight_of_price"),
        xi=delta,
    )
    return made, costs


def theirs(market: Market, entering: Entrants) -> tuple[Any, float]:
    """Results of pyblp, and the seconds of its solution alone.

    Its tolerance is on first-order conditions weighted by shares, which are tiny, so it has to be this tight for prices
    to be right to 1e-8.
    """
    import pyblp

    made, costs = simulation(market, entering)
    iteration = pyblp.Iteration("simple", {"atol": 1e-14, "max_evaluations": 1_000})
    began = time.perf_counter()
    results = made.replace_endogenous(costs=costs, iteration=iteration, error_behavior="warn")
    return results, time.perf_counter() - began


def main() -> None:
    """Solve, compare and time."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    fewer = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    market, entering = drawn(draws)
    with single_threaded():
        solved, took = ours(market, entering)
        results, took_pyblp = theirs(market, entering.only(np.arange(fewer)))
    prices = np.concatenate([one.prices for one in solved], axis=1)
    shares = np.concatenate([one.shares for one in solved], axis=1)
    missed = 1 - np.concatenate([one.converged for one in solved]).mean()
    shape = (fewer, len(market.prices) + 1)
    apart = np.abs(results.product_data.prices.reshape(shape).T - prices[:, :fewer]).max()
    apart_shares = np.abs(results.product_data.shares.reshape(shape).T - shares[:, :fewer]).max()
    failed = fewer - int(np.asarray(results.fp_converged).sum())
    rate, rate_pyblp = took / draws, took_pyblp / fewer
    print(f"seed {_SEED}; {len(market.prices)} cars and the entrant, {TASTES * INCOMES} buyers a market, one thread")
    for name, count, seconds, share in (
        ("yellowplate", draws, took, missed),
        ("pyblp", fewer, took_pyblp, failed / fewer),
    ):
        each = seconds / count * 1000
        print(f"{name}: {count:,} draws in {seconds:.1f} s, {each:.2f} ms a draw, not converged {share:.2%}")
    print(f"times faster: {rate_pyblp / rate:.0f}")
    print(f"draws of both, largest difference: prices {apart:.1e} thousand USD, shares {apart_shares:.1e}")
    sys.exit(0 if max(apart, apart_shares) < _SAME and rate_pyblp >= 10 * rate else 1)


if __name__ == "__main__":
    main()
