"""How far an effect could be chance: placebo tests, their interval, and what else to hold against it.

The test in space gives every unit the event in turn and asks how many show an error ratio, after to before, at least
as large as the unit that had it. That unit is counted, so that p is never below 1 / (placebos + 1), and it is a donor
of the placebos as they are of it (Abadie, Diamond and Hainmueller 2010), which makes the test exact where all
units are alike. The interval holds every effect that the same test, on the figures less that effect, doesn't reject:
p and interval can't disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from yellowplate.effects.estimate import Fit, Form, Window, fit
from yellowplate.effects.simplex import Bools, Floats

Pieces = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class InSpace:
    """The placebo test in space of one unit: `place` is its place by error ratio among itself and the placebos."""

    place: int
    placebos: int

    @property
    def p(self) -> float:
        """The chance of such a place if the event did nothing and all units are alike."""
        return self.place / (self.placebos + 1)

    @property
    def least(self) -> float:
        """The smallest p that so many placebos allow."""
        return 1 / (self.placebos + 1)


@dataclass(frozen=True, slots=True)
class Statistic:
    """The mean squared gaps of one panel as functions of an effect that is taken off the treated unit.

    For the treated unit and each placebo: `square` x effect² + `slope` x effect + `level`, in units of the misfit
    before the event.
    """

    square: Floats
    slope: Floats
    level: Floats

    @classmethod
    def of(cls, fitted: Fit, treated: int, panel: int = 0) -> Statistic:
        """Of one panel of a fit; the treated unit stands first, all others are placebos."""
        units = fitted.before.shape[2]
        order = np.array([treated, *(unit for unit in range(units) if unit != treated)])
        after = fitted.after[panel][:, order]
        share = fitted.weights[panel][order, treated]
        share[0] = -1.0
        before = np.maximum(np.square(fitted.before[panel][:, order]).mean(axis=0), np.finfo(float).tiny)
        return cls(share**2 / before, 2 * share * after.mean(axis=0) / before, np.square(after).mean(axis=0) / before)

    def test(self, effect: float = 0.0) -> InSpace:
        """The test of the hypothesis that the event did `effect` in every period after it."""
        value = self.square * effect**2 + self.slope * effect + self.level
        return InSpace(int(np.count_nonzero(value >= value[0])), len(value) - 1)

    def interval(self, level: float) -> Pieces:
        """All effects that the test does not reject at `level` (0.05); more than one piece is possible, and no end.

        >>> Statistic(np.array([1.0, 0.0]), np.array([-4.0, 0.0]), np.array([5.0, 2.0])).interval(0.5)
        ((1.0, 3.0),)
        """
        pieces: list[tuple[float, float]] = []
        for low, high in pairwise([-np.inf, *self._cuts(), np.inf]):
            if self.test(_between(low, high)).p <= level:
                continue
            if pieces and pieces[-1][1] == low:
                pieces[-1] = pieces[-1][0], high
            else:
                pieces.append((low, high))
        return tuple(pieces)

    def _cuts(self) -> list[float]:
        """Where a placebo changes places with the treated unit, in order."""
        found: set[float] = set()
        for square, slope, level in zip(self.square[1:], self.slope[1:], self.level[1:], strict=True):
            a, b, c = square - self.square[0], slope - self.slope[0], level - self.level[0]
            if a == 0:
                found |= {-c / b} if b else set()
            elif (root := b * b - 4 * a * c) >= 0:
                far = -(b + np.copysign(np.sqrt(root), b)) / 2
                found |= {float(far / a), float(c / far if far else 0.0)}
        return sorted(found)


def conformal(series: Floats, treated: int, allowed: Bools, after: int) -> float:
    """The p-value of Chernozhukov, Wüthrich and Zhu (2021) for no effect on one unit in its last `after` periods.

    The synthetic control is fitted to all periods, as the hypothesis allows, and the periods are turned round in a
    circle: p is the share of turns that put gaps as large at the end. `series` has shape (times, units).
    """
    whole = Window(series[None], series[None, :0], allowed)
    size = np.abs(fit(whole).before[0, :, treated])
    turns = np.array([np.roll(size, turn)[-after:].sum() for turn in range(len(size))])
    return float(np.count_nonzero(turns >= turns[0] * (1 - 1e-12)) / len(turns))


@dataclass(frozen=True, slots=True)
class InTime:
    """The same unit with the event moved to earlier dates: how many show an error ratio as large as the true date."""

    larger: int
    dates: int


def in_time(before: Floats, ratio: float, treated: int, allowed: Bools, after: int, shortest: int) -> InTime:
    """Try every earlier date that leaves `shortest` periods before it and `after` behind it."""
    larger = dates = 0
    for split in range(shortest, len(before) - after + 1):
        fitted = fit(Window(before[None, :split], before[None, split : split + after], allowed))
        larger += bool(fitted.ratio[0, treated] >= ratio)
        dates += 1
    return InTime(larger, dates)


def without_each(window: Window, treated: int, weights: Floats) -> dict[int, float]:
    """The mean effect with each donor that carries weight left out in turn; `window` holds one panel."""
    left: dict[int, float] = {}
    for donor in np.flatnonzero(weights > 0):
        allowed = window.allowed.copy()
        allowed[treated, donor] = False
        if allowed[treated].any():
            fitted = fit(Window(window.before, window.after, allowed))
            left[int(donor)] = float(fitted.after[0, :, treated].mean())
    return left


def other_forms(window: Window, treated: int) -> dict[Form, float]:
    """The mean effect by the penalised and the ridge-augmented form."""
    return {form: float(fit(window, form).after[0, :, treated].mean()) for form in (Form.PENALISED, Form.RIDGE)}


def persistence(before: Floats) -> Floats:
    """How much of a gap is left in the next period: the first autocorrelation, freed of its bias in short series.

    `before` has time on the second last axis; the correction is that of Kendall (1954).
    """
    centred = before - before.mean(axis=-2, keepdims=True)
    power = np.maximum(np.square(centred).sum(axis=-2), np.finfo(float).tiny)
    raw = (centred[..., 1:, :] * centred[..., :-1, :]).sum(axis=-2) / power
    return np.asarray(np.clip(raw + (1 + 3 * raw) / before.shape[-2], -0.99, 0.99))


def _between(low: float, high: float) -> float:
    if np.isinf(low):
        return 0.0 if np.isinf(high) else high - 1 - abs(high)
    return low + 1 + abs(low) if np.isinf(high) else (low + high) / 2
