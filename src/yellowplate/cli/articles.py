"""Commands that read what a user hands over: tables into a desk file, an article to be judged."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from yellowplate.cli.shared import NO, AsOf, DeskPath, JsonFlag, app, opened_desk, tell
from yellowplate.errors import InputError, UsageError

if TYPE_CHECKING:
    from yellowplate.desk import Taken

_UNREAD_SHOWN = 8


class ArticleKind(StrEnum):
    """What kind of source an article is."""

    PRESS = "press"
    BLOG = "blog"
    MAKER = "maker"


@app.command(
    epilog="Examples: yellowplate add 2025.xlsx --desk mine.duckdb; yellowplate add a.csv --desk mine.duckdb "
    '--columns "name=車名,units=台数"; yellowplate add --article https://example.com/a --desk mine.duckdb'
)
def add(
    files: Annotated[
        list[str],
        Argument(
            metavar="FILE...",
            help="CSV, Excel (xls, xlsx, ods), HTML or PDF files with tables; articles (with --article) as text or "
            "HTML, also - or an address.",
        ),
    ],
    article: Annotated[
        bool, Option("--article", help="Read articles, not tables: keep what `check` finds them to state.")
    ] = False,
    kind: Annotated[ArticleKind, Option(help="What kind of source an article is.")] = ArticleKind.PRESS,
    published: Annotated[
        str | None, Option("--dateline", metavar="DATE", help="The day an article appeared, as 2025-12-31.")
    ] = None,
    columns: Annotated[
        str | None,
        Option(metavar="ROLE=HEADING,...", help="The headings of the columns, where they aren't found by themselves."),
    ] = None,
    url: Annotated[str | None, Option(metavar="URL", help="Where a single file comes from.")] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
) -> int:
    """Read tables or articles into a desk file of your own, and tell what couldn't be read.

    Cells and statements that can't be read are left out and told. Where a whole file can't, none of the files is added.
    """
    if article and columns is not None:
        raise UsageError("An article has no columns; leave out --columns, or --article for a table.")
    if published is not None and not article:
        raise UsageError("A table gives its months itself; --dateline belongs to --article.")
    with opened_desk(desk, None) as opened, _all_or_none(len(files)):
        if article:
            taken = opened.add_articles(*files, kind=kind, url=url, published=published)
        else:
            taken = opened.add(*files, columns=_pairs(columns), url=url)
    found = {
        "new": taken.new,
        "known": taken.known,
        "unread": [place._asdict() for place in taken.unread],
        "notes": list(taken.notes),
    }
    return tell(found, "\n".join(_told(taken)), as_json)


@contextmanager
def _all_or_none(files: int) -> Iterator[None]:
    """Say with the error of one file that the others aren't added either."""
    try:
        yield
    except InputError as error:
        if files == 1:
            raise
        raise InputError(f"{str(error).removesuffix('.')}; none of the {files} files is added.") from None


def _told(taken: Taken) -> Iterator[str]:
    yield f"{taken.new:,} new report{'' if taken.new == 1 else 's'}, {taken.known:,} known already."
    yield from taken.notes
    count = len(taken.unread)
    if count:
        rest = f"; the first {_UNREAD_SHOWN} of them (all with --json)" if count > _UNREAD_SHOWN else ""
        yield f"{count:,} place{' was' if count == 1 else 's were'} left out{rest}:"
    for place in taken.unread[:_UNREAD_SHOWN]:
        text = " ".join(place.text.split())
        yield f"  {place.place}: {text!r}: {place.reason}"


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
