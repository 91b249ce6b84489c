"""What all commands share: the app, common options, the opened desk, and how an answer is shown."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from yellowplate.facts import Segment

if TYPE_CHECKING:
    from yellowplate.desk import Desk
    from yellowplate.market.shapes import Sheet

NO, BAD, INTERRUPTED = 1, 2, 130
_PATIENCE_SECONDS = 0.8

app = typer.Typer(
    name="yellowplate",
    epilog="Example: yellowplate rank 2025-11",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"yellowplate {version('yellowplate')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, Option("--version", callback=_say_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """The market desk for vehicle registration figures, first of all for Japan's kei cars."""


def subjects(incomplete: str) -> list[str]:
    """Ids that begin like this, for completion."""
    from yellowplate.catalog import Catalog

    catalog = Catalog.packaged()
    return [
        id_
        for kind in (catalog.nameplates, catalog.makers, catalog.segments)
        for id_ in kind
        if id_.startswith(incomplete)
    ]


PeriodText = Annotated[
    str, Argument(metavar="PERIOD", help="A month 2025-11, a year 2025 or FY2025, a run 2025-01..2025-06.")
]
SubjectText = Annotated[
    str,
    Argument(metavar="SUBJECT", help="A car, maker or segment: an id or any of its names.", autocompletion=subjects),
]
JsonFlag = Annotated[bool, Option("--json", help="Print JSON.")]
DeskPath = Annotated[
    str | None, Option("--desk", metavar="PATH", help="A desk file of your own, on top of the packaged facts.")
]
AsOf = Annotated[
    str | None, Option("--as-of", metavar="DATE", help="Know only what was published by this day, as 2025-12-31.")
]
SegmentChoice = Annotated[Segment, Option(help="The part of the market.")]
SegmentOfSubject = Annotated[
    Segment | None, Option(help="The part of the market; by default where the subject is counted.")
]


@contextmanager
def opened_desk(path: str | None, as_of: str | None) -> Iterator[Desk]:
    """The desk; says so on a terminal when the answer takes its time."""
    from yellowplate.desk import open_desk

    waiting = Timer(_PATIENCE_SECONDS, _say_wait)
    waiting.daemon = True
    if sys.stderr.isatty():
        waiting.start()
    try:
        yield open_desk(path, as_of)
    finally:
        said = waiting.finished.is_set()
        waiting.cancel()
        if said:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _say_wait() -> None:
    print("Working it out; the next question will be quicker ...", end="", file=sys.stderr, flush=True)


def tell(found: dict[str, Any], sentence: str, as_json: bool) -> int:
    """Print what was done, as a sentence or as JSON; the exit code."""
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else sentence)
    return 0


def show(answer: Sheet, as_json: bool) -> int:
    """Print an answer for a terminal, a pipe or a program; the exit code is 1 where nothing is known."""
    from yellowplate.market.shapes import Gap

    if as_json:
        print(answer.json())
    elif sys.stdout.isatty():
        from rich.console import Console

        Console().print(answer)
    else:
        print("\n".join(_plain(answer)))
    return NO if isinstance(answer, Gap) else 0


def _plain(answer: Sheet) -> Iterator[str]:
    """The answer as text for a pipe: columns aligned by what a terminal shows, numbers to the right, nothing cut.

    Where COLUMNS tells a width, minor columns give way to it, as they do on a terminal.
    """
    yield answer.title
    rows = [list(answer.columns), *(list(row) for row in answer.shown())]
    if len(rows) > 1:
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        right = [
            all(isinstance(cell, int | float | None) for cell in column) for column in zip(*answer.rows(), strict=True)
        ]
        kept = _fitting(answer, widths)
        yield ""
        for row in rows:
            cells = (
                " " * (widths[at] - _width(row[at])) + row[at]
                if right[at]
                else row[at] + " " * (widths[at] - _width(row[at]))
                for at in kept
            )
            yield "  ".join(cells).rstrip()
    if notes := answer.notes():
        yield ""
        yield from notes


def _fitting(answer: Sheet, widths: Sequence[int]) -> list[int]:
    """The columns that are printed: all of them, or as many as COLUMNS has room for."""
    kept = list(range(len(widths)))
    room = os.environ.get("COLUMNS", "")
    for name in answer.minor if room.isdecimal() and int(room) else ():
        if sum(widths[at] + len("  ") for at in kept) - len("  ") <= int(room):
            break
        kept = [at for at in kept if answer.columns[at] != name]
    return kept


def _width(text: str) -> int:
    """How many cells of a terminal a text takes: Japanese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
