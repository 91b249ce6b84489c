"""What happened to cars like this: partial pooling over past small-car entrants.

Log units of each entrant scatter about a mean that drifts over the years, so that cases near in time tell more than
those long past, and shifts with traits where any are used. The scatter between entrants and the size of the drift are
unknown and averaged over a grid, so that predictions have the wide tails that a few cases leave. An entrant of whom
fewer than five years are known counts less. Traits move the mean only as far as the cases insist: their priors are
centred on "no effect".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import erf
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.evidence import Evidence, Launch
from yellowplate.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CLASS_M2 = 6.9
YEARS = 5
TRAITS = ("footprint", "price", "seats", "fuel")
_USED = ("footprint",)
_LEVEL = (np.log(30_000), 2.0)
_EFFECT_SPREAD = 0.5
_SCATTERS, _DRIFTS = np.linspace(0.2, 2.6, 25), (0.0, 0.2, 0.4, 0.6, 0.8)
_YEAR_NOISE, _CURVE = 0.4, 1_201
_TYPICAL_M2, _TYPICAL_SHARE = 6.0, 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A past entrant: log units in its first full year and a year over its first (at most five) full years."""

    launch: Launch
    first: float
    mean: float
    years: int

    @property
    def noise(self) -> float:
        """Variance of the five-year mean for want of years."""
        return float(_YEAR_NOISE**2 * (1 / self.years - 1 / YEARS))


def cases(evidence: Evidence, besides: str = "") -> list[Case]:
    """The small petrol entrants with at least one full year known, without the one that is to be forecast."""
    found = []
    for launch in evidence.launches():
        units = full_years(evidence, launch)
        if units and launch.footprint_m2 <= CLASS_M2 and not launch.electric and launch.nameplate != besides:
            found.append(Case(launch, float(np.log(units[0])), float(np.log(np.mean(units))), len(units)))
    return found


def full_years(evidence: Evidence, launch: Launch) -> list[int]:
    """Units in the first full years that are known without a gap, five at most."""
    by_year = evidence.units(launch.nameplate)
    units = []
    for year in range(launch.first_full_year, launch.first_full_year + YEARS):
        if year not in by_year:
            break
        units.append(by_year[year])
    return units


def trait(evidence: Evidence, launch: Launch, name: str) -> float:
    """One trait of a car, zero for a usual small car: about one for one that differs a lot."""
    if name == "footprint":
        return float(np.log(launch.footprint_m2 / _TYPICAL_M2) / 0.15)
    if name == "seats":
        return float(launch.seats < 4)
    if name == "price":
        cars = [c for c in evidence.launches() if abs(c.launched.year - launch.launched.year) <= 5]
        peers = [evidence.in_money_of(c.price_usd, c.launched.year, launch.launched.year) for c in cars]
        return float(np.log(launch.price_usd / np.median(peers)) / 0.2) if peers else 0.0
    fuel = evidence.series("gasoline_usd_per_gallon")
    year = min(launch.launched.year - 1, max(fuel))
    return float(np.log(evidence.in_money_of(fuel[year], year, 2000) / 2.0) / 0.3)


@dataclass(frozen=True)
class Forecast:
    """A forecast of log units: a mixture of normals, one for each scatter and drift on the grid."""

    weights: Array
    means: Array
    spreads: Array

    @cached_property
    def _curve(self) -> tuple[Array, Array]:
        """Log units, and the share of the forecast below them."""
        low, high = (self.means - 6 * self.spreads).min(), (self.means + 6 * self.spreads).max()
        values = np.linspace(low, high, _CURVE)
        away = (values[:, None] - self.means) / self.spreads / np.sqrt(2)
        return values, (0.5 * (1 + np.vectorize(erf, otypes=[float])(away))) @ self.weights

    def quantile(self, share: float) -> float:
        """The log units below which a share of the forecast lies."""
        return float(self.sample(np.array(share)))

    def sample(self, shares: Array) -> Array:
        """Log units at given shares."""
        values, below = self._curve
        return np.asarray(np.interp(shares, below, values))


@dataclass(frozen=True)
class Reference:
    """The reference class as known to `evidence`.

    `traits` are the covariates, and `drift` is whether near cases tell more; the bare class has neither.
    """

    evidence: Evidence
    besides: str = ""
    traits: Sequence[str] = _USED
    drift: bool = True

    @cached_property
    def cases(self) -> list[Case]:
        """The past entrants that it rests on; raises UsageError where they are too few."""
        found = cases(self.evidence, self.besides)
        if len(found) < 3:
            raise UsageError(
                f"Only {len(found)} small-car entrants are known by {self.evidence.freeze}; three are needed."
            )
        return found

    def five_years(self, launch: Launch) -> Forecast:
        """Log units a year over the first five years."""
        return self._forecast(launch, [case.mean for case in self.cases])

    def first_year(self, launch: Launch) -> Forecast:
        """Log units in the first full year."""
        return self._forecast(launch, [case.first for case in self.cases])

    def _forecast(self, launch: Launch, units: Sequence[float]) -> Forecast:
        class_ = _Class(
            np.array([[1.0, *self._traits(one)] for one in (*(case.launch for case in self.cases), launch)]),
            np.array([one.launched.year for one in (*(case.launch for case in self.cases), launch)]),
            np.array(units),
            np.array([case.noise for case in self.cases]),
        )
        grid = [(scatter, drift) for scatter in _SCATTERS for drift in (_DRIFTS if self.drift else (0.0,))]
        logs, means, spreads = np.array([class_.given(*point) for point in grid]).T
        weights = np.exp(logs - logs.max())
        return Forecast(weights / weights.sum(), means, spreads)

    def _traits(self, launch: Launch) -> list[float]:
        return [trait(self.evidence, launch, name) for name in self.traits]


@dataclass(frozen=True, slots=True)
class _Class:
    """The cases, and in the last row of `traits` and `years` the car ahead."""

    traits: Array
    years: Array
    units: Array
    noise: Array

    def given(self, scatter: float, drift: float) -> tuple[float, float, float]:
        """Log likelihood of the cases at these two, and mean and spread of the forecast."""
        effects = self.traits.shape[1] - 1
        prior = np.diag([_LEVEL[1] ** 2, *[_EFFECT_SPREAD**2] * effects])
        decades = np.minimum(self.years[:, None], self.years[None, :]) / 10 - self.years.min() / 10
        shared = self.traits @ prior @ self.traits.T + drift**2 * decades
        total = shared[:-1, :-1] + np.diag(scatter**2 + self.noise)
        cross = shared[-1, :-1]
        away = self.units - _LEVEL[0]
        solved = np.linalg.solve(total, away)
        spread = np.sqrt(scatter**2 + shared[-1, -1] - cross @ np.linalg.solve(total, cross))
        likelihood = -0.5 * (away @ solved + np.linalg.slogdet(total)[1]) - np.log1p(scatter**2)
        return float(likelihood), float(_LEVEL[0] + cross @ solved), float(spread)
