"""The ledger: every Source and Report that the desk knows, as of a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yellowplate.errors import LedgerError
from yellowplate.facts import Report, Source
from yellowplate.ledger.deskfile import DeskFile, Snapshot
from yellowplate.ledger.packaged import packaged_ids, packaged_reports, packaged_sources, packaged_state
from yellowplate.ledger.vintage import published_by


class Added(NamedTuple):
    """What adding did: how many Reports were new, and how many the ledger knew already."""

    new: int
    known: int


class Ledger:
    """Append-only Sources and Reports: the packaged ones beneath, those of a desk file on top.

    A ledger shows its desk file as it was when opened; what others add later shows in the next one opened.
    """

    def __init__(self, file: DeskFile | None, as_of: date | None, read_only: bool) -> None:
        self._file = file
        self._as_of = as_of
        self._read_only = read_only
        self._seen = file.snapshot() if file and (read_only or file.exists()) else Snapshot()
        self._loaded: tuple[list[Source], list[Report]] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        as_of: date | None = None,
        read_only: bool = True,
        patience: float = 5.0,
    ) -> Ledger:
        """Open the packaged facts, and the desk file at `path` on top of them.

        With `as_of` only what was published by the end of that day is seen; an undated page counts from the day
        after the latest period it prints, an undated official table row by row from the day after each row's
        period. `read_only=False` lets `add` write, and start the file if there is none. While another process
        holds the file, waits up to `patience` seconds. Raises LedgerError if there is no such desk to read,
        NotALedgerError, or LedgerBusyError.
        """
        if path is not None and not str(path):
            raise LedgerError("The path of the desk is empty; leave it out to use the packaged facts alone.")
        return cls(None if path is None else DeskFile(Path(path), patience), as_of, read_only)

    @property
    def state(self) -> str:
        """A hash of all that the ledger shows, without reading it: equal states answer every question alike."""
        text = f"{packaged_state()} {self._seen.content:x} {self._as_of}"
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def reports(self) -> list[Report]:
        """The Reports that could be read by `as_of`, packaged ones first; each statement of a source once."""
        reports = self._all_reports()
        return reports if self._as_of is None else published_by(self._as_of, reports, self._all_sources())

    def sources(self) -> dict[str, Source]:
        """The Sources of these Reports by id, and those published by then that have none."""
        sources = self._all_sources()
        if self._as_of is None:
            return sources
        speaking = {report.source for report in self.reports()}
        day = self._as_of
        return {
            id: source
            for id, source in sources.items()
            if id in speaking or (source.published is not None and source.published <= day)
        }

    def add(self, sources: Mapping[str, Source], reports: Iterable[Report]) -> Added:
        """Add Sources and Reports, all of them or, if anything fails, none; what is known already stays as it is.

        Raises LedgerError for a ledger that has no file of its own or was opened for reading, and for a Report
        whose Source is nowhere; OutputError where the file can't be started; LedgerBusyError.
        """
        if self._file is None or self._read_only:
            raise LedgerError("This ledger is for reading; open one with a path and `read_only=False` to add to it.")
        said = {report.id: report for report in reports}
        strange = {report.source for report in said.values()} - sources.keys() - packaged_sources().keys()
        if strange and (nowhere := strange - self._all_sources().keys()):
            raise LedgerError(f"A Report names the source {min(nowhere)!r}, which is nowhere; add its Source too.")
        new = self._file.add(
            [source for id, source in sources.items() if id not in packaged_sources()],
            [report for id, report in said.items() if id not in packaged_ids()],
        )
        self._seen, self._loaded = self._file.snapshot(), None
        return Added(new, len(said) - new)

    def _all_sources(self) -> dict[str, Source]:
        added = {source.id: source for source in self._own()[0]}
        return dict(packaged_sources()) | {id: source for id, source in added.items() if id not in packaged_sources()}

    def _all_reports(self) -> list[Report]:
        """Packaged and own; what was added by hand may since have come into the package."""
        return [*packaged_reports(), *(report for report in self._own()[1] if report.id not in packaged_ids())]

    def _own(self) -> tuple[list[Source], list[Report]]:
        if self._loaded is None:
            self._loaded = self._file.load(self._seen.batch) if self._file and self._seen.batch else ([], [])
        return self._loaded
