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

from yellowplate.cli.shared import JsonFlag, app, opened_desk, show, subjects
from yellowplate.errors import OutputError, UsageError

if TYPE_CHECKING:
    from yellowplate.entry.appraisal import Appraisal
    from yellowplate.entry.cases import Cases


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
    "... --scenario eased --set fx=111 --set certification=30e6 --html roox.html; ... --cases 158.1,111 --html c.html"
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
    cases: Annotated[
        str,
        Option(metavar="RATE,...", help="JPY per USD: each under today's and eased rules, alone and with partners."),
    ] = "",
    html: Annotated[Path | None, Option("--html", metavar="FILE", help="Write a page with charts.")] = None,
    as_json: JsonFlag = False,
) -> int:
    """Would it pay to sell this car there, alone or with partners: the answer, its odds, and what decides it."""
    from yellowplate.entry.appraisal import steps
    from yellowplate.entry.ask import Asked, given_of, partners_of
    from yellowplate.entry.cases import case_steps, rates_of

    given, threads = given_of(set_ or []), workers or os.cpu_count() or 1
    asked = Asked(car, market, on, price, str(scenario), partners_of(partners), str(build), draws, seed, given)
    answer: Appraisal | Cases
    if cases:
        rates = rates_of(cases)
        if scenario is not Scenarios.TODAY or "fx" in given:
            raise UsageError("--cases asks for every scenario at its own rates; leave --scenario and --set fx away.")
        with opened_desk(None, None) as desk, _progress(seed, case_steps(asked, rates)) as done:
            answer = desk.enter_cases(asked, rates, threads, done)
    else:
        with opened_desk(None, None) as desk, _progress(seed, steps(asked)) as done:
            answer = desk.enter(asked, threads, done)
    if html is not None:
        _write(html, answer.html())
        print(html, file=sys.stderr)
    return show(answer, as_json)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}; name a file in a folder of yours.") from None


@contextmanager
def _progress(seed: int, total: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal that counts the draws."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Drawing, seed {seed}", total=total)
        yield lambda finished: bar.advance(task, finished)
