"""JADA's brand workbooks: three rows a brand, a column for every class of vehicle, kei cars among them or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from yellowplate.facts import Measure, Number, Segment
from yellowplate.read.opening import Grid
from yellowplate.read.tables.cells import folded, is_blank, printed
from yellowplate.read.tables.headings import Heading, Role
from yellowplate.read.tables.sections import Section
from yellowplate.read.tables.subjects import is_total
from yellowplate.read.tables.table import Item, Setting, Table, Unread

_GROUPS = ("乗用車", "貨物車", "バス")
_CLASSES = ("普通", "小型", "軽", "計")
_UNITS, _RATIO, _BUILT_ABROAD = "合計", "前年比", "内輸入"
_WITHIN = 15  # rows in which the headings stand
_COUNTED = {
    ("乗用車", "普通"): (Segment.REGISTERED, "ordinary"),
    ("乗用車", "小型"): (Segment.REGISTERED, "small"),
    ("乗用車", "軽"): (Segment.KEI_PASSENGER, ""),
    ("乗用車", "計"): (Segment.REGISTERED, "passenger"),
    ("貨物車", "軽"): (Segment.KEI_TRUCK, ""),
    ("貨物車", "計"): (Segment.REGISTERED, "goods"),
}


class _Class(NamedTuple):
    """What a column counts; without a segment it is a class that has none."""

    column: int
    name: str
    segment: Segment | None
    scope: str


def is_brand_grid(grid: Grid) -> bool:
    """Whether the grid has the headings of a brand workbook."""
    return _headings(grid) is not None


def read_brands(grid: Grid, setting: Setting) -> Iterator[Item]:
    """The Reports of a brand sheet; of a brand's rows those of all its vehicles and their ratios to the year before."""
    top = _headings(grid)
    assert top is not None
    label = _labels(grid, top)
    columns = tuple(Heading(Role.OTHER, folded(cell)) for cell in grid.rows[top + 1])
    words = [cell for row in reversed(grid.rows[:top]) for cell in row if cell]
    heads = (*words, *([grid.sheet] if grid.sheet else []), *grid.heads)
    table = Table(Section(grid, heads, columns, tuple(range(top + 2, len(grid.rows))), range(grid.width)), setting)
    if table.period is None or label is None:
        missing = "names its month" if label is not None else f"marks the rows with {_UNITS}"
        yield Unread(grid.place, " / ".join(heads[:2]), f"no text above the table {missing}")
        return
    classes = _classes(grid, top)
    for left_out in (item for item in classes if item.segment is None and _prints(table, item.column)):
        yield Unread(grid.place, left_out.name, "the desk has no segment for this class of vehicle")
    yield from _rows(table, label, [item for item in classes if item.segment is not None])


def _headings(grid: Grid) -> int | None:
    """The row of the groups, above that of the classes."""
    for row in range(min(_WITHIN, len(grid.rows) - 1)):
        groups, classes = set(map(_plain, grid.rows[row])), set(map(_plain, grid.rows[row + 1]))
        if {"乗用車", "貨物車"} <= groups and {"普通", "小型", "計"} <= classes:
            return row
    return None


def _plain(cell: str) -> str:
    return folded(cell).replace(" ", "")


def _labels(grid: Grid, top: int) -> int | None:
    """The column that says what a row holds."""
    for column in range(grid.width):
        if sum(_plain(row[column]) == _UNITS for row in grid.rows[top + 2 :]) > 1:
            return column
    return None


def _classes(grid: Grid, top: int) -> list[_Class]:
    found, group = [], ""
    has_kei = any(_plain(cell) == "軽" for cell in grid.rows[top + 1])
    for column in range(grid.width):
        over, under = _plain(grid.rows[top][column]), _plain(grid.rows[top + 1][column])
        group = over if over in _GROUPS else "" if over else group
        if group and under in _CLASSES:
            segment, scope = _COUNTED.get((group, under), (None, ""))
            if under == "計" and segment and has_kei:
                segment = Segment.ALL
            found.append(_Class(column, f"{group} {under}", segment, scope))
    return found


def _rows(table: Table, label: int, classes: list[_Class]) -> Iterator[Item]:
    brand, section = "", table.section
    for row in section.rows:
        brand = next((cell for column in range(label) if (cell := section.cell(row, column))), brand)
        kind = _plain(section.cell(row, label))
        filled = [item for item in classes if not is_blank(section.cell(row, item.column))]
        if not filled or not brand:
            continue
        subject = table.namer.brand(brand)
        if kind not in (_UNITS, _RATIO) or (subject is None and not is_total(brand)):
            reason = "the desk has no measure for these rows" if subject else "the catalog knows no such maker"
            yield Unread(section.place(row), f"{brand} {kind}".strip(), reason)
            continue
        for item in filled:
            yield _cell(table, row, item, subject, kind)


def _prints(table: Table, column: int) -> bool:
    return any(printed(table.section.cell(row, column)) for row in table.section.rows)


def _cell(table: Table, row: int, item: _Class, subject: str | None, kind: str) -> Item:
    text = table.section.cell(row, item.column)
    place = f"{table.section.place(row)}, {item.name}"
    cell = printed(text)
    number = None if cell is None or cell.sign else cell.number
    if number is None or (kind == _UNITS and number.value.denominator != 1):
        return Unread(place, text, "this is no number of vehicles" if kind == _UNITS else "this is no ratio")
    assert item.segment is not None and table.period is not None
    measure = Measure.UNITS if kind == _UNITS else Measure.YOY
    made = table.report(subject or item.segment.value, item.segment, table.period, measure, Number(*number))
    return replace(made, scope=item.scope, place=place)
