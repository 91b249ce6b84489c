"""All Figures as one file, for people who go on in their own tools."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from yellowplate.errors import OutputError, UsageError
from yellowplate.market.tables import Tables, sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


def export(tables: Tables, format: str, out: Path) -> Path:
    """Write all Figures as `csv`, `parquet` or `xlsx` to the file `out`, which is replaced once all is written.

    Raises UsageError for another format or an Excel file without the extra, OutputError where `out` can't be written.
    """
    if format not in _WRITERS:
        raise UsageError(f"{format!r} is no format; choose one of {', '.join(_WRITERS)}.")
    if out.is_dir():
        raise OutputError(f"{out} is a folder; name a file to write to.")
    work = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        work.touch(exist_ok=False)
        with tables.connection.cursor() as cursor:
            _WRITERS[format](cursor.sql(sql("export")), work)
        work.replace(out)
    except OSError as error:
        raise OutputError(f"{out} can't be written: {error.strerror}; choose another place.") from None
    finally:
        with suppress(OSError):
            work.unlink(missing_ok=True)
    return out


def _csv(rows: DuckDBPyRelation, file: Path) -> None:
    rows.write_csv(str(file))


def _parquet(rows: DuckDBPyRelation, file: Path) -> None:
    rows.write_parquet(str(file))


def _xlsx(rows: DuckDBPyRelation, file: Path) -> None:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise UsageError("Excel files need openpyxl; install it with `pip install 'yellowplate[excel]'`.") from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.append(rows.columns)
    for row in rows.fetchall():
        sheet.append(row)
    book.save(file)


_WRITERS = {"csv": _csv, "parquet": _parquet, "xlsx": _xlsx}
