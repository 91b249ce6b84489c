"""How a checked article is told: in names, in the article's own way of printing changes, with addresses."""

import re

import pytest

from article_files import files, load
from yellowplate import open_desk
from yellowplate.catalog import Catalog
from yellowplate.cli import run

TOLD = {
    "en": (
        "In November 2025 the Honda N-BOX sold 16,198 units, 10.2 % less than a year before; the Nissan Roox sold "
        "7,471 units, up 41 % on October.",
        [
            "N-BOX, 2025-11: 16,198 units: confirmed",
            "N-BOX, 2025-11: 10.2 % less than in 2024-11: confirmed",
            "Roox, 2025-11: 7,471 units: contradicted (swapped digits); right is 7,741 units",
            "Roox, 2025-11: 41 % more than in 2025-10: contradicted (one digit); right is 43 % more",
        ],
    ),
    "ja": (
        "2025年11月、ホンダのN-BOXは1万6198台（前年同月比10.2％減）、日産のルークスは7471台で前月比41％増だった。",
        [
            "N-BOX, 2025-11: 16,198台: confirmed",
            "N-BOX, 2025-11: 2024-11比10.2％減: confirmed",
            "ルークス, 2025-11: 7,471台: contradicted (swapped digits); right is 7,741台",
            "ルークス, 2025-11: 2025-10比41％増: contradicted (one digit); right is 43％増",
        ],
    ),
    "uk": (
        "У листопаді 2025 року Honda N-Box продали 16 198 авто, на 10,2 % менше, ніж торік. "
        "Nissan Roox мав 7471 авто, на 41 % більше, ніж у жовтні.",
        [
            "N-BOX, 2025-11: 16\u00a0198 авто: confirmed",
            "N-BOX, 2025-11: на 10,2 % менше, ніж у 2024-11: confirmed",
            "Roox, 2025-11: 7\u00a0471 авто: contradicted (swapped digits); right is 7\u00a0741 авто",
            "Roox, 2025-11: на 41 % більше, ніж у 2025-10: contradicted (one digit); right is на 43 % більше",
        ],
    ),
}


@pytest.fixture(scope="module")
def desk():
    return open_desk()


@pytest.mark.parametrize("language", TOLD)
def test_claims_are_told_in_the_words_of_their_language(desk, language):
    text, lines = TOLD[language]
    checked = desk.check(text)
    assert [line for line in lines if line not in checked.plain()] == []
    assert all(line.partition(": ")[2].rpartition(": ")[0] in checked.html() for line in lines)


def test_runs_orders_shares_and_places(desk):
    said = desk.check(
        "In November 2025 the N-BOX was back at the top after one month away, 3,000 ahead of the Suzuki Spacia. "
        "Honda N-BOX accounted for 15.4 percent of all kei passenger cars in November 2025."
    ).plain()
    assert "N-BOX, 2025-11: number 1 of kei passenger cars again after 2 months: confirmed" in said
    assert "N-BOX, 2025-11: ahead of Spacia by 3,000: contradicted; right is ahead of Spacia by 3,294" in said
    assert "N-BOX, 2025-11: 15.4 % of kei passenger cars: confirmed" in said


def test_rounded_numbers_open_ends_and_associations(desk):
    said = desk.check("The Nissan Roox sold 8,000 units in November 2025. Source: JAMA.").plain()
    assert "Roox, 2025-11: 8,000 units: confirmed; rounded to thousands" in said
    assert "right is Japan Light Motor Vehicle and Motorcycle Association (全国軽自動車協会連合会)" in said
    said = desk.check("New car sales of all kinds in Japan, kei included, were 100,000 units in January 2026.").plain()
    assert "100,000 units: contradicted; right is 138,920 units or more" in said


def test_no_claim_is_told_by_an_id(desk):
    ids = [re.escape(id_) for kind in (Catalog.packaged().nameplates, Catalog.packaged().segments) for id_ in kind]
    id_ = re.compile(rf"(?<![\w/-])(?:{'|'.join(i for i in ids if '/' in i or '-' in i)})(?![\w/-])")
    for path in files("dev"):
        checked = desk.check(load(path)[0])
        told = [line for line in checked.plain().splitlines() if re.match(r"\S \[\d+\] ", line)]
        assert len(told) == len(checked.claims)
        assert [line for line in told if id_.search(line)] == [], path.name


def test_a_change_cites_both_its_months(desk):
    said = desk.check("In November 2025 the Honda N-BOX sold 10.2 % less than a year before.").plain()
    assert "16,198 for 2025-11: https://" in said and re.search(r"\d\d,\d{3} for 2024-11: https://", said)


def test_facts_that_the_catalog_knows_are_counted_apart(desk):
    checked = desk.check(
        "In November 2025 the Honda N-BOX sold 16,189 units. The Suzuki Spacia and the Nissan Roox ..."
    )
    assert checked.title == "1 figure: 1 contradicted; 3 facts: 3 confirmed; 0 unread"


def test_a_text_without_a_claim_says_so(tmp_path, capsys):
    file = tmp_path / "article.txt"
    file.write_text("The weather was fine.")
    assert run(["check", str(file)]) == 0
    assert capsys.readouterr().out == "The weather was fine.\n\nNo claim found that could be judged; 0 unread.\n"
    file.write_text("The N-BOX sold 16,198 units last month, 10.2 % less than a year before.")
    assert run(["check", str(file)]) == 0
    assert "give it with --dateline" in capsys.readouterr().out
    assert run(["check", str(file), "--dateline", "2025-12-05"]) == 0
    assert "--dateline" not in capsys.readouterr().out


def test_the_page_lists_what_is_wrong_first(desk):
    page = desk.check(TOLD["en"][0]).html()
    wrong = page[page.index('<ul class="wrong">') : page.index("<main")]
    assert wrong.count("<li>") == 2 and "7,741 units" in wrong and "43 % more" in wrong
    assert '<ul class="wrong">' not in desk.check("In November 2025 the Honda N-BOX sold 16,198 units.").html()
