"""What must hold before an estimate is worth a word.

A placebo test is exact only among units that are alike, and short or sluggish series drift after an event as if it had
worked (Illenberger, Small and Shaw 2020). So there must be enough periods before the event, the unit must follow its
synthetic control closely enough, and it must forget fast enough, in itself and in its gap. The panel as a whole must
forget as fast: that gate treats all units alike, which keeps the test exact where they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yellowplate.effects.inference import persistence
from yellowplate.effects.simplex import Floats

FEWEST_DONORS = 4
SHORTEST = 18
WORST_MISFIT = 0.35
MOST_PERSISTENT = 0.6
FEWEST_INDEPENDENT = 7


@dataclass(frozen=True, slots=True)
class Traits:
    """What the gates look at, one value a unit.

    `own` is the persistence of a unit against the mean of all, so that what they have in common, a season say, is not
    taken for sluggishness; `gap` is that of its gap, and `misfit` the size of its gap before the event.
    """

    periods: int
    misfit: Floats
    own: Floats
    gap: Floats

    @classmethod
    def of(cls, before: Floats, gaps: Floats) -> Traits:
        """Of one panel of outcomes and gaps before the event, both (times, units)."""
        misfit = np.sqrt(np.square(gaps).mean(axis=0))
        apart = before - before.mean(axis=1, keepdims=True)
        return cls(len(before), misfit, persistence(apart), persistence(gaps))

    @property
    def independent(self) -> Floats:
        """How many independent periods the past is worth, by the more sluggish of a series and its gap."""
        most = np.maximum(self.own, self.gap)
        return np.asarray(self.periods * (1 - most) / (1 + most))

    def why_not(self, unit: int, grain: str) -> str:
        """Why nothing can be said of a unit, as a sentence; empty where it can."""
        if self.periods < SHORTEST:
            return (
                f"The past is too short: {self.periods} {grain}s before the event can be compared, "
                f"and {SHORTEST} are needed."
            )
        if len(self.own) <= FEWEST_DONORS:
            return f"Too few donors: {len(self.own) - 1} can stand in for it, and {FEWEST_DONORS} are needed."
        if self.misfit[unit] > WORST_MISFIT:
            return (
                f"No mix of the donors follows it before the event: the usual gap is {self.misfit[unit]:.0%} of its "
                f"level, and up to {WORST_MISFIT:.0%} would do."
            )
        return self._too_slow(unit, grain)

    def _too_slow(self, unit: int, grain: str) -> str:
        left = max(self.own[unit], self.gap[unit])
        if self.own[unit] > MOST_PERSISTENT or self.independent[unit] < FEWEST_INDEPENDENT:
            return (
                f"It moves too slowly: {left:.0%} of a deviation is left a {grain} later, so that its {self.periods} "
                f"{grain}s before the event are worth {self.independent[unit]:.1f} independent ones; "
                f"{FEWEST_INDEPENDENT} are needed, with at most {MOST_PERSISTENT:.0%} left."
            )
        if (usual := self.own.mean()) > MOST_PERSISTENT:
            return (
                f"The market moves too slowly: of a deviation of it or its donors {usual:.0%} is usually left a "
                f"{grain} later, and at most {MOST_PERSISTENT:.0%} will do."
            )
        return ""
