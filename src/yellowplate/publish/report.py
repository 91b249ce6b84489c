"""The report of a period: asked, composed, and written in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yellowplate.facts import Period
from yellowplate.publish import data, render
from yellowplate.publish.evidence import Notebook
from yellowplate.publish.files import Written, write_all
from yellowplate.publish.material import Material, ReportDesk, ReportKind, gather
from yellowplate.publish.page import Page, compose
from yellowplate.publish.pdf import as_pdf
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.writer import Writer

PAGE = "report.html"
PDF = "report.pdf"
_CHARTS = ("ranking", "places", "history", "years", "launch", "rivals", "cars", "calendar", "makers", "shares")
_TABLES = ("ranking", "makers", "year", "history", "notes")
_OWNED = frozenset(
    {PAGE, PDF, "report.md", "post.txt", "data.json"}
    | {f"chart-{name}.{kind}" for name in _CHARTS for kind in ("svg", "png")}
    | {f"{name}.csv" for name in _TABLES}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What report is wanted: of which period, on whom (blank: whom the lead story tells of), what kind, how written."""

    period: Period
    focus: str = ""
    kind: ReportKind = ReportKind.MONTH
    language: str = "en"
    pdf: bool = False


def write_report(
    desk: ReportDesk, wanted: Wanted, out: Path, begun: Callable[[str], None] = lambda step: None
) -> Written:
    """Write a report into the folder `out`; `begun` hears what is being done.

    The same desk gives the same bytes, a PDF apart. Raises UsageError where there is nothing to report, the focus is
    not what the kind of report is about, or no catalog has the language, and OutputError where the folder can't be
    written or a PDF can't be made; nothing is left half written.
    """
    contents = report_files(desk, wanted, begun)
    if wanted.pdf:
        begun("printing the PDF")
        contents = {PDF: as_pdf(contents[PAGE]), **contents}
    begun("writing the files")
    return Written(write_all(out, contents, _OWNED), out / PAGE)


def report_files(
    desk: ReportDesk, wanted: Wanted, begun: Callable[[str], None] = lambda step: None
) -> dict[str, bytes]:
    """The files of a report by name, the page last."""
    page, material, notes = _composed(desk, wanted, begun)
    texts = {**data.csv_tables(material, notes), "data.json": data.json_text(material, notes)}
    contents = {name: text.encode() for name, text in texts.items()}
    for drawing in page.drawings:
        contents[f"chart-{drawing.name}.svg"] = drawing.svg.encode()
        contents[f"chart-{drawing.name}.png"] = drawing.png
    contents["report.md"] = render.markdown(page).encode()
    contents["post.txt"] = page.post.encode()
    contents[PAGE] = render.html(page).encode()
    return contents


def report_markdown(desk: ReportDesk, wanted: Wanted) -> str:
    """The text of report.md alone, without drawing a picture."""
    return render.markdown(_composed(desk, wanted, lambda step: None)[0])


def _composed(desk: ReportDesk, wanted: Wanted, begun: Callable[[str], None]) -> tuple[Page, Material, Notebook]:
    begun("asking the desk")
    writer = Writer(wanted.language, desk.catalog.named_in(wanted.period))
    material = gather(desk, wanted.period, wanted.focus, wanted.kind)
    begun("composing text, tables and charts")
    notes = Notebook(desk.source_of, Forms(wanted.language))
    return compose(material, notes, writer), material, notes
