"""A table as plain text: rows of cells, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from yellowplate.errors import InputError
from yellowplate.read.opening import limits


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row and column; a merged cell shows its text in every place that it covers.

    `spread` holds the places (row, column) that only continue a merged cell: a name may hold for all of them, a number
    stands once. `heads` holds the texts above the table, the nearest first; `sheet` the name of its sheet; `place`
    says where in the file it stands.
    """

    rows: tuple[tuple[str, ...], ...]
    place: str
    heads: tuple[str, ...] = ()
    sheet: str = ""
    spread: frozenset[tuple[int, int]] = field(default=frozenset())

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def data(self) -> dict[str, Any]:
        """The grid as plain data, to pass between processes."""
        return {
            "rows": self.rows,
            "place": self.place,
            "heads": self.heads,
            "sheet": self.sheet,
            "spread": sorted(self.spread),
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """The grid that `data` gave."""
        return cls(
            tuple(map(tuple, data["rows"])),
            data["place"],
            tuple(data["heads"]),
            data["sheet"],
            frozenset((row, column) for row, column in data["spread"]),
        )


class Opened(NamedTuple):
    """The grids of a file, and the address that it gives as its own, if any."""

    grids: list[Grid]
    address: str = ""

    def words(self) -> Iterator[str]:
        """The text of every cell."""
        return (cell for grid in self.grids for row in grid.rows for cell in row)


_NOTED = re.compile(r"(?:saved from url=(?:\(\d+\))?|source:)\s*(https?://[^\s<>\"]+)")


def noted_address(text: str) -> str:
    """The address that a comment names as where the file comes from, or an empty string."""
    found = _NOTED.search(text)
    return found[1] if found else ""


def squared(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows, all as wide as the widest, at most as wide as is read."""
    rows = [row[: limits.COLUMNS] for row in rows]
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


class Budget:
    """Counts the cells of a file; raises InputError when they are more than is read."""

    def __init__(self) -> None:
        self.left = limits.CELLS

    def spend(self, cells: int) -> None:
        """Count so many cells."""
        self.left -= cells
        if self.left < 0:
            raise InputError(f"it has more than {limits.CELLS:,} cells; cut it into smaller files.")
