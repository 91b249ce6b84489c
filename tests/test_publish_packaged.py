"""Reports of the packaged facts: golden texts of three months, and a report for any month, focus, kind and language.

Look at the differences in tests/golden, then write the files anew with YELLOWPLATE_GOLDEN=write.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from yellowplate.catalog import Catalog
from yellowplate.desk import Desk, open_desk
from yellowplate.errors import OutputError, UsageError
from yellowplate.facts import Period
from yellowplate.publish import ReportKind, Wanted, report_files, write_report
from yellowplate.publish.pdf import as_pdf
from yellowplate.read.prose.opening import as_article

GOLDEN = Path(__file__).parent / "golden"
MONTHS = [("2025-11", "nissan/roox"), ("2025-10", "daihatsu/move"), ("2023-12", "daihatsu/tanto")]
LANGUAGES = ("en", "ja", "uk")
CATALOG = Catalog.packaged()
CARS = sorted(car.id for car in CATALOG.nameplates.values() if car.kei)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def brief(markdown: str) -> str:
    """What a report says, without its tables and its list of pages."""
    told = re.sub(r"\n## [^\n]*\n\n[^\n]*\n\n\[\^1\]: .*", "\n", markdown, flags=re.DOTALL)
    lines = (line for line in told.split("\n") if not line.startswith("|"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("month", "focus"), MONTHS)
def test_reports_read_as_in_the_golden_files(desk: Desk, month: str, focus: str, language: str) -> None:
    files = report_files(desk, Wanted(Period.parse(month), focus, ReportKind.MONTH, language))
    made = {f"{month}.{language}.md": brief(files["report.md"].decode())}
    made[f"{month}.{language}.post.txt"] = files["post.txt"].decode()
    for name, text in made.items():
        if os.environ.get("YELLOWPLATE_GOLDEN") == "write":
            (GOLDEN / name).write_text(text, "utf-8")
        assert text == (GOLDEN / name).read_text("utf-8")


@given(
    month=st.integers(2011 * 12 + 2, 2026 * 12 + 2),
    months=st.sampled_from([1, 1, 1, 6, 12]),
    focus=st.sampled_from(["", *CARS]),
    kind=st.sampled_from(ReportKind),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_month_and_focus_gives_a_whole_report_or_says_why_not(
    desk: Desk, month: int, months: int, focus: str, kind: ReportKind, language: str
) -> None:
    subject = focus.partition("/")[0] if kind is ReportKind.MAKER else focus
    wanted = Wanted(Period(month, months), subject, kind, language)
    files, refusal = {}, ""
    try:
        files = report_files(desk, wanted)
    except UsageError as error:
        refusal = str(error)
    if not files:
        assert re.search(r"nothing to report|name it with --focus", refusal)
        return
    page = files["report.html"].decode()
    assert re.search(r'<html lang="(en|ja|uk)">', page)[1] == language
    assert not re.search(
        r"\b(None|nan|NaN)\b|Known\(|\{[a-z_]+\}", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    )
    assert '<section id="missing">' in page and "<li>" in page.partition('<section id="missing">')[2]
    assert re.search(r'class="headline">\S', page)


def test_every_month_of_the_last_two_years_renders_in_every_language(desk: Desk) -> None:
    for at, month in enumerate(range(2024 * 12, 2026 * 12 + 2, 3)):
        wanted = Wanted(Period(month, 1), "", ReportKind.MONTH, LANGUAGES[at % len(LANGUAGES)])
        assert len(report_files(desk, wanted)) > 10


def test_a_disputed_rival_is_drawn(desk: Desk) -> None:
    svg = report_files(desk, Wanted(Period.parse("2024"), "suzuki/spacia", ReportKind.YEAR))["report.md"].decode()
    assert "Tanto 93,756 to 93,759‡" in svg


def test_a_sheet_of_paper_has_the_heads_of_its_table_and_nothing_to_press(desk: Desk) -> None:
    page = report_files(desk, Wanted(Period.parse("2025-11"), "nissan/roox", language="ja"))["report.html"]
    try:
        printed = as_pdf(page)
    except OutputError:
        pytest.skip("no browser that prints PDF is on this machine")
    sheets = [sheet.get_textpage().get_text_range() for sheet in PdfDocument(printed)]
    year = [sheet for sheet in sheets if "185,784" in sheet or "エブリイ" in sheet]
    assert len(year) == 2
    assert all("2024年1月〜11月比" in sheet for sheet in year)
    assert not any("押すと" in sheet for sheet in sheets)
    assert any("小さな番号" in sheet for sheet in sheets)


@pytest.mark.parametrize("period", ["2012-05", "2019-10", "2025-11", "2024", "2025-01..2025-06"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_tells_its_own_day_to_a_reader(desk: Desk, period: str, language: str) -> None:
    files = report_files(desk, Wanted(Period.parse(period), language=language))
    last = Period.parse(period).ends - timedelta(days=1)
    assert as_article(files["report.html"].decode()).published == last
    checked = desk.check(files["report.md"].decode(), language=language)
    assert checked.claims
    assert "--dateline" not in " ".join(checked.notes())


@pytest.mark.parametrize(("month", "focus"), MONTHS)
def test_other_languages_tell_events_in_their_own_words(desk: Desk, month: str, focus: str) -> None:
    english = {event.headline for event in desk.catalog.events(focus)}
    for language in ("ja", "uk"):
        text = report_files(desk, Wanted(Period.parse(month), focus, language=language))["report.md"].decode()
        assert not [headline for headline in english if headline in text]
        assert 'lang="en"' not in text


def test_orders_are_told_by_their_number(desk: Desk) -> None:
    said = {"ja": "ルークスの受注が1万1344台に", "uk": "Roox — 11\N{NO-BREAK SPACE}344 замовлення"}
    for language, words in said.items():
        wanted = Wanted(Period.parse("2025-11"), "nissan/roox", language=language)
        assert words in report_files(desk, wanted)["report.md"].decode()


def test_a_pdf_is_printed_or_the_refusal_says_what_to_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("chromium"):
        assert as_pdf(b"<!DOCTYPE html><html lang=en><title>t</title><p>printed</p>").startswith(b"%PDF")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match="No browser that prints PDF"):
        write_report(desk, Wanted(Period.parse("2025-11"), pdf=True), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "weekly"}, "'weekly' is no kind of report; choose one of month, model, maker, year"),
        ({"language": "xx"}, "No report can be written in 'xx'; choose one of en, ja, uk"),
        ({"kind": "maker"}, "about one maker; name it with --focus"),
        ({"kind": "maker", "focus": "nissan/roox"}, "is no maker"),
    ],
)
def test_questions_that_no_report_answers_say_what_to_ask(
    desk: Desk, tmp_path: Path, asked: dict[str, str], said: str
) -> None:
    rest = {name: value for name, value in asked.items() if name != "focus"}
    with pytest.raises(UsageError, match=re.escape(said)):
        desk.report("2025-11", asked.get("focus", ""), tmp_path / "out", **rest)
    assert not (tmp_path / "out").exists()
