"""CSV, TSV and the like become a grid."""

from __future__ import annotations

import csv
import io

from yellowplate.errors import InputError
from yellowplate.read.opening.encoding import decode
from yellowplate.read.opening.grid import Budget, Grid, Opened, noted_address, squared

_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 50


def read_delimited(data: bytes) -> Opened:
    """The one grid of a text whose cells are delimited; lines that begin with # stand around the table.

    Raises InputError where the text is none.
    """
    lines = decode(data).splitlines()
    comments = [line.lstrip("# ").rstrip() for line in lines if line.startswith("#")]
    rows = _rows([line for line in lines if not line.startswith("#")])
    budget = Budget()
    for row in rows:
        budget.spend(len(row))
    return Opened([Grid(squared(rows), "the table", tuple(reversed(comments)))], noted_address(" ".join(comments)))


def _rows(lines: list[str]) -> list[list[str]]:
    delimiter = _delimiter(lines[:_SAMPLE_LINES])
    try:
        rows = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise InputError(f"it is no table of cells ({error}); is it damaged?") from None


def _delimiter(lines: list[str]) -> str:
    """The sign that cuts most lines, and the same number of times."""

    def regularity(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if line.strip()]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=regularity)
