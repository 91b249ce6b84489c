"""The text in its languages: catalogs in step with the code, forms of numbers, and no number without a fact."""

from __future__ import annotations

import json
import re

import pytest
from bench.report_roundtrip import article, focus
from tools.messages import catalogs, missing, read, said

from yellowplate.desk import Desk, open_desk
from yellowplate.errors import UsageError
from yellowplate.facts import Interval, Period
from yellowplate.publish.evidence import Notebook
from yellowplate.publish.text import Forms, Writer, languages
from yellowplate.publish.text.messages import plain

PLACE = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\d+(?:[,.\N{NO-BREAK SPACE}]\d+)*")
MONTHS = ("2012-03", "2014-05", "2017-12", "2019-08", "2022-01", "2023-12", "2024-01", "2025-10", "2025-11")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def written(desk: Desk, period: str, language: str) -> tuple[str, Notebook]:
    month = Period.parse(period)
    return article(desk, month, focus(month), language)


@pytest.mark.parametrize("language", sorted(catalogs()))
def test_catalogs_are_complete_and_in_step_with_the_code(language: str) -> None:
    """Run `python -m tools.messages`, then translate what `python -m tools.messages LANGUAGE` names."""
    catalog = read(language)
    keys = {(message.context, message.id) for message in said() if message.id}
    assert {(message.context, message.id) for message in catalog if message.id} == keys
    assert not missing(catalog)


@pytest.mark.parametrize("language", sorted(catalogs()))
def test_translations_ask_for_no_part_that_the_code_does_not_give(language: str) -> None:
    extra = {
        "hero",
        "Hero",
        "when",
        "When",
        "names",
        "short",
        "Short",
        "in_month",
        "In_month",
        "In_year",
        "of_month",
        "in_year",
        "since",
        "count",
        "of",
        "period",
    }
    for message in read(language):
        for string in message.string if isinstance(message.string, tuple | list) else [message.string]:
            source = " ".join(message.id) if isinstance(message.id, tuple | list) else str(message.id)
            assert set(PLACE.findall(str(string))) <= set(PLACE.findall(source)) | extra, source


def test_languages_are_those_with_a_catalog() -> None:
    assert languages() == ("en", "ja", "uk")
    with pytest.raises(UsageError, match="choose one of en, ja, uk"):
        Forms("de")


@pytest.mark.parametrize(
    ("language", "units", "month", "within", "change"),
    [
        ("en", "16,198", "November 2025", "in November 2025", "+43.0%"),
        ("ja", "1万6198", "2025年11月", "2025年11月", "+43.0％"),
        ("uk", "16\N{NO-BREAK SPACE}198", "листопад 2025 року", "у листопаді 2025 року", "+43,0\N{NO-BREAK SPACE}%"),
    ],
)
def test_numbers_and_months_are_set_as_the_language_sets_them(
    language: str, units: str, month: str, within: str, change: str
) -> None:
    forms, november = Forms(language), Period.parse("2025-11")
    assert forms.units(16_198) == units
    assert (forms.long(november), forms.within(november)) == (month, within)
    assert forms.signed("+43.0 %") == change


@pytest.mark.parametrize(
    ("period", "english", "japanese", "ukrainian"),
    [
        ("2025", "in 2025", "2025年", "у 2025 році"),
        ("FY2019", "in fiscal 2019", "2019年度", "у 2019 фінансовому році"),
        ("2025-01..2025-11", "from January to November 2025", "2025年1月〜11月", "з січня до листопада 2025 року"),
        ("2024-11..2025-02", "from November 2024 to February 2025", "2024年11月〜2025年2月", None),
    ],
)
def test_runs_are_named(period: str, english: str, japanese: str, ukrainian: str | None) -> None:
    run = Period.parse(period)
    assert Forms("en").within(run) == english
    assert Forms("ja").within(run) == japanese
    assert ukrainian is None or Forms("uk").within(run) == ukrainian


def test_myriads_leave_out_what_is_nought() -> None:
    forms = Forms("ja")
    assert [forms.units(n) for n in (0, 269, 9_999, 10_000, 10_001, 150_000, 1_202_095)] == [
        "0",
        "269",
        "9999",
        "1万",
        "1万1",
        "15万",
        "120万2095",
    ]


@pytest.mark.parametrize(
    ("number", "noun"),
    [
        (1, "автомобіль"),
        (3, "автомобілі"),
        (5, "автомобілів"),
        (11, "автомобілів"),
        (21, "автомобіль"),
        (104, "автомобілі"),
    ],
)
def test_ukrainian_nouns_agree_with_their_number(number: int, noun: str) -> None:
    assert plain(Forms("uk").nsay("{n} unit", "{n} units", number, n=str(number))) == f"{number} {noun}"


def test_bounds_read_as_bounds() -> None:
    assert Forms("en").bounds(Interval(3_100, 3_200)) == "3,100 to 3,200"
    assert Forms("ja").bounds(Interval(3_100, None)) == "3100以上"
    assert Forms("uk").signed("-1.0 to +2.0 %") == "−1,0–+2,0\N{NO-BREAK SPACE}%"


def test_november_2025_in_three_languages(desk: Desk) -> None:
    english, japanese, ukrainian = (written(desk, "2025-11", language)[0] for language in ("en", "ja", "uk"))
    assert english.startswith("N-BOX back in first place; Roox climbs to fifth place\n")
    for sentence in (
        "The Honda N-BOX is back in first place after one month away, with 16,198 units, "
        "up 26.7% from October and down 10.2% from a year earlier.",
        "The Nissan Roox comes fifth with 7,741 units, up 43.0% from October and up 41.0% from a year earlier.",
    ):
        assert sentence in english
    assert "ホンダ「N-BOX」が1万6198台で2カ月ぶりの首位、前月比26.7％増、前年同月比10.2％減。" in japanese
    assert "日産「ルークス」は7741台で5位、前月比43.0％増、前年同月比41.0％増。" in japanese
    narrow = ukrainian.replace("\N{NO-BREAK SPACE}", " ")
    assert "Honda N-BOX знову на першому місці після місячної перерви: 16 198 автомобілів" in narrow
    assert "Nissan Roox на п’ятому місці: 7 741 автомобіль, на 43,0 % більше, ніж у жовтні" in narrow


def test_what_is_derived_or_bounded_is_called_so(desk: Desk) -> None:
    text, _ = written(desk, "2019-10", "en")
    assert "The figure of the N-BOX is derived: other printed figures leave no other." in text


def test_nothing_is_called_a_cause(desk: Desk) -> None:
    text, _ = written(desk, "2024-01", "en")
    assert "Near in time, which does not make it a cause: Daihatsu: supply stopped (20 December 2023)" in text
    assert not re.search(r"\b(because|due to|thanks to|caused|led to)\b", text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("period", MONTHS)
def test_every_number_of_a_text_stands_in_its_facts(desk: Desk, period: str, language: str) -> None:
    text, notes = written(desk, period, language)
    forms = Forms(language)
    known = {_digits(number) for number in NUMBER.findall(json.dumps(notes.facts, ensure_ascii=False))}
    for fact in notes.facts:
        numbers = (value for value in fact.values() if isinstance(value, int))
        known |= {_digits(part) for number in numbers for part in NUMBER.findall(forms.units(number))}
    known |= {str(place) for place in range(1, 40)}  # places, days and months of the calendar
    known |= {str(year) for year in range(2011, 2027)}
    names = " ".join(desk.catalog.name(id_, forms.names_in) for id_ in desk.catalog.nameplates)
    shown = {_digits(number) for number in NUMBER.findall(text)} - {_digits(n) for n in NUMBER.findall(names)}
    assert shown <= known, sorted(shown - known)
    assert not re.search(r"[{}]|None|\bnan\b|  |\.\.|。。|, ,", text)


def test_the_same_facts_give_the_same_text(desk: Desk) -> None:
    assert written(desk, "2025-11", "uk")[0] == written(desk, "2025-11", "uk")[0]


def test_a_writer_names_cars_as_its_readers_do() -> None:
    catalog = open_desk().catalog
    names = [Writer(language, catalog).name("nissan/roox") for language in languages()]
    assert names == ["Roox", "ルークス", "Roox"]


def _digits(number: str) -> str:
    """A number without what sets its thousands off, its decimal point as a point."""
    whole = re.sub(r"[,\N{NO-BREAK SPACE}](?=\d{3}(?!\d))", "", number)
    return whole.replace(",", ".")
