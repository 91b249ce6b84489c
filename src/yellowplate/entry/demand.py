"""Demand for cars: tastes for size and body and the weight of price differ between buyers.

A random-coefficients logit whose tastes multiply with the reaction to price: the utility of car j to a buyer of taste r
and income k is `delta_j + taste_rj - alpha_k * price_j` plus extreme-value noise. As taste and income are independent,
shares of any number of prices come from two matrix products instead of one exponential per car, buyer and price.
Calibrated, not estimated: see `calibrate`. Prices are in thousands of dollars.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from yellowplate.entry.evidence import Evidence, read_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

TASTES, INCOMES = 128, 7
PRICE_YEAR, MONEY_YEAR = 2022, 2025
SMALL_M2 = 6.9
# Log footprint over the automobile file from 1980 and the market of 2021 together, for the study's 1980 to 2018.
SIZE_MEAN, SIZE_SPREAD = 2.1010, 0.1448
_TRUCKS = ("cuv_suv_van", "pickup")
_PRIMES = (2, 3)
_WIDER = 1.5


@dataclass(frozen=True, slots=True)
class Tastes:
    """How buyers differ: `alpha` is the mean weight of a thousand dollars, the rest are spreads.

    `income` is the spread of log income, `size` that of the taste for standardised log footprint, `truck` that of the
    taste for utility bodies.
    """

    alpha: float
    income: float
    size: float
    truck: float

    def weights(self) -> Array:
        """The weight of price by income class: inverse to income, with a mean of `alpha`."""
        middles = (np.arange(INCOMES) + 0.5) / INCOMES
        income = np.exp(self.income * np.array([NormalDist().inv_cdf(u) for u in middles]))
        return np.asarray(self.alpha / income / (1 / income).mean())

    def of(self, traits: Array) -> Array:
        """exp(taste) of cars with `traits` (standardised log footprint, utility body), by buyer."""
        return np.asarray(np.exp((traits * np.array([self.size, self.truck])) @ nodes()[0].T))


@lru_cache(maxsize=1)
def nodes() -> tuple[Array, Array]:
    """Tastes of the buyers, two a buyer, and the weight of each buyer (Halton numbers).

    The taste for size is drawn wider than it is spread and weighted back: who buys the smallest car sits in the tail.
    """
    columns = [[NormalDist().inv_cdf(_radical_inverse(i + 11, prime)) for i in range(TASTES)] for prime in _PRIMES]
    points = np.array(columns).T
    wide = points[:, 0] * _WIDER
    weights = np.exp(0.5 * (points[:, 0] ** 2 - wide**2))
    return np.column_stack([wide, points[:, 1]]), weights / weights.sum()


def _radical_inverse(number: int, base: int) -> float:
    inverse, scale = 0.0, 1.0 / base
    while number:
        number, digit = divmod(number, base)
        inverse += digit * scale
        scale /= base
    return inverse


@dataclass(frozen=True, slots=True)
class Market:
    """A market in equilibrium: cars with prices, owners, marginal costs, and shares of all who look for a car then.

    `taste` is exp(taste) by car and buyer, `weight` the weight of price by income class, `delta` the mean utility
    before price.
    """

    names: tuple[str, ...]
    makes: tuple[str, ...]
    owners: tuple[str, ...]
    prices: Array
    shares: Array
    traits: Array
    withdrawn: NDArray[np.bool_]
    delta: Array
    costs: Array
    tastes: Tastes
    taste: Array
    weight: Array

    def trait_of(self, footprint_m2: float, truck: bool = False) -> Array:
        """The traits of another car; the taste for size isn't drawn out beyond the smallest car of the market."""
        size = (np.log(footprint_m2) - SIZE_MEAN) / SIZE_SPREAD
        return np.array([[max(size, self.traits[:, 0].min()), float(truck)]])

    @property
    def inside(self) -> float:
        """The share of buyers that buy any of these cars."""
        return float(self.shares.sum())

    def without(self, cars: NDArray[np.bool_]) -> Market:
        """The market without some cars, at the prices and costs of the others (shares are to be solved anew)."""
        keep = np.flatnonzero(~cars)
        kept: dict[str, Any] = {
            name: tuple(getattr(self, name)[i] for i in keep) for name in ("names", "makes", "owners")
        }
        for name in ("prices", "shares", "traits", "withdrawn", "delta", "costs", "taste"):
            kept[name] = getattr(self, name)[keep]
        return replace(self, **kept)


@dataclass(frozen=True, slots=True)
class Choices:
    """What buyers choose at given prices: by car `shares`, `own` (falling share per thousand dollars)."""

    shares: Array
    own: Array
    by_income: Array
    denominators: Array


def choose(delta: Array, taste: Array, weight: Array, prices: Array) -> Choices:
    """Shares of all cars in one market."""
    buyers = nodes()[1][:, None]
    utility = np.exp(delta[:, None] - weight[None, :] * prices[:, None])
    inverse = 1 / (1 + taste.T @ utility)
    by_income = utility * (taste @ (buyers * inverse)) / INCOMES
    crossed = (utility**2 * (taste**2 @ (buyers * inverse**2))) @ weight / INCOMES
    return Choices(by_income.sum(axis=1), by_income @ weight - crossed, by_income, inverse)


def to_outside(delta: Array, taste: Array, weight: Array, prices: Array) -> Array:
    """Of the buyers a dearer car loses, the share that buys no new car at all; by car."""
    utility = np.exp(delta[:, None] - weight[None, :] * prices[:, None])
    inverse = 1 / (1 + taste.T @ utility)
    leaving = (utility * (taste @ (nodes()[1][:, None] * inverse**2))) @ weight / INCOMES
    return np.asarray(leaving / choose(delta, taste, weight, prices).own)


def invert(shares: Array, taste: Array, weight: Array, prices: Array, delta: Array | None = None) -> Array:
    """The mean utilities that give these shares (contraction of Berry, Levinsohn and Pakes, accelerated)."""
    target = np.log(shares)
    delta = target - np.log(1 - shares.sum()) + weight.mean() * prices if delta is None else delta
    for _ in range(2_000):
        step = target - np.log(choose(delta, taste, weight, prices).shares)
        if np.abs(step).max() < 1e-13:
            return delta
        again = target - np.log(choose(delta + step, taste, weight, prices).shares)
        curve = again - step
        stretch = -np.sqrt((step @ step) / max(float(curve @ curve), 1e-300))
        delta = delta - 2 * stretch * step + stretch**2 * curve
    return delta


def costs_of(market: Market) -> Array:
    """Marginal costs at which owners of several cars would choose the observed prices."""
    utility = np.exp(market.delta[:, None] - market.weight[None, :] * market.prices[:, None])
    chosen = choose(market.delta, market.taste, market.weight, market.prices)
    costs = np.empty_like(market.prices)
    owners = np.array(market.owners)
    for owner in np.unique(owners):
        own = np.flatnonzero(owners == owner)
        crossed = np.zeros((len(own), len(own)))
        for k, weight in enumerate(market.weight):
            held = market.taste[own] * utility[own, k][:, None] * chosen.denominators[:, k]
            crossed += weight * ((held * nodes()[1]) @ held.T) / INCOMES
        slopes = crossed - np.diag(chosen.by_income[own] @ market.weight)
        costs[own] = market.prices[own] + np.linalg.solve(slopes.T, chosen.shares[own])
    return costs


def quality_for(market: Market, traits: Array, price: float, shares: Array) -> Array:
    """The mean utility with which a further car at this price would reach each of these shares, rivals unmoved."""
    buyers = nodes()[1][:, None]
    utility = np.exp(market.delta[:, None] - market.weight[None, :] * market.prices[:, None])
    others = 1 + market.taste.T @ utility
    pull = market.tastes.of(traits)[0][:, None] * np.exp(-market.weight * price)[None, :]

    def share(delta: Array) -> Array:
        held = pull[None] * np.exp(delta)[:, None, None]
        return np.asarray((buyers * held / (others + held)).sum(axis=(1, 2)) / INCOMES)

    grid = np.linspace(-40, 20, 241)
    low = np.interp(np.log(shares), np.log(share(grid)), grid)
    for _ in range(6):
        low = low + np.log(shares / share(low))
    return low


@dataclass(frozen=True, slots=True)
class Cars:
    """The packaged cars of 2021 as arrays; `prices` in thousand dollars of 2025, `traits` as a Market has them."""

    names: tuple[str, ...]
    makes: tuple[str, ...]
    owners: tuple[str, ...]
    units: Array
    prices: Array
    traits: Array
    withdrawn: NDArray[np.bool_]


@lru_cache(maxsize=1)
def cars() -> Cars:
    """The US cars of 2021 whose size and price are known."""
    rows, evidence = read_table("market"), Evidence()
    size = np.log([int(row["length_mm"]) * int(row["width_mm"]) / 1e6 for row in rows])
    trucks = [float(row["body"] in _TRUCKS) for row in rows]
    return Cars(
        tuple(row["nameplate"] for row in rows),
        tuple(row["make"] for row in rows),
        tuple(row["owner"] for row in rows),
        np.array([float(row["units"]) for row in rows]),
        np.array([evidence.in_money_of(float(row["price_usd"]), PRICE_YEAR, MONEY_YEAR) / 1000 for row in rows]),
        np.column_stack([(size - SIZE_MEAN) / SIZE_SPREAD, trucks]),
        np.array([bool(row["withdrawn"]) for row in rows]),
    )


def market(tastes: Tastes, outside: float) -> Market:
    """The US market of 2021 if buyers differ so, and a share `outside` of them bought no new car."""
    of = cars()
    shares, taste, weight = of.units / of.units.sum() * (1 - outside), tastes.of(of.traits), tastes.weights()
    found = Market(
        of.names,
        of.makes,
        of.owners,
        of.prices,
        shares,
        of.traits,
        of.withdrawn,
        invert(shares, taste, weight, of.prices),
        np.zeros_like(shares),
        tastes,
        taste,
        weight,
    )
    return replace(found, costs=costs_of(found))
