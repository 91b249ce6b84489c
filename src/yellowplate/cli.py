"""The command line: every command asks the desk one question and prints the answer.

Exit codes: 0 the answer, 1 the answer is no (nothing is known of that), 2 the question or an input is no good.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from yellowplate.errors import UsageError, YellowplateError
from yellowplate.facts import Segment

if TYPE_CHECKING:
    from yellowplate.desk import Desk
    from yellowplate.market.shapes import Sheet

_NO, _BAD, _INTERRUPTED = 1, 2, 130
_PATIENCE_SECONDS = 0.8
_UNREAD_SHOWN = 8

app = typer.Typer(
    name="yellowplate",
    help="The market desk for vehicle registration figures, first of all for Japan's kei cars.",
    epilog="Example: yellowplate rank 2025-11",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class By(StrEnum):
    """What a ranking ranks."""

    NAMEPLATE = "nameplate"
    MAKER = "maker"


class SaidBy(StrEnum):
    """Whose statements are counted together."""

    PAGE = "page"
    PUBLISHER = "publisher"


class Format(StrEnum):
    """A file format."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


def _subjects(incomplete: str) -> list[str]:
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
    Argument(metavar="SUBJECT", help="A car, maker or segment: an id or any of its names.", autocompletion=_subjects),
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


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever is wrong becomes one sentence on stderr."""
    try:
        code = app(args=list(arguments), prog_name="yellowplate", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except YellowplateError as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(
            f"{error.filename or 'A file'} can't be used: {error.strerror}; check the path and its permissions."
        )
    except Exception as error:
        if str(error) == "Query interrupted":  # how DuckDB passes Ctrl-C on
            return _INTERRUPTED
        if not hasattr(error, "format_message"):
            raise
        return _complain(error.format_message())
    return code if isinstance(code, int) else 0


def _complain(sentence: str) -> int:
    print(f"yellowplate: {sentence}", file=sys.stderr)
    return _BAD


@app.command(epilog="Examples: yellowplate rank 2025-11; yellowplate rank FY2019 --by maker --segment kei")
def rank(
    period: PeriodText,
    by: Annotated[By, Option(help="What to rank.")] = By.NAMEPLATE,
    segment: SegmentChoice = Segment.KEI_PASSENGER,
    limit: Annotated[int, Option(min=1, help="How many lines to print.")] = 20,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Who sold what in a month or any other period, with changes, shares and ranks then and now."""
    with _opened(desk, as_of) as opened:
        answer = opened.ranking(period, by=by, segment=segment, limit=limit)
    return _show(answer, as_json)


@app.command(epilog="Examples: yellowplate figure suzuki/alto 2024-02; yellowplate figure ルークス 2025-11 --json")
def figure(
    subject: SubjectText,
    period: PeriodText,
    segment: SegmentOfSubject = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """One figure, how it is known, and every report for and against it, with addresses."""
    with _opened(desk, as_of) as opened:
        answer = opened.figure(subject, period, segment=segment)
    return _show(answer, as_json)


@app.command(epilog='Examples: yellowplate names "N BOX"; yellowplate names デリカミニ')
def names(
    text: Annotated[str, Argument(help="A name in any spelling.")],
    as_json: JsonFlag = False,
) -> int:
    """What a name can mean, or what it is near to."""
    with _opened(None, None) as opened:
        answer = opened.names(text)
    return _show(answer, as_json) or (0 if answer.found else _NO)


@app.command(epilog="Examples: yellowplate doubts --period 2024; yellowplate doubts --source autocar.jp --json")
def doubts(
    period: Annotated[
        str | None, Option(metavar="PERIOD", help="Only statements about this period, parts of it, runs ending in it.")
    ] = None,
    subject: Annotated[
        str | None,
        Option(metavar="SUBJECT", help="Only statements about this car, maker or segment.", autocompletion=_subjects),
    ] = None,
    source: Annotated[
        str | None, Option(metavar="TEXT", help="Only pages with this text in address, publisher or title.")
    ] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Statements that can't be true or were revised: what fits, how they came about, and what overrules them."""
    with _opened(desk, as_of) as opened:
        answer = opened.doubts(period=period, subject=subject, source=source)
    return _show(answer, as_json)


@app.command(epilog="Examples: yellowplate sources --by publisher; yellowplate sources --as-of 2020-01-31")
def sources(
    by: Annotated[SaidBy, Option(help="Whose statements are counted together.")] = SaidBy.PAGE,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Who says what the desk holds, ranked by how many of their statements hold."""
    with _opened(desk, as_of) as opened:
        answer = opened.sources(by)
    return _show(answer, as_json)


@app.command(epilog="Example: yellowplate known")
def known(as_json: JsonFlag = False, desk: DeskPath = None, as_of: AsOf = None) -> int:
    """How many months are printed, derived from others, bounded or disputed, by year."""
    with _opened(desk, as_of) as opened:
        answer = opened.known()
    return _show(answer, as_json)


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
    with _opened(desk, None) as opened:
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
    return _tell(found, "\n".join(lines), as_json)


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
    with _opened(desk, as_of) as opened:
        checked = opened.check(opened_article, published=published)
    if as_json or as_html or not sys.stdout.isatty():
        print(checked.json() if as_json else checked.html() if as_html else checked.plain())
    else:
        from rich.console import Console

        Console().print(checked)
    return _NO if checked.contradicted else 0


@app.command(epilog="Example: yellowplate export --format parquet --out figures.parquet")
def export(
    format: Annotated[Format, Option(help="The file format; xlsx needs the extra [excel].")],
    out: Annotated[Path, Option(metavar="PATH", help="The file to write.")],
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Write all figures as one file."""
    with _opened(desk, as_of) as opened:
        path = opened.export(format, out)
    return _tell({"file": str(path)}, str(path), as_json)


@app.command(epilog="Example: yellowplate report 2025-11 --focus nissan/roox --out report")
def report(
    period: PeriodText,
    focus: Annotated[
        str, Option(metavar="SUBJECT", help="The car that the report looks at closely.", autocompletion=_subjects)
    ],
    out: Annotated[Path, Option(metavar="DIR", help="The folder to write into.")],
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Write the market report of a period: a page, its text, charts and data."""
    with _opened(desk, as_of) as opened:
        written = opened.report(period, focus, out)
    found = {"page": str(written.page), "files": [str(file) for file in written.files]}
    return _tell(found, written.page.resolve().as_uri(), as_json)


@contextmanager
def _opened(path: str | None, as_of: str | None) -> Iterator[Desk]:
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


def _tell(found: dict[str, Any], sentence: str, as_json: bool) -> int:
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else sentence)
    return 0


def _show(answer: Sheet, as_json: bool) -> int:
    from yellowplate.market.shapes import Gap

    if as_json:
        print(answer.json())
    elif sys.stdout.isatty():
        from rich.console import Console

        Console().print(answer)
    else:
        print("\n".join(_plain(answer)))
    return _NO if isinstance(answer, Gap) else 0


def _plain(answer: Sheet) -> Iterator[str]:
    """The answer as text for a pipe: columns aligned by what a terminal shows, numbers to the right, nothing cut."""
    yield answer.title
    rows = [list(answer.columns), *(list(row) for row in answer.shown())]
    if len(rows) > 1:
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        right = [
            all(isinstance(cell, int | float | None) for cell in column) for column in zip(*answer.rows(), strict=True)
        ]
        yield ""
        for row in rows:
            cells = (
                " " * (width - _width(cell)) + cell if numeric else cell + " " * (width - _width(cell))
                for cell, width, numeric in zip(row, widths, right, strict=True)
            )
            yield "  ".join(cells).rstrip()
    if notes := answer.notes():
        yield ""
        yield from notes


def _width(text: str) -> int:
    """How many cells of a terminal a text takes: Japanese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
