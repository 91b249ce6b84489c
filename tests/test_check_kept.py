"""Checked articles as sources: what `add --article` keeps of them, and what it leaves out."""

import json

import pytest

from yellowplate import open_desk
from yellowplate.cli import run
from yellowplate.errors import UsageError
from yellowplate.facts import Kind
from yellowplate.ledger import Ledger

ARTICLES = {
    "en": (
        "The kei market in November 2025: The Honda N-BOX sold 16,189 units and came first. The Nissan Roox reached "
        "7,741 units, 41.0 percent more than a year before. It led the Daihatsu Move by 10 cars."
    ),
    "ja": (
        "2025年11月の軽自動車販売では、ホンダのN-BOXが1万6189台で首位となった。"
        "日産のルークスは7741台、前年同月比41.0％増だった。N-BOXは2カ月ぶりの首位。"
    ),
    "uk": (
        "У листопаді 2025 року Honda N-BOX продали 16 189 авто, і вона посіла перше місце серед кей-карів. "
        "Nissan Roox мав 7741 авто, на 41,0 % більше, ніж торік."
    ),
}
DAY = "2025-12-05"
WRONG = ("honda/n-box", "2025-11", "units", "16189", "contradicted", "swapped digits", "16198")


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine.duckdb"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A desk that keeps an article of each language, what adding them did, and their files."""
    folder = tmp_path_factory.mktemp("kept")
    files = [folder / f"{language}.txt" for language in ARTICLES]
    for file, text in zip(files, ARTICLES.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    desk = open_desk(folder / "mine.duckdb")
    return desk, desk.add_articles(*files, kind="blog", published=DAY), files


@pytest.mark.parametrize("language", ARTICLES)
def test_a_kept_article_speaks_in_every_answer(kept, language):
    desk, taken, _ = kept
    doubts = desk.doubts(source=f"{language}.txt").data()
    fields = ("subject", "period", "measure", "printed", "verdict", "cause", "fits")
    assert [tuple(doubt[field] for field in fields) for doubt in doubts] == [WRONG]
    assert doubts[0]["published"] == DAY and "189" in doubts[0]["place"]
    line = next(line for line in desk.sources().lines if line.publisher == f"{language}.txt")
    assert line.kinds == (Kind.BLOG,) and line.tally.contradicted == 1 and line.tally.confirmed >= 3
    roox = desk.figure("nissan/roox", "2025-11").evidence
    assert {str(item.report.measure) for item in roox if item.source.publisher == f"{language}.txt"} == {"units", "yoy"}
    assert not taken.known


def test_an_article_added_twice_adds_nothing(kept):
    desk, taken, files = kept
    again = desk.add_articles(*files)
    assert (again.new, again.known) == (0, taken.new)
    assert "added before" in again.notes[0]


def test_an_article_of_a_known_page_speaks_for_it(tmp_path, mine):
    page = next(source for source in open_desk().ledger.sources().values() if source.kind is Kind.PRESS)
    file = tmp_path / "article.txt"
    file.write_text(ARTICLES["en"])
    open_desk(mine).add_articles(file, url=page.url)
    added = [report for report in Ledger.open(mine).reports() if report.place.startswith("sentence ")]
    assert {report.source for report in added} == {page.id}
    assert {report.published for report in added} == {page.published}


def test_what_has_several_meanings_or_no_form_is_left_out_and_told(tmp_path, mine, capsys):
    file = tmp_path / "article.txt"
    file.write_text("Kei cars in November 2025 and October 2025: 1,234,567 were sold. " + ARTICLES["en"])
    assert run(["add", "--article", str(file), "--desk", str(mine), "--json"]) == 0
    taken = json.loads(capsys.readouterr().out)
    assert any("it can mean" in place["reason"] and "1,234,567" in place["text"] for place in taken["unread"])
    assert any("checked but not kept" in note for note in taken["notes"])
    assert all(place["place"].startswith("article.txt, sentence ") for place in taken["unread"])


def test_a_wrong_number_of_one_meaning_is_kept_even_if_it_is_far_off(tmp_path, mine):
    file = tmp_path / "article.txt"
    file.write_text("In November 2025 the Honda N-BOX sold 14,444 units.")
    assert open_desk(mine).add_articles(file).new == 1
    (report,) = [report for report in Ledger.open(mine).reports() if report.source.startswith("file:")]
    assert (report.subject, str(report.number), report.place) == ("honda/n-box", "14444", "sentence 1: 14,444 units")


def test_what_an_article_can_not_be(tmp_path, mine, capsys):
    file = tmp_path / "article.txt"
    file.write_text("The weather was fine.")
    add = ["add", str(file), "--desk", str(mine)]
    for arguments, words in (
        ([*add, "--article"], "states no units"),
        ([*add, "--article", "--columns", "name=x"], "has no columns"),
        ([*add, "--dateline", "2025-12-01"], "belongs to --article"),
        ([*add, "--article", "--url", "news"], "no address of a page"),
    ):
        assert run(arguments) == 2
        assert words in capsys.readouterr().err
    with pytest.raises(UsageError, match="choose press, blog, maker"):
        open_desk(mine).add_articles(file, kind="official")
    assert not mine.exists()


def test_an_unknown_day_is_told(tmp_path, mine):
    file = tmp_path / "article.txt"
    file.write_text("The Honda N-BOX sold 16,198 units last month. In November 2025 the Nissan Roox sold 7,741 units.")
    assert any("--dateline" in note for note in open_desk(mine).add_articles(file).notes)
