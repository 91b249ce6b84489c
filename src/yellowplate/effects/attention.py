"""Attention: how often people looked a car up, from files that a user downloaded.

Wikimedia's pageviews as JSON, and Google Trends as CSV. Neither is sales: views count readers, and Trends is an index
of its own for each download, of which only the course matters.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yellowplate.effects.panel import Grain, Panel, step
from yellowplate.errors import InputError, NameAmbiguousError, NameUnknownError, RowError

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_GRAINS = {"daily": Grain.DAY, "monthly": Grain.MONTH}
_HEADS = {
    "day": Grain.DAY,
    "日": Grain.DAY,
    "week": Grain.WEEK,
    "週": Grain.WEEK,
    "month": Grain.MONTH,
    "月": Grain.MONTH,
}
_CATEGORY = ("category", "カテゴリ")
_PEEK = 4096
_BELOW_ONE = 0.5
_LARGEST_BYTES = 64 << 20


class Look(NamedTuple):
    """How often a subject was looked up in one step of time, by one article or search term of one source."""

    source: str
    term: str
    subject: str
    grain: Grain
    time: int
    views: float


def read_looks(files: Sequence[str | Path], catalog: Catalog) -> tuple[list[Look], list[str | Path]]:
    """What the files of attention among some files say, and the other files; raises as `read_attention` does."""
    looks: list[Look] = []
    others: list[str | Path] = []
    for file in files:
        if is_attention(Path(file)):
            looks += read_attention(Path(file), catalog)
        else:
            others.append(file)
    return looks, others


def is_attention(path: Path) -> bool:
    """Whether a file is one of the two kinds, by its beginning; False where it can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(_PEEK).decode("utf-8-sig", "ignore").lstrip()
    except OSError:
        return False
    if head.startswith("{"):
        return '"items"' in head and '"granularity"' in head
    lines = [line.strip().lower() for line in head.splitlines() if line.strip()][:2]
    return len(lines) == 2 and lines[0].startswith(_CATEGORY) and lines[1].split(",")[0] in _HEADS


def read_attention(path: Path, catalog: Catalog) -> list[Look]:
    """What a file says; raises InputError for one that can't be read, RowError for a row, both naming the place."""
    if path.stat().st_size > _LARGEST_BYTES:
        raise InputError(f"{path} is larger than any download of views; give the file as it was downloaded.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path} is no UTF-8 text; download it again.") from None
    looks = list(_wikimedia(path, text, catalog) if text.lstrip().startswith("{") else _trends(path, text, catalog))
    if not looks:
        raise InputError(f"{path} holds no views; download it for a span that has some.")
    return looks


def _wikimedia(path: Path, text: str, catalog: Catalog) -> Iterator[Look]:
    try:
        items = json.loads(text)["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{path} is no pageviews JSON of Wikimedia: it has no list of items.") from None
    if not isinstance(items, list):
        raise InputError(f"{path} is no pageviews JSON of Wikimedia: its items are no list.")
    subjects: dict[str, str] = {}
    for row, item in enumerate(items, start=1):
        try:
            term, grain = str(item["article"]), _GRAINS[item["granularity"]]
            day = date.fromisoformat(f"{item['timestamp'][:4]}-{item['timestamp'][4:6]}-{item['timestamp'][6:8]}")
            views = item["views"]
        except (KeyError, TypeError, ValueError):
            raise RowError(str(path), row, "no item of article, granularity, timestamp and views.") from None
        if isinstance(views, bool) or not isinstance(views, int) or views < 0:
            raise RowError(str(path), row, f"{views!r} is no number of views; they are whole and not negative.")
        if term not in subjects:
            subjects[term] = _subject(path, term.replace("_", " "), catalog)
        source = f"wikipedia {item.get('project', '')}".strip()
        yield Look(source, term, subjects[term], grain, step(grain, day), float(views))


def _trends(path: Path, text: str, catalog: Catalog) -> Iterator[Look]:
    rows = [row for row in csv.reader(io.StringIO(text)) if row and any(cell.strip() for cell in row)]
    head = rows[1] if len(rows) > 1 else []
    if not head or head[0].strip().lower() not in _HEADS:
        raise InputError(f"{path} is no Google Trends CSV: its second line has no column of days, weeks or months.")
    grain = _HEADS[head[0].strip().lower()]
    terms = [cell.partition(":")[0].strip() for cell in head[1:]]
    subjects = [_subject(path, term, catalog) for term in terms]
    for number, row in enumerate(rows[2:], start=3):
        if len(row) != len(head):
            raise RowError(str(path), number, f"it has {len(row)} cells, the head has {len(head)}.")
        time = step(grain, _day(path, number, row[0]))
        for term, subject, cell in zip(terms, subjects, row[1:], strict=True):
            if cell.strip():
                yield Look("trends", term, subject, grain, time, _index(path, number, cell.strip()))


def _subject(path: Path, term: str, catalog: Catalog) -> str:
    """The line that a title or search term means: its name, or maker and name in either order of joining."""
    for maker, name in (("", term), *_split(term)):
        try:
            return catalog.line(catalog.subject(name, maker=maker))
        except (NameAmbiguousError, NameUnknownError):
            continue
    raise InputError(f"{path}: {term!r} is no car of the catalog; see `yellowplate names` for what is.")


def _split(term: str) -> Iterator[tuple[str, str]]:
    for sign in ("・", " "):
        maker, found, name = term.partition(sign)
        if found:
            yield maker, name


def _day(path: Path, row: int, cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip() if len(cell.strip()) == 10 else f"{cell.strip()}-01")
    except ValueError:
        raise RowError(str(path), row, f"{cell!r} is no day; the first column holds days as 2025-11-30.") from None


def _index(path: Path, row: int, cell: str) -> float:
    if cell == "<1":
        return _BELOW_ONE
    if not cell.isascii() or not cell.isdecimal() or len(cell) > 9:
        raise RowError(str(path), row, f"{cell!r} is no value of Trends; they are whole and not negative.")
    return float(cell)


def attention(looks: Sequence[Look], subject: str) -> Panel | None:
    """The panel of views that holds a subject with most others, of one source and grain; None where nobody looked.

    Several articles of one car are added up where all of them are known.
    """
    groups: dict[tuple[str, Grain], list[Look]] = {}
    for look in looks:
        groups.setdefault((look.source, look.grain), []).append(look)
    held = {key: {look.subject for look in group} for key, group in groups.items()}
    fitting = sorted((-len(cars), key) for key, cars in held.items() if subject in cars)
    if not fitting:
        return None
    _, key = fitting[0]
    return _panel(key[1], groups[key])


def _panel(grain: Grain, looks: Sequence[Look]) -> Panel:
    times = range(min(look.time for look in looks), max(look.time for look in looks) + 1)
    terms = sorted({(look.subject, look.term) for look in looks})
    units = tuple(sorted({subject for subject, _ in terms}))
    by_term = {term: np.full(len(times), np.nan) for term in terms}
    for look in looks:
        by_term[look.subject, look.term][look.time - times[0]] = look.views
    columns: list[Any] = [
        np.sum([values for (subject, _), values in by_term.items() if subject == unit], axis=0) for unit in units
    ]
    values = np.stack(columns, axis=1)
    return Panel(grain, tuple(times), units, values, np.zeros(values.shape, dtype=bool))
