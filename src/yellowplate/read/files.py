"""The one door for files: what a file is shows in its content, and its tables become Sources and Reports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from yellowplate.errors import InputError, PeriodError, UsageError
from yellowplate.facts import Kind, Period, Report, Segment, Source, Stage
from yellowplate.read.addresses import is_address, publisher, source_id
from yellowplate.read.opening import FileKind, head_of, kind_of, open_grids
from yellowplate.read.rows import read_rows

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.read.tables import Recognised, Unread

_OFFICIAL = frozenset({"zenkeijikyo.or.jp", "jada.or.jp", "jama.or.jp", "jaia-jp.org"})
_PACKED_COLUMNS = frozenset({"period", "level", "segment"})
_STAMP = re.compile(r"/files/libs/\d+/+(\d{4})(\d\d)(\d\d)\d{6,12}\.")  # JADA's: the moment the file was put up
_FINAL, _PRELIMINARY = re.compile("/(?:4kaku|tushokaku|kakuhou/)"), re.compile("/(?:4soku|tushosoku)")
_ARTICLE_BYTES = 100_000  # of a file without a table, to see whether it is an article
_LOOKED_FOR = "a table headed 通称名, 車名 or メーカー (model, maker) and 本月 or 台数 (units), with its month above it"


class Read(NamedTuple):
    """What a file says: its sources by id, its Reports, the places that became none, and what to know about them."""

    sources: dict[str, Source]
    reports: list[Report]
    unread: list[Unread]
    notes: list[str]


def read_file(
    path: Path,
    catalog: Catalog,
    sources: Mapping[str, Source] | None = None,
    columns: Mapping[str, str] | None = None,
    url: str | None = None,
) -> Read:
    """Read a table of printed rows, a CSV, workbook (xls, xlsx, ods), HTML page or PDF into Sources and Reports.

    `sources` are those already known. `columns` gives headings by hand: `name`, `maker`, `units`, `before`,
    `year_before`, `yoy`, `mom`, `share`, `rank` or `period` to the words of the heading; `period` and `segment` may be
    given as such too, where no text of the file says them. `url` is where the file comes from; else the address that
    a saved page gives as its own holds. A figure that contradicts others is read as it stands.

    Raises UsageError for columns or an address that can't be, InputError, in seconds and within bounded memory, for a
    file that holds no table of figures or can't be opened, and RowError as `read_rows` does.
    """
    head = head_of(path)
    if columns is None and _is_packed(head):
        rows = read_rows(path, catalog, sources)
        return Read(rows.sources, rows.reports, [], [])
    if url is not None and not is_address(url):
        raise UsageError(f"{url!r} is no address of a page; write it whole, with https://.")
    from yellowplate.read.tables import Names, Setting, recognise

    opened = open_grids(path, head)
    source = _source(path, url or opened.address, sources or {})
    named, period, segment = _given(columns, opened.words())
    setting = Setting(Names(catalog), source, _stage(source.url), source.published, period, segment)
    try:
        found = recognise(opened.grids, setting, named)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if not found.reports:
        raise InputError(_nothing(path, found) if found.unread else _no_table(path, head, catalog))
    return Read({source.id: source}, found.reports, found.unread, found.notes)


def _is_packed(head: bytes) -> bool:
    """Whether the first line has the headings of a table of printed rows, be it one that misses some."""
    line = head.removeprefix(b"\xef\xbb\xbf").splitlines()[0].decode("utf-8", "replace")
    return len(_PACKED_COLUMNS.intersection(cell.strip() for cell in line.split(","))) > 1


def _given(
    columns: Mapping[str, str] | None, words: Iterable[str]
) -> tuple[dict[str, str] | None, Period | None, Segment | None]:
    """What was given by hand: the headings, and the period and segment that no heading is called by."""
    from yellowplate.read.tables import BY_HAND

    if columns is None:
        return None, None, None
    printed = set(words)
    named, period, segment = dict(columns), None, None
    if "period" in named and named["period"] not in printed:
        period = _as_period(named.pop("period"))
    if "segment" in named:
        segment = _as_segment(named.pop("segment"))
    if strange := named.keys() - BY_HAND.keys():
        raise UsageError(f"{min(strange)!r} is no column; choose from {', '.join([*BY_HAND, 'segment'])}.")
    return named or None, period, segment


def _as_period(text: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise UsageError(f"No column is headed {text!r}, and {error}") from None


def _as_segment(text: str) -> Segment:
    if text not in list(Segment):
        raise UsageError(f"{text!r} is no segment; choose one of {', '.join(Segment)}.")
    return Segment(text)


def _source(path: Path, url: str, known: Mapping[str, Source]) -> Source:
    if not is_address(url):
        digest = hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()
        return Source(f"file:{digest}", f"file:{path.name}", Kind.USER, path.name, path.name, None, path.name)
    id_ = source_id(url)
    if id_ in known:
        return known[id_]
    owner = publisher(url)
    kind = Kind.OFFICIAL if owner in _OFFICIAL else Kind.USER
    return Source(id_, url, kind, owner, owner, _stamped(url) if owner in _OFFICIAL else None)


def _stamped(url: str) -> date | None:
    match = _STAMP.search(urlsplit(url).path)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _stage(url: str) -> Stage:
    if publisher(url) not in _OFFICIAL:
        return Stage.UNSTATED
    if _PRELIMINARY.search(url):
        return Stage.PRELIMINARY
    return Stage.FINAL if _FINAL.search(url) else Stage.UNSTATED


def _no_table(path: Path, head: bytes, catalog: Catalog) -> str:
    """What to do with a file without a table."""
    if _is_article(path, head, catalog):
        return f"{path} holds no table but an article; add it with --article, or look at it with `yellowplate check`."
    return f"{path} holds no table of figures; looked for {_LOOKED_FOR}. Name the columns with --columns."


def _is_article(path: Path, head: bytes, catalog: Catalog) -> bool:
    """Whether a file is a text that states something."""
    from yellowplate.read.prose import read_prose
    from yellowplate.read.prose.bounds import bounded
    from yellowplate.read.prose.opening import as_article
    from yellowplate.read.prose.text import decode

    if kind_of(head) not in (FileKind.PAGE, FileKind.DELIMITED):
        return False
    with path.open("rb") as file:
        begin = file.read(_ARTICLE_BYTES)
    if len(begin) == _ARTICLE_BYTES:
        begin = begin[: begin.rfind(b"\n") + 1]
    try:
        prose = read_prose(bounded(as_article(decode(begin, path.name))), catalog)
    except InputError:
        return False
    return bool(prose.statements)


def _nothing(path: Path, found: Recognised) -> str:
    """Why none of the places that looked like figures was read."""
    first, more = found.unread[0], len(found.unread) - 1
    others = f"; {more} more place{' is' if more == 1 else 's are'} unread too" if more else ""
    return f"{path}, {first.place}: nothing is read, as {first.reason}{others}."
