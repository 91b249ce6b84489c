"""Synthetic controls of every unit of a panel, on as many panels at once as wanted.

The base is the synthetic control of Abadie, Diamond and Hainmueller (2010): weights on a simplex that fit the time
before the event. Each series is taken around its own mean before the event, so that only its course has to be matched,
not its level (Doudchenko and Imbens 2016; Ferman and Pinto 2021). The penalised form (Abadie and L'Hour 2021) prefers
donors that are near by themselves; the ridge-augmented form (Ben-Michael, Feller and Rothstein 2021) adds what a ridge
regression makes of the rest of the misfit, and may extrapolate. What these two need to be tuned by is found on
the last quarter of the time before, with all units alike, and never looks at what came after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from yellowplate.effects.simplex import Bools, Floats, Problems, solve

_PENALTIES = tuple(10.0**power for power in range(-4, 2))
_RIDGES = tuple(10.0**power for power in range(-4, 3))


class Form(StrEnum):
    """How the weights are found."""

    BASE = "base"
    PENALISED = "penalised"
    RIDGE = "ridge"


@dataclass(frozen=True, slots=True)
class Window:
    """Panels before and after an event: `before` and `after` have shape (panels, times, units).

    `allowed[i, j]` says whether unit j may be a donor of unit i.
    """

    before: Floats
    after: Floats
    allowed: Bools

    @property
    def units(self) -> int:
        """How many units each panel has."""
        return int(self.before.shape[2])

    def centred(self) -> Window:
        """Every series around its own mean before the event."""
        mean = self.before.mean(axis=1, keepdims=True)
        return Window(self.before - mean, self.after - mean, self.allowed)

    def rehearsal(self) -> Window:
        """The last quarter of the time before, as if the event had come just ahead of it."""
        split = self.before.shape[1] - max(1, self.before.shape[1] // 4)
        return Window(self.before[:, :split], self.before[:, split:], self.allowed)


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of every unit, shape (panels, units, donors), and the gaps: what happened less the synthetic."""

    weights: Floats
    before: Floats
    after: Floats

    @property
    def misfit(self) -> Floats:
        """The root mean squared gap before the event, by panel and unit."""
        return _root_mean_square(self.before)

    @property
    def ratio(self) -> Floats:
        """How much larger the root mean squared gap is after the event than before; infinite for a perfect fit."""
        misfit = self.misfit
        after = _root_mean_square(self.after)
        return np.divide(after, misfit, out=np.full_like(after, np.inf), where=misfit > 0)


def fit(window: Window, form: Form = Form.BASE, *, centre: bool = True, threads: int = 1) -> Fit:
    """The synthetic control of every unit in every panel; raises ValueError for a unit without donors."""
    window = window.centred() if centre else window
    if form is Form.PENALISED:
        weights = _penalised(window, threads)
    elif form is Form.RIDGE:
        weights = _ridged(window, threads)
    else:
        weights = _simplex(window, None, threads)
    return gaps(window, weights)


def gaps(window: Window, weights: Floats) -> Fit:
    """What the weights leave of each series; the window is taken as it stands."""
    across = weights.transpose(0, 2, 1)
    return Fit(weights, window.before - window.before @ across, window.after - window.after @ across)


def _simplex(window: Window, penalty: float | None, threads: int) -> Floats:
    panels, units = len(window.before), window.units
    which = np.repeat(np.arange(panels), units)
    problems = Problems(
        _grams(window),
        which,
        np.tile(np.arange(units), panels),
        np.tile(window.allowed, (panels, 1)),
        None if penalty is None else np.full(len(which), penalty),
    )
    return solve(problems, threads).reshape(panels, units, units)


def _grams(window: Window) -> Floats:
    return np.asarray(np.einsum("pti,ptj->pij", window.before, window.before))


def _penalised(window: Window, threads: int) -> Floats:
    def with_penalty(part: Window, penalty: float) -> Floats:
        return _simplex(part, penalty, threads)

    return with_penalty(window, _best(window, with_penalty, _PENALTIES))


def _ridged(window: Window, threads: int) -> Floats:
    def with_ridge(part: Window, ridge: float) -> Floats:
        return _augmented(part, _simplex(part, None, threads), ridge)

    return with_ridge(window, _best(window, with_ridge, _RIDGES))


def _best(window: Window, weigh: Callable[[Window, float], Floats], candidates: tuple[float, ...]) -> float:
    """The candidate whose weights, found on the first three quarters, leave least of the fourth."""
    rehearsal = window.rehearsal().centred()
    left = [float(np.square(gaps(rehearsal, weigh(rehearsal, candidate)).after).mean()) for candidate in candidates]
    return candidates[int(np.argmin(left))]


def _augmented(window: Window, weights: Floats, ridge: float) -> Floats:
    """The weights and what a ridge regression on the donors' past adds; `ridge` is in units of their mean square."""
    grams = _grams(window)[:, None]
    rest = window.before - window.before @ weights.transpose(0, 2, 1)
    pull = np.einsum("pti,ptj->pij", rest, window.before) * window.allowed
    both = window.allowed[:, :, None] & window.allowed[:, None, :]
    scale = np.maximum(np.square(window.before).sum(axis=(1, 2)) / window.units, np.finfo(float).tiny)
    matrix = np.where(both, grams, 0.0) + ridge * scale[:, None, None, None] * np.eye(window.units)
    return np.asarray(weights + np.linalg.solve(matrix, pull[..., None])[..., 0])


def _root_mean_square(values: Floats) -> Floats:
    return np.asarray(np.sqrt(np.square(values).mean(axis=1)))
