"""The sheets of a workbook (xls, xlsx, ods) become grids."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from yellowplate.errors import InputError
from yellowplate.read.opening import limits
from yellowplate.read.opening.grid import Budget, Grid, Opened, squared

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_FINE = Decimal("0.0001")  # computed cells carry more digits than anyone prints


def read_workbook(data: bytes) -> Opened:
    """One grid a sheet that holds anything; raises InputError for a damaged, locked or oversized workbook."""
    import python_calamine

    if data.startswith(b"PK"):
        _check_unpacked(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Opened(list(_sheets(book, Budget())))
    except python_calamine.PasswordError:
        raise InputError("the workbook is locked with a password; save it without one.") from None
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise InputError(
            f"the workbook is damaged ({str(error).splitlines()[0] if str(error) else 'unreadable'})."
        ) from None


def _sheets(book: CalamineWorkbook, budget: Budget) -> Iterator[Grid]:
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        budget.spend(sheet.total_height * min(sheet.total_width, limits.COLUMNS))
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if rows and any(map(any, rows)):
            whole = [list(row) for row in squared(rows)]
            spread = _merge(whole, sheet.merged_cell_ranges or [])
            yield Grid(tuple(map(tuple, whole)), f"sheet {name}", (), name, frozenset(spread))


def _merge(rows: list[list[str]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> set[tuple[int, int]]:
    """Write the text of merged cells into all places they cover; returns the places that continue one."""
    spread = set()
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, left + limits.SPREAD, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    spread.add((row, column))
    return spread


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else " ".join(str(cell).split())


def _number(value: float) -> str:
    if value != value or abs(value) >= 1e15:
        return str(value)
    plain = Decimal(repr(value))
    exponent = plain.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _FINE.as_tuple().exponent:  # type: ignore[operator]
        return format(plain.quantize(_FINE, ROUND_HALF_EVEN), "f")
    return str(int(value)) if value.is_integer() else format(plain, "f")


def _check_unpacked(data: bytes) -> None:
    """Refuse by its directory what unpacks to too much; a directory that lies meets the limit on memory."""
    try:
        files = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"it is a damaged workbook ({error}); fetch it again.") from None
    if len(files) > limits.PACKED_FILES or sum(file.file_size for file in files) > limits.UNPACKED_BYTES:
        most = limits.UNPACKED_BYTES // limits.MEBI
        raise InputError(f"the workbook unpacks to more than {most} MiB, so it isn't opened; save its tables as CSV.")
