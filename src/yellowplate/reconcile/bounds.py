"""Difference bounds: the tightest distance between any two of some points, kept closed as bounds come in.

`most[u, v]` is the most by which point v can lie above point u (Dill 1989, difference bound matrix). After every new
bound the matrix holds all shortest paths, so that a contradiction shows at once as a cycle of negative length, and
`path` names the bounds that a distance rests on.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

INFINITE: Final = 2**60


class NegativeCycleError(Exception):
    """A new bound contradicts the path `back` of older ones by `gap`."""

    def __init__(self, gap: int, back: list[int]) -> None:
        self.gap = gap
        self.back = back
        super().__init__(gap)


class Bounds:
    """All distances between `size` points, unbounded at first."""

    def __init__(self, size: int) -> None:
        self._most: npt.NDArray[np.int64] = np.full((size, size), INFINITE, np.int64)
        np.fill_diagonal(self._most, 0)
        self._via: npt.NDArray[np.int32] = np.full((size, size), -1, np.int32)
        self._heads: dict[int, int] = {}

    def most(self, u: int, v: int) -> int | None:
        """The most by which v lies above u; None where nothing bounds it."""
        most: int = self._most.item(u, v)
        return most if most < INFINITE else None

    def add(self, u: int, v: int, most: int, number: int) -> bool:
        """Bound v - u from above, under a number of its own; tells whether that was news."""
        distance = self._most
        if most >= distance.item(u, v):
            return False
        back: int = distance.item(v, u)
        if back < INFINITE and (gap := -most - back) > 0:
            raise NegativeCycleError(gap, self.path(v, u))
        self._heads[number] = v
        # The matrix is closed, so a path through the new bound is news only for points whose bound to its head, or
        # from its tail, becomes tighter.
        into, onward = distance[:, u], distance[v]
        rows = ((into + most < distance[:, v]) & (into < INFINITE)).nonzero()[0]
        columns = ((onward + most < distance[u]) & (onward < INFINITE)).nonzero()[0]
        block = (rows[:, None], columns)
        through = (into[rows] + most)[:, None] + onward[columns]
        first = np.where(rows == u, number, self._via[rows, u])
        better = through < distance[block]
        distance[block] = np.where(better, through, distance[block])
        self._via[block] = np.where(better, first[:, None], self._via[block])
        return True

    def path(self, u: int, v: int) -> list[int]:
        """The numbers of the bounds along the shortest path from u to v; empty where there is none."""
        found: list[int] = []
        while u != v:
            number = int(self._via[u, v])
            if number < 0:
                return []
            found.append(number)
            u = self._heads[number]
        return found
