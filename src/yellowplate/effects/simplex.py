"""Least squares over the simplex, thousands of problems at once.

Each problem mixes some columns of a panel, with weights that are never negative and add up to one, so that the mix
comes nearest to another column of the same panel. Only the Gram matrix of the columns is needed, and all units of a
panel share it: the problems of a placebo sweep differ in the target and in the donors allowed.

The method is Wolfe's for the point of least norm in a polytope (1976): keep a small set of donors, solve for it
exactly, drop whoever would get a negative weight, else let in the two donors that the gradient favours most, until
nobody is favoured. All problems of a batch take such a step together; those that are done leave it. How problems are
cut into batches depends on their order alone, so that any number of threads gives the same bytes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_CHUNK = 1024
_TOLERANCE = 1e-13
_RIDGE = 1e-14  # what a priced donor needs that lies in the plane of the others
_TINY = 1e-300
_ROUNDS_PER_UNIT = 12
_AT_ONCE, _KEEN = 2, 0.3


@dataclass(frozen=True, slots=True)
class Problems:
    """Problems that share a few Gram matrices.

    `grams` has shape (matrices, units, units); problem b mixes the units of `allowed[b]` into `targets[b]` under
    matrix `which[b]`. `penalty[b]` is the price of distance of the penalised form (Abadie and L'Hour 2021): it adds
    penalty x weight x squared distance of each donor from the target.
    """

    grams: Floats
    which: Ints
    targets: Ints
    allowed: Bools
    penalty: Floats | None = None

    def __len__(self) -> int:
        return len(self.targets)

    def take(self, at: Any) -> Problems:
        """Some of the problems."""
        penalty = None if self.penalty is None else self.penalty[at]
        return Problems(self.grams, self.which[at], self.targets[at], self.allowed[at], penalty)


def solve(problems: Problems, threads: int = 1) -> Floats:
    """The weights of every problem, shape (problems, units); what is no donor has weight nought.

    The same bytes come back whatever the number of threads. Raises ValueError for a problem without donors.
    """
    if not problems.allowed.any(axis=1).all():
        raise ValueError("a problem has no donors")
    parts = [problems.take(slice(at, at + _CHUNK)) for at in range(0, len(problems), _CHUNK)]
    if not parts:
        return np.zeros(problems.allowed.shape)
    if threads == 1 or len(parts) == 1:
        return np.concatenate([_Batch(part).run() for part in parts])
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(lambda part: _Batch(part).run(), parts)))


def objective(problems: Problems, weights: Floats) -> Floats:
    """The squared distance between target and mix of every problem, without any penalty."""
    apart = weights.copy()
    apart[np.arange(len(apart)), problems.targets] -= 1.0
    return np.asarray(np.einsum("bi,bij,bj->b", apart, problems.grams[problems.which], apart))


class _Batch:
    """A batch in progress: every open problem has a support, a few donors with their weights.

    The first `size` columns of `support` and `weights` count, the rest is padding.
    """

    def __init__(self, problems: Problems) -> None:
        count, self.units = problems.allowed.shape
        self.rows = problems.grams.reshape(-1, self.units)  # all matrices below one another
        self.result = np.zeros((count, self.units))
        self.at = np.arange(count)
        self.base = problems.which * self.units
        self.own = self.rows[self.base + problems.targets]
        self.square = np.take_along_axis(self.own, problems.targets[:, None], 1)
        squares = np.einsum("gii->gi", problems.grams)[problems.which]
        distance = squares - 2 * self.own + self.square
        self.price = None if problems.penalty is None else problems.penalty[:, None] / 2 * distance
        self.barred = np.where(problems.allowed, 0.0, np.inf)
        self.support = (distance + self.barred).argmin(axis=1)[:, None]
        self.size = np.ones(count, dtype=np.int64)
        self.weights = np.ones((count, 1))
        self.best = np.full(count, np.inf)

    def run(self) -> Floats:
        """Take steps until all problems are solved."""
        for _ in range(_ROUNDS_PER_UNIT * self.units):
            if not len(self.at):
                return self.result
            self._step()
        self._leave(np.ones(len(self.at), dtype=bool))
        return self.result

    def _step(self) -> None:
        width = self.size.max()
        self.support, self.weights = self.support[:, :width], self.weights[:, :width]
        valid = np.arange(width) < self.size[:, None]
        near = np.take_along_axis(self.own, self.support, 1)
        matrix, scale = self._seen_from_target(near, valid)
        solution = _on_plane(matrix, valid, self._prices())
        inside = (solution > 0).all(axis=1, where=valid)
        self._shrink(np.flatnonzero(~inside), solution, valid)
        self.weights[inside] = solution[inside]
        self._grow(np.flatnonzero(inside), near, valid, scale)

    def _seen_from_target(self, near: Floats, valid: Bools) -> tuple[Floats, Floats]:
        """The Gram matrix of the support as seen from the target, and the size of its entries.

        That size is added everywhere: it moves no solution of the plane and makes the matrix regular (Wolfe).
        Padding becomes rows of a diagonal matrix.
        """
        cells = (self.base[:, None] + self.support)[:, :, None] * self.units + self.support[:, None, :]
        matrix = self.rows.take(cells)
        matrix -= near[:, :, None]
        matrix -= near[:, None, :]
        matrix += self.square[:, :, None]
        diagonal = np.einsum("bii->bi", matrix)
        scale = np.maximum(diagonal.sum(axis=1, where=valid) / self.size, _TINY)
        matrix += scale[:, None, None]
        matrix *= valid[:, :, None]
        matrix *= valid[:, None, :]
        diagonal += np.where(valid, _RIDGE, 1.0) * scale[:, None]
        return matrix, scale

    def _prices(self) -> Floats | None:
        return None if self.price is None else np.take_along_axis(self.price, self.support, 1)

    def _shrink(self, rows: Ints, solution: Floats, valid: Bools) -> None:
        """Go towards a solution with negative weights until the first weight is nought, and drop its donor."""
        old, goal, counts = self.weights[rows], solution[rows], valid[rows]
        falling = (goal <= 0) & counts
        reach = np.where(falling, old / np.where(falling, old - goal, 1.0), np.inf)
        step = reach.min(axis=1, keepdims=True, initial=np.inf)
        new = np.maximum(old + step * (goal - old), 0.0)
        dropped = ~counts | (reach <= step)
        order = np.argsort(dropped, axis=1, kind="stable")
        self.weights[rows] = np.take_along_axis(np.where(dropped, 0.0, new), order, 1)
        self.support[rows] = np.take_along_axis(self.support[rows], order, 1)
        self.size[rows] = np.count_nonzero(~dropped, axis=1)

    def _grow(self, rows: Ints, near: Floats, valid: Bools, scale: Floats) -> None:
        """Let in the donors that lower the distance fastest; a problem in which none does is solved."""
        support, weights = self.support[rows], self.weights[rows]
        slope = (
            np.matmul(weights[:, None, :], self.rows.take(self.base[rows, None] + support, axis=0))[:, 0, :]
            - self.own[rows]
        )
        if self.price is not None:
            slope += self.price[rows]
        level = (weights * np.take_along_axis(slope, support, 1)).sum(axis=1)
        value = level - (weights * near[rows]).sum(axis=1) + self.square[rows, 0]
        slope += self.barred[rows]
        np.put_along_axis(slope, np.where(valid[rows], support, support[:, :1]), np.inf, 1)
        entering = np.argpartition(slope, min(_AT_ONCE, self.units) - 1, axis=1)[:, :_AT_ONCE]
        drop = level[:, None] - np.take_along_axis(slope, entering, 1)
        largest = drop.max(axis=1)
        solved = (largest <= _TOLERANCE * scale[rows]) | (value >= self.best[rows])
        self.best[rows] = value
        keen = (drop >= _KEEN * largest[:, None]) & ~solved[:, None]
        self._enter(rows, entering, keen)
        done = np.zeros(len(self.at), dtype=bool)
        done[rows[solved]] = True
        self._leave(done)

    def _enter(self, rows: Ints, entering: Ints, keen: Bools) -> None:
        missing = int((self.size[rows] + np.count_nonzero(keen, axis=1)).max(initial=0)) - self.support.shape[1]
        if missing > 0:
            blank = np.zeros((len(self.at), missing))
            self.support = np.hstack([self.support, blank.astype(np.int64)])
            self.weights = np.hstack([self.weights, blank])
        for donor, wanted in zip(entering.T, keen.T, strict=True):
            into = rows[wanted]
            self.support[into, self.size[into]] = donor[wanted]
            self.weights[into, self.size[into]] = 0.0
            self.size[into] += 1

    def _leave(self, done: Bools) -> None:
        """Write down the weights of the problems that are done, and go on with the others."""
        if not done.any():
            return
        counts = (np.arange(self.support.shape[1]) < self.size[:, None]) & done[:, None]
        row, column = np.nonzero(counts)
        self.result[self.at[row], self.support[row, column]] = self.weights[row, column]
        kept = ~done
        for name in ("at", "base", "own", "square", "barred", "support", "size", "weights", "best"):
            setattr(self, name, getattr(self, name)[kept])
        if self.price is not None:
            self.price = self.price[kept]


def _on_plane(matrix: Floats, valid: Bools, prices: Floats | None) -> Floats:
    """The weights that add up to one and make the distance least, be they negative or not."""
    ones = valid.astype(np.float64)
    if prices is None:
        solution = np.linalg.solve(matrix, ones[:, :, None])[:, :, 0]
        return np.asarray(solution / solution.sum(axis=1, keepdims=True))
    pair = np.linalg.solve(matrix, np.stack([ones, prices * ones], axis=2))
    one, price = pair[:, :, 0], pair[:, :, 1]
    return np.asarray(one * ((1 + price.sum(axis=1)) / one.sum(axis=1))[:, None] - price)
