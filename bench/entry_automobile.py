"""The automobile problem that ships with pyblp, evaluated at the parameters that Berry, Levinsohn and Pakes published.

    python -m bench.entry_automobile

No parameter is searched: mean utilities are inverted at the published spreads, costs follow from the pricing
condition. Printed are the objective of the first step, elasticities and costs, and pyblp's documented values beside.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

# Table IV of the paper (1995): spreads of tastes, and the weight of price over income.
SPREADS = (3.612, 0.0, 4.628, 1.818, 1.050, 2.056)
PRICE_OVER_INCOME = -43.501


class Found(NamedTuple):
    """The objective; by product own elasticities and marginal costs in thousand dollars of 1983; costs at the bound."""

    objective: float
    elasticities: Any
    costs: Any
    clipped: int


@lru_cache(maxsize=1)
def published() -> Found:
    """Evaluate the problem at the published parameters."""
    import pandas as pd
    import pyblp

    pyblp.options.verbose = False
    pyblp.options.weights_tol = np.inf  # the weights are importance weights and needn't sum to one
    problem = pyblp.Problem(
        (
            pyblp.Formulation("1 + hpwt + air + mpd + space"),
            pyblp.Formulation("1 + prices + hpwt + air + mpd + space"),
            pyblp.Formulation("1 + log(hpwt) + air + log(mpg) + log(space) + trend"),
        ),
        pd.read_csv(pyblp.data.BLP_PRODUCTS_LOCATION),
        pyblp.Formulation("0 + I(1 / income)"),
        pd.read_csv(pyblp.data.BLP_AGENTS_LOCATION),
        costs_type="log",
    )
    results = problem.solve(
        np.diag(SPREADS),
        np.array([[0.0], [PRICE_OVER_INCOME], [0.0], [0.0], [0.0], [0.0]]),
        optimization=pyblp.Optimization("return"),
        costs_bounds=(0.001, None),
        W_type="clustered",
        se_type="clustered",
        initial_update=True,
        method="1s",
    )
    own = results.extract_diagonals(results.compute_elasticities()).ravel()
    costs = results.compute_costs().ravel()
    return Found(float(results.objective.item()), own, costs, int(results.clipped_costs.sum()))


def main() -> None:
    """Print what was found."""
    found = published()
    print(f"objective at the published parameters: {found.objective:.1f} (documented after a search from there: 500)")
    print(f"own elasticity: mean {found.elasticities.mean():.2f}, median {np.median(found.elasticities):.2f}")
    quantiles = np.quantile(found.costs, (0.05, 0.5, 0.95))
    print(f"marginal costs, thousand dollars of 1983: {', '.join(f'{q:.2f}' for q in quantiles)} (5, 50, 95 percent)")
    print(f"costs at the bound: {found.clipped} (documented: 0)")


if __name__ == "__main__":
    main()
