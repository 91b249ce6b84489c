"""Prices and shares after cars enter, for many draws of their quality and cost at once.

Every owner sets the prices of its cars so that no change pays, given the others' prices. Such prices are a fixed
point of the zeta-markup map of Morrow and Skerlos (2011). Each draw is solved by steps along the inverse slope of that
map, taken once at the middle draw: draws differ little in how rivals react. A draw that this doesn't bring nearer
falls back to the plain iteration, which converges by itself. All draws share one matrix of tastes, so that a step is
a few large matrix products.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.demand import INCOMES, Market, nodes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int64]

TOLERANCE, STEPS = 1e-10, 300
_NUDGE, _MEMORY = 1e-4, 5
_SCALE = 1 / INCOMES


@dataclass(frozen=True, slots=True)
class Entrants:
    """Cars that enter together: traits by car, owners; by car and draw mean utility and cost in thousand dollars.

    `fixed` are prices by car and draw that are given instead of chosen.
    """

    traits: Array
    owners: tuple[str, ...]
    delta: Array
    costs: Array
    fixed: Array | None = None

    @property
    def draws(self) -> int:
        """How many draws."""
        return int(self.delta.shape[1])

    def only(self, draws: Places) -> Entrants:
        """Some of the draws."""
        fixed = None if self.fixed is None else self.fixed[:, draws]
        return Entrants(self.traits, self.owners, self.delta[:, draws], self.costs[:, draws], fixed)


@dataclass(frozen=True, slots=True)
class Equilibria:
    """By car (the market's first, then the entrants) and draw: `prices`, `shares`, `own` slopes of the shares.

    By draw: whether it `converged`. `steps` is how many steps the slowest draw took.
    """

    prices: Array
    shares: Array
    own: Array
    converged: NDArray[np.bool_]
    steps: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """Prices of the middle draw and the inverse slope of the residual there."""

    prices: Array
    inverse: Array


def pivot(market: Market, entrants: Entrants) -> Pivot:
    """Solve the middle draw by plain iteration and take the slope of its residual, car by car."""
    middle = np.argsort(entrants.delta.sum(axis=0), kind="stable")[entrants.draws // 2]
    one = entrants.only(np.array([middle]))
    prices = _iterate(_Map(market, one), _start(market, one))
    cars = len(prices)
    many = _Map(market, one.only(np.zeros(cars, dtype=np.int64)))
    nudged = prices + _NUDGE * np.eye(cars)
    here = _Map(market, one).residual(prices, np.arange(1))
    slope = (many.residual(nudged, np.arange(cars)) - here) / _NUDGE
    return Pivot(prices, np.asarray(np.linalg.inv(slope)))


def solve(market: Market, entrants: Entrants, at: Pivot | None = None) -> Equilibria:
    """The equilibrium of every draw; `at` is a pivot found before for like draws."""
    at = at or pivot(market, entrants)
    problem = _Map(market, entrants)
    prices = np.repeat(at.prices, entrants.draws, axis=1)
    open_ = np.arange(entrants.draws)
    mixing, best, step = _Mixing(), np.full(entrants.draws, np.inf), 0
    while len(open_) and step < STEPS:
        step += 1
        residual = problem.residual(prices[:, open_], open_)
        size = np.abs(residual).max(axis=0)
        lost = ~(size < 2 * best[open_])
        best[open_] = np.fmin(best[open_], size)
        forward = at.inverse @ residual
        forward -= mixing.correction(prices[:, open_], forward)
        prices[:, open_] -= np.where(lost, residual, forward)
        going = ~(size <= TOLERANCE)
        mixing.keep(going)
        open_ = open_[going]
    shares, own = problem.choices(prices)
    converged = np.ones(entrants.draws, dtype=bool)
    converged[open_] = False
    return Equilibria(prices, shares, own, converged, step)


class _Mixing:
    """Anderson's mixing: from the last few steps of each draw, what to take off the next one."""

    def __init__(self) -> None:
        self._prices: list[Array] = []
        self._forward: list[Array] = []

    def correction(self, prices: Array, forward: Array) -> Array:
        """The correction of the step `forward` (which is taken off the prices), by car and draw."""
        self._prices, self._forward = [*self._prices, prices][-_MEMORY:], [*self._forward, forward.copy()][-_MEMORY:]
        if len(self._prices) < 2:
            return np.zeros_like(prices)
        moved = np.diff(np.stack(self._prices), axis=0)
        turned = np.diff(np.stack(self._forward), axis=0)
        normal = np.einsum("acd,bcd->dab", turned, turned)
        normal += 1e-14 * np.trace(normal, axis1=1, axis2=2)[:, None, None] * np.eye(len(turned)) + 1e-300
        weights = np.linalg.solve(normal, np.einsum("acd,cd->da", turned, forward)[..., None])[..., 0]
        return np.asarray(np.einsum("da,acd->cd", weights, turned - moved))

    def keep(self, going: NDArray[np.bool_]) -> None:
        """Forget the draws that are solved."""
        self._prices = [prices[:, going] for prices in self._prices]
        self._forward = [forward[:, going] for forward in self._forward]


def settled(market: Market) -> Market:
    """The market at the equilibrium of its own costs, as after cars were withdrawn."""
    nobody = Entrants(np.empty((0, 2)), (), np.empty((0, 1)), np.empty((0, 1)))
    problem = _Map(market, nobody)
    prices = _iterate(problem, market.prices[:, None])
    return replace(market, prices=prices[:, 0], shares=problem.choices(prices)[0][:, 0])


def _start(market: Market, one: Entrants) -> Array:
    entering = one.costs * 1.25 if one.fixed is None else one.fixed
    return np.vstack([market.prices[:, None], entering])


def _iterate(problem: _Map, prices: Array) -> Array:
    for _ in range(STEPS):
        residual = problem.residual(prices, np.arange(1))
        prices = prices - residual
        if np.abs(residual).max() < TOLERANCE:
            break
    return prices


class _Map:
    """The zeta map of a market with entrants; cars are sorted by owner so that each owner's lie side by side."""

    def __init__(self, market: Market, entrants: Entrants) -> None:
        owners = np.array((*market.owners, *entrants.owners))
        self._fixed, self._old = entrants.fixed, len(market.prices)
        self._order = np.argsort(owners, kind="stable")
        self._back = np.argsort(self._order)
        taste = np.vstack([market.taste, market.tastes.of(entrants.traits)])
        self._taste = np.ascontiguousarray(taste[self._order])
        self._weight = market.weight
        self._buyers = nodes()[1][:, None]
        self._delta = self._spread(market.delta, entrants.delta)
        self._costs = self._spread(market.costs, entrants.costs)
        ends = np.flatnonzero(np.append(owners[self._order][1:] != owners[self._order][:-1], True)) + 1
        self._owned = [slice(int(a), int(b)) for a, b in zip((0, *ends[:-1]), ends, strict=True)]

    def _spread(self, base: Array, entering: Array) -> Array:
        rows = np.vstack([np.broadcast_to(base[:, None], (len(base), entering.shape[1])), entering])
        return np.ascontiguousarray(rows[self._order])

    def choices(self, prices: Array) -> tuple[Array, Array]:
        """Shares and their own slopes, by car and draw."""
        utility, inverse, shares, weighted = self._shares(prices[self._order], slice(None))
        squared = utility**2 * (self._taste**2 @ (self._buyers * inverse**2)).reshape(utility.shape)
        own = weighted - squared @ self._weight * _SCALE
        return shares[self._back], own[self._back]

    def residual(self, prices: Array, draws: Places) -> Array:
        """Prices less costs and the markups that answer them; zero in equilibrium, and for given prices met."""
        sorted_ = prices[self._order]
        missed = (sorted_ - self._costs[:, draws] - self._markups(sorted_, draws))[self._back]
        if self._fixed is not None:
            missed[self._old :] = prices[self._old :] - self._fixed[:, draws]
        return np.asarray(missed)

    def _shares(self, prices: Array, draws: Places | slice) -> tuple[Array, Array, Array, Array]:
        """By car, draw and income: exp(utility); by buyer: one over the denominators; shares, plain and weighted."""
        utility = np.exp(self._delta[:, draws][:, :, None] - prices[:, :, None] * self._weight)
        inverse = 1 / (1 + self._taste.T @ utility.reshape(len(utility), -1))
        held = utility * (self._taste @ (self._buyers * inverse)).reshape(utility.shape)
        return utility, inverse, held.sum(axis=2) * _SCALE, held @ self._weight * _SCALE

    def _markups(self, prices: Array, draws: Places) -> Array:
        utility, inverse, shares, weighted = self._shares(prices, draws)
        earned = (utility * (prices - self._costs[:, draws])[:, :, None]).reshape(len(utility), -1)
        inverse *= inverse
        inverse *= self._buyers
        lost = np.empty_like(earned)
        for owned in self._owned:
            taste = self._taste[owned]
            at_owner = taste.T @ earned[owned]
            at_owner *= inverse
            lost[owned] = taste @ at_owner
        crossed = (utility * lost.reshape(utility.shape)) @ self._weight * _SCALE
        return np.asarray((shares + crossed) / weighted)
