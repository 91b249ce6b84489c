"""The automobile problem that ships with pyblp: as its documentation solves it, and at the parameters of the paper.

    python -m bench.entry_automobile

The search begins at the spreads and the weight of price over income that Berry, Levinsohn and Pakes published, with the
instruments, the clustered weighting and the two steps of pyblp's tutorial, whose values are printed beside. At the
published parameters nothing is searched: mean utilities are inverted there, costs follow from the pricing condition.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

# Table IV of the paper (1995): spreads of tastes, and the weight of price over income.
SPREADS = (3.612, 0.0, 4.628, 1.818, 1.050, 2.056)
PRICE_OVER_INCOME = -43.501
# What pyblp's tutorial prints, to two digits: objective, clipped costs, spreads, weight, linear and cost parameters.
DOCUMENTED = {
    "objective": (500.0,),
    "costs at the bound": (0.0,),
    "spreads": (2.0, 6.1, 4.0, 0.25, 1.9),
    "price over income": (-45.0,),
    "tastes": (-7.3, 3.5, -1.0, 0.42, 4.2),
    "costs": (2.8, 0.90, 0.42, -0.52, -0.26, 0.027),
}


class Found(NamedTuple):
    """The objective; by product own elasticities and marginal costs in thousand dollars of 1983; costs at the bound."""

    objective: float
    elasticities: Any
    costs: Any
    clipped: int


@lru_cache(maxsize=1)
def _problem() -> Any:
    import pandas as pd
    import pyblp

    pyblp.options.verbose = False
    pyblp.options.weights_tol = np.inf  # the weights are importance weights and needn't sum to one
    return pyblp.Problem(
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


def _solved(**how: Any) -> Any:
    return _problem().solve(
        np.diag(SPREADS),
        np.array([[0.0], [PRICE_OVER_INCOME], [0.0], [0.0], [0.0], [0.0]]),
        costs_bounds=(0.001, None),
        W_type="clustered",
        se_type="clustered",
        initial_update=True,
        **how,
    )


def published() -> Found:
    """Evaluate the problem at the published parameters: the objective is that of the first step."""
    import pyblp

    return _found(_solved(optimization=pyblp.Optimization("return"), method="1s"))


def _found(results: Any) -> Found:
    own = results.extract_diagonals(results.compute_elasticities()).ravel()
    costs = results.compute_costs().ravel()
    return Found(float(results.objective.item()), own, costs, int(results.clipped_costs.sum()))


def searched() -> tuple[Found, dict[str, tuple[float, ...]]]:
    """Solve the problem as documented: what was found, and the values that the documentation prints too."""
    results = _solved()
    found = _found(results)
    spreads = np.diag(results.sigma)
    return found, {
        "objective": (found.objective,),
        "costs at the bound": (found.clipped,),
        "spreads": tuple(spreads[spreads != 0]),
        "price over income": (results.pi[1, 0],),
        "tastes": tuple(results.beta.ravel()),
        "costs": tuple(results.gamma.ravel()),
    }


def main() -> None:
    """Print what was found beside what is documented."""
    found, values = searched()
    print("as documented: two steps, searched from the published parameters")
    for name, documented in DOCUMENTED.items():
        same = list(map(_two, values[name])) == list(map(_two, documented))
        print(
            f"{name}: {_told(values[name])} (documented: {_told(documented)}): "
            f"{'the same' if same else 'not the same'} to two digits"
        )
    _print_found(found)
    print("at the published parameters, nothing searched")
    at = published()
    print(f"objective of the first step: {at.objective:.1f}")
    _print_found(at)


def _two(value: float) -> str:
    return f"{value:.1e}"


def _told(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:.4g}" for value in values)


def _print_found(found: Found) -> None:
    print(f"own elasticity: mean {found.elasticities.mean():.2f}, median {np.median(found.elasticities):.2f}")
    quantiles = np.quantile(found.costs, (0.05, 0.5, 0.95))
    print(f"marginal costs, thousand dollars of 1983: {', '.join(f'{q:.2f}' for q in quantiles)} (5, 50, 95 percent)")


if __name__ == "__main__":
    main()
