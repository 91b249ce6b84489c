"""Commands that ask for figures, names, and who said what."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from yellowplate.cli.shared import (
    BAD,
    AsOf,
    DeskPath,
    JsonFlag,
    PeriodText,
    SegmentChoice,
    SegmentOfSubject,
    SubjectText,
    app,
    opened_desk,
    show,
    subjects,
    tell,
)
from yellowplate.facts import Segment


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
    with opened_desk(desk, as_of) as opened:
        answer = opened.ranking(period, by=by, segment=segment, limit=limit)
    return show(answer, as_json)


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
    with opened_desk(desk, as_of) as opened:
        answer = opened.figure(subject, period, segment=segment)
    return show(answer, as_json)


@app.command(epilog='Examples: yellowplate names "N BOX"; yellowplate names デリカミニ')
def names(
    text: Annotated[str, Argument(help="A name in any spelling.")],
    as_json: JsonFlag = False,
) -> int:
    """What a name can mean, or what it is near to; exits with 2 where nothing is called that."""
    with opened_desk(None, None) as opened:
        answer = opened.names(text)
    return show(answer, as_json) or (0 if answer.found else BAD)


@app.command(epilog="Examples: yellowplate doubts --period 2024; yellowplate doubts --source autocar.jp --json")
def doubts(
    period: Annotated[
        str | None, Option(metavar="PERIOD", help="Only statements about this period, parts of it, runs ending in it.")
    ] = None,
    subject: Annotated[
        str | None,
        Option(metavar="SUBJECT", help="Only statements about this car, maker or segment.", autocompletion=subjects),
    ] = None,
    source: Annotated[
        str | None, Option(metavar="TEXT", help="Only pages with this text in address, publisher or title.")
    ] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Statements that can't be true or were revised: what fits, how they came about, and what overrules them."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.doubts(period=period, subject=subject, source=source)
    return show(answer, as_json)


@app.command(epilog="Examples: yellowplate sources --by publisher; yellowplate sources --as-of 2020-01-31")
def sources(
    by: Annotated[SaidBy, Option(help="Whose statements are counted together.")] = SaidBy.PAGE,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Who says what the desk holds, ranked by how many of their statements hold."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.sources(by)
    return show(answer, as_json)


@app.command(epilog="Example: yellowplate known")
def known(as_json: JsonFlag = False, desk: DeskPath = None, as_of: AsOf = None) -> int:
    """How many months are printed, derived from others, bounded or disputed, by year."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.known()
    return show(answer, as_json)


@app.command(epilog="Example: yellowplate export --format parquet --out figures.parquet")
def export(
    format: Annotated[Format, Option(help="The file format; xlsx needs the extra [excel].")],
    out: Annotated[Path, Option(metavar="PATH", help="The file to write.")],
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Write all figures as one file."""
    with opened_desk(desk, as_of) as opened:
        path = opened.export(format, out)
    return tell({"file": str(path)}, str(path), as_json)
