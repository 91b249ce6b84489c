"""Checking articles: what must be found, and above all what must not be accused."""

import json
import time
from datetime import date
from functools import cache

import pytest

from article_files import Score, files, load, score
from yellowplate import open_desk
from yellowplate.cli import run
from yellowplate.errors import InputError
from yellowplate.facts import Cause, Judgement

SAME_FACTS = {
    "en": (
        "The Honda N-Box, of which 16,198 were sold, came first in November 2025, ahead of the Subaru Spacia with "
        "12,904. The Nissan Roox reached 7,741 units, 43 percent more than in October and 41 percent more than in "
        "November of last year. The Nissan model has collected over 20,000 orders since it was shown at the end of "
        "August. Source: JAMA."
    ),
    "ja": (
        "2025年11月の軽自動車販売は、ホンダのN-BOXが1万6198台で首位となり、スバルのスペーシア（1万2904台）を抑えた。"
        "日産のルークスは7741台で、10月に比べ43％増、前年同月比では41％増だった。"
        "ルークスの受注は8月末に公開されてから2万台を超えている。数値は日本自動車工業会の発表による。"
    ),
    "uk": (
        "У листопаді 2025 року Honda N-Box із 16 198 авто посіла перше місце серед кей-карів і випередила Subaru "
        "Spacia із 12 904. Roox продали 7741, на 43 % більше, ніж у жовтні, і на 41 % більше, ніж у листопаді минулого "
        "року. Модель Nissan отримала понад 20 000 замовлень відтоді, як її показали наприкінці серпня. Дані "
        "оприлюднила JAMA."
    ),
}
CLAIMED = {
    ("honda/n-box", "units", "2025-11"),
    ("honda/n-box", "rank", "2025-11"),
    ("honda/n-box", "order", "2025-11"),
    ("suzuki/spacia", "maker", ""),
    ("suzuki/spacia", "units", "2025-11"),
    ("nissan/roox", "units", "2025-11"),
    ("nissan/roox", "mom", "2025-11"),
    ("nissan/roox", "yoy", "2025-11"),
    ("nissan/roox", "orders", "2025-08"),
    ("nissan/roox", "date", ""),
    ("kei", "publisher", ""),
}


@pytest.fixture(scope="module")
def desk():
    return open_desk()


@pytest.fixture(scope="module")
def scores(desk):
    @cache
    def of(part, language):
        total = Score()
        for path in files(part):
            if path.name.startswith(language):
                article, expected, _ = load(path)
                score(desk.check(article), expected, path.stem, total)
        return total

    return of


@pytest.mark.parametrize("language", SAME_FACTS)
def test_same_facts_in_each_language(desk, language):
    checked = desk.check(SAME_FACTS[language], published="2025-12-12")
    found = {(c.reading.subject, str(c.reading.measure), c.period): c for c in checked.claims}
    assert found.keys() >= CLAIMED
    wrong = {key: c for key, c in found.items() if c.verdict is Judgement.CONTRADICTED}
    assert set(wrong) == {("suzuki/spacia", "maker", ""), ("kei", "publisher", "")}
    assert wrong["suzuki/spacia", "maker", ""].found.fits == "suzuki"
    assert wrong["suzuki/spacia", "maker", ""].found.cause is Cause.MAKER
    assert wrong["kei", "publisher", ""].found.fits == "全国軽自動車協会連合会"
    right = [c for key, c in found.items() if key not in wrong]
    assert {c.verdict for c in right} == {Judgement.CONFIRMED}
    orders = found["nissan/roox", "orders", "2025-08"]
    assert "2025-09-19" in orders.found.note and orders.found.evidence
    assert not checked.unread


@pytest.mark.parametrize(("language", "least"), [("en", 0.84), ("ja", 0.9), ("uk", 0.9)])
def test_articles(scores, language, least):
    total = scores("dev", language)
    print(language, total)
    assert total.false == []
    assert total.read / total.expected >= least, "\n".join(total.missed)


@pytest.mark.parametrize(
    ("part", "least"), [(f"heldout-{n}", least) for n, least in enumerate((0.85, 0.92, 0.82, 0.86, 0.82, 0.74), 1)]
)
def test_articles_that_did_not_shape_the_grammar(scores, part, least):
    totals = [scores(part, language) for language in ("en", "ja", "uk")]
    assert [name for total in totals for name in total.false] == []
    assert sum(total.read for total in totals) / sum(total.expected for total in totals) >= least


def test_passages_that_must_stay_unread(desk):
    for path in files("dev"):
        article, _, unread = load(path)
        checked = desk.check(article)
        for piece in unread:
            at = article.text.index(piece)
            inside = [c for c in checked.claims if c.start < at + len(piece) and at < c.end]
            assert inside == [], path.name


def test_offsets_are_into_the_text_that_is_given_back(desk):
    checked = desk.check(SAME_FACTS["ja"], title="１１月の軽", published=date(2025, 12, 12))
    data = json.loads(checked.json())
    assert data["text"].startswith("１１月の軽\n")
    for claim in data["claims"]:
        assert data["text"][claim["start"] : claim["end"]] == claim["text"]
        assert set(claim) >= {
            "subject",
            "segment",
            "period",
            "measure",
            "relation",
            "value",
            "verdict",
            "cause",
            "fits",
        }
        assert all(set(item) == {"source_url", "value", "period"} for item in claim["evidence"])


def test_nothing_of_the_markup_is_passed_through(desk):
    page = (
        "<html><head><title>N-BOX</title><script>alert(1)</script></head><body><nav>Menu 99,999 units</nav><article>"
        "<h1>N-BOX &lt;script&gt;alert(2)&lt;/script&gt;</h1>"
        "<p onclick='x()'>In November 2025 the <a href='javascript:y()'>Honda N-BOX</a> sold 16,198 units.</p>"
        "<ul><li>2. Spacia (Suzuki) 12,904 units</li></ul></article></body></html>"
    )
    checked = desk.check(page)
    shown = checked.html()
    assert "<script" not in shown and "onclick" not in shown and "javascript:" not in shown
    assert "99,999" not in shown and "&lt;script&gt;" in shown
    assert {"16198", "12904"} <= {str(c.reading.value) for c in checked.claims}
    assert checked.contradicted == 0


def test_a_figure_is_judged_by_what_was_known_on_a_day(desk):
    text = "In November 2025 the Honda N-BOX sold 16,198 units."
    before = open_desk(as_of="2025-11-30").check(text)
    assert [c.verdict for c in before.claims if str(c.reading.measure) == "units"] == [Judgement.UNKNOWN]


def test_causes_that_came_after_their_effect(desk):
    text = "Sales of the Roox rose 43 percent on October in November 2025 thanks to remarks made on December 3, 2025."
    (claim,) = [c for c in desk.check(text, published="2025-12-20").claims if c.found.cause is Cause.TIME_ORDER]
    assert claim.verdict is Judgement.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "Honda plans to sell 15,000 N-BOX cars a month, and in November 2025 the target was 20,000 units.",
        "The Honda N-BOX could sell 20,000 units in November 2025 if parts arrive.",
        "Worldwide, Suzuki sold 300,000 cars in November 2025; production of the Spacia was 14,000 units.",
        "Every month in November 2025 people move house; life goes on, and 10,000 units of furniture were sold.",
        "The Move to a new plant cost 16,000 jobs in November 2025.",
        "A rival of the Suzuki Spacia, Suzuki's N-BOX challenger sold well in November 2025.",
        "2025年11月、ホンダはN-BOXの月間販売目標を1万5000台としている。",
        "2025年11月、ライフスタイルの変化で1万台のテントが売れた。",
    ],
)
def test_nothing_is_accused_where_nothing_is_said(desk, text):
    assert desk.check(text, published="2025-12-12").contradicted == 0


def of_units(checked):
    return {c.reading.subject: c for c in checked.claims if c.reading.measure == "units"}


def test_a_figure_of_a_car_that_is_named_is_no_accusation_of_the_next(desk):
    claim = of_units(desk.check("In October 2025 the Daihatsu Tanto came third. Spacia: 14,244."))["suzuki/spacia"]
    assert claim.verdict is Judgement.UNKNOWN
    assert claim.found.note == "it is right of Tanto in 2025-10; which is meant isn't sure"


@pytest.mark.parametrize("car", ["Roox", "It"])
def test_a_wrong_change_without_a_telling_mistake_needs_its_car_named(desk, car):
    claims = desk.check(f"The Nissan Roox sold 7,741 units in November 2025. {car} lost 37 percent on the year.").claims
    change = next(claim for claim in claims if claim.reading.measure == "yoy")
    assert (change.verdict is Judgement.CONTRADICTED) == (car == "Roox")
    assert change.verdict is not Judgement.UNKNOWN or "doesn't name Roox" in change.found.note


def test_two_cars_with_each_others_figures(desk):
    claims = of_units(desk.check("In October 2025 the list was: Move 16,015, Spacia 14,244, Tanto 14,420."))
    assert claims["daihatsu/move"].verdict is Judgement.CONFIRMED
    for car, fits in (("suzuki/spacia", "14420"), ("daihatsu/tanto", "14244")):
        claim = claims[car]
        assert (claim.verdict, claim.found.cause) == (Judgement.CONTRADICTED, Cause.NEIGHBOURING_LINE)
        assert claim.found.fits == fits


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        (
            "en",
            "In November 2025 the Roox sold 7,741 units. In Norway sales of the Roox rose 90 percent on the year.",
            "Norway",
        ),
        ("ja", "2025年11月のルークスは7741台。ノルウェーではルークスの販売は前年同月比90％増だった。", "ノルウェー"),
        ("uk", "У листопаді 2025 року продали 7741 Roox. У Норвегії продажі Roox зросли за рік на 90 %.", "Норвегії"),
    ],
)
def test_what_is_said_of_another_country_accuses_nobody(desk, language, text, country):
    checked = desk.check(text)
    assert checked.contradicted == 0
    assert all(country in c.found.note for c in checked.claims if c.verdict is Judgement.UNKNOWN)
    told_of_japan = desk.check(text.replace(country, {"en": "Japan", "ja": "日本", "uk": "Японії"}[language]))
    assert told_of_japan.contradicted == 1


def test_the_command(tmp_path, capsys):
    file = tmp_path / "article.txt"
    file.write_bytes(SAME_FACTS["ja"].encode("cp932"))
    assert run(["check", str(file), "--dateline", "2025-12-12", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 13
    file.write_text("In November 2025 the Honda N-BOX sold 16,198 units.", encoding="utf-8")
    assert run(["check", str(file)]) == 0
    assert "confirmed" in capsys.readouterr().out
    assert run(["check", str(file), "--html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_encodings(tmp_path, desk, capsys, encoding):
    file = tmp_path / "article.txt"
    file.write_bytes(SAME_FACTS["ja"].encode(encoding))
    assert run(["check", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["text"] == SAME_FACTS["ja"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\0\1\2\3" * 99, "no text"), (b"a" * 9_000_000, "larger than"), (b"\xff\x81 \x9f\xfe" * 9, "UTF-8")],
)
def test_bad_files_are_one_sentence(tmp_path, capsys, content, says):
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    assert run(["check", str(file)]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The Honda N-BOX sold 16,198 units in November 2025. " * 5000, "more than 200,000 characters"),
        ("1" * 10_000, "a number of more than 100 digits"),
        ("2025年11月、N-BOXは" + "9" * 5000 + "台", "at character 15"),
    ],
)
def test_what_nobody_would_print_is_refused(desk, text, says):
    with pytest.raises(InputError, match=says):
        desk.check(text)


def test_an_endless_sentence_is_read_in_seconds(desk):
    began = time.monotonic()
    desk.check("In November 2025 " + "N-BOX 1,234, " * 5_000)
    assert time.monotonic() - began < 60


def test_what_is_no_article(desk, capsys):
    assert run(["check", "no/such/file.txt"]) == 2
    assert run(["check", "ftp://example.org/a"]) == 2
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(InputError):
        desk.check("<html><body><script>1</script></body></html>")


@pytest.mark.parametrize("depth", [200, 100_000])
def test_deep_pages_are_read_or_refused(desk, depth):
    page = f"<html><body>{'<div>' * depth}<p>In November 2025 the N-BOX sold 16,198 units.</p></body></html>"
    if depth == 200:
        assert len(desk.check(page).claims) == 1
    else:
        with pytest.raises(InputError, match="no article"):
            desk.check(page)
