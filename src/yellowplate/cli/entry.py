"""The command that appraises a market entry."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from yellowplate.cli.shared import JsonFlag, app, opened_desk, show, subjects, tell
from yellowplate.errors import OutputError

if TYPE_CHECKING:
    from yellowplate.entry.ask import Asked


class Scenarios(StrEnum):
    """Which rules hold."""

    TODAY = "today"
    EASED = "eased"
    LOW_SPEED = "low-speed"


class Builds(StrEnum):
    """Where it is built."""

    JAPAN = "japan"
    US = "us"


@app.command(
    epilog="Examples: yellowplate enter nissan/roox us --on 2026-01; ... --partners nissan,mitsubishi --build us; "
    "... --scenario eased --set fx=111 --set certification=30e6 --html roox.html"
)
def enter(
    car: Annotated[str, Argument(metavar="CAR", help="A kei car by id or any of its names.", autocompletion=subjects)],
    market: Annotated[str, Argument(help="us.")] = "us",
    on: Annotated[str, Option(metavar="MONTH", help="When it is decided: whose law and duty count.")] = "2026-01",
    price: Annotated[float | None, Option(metavar="USD", help="The sticker; by default chosen against rivals.")] = None,
    scenario: Annotated[Scenarios, Option(help="The rules of the day, or eased for kei-size cars.")] = Scenarios.TODAY,
    partners: Annotated[str, Option(metavar="MAKER,...", help="Who sells it; the first leads.")] = "",
    build: Annotated[Builds, Option(help="Imported from Japan or built in the US.")] = Builds.JAPAN,
    set_: Annotated[
        list[str] | None,
        Option("--set", metavar="INPUT=VALUE", help="An input: fx=150, certification=30e6."),
    ] = None,
    draws: Annotated[int, Option(metavar="N", help="How many draws.")] = 10_000,
    seed: Annotated[int, Option(metavar="N", help="The seed; the same gives the same result.")] = 1,
    workers: Annotated[int | None, Option(min=1, metavar="N", help="How many threads; by default all cores.")] = None,
    html: Annotated[Path | None, Option("--html", metavar="FILE", help="Write a page with charts.")] = None,
    as_json: JsonFlag = False,
) -> int:
    """Would it pay to sell this car there, alone or with partners: the answer, its odds, and what decides it."""
    from yellowplate.entry.ask import Asked, given_of, partners_of

    given = given_of(set_ or [])
    asked = Asked(car, market, on, price, str(scenario), partners_of(partners), str(build), draws, seed, given)
    with opened_desk(None, None) as desk, _progress(asked) as done:
        answer = desk.enter(asked, workers or os.cpu_count() or 1, done)
    if html is None:
        return show(answer, as_json)
    _write(html, answer.html())
    if as_json:
        return show(answer, as_json)
    return tell({"file": str(html)}, f"{answer.title}\n{answer.odds_sentence()}\n{html}", as_json)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}; name a file in a folder of yours.") from None


@contextmanager
def _progress(asked: Asked) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal that counts the draws."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    from yellowplate.entry.appraisal import steps

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Drawing, seed {asked.seed}", total=steps(asked))
        yield lambda finished: bar.advance(task, finished)
