"""The grammar's parts: plain text, names, numbers, periods, and that no text whatever upsets it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.facts import Measure, Number, Period, Relation, Segment
from yellowplate.read.prose import read_prose
from yellowplate.read.prose.ja.words import number as japanese
from yellowplate.read.prose.opening import as_article
from yellowplate.read.prose.scanner import scanner
from yellowplate.read.prose.sentences import sentences
from yellowplate.read.prose.text import Article, plain
from yellowplate.read.prose.uk.words import number as ukrainian

CATALOG = Catalog.packaged()
EN = "Honda N-BOX|the Spacia|16,198|12.5%|first|for 16 months|ahead of|November|2025|in|than|than a year earlier"
JA = "スズキの|スペーシア|1万6198台|10.2％減|首位|2カ月ぶり|前年同月比|11月|を|は|。|「|」|登録車|軽自動車|同|ﾙｰｸｽ|①|０"
UK = "продали|16 198|на 43 %|більше|ніж|у листопаді|перше місце|кей-карів|випередила"
PIECES = st.sampled_from([*f"{EN}|{JA}|{UK}|.|,|; |(|)|. ".split("|"), "\n", "\t", "|", "\u200b"])
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)


def read(text, language="", published=date(2025, 12, 9)):
    return read_prose(Article(text, published=published, language=language), CATALOG)


def units(text, language=""):
    """Subject, period and number of each first reading of units."""
    found = [statement.readings[0] for statement in read(text, language).statements]
    return [(r.subject, str(r.period), str(r.value)) for r in found if r.measure is Measure.UNITS]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["en", "ja", "uk", ""]), st.none() | st.dates(date(1995, 1, 1), date(2030, 1, 1)))
def test_no_text_upsets_the_reader(text, language, published):
    prose = read(text, language, published)
    for found in (*prose.statements, *prose.unread):
        assert 0 <= found.start < found.end <= len(text)
    for statement in prose.statements:
        assert statement.readings
        assert all(str(reading.value) for reading in statement.readings)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_pages_are_read_like_text(text):
    from html import escape

    article = as_article(f"<html><body><article><p>In November 2025 {escape(text)}</p></article></body></html>")
    assert "<p>" not in article.text
    read_prose(article, CATALOG)


@given(st.text(max_size=200))
def test_plain_text_keeps_its_length(text):
    assert len(plain(text)) == len(text)


@given(st.text(max_size=200))
def test_sentences_leave_nothing_out(text):
    folded = plain(text)
    found = list(sentences(folded))
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    outside = folded
    for start, end in reversed(found):
        outside = outside[:start] + outside[end:]
    assert not any(sign.isalnum() for sign in outside)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("スズキスペーシアと日産ﾙｰｸｽ", ["suzuki", "suzuki/spacia", "nissan", "nissan/roox"]),
        ("ムーヴメントとライフスタイルとノートパソコン", []),
        ("Move on: every note of life, none in March 2025", []),
        ("the Move, the N‐ONE and N-BOXes", ["daihatsu/move", "honda/n-one", "honda/n-box"]),
        ("N-BOX +4.8%, N-BOX+", ["honda/n-box", "honda/n-box-plus"]),
        ("三菱UFJ銀行と三菱のデリカミニ", ["mitsubishi", "mitsubishi/delica-mini"]),
        ("торік Спейсії та Хонди", ["suzuki/spacia", "honda"]),
        ("トヨタの86は", ["toyota/86"]),
        ("in 86 of 100 cases", []),
    ],
)
def test_names_are_whole_words(text, ids):
    assert [hit.ids[0] for hit in scanner(CATALOG).hits(plain(text))] == ids


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1万6198", "16198"),
        ("13万1234", "131234"),
        ("1.6万", "16e3"),
        ("1万6千", "16e3"),
        ("2万", "2e4"),
        ("16,198", "16198"),
        ("10.2", "10.2"),
        ("3・2", "3.2"),
        ("1万79", "10079"),
    ],
)
def test_japanese_numbers(text, said):
    assert str(japanese(text)) == said


@given(st.integers(10_000, 9_999_999))
def test_japanese_numbers_come_back(value):
    assert japanese(f"{value // 10_000}万{value % 10_000 or ''}").value == value


@given(st.integers(1, 9_999_999), st.integers(0, 9))
def test_ukrainian_numbers_come_back(value, tenth):
    assert ukrainian(f"{value:,}".replace(",", " ")).value == value
    assert ukrainian(f"{value},{tenth}") == Number(value * 10 + tenth, -1)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Last month the N-BOX sold 16,198 units.", "2025-11"),
        ("In November of last year the N-BOX sold 16,198 units.", "2024-11"),
        ("The N-BOX sold 16,198 units in the first half of fiscal 2025.", "2025-04..2025-09"),
        ("From January to June 2025 the N-BOX sold 16,198 units.", "2025-01..2025-06"),
        ("In the fiscal year to March 2025 the N-BOX sold 16,198 units.", "FY2024"),
        ("Last year the N-BOX sold 16,198 units.", "2024"),
        ("先月のN-BOXは1万6198台。", "2025-11"),
        ("昨年11月のN-BOXは1万6198台。", "2024-11"),
        ("令和7年11月のN-BOXは1万6198台。", "2025-11"),
        ("25年度上半期のN-BOXは1万6198台。", "2025-04..2025-09"),
        ("平成30年度のN-BOXは1万6198台。", "FY2018"),
        ("2025年1～6月のN-BOXは1万6198台。", "2025-01..2025-06"),
        ("N-BOXは前年同月の1万6198台から減った。", "2024-11"),
        ("У листопаді минулого року N-BOX продали 16 198 авто.", "2024-11"),
        ("За 2024 рік продали 16 198 N-BOX.", "2024"),
    ],
)
def test_periods(text, period):
    assert units(text)[0][1] == period


def test_parallel_lists_are_paired():
    text = "In November 2025 the N-BOX, the Spacia and the Move sold 16,198, 12,904 and 10,951 units respectively."
    assert units(text) == [
        ("honda/n-box", "2025-11", "16198"),
        ("suzuki/spacia", "2025-11", "12904"),
        ("daihatsu/move", "2025-11", "10951"),
    ]


def test_tables_say_what_their_columns_hold():
    rows = ("順位 車名 メーカー 台数 前年比", "1 N-BOX ホンダ 16,198 89.8", "2 スペーシア スズキ 12,904 89.2")
    text = "\n".join(["2025年11月", *(row.replace(" ", "\t") for row in rows)])
    found = [s.readings[0] for s in read(text).statements]
    said = {(r.subject, str(r.measure), str(r.value)) for r in found if r.measure is not Measure.MAKER}
    assert said == {
        ("honda/n-box", "rank", "1"),
        ("honda/n-box", "units", "16198"),
        ("honda/n-box", "yoy", "89.8"),
        ("suzuki/spacia", "rank", "2"),
        ("suzuki/spacia", "units", "12904"),
        ("suzuki/spacia", "yoy", "89.2"),
    }


@pytest.mark.parametrize(
    ("text", "relation", "value"),
    [
        ("In November 2025 the N-BOX sold over 16,000 units.", Relation.OVER, "16000"),
        ("In November 2025 the N-BOX sold nearly 16,000 units.", Relation.ABOUT, "16000"),
        ("2025年11月のN-BOXは約1.6万台。", Relation.ABOUT, "16e3"),
        ("2025年11月のN-BOXは1万6000台を超えた。", Relation.OVER, "16000"),
        ("2025年11月のN-BOXは1万7000台弱だった。", Relation.UNDER, "17000"),
        ("У листопаді 2025 року продали понад 16 000 N-BOX.", Relation.OVER, "16000"),
    ],
)
def test_relations(text, relation, value):
    (reading,) = [s.readings[0] for s in read(text).statements if s.readings[0].measure is Measure.UNITS]
    assert (reading.relation, str(reading.value)) == (relation, value)


def test_what_could_be_meant_is_kept():
    (statement,) = read("In November 2025 the N-BOX came first.").statements
    assert {r.segment for r in statement.readings} == {Segment.KEI_PASSENGER, Segment.ALL}
    (change,) = read("In November 2025 the N-BOX rose 5 percent.").statements
    assert {r.measure for r in change.readings} == {Measure.YOY, Measure.MOM}
    assert {r.period for r in change.readings} == {Period.parse("2025-11")}


def test_what_cannot_be_tied_is_counted():
    prose = read("The market is in motion. Somebody mentioned 12,345 units and 17 percent.")
    assert not prose.statements and len(prose.unread) == 2
