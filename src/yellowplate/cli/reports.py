"""The command that writes the market report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option

from yellowplate.cli.shared import AsOf, DeskPath, JsonFlag, PeriodText, app, opened_desk, subjects, tell


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
