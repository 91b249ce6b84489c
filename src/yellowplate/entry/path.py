"""How sales of a small car run after its launch: a novelty peaks at once and fades, a staple holds or grows.

The log change from year to year of each past entrant comes from one of two types; the types' means, their common spread
and the share of each are found together (expectation and maximisation, with priors that keep few cases from deciding
alone). Changes beyond a factor of e count as such, so that a run-out year or a slow start doesn't make a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.evidence import Evidence
from yellowplate.entry.reference import YEARS, cases, full_years

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_PRIOR_MEANS, _PRIOR_SPREAD, _PRIOR_CASES = np.array([-0.6, 0.05]), 0.15, 3.0
_SCATTER, _SCATTER_CASES = 0.35, 4.0
_ROUNDS, _CLIP = 100, 1.0


@dataclass(frozen=True, slots=True)
class Paths:
    """The two types, novelty first: mean log change a year, its spread, and the share of novelties."""

    means: Array
    spread: float
    novelty: float

    def type_odds(self, changes: Array) -> float:
        """The probability that a car with these first log changes is a novelty."""
        likelihood = _likelihood(np.clip(changes, -_CLIP, _CLIP), self.means, self.spread) * np.array(
            [self.novelty, 1 - self.novelty]
        )
        return float(likelihood[0] / likelihood.sum())

    def draw(self, rng: np.random.Generator, draws: int, years: int, novelty: float | None = None) -> Array:
        """Log units by draw and year, relative to the first year; beyond the fifth chance adds no growth on average."""
        odds = self.novelty if novelty is None else novelty
        kind = (rng.random(draws) >= odds).astype(int)
        steps = self.means[kind][:, None] + self.spread * rng.standard_normal((draws, years - 1))
        steps[:, YEARS - 1 :] -= self.spread**2 / 2
        return np.column_stack([np.zeros(draws), np.cumsum(steps, axis=1)])

    def scaled(self, rng: np.random.Generator, draws: int, years: int) -> Array:
        """Units by draw and year, relative to the mean of the first five years."""
        units = np.exp(self.draw(rng, draws, years))
        return np.asarray(units / units[:, :YEARS].mean(axis=1, keepdims=True))


def paths(evidence: Evidence, besides: str = "") -> Paths:
    """The two types as the entrants known to `evidence` show them."""
    units = [full_years(evidence, case.launch) for case in cases(evidence, besides)]
    changes = [np.clip(np.diff(np.log(years)), -_CLIP, _CLIP) for years in units if len(years) > 1]
    means, spread, novelty = _PRIOR_MEANS.copy(), _SCATTER, 0.5
    for _ in range(_ROUNDS):
        shares = np.array([_likelihood(c, means, spread) * np.array([novelty, 1 - novelty]) for c in changes])
        shares = shares / shares.sum(axis=1, keepdims=True) if len(shares) else np.empty((0, 2))
        means, spread = _types(changes, shares, spread)
        novelty = float((shares[:, 0].sum() + _PRIOR_CASES / 2) / (len(changes) + _PRIOR_CASES))
    return Paths(means, spread, novelty)


def _types(changes: list[Array], shares: Array, spread: float) -> tuple[Array, float]:
    """Means and common spread of the types, given the share of each case in each."""
    if not changes:
        return _PRIOR_MEANS, _SCATTER
    counts = np.array([len(c) for c in changes]) @ shares
    trust = spread**2 / _PRIOR_SPREAD**2
    means = (np.array([c.sum() for c in changes]) @ shares + trust * _PRIOR_MEANS) / (counts + trust)
    squares = np.array([[((c - mean) ** 2).sum() for mean in means] for c in changes])
    variance = ((squares * shares).sum() + _SCATTER_CASES * _SCATTER**2) / (counts.sum() + _SCATTER_CASES)
    return means, float(np.sqrt(variance))


def _likelihood(changes: Array, means: Array, spread: float) -> Array:
    away = (changes[:, None] - means) / spread
    return np.asarray(np.exp(-0.5 * (away**2).sum(axis=0)))
