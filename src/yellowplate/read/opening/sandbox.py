"""Opening a file without trusting it: its kind by its content, its grids from a process under limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from yellowplate.errors import InputError
from yellowplate.read.opening import limits
from yellowplate.read.opening.grid import Grid, Opened
from yellowplate.read.opening.kinds import kind_of

_HEAD_BYTES = 8192


def head_of(path: Path) -> bytes:
    """The first bytes of a file; raises InputError for one that can't be read, is empty or too large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}; check the path.") from None
    if not size or not head.strip():
        raise InputError(f"{path} is empty; there is nothing to read.")
    return head


def open_grids(path: Path, head: bytes) -> Opened:
    """The grids of the file; raises InputError, in seconds and within bounded memory, whatever the file is."""
    import subprocess

    if path.stat().st_size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // limits.MEBI
        raise InputError(f"{path} has more than {most} MiB, more than any release; cut out the tables.")
    kind = kind_of(head)
    command = [sys.executable, "-P", "-m", "yellowplate.read.opening.worker", kind.value, str(path.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limits.PATIENCE_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise InputError(f"{path} takes too long to open; cut out the tables.") from None
    if done.returncode:
        reason = "takes more memory or time than any release does" if done.returncode < 0 else "can't be opened"
        raise InputError(f"{path} {reason}; it is damaged or no {kind} for this desk. Save its tables as CSV.")
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise InputError(f"{path}: {answer['problem']}")
    return Opened([Grid.of(data) for data in answer["grids"]], answer["address"])
