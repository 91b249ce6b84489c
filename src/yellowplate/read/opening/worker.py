"""Opens one file in a process of its own, under limits on memory and time, and prints its grids.

The libraries that take formats apart are large and partly not memory-safe; what a hostile file makes of them ends here.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from yellowplate.errors import YellowplateError
from yellowplate.read.opening import limits
from yellowplate.read.opening.grid import Opened
from yellowplate.read.opening.kinds import FileKind


def opener(kind: FileKind) -> Callable[[bytes], Opened]:
    """What opens a file of that kind; it raises InputError."""
    if kind is FileKind.WORKBOOK:
        from yellowplate.read.opening.workbook import read_workbook

        return read_workbook
    if kind is FileKind.PDF:
        from yellowplate.read.opening.pdf import read_pdf

        return read_pdf
    if kind is FileKind.PAGE:
        from yellowplate.read.opening.page import read_page

        return read_page
    from yellowplate.read.opening.delimited import read_delimited

    return read_delimited


def confine() -> None:
    """Limit what this process may use from now on; the system ends it where it takes more."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str, path: str) -> None:
    """Print the grids of the file as JSON, or the one sentence that says why there are none."""
    confine()
    answer: dict[str, object]
    try:
        opened = opener(FileKind(kind))(Path(path).read_bytes())
        answer = {"grids": [grid.data() for grid in opened.grids], "address": opened.address}
    except YellowplateError as error:
        answer = {"problem": str(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
