"""The facts that come with the package, read only when somebody asks for them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yellowplate
from yellowplate.read.rows import read_rows, read_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yellowplate.facts import Report, Source

_DATA = Path(yellowplate.__path__[0]) / "data"


@cache
def packaged_sources() -> Mapping[str, Source]:
    """The packaged Sources by id."""
    return MappingProxyType(read_sources(_DATA / "sources.csv"))


@cache
def packaged_reports() -> tuple[Report, ...]:
    """The packaged Reports in the order of their file; the same statement of a source once."""
    from yellowplate.catalog import Catalog

    rows = read_rows(_DATA / "reports.csv", Catalog.packaged(), packaged_sources())
    return tuple({report.id: report for report in reversed(rows.reports)}.values())[::-1]


@cache
def packaged_ids() -> frozenset[str]:
    """The ids of the packaged Reports."""
    return frozenset(report.id for report in packaged_reports())


@cache
def packaged_state() -> str:
    """A hash over the bytes of all packaged tables: names decide what a row speaks of, so the catalog's count too."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_DATA.rglob("*.csv")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_DATA).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
