"""When to stop and when to start: stopping rules learned by regression on simulated paths (Longstaff and Schwartz).

A rule learned and valued on the same paths is a little too good to be true; with thousands of draws and a handful of
regressors that is small against the spread of the result, and `waiting` values its rule on paths it has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_ENOUGH = 50


def stopping(cash: Array, leaving: Array, state: Array, scale: Array) -> NDArray[np.int64]:
    """In how many years each draw goes on: after each it compares what lies ahead with the cost of leaving then.

    `cash` and the cost of `leaving` are present values by draw and year, `state` what is seen at the end of a year,
    by draw, year and feature; what lies ahead is learned per unit of `scale`, since draws differ by orders of
    magnitude. With few draws, where nothing can be learned, each goes on to the end.
    """
    draws, years = cash.shape
    last = np.full(draws, years)
    if draws < _ENOUGH:
        return last
    ahead = cash[:, -1] - leaving[:, -1]
    for year in range(years - 2, -1, -1):
        going_on = fitted(state[:, year], ahead / scale[:, year]) * scale[:, year] > -leaving[:, year]
        last[~going_on] = year + 1
        ahead = cash[:, year] + np.where(going_on, ahead, -leaving[:, year])
    return last


def fitted(state: Array, values: Array) -> Array:
    """Values as a quadratic in the state, by least squares."""
    return _Surface(state, values)(state)


class _Surface:
    """A quadratic in the standardised features of a state, fitted to values by least squares."""

    def __init__(self, state: Array, values: Array) -> None:
        spread = state.std(axis=0)
        self._middle, self._spread = state.mean(axis=0), np.where(spread > 1e-9 * np.abs(state).max(axis=0), spread, 1)
        self._weights = np.linalg.lstsq(self._basis(state), values, rcond=None)[0]

    def __call__(self, state: Array) -> Array:
        return np.asarray(self._basis(state) @ self._weights)

    def _basis(self, state: Array) -> Array:
        z = (state - self._middle) / self._spread
        pairs = [z[:, i] * z[:, j] for i in range(z.shape[1]) for j in range(i, z.shape[1])]
        return np.column_stack([np.ones(len(z)), z, *pairs])


@dataclass(frozen=True, slots=True)
class Waiting:
    """Dollars: deciding now or never (never below zero), and with the right to wait; how often it starts, by year."""

    now: float
    later: float
    starts: tuple[float, ...]

    @property
    def adds(self) -> float:
        """What the right to wait adds."""
        return self.later - self.now


def waiting(worth: Array, state: Array, cost: Array) -> Waiting:
    """The right to start in any of the years, against starting now or never.

    `worth` is by draw and year of decision the present value of starting then, `state` what is seen then, `cost` the
    present value of keeping the right for another year, by draw and year. The rule is learned on one half of the
    draws and valued on the other.
    """
    half = len(worth) // 2
    rules = _learned(worth[:half], state[:half], cost[:half])
    worth, state, cost = worth[half:], state[half:], cost[half:]
    gained, open_, starts = np.zeros(len(worth)), np.ones(len(worth), dtype=bool), []
    for year, (start, wait) in enumerate(rules):
        starting, waits = start(state[:, year]), wait(state[:, year])
        starts_now = open_ & (starting > np.maximum(waits, 0))
        gained += np.where(starts_now, worth[:, year], 0)
        open_ = open_ & ~starts_now & (waits > 0)
        gained -= np.where(open_, cost[:, year], 0)
        starts.append(float(starts_now.mean()))
    return Waiting(max(float(worth[:, 0].mean()), 0.0), max(float(gained.mean()), 0.0), tuple(starts))


def _learned(worth: Array, state: Array, cost: Array) -> list[tuple[_Surface, _Surface]]:
    """By year what starting is worth and what waiting is, as seen from the state."""
    rules: list[tuple[_Surface, _Surface]] = []
    ahead = np.zeros(len(worth))
    for year in range(worth.shape[1] - 1, -1, -1):
        start, wait = _Surface(state[:, year], worth[:, year]), _Surface(state[:, year], ahead - cost[:, year])
        starting, waits = start(state[:, year]), wait(state[:, year])
        now = starting > np.maximum(waits, 0)
        ahead = np.where(now, worth[:, year], np.where(waits > 0, ahead - cost[:, year], 0.0))
        rules.append((start, wait))
    return rules[::-1]
