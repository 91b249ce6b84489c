"""The page as HTML and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from yellowplate.publish.charts.glyphs import definitions
from yellowplate.publish.charts.theme import ROLES
from yellowplate.publish.evidence import Note
from yellowplate.publish.metadata import metadata
from yellowplate.publish.page import Page
from yellowplate.publish.tables import Sheet
from yellowplate.publish.text.parts import Text, Value

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Evidence:
    """What opens behind a number: the best page that prints it, how many more there are, what its sign means."""

    id: str
    note: Note
    more: int
    sign: str
    meaning: str


def html(page: Page) -> str:
    """One self-contained page: style, script, letters and charts stand inside, nothing is fetched."""
    drawn = [svg for drawing in page.drawings for svg in (drawing.wide, drawing.narrow)]
    return (
        _environment(escaped=True)
        .get_template("report.html.j2")
        .render(
            page=page,
            style=_style(),
            script=_template("page.js"),
            metadata=metadata(page),
            letters=definitions(*drawn),
            evidence=_evidence(page),
        )
    )


def markdown(page: Page) -> str:
    """The same in Markdown; its charts are the SVG files beside it, its footnotes those that it refers to."""
    environment, numbers = _environment(escaped=False), dict[int, int]()
    environment.filters["footnote"] = lambda cite: numbers.setdefault(cite, len(numbers) + 1)
    environment.filters["cited"] = lambda notes: [_by_number(notes)[cite] for cite in numbers]
    text = environment.get_template("report.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _evidence(page: Page) -> list[Evidence]:
    """What is behind the numbers, once for all numbers that have the same behind them."""
    notes = _by_number(page.notes)
    meanings = dict(page.signs)
    found = {evidence_id(value): value for value in _values(page) if value.text and value.cite}
    return [
        Evidence(id_, notes[value.cite], value.more, value.sign, meanings.get(value.sign, ""))
        for id_, value in found.items()
    ]


def _by_number(notes: Iterable[Note]) -> dict[int, Note]:
    """The notes by their numbers on the page."""
    return {note.number: note for note in notes}


def evidence_id(value: Value) -> str:
    """The name of what opens behind a number."""
    sign = f"-{ord(value.sign[0]):x}" if value.sign else ""
    return f"e{value.cite}-{value.more}{sign}"


def _values(page: Page) -> Iterator[Value]:
    """Every number of the page."""
    texts: list[Text] = [*page.summary, *page.missing]
    for section in page.sections:
        texts += [line for paragraph in section.paragraphs for line in paragraph]
        texts += section.remarks
        sheets: list[Sheet | None] = [section.sheet, *section.folded]
        cells = (cell for sheet in sheets if sheet for row in sheet.rows for cell in row.cells)
        texts += [text for cell in cells for text in (cell.main, cell.under)]
    yield from (part for text in texts for part in text if isinstance(part, Value))


def _environment(*, escaped: bool) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("yellowplate.publish"),
        autoescape=escaped,  # noqa: S701  (Markdown has no markup to escape; names pass through `md`)
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters["md"] = _escaped
    made.filters["evidence_id"] = evidence_id
    return made


@cache
def _template(name: str) -> str:
    return files("yellowplate.publish").joinpath("templates", name).read_text("utf-8")


def _style() -> str:
    """The style sheet, with rules that give the fixed colours of the charts the colours of the page."""
    rules = (
        f'figure svg [{paint}="{color}"] {{ {paint}: var(--{name}); }}\n'
        for name, color in ROLES.items()
        for paint in ("fill", "stroke")
    )
    return _template("style.css") + "".join(rules)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
