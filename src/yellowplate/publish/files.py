"""Writing a set of files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from yellowplate.errors import OutputError


@dataclass(frozen=True, slots=True)
class Written:
    """What a report left on disk: every file, and the page to open."""

    files: tuple[Path, ...]
    page: Path


def write_all(out: Path, contents: Mapping[str, bytes], owned: frozenset[str]) -> tuple[Path, ...]:
    """Put every content under its name into the folder `out`, made if need be; the last name is put there last.

    All files are written out in full under other names before the first one takes its place, so that a failure
    leaves the folder as it was. Names in `owned` that are not written this time are removed: they belong to an
    earlier report. Raises OutputError.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_folders(out, owned)
        with tempfile.TemporaryDirectory(prefix=".yellowplate-", dir=out) as staging:
            for name, content in contents.items():
                _write(Path(staging) / name, content)
            for name in contents:
                (Path(staging) / name).replace(out / name)
        for name in owned - contents.keys():
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"The report can't be written to {out}: {reason}; choose another folder with --out."
        ) from error
    return tuple(out / name for name in contents)


def _refuse_folders(out: Path, names: Iterable[str]) -> None:
    """Find out before anything is replaced that a name is taken by a folder."""
    for name in sorted(names):
        if (out / name).is_dir():
            raise IsADirectoryError(0, f"{name} is a folder there")


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
