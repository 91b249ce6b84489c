"""Tables of printed rows: one line of a CSV file holds what one row of one page printed.

Two layouts differ only in headings: the packaged one names its sources by the ids of a `sources.csv`, the other,
in which people add pages of their own, carries `source_url`, `source_kind` and `published` in every row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.errors import InputError, NameAmbiguousError, NameUnknownError, PeriodError, RowError
from yellowplate.facts import SCOPES, Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage
from yellowplate.read.addresses import is_address, publisher, source_id

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_HEADINGS = {
    "maker_en": "maker",
    "name_ja": "name",
    "prev_month_units": "before",
    "yoy_pct": "yoy",
    "mom_pct": "mom",
}
_SOURCE_COLUMNS = ("source", "source_url", "source_kind", "publisher", "voice", "published")
_NEEDED = ("period", "level", "segment", "name")
_MEASURES = {
    "units": Measure.UNITS,
    "before": Measure.UNITS,
    "yoy": Measure.YOY,
    "mom": Measure.MOM,
    "rank": Measure.RANK,
}
_COLUMNS = frozenset({*_NEEDED, *_SOURCE_COLUMNS, *_MEASURES, "scope", "maker", "name_en", "ranking", "stage", "note"})
_ON_MONTH_BEFORE = frozenset({"before", "mom"})
_COUNT = re.compile(r"\d{1,12}", re.ASCII)
_RATIO = re.compile(r"\d{1,9}(\.\d{1,9})?x?", re.ASCII)
_LEVELS = ("model", "maker", "segment")

Row = dict[str, str]


class Rows(NamedTuple):
    """What a file says: the sources its rows name, by id, and the Reports of its rows, in their order."""

    sources: dict[str, Source]
    reports: list[Report]


class _CellError(Exception):
    """One cell can't be read."""

    def __init__(self, column: str, problem: str) -> None:
        self.column = column
        self.problem = problem


def read_rows(path: Path, catalog: Catalog, sources: Mapping[str, Source] | None = None) -> Rows:
    """Read a CSV file of printed rows, in either layout, into Sources and Reports.

    `sources` are those already known: rows may name them by id, and a known address keeps its Source. Precision
    survives: a ratio of 141.0, one of 141 and one printed as 6.3x (times) stay different; `~` is "about". Raises
    InputError if the file is no such table, and RowError, naming file, row and column, if any row is malformed;
    rows count as in a spreadsheet, the headings being row 1. Nothing is returned then.
    """
    table = _table(path, _NEEDED, _COLUMNS)
    return _Reader(table, catalog, sources or {}).read()


def read_sources(path: Path) -> dict[str, Source]:
    """Read a `sources.csv`; raises InputError or RowError as `read_rows` does."""
    columns = ("id", "url", "kind", "publisher", "voice", "published")
    table = _table(path, columns, frozenset({*columns, "title"}))
    sources: dict[str, Source] = {}
    for number, row in table.rows:
        try:
            source = _source(row, row["id"], "url", "kind")
        except _CellError as error:
            raise table.error(number, error) from None
        if source.id in sources:
            raise RowError(table.file, number, f"the id {source.id!r} is taken by an earlier row; remove one of them.")
        sources[source.id] = source
    return sources


class _Table(NamedTuple):
    """The rows of a file by column, with their numbers, and how the file heads each column."""

    file: str
    headings: dict[str, str]
    rows: list[tuple[int, Row]]

    def error(self, number: int, error: _CellError) -> RowError:
        return RowError(self.file, number, f"{self.headings.get(error.column, error.column)}: {error.problem}")


def _table(path: Path, needed: tuple[str, ...], known: frozenset[str]) -> _Table:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            return _by_column(path.name, lines, needed, known)
    except UnicodeDecodeError:
        raise InputError(f"{path} is no UTF-8 text; save it as CSV in UTF-8 and read it again.") from None
    except csv.Error as error:
        raise InputError(f"{path}, line {lines.line_num}: this is no CSV ({error}); is the file cut off?") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}; check the path.") from None


def _by_column(file: str, lines: Iterable[list[str]], needed: tuple[str, ...], known: frozenset[str]) -> _Table:
    numbered = enumerate(lines, start=1)
    _, printed = next(numbered, (1, []))
    headings = [_HEADINGS.get(heading.strip(), heading.strip()) for heading in printed]
    _check_headings(file, headings, needed, known)
    rows = []
    for number, cells in numbered:
        if cells and len(cells) != len(headings):
            column = printed[min(len(cells), len(headings) - 1)]
            found = f"{len(cells)} columns instead of {len(headings)}, wrong from {column} on"
            raise RowError(file, number, f"{found}; the file may be cut off.")
        if cells:
            rows.append((number, dict(zip(headings, cells, strict=True))))
    return _Table(file, dict(zip(headings, printed, strict=True)), rows)


def _check_headings(file: str, headings: list[str], needed: tuple[str, ...], known: frozenset[str]) -> None:
    problems = [f"the column {column} is missing" for column in needed if column not in headings]
    problems += [f"no column is called {heading!r}" for heading in headings if heading not in known]
    problems += [f"the column {heading} stands there twice" for heading in headings if headings.count(heading) > 1]
    if problems:
        raise RowError(file, 1, f"{problems[0]}; the headings can be {', '.join(sorted(known))}.")


class _Reader:
    """Reads the rows of one file; what repeats from row to row is looked up once."""

    def __init__(self, table: _Table, catalog: Catalog, known: Mapping[str, Source]) -> None:
        self.table = table
        self.catalog = catalog
        self.known = known
        self.sources: dict[str, Source] = {}
        self.subjects: dict[tuple[str, str, str, Segment, Period], str] = {}

    def read(self) -> Rows:
        reports: list[Report] = []
        problems: list[RowError] = []
        for number, row in self.table.rows:
            try:
                reports += self._row(number, row)
            except _CellError as error:
                problems.append(self.table.error(number, error))
        if problems:
            raise _first_of(problems)
        return Rows(self.sources, reports)

    def _row(self, number: int, row: Row) -> list[Report]:
        source = self._source(row)
        period, segment = _period(row["period"]), _segment("segment", row["segment"])
        scope, stage = _scope(row.get("scope", "")), _stage(row.get("stage", ""))
        subject = self._subject(row, segment, period)
        published = _date(row.get("published", "")) or source.published
        said = [column for column in _MEASURES if row.get(column)]
        if not said:
            raise _CellError("units", "the row says nothing; give units, a ratio or a rank.")
        if not period.is_month and (odd := _ON_MONTH_BEFORE.intersection(said)):
            raise _CellError(min(odd), f"{period} is no month, so nothing compares it with the month before.")
        return [
            Report(
                source.id,
                subject,
                _segment("ranking", row.get("ranking") or segment) if column == "rank" else segment,
                period.before if column == "before" else period,
                _MEASURES[column],
                *_value(column, row[column]),
                scope,
                stage,
                f"{self.table.file} row {number}, {self.table.headings[column]}",
                published,
            )
            for column in said
        ]

    def _source(self, row: Row) -> Source:
        if name := row.get("source"):
            if name not in self.known:
                raise _CellError("source", f"no source is called {name!r}; give the page's address as source_url.")
            return self.sources.setdefault(name, self.known[name])
        read = _source(row, "", "source_url", "source_kind")
        source = self.sources.get(read.id) or self.known.get(read.id) or read
        if source.published is None and read.published:
            source = replace(source, published=read.published)
        self.sources[source.id] = source
        return source

    def _subject(self, row: Row, segment: Segment, period: Period) -> str:
        level, maker, name = row["level"], row.get("maker", ""), row["name"] or row.get("name_en", "")
        key = (level, maker, name, segment, period)
        if key not in self.subjects:
            self.subjects[key] = self._find(*key)
        return self.subjects[key]

    def _find(self, level: str, maker: str, name: str, segment: Segment, period: Period) -> str:
        if level not in _LEVELS:
            raise _CellError("level", f"{level!r} is none of {', '.join(_LEVELS)}.")
        if level == "segment":
            return segment.value
        try:
            if level == "maker":
                subject = self.catalog.subject(name or maker, segment=segment, period=period)
            else:
                subject = self.catalog.subject(name, maker=maker, segment=segment, period=period)
        except (NameUnknownError, NameAmbiguousError) as error:
            raise _CellError("name", str(error)) from None
        if ("/" in subject) != (level == "model"):
            raise _CellError("name", f"{name!r} is {subject}, which is no {level}; correct the name or the level.")
        return subject


def _source(row: Row, id: str, url: str, kind: str) -> Source:
    address = row.get(url, "")
    if not is_address(address):
        raise _CellError(url, f"{address!r} is no address of a page; write it whole, with https://.")
    if row.get(kind) and row[kind] not in list(Kind):
        raise _CellError(kind, f"{row[kind]!r} is none of {', '.join(Kind)}.")
    owner = row.get("publisher") or publisher(address)
    return Source(
        id or source_id(address),
        address,
        Kind(row.get(kind) or Kind.USER),
        owner,
        row.get("voice") or owner,
        _date(row.get("published", "")),
        row.get("title", ""),
    )


@lru_cache(1024)
def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise _CellError("period", str(error)) from None


@lru_cache(1024)
def _date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
    if text != str(day or ""):
        raise _CellError("published", f"{text!r} is no day; write it as 2025-12-31.")
    return day


@lru_cache
def _segment(column: str, text: str) -> Segment:
    name = "all" if text == "both" else text
    if name not in list(Segment):
        raise _CellError(column, f"{text!r} is none of {', '.join(Segment)}.")
    return Segment(name)


def _scope(text: str) -> str:
    if text not in SCOPES:
        raise _CellError("scope", f"{text!r} is none of {', '.join(filter(None, SCOPES))}.")
    return text


@lru_cache
def _stage(text: str) -> Stage:
    if text not in list(Stage):
        raise _CellError("stage", f"{text!r} is none of {', '.join(filter(None, Stage))}.")
    return Stage(text)


def _value(column: str, cell: str) -> tuple[Number, Relation]:
    text = cell.removeprefix("~")
    relation = Relation.ABOUT if cell.startswith("~") else Relation.EQUAL
    if _MEASURES[column] in (Measure.YOY, Measure.MOM):
        if not _RATIO.fullmatch(text):
            raise _CellError(column, f"{cell!r} is no ratio in percent of the base; write +41.0 % as 141.0.")
        return _number(text), relation
    if not _COUNT.fullmatch(text):
        raise _CellError(column, f"{cell!r} is no whole number of 0 or more; write it like 16198.")
    if column == "rank" and not int(text):
        raise _CellError(column, "a rank begins at 1.")
    return Number(int(text)), relation


_number = lru_cache(4096)(Number.parse)


def _first_of(problems: list[RowError]) -> RowError:
    """The first problem, which also says how many more there are."""
    first, more = problems[0], len(problems) - 1
    if not more:
        return first
    problem = str(first).removeprefix(f"{first.file}, row {first.row}: ").rstrip(".")
    rows = "row is" if more == 1 else "rows are"
    return RowError(first.file, first.row, f"{problem}; {more} more {rows} malformed too, and nothing was read.")
