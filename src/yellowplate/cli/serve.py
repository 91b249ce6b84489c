"""Commands that answer others: a browser, programs, assistants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from typer import Option

from yellowplate.cli.shared import AsOf, DeskPath, app
from yellowplate.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType


@app.command(epilog="Examples: yellowplate serve; yellowplate serve --port 8080 --desk mine.duckdb --write")
def serve(
    port: Annotated[int, Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    host: Annotated[
        str, Option(metavar="ADDRESS", help="The address to listen at; others can reach all but loopback.")
    ] = "127.0.0.1",
    write: Annotated[bool, Option("--write", help="Let pages add files to the desk file.")] = False,
    workers: Annotated[int, Option(min=1, max=32, help="Processes for what takes long.")] = 2,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Serve pages, an API and tools for assistants, to this machine alone unless told otherwise."""
    if write and desk is None:
        raise UsageError("The packaged facts can't be added to; name a desk file of your own with --desk PATH.")
    if write and as_of is not None:
        raise UsageError("What is added now isn't seen as of a day; leave out --write or --as-of.")
    running = _with_extra("yellowplate.web.run")
    code: int = running.run(desk, _day(as_of), host=host, port=port, writes=write, workers=workers)
    return code


@app.command(epilog="Examples: yellowplate mcp; yellowplate mcp --http 8766 --desk mine.duckdb")
def mcp(
    http: Annotated[
        int | None,
        Option("--http", min=0, max=65535, metavar="PORT", help="Speak streamable HTTP at this port, on loopback."),
    ] = None,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Tools for assistants by the Model Context Protocol, over standard input and output or streamable HTTP."""
    running = _with_extra("yellowplate.web.run")
    day = _day(as_of)
    code: int = running.assist(desk, day) if http is None else running.run(desk, day, port=http, path_shown="/mcp/")
    return code


def _with_extra(name: str) -> ModuleType:
    """A module that needs the extra [web]; says so where that isn't installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if str(error.name).startswith("yellowplate"):
            raise
        raise UsageError(
            f"{error.name} isn't installed, which pages and tools need; `pip install 'yellowplate[web]'` brings it."
        ) from None


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2025-12-31.") from None
