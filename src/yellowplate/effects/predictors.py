"""Weights by predictors: how much each predictor counts is found by what fits the outcome before the event.

The nested problem of Abadie, Diamond and Hainmueller (2010): for given importances of the predictors the weights of
the donors solve a simplex problem, and the importances are those whose weights leave least of the outcome before the
event. The outer problem has many local optima, so a seeded search looks from all sides: every round tries a batch of
importances for all units at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yellowplate.effects.simplex import Bools, Floats, Ints, Problems, solve

SEED = 2010
_FIRST, _ELITE, _TRIES, _ROUNDS = 200, 4, 6, 40
_WIDE, _COOLING, _MOVED, _LEAST = 2.0, 0.9, 0.5, -14.0


@dataclass(frozen=True, slots=True)
class ByPredictors:
    """The weights of each target, shape (targets, units), and the importances, which add up to one."""

    weights: Floats
    importances: Floats
    loss: Floats


def fit_by_predictors(predictors: Floats, outcome: Floats, targets: Ints, allowed: Bools) -> ByPredictors:
    """Weights of each target by `predictors` (predictors, units), judged by `outcome` (times before, units).

    `allowed[i]` are the donors of `targets[i]`. Predictors are scaled by their spread over units, so their own units
    don't matter. `loss` is the mean squared gap before the event.
    """
    outer = _Outer(predictors, outcome, targets, allowed)
    rng = np.random.default_rng(SEED)
    count = len(predictors)
    sides = np.vstack([np.zeros(count), 4 * np.eye(count), rng.uniform(-6, 0, (_FIRST, count))])
    everywhere = np.tile(sides, (len(targets), 1, 1))
    loss, _ = outer.losses(everywhere)
    order = np.argsort(loss, axis=1, kind="stable")[:, :_ELITE]
    best, loss = np.take_along_axis(everywhere, order[:, :, None], 1), np.take_along_axis(loss, order, 1)
    for spread in _WIDE * _COOLING ** np.arange(_ROUNDS):
        best, loss = _improve(outer, best, loss, spread, rng)
    winner = np.take_along_axis(best, loss.argmin(axis=1)[:, None, None], 1)
    final, weights = outer.losses(winner)
    return ByPredictors(weights[:, 0], _shares(winner[:, 0]), final[:, 0])


def _improve(
    outer: _Outer, best: Floats, loss: Floats, spread: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Look around each of the best so far, and move to what is better."""
    targets, elite, count = best.shape
    shape = (targets, elite, _TRIES, count)
    tried = best[:, :, None] + rng.normal(size=shape) * spread * (rng.random(shape) < _MOVED)
    tried = np.maximum(tried - tried.max(axis=3, keepdims=True), _LEAST)
    found, _ = outer.losses(tried.reshape(targets, elite * _TRIES, count))
    found = found.reshape(targets, elite, _TRIES)
    first = found.argmin(axis=2)[:, :, None]
    lowest = np.take_along_axis(found, first, 2)[:, :, 0]
    nearest = np.take_along_axis(tried, first[..., None], 2)[:, :, 0]
    better = lowest < loss
    return np.where(better[..., None], nearest, best), np.where(better, lowest, loss)


class _Outer:
    """What importances leave of the outcome, for all targets at once; importances are given as logarithms."""

    def __init__(self, predictors: Floats, outcome: Floats, targets: Ints, allowed: Bools) -> None:
        centred = predictors - predictors.mean(axis=1, keepdims=True)
        scaled = centred / centred.std(axis=1, ddof=1, keepdims=True)
        self.products = np.einsum("pi,pj->pij", scaled, scaled)
        self.outcome, self.targets, self.allowed = outcome, targets, allowed

    def losses(self, importances: Floats) -> tuple[Floats, Floats]:
        """Losses of shape (targets, tries) and weights of shape (targets, tries, units)."""
        targets, tries, _ = importances.shape
        grams = np.einsum("vp,pij->vij", _shares(importances.reshape(targets * tries, -1)), self.products)
        at = np.repeat(self.targets, tries)
        problems = Problems(grams, np.arange(len(at)), at, np.repeat(self.allowed, tries, axis=0))
        weights = solve(problems)
        left = self.outcome[:, at].T - np.einsum("bi,ti->bt", weights, self.outcome)
        loss = np.square(left).mean(axis=1)
        return loss.reshape(targets, tries), weights.reshape(targets, tries, -1)


def _shares(logarithms: Floats) -> Floats:
    size = np.exp(logarithms)
    return np.asarray(size / size.sum(axis=-1, keepdims=True))
