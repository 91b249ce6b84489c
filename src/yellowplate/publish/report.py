"""The report of a period: asked, composed, and written in one go."""

from __future__ import annotations

from pathlib import Path

from yellowplate.facts import Period
from yellowplate.publish import data, render
from yellowplate.publish.evidence import Notebook
from yellowplate.publish.files import Written, write_all
from yellowplate.publish.material import ReportDesk, gather
from yellowplate.publish.page import compose

PAGE = "report.html"
_CHARTS = ("ranking", "history", "rivals", "makers")
_TABLES = ("ranking", "makers", "year", "history", "notes")
_OWNED = frozenset(
    {PAGE, "report.md", "data.json"}
    | {f"chart-{name}.{kind}" for name in _CHARTS for kind in ("svg", "png")}
    | {f"{name}.csv" for name in _TABLES}
)


def write_report(desk: ReportDesk, period: Period, focus: str, out: Path) -> Written:
    """Write the report of `period` with `focus` (a car in any spelling) into the folder `out`.

    The same desk gives the same bytes. Raises UsageError where there is nothing to report or the focus is no car,
    and OutputError where the folder can't be written; nothing is left half written.
    """
    contents = report_files(desk, period, focus)
    return Written(write_all(out, contents, _OWNED), out / PAGE)


def report_files(desk: ReportDesk, period: Period, focus: str) -> dict[str, bytes]:
    """The files of a report by name, the page last."""
    material = gather(desk, period, focus)
    notes = Notebook(desk.source_of)
    page = compose(material, notes)
    texts = {**data.csv_tables(material, notes), "data.json": data.json_text(material, notes)}
    contents = {name: text.encode() for name, text in texts.items()}
    for drawing in page.drawings:
        contents[f"chart-{drawing.name}.svg"] = drawing.wide.encode()
        contents[f"chart-{drawing.name}.png"] = drawing.png
    contents["report.md"] = render.markdown(page).encode()
    contents[PAGE] = render.html(page).encode()
    return contents
