"""Commands that read what a user hands over: tables into a desk file, an article to be judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from yellowplate.cli.shared import NO, AsOf, DeskPath, JsonFlag, app, opened_desk, tell
from yellowplate.errors import UsageError

_UNREAD_SHOWN = 8


@app.command(epilog='Examples: yellowplate add 2025.xlsx --desk mine.duckdb; ... --columns "name=車名,units=台数"')
def add(
    files: Annotated[
        list[Path], Argument(metavar="FILE...", help="CSV, Excel (xls, xlsx, ods), HTML or PDF files with tables.")
    ],
    columns: Annotated[
        str | None,
        Option(metavar="ROLE=HEADING,...", help="The headings of the columns, where they aren't found by themselves."),
    ] = None,
    url: Annotated[str | None, Option(metavar="URL", help="Where a single file comes from.")] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
) -> int:
    """Read tables into a desk file of your own, all of them or none, and tell what couldn't be read."""
    with opened_desk(desk, None) as opened:
        taken = opened.add(*files, columns=_pairs(columns), url=url)
    found = {
        "new": taken.new,
        "known": taken.known,
        "unread": [place._asdict() for place in taken.unread],
        "notes": list(taken.notes),
    }
    lines = [f"{taken.new:,} new reports, {taken.known:,} known already.", *taken.notes]
    if taken.unread:
        lines.append(f"{len(taken.unread):,} places weren't read; the first of them:")
        lines += [f"  {place.place}: {place.text!r}: {place.reason}" for place in taken.unread[:_UNREAD_SHOWN]]
    return tell(found, "\n".join(lines), as_json)


def _pairs(text: str | None) -> dict[str, str] | None:
    """The columns given by hand, as `name=車名,units=台数`."""
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if any(not (role.strip() and heading.strip()) for role, _, heading in pairs):
        raise UsageError(f"{text!r} names no columns; write them as name=車名,units=台数.")
    return {role.strip(): heading.strip() for role, _, heading in pairs}


@app.command(
    epilog="Examples: yellowplate check article.txt; yellowplate check - --json; yellowplate check https://example.com/a"
)
def check(
    article: Annotated[str, Argument(metavar="FILE|-|URL", help="An article as text or HTML.")],
    as_json: JsonFlag = False,
    as_html: Annotated[bool, Option("--html", help="Print a page with the claims marked.")] = False,
    published: Annotated[str | None, Option("--dateline", metavar="DATE", help="The day the article appeared.")] = None,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Tell which statements of an article are right; exits with 1 where one is contradicted."""
    from yellowplate.read.prose.opening import open_article

    opened_article = open_article(article)
    with opened_desk(desk, as_of) as opened:
        checked = opened.check(opened_article, published=published)
    if as_json or as_html or not sys.stdout.isatty():
        print(checked.json() if as_json else checked.html() if as_html else checked.plain())
    else:
        from rich.console import Console

        Console().print(checked)
    return NO if checked.contradicted else 0
