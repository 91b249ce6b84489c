"""The worked-out tables, kept in the user's cache folder: the second question of the same ledger is instant."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from yellowplate.market.tables import fill

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from yellowplate.ledger import Ledger

_KEPT = 8


def connect(ledger: Ledger) -> DuckDBPyConnection:
    """A connection to the tables of a ledger: from the cache, else worked out and kept there if that can be written."""
    folder = cache_folder()
    file = folder / f"{_key(ledger)}.duckdb"
    found = _open(file)
    if found is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as room:
            work = Path(room) / "tables.duckdb"
            with duckdb.connect(work) as connection:
                _work_out(connection, ledger)
            work.replace(file)
        _tidy(folder)
    except OSError:
        pass
    return _open(file) or _in_memory(ledger)


def cache_folder() -> Path:
    """Where the tables are kept: YELLOWPLATE_CACHE, or the user's cache folder."""
    if chosen := os.environ.get("YELLOWPLATE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("yellowplate", appauthor=False)


def _key(ledger: Ledger) -> str:
    """Changes with whatever the tables depend on: the ledger, the package's files, and the engine's file format."""
    digest = hashlib.blake2b(f"{ledger.state} {duckdb.__version__}".encode(), digest_size=16)
    root = Path(__file__).parents[1]
    for path in sorted(path for kind in ("py", "sql", "csv") for path in root.rglob(f"*.{kind}")):
        state = path.stat()
        digest.update(f"{path.relative_to(root)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _open(file: Path) -> DuckDBPyConnection | None:
    if not file.exists():
        return None
    with suppress(duckdb.Error):
        return duckdb.connect(file, read_only=True)
    return None


def _in_memory(ledger: Ledger) -> DuckDBPyConnection:
    connection = duckdb.connect()
    _work_out(connection, ledger)
    return connection


def _work_out(connection: DuckDBPyConnection, ledger: Ledger) -> None:
    from yellowplate.catalog import Catalog
    from yellowplate.reconcile import reconcile

    catalog, sources, reports = Catalog.packaged(), ledger.sources(), ledger.reports()
    done = reconcile(reports, sources, catalog)
    fill(connection, reports, sources.values(), done.figures, done.verdicts.values(), catalog)


def _tidy(folder: Path) -> None:
    """Forget the oldest tables; each is worked out again when asked for."""
    kept = sorted(folder.glob("*.duckdb"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[_KEPT:]:
        file.unlink(missing_ok=True)
