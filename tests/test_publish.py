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
import lxml.html
import pytest

from yellowplate.catalog import Catalog
from yellowplate.desk import Desk, open_desk
from yellowplate.errors import NameUnknownError, OutputError, UsageError
from yellowplate.facts import Figure, Interval, Measure, Period, Report, Series, Status
from yellowplate.market.tables import Tables, fill
from yellowplate.publish import ReportKind, Wanted, report_files, write_report
from yellowplate.publish.post import MOST, room
from yellowplate.read.rows import read_rows

HERE = Path(__file__).parent
SMALL = HERE / "small_market.csv"
GOLDEN = HERE / "golden"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SVG = "{http://www.w3.org/2000/svg}"
REASONS = {
    "not published": "not published",
    "not in the ledger": "no page at hand",
    "the car was not on sale, or no line of its own": "not on sale",
    "before its first sale, or not published yet": "not yet",
}
VOID = {"meta", "br", "hr", "img", "link", "input"}

ASKED = [
    ("2025-11", "nissan/roox"),
    ("2025-11", ""),
    ("2025-11", "nissan/roox", "model"),
    ("2025-11", "suzuki", "maker"),
    ("2023-12", "daihatsu", "maker"),
    ("2024", "", "year"),
    ("FY2022", "honda/n-box", "year"),
    ("2025-11", "nissan/roox", "month", "ja"),
    ("2025-11", "daihatsu", "maker", "uk"),
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
    """Checks that tags close in order, and collects ids, links and the text outside styles, charts, notes, evidence."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.letters: list[str] = []
        self.labels: list[str] = []
        self.text: list[str] = []
        self.unscrolled = 0
        self._scrolls: list[bool] = []
        self._classes: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.labels += [given["aria-label"]] if "aria-label" in given and "svg" not in [tag, *self.open] else []
        loads = [given[name] for name in ("src", "srcset", "data", "poster", "xlink:href") if name in given]
        self.fetched += loads + ([given.get("href", "")] if tag in ("link", "image") else [])
        self.letters += [given["href"]] if tag == "use" else []
        self.unscrolled += tag == "table" and not any(self._scrolls)
        if tag not in VOID:
            self.open.append(tag)
            self._scrolls.append(given.get("class") == "scroll")
            self._classes.append(given.get("class", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
        self._scrolls.pop()
        self._classes.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "script", "svg", "footer", "sup", "evidence"} & {*self.open, *self._classes}:
            self.text.append(data)


def wanted(period: str, focus: str = "", kind: str = "month", language: str = "en") -> Wanted:
    return Wanted(Period.parse(period), focus, ReportKind(kind), language)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


@pytest.fixture(scope="module", params=ASKED, ids=" ".join)
def report(request: pytest.FixtureRequest, desk: Desk) -> dict[str, bytes]:
    return report_files(desk, wanted(*request.param))


def small(tmp_path: Path, rows: str, period: str, focus: str) -> str:
    """The Markdown of a report over rows of period, maker, name and units."""
    lines = ["period,level,segment,maker_en,name_ja,units,source_url,source_kind"]
    for row in rows.split():
        month, maker, name, units = row.split(",")
        lines.append(f"{month},model,kei-passenger,{maker},{name},{units},https://paper.example/{month},press")
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return report_files(SmallDesk(file), wanted(period, focus))["report.md"].decode()


def test_small_market_reads_as_in_the_golden_files() -> None:
    """Look at the differences, then write the files anew with YELLOWPLATE_GOLDEN=write."""
    files = report_files(SmallDesk(SMALL), wanted("2025-11", "nissan/roox"))
    page = re.sub(r"<svg.*?</svg>", "<svg/>", files["report.html"].decode(), flags=re.DOTALL)
    page = re.sub(r"<style>.*?</style>", "<style/>", page, flags=re.DOTALL)
    made = {name: files[name].decode() for name in ("report.md", "post.txt", "ranking.csv")} | {"report.html": page}
    for name, text in made.items():
        if os.environ.get("YELLOWPLATE_GOLDEN") == "write":
            (GOLDEN / name).write_text(text, "utf-8")
        assert text == (GOLDEN / name).read_text("utf-8")


def test_november_2025_tells_the_return_of_the_n_box(desk: Desk) -> None:
    text = report_files(desk, wanted("2025-11", "nissan/roox"))["report.md"].decode()
    for said in (
        "**N-BOX back in first place; Roox climbs to fifth place**",
        "The Honda N-BOX is back in first place after one month away, with 16,198",
        "the Nissan Roox came fifth with 7,741",
        "up 43.0% from October and up 41.0% from a year earlier",
    ):
        assert said in text


def test_markdown_numbers_what_it_cites_in_the_order_of_the_text(report: dict[str, bytes]) -> None:
    text, _, listed = report["report.md"].decode().partition("\n[^1]: ")
    cited = list(dict.fromkeys(int(number) for number in re.findall(r"\[\^(\d+)\]", text)))
    assert cited == list(range(1, len(cited) + 1))
    assert [int(number) for number in re.findall(r"^\[\^(\d+)\]: ", "[^1]: " + listed, re.MULTILINE)] == cited


def test_every_number_on_the_page_stands_in_the_data(report: dict[str, bytes]) -> None:
    data = report["data.json"].decode()
    if json.loads(data)["language"] != "en":
        return  # other languages set numbers otherwise
    known = {_plain(number) for number in NUMBER.findall(data)}
    reader = Reader(report["report.html"].decode())
    texts = (*reader.text, *reader.labels, report["post.txt"].decode())
    shown = {_plain(number) for text in texts for number in NUMBER.findall(text)}
    assert shown <= known, sorted(shown - known)


def test_page_is_whole_and_needs_nothing_else(report: dict[str, bytes]) -> None:
    page = report["report.html"].decode()
    reader = Reader(page)
    assert not reader.open
    assert not reader.fetched
    assert "default-src 'none'" in page
    assert {letter[1:] for letter in reader.letters} <= set(reader.ids)
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
    assert Reader(report["report.html"].decode()).unscrolled == 0


def test_charts_are_pictures_with_words(report: dict[str, bytes]) -> None:
    svgs = [name for name in report if name.endswith(".svg")]
    assert "chart-ranking.svg" in svgs
    for name in svgs:
        root = ElementTree.fromstring(report[name].decode())
        assert [child.tag.partition("}")[2] for child in root][:2] == ["title", "desc"]
        assert all(child.text for child in root[:2])
        defined = {path.get("id") for path in root.iter(f"{SVG}path")}
        assert {use.get("href", "")[1:] for use in root.iter(f"{SVG}use")} <= defined
        assert not list(root.iter(f"{SVG}text")), "a letter that the fonts of the package lack: run tools/fonts.py"
        assert report[name.replace(".svg", ".png")].startswith(b"\x89PNG")
    page = report["report.html"].decode()
    assert page.count('<div role="img" aria-label="') == len(svgs)


def test_every_number_with_a_page_opens_its_evidence(report: dict[str, bytes]) -> None:
    page = report["report.html"].decode()
    opened = set(re.findall(r'data-evidence="([^"]+)"', page))
    assert opened
    assert opened == set(re.findall(r'popover id="([^"]+)"', page))


def test_metadata_is_an_article_with_its_data(report: dict[str, bytes]) -> None:
    page, data = report["report.html"].decode(), json.loads(report["data.json"])
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    article, dataset = json.loads(found[1])["@graph"]
    assert (article["@type"], dataset["@type"]) == ("NewsArticle", "Dataset")
    assert article["inLanguage"] == data["language"]
    assert f'<p class="headline">{article["headline"]}</p>' in page.replace("&#39;", "'")
    assert dataset["temporalCoverage"].startswith(str(Period.parse(data["period"]).first))


def test_post_fits_and_says_the_headline(report: dict[str, bytes]) -> None:
    text = report["post.txt"].decode()
    assert room(text) <= MOST
    assert re.search(r'"headline">(.*?)</p>', report["report.html"].decode())[1].replace("&#39;", "'") in text


def test_what_is_missing_is_what_the_tables_lack(desk: Desk) -> None:
    for asked in (
        ("2025-11", "nissan/roox"),
        ("2018-12", "honda/n-box"),
        ("2012-03", "suzuki/wagon-r"),
        ("2016-05", ""),
    ):
        page = report_files(desk, wanted(*asked))["report.html"].decode()
        ranking = lxml.html.fromstring(page).get_element_by_id("ranking")
        lacking = set()
        for row in ranking.xpath(".//tbody/tr"):
            name = row.xpath("./th/text()")[0]
            for column, cell in zip(ranking.xpath(".//thead/tr/th/text()")[3:5], row.xpath("./td")[2:4], strict=True):
                if (why := "".join(cell.xpath(".//span[@class='why']/text()"))) not in ("", "open"):
                    lacking.add((column.removeprefix("Change on "), why, name))
        listed = set()
        for line in lxml.html.fromstring(page).get_element_by_id("missing").xpath(".//li"):
            if found := re.fullmatch(r"No figure in (\w{3})\w* (\d{4}) \((.*?)\): (.*)\.", line.text_content()):
                names = re.split(r", | and ", found[4])
                listed |= {(f"{found[1]} {found[2]}", REASONS[found[3].partition(":")[0]], name) for name in names}
        assert lacking == listed, asked


def test_tables_are_csv_and_the_notes_carry_every_page(report: dict[str, bytes]) -> None:
    notes = list(csv.DictReader(report["notes.csv"].decode().splitlines()))
    assert json.loads(report["data.json"])["notes"][0]["url"] == notes[0]["url"]
    for name in (name for name in report if name.endswith(".csv")):
        widths = {len(row) for row in csv.reader(report[name].decode().splitlines())}
        assert len(widths) == 1


def test_same_facts_give_the_same_bytes() -> None:
    first, second = (report_files(SmallDesk(SMALL), wanted("2025-11", "nissan/roox")) for _ in range(2))
    assert first == second


def test_focus_that_leads_is_told_once_and_up(tmp_path: Path) -> None:
    rows = "2025-11,Honda,N-BOX,900 2025-11,Suzuki,スペーシア,800 2025-10,Honda,N-BOX,600"
    text = small(tmp_path, rows, "2025-11", "honda/n-box")
    assert text.count("up 50.0%") == 2
    assert "down" not in text.split("## Notes")[0]


def test_level_and_nearly_level_are_told_apart(tmp_path: Path) -> None:
    rows = "2025-11,Honda,N-BOX,20000 2025-10,Honda,N-BOX,20000 2024-11,Honda,N-BOX,20001"
    text = small(tmp_path, rows, "2025-11", "honda/n-box")
    assert "level with October" in text
    assert re.search(r"almost \w+ \w+ a year earlier", text)


def test_first_month_says_that_nothing_can_be_compared(tmp_path: Path) -> None:
    text = small(tmp_path, "2012-01,Honda,N-BOX,900 2012-01,Suzuki,ワゴンR,1000", "2012-01", "honda/n-box")
    assert "No figure in December 2011" in text
    assert "%" not in text.split("## How")[0]


def test_focus_without_a_figure_says_why(tmp_path: Path) -> None:
    text = small(tmp_path, "2025-11,Honda,N-BOX,900 2025-10,Nissan,ルークス,400", "2025-11", "nissan/roox")
    assert "There is no figure for the Nissan Roox in November 2025" in text.split("## ")[0]


def test_focus_in_any_spelling_and_unknown_ones_refused(desk: Desk) -> None:
    assert report_files(desk, wanted("2025-11", "ルークス"))["data.json"]
    with pytest.raises(NameUnknownError):
        report_files(desk, wanted("2025-11", "Rooks Royce"))
    with pytest.raises(UsageError, match="is no car"):
        report_files(desk, wanted("2025-11", "nissan"))
    with pytest.raises(UsageError, match=r"nothing to report.*nearest with a ranking: 201"):
        report_files(desk, wanted("1999-01", "nissan/roox"))


def test_writing_leaves_all_files_and_no_stale_ones(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    out.mkdir(parents=True)
    (out / "chart-rivals.svg").write_text("of an earlier report")
    (out / "mine.txt").write_text("kept")
    (tmp_path / "rows.csv").write_text(SMALL.read_text("utf-8").replace("スペーシア", "アルト"), "utf-8")
    written = write_report(SmallDesk(tmp_path / "rows.csv"), wanted("2025-10", "suzuki/alto"), out)
    assert written.page == out / "report.html"
    assert {path.name for path in out.iterdir()} == {path.name for path in written.files} | {"mine.txt"}


def test_failed_writing_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"can't be written to .*; choose another folder"):
        write_report(SmallDesk(SMALL), wanted("2025-11", "nissan/roox"), tmp_path / "file" / "out")
    (tmp_path / "out" / "data.json").mkdir(parents=True)
    (tmp_path / "out" / "report.html").write_text("old")
    with pytest.raises(OutputError, match=r"data\.json is a folder"):
        write_report(SmallDesk(SMALL), wanted("2025-11", "nissan/roox"), tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"data.json", "report.html"}
    assert (tmp_path / "out" / "report.html").read_text() == "old"


def _plain(number: str) -> str:
    return number.replace(",", "").lstrip("0") or "0"
