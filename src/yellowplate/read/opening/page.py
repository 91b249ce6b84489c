"""The tables of an HTML page become grids, each with the words that stand above it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yellowplate.errors import InputError
from yellowplate.read.opening import limits
from yellowplate.read.opening.encoding import decode
from yellowplate.read.opening.grid import Budget, Grid, Opened, noted_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_BLOCKS = _HEADINGS | {"p", "div", "li", "td", "th", "tr", "table", "br", "dt", "dd", "section", "center", "caption"}
_SILENT = frozenset({"script", "style", "template", "noscript"})
_NEAR = 4  # blocks of text above a table that may be about it
_LONG = 200  # signs; a longer text is prose


def read_page(data: bytes) -> Opened:
    """The grids of all tables that hold no table themselves, in the order of the page, and the page's own address.

    Raises InputError for a page too large to read, or with an encoding that can't be told.
    """
    root = _parsed(data)
    return Opened([], "") if root is None else Opened(_Walk().walk(root), _address(root))


def _address(root: _Element) -> str:
    for path in ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'):
        found = root.xpath(path)
        if isinstance(found, list) and found:
            return str(found[0]).strip()
    comment = root.getprevious()  # browsers note the address in a comment before a saved page
    return noted_address(comment.text or "") if comment is not None else ""


def _parsed(data: bytes) -> _Element | None:
    from lxml import etree

    if len(data) > limits.PAGE_BYTES:
        raise InputError(f"the page has more than {limits.PAGE_BYTES // limits.MEBI} MiB; save only the table.")
    text = decode(data).encode("utf-8", "replace")
    if text.count(b"<") > limits.PAGE_TAGS:
        raise InputError(f"the page has more than {limits.PAGE_TAGS:,} tags; save only the table.")
    if any(len(tag) > limits.TAG_BYTES and _attributes(tag) > limits.TAG_ATTRIBUTES for tag in text.split(b"<")):
        raise InputError(f"a tag of the page has more than {limits.TAG_ATTRIBUTES} attributes; save only the table.")
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return None


def _attributes(tag: bytes) -> int:
    """At least how many attributes a tag can have."""
    inside = tag.partition(b">")[0]
    return max(inside.count(b"="), len(inside.split()))


@dataclass
class _Cell:
    text: list[str] = field(default_factory=list)
    across: int = 1
    down: int = 1


@dataclass
class _Table:
    heads: list[str]
    recent: tuple[str, ...]
    rows: list[list[_Cell]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    in_caption: bool = False
    holds_tables: bool = False


class _Walk:
    """One pass over the page: text goes to the cell it stands in, and to what is above the next table."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.block: list[str] = []
        self.recent: deque[str] = deque(maxlen=_NEAR)
        self.headings: dict[str, str] = {}

    def walk(self, root: _Element) -> list[Grid]:
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if not isinstance(element.tag, str):
                if event == "end":
                    self._text(element.tail)
                continue
            if event == "start":
                if element.tag in _SILENT:
                    events.skip_subtree()
                else:
                    self._start(element)
            else:
                self._end(element)
        budget = Budget()
        read = [table for table in self.tables if not table.holds_tables]
        if len(read) > limits.TABLES:
            raise InputError(f"the page has more than {limits.TABLES} tables; save only those with figures.")
        return [grid for number, table in enumerate(read, start=1) if (grid := _grid(table, number, budget)).rows]

    def _start(self, element: _Element) -> None:
        if element.tag in _BLOCKS:
            self._end_block("")
        if element.tag == "table":
            for table in self.open:
                table.holds_tables = True
            above = [*reversed(self.recent), *(self.headings[tag] for tag in sorted(self.headings, reverse=True))]
            self.open.append(_Table(list(dict.fromkeys(above)), tuple(self.recent)))
            self.tables.append(self.open[-1])
        elif self.open:
            self._start_inside(self.open[-1], element)
        self._text(element.text)

    def _start_inside(self, table: _Table, element: _Element) -> None:
        if element.tag == "tr":
            table.rows.append([])
        elif element.tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            across = _span(element, "colspan", limits.SPREAD)
            table.rows[-1].append(_Cell(across=across, down=_span(element, "rowspan", limits.CELLS)))
        elif element.tag == "caption":
            table.in_caption = True

    def _end(self, element: _Element) -> None:
        if element.tag in _BLOCKS:
            self._end_block(str(element.tag))
        if element.tag == "table" and self.open:
            table = self.open.pop()
            if not table.holds_tables:  # its cells say nothing about the next one
                self.recent = deque(table.recent, maxlen=_NEAR)
        elif element.tag == "caption" and self.open:
            self.open[-1].in_caption = False
        self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text or text.isspace():
            return
        self.block.append(text)
        table = self.open[-1] if self.open else None
        if table and table.in_caption:
            table.caption.append(text)
        elif table and table.rows and table.rows[-1]:
            table.rows[-1][-1].text.append(text)

    def _end_block(self, tag: str) -> None:
        text = " ".join(" ".join(self.block).split())
        self.block.clear()
        if not text or len(text) > _LONG:
            return
        if tag in _HEADINGS:
            self.headings[tag] = text
        if tag != "title":
            self.recent.append(text)


def _span(element: _Element, name: str, most: int) -> int:
    given = (element.get(name) or "1").strip()
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def _grid(table: _Table, number: int, budget: Budget) -> Grid:
    rows: list[list[str]] = []
    spread: set[tuple[int, int]] = set()
    below: dict[int, tuple[int, str]] = {}  # column -> rows still to come of a cell from above, and its text
    for cells in table.rows:
        row: list[str] = []
        for text, continued in _placed(cells, below):
            if continued:
                spread.add((len(rows), len(row)))
            row.append(text)
        budget.spend(len(row))
        rows.append(row)
    caption = " ".join(" ".join(table.caption).split())
    width = max(map(len, rows), default=0)
    whole = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Grid(
        whole, f"table {number}", (caption, *table.heads) if caption else tuple(table.heads), "", frozenset(spread)
    )


def _placed(cells: list[_Cell], below: dict[int, tuple[int, str]]) -> Iterator[tuple[str, bool]]:
    """The cells of a row from left to right with those that reach down from above, and whether each continues one."""
    column, waiting = 0, deque(cells)
    while column < limits.COLUMNS and (waiting or any(place >= column for place in below)):
        if column in below:
            left, text = below.pop(column)
            if left > 1:
                below[column] = (left - 1, text)
            yield text, True
            column += 1
            continue
        cell = waiting.popleft() if waiting else _Cell()
        text = " ".join(" ".join(cell.text).split())
        for step in range(min(cell.across, limits.COLUMNS - column)):
            if cell.down > 1:
                below[column] = (cell.down - 1, text)
            yield text, step > 0
            column += 1
