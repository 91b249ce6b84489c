"""A user's own Sources and Reports in one DuckDB file that no killed process can damage.

A connection is open only while a batch is read or written, so that processes take turns: DuckDB lets in either
one writer or any number of readers. Every row carries the number of its batch; a reader that remembers the last
number it saw keeps seeing the same rows.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yellowplate.errors import LedgerBusyError, LedgerError, NotALedgerError, OutputError
from yellowplate.facts import Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage

if TYPE_CHECKING:
    import duckdb

SCHEMA = 1
_CONTENT_BITS = 128
_BUSY = ("Could not set lock", "different configuration", "Unique file handle conflict")
_TABLES = frozenset((".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".tsv"))
_PAUSE = 0.02

Cells = tuple[str | date | None, ...]


class Snapshot(NamedTuple):
    """How far a desk file was written: the number of its last batch, and a hash of all its rows in any order."""

    batch: int = 0
    content: int = 0


@dataclass(frozen=True, slots=True)
class DeskFile:
    """The desk file at `path`; waits up to `patience` seconds while another process holds it.

    The first batch creates the file. Raises OutputError where it can't be created, NotALedgerError when the file is
    something else, LedgerBusyError when the wait was in vain, and LedgerError when it can't be used otherwise.
    """

    path: Path
    patience: float

    def __post_init__(self) -> None:
        """Refuse names that DuckDB takes for tables: it would keep all in memory, and lose it."""
        if self.path.suffix.lower() in _TABLES:
            raise NotALedgerError(f"{self.path} is named like a table; give the path of a desk file, as mine.duckdb.")

    def exists(self) -> bool:
        """Whether anything is at the path; raises LedgerError where that can't be told."""
        try:
            return self.path.exists()
        except OSError as error:
            raise LedgerError(f"{self.path} can't be reached: {error.strerror}; check the path.") from None

    def snapshot(self) -> Snapshot:
        """How far the file is written now; raises LedgerError if there is no file."""
        with self.connected(read_only=True) as connection:
            batches = connection.execute("SELECT number, content FROM batch").fetchall()
        content = sum(int(content, 16) for _, content in batches) % (1 << _CONTENT_BITS)
        return Snapshot(max((number for number, _ in batches), default=0), content)

    def load(self, upto: int) -> tuple[list[Source], list[Report]]:
        """The Sources and Reports up to that batch, in the order they were added."""
        with self.connected(read_only=True) as connection:
            sources = connection.execute(_sql("sources"), {"batch": upto}).fetchall()
            reports = connection.execute(_sql("reports"), {"batch": upto}).fetchall()
        return [_source(*row) for row in sources], _reports(reports)

    def add(self, sources: Iterable[Source], reports: Iterable[Report]) -> int:
        """Add in one transaction what is not yet there; returns how many Reports were new."""
        self.begin()
        said = {report.id: _report_cells(report) for report in reports}
        named = {source.id: _source_cells(source) for source in sources}
        with self.connected(read_only=False) as connection:
            connection.begin()
            (batch,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM batch").fetchone() or (1,)
            new_sources = _insert(connection, "source", named, batch)
            new_reports = _insert(connection, "report", said, batch)
            if new_sources or new_reports:
                content = _content([*(named[id] for id in new_sources), *(said[id] for id in new_reports)])
                connection.execute("INSERT INTO batch VALUES (?, ?)", [batch, content])
            connection.commit()
        return len(new_reports)

    def begin(self) -> None:
        """Start the file if there is none."""
        if not self.exists():
            self._create()

    def _create(self) -> None:
        """Put an empty desk in place, whole or not at all, and never over one that another process put there."""
        import duckdb

        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        try:
            with duckdb.connect(draft) as connection:
                connection.execute(_sql("schema"))
                connection.execute("INSERT INTO desk VALUES (?)", [SCHEMA])
            with suppress(FileExistsError):
                os.link(draft, self.path)
        except (OSError, duckdb.Error) as error:
            folder = self.path.parent
            reason = "there is no such folder" if not folder.is_dir() else f"{folder} can't be written to"
            raise OutputError(f"No desk can be started at {self.path}: {reason}; choose another place.") from error
        finally:
            with suppress(OSError):
                draft.unlink()

    @contextmanager
    def connected(self, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the checked file, also for tables that other layers keep in it; closed afterwards."""
        import duckdb

        with self._open(read_only) as connection:
            try:
                self._check(connection)
                yield connection
            except duckdb.Error as error:
                raise LedgerError(
                    f"{self.path} can't be {'read' if read_only else 'written'}: {_why(error)}."
                ) from error

    def _open(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        import duckdb

        if not self.exists():
            raise LedgerError(f"There is no desk at {self.path}; `yellowplate add` starts one.")
        if self.path.is_dir():
            raise NotALedgerError(f"{self.path} is a folder; give the path of a desk file.")
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return duckdb.connect(self.path, read_only=read_only)
            except duckdb.Error as error:
                if not any(sign in str(error) for sign in _BUSY):
                    raise self._unusable(error, read_only) from error
                if time.monotonic() > deadline:
                    raise LedgerBusyError(
                        f"Another process holds {self.path} and did not let go within {self.patience:g} s; "
                        "try again when it is done."
                    ) from error
            time.sleep(_PAUSE)

    def _unusable(self, error: duckdb.Error, read_only: bool) -> LedgerError:
        if "not a valid DuckDB database" in str(error):
            return NotALedgerError(f"{self.path} is no yellowplate desk; give another path.")
        return LedgerError(f"{self.path} can't be opened for {'reading' if read_only else 'writing'}: {_why(error)}.")

    def _check(self, connection: duckdb.DuckDBPyConnection) -> None:
        import duckdb

        try:
            found = connection.execute("SELECT schema FROM desk").fetchall()
        except (duckdb.CatalogException, duckdb.BinderException):
            raise NotALedgerError(f"{self.path} is a DuckDB file but no yellowplate desk; give another path.") from None
        if found != [(SCHEMA,)]:
            version = found[0][0] if found else "none"
            raise LedgerError(
                f"{self.path} is a desk of version {version}, and this yellowplate uses version {SCHEMA}; "
                "use the yellowplate that wrote it."
            )


def _why(error: Exception) -> str:
    """The first line of the engine's message, without its class and its full stop."""
    return str(error).splitlines()[0].split(": ", 1)[-1].rstrip(".!")


def _sql(name: str) -> str:
    return (files("yellowplate.ledger") / f"{name}.sql").read_text(encoding="utf-8")


_SOURCE_COLUMNS = ("url", "kind", "publisher", "voice", "published", "title")
_REPORT_COLUMNS = (
    "source",
    "subject",
    "segment",
    "period",
    "measure",
    "number",
    "relation",
    "scope",
    "stage",
    "place",
    "published",
)


def _source_cells(source: Source) -> Cells:
    return (source.url, source.kind.value, source.publisher, source.voice, source.published, source.title)


def _report_cells(report: Report) -> Cells:
    return (
        report.source,
        report.subject,
        report.segment.value,
        str(report.period),
        report.measure.value,
        str(report.number),
        report.relation.value,
        report.scope,
        report.stage.value,
        report.place,
        report.published,
    )


def _insert(connection: duckdb.DuckDBPyConnection, kind: str, rows: Mapping[str, Cells], batch: int) -> list[str]:
    """Insert the rows whose ids are not there yet; returns these ids."""
    columns = _SOURCE_COLUMNS if kind == "source" else _REPORT_COLUMNS
    values: dict[str, Any] = {"id": list(rows), "batch": batch}
    values |= {column: [cells[index] for cells in rows.values()] for index, column in enumerate(columns)}
    return [id for (id,) in connection.execute(_sql(f"add_{kind}s"), values).fetchall()]


def _content(rows: Iterable[Cells]) -> str:
    """A hash of the rows that doesn't depend on their order, so that sums over batches make sense."""
    total = 0
    for cells in rows:
        digest = hashlib.blake2b(repr([str(cell) for cell in cells]).encode(), digest_size=_CONTENT_BITS // 8)
        total += int.from_bytes(digest.digest())
    return f"{total % (1 << _CONTENT_BITS):x}"


def _source(id: str, url: str, kind: str, publisher: str, voice: str, published: date | None, title: str) -> Source:
    return Source(id, url, Kind(kind), publisher, voice, published, title)


def _reports(rows: Iterable[tuple[Any, ...]]) -> list[Report]:
    """Reports from their cells; periods and numbers repeat, so each text is parsed once."""
    rows = list(rows)
    periods = {text: Period.parse(text) for text in {row[3] for row in rows}}
    numbers = {text: Number.parse(text) for text in {row[5] for row in rows}}
    return [
        Report(
            source,
            subject,
            Segment(segment),
            periods[period],
            Measure(measure),
            numbers[number],
            Relation(relation),
            scope,
            Stage(stage),
            place,
            published,
        )
        for source, subject, segment, period, measure, number, relation, scope, stage, place, published in rows
    ]
