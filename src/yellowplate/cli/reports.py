"""Commands that tell what is worth telling: the stories of a period, a launch, the written report."""

from __future__ import annotations

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


@app.command(epilog="Example: yellowplate report 2025-11 --focus nissan/roox --out report")
def report(
    period: PeriodText,
    focus: Annotated[
        str, Option(metavar="SUBJECT", help="The car that the report looks at closely.", autocompletion=subjects)
    ],
    out: Annotated[Path, Option(metavar="DIR", help="The folder to write into.")],
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Write the market report of a period: a page, its text, charts and data."""
    with opened_desk(desk, as_of) as opened:
        written = opened.report(period, focus, out)
    found = {"page": str(written.page), "files": [str(file) for file in written.files]}
    return tell(found, written.page.resolve().as_uri(), as_json)
