"""Answers as tables of a page: heads and words in the page's language, numbers as it sets them, subjects as links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from yellowplate.answers import Answer, Cell

if TYPE_CHECKING:
    from yellowplate.web.pages.view import View

_LONG = 48  # signs of an address that are shown
_SUBJECTS = ("subject", "maker", "car")


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its text, where it leads, whether it is a number, and whether it stands in English on any page."""

    text: str
    href: str = ""
    number: bool = False
    english: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first column names the row."""

    caption: str
    heads: tuple[Shown, ...]
    rows: tuple[tuple[Shown, ...], ...]
    strong: frozenset[int] = frozenset()


def table(view: View, caption: str, answer: Answer, left_out: Iterable[str] = ()) -> Table:
    """An answer of the desk as a table, without the columns `left_out`."""
    return made(view, caption, answer.columns, list(answer.rows()), left_out)


def made(
    view: View, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], left_out: Iterable[str] = ()
) -> Table:
    """Rows of plain cells as a table."""
    dropped = frozenset(left_out)
    kept = [at for at, name in enumerate(columns) if name not in dropped]
    numeric = [all(isinstance(row[at], int | float | None) for row in rows) and bool(rows) for at in kept]
    heads = tuple(
        Shown(view.heads.get(columns[at]) or view.told(columns[at]), number=right)
        for at, right in zip(kept, numeric, strict=True)
    )
    lines = tuple(
        tuple(_cell(view, columns[at], row[at], right) for at, right in zip(kept, numeric, strict=True)) for row in rows
    )
    return Table(caption, heads, lines)


def of_lines(
    view: View, caption: str, heads: Sequence[str], lines: Iterable[Sequence[Shown]], strong: Callable[[int], bool]
) -> Table:
    """Cells that are already made, as a table."""
    rows = tuple(tuple(line) for line in lines)
    right = [all(row[at].number for row in rows) and bool(rows) for at in range(len(heads))]
    told = tuple(Shown(head, number=number) for head, number in zip(heads, right, strict=True))
    return Table(caption, told, rows, frozenset(at for at in range(len(rows)) if strong(at)))


def _cell(view: View, column: str, cell: Cell, right: bool) -> Shown:
    if cell is None:
        return Shown("", number=right)
    if isinstance(cell, bool):
        return Shown(view.word("yes") if cell else view.word("no"))
    if isinstance(cell, int):
        return Shown(view.forms.units(cell).replace("-", "−"), number=True)
    if isinstance(cell, float):
        return Shown(view.number(cell), number=True)
    if cell.startswith(("https://", "http://")):
        return Shown(address(cell), cell, away=True)
    if column in _SUBJECTS and cell in view.desk.catalog:
        return Shown(view.name(cell), view.subject_link(cell))
    if cell in view.words or not _prose(cell):
        return Shown(view.told(cell), number=right)
    (line,) = view.spoken([cell])
    return Shown("".join(bit.text for bit in line), number=right, english=all(bit.english for bit in line))


def address(url: str) -> str:
    """An address as people read it."""
    parts = urlsplit(url)
    text = unquote(f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/"))
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _prose(text: str) -> bool:
    """Whether a text is English words and no name, number or id."""
    return text.isascii() and " " in text
