"""From numbers to a finding: fit, pass the gates, test in space and in time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from yellowplate.effects.estimate import Fit, Window, fit
from yellowplate.effects.gates import Traits
from yellowplate.effects.inference import InSpace, Pieces, Statistic, conformal
from yellowplate.effects.simplex import Bools, Floats

LEVEL = 0.05


@dataclass(frozen=True)
class Measured:
    """One unit of one panel with its synthetic control, or `refused`: the sentence that says why there is none.

    `statistic` holds the placebo test and `level` its own level: 5 %, or the least that so few placebos allow.
    """

    window: Window
    treated: int
    fitted: Fit
    traits: Traits
    statistic: Statistic
    refused: str

    @property
    def in_space(self) -> InSpace:
        """The placebo test of no effect."""
        return self.statistic.test()

    @property
    def level(self) -> float:
        """The level of the interval."""
        return max(LEVEL, self.in_space.least)

    @cached_property
    def interval(self) -> Pieces:
        """The effects, equal in all periods after the event, that the test doesn't reject at `level`."""
        return self.statistic.interval(self.level)

    @cached_property
    def by_time(self) -> float:
        """The p-value of the conformal test."""
        both = np.concatenate([self.window.before[0], self.window.after[0]])
        return conformal(both, self.treated, self.window.allowed, self.window.after.shape[1])

    @property
    def clear(self) -> bool:
        """Whether the finding is an effect: no chance by the test in space at its level, nor at 5 % by that in time."""
        return self.in_space.p <= self.level and self.by_time <= LEVEL

    @property
    def weights(self) -> Floats:
        """The weight of every unit in the synthetic control."""
        return np.asarray(self.fitted.weights[0, self.treated])

    @property
    def effect(self) -> float:
        """The mean gap after the event."""
        return float(self.fitted.after[0, :, self.treated].mean())


def measure(before: Floats, after: Floats, allowed: Bools, treated: int, grain: str = "month") -> Measured:
    """Measure what happened to one unit; `before` and `after` are outcomes of shape (times, units).

    Raises ValueError for values that are missing or infinite, and where a unit has no donor.
    """
    if not (np.isfinite(before).all() and np.isfinite(after).all()):
        raise ValueError("a value is missing; give complete units only")
    window = Window(before[None], after[None], allowed)
    fitted = fit(window)
    traits = Traits.of(before, fitted.before[0])
    statistic = Statistic.of(fitted, treated)
    return Measured(window, treated, fitted, traits, statistic, traits.why_not(treated, grain))
