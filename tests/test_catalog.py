"""The catalog: every printed name is found, no name is guessed, and what is counted with what has its dates."""

import csv
import subprocess
import sys
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yellowplate.catalog import Catalog, fold
from yellowplate.errors import NameAmbiguousError, NameUnknownError
from yellowplate.facts import Period, Segment

CATALOG = Catalog.packaged()
KEI, PASSENGER, TRUCK, REGISTERED, ALL = (
    Segment(name) for name in ("kei", "kei-passenger", "kei-truck", "registered", "all")
)


def month(text):
    return Period.parse(text)


def spellings():
    for subject in (*CATALOG.nameplates.values(), *CATALOG.makers.values(), *CATALOG.segments.values()):
        names = (subject.name_en, subject.name_ja, subject.name_uk, *subject.spellings)
        yield from ((name, subject.id) for name in names if name)


# Printed names


def printed():
    with files("yellowplate").joinpath("data", "reports.csv").open(encoding="utf-8", newline="") as file:
        return {(r["level"], r["segment"], r["maker"], r["name"]): r["period"] for r in csv.DictReader(file)}


def test_every_packaged_row_names_one_subject():
    for (level, segment, maker, name), period in printed().items():
        found = CATALOG.subject(name, maker, Segment(segment), month(period))
        if level == "segment":
            assert found == segment, name
        elif level == "maker":
            assert found == CATALOG.subject(maker) and found in CATALOG.makers, name
        else:
            assert CATALOG.nameplates[found].maker == CATALOG.subject(maker), name
            assert segment in CATALOG.nameplates[found].segments, name


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Honda N-Box", "honda/n-box"),
        ("N―BOX(エヌボックス)", "honda/n-box"),
        ("Honda's N‑BOX", "honda/n-box"),
        ("N-BOX（ホンダ）", "honda/n-box"),
        ("N-BOX(先代)", "honda/n-box"),
        ("N-BOX系", "honda/n-box"),
        ("N-BOX+", "honda/n-box-plus"),
        ("N-BOX/", "honda/n-box-slash"),
        ("хонда н-бокс", "honda/n-box"),
        ("日産ルークス", "nissan/roox"),
        ("ﾙｰｸｽ", "nissan/roox"),
        ("ル−クス", "nissan/roox"),
        ("新型ルークス", "nissan/roox"),
        ("the new Nissan Roox", "nissan/roox"),
        ("nissan/roox", "nissan/roox"),
        ("Nissan/Roox", "nissan/roox"),
        ("デイズルークス", "nissan/dayz-roox"),
        ("ム-ブ", "daihatsu/move"),
        ("ムーヴ・キャンバス", "daihatsu/move-canbus"),
        ("ミライ―ス", "daihatsu/mira-e-s"),
        ("Спейсія", "suzuki/spacia"),
        ("Сузуки Спация", "suzuki/spacia"),
        ("ｅＫ", "mitsubishi/delica-mini-ek"),
        ("eKシリーズ", "mitsubishi/delica-mini-ek"),
        ("eKワゴン系", "mitsubishi/delica-mini-ek"),
        ("デリカミニ／ｅＫ", "mitsubishi/delica-mini-ek"),
        ("デリカミニ", "mitsubishi/delica-mini"),
        ("eKクロスEV", "mitsubishi/ek-x-ev"),
        ("Flair", "mazda/flair"),
        ("Flair Wagon", "mazda/flair-wagon"),
        ("Toyota Copen", "toyota/copen"),
        ("Toyota 86", "toyota/86"),
        ("GR86", "toyota/gr86"),
        ("ビッツ", "toyota/vitz"),
        ("Мазда", "mazda"),
        ("SUBARU（スバル）", "subaru"),
        ("軽乗用車", "kei-passenger"),
        ("総台数", "kei"),
    ],
)
def test_names_as_people_write_them(text, id_):
    assert CATALOG.subject(text) == id_


# Folding


HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
SEPARATORS = ["", "", "", " ", "\u3000", "-", "‐", "–", "―", "−", "－", "ー", "・", "·"]


@st.composite
def disguised(draw):
    """A known spelling in another width and case, with other dashes and spaces."""
    name, id_ = draw(st.sampled_from(sorted(spellings())))
    signs = []
    for sign in unicodedata.normalize("NFKC", name):
        forms = [sign, sign.upper(), sign.lower(), HALF_WIDTH.get(sign, sign), FULL_WIDTH.get(sign, sign)]
        signs.append(draw(st.sampled_from(SEPARATORS if sign in "-ー・ " else forms)))
        if sign not in "()":
            signs.append(draw(st.sampled_from(SEPARATORS)))
    return name, id_, "".join(signs)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(disguised())
def test_width_case_dashes_and_spaces_do_not_matter(case):
    name, id_, disguise = case
    assert fold(disguise) == fold(name)
    assert id_ in CATALOG.find(disguise).candidates or fold(name).isdecimal() or len(fold(name)) < 2


@given(st.text(), st.sampled_from(["", "Honda", "日産"]), st.sampled_from([None, *Segment]))
def test_any_text_gets_an_answer(text, maker, segment):
    match = CATALOG.find(text, maker, segment)
    assert match.subject is None or match.candidates == (match.subject,)
    assert all(id_ in CATALOG for id_ in (*match.candidates, *match.suggestions))


# Nothing is guessed


def test_a_spelling_of_several_subjects_is_reported_as_ambiguous():
    meanings = {}
    for name, id_ in spellings():
        meanings.setdefault(fold(name), set()).add(id_)
    shared = {name: ids for name, ids in meanings.items() if len(ids) > 1}
    assert {"copen", "clipper", "scrum"} <= shared.keys()
    for name, ids in shared.items():
        match = CATALOG.find(name)
        assert match.subject is None and set(match.candidates) == ids, name


def test_the_scanner_sees_every_meaning():
    seen = set(CATALOG.spellings())
    assert {("copen", "daihatsu/copen"), ("copen", "toyota/copen"), ("nbox", "honda/n-box")} <= seen
    assert not {"86", "i", fold("ワゴン")} & {name for name, _ in seen}


@pytest.mark.parametrize(
    ("args", "id_"),
    [
        (("Clipper", "", PASSENGER), "nissan/clipper-rio"),
        (("スクラム", "", PASSENGER), "mazda/scrum-wagon"),
        (("コペン", "トヨタ"), "toyota/copen"),
        (("コペン", "", None, Period.parse("2015-01")), "daihatsu/copen"),
        (("ワゴン", "スズキ"), "suzuki/wagon-r"),
        (("ジムニー", "", REGISTERED), "suzuki/jimny"),
        (("ジムニー", "", PASSENGER), "suzuki/jimny"),
        (("乗用車", "", REGISTERED), "registered"),
        (("全体", "", ALL), "all"),
        (("合計", "", TRUCK), "kei-truck"),
    ],
)
def test_what_stands_beside_a_name_settles_it(args, id_):
    assert CATALOG.subject(*args) == id_


@pytest.mark.parametrize("text", ["Clipper", "Scrum", "Hijet", "コペン", "合計", "乗用車"])
def test_ambiguous_names_raise_with_the_candidates(text):
    with pytest.raises(NameAmbiguousError) as error:
        CATALOG.subject(text)
    assert len(error.value.candidates) > 1


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("Rooks", "nissan/roox"), ("デリカ", "mitsubishi/delica-mini"), ("86", "toyota/86"), ("Spasia", "suzuki/spacia")],
)
def test_unknown_names_raise_with_suggestions(text, suggestion):
    with pytest.raises(NameUnknownError) as error:
        CATALOG.subject(text)
    assert suggestion in error.value.suggestions


@pytest.mark.parametrize("text", ["", "-", "ワゴン", "i", "ワゴンR/スマイル", "qqqqqq"])
def test_what_names_nothing_is_unknown(text):
    with pytest.raises(NameUnknownError):
        CATALOG.subject(text)


@pytest.mark.parametrize(
    ("args", "id_", "said"),
    [
        (("the Subaru Spacia",), "suzuki/spacia", "subaru"),
        (("Suzuki Flair", "Mazda"), "mazda/flair", "suzuki"),
        (("スペーシア", "ダイハツ"), "suzuki/spacia", "daihatsu"),
        (("Spacia",), "suzuki/spacia", ""),
    ],
)
def test_a_wrong_maker_is_kept_for_others_to_judge(args, id_, said):
    match = CATALOG.find(*args)
    assert (match.subject, match.maker_said) == (id_, said)


# What the rows refer to


def test_rows_refer_to_what_exists():
    for car in CATALOG.nameplates.values():
        assert car.maker in CATALOG.makers, car.id
        assert not car.built_by or car.built_by in CATALOG.makers, car.id
        assert not car.twin_of or car.twin_of in CATALOG.nameplates, car.id
        assert car.source_url.startswith("http"), car.id
        assert car.segments, car.id
        assert not car.kei or car.name_uk, car.id
        assert not car.kei or car.body or CATALOG.members(car.id), car.id
    assert all(maker.name_uk and maker.name_ja for maker in CATALOG.makers.values())
    for row in CATALOG.counted:
        assert {row.line, row.member} <= CATALOG.nameplates.keys() and row.source_url.startswith("http")
        assert row.end is None or row.start <= row.end
    for event in CATALOG.events():
        assert all(subject == "market" or subject in CATALOG for subject in event.subjects), event.id
        assert event.month.is_month and event.source_url.startswith("http")
    for id_ in CATALOG.nameplates:
        for generation in CATALOG.generations(id_):
            assert generation.nameplate in (id_, *CATALOG.members(id_))
    assert sum(len([g for g in CATALOG.generations(i) if g.nameplate == i]) for i in CATALOG.nameplates) == 49


def test_one_car_is_in_one_line_at_a_time():
    rows = [row for row in CATALOG.counted if row.member != row.line]
    for row in rows:
        end = row.end or row.start
        clash = [o for o in rows if o is not row and o.member == row.member and o.holds(Period.span(row.start, end))]
        assert not clash, row
        assert not CATALOG.members(row.member), "lines don't nest"


# Lines


def test_the_mitsubishi_line_keeps_one_id_and_leaves_the_ev_out():
    line = "mitsubishi/delica-mini-ek"
    assert "mitsubishi/ek" not in CATALOG
    assert "mitsubishi/delica-mini" not in CATALOG.members(line, month("2023-04"))
    assert "mitsubishi/delica-mini" in CATALOG.members(line, month("2023-05"))
    assert CATALOG.line("mitsubishi/ek-wagon", month("2016-01")) == line
    assert CATALOG.line("mitsubishi/ek-x-ev", month("2024-01")) == "mitsubishi/ek-x-ev"
    assert any(item.month == month("2023-05") for item in CATALOG.breaks(line))


def test_dayz_and_roox_part_in_march_2020():
    assert CATALOG.line("nissan/dayz-roox", month("2019-05")) == "nissan/dayz"
    assert CATALOG.members("nissan/dayz", month("2014-01")) == ()
    assert CATALOG.members("nissan/dayz", month("2014-02")) == ("nissan/dayz-roox",)
    assert CATALOG.line("nissan/roox", month("2021-01")) == "nissan/roox"
    assert [item.month for item in CATALOG.breaks("nissan/dayz")] == [month("2014-02"), month("2020-03")]
    assert [item.month for item in CATALOG.breaks("nissan/roox")] == [
        month(m) for m in ("2009-12", "2013-04", "2020-03")
    ]


def test_canbus_joined_the_move_after_its_first_month():
    assert CATALOG.line("daihatsu/move-canbus", month("2016-09")) == "daihatsu/move-canbus"
    assert CATALOG.line("daihatsu/move-canbus", month("2016-10")) == "daihatsu/move"


def test_breaks_are_sentences_in_order():
    for id_ in CATALOG.nameplates:
        breaks = CATALOG.breaks(id_)
        assert list(breaks) == sorted(breaks, key=lambda item: item.month)
        assert all(item.reason.startswith(f"From {item.month} ") and item.reason.endswith(".") for item in breaks)


def test_a_line_lives_while_any_member_does():
    assert CATALOG.sold("daihatsu/mira") == (Period.parse("1980-06"), None)
    assert not CATALOG.gone("daihatsu/mira", month("2024-10"))
    assert "daihatsu/mira" in CATALOG.rivals("suzuki/alto", month("2024-10"))
    assert CATALOG.gone("daihatsu/cast", month("2024-10"))


def test_a_line_that_comes_back_pauses():
    (pause,) = CATALOG.pauses("nissan/roox")
    assert pause.run == Period.parse("2013-04..2020-02")
    assert "Dayz Roox" in pause.reason and "nissan/dayz" in pause.reason
    assert CATALOG.pauses("nissan/dayz") == ()


def test_the_registered_sierra_breaks_no_kei_line():
    assert CATALOG.breaks("suzuki/jimny", PASSENGER) == ()
    assert [item.month for item in CATALOG.breaks("suzuki/jimny", REGISTERED)] == [month("2018-07")]


# Questions on subjects


def test_names_in_three_languages():
    assert [CATALOG.name("nissan/roox", language) for language in ("en", "ja", "uk")] == ["Roox", "ルークス", "Рукс"]
    assert CATALOG.name("toyota/prius", "uk") == "Prius"
    assert CATALOG.name("honda", "uk") == "Хонда"
    with pytest.raises(NameUnknownError):
        CATALOG.name("honda/nothing")


def test_rivals_are_lines_of_the_same_body():
    rivals = CATALOG.rivals("nissan/roox", month("2025-11"))
    assert {"honda/n-box", "suzuki/spacia", "daihatsu/tanto", "mitsubishi/delica-mini-ek"} <= set(rivals)
    assert not {"nissan/roox", "daihatsu/move", "honda/n-box-joy", "suzuki/palette", "byd/racco"} & set(rivals)
    assert "suzuki/palette" in CATALOG.rivals("nissan/roox", month("2012-05"))


def test_events_of_a_line_include_those_of_its_members():
    ids = [event.id for event in CATALOG.events("mitsubishi/delica-mini-ek")]
    assert "2013-06-06-dayz-ek-launch" in ids and "2023-05-25-delica-mini-launch" in ids
    assert "2022-06-16-sakura-launch" not in ids
    assert "2015-04-01-kei-tax" not in ids
    assert "2015-04-01-kei-tax" in [e.id for e in CATALOG.events("mitsubishi/delica-mini-ek", market=True)]
    assert "2025-10-27-roox-gen4" in [event.id for event in CATALOG.events("nissan")]


def test_generations_know_plans_from_launches():
    assert [g.generation for g in CATALOG.generations("honda/n-box")] == ["1", "2", "3"]
    assert CATALOG.generations("honda/n-box")[2].monthly_target == 15000
    assert CATALOG.generations("byd/racco")[0].planned and not CATALOG.generations("honda/s660")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nissan/roox", PASSENGER, "", month("2025-11")), ("passenger", "notified", "one nameplate")),
        (("nissan/dayz", PASSENGER, "", month("2016-03")), ("together with Dayz Roox",)),
        (("toyota/yaris", REGISTERED, "", month("2021-01")), ("registered", "Yaris Cross")),
        (("toyota/yaris", REGISTERED, "apart", month("2021-01")), ("Yaris alone", "counted apart")),
        (("suzuki/alto-lapin", PASSENGER), ("lists count in Alto",)),
        (("suzuki/jimny", PASSENGER, "", month("2021-01")), ("Jimny, one nameplate",)),
        (("honda", KEI), ("passenger and goods", "Honda")),
        (("kei-truck", TRUCK), ("goods", "all makers")),
        (("all", ALL), ("kei counted when notified, larger ones when registered",)),
    ],
)
def test_basis_is_one_sentence(args, words):
    sentence = CATALOG.basis(*args)
    assert all(word in sentence for word in words)
    assert sentence.endswith(".") and sentence.count(". ") == 0


def test_the_catalog_needs_nothing_heavy():
    code = (
        "import sys, yellowplate.catalog as c; c.Catalog.packaged().subject('N-BOX'); "
        "print(*{'pandas', 'pyarrow', 'duckdb', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_rivals_are_lines_that_existed():
    assert "nissan/roox" not in CATALOG.rivals("honda/n-box", month("2018-05"))
    assert "nissan/roox" in CATALOG.rivals("honda/n-box", month("2020-05"))


@pytest.mark.parametrize(
    ("period", "name"), [("2022-12", "eK"), ("2023-04", "eK"), ("2023-05", "デリカミニ/eK"), ("2023", "デリカミニ/eK")]
)
def test_a_line_is_called_as_lists_printed_it(period, name):
    assert CATALOG.named_in(month(period)).name("mitsubishi/delica-mini-ek", "ja") == name
