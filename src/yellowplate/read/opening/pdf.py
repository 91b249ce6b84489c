"""The tables of a PDF become grids, put together from where its signs stand on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.errors import InputError
from yellowplate.read.opening import limits
from yellowplate.read.opening.grid import Budget, Grid, Opened

if TYPE_CHECKING:
    import pypdfium2

_GAP = 0.9  # heights of a sign between two cells; words of one cell stand nearer
_SAME_LINE = 0.6  # of a sign's height
_LEAST_CELLS = 3  # in a row of a table


class _Run(NamedTuple):
    """Signs that stand together: their text and the box around them."""

    left: float
    right: float
    middle: float
    height: float
    text: str


_Line = list[_Run]


def read_pdf(data: bytes) -> Opened:
    """The tables of all pages; raises InputError for a damaged or locked PDF, and for one of pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"the PDF can't be opened ({error}); it is damaged or locked.") from None
    if len(document) > limits.PDF_PAGES:
        raise InputError(f"the PDF has more than {limits.PDF_PAGES} pages; cut out those with the tables.")
    pages = [_lines(signs) for signs in _signs(document)]
    if not any(pages):
        raise InputError("the PDF has no text, only pictures; turn it into text (OCR) first or type the table as CSV.")
    budget = Budget()
    return Opened([grid for number, lines in enumerate(pages, start=1) for grid in _grids(lines, number, budget)])


def _signs(document: pypdfium2.PdfDocument) -> Iterator[list[_Run]]:
    """The signs of each page that print something."""
    import pypdfium2

    left = limits.PDF_SIGNS
    for number in range(len(document)):
        try:
            page = document[number].get_textpage()
        except pypdfium2.PdfiumError:
            continue
        left -= page.count_chars()
        if left < 0:
            raise InputError(f"the PDF has more than {limits.PDF_SIGNS:,} signs; cut out the pages with the tables.")
        yield [sign for index in range(page.count_chars()) if (sign := _sign(page, index))]


def _sign(page: pypdfium2.PdfTextPage, index: int) -> _Run | None:
    text = page.get_text_range(index, 1, errors="ignore")
    if not text or text.isspace():
        return None
    left, bottom, right, top = page.get_charbox(index, loose=True)
    return _Run(left, right, (bottom + top) / 2, max(top - bottom, 1.0), text)


def _lines(signs: list[_Run]) -> list[_Line]:
    """The signs by line from the top down, run together to cells from left to right."""
    lines: list[list[_Run]] = []
    for sign in sorted(signs, key=lambda sign: -sign.middle):
        if lines and lines[-1][0].middle - sign.middle < _SAME_LINE * sign.height:
            lines[-1].append(sign)
        else:
            lines.append([sign])
    return [_cells(line) for line in lines]


def _cells(signs: list[_Run]) -> _Line:
    cells: _Line = []
    for sign in sorted(signs):
        if cells and sign.left - cells[-1].right < _GAP * sign.height:
            near = sign.left - cells[-1].right < 0.2 * sign.height
            text = cells[-1].text + ("" if near else " ") + sign.text
            cells[-1] = cells[-1]._replace(right=max(cells[-1].right, sign.right), text=text)
        else:
            cells.append(sign)
    return cells


def _grids(lines: list[_Line], page: int, budget: Budget) -> Iterator[Grid]:
    for number, (heads, table) in enumerate(_tables(lines), start=1):
        edges = _columns(row for row in table if _is_data(row))
        budget.spend(len(table) * len(edges))
        rows, spread = _placed(table, edges)
        yield Grid(rows, f"page {page}, table {number}", tuple(reversed(heads)), "", spread)


def _tables(lines: list[_Line]) -> Iterator[tuple[list[str], list[_Line]]]:
    """The blocks of lines that hold tables, each with the lines of text above it."""
    heads: list[str] = []
    table: list[_Line] = []
    for line in lines:
        if len(line) >= _LEAST_CELLS or (len(line) > 1 and not _has_data(table)):
            table.append(line)
            continue
        if _has_data(table):
            yield heads, table
            heads = []
        else:
            heads += [" ".join(cell.text for cell in row) for row in table]
        table = []
        heads.append(" ".join(cell.text for cell in line))
    if _has_data(table):
        yield heads, table


def _has_data(table: list[_Line]) -> bool:
    return any(map(_is_data, table))


def _is_data(line: _Line) -> bool:
    """Whether most cells of the line are numbers."""
    numbers = sum(cell.text[-1].isdecimal() and not any(map(str.isalpha, cell.text)) for cell in line)
    return len(line) >= _LEAST_CELLS and numbers * 2 >= len(line)


def _columns(lines: Iterable[_Line]) -> list[tuple[float, float]]:
    """The stretches from left to right that the cells of the data rows take together."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for line in lines for cell in line):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns[: limits.COLUMNS]


def _placed(
    table: list[_Line], columns: list[tuple[float, float]]
) -> tuple[tuple[tuple[str, ...], ...], frozenset[tuple[int, int]]]:
    """The cells by column; a heading that reaches over several columns stands in each of them."""
    rows, spread = [], set()
    for number, line in enumerate(table):
        row = [""] * len(columns)
        for cell in line:
            for step, column in enumerate(_under(cell, columns)):
                row[column] = f"{row[column]} {cell.text}".strip()
                if step:
                    spread.add((number, column))
        rows.append(row)
    first = next((number for number, line in enumerate(table) if _is_data(line)), 0)
    for number in range(first - 1):
        for column, text in _grouped(rows[number], rows[first - 1]):
            if rows[number][column] != text:
                rows[number][column] = text
                spread.add((number, column))
    return tuple(map(tuple, rows)), frozenset(spread)


def _grouped(over: list[str], under: list[str]) -> list[tuple[int, str]]:
    """The columns under headings of groups, with these: where the headings below repeat, once for every group."""
    named = [column for column, text in enumerate(under) if text]
    for skipped in range(len(named)):
        columns = named[skipped:]
        groups = [column for column in columns if over[column]]
        if len(groups) < 2 or len(columns) % len(groups):
            continue
        size = len(columns) // len(groups)
        blocks = [columns[begin : begin + size] for begin in range(0, len(columns), size)]
        alike = all([under[c] for c in block] == [under[c] for c in blocks[0]] for block in blocks)
        if size > 1 and alike and all(group in block for group, block in zip(groups, blocks, strict=True)):
            return [(c, over[group]) for group, block in zip(groups, blocks, strict=True) for c in block]
    return []


def _under(cell: _Run, columns: list[tuple[float, float]]) -> list[int]:
    """The columns that a cell overlaps; where it overlaps none, the nearest one."""
    found = [index for index, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]
    middle = (cell.left + cell.right) / 2
    return found or [min(range(len(columns)), key=lambda index: abs(sum(columns[index]) / 2 - middle))]
