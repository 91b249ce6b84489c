"""The desk that is asked: always the one of the ledger as it stands, opened anew when its file has changed."""

from __future__ import annotations

import asyncio
import hashlib
import time
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from yellowplate.desk import Desk
from yellowplate.ledger import Ledger

_RACY_SECONDS = 2.0  # a file written so lately may be written again without its time showing it

Stamp = tuple[tuple[int, int, int] | None, ...]


class Held(NamedTuple):
    """A desk and the state of its ledger."""

    desk: Desk
    state: str


class Desks:
    """Holds one desk at a time; `path` is the user's own desk file, which need not be there if it `may_begin`."""

    def __init__(self, path: str | Path | None = None, as_of: date | None = None, *, may_begin: bool = False) -> None:
        self.path = None if path is None else Path(path)
        self.as_of = as_of
        self.may_begin = may_begin
        self._lock = Lock()
        self._held: Held | None = None
        self._stamp: Stamp = ()
        self._settled = False

    def known(self) -> Held | None:
        """The desk that is open, if its file is surely as it was; None means that `current` has to look."""
        held = self._held
        return held if held and self._settled and self._stamp == self._now() else None

    def current(self) -> Held:
        """The desk of the ledger as it stands now; raises LedgerError where that can't be read."""
        if (held := self.known()) is not None:
            return held
        with self._lock:
            stamp = self._now()
            path = None if self.path is not None and self.may_begin and not self.path.exists() else self.path
            state = _digest(Ledger.open(path, self.as_of).state, code_version(), str(self.as_of))
            if self._held is None or self._held.state != state:
                self._held = Held(Desk(path, self.as_of), state)
            self._stamp, self._settled = stamp, _settled(stamp)
            return self._held

    async def looked_up(self) -> Held:
        """The same as `current`, beside other requests where it has to look."""
        held = self.known()
        return held if held is not None else await asyncio.to_thread(self.current)

    def to_write(self) -> Desk:
        """A desk of the user's own file, for adding to it."""
        return Desk(self.path, None)

    def _now(self) -> Stamp:
        return () if self.path is None else (_of(self.path), _of(self.path.with_name(f"{self.path.name}.wal")))


def _of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _settled(stamp: Stamp) -> bool:
    """Whether the files were last written long enough ago for their times to tell a later writing apart."""
    written = max((found[0] for found in stamp if found), default=0)
    return time.time_ns() - written > _RACY_SECONDS * 1e9


@cache
def code_version() -> str:
    """Changes with every file of the package, so that nothing made by other code is taken for current."""
    root = Path(__file__).parents[1]
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return _digest(*(f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
