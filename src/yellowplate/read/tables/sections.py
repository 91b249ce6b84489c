"""A grid falls into sections: the words above, the headings, and the rows below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yellowplate.errors import InputError, UsageError
from yellowplate.read.opening import Grid, limits
from yellowplate.read.tables.cells import folded, is_blank, printed
from yellowplate.read.tables.headings import KEYS, VALUES, Heading, Role, heading, keyed
from yellowplate.read.tables.titles import periods

_DEEPEST = 5  # rows of headings
_OF_RUN = re.compile("本年|累計|(?<!前)年(?!間)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a grid: `heads` above it, the nearest first, one heading a column, and the numbers of its rows."""

    grid: Grid
    heads: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    columns: range

    def cell(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self.grid.rows[row][column]

    def first(self, role: Role) -> int | None:
        """The first column of that role, if any."""
        return next((column for column in self.columns if self.headings[column].role is role), None)

    def place(self, row: int, column: int | None = None) -> str:
        """Where a row or a cell stands, as a person would say it."""
        where = f"{self.grid.place}, row {row + 1}"
        return where if column is None else f"{where}, {self.headings[column].text or f'column {column + 1}'}"


def sections(grid: Grid, named: Mapping[str, str] | None = None) -> Iterator[Section]:
    """The tables of a grid, those side by side too.

    `named` gives headings by hand: role to the words of the heading. Raises UsageError for a role that there is none.
    """
    starts = list(_starts(grid, named))
    if not starts:
        return
    if len(starts) > limits.TABLES:
        raise InputError(f"{grid.place} has more than {limits.TABLES} rows of headings; it is no table of figures.")
    ends = [start for start, _ in starts[1:]] + [len(grid.rows)]
    above = 0
    for (start, below), end in zip(starts, ends, strict=True):
        body = range(below, end)
        while body and _is_title(grid, body[-1]):
            body = body[:-1]
        heads = (*_titles(grid, range(above, start)), *([grid.sheet] if grid.sheet else []), *grid.heads)
        above = body.stop
        columns = _headings(grid, start, below)
        if named is not None:
            columns = _by_hand(grid, range(start, below), columns, named)
        yield from _beside(Section(grid, heads, columns, tuple(body), range(grid.width)))


def _starts(grid: Grid, named: Mapping[str, str] | None) -> Iterator[tuple[int, int]]:
    """The first row of each block of headings, and the first row below it."""
    row = 0
    while row < len(grid.rows):
        if _heads(grid, row, named) and not _is_title_in_two(grid, row):
            below = row + 1
            while below < min(len(grid.rows), row + _DEEPEST) and _goes_on(grid, row, below):
                below += 1
            yield row, below
            row = below
        else:
            row += 1


def _heads(grid: Grid, row: int, named: Mapping[str, str] | None) -> bool:
    cells = grid.rows[row]
    if named is not None:
        texts = {folded(cell) for cell in cells}
        return bool(texts.intersection(map(folded, named.values())))
    if sum(not is_blank(cell) for cell in cells) < 2 or _has_numbers(grid, row):
        return False
    return keyed(heading((cell,)) for cell in dict.fromkeys(cells))


def _is_title_in_two(grid: Grid, row: int) -> bool:
    """Whether the row is a title and a month right above the headings, in two cells."""
    texts = {cell for cell in grid.rows[row] if cell}
    if len(texts) != 2 or all(map(_groups, texts)) or row + 1 == len(grid.rows):
        return False
    return len({cell for cell in grid.rows[row + 1] if cell}) > 2 and _heads(grid, row + 1, None)


def _goes_on(grid: Grid, start: int, row: int) -> bool:
    """Whether a row below headings still belongs to them.

    It prints no number, names nobody, and holds something besides a first cell.
    """
    cells = grid.rows[row]
    own = [column for column, cell in enumerate(cells) if cell and (row, column) not in grid.spread]
    if _has_numbers(grid, row) or _is_title(grid, row) or not any(column > 0 for column in own):
        return False
    return not any(_under_key(grid, start, row, column) for column in own)


def _under_key(grid: Grid, start: int, row: int, column: int) -> bool:
    """Whether a cell below the heading of names or months is no such heading itself, so one of the names or months."""
    above = heading(tuple(dict.fromkeys(grid.rows[one][column] for one in range(start, row))))
    return above.role in KEYS and heading((grid.rows[row][column],)).role is not above.role


def _has_numbers(grid: Grid, row: int) -> bool:
    """Whether the row prints numbers; the years and months of a heading don't count."""
    cells = grid.rows[row]
    return any(printed(cell) is not None and not _YEAR.fullmatch(folded(cell)) for cell in cells)


def _is_title(grid: Grid, row: int) -> bool:
    """Whether the row holds one text and nothing else."""
    texts = {cell for cell in grid.rows[row] if cell}
    return len(texts) <= 1 and not _has_numbers(grid, row)


def _titles(grid: Grid, rows: range) -> list[str]:
    texts = (cell for row in reversed(rows) for cell in dict.fromkeys(grid.rows[row]) if cell and not printed(cell))
    return list(dict.fromkeys(texts))


def _headings(grid: Grid, start: int, below: int) -> tuple[Heading, ...]:
    stacked = [list(row) for row in grid.rows[start:below]]
    if not grid.spread:
        _carry_groups(stacked)
    read = [heading(tuple(dict.fromkeys(row[column] for row in stacked))) for column in range(grid.width)]
    run = next((item for item in read if item.role is Role.UNITS and item.cumulative), None)
    return tuple(_of_run(item, run) for item in read)


def _carry_groups(rows: list[list[str]]) -> None:
    """Where merged cells lost their extent, a heading over several columns stands in the first of them alone."""
    for row in rows[:-1]:
        group = ""
        for column, cell in enumerate(row):
            if cell:
                group = cell if _groups(cell) else ""
            elif group and rows[-1][column]:
                row[column] = group


def _groups(cell: str) -> bool:
    return bool(periods(cell)) or heading((cell,)).cumulative or "占" in cell or "累計" in cell


def _of_run(item: Heading, run: Heading | None) -> Heading:
    """The share of the running total is printed without its months; those of the run beside it are meant."""
    if item.role is Role.SHARE and run is not None and _OF_RUN.search(item.text):
        return replace(item, own=run.own, months=run.months, year=run.year)
    return item


def _beside(section: Section) -> Iterator[Section]:
    """The tables that stand side by side under one row of headings: where the first heading comes again."""
    used = [column for column in section.columns if section.headings[column].role is not Role.OTHER]
    if not used:
        return
    first = section.headings[used[0]].role
    again = [
        column for column in used[1:] if section.headings[column].role is first and first not in VALUES - {Role.RANK}
    ]
    left = [0, *again]
    for begin, end in zip(left, [*again, section.grid.width], strict=True):
        yield replace(section, columns=range(begin, end))


def _by_hand(grid: Grid, rows: range, read: Sequence[Heading], named: Mapping[str, str]) -> tuple[Heading, ...]:
    """The headings with the roles that were given by hand; the others hold nothing that is read."""
    given = [Heading(Role.OTHER, item.text) for item in read]
    for role, words in named.items():
        columns = [c for c in range(grid.width) if any(folded(grid.rows[r][c]) == folded(words) for r in rows)]
        if not columns:
            shown = ", ".join(item.text for item in read if item.text)
            raise UsageError(f"No column of {grid.place} is headed {words!r}; its headings are {shown}.")
        by_hand = BY_HAND[role]
        given[columns[0]] = replace(by_hand, text=read[columns[0]].text, change=read[columns[0]].change)
    return tuple(given)


BY_HAND = {
    "name": heading(("車名",)),
    "maker": heading(("メーカー",)),
    "period": heading(("年月",)),
    "rank": heading(("順位",)),
    "units": heading(("台数",)),
    "before": heading(("前月",)),
    "year_before": heading(("前年同月",)),
    "yoy": heading(("前年同月比",)),
    "mom": heading(("前月比",)),
    "share": heading(("シェア",)),
}
