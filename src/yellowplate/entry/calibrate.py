"""The market whose elasticities and diversion are those that studies with buyers' second choices published."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yellowplate.entry.demand import SIZE_MEAN, SIZE_SPREAD, SMALL_M2, Market, Tastes, choose, market, to_outside
from yellowplate.entry.inputs import Inputs
from yellowplate.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CHEAP_USD = 20
CALIBRATED = ("elasticity", "outside_diversion", "small_elasticity", "size_spread", "truck_spread")
_ROUNDS, _CLOSE, _NUDGE = 40, 1e-9, 1e-5
_START = (np.log(0.17), -2.0, np.log(0.8))


def moments(found: Market) -> Array:
    """What a market implies: mean own elasticity, and diversion to no new car and own elasticity of small cars.

    Means are weighted by sales; small are cars under 6.9 square metres and 20,000 dollars.
    """
    chosen = choose(found.delta, found.taste, found.weight, found.prices)
    elasticity = -chosen.own * found.prices / chosen.shares
    outside = to_outside(found.delta, found.taste, found.weight, found.prices)
    size = np.exp(found.traits[:, 0] * SIZE_SPREAD + SIZE_MEAN)
    small = chosen.shares * ((size < SMALL_M2) & (found.prices < CHEAP_USD))
    return np.array(
        [
            (elasticity @ chosen.shares) / chosen.shares.sum(),
            (outside @ small) / small.sum(),
            (elasticity @ small) / small.sum(),
        ]
    )


def market_elasticity(found: Market) -> float:
    """Percent fewer cars sold when all prices rise by one percent."""
    dearer = choose(found.delta, found.taste, found.weight, found.prices * 1.01).shares.sum()
    return float((dearer / found.inside - 1) / 0.01)


class Targets(NamedTuple):
    """What a market is to imply: mean own elasticity, leavers who buy no new car, elasticity of small cars; spreads."""

    elasticity: float
    outside: float
    small: float
    size_spread: float
    truck_spread: float


def targets(inputs: Inputs) -> Targets:
    """The published values, or those that were given."""
    return Targets(*(inputs[name].central for name in CALIBRATED))


@lru_cache(maxsize=8)
def calibrated(to: Targets) -> Market:
    """The market that meets the targets (Newton's method on three parameters); raises UsageError where none does."""
    wanted = np.array([to.elasticity, to.outside, to.small])
    at = np.array(_START)
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            miss = _moments_at(at, to) / wanted - 1
            if np.abs(miss).max() < _CLOSE:
                return _market_at(at, to)
            nudged = [(_moments_at(at + _NUDGE * unit, to) / wanted - 1 - miss) / _NUDGE for unit in np.eye(3)]
            jacobian = np.column_stack(nudged)
            if not np.isfinite(jacobian).all() or np.linalg.matrix_rank(jacobian) < len(jacobian):
                break
            step = np.linalg.solve(jacobian, miss)
            at = at - step * min(1.0, 0.5 / np.abs(step).max())
    raise UsageError(
        f"No market has an elasticity of {to.elasticity}, one of {to.small} for small cars and {to.outside} of leavers "
        "who buy no new car; set these inputs nearer to the published ones."
    )


def _moments_at(at: Array, to: Targets) -> Array:
    return moments(_market_at(at, to))


def _market_at(at: Array, to: Targets) -> Market:
    tastes = Tastes(float(np.exp(at[0])), float(np.exp(at[2])), to.size_spread, to.truck_spread)
    return market(tastes, float(1 / (1 + np.exp(-at[1]))))
