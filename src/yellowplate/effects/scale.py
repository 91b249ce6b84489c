"""How an outcome is measured, and how gaps in it read as cars, views or points of the segment.

Units and views are taken as multiples of a line's own mean before the event; a share as its logarithm. A mix of donors
then keeps the season that all have in common, whatever their size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yellowplate.effects.simplex import Floats


@dataclass(frozen=True, slots=True)
class Scale:
    """The `outcome` of all times and units of a study, as a logarithm or not.

    `sizes` is what an outcome of one (of nought, as a logarithm) means for each unit: cars, views or percent.
    """

    outcome: Floats
    sizes: Floats
    logarithm: bool

    @classmethod
    def of(cls, values: Floats, before: list[int], total: Floats | None) -> Scale:
        """The scale of values (times, units), with the rows before the event; with a total they become shares."""
        if total is not None:
            return cls(np.log(values / total[:, None]), np.full(values.shape[1], 100.0), True)
        means = values[before].mean(axis=0)
        return cls(values / means, means, False)

    def level(self, outcome: float, unit: int) -> float:
        """An outcome of a unit in cars, views, or percent of the segment."""
        return float((np.exp(outcome) if self.logarithm else outcome) * self.sizes[unit])

    def spread(self, gap: float, synthetic: float, unit: int) -> float:
        """The gap of a placebo at the level of a unit whose synthetic control stands at `synthetic`."""
        return float(synthetic * np.expm1(gap) if self.logarithm else gap * self.sizes[unit])

    def relative(self, effect: float, actual: float) -> float:
        """An effect as a share of what would have been without it; `actual` is the mean outcome after the event.

        Infinite where nothing would have been left.
        """
        if self.logarithm:
            return float(np.expm1(effect))
        without = actual - effect
        if np.isinf(without):
            return -1.0
        return effect / without if without > 0 else float("inf")
