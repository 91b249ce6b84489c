"""Tables whose rows are months and whose columns are classes, makers or cars: the association's history among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from yellowplate.facts import Measure, Period, Segment
from yellowplate.read.opening import Grid
from yellowplate.read.tables import titles
from yellowplate.read.tables.cells import folded, is_blank, printed
from yellowplate.read.tables.headings import heading
from yellowplate.read.tables.ratios import Style, percent_of_base
from yellowplate.read.tables.sections import Section
from yellowplate.read.tables.table import Item, Setting, Table, Unread

_RATIO = re.compile("比|%|増減|伸|率|change|yoy")
_ANY_YEAR = Period.year(2000)  # to see whether a cell is a month at all
_WITHIN = 40  # rows in which headings are looked for
# The association's columns: 乗用群計 and 貨物群計 are neither all passenger cars nor all goods vehicles.
_CLASSES = (
    (re.compile("群"), None),
    (re.compile("^総台数|^総計|^合計"), (Segment.KEI, "")),
    (re.compile("ボンネットバン"), (Segment.KEI_TRUCK, "bonnet-van")),
    (re.compile("キャブオーバーバン"), (Segment.KEI_TRUCK, "cab-van")),
    (re.compile("トラック"), (Segment.KEI_TRUCK, "truck")),
    (re.compile("貨物"), (Segment.KEI_TRUCK, "")),
    (re.compile("乗用"), (Segment.KEI_PASSENGER, "")),
)


class _Column(NamedTuple):
    """A column of units or ratios of one subject; without a segment, of a group that has none here."""

    column: int
    name: str
    ratio: bool
    subject: str
    segment: Segment | None
    scope: str


class _Layout(NamedTuple):
    """Where the headings stand and the rows begin, and what the columns hold."""

    top: int
    below: int
    columns: list[_Column]


def read_across(grid: Grid, setting: Setting) -> Iterator[Item] | None:
    """The Reports of a table by months; None where the grid is no such table."""
    for top in range(min(_WITHIN, len(grid.rows))):
        below = next(
            (row for row in range(top + 1, min(top + 4, len(grid.rows))) if _is_month(grid.rows[row][0])), None
        )
        if below is None or _is_month(grid.rows[top][0]) or any(map(printed, grid.rows[top])):
            continue
        words = [cell for row in reversed(grid.rows[:top]) for cell in dict.fromkeys(row) if cell]
        heads = (*words, *([grid.sheet] if grid.sheet else []), *grid.heads)
        headings = tuple(heading((grid.rows[top][column],)) for column in range(grid.width))
        section = Section(grid, heads, headings, tuple(range(below, len(grid.rows))), range(grid.width))
        table = Table(section, setting)
        columns = _columns(grid, table, top, below)
        if len({column.subject for column in columns if not column.ratio}) > 1:
            return _read(table, columns)
    return None


def _is_month(cell: str) -> bool:
    period = titles.period_in(cell, _ANY_YEAR)
    return period is not None and ("月" in cell or (period.is_month and not cell.isdecimal()))


def _columns(grid: Grid, table: Table, top: int, below: int) -> list[_Column]:
    columns: list[_Column] = []
    for column in range(1, grid.width):
        stack = [folded(grid.rows[row][column]).replace(" ", "") for row in range(top, below)]
        text = "".join(dict.fromkeys(stack))
        named = _subject(table, stack[0])
        if named and not (_RATIO.search(text) and (top, column) in grid.spread):
            columns.append(_Column(column, text, False, *named))
        elif columns and (_RATIO.search(text) or not text):
            columns.append(columns[-1]._replace(column=column, name=f"{columns[-1].name} {text or '%'}", ratio=True))
        elif text:
            columns.append(_Column(column, text, False, "", None, ""))
    return columns


def _subject(table: Table, text: str) -> tuple[str, Segment | None, str] | None:
    """Whom a column counts, in which segment and scope; None where its heading names nobody."""
    kei = table.segment in (None, Segment.KEI)
    for words, counted in _CLASSES if kei else ():
        if words.search(text):
            return (counted[0].value, *counted) if counted else (text, None, "")
    row = table.namer.anyone(text, "", None) if text else None
    if row is None or row.problem or row.segment is None:
        return None
    return row.subject, row.segment, "" if "/" in row.subject else table.counted.scope


def _read(table: Table, columns: list[_Column]) -> Iterator[Item]:
    signed = any("群" in column.name for column in columns)
    styles = {c.column: Style.CHANGE if signed else table.style(c.column) for c in columns if c.ratio}
    if table.counted.refused:
        yield Unread(
            table.section.grid.place, " / ".join(table.section.heads[:2]), f"the table {table.counted.refused}"
        )
        return
    for left_out in (column for column in columns if column.segment is None and not column.ratio):
        yield Unread(table.section.grid.place, left_out.name, "the desk has no segment for this column")
    for row in table.section.rows:
        filled = [c for c in columns if c.segment is not None and not is_blank(table.section.cell(row, c.column))]
        if not filled:
            continue
        name = table.section.cell(row, 0)
        period = titles.period_in(name, table.period)
        if period is None:
            yield Unread(table.section.place(row), name, "it isn't said which months these are")
            continue
        for column in filled:
            yield _cell(table, row, column, period, styles)


def _cell(table: Table, row: int, column: _Column, period: Period, styles: dict[int, Style]) -> Item:
    text = table.section.cell(row, column.column)
    place = f"{table.section.place(row)}, {column.name}"
    cell = printed(text)
    if column.ratio:
        number = percent_of_base(cell, styles[column.column]) if cell else None
    else:
        number = table.units(row, column.column)
    if number is None or column.segment is None:
        return Unread(place, text, "this can't be read without guessing")
    measure = Measure.YOY if column.ratio else Measure.UNITS
    made = table.report(column.subject, column.segment, period, measure, number)
    return replace(made, scope=column.scope or made.scope, place=place)
