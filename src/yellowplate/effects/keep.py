"""Where attention is kept: a table of its own in the user's desk file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from yellowplate.effects.attention import Look
from yellowplate.effects.panel import Grain, first_day
from yellowplate.ledger import DeskFile

_CREATE = """
CREATE TABLE IF NOT EXISTS attention (
    source VARCHAR, term VARCHAR, subject VARCHAR, grain VARCHAR, time INTEGER, views DOUBLE,
    PRIMARY KEY (source, term, grain, time)
)
"""
_INSERT = "INSERT INTO attention VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET views = excluded.views"
_PATIENCE_SECONDS = 10.0


def keep(path: str | Path, looks: Sequence[Look]) -> tuple[int, int]:
    """Keep looks in a desk file, the latest download of a day holding; how many are new, and how many were known."""
    file = DeskFile(Path(path), _PATIENCE_SECONDS)
    file.begin()
    with file.connected(read_only=False) as connection:
        connection.begin()
        connection.execute(_CREATE)
        ((before,),) = connection.execute("SELECT count(*) FROM attention").fetchall()
        connection.executemany(_INSERT, [list(look) for look in looks])
        ((after,),) = connection.execute("SELECT count(*) FROM attention").fetchall()
        connection.commit()
    return after - before, len(looks) - (after - before)


def kept(path: str | Path | None, as_of: date | None = None) -> list[Look]:
    """All looks of a desk file, in order; with `as_of` those of the time before that day."""
    if path is None:
        return []
    with DeskFile(Path(path), _PATIENCE_SECONDS).connected(read_only=True) as connection:
        if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'attention'").fetchall():
            return []
        rows = connection.execute("SELECT * FROM attention ORDER BY ALL").fetchall()
    looks = [
        Look(source, term, subject, Grain(grain), time, views) for source, term, subject, grain, time, views in rows
    ]
    return [look for look in looks if as_of is None or first_day(look.grain, look.time) < as_of]
