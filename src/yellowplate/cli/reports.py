"""Commands that tell what is worth telling: the stories of a period, a launch, the written report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from typer import Option

from yellowplate.cli.shared import (
    AsOf,
    DeskPath,
    JsonFlag,
    PeriodText,
    SegmentChoice,
    SubjectText,
    app,
    opened_desk,
    show,
    subjects,
    tell,
)
from yellowplate.facts import Segment


@app.command(epilog="Examples: yellowplate stories 2025-11; yellowplate stories 2025-11 --focus nissan/roox --json")
def stories(
    period: PeriodText,
    focus: Annotated[
        str | None,
        Option(metavar="SUBJECT", help="A car of which everything is told.", autocompletion=subjects),
    ] = None,
    segment: SegmentChoice = Segment.KEI_PASSENGER,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """What is worth telling of a period, the weightiest first: how it is weighed stands in the parts of the score."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.stories(period, focus, segment=segment)
    return show(answer, as_json)


@app.command(epilog="Examples: yellowplate launch nissan/roox; yellowplate launch N-BOX --until 2018-03")
def launch(
    subject: SubjectText,
    until: Annotated[
        str | None, Option(metavar="MONTH", help="The latest launch by this month, as it stood then.")
    ] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """A launch: orders against plan and registrations, the backlog, and earlier launches of its class."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.launch(subject, until)
    return show(answer, as_json)


@app.command(
    epilog="Examples: yellowplate report 2025-11 --focus nissan/roox --out report; "
    "yellowplate report 2024 --kind year --language ja --out report"
)
def report(
    period: PeriodText,
    out: Annotated[Path, Option(metavar="DIR", help="The folder to write into.")],
    focus: Annotated[
        str,
        Option(
            metavar="SUBJECT",
            help="The car, or for a report of kind maker the maker, that it looks at closely.",
            show_default="whom the lead story tells of",
            autocompletion=subjects,
        ),
    ] = "",
    kind: Annotated[str, Option(metavar="KIND", help="What it is about: month, model, maker or year.")] = "month",
    language: Annotated[str, Option(metavar="LANGUAGE", help="The language it is written in: en, ja or uk.")] = "en",
    pdf: Annotated[bool, Option("--pdf", help="Print it to PDF too, by a Chromium on this machine.")] = False,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Write a report: a page, its text as Markdown and as a post, charts and data."""
    with opened_desk(desk, as_of) as opened, progress() as told:
        written = opened.report(period, focus, out, kind=kind, language=language, pdf=pdf, tell=told)
    found = {"page": str(written.page), "files": [str(file) for file in written.files]}
    return tell(found, written.page.resolve().as_uri(), as_json)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Tells on a terminal what is being done, and wipes it away at the end."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    try:
        yield lambda step: print(f"\r\033[K{step.capitalize()} ...", end="", file=sys.stderr, flush=True)
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
