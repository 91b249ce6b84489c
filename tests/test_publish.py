"""The written report: golden files of a small market, and what must hold for any month and focus of the package."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from yellowplate.catalog import Catalog
from yellowplate.desk import Desk, open_desk
from yellowplate.errors import NameUnknownError, OutputError, UsageError
from yellowplate.facts import Figure, Interval, Measure, Period, Report, Series, Status
from yellowplate.market.tables import Tables, fill
from yellowplate.publish import write_report
from yellowplate.publish.report import report_files
from yellowplate.read.rows import read_rows

HERE = Path(__file__).parent
SMALL = HERE / "small_market.csv"
GOLDEN = HERE / "golden"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
VOID = {"meta", "br", "hr", "img", "link", "input"}

ASKED = [
    ("2025-11", "nissan/roox"),
    ("2025-11", "honda/n-one"),
    ("2025-10", "daihatsu/move"),
    ("2024-01", "daihatsu/tanto"),
    ("2018-12", "honda/n-box"),
    ("2014-05", "nissan/dayz"),
    ("2012-03", "suzuki/wagon-r"),
    ("2026-02", "suzuki/alto"),
    ("FY2019", "suzuki/spacia"),
    ("2019", "honda/n-box"),
    ("2025-11", "toyota/yaris"),
    ("2025-11", "suzuki/alto-lapin"),
]


class SmallDesk(Desk):
    """A desk over the rows of one file, without the packaged facts."""

    def __init__(self, rows: Path) -> None:
        super().__init__(None, None)
        self._rows = rows

    @cached_property
    def tables(self) -> Tables:
        catalog = Catalog.packaged()
        sources, reports = read_rows(self._rows, catalog)
        connection = duckdb.connect()
        fill(connection, reports, sources.values(), figures(reports), (), catalog)
        return Tables(connection)


def figures(reports: Iterable[Report]) -> Iterator[Figure]:
    """What the Reports print, taken at its word; disputed where they differ."""
    said: dict[tuple[Series, Period], dict[int, list[str]]] = {}
    for report in reports:
        if report.measure is Measure.UNITS:
            values = said.setdefault((report.series, report.period), {})
            values.setdefault(report.number.digits, []).append(report.id)
    for (series, period), values in sorted(said.items()):
        status = Status.PRINTED if len(values) == 1 else Status.DISPUTED
        ids = tuple(sorted(id_ for some in values.values() for id_ in some))
        others = tuple(sorted(values)) if len(values) > 1 else ()
        yield Figure(*series, period, Interval(min(values), max(values)), status, ids, (), others)


class Reader(HTMLParser):
    """Checks that tags close in order, and collects ids, links and the text outside styles, charts and notes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.labels: list[str] = []
        self.text: list[str] = []
        self.unscrolled = 0
        self._scrolls: list[bool] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.labels += [given["aria-label"]] if "aria-label" in given and "svg" not in [tag, *self.open] else []
        loads = [given[name] for name in ("src", "srcset", "data", "poster", "xlink:href") if name in given]
        self.fetched += loads + ([given.get("href", "")] if tag in ("link", "use", "image") else [])
        self.unscrolled += tag == "table" and not any(self._scrolls)
        if tag not in VOID:
            self.open.append(tag)
            self._scrolls.append(given.get("class") == "scroll")

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
        self._scrolls.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "svg", "footer", "sup"} & set(self.open):
            self.text.append(data)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


@pytest.fixture(scope="module", params=ASKED, ids=" ".join)
def report(request: pytest.FixtureRequest, desk: Desk) -> dict[str, bytes]:
    period, focus = request.param
    return report_files(desk, Period.parse(period), focus)


def small(tmp_path: Path, rows: str, period: str, focus: str) -> str:
    """The Markdown of a report over rows of period, maker, name and units."""
    lines = ["period,level,segment,maker_en,name_ja,units,source_url,source_kind"]
    for row in rows.split():
        month, maker, name, units = row.split(",")
        lines.append(f"{month},model,kei-passenger,{maker},{name},{units},https://paper.example/{month},press")
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return report_files(SmallDesk(file), Period.parse(period), focus)["report.md"].decode()


def test_small_market_reads_as_in_the_golden_files() -> None:
    """Look at the differences, then write the files anew with YELLOWPLATE_GOLDEN=write."""
    files = report_files(SmallDesk(SMALL), Period.parse("2025-11"), "nissan/roox")
    page = re.sub(r"<svg.*?</svg>", "<svg/>", files["report.html"].decode(), flags=re.DOTALL)
    page = re.sub(r"<style>.*?</style>", "<style/>", page, flags=re.DOTALL)
    made = {name: files[name].decode() for name in ("report.md", "data.json", "ranking.csv")} | {"report.html": page}
    for name, text in made.items():
        if os.environ.get("YELLOWPLATE_GOLDEN") == "write":
            (GOLDEN / name).write_text(text, "utf-8")
        assert text == (GOLDEN / name).read_text("utf-8")


def test_november_2025_tells_the_return_of_the_n_box(desk: Desk) -> None:
    text = report_files(desk, Period.parse("2025-11"), "nissan/roox")["report.md"].decode()
    for said in (
        "N-BOX is first with 16,198",
        "back on top after one month away. Move led before.",
        "Roox comes fifth with 7,741",
        "up 43.0% on October 2025 (5,413",
        "up 41.0% on November 2024",
    ):
        assert said in text


def test_every_number_on_the_page_stands_in_the_data(report: dict[str, bytes]) -> None:
    known = {_plain(number) for number in NUMBER.findall(report["data.json"].decode())}
    reader = Reader(report["report.html"].decode())
    shown = {_plain(number) for text in (*reader.text, *reader.labels) for number in NUMBER.findall(text)}
    assert shown <= known, sorted(shown - known)


def test_page_is_whole_and_needs_nothing_else(report: dict[str, bytes]) -> None:
    page = report["report.html"].decode()
    reader = Reader(page)
    assert not reader.open
    assert not reader.fetched
    assert "@import" not in page
    assert set(re.findall(r"url\((.)", page)) <= {"#"}
    assert len(reader.ids) == len(set(reader.ids))
    assert all(link[1:] in reader.ids if link[0] == "#" else link.startswith("http") for link in reader.links)


def test_no_program_words_in_any_text(report: dict[str, bytes]) -> None:
    reader = Reader(report["report.html"].decode())
    for text in (report["report.md"].decode(), "".join(reader.text), " ".join(reader.labels)):
        assert not re.search(r"\b(None|nan|NaN|null|True|False)\b|Known\(|Fraction|\{\{|\w+/[a-z-]+ led", text)
        assert not re.search(r"[a-z] [,.;)]|\(\s*\)|[a-z]\.\. |\bthe the\b", text)


def test_wide_tables_scroll_in_their_own_box(report: dict[str, bytes]) -> None:
    page = report["report.html"].decode()
    assert Reader(page).unscrolled == 0
    assert ".scroll { overflow-x: auto;" in page
    assert "figure svg { display: block; width: 100%;" in page
    assert "overflow-wrap: anywhere" in page


def test_charts_are_pictures_with_words(report: dict[str, bytes]) -> None:
    svgs = [name for name in report if name.endswith(".svg")]
    assert "chart-ranking.svg" in svgs
    for name in svgs:
        root = ElementTree.fromstring(report[name].decode())
        assert "Liberation Sans" in ElementTree.tostring(root, "unicode")
        assert report[name.replace(".svg", ".png")].startswith(b"\x89PNG")
    labels = [label for label in Reader(report["report.html"].decode()).labels if "chart" in label]
    assert len(labels) == len(svgs)


def test_tables_are_csv_and_the_notes_carry_every_page(report: dict[str, bytes]) -> None:
    notes = list(csv.DictReader(report["notes.csv"].decode().splitlines()))
    assert json.loads(report["data.json"])["notes"][0]["url"] == notes[0]["url"]
    for name in (name for name in report if name.endswith(".csv")):
        widths = {len(row) for row in csv.reader(report[name].decode().splitlines())}
        assert len(widths) == 1


def test_same_facts_give_the_same_bytes() -> None:
    first, second = (report_files(SmallDesk(SMALL), Period.parse("2025-11"), "nissan/roox") for _ in range(2))
    assert first == second


def test_focus_that_leads_is_told_once_and_up(tmp_path: Path) -> None:
    rows = "2025-11,Honda,N-BOX,900 2025-11,Suzuki,スペーシア,800 2025-10,Honda,N-BOX,600"
    text = small(tmp_path, rows, "2025-11", "honda/n-box")
    assert text.count("up 50.0%") == 2
    assert "down" not in text.split("## Notes")[0]


def test_level_and_nearly_level_are_told_apart(tmp_path: Path) -> None:
    rows = "2025-11,Honda,N-BOX,20000 2025-10,Honda,N-BOX,20000 2024-11,Honda,N-BOX,20001"
    text = small(tmp_path, rows, "2025-11", "honda/n-box")
    assert "level with October 2025" in text
    assert "within a twentieth of a percent of November 2024" in text


def test_first_month_says_that_nothing_can_be_compared(tmp_path: Path) -> None:
    text = small(tmp_path, "2012-01,Honda,N-BOX,900 2012-01,Suzuki,ワゴンR,1000", "2012-01", "honda/n-box")
    assert "There is no figure to compare for December 2011" in text
    assert "%" not in text.split("## How")[0]


def test_focus_without_a_figure_says_why(tmp_path: Path) -> None:
    text = small(tmp_path, "2025-11,Honda,N-BOX,900 2025-10,Nissan,ルークス,400", "2025-11", "nissan/roox")
    assert "There is no figure for Roox in November 2025" in text
    assert "no figure for Roox" in text.split("\n")[2]


def test_focus_in_any_spelling_and_unknown_ones_refused(desk: Desk) -> None:
    assert report_files(desk, Period.parse("2025-11"), "ルークス")["data.json"]
    with pytest.raises(NameUnknownError):
        report_files(desk, Period.parse("2025-11"), "Rooks Royce")
    with pytest.raises(UsageError, match="is no car"):
        report_files(desk, Period.parse("2025-11"), "nissan")
    with pytest.raises(UsageError, match=r"nothing to report.*nearest with a ranking: 201"):
        report_files(desk, Period.parse("1999-01"), "nissan/roox")


def test_writing_leaves_all_files_and_no_stale_ones(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    out.mkdir(parents=True)
    (out / "chart-rivals.svg").write_text("of an earlier report")
    (out / "mine.txt").write_text("kept")
    (tmp_path / "rows.csv").write_text(SMALL.read_text("utf-8").replace("スペーシア", "アルト"), "utf-8")
    written = write_report(SmallDesk(tmp_path / "rows.csv"), Period.parse("2025-10"), "suzuki/alto", out)
    assert written.page == out / "report.html"
    assert {path.name for path in out.iterdir()} == {path.name for path in written.files} | {"mine.txt"}


def test_failed_writing_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"can't be written to .*; choose another folder"):
        write_report(SmallDesk(SMALL), Period.parse("2025-11"), "nissan/roox", tmp_path / "file" / "out")
    (tmp_path / "out" / "data.json").mkdir(parents=True)
    (tmp_path / "out" / "report.html").write_text("old")
    with pytest.raises(OutputError, match=r"data\.json is a folder"):
        write_report(SmallDesk(SMALL), Period.parse("2025-11"), "nissan/roox", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"data.json", "report.html"}
    assert (tmp_path / "out" / "report.html").read_text() == "old"


def _plain(number: str) -> str:
    return number.replace(",", "").lstrip("0") or "0"
