"""Access by law: a table of cases that anybody can edit, and what must hold of every rule and every answer."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.cli import run
from yellowplate.errors import InputError, RowError, UsageError
from yellowplate.rules.access import changes
from yellowplate.rules.ask import Asked, access, over_time, state_map, under
from yellowplate.rules.car import Days, Question, Route, facts_of
from yellowplate.rules.cars import vehicle
from yellowplate.rules.decide import Verdict, decide
from yellowplate.rules.kei_class import kei_class
from yellowplate.rules.many import Batch, answer_many
from yellowplate.rules.rulebook import DISCLAIMER, RULES, Rulebook, read_rules, rows_of
from yellowplate.rules.scenario import overlaid, shipped
from yellowplate.rules.steps import us_states

CASES = Path(__file__).with_name("rules_cases.txt")
CATALOG = Catalog.packaged()
BOOK = Rulebook.packaged()


def lines_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield pytest.param(*(cell.strip() for cell in line.split("|")), id=f"line {number}")


def asked_of(car, built, where, route, on, also):
    market, _, state = where.partition("-")
    options, said = {}, {}
    for word in also.split():
        name, _, value = word.partition("=")
        if name in ("road", "sold"):
            options["sold_per_year" if name == "sold" else name] = int(value) if name == "sold" else value
        elif name in ("altered", "certified"):
            said["original" if name == "altered" else name] = name == "certified"
        elif name == "holds":
            said["holds"] = frozenset(value.split("+"))
        else:
            said |= facts_of({name: value})
    return Asked(car, market, on, state, built, route, said=said, **options)


def shown(answer):
    """The ids of all rules that an answer shows, whatever they do."""
    duty = answer.decision.duty
    rules = [*answer.decision.decided, *answer.decision.told, *duty.fees]
    return {rule.id: rule for rule in rules + [rule for layer in duty.layers for rule in layer.rules]}


@pytest.mark.parametrize(
    ("car", "built", "where", "route", "on", "also", "answer", "duty", "rests_on", "citation"), list(lines_of(CASES))
)
def test_case(car, built, where, route, on, also, answer, duty, rests_on, citation):
    (found,) = access(CATALOG, asked_of(car, built, where, route, on, also)).routes
    rules = shown(found)
    assert str(found.decision.verdict) == answer
    if duty:
        percent = found.decision.duty.percent
        assert duty == "?" if percent is None else float(percent) == float(duty)
    ids = rests_on.split()
    assert ids
    assert set(ids) <= rules.keys()
    assert any(citation in rules[id_].citation for id_ in ids)


def test_every_rule_about_access_is_reached_by_a_case():
    cases = [param.values for param in lines_of(CASES)]
    assert len(cases) >= 60
    reached = {id_ for case in cases for id_ in case[8].split()}
    assert {rule.id for rule in BOOK.rules if rule.routes != {Route.OWN}} <= reached


# --- what a rule file must have


def row(**changed):
    return rows_of(RULES / "us_federal.csv")[0] | changed


def written(tmp_path, *rows):
    path = tmp_path / "rules.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"citation": " "}, "column citation is empty"),
        ({"source_url": ""}, "column source_url is empty"),
        ({"from": ""}, "column from is empty"),
        ({"from": "1968"}, "Invalid isoformat"),
        ({"to": "1967-12-31"}, "before it begins"),
        ({"from_precision": ""}, "from_precision"),
        ({"confidence": "sure"}, "confidence"),
        ({"effect": "forbid"}, "forbid"),
        ({"routes": "buy"}, "buy"),
        ({"when": "not certifed"}, "no predicate is called"),
        ({"state": "TX"}, "the gate of a state is road"),
        ({"state": "TX", "gate": "road", "confidence": "low", "effect": "open"}, "can't open"),
        ({"state": "TX", "gate": "road", "confidence": "low", "effect": "close"}, "can't close"),
    ],
)
def test_a_rule_that_lacks_what_it_needs_is_refused(tmp_path, changed, said):
    with pytest.raises(RowError, match=said) as caught:
        list(read_rules(written(tmp_path, row(**changed))))
    assert "row 2" in str(caught.value)


def test_two_rules_of_a_slot_on_one_day_are_refused(tmp_path):
    first = row(id="A", slot="S", **{"from": "2000-01-01", "to": "2010-12-31"})
    fits = row(id="B", slot="S", **{"from": "2011-01-01", "to": ""})
    clashes = row(id="C", slot="S", **{"from": "2010-12-31", "to": ""})
    assert len(Rulebook(tuple(read_rules(written(tmp_path, first, fits)))).rules) == 2
    with pytest.raises(InputError, match="A and C both hold 'S' from 2010-12-31"):
        Rulebook(tuple(read_rules(written(tmp_path, first, clashes))))


def test_every_state_has_rules_and_low_confidence_decides_nothing():
    assert len(us_states()) == 51
    for code in us_states():
        rules = BOOK.scope("us", Route.USED, code)
        assert rules
        assert all(rule.effect == "unclear" or rule.effect == "tell" for rule in rules if rule.confidence == "low")


def test_every_rule_has_a_source_and_a_slot_of_its_own_time():
    for rule in BOOK.rules:
        assert rule.source_url.startswith("http")
        assert rule.citation
        assert rule.basis in ("read", "known", "derived")


# --- properties

CARS = ("kei-car", "kei-truck", "kei-ev", "nissan/roox", "honda/today", "toyota/yaris")
BUILT = st.dates(date(1965, 1, 1), date(2030, 12, 31))
DAYS = st.dates(date(1990, 6, 1), date(2060, 12, 31))
ROUTES = st.sampled_from([Route.NEW, Route.USED, Route.LOW_SPEED])
STATES = st.sampled_from(["", "", *us_states()])


@st.composite
def questions(draw):
    market = draw(st.sampled_from(BOOK.markets))
    state = draw(STATES) if market == "us" else ""
    day, built = draw(DAYS), draw(BUILT)
    road = draw(st.sampled_from([(None, None), (35, False), (55, False), (None, True)]))
    car = vehicle(CATALOG, draw(st.sampled_from(CARS)), Days(built, built), dated=False)
    return car, Question(market, day, draw(ROUTES), state, *road)


@settings(max_examples=300, deadline=None)
@given(questions())
def test_no_answer_depends_on_a_rule_that_was_not_in_force(asked):
    car, question = asked
    decision = decide(BOOK, car, question)
    layers = [rule for layer in decision.duty.layers for rule in layer.rules]
    for rule in [*decision.decided, *decision.told, *decision.duty.fees, *layers]:
        assert rule.in_force(question.day)
    in_force = Rulebook(tuple(rule for rule in BOOK.rules if rule.in_force(question.day)))
    alone = decide(in_force, car, question)
    if in_force.scope(question.market, question.route):
        assert (alone.verdict, alone.decided, alone.duty) == (decision.verdict, decision.decided, decision.duty)


@settings(max_examples=150, deadline=None)
@given(questions(), st.integers(0, 3000), st.integers(0, 3000))
def test_an_answer_stays_the_same_between_two_changes(asked, one, other):
    car, question = asked
    turns = [date.min, *changes(BOOK, car, question), date(2100, 1, 1)]
    at = next(i for i, day in enumerate(turns) if question.day < day)
    first, last = max(turns[at - 1], date(1950, 1, 1)), turns[at] - timedelta(days=1)
    span = (last - first).days + 1
    days = [first, last, *(first + timedelta(days=number % span) for number in (one, other))]
    found = {_gist(decide(BOOK, car, replace(question, day=day))) for day in days}
    assert len(found) == 1


def _gist(decision):
    return decision.verdict, decision.decided, decision.duty, decision.told


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), BUILT, DAYS), min_size=1, max_size=40), ROUTES)
def test_many_questions_at_once_are_answered_as_one_by_one(asked, route):
    cars = [vehicle(CATALOG, name, Days.parse("2000"), dated=False) for name in CARS[:3]]
    states = ("", "TX", "CO", "GA", "NC")
    car, state, built, day = map(np.array, zip(*asked, strict=True))
    batch = Batch(cars, states, car, state, built.astype("datetime64[D]"), day.astype("datetime64[D]"))
    many = answer_many(BOOK, batch, "us", route)
    for i, (c, s, b, d) in enumerate(asked):
        one = vehicle(CATALOG, CARS[c], Days.parse("2000"), dated=False)
        decision = decide(BOOK, _built(one, b), Question("us", d, route, states[s]))
        assert many.verdict[i] == decision.verdict
        percent = decision.duty.percent
        assert np.isnan(many.duty[i]) if percent is None else many.duty[i] == float(percent)


def _built(car, day):
    return replace(car, built=Days(day, day))


def test_a_batch_that_does_not_fit_together_is_refused():
    day = np.array(["2020-01-01"], dtype="datetime64[D]")
    one = np.array([0])
    with pytest.raises(UsageError, match="differ in length"):
        Batch((), ("",), one, one, day, day[:0])
    with pytest.raises(UsageError, match="datetime64"):
        Batch((), ("",), one, one, day.astype("datetime64[s]"), day)


@settings(max_examples=60, deadline=None)
@given(questions(), st.integers(1, 400))
def test_a_build_day_known_less_well_never_makes_the_answer_firmer(asked, width):
    car, question = asked
    wide = Days(car.built.first, car.built.first + timedelta(days=width))
    inside = {decide(BOOK, _built(car, day), question).verdict for day in wide}
    vague = decide(BOOK, replace(car, built=wide), question).verdict
    if vague in (Verdict.YES, Verdict.NO):
        assert inside == {vague}


# --- the December statements, scenarios, time, map


def test_the_december_statements_change_nothing_and_the_answer_says_so():
    before, after = (
        access(CATALOG, Asked("nissan/roox", "us", day, route="new")) for day in ("2025-12-02", "2025-12-06")
    )
    assert before.verdict is after.verdict is Verdict.NO
    assert before.routes[0].decision.decided == after.routes[0].decision.decided
    for answer in (before, after):
        (said,) = (note for note in answer.notes() if "statements" in note)
        assert "published no rule" in said
        assert "the same, by the same rules" in said


def test_a_new_roox_is_refused_for_its_certificate_and_not_for_its_size():
    answer = access(CATALOG, Asked("nissan/roox", "us", "2026-03-01", route="new"))
    assert any(note.startswith("Not because of its size. US-SAF-003") for note in answer.notes())
    assert any("its maker certified it to all rules of that market" in note for note in answer.notes())


def test_the_earliest_day_and_the_clocks_of_a_car_built_in_november_2025():
    (answer,) = access(CATALOG, Asked("nissan/roox", "us", "2026-03-01", built="2025-11-20")).routes
    assert answer.yes_from == date(2050, 11, 20)
    days = {age.rule.id: age.day for age in answer.ages}
    assert days["US-SAF-004"] == date(2050, 11, 20)
    assert days["US-EMI-002"] == date(2046, 1, 1)
    assert days["US-DUT-006"] == date(2050, 1, 1)
    assert float(answer.turns[-1].decision.duty.percent) == 2.5


def test_a_leap_day_has_its_anniversary_on_the_first_of_march():
    (answer,) = access(CATALOG, Asked("kei-car", "us", "2020-01-01", built="1996-02-29")).routes
    assert answer.yes_from == date(2021, 3, 1)


def test_a_month_of_building_names_the_last_day_that_would_do():
    (answer,) = access(CATALOG, Asked("honda/today", "us", "2021-06", built="1996")).routes
    assert [age.built_by for age in answer.ages if age.rule.id == "US-SAF-004"] == [date(1996, 6, 1)]


def test_the_city_scenario_opens_the_safety_gate_alone():
    compared = under(CATALOG, Asked("nissan/roox", "us", "2026-03-01", route="new"), "city-kei")
    assert (compared.now.verdict, compared.then.verdict) == (Verdict.NO, Verdict.NO)
    said = [line for _, line in compared.differences]
    assert "safety: no becomes depends." in said
    assert "The answer as a whole stays no." in said
    asked = Asked("nissan/roox", "us", "2026-03-01", route="new", said={"holds": frozenset({"epa-certificate"})})
    assert under(CATALOG, asked, "city-kei").then.verdict is Verdict.DEPENDS


def test_the_raised_cap_lets_twenty_thousand_through():
    held = frozenset({"part-555-exemption", "epa-certificate"})
    for sold, expected in ((20_000, Verdict.DEPENDS), (90_001, Verdict.NO)):
        asked = Asked("nissan/roox", "us", "2026-03-01", route="new", sold_per_year=sold, said={"holds": held})
        compared = under(CATALOG, asked, "part-555")
        assert (compared.now.verdict, compared.then.verdict) == (Verdict.NO, expected)


def test_scenarios_ship_and_unknown_ones_are_named(tmp_path):
    assert shipped() == ["city-kei", "part-555"]
    for name in shipped():
        assert len(overlaid(BOOK, name).rules) >= len(BOOK.rules)
    with pytest.raises(UsageError, match="no scenario 'nowhere'"):
        overlaid(BOOK, "nowhere")
    path = written(tmp_path, row(id="X", replaces="US-NONE"))
    with pytest.raises(UsageError, match="US-NONE"):
        overlaid(BOOK, str(path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "rules.csv, row 1: it holds no rules"),
        ("a,b\n1,2\n", "rules.csv, row 1: column id is missing"),
        (("threshold", "1/0"), "rules.csv, row 2: SC-CITY-1: column threshold"),
        (("effect", "forbid"), "rules.csv, row 2: SC-CITY-1: column effect"),
        (("routes", ""), "rules.csv, row 2: SC-CITY-1: column routes"),
        (("from", "soon"), "rules.csv, row 2: SC-CITY-1: column from"),
        (("market", "usa"), "SC-CITY-1 of the scenario is for 'usa'"),
    ],
)
def test_a_scenario_file_that_is_none_is_one_sentence(tmp_path, text, said, capsys):
    path = tmp_path / "rules.csv"
    if isinstance(text, str):
        path.write_text(text, encoding="utf-8")
    else:
        column, cell = text
        written(tmp_path, rows_of(RULES / "scenarios" / "city-kei.csv")[0] | {column: cell})
    assert run(("access", "nissan/roox", "us", "--on", "2026-01", "--scenario", str(path))) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_the_exit_code_under_a_scenario_is_that_of_its_answer(capsys):
    assert run(("access", "nissan/roox", "us", "--on", "2026-03", "--scenario", "city-kei")) == 1
    assert run(("access", "kei-truck", "us", "--on", "2026-03", "--built", "1998", "--scenario", "city-kei")) == 0
    capsys.readouterr()


def test_a_scenario_that_has_not_begun_says_so():
    notes = under(CATALOG, Asked("nissan/roox", "us", "2025-06-01", route="new"), "city-kei").notes()
    assert any("SC-CITY-1" in note and "on 2025-06-01 it would not be in force" in note for note in notes)


def test_near_a_day_known_only_roughly_the_answer_says_so():
    asked = Asked("kei-truck", "us", "2023-05-10", "GA", "1995")
    assert any(note.startswith("US-GA-2 began about 2023-05-01") for note in access(CATALOG, asked).notes())
    later = Asked("kei-truck", "us", "2023-08-10", "GA", "1995")
    assert not any("began about" in note for note in access(CATALOG, later).notes())


def test_an_open_answer_names_the_facts_that_nobody_told():
    asked = Asked("car", "us", "2026-03-01", built="1995", said={"kei": True})
    assert any("tariff heading" in note for note in access(CATALOG, asked).notes())


def test_a_narrow_terminal_drops_no_citation_and_no_date():
    from rich.console import Console

    console = Console(width=80, record=True, file=io.StringIO())
    console.print(access(CATALOG, Asked("kei-truck", "us", "2026-03-01", "TX", "1998-05")))
    shown_text = console.export_text()
    assert all(part in shown_text for part in ("US-TX-3", "from 2025-09-01", "high", "SB 1816"))


def test_a_timeline_shows_the_days_on_which_the_answer_moves():
    moves = over_time(CATALOG, Asked("kei-truck", "us", "2020", "TX", "1999-05-20"), "2024-01..2025-12").moves
    turned = [(move.day, move.verdict) for move in moves if "now by" in move.why or "no longer by" in move.why]
    assert (date(2024, 5, 20), Verdict.YES) in turned
    said = [move for move in moves if move.day == date(2025, 12, 5)]
    assert said
    assert all(move.verdict is Verdict.YES and "Legal effect: " in move.why for move in said)


@pytest.mark.parametrize(
    ("car", "market"), [("nissan/roox", "us"), ("nissan/roox", "jp"), ("car", "ca"), ("kei-ev", "us")]
)
@pytest.mark.parametrize("built", ["", "1999-05"])
@settings(max_examples=8, deadline=None)
@given(days=st.lists(st.dates(date(1995, 1, 1), date(2060, 12, 31)), min_size=12, max_size=12))
def test_a_timeline_agrees_with_the_single_answer_of_every_day(car, market, built, days):
    said = facts_of({"length_mm": "3350", "powertrain": "petrol"} if car == "car" else {})
    asked = Asked(car, market, "2026-01", "TX" if market == "us" else "", built=built, said=said)
    moves = over_time(CATALOG, asked, f"{min(days)}..{max(days)}").moves
    for day in days:
        for route in access(CATALOG, replace(asked, on=day)).routes:
            decision = route.decision
            own = [move for move in moves if move.route is decision.question.route and move.day <= day]
            assert (own[-1].verdict, own[-1].duty.percent) == (decision.verdict, decision.duty.percent)


def test_the_timeline_of_a_new_roox_has_the_duty_of_each_day(capsys):
    run(("access", "nissan/roox", "us", "--on", "2026-01", "--route", "new", "--timeline", "2024..2026", "--json"))
    rows = json.loads(capsys.readouterr().out)["days"]
    duty = {row["from"]: row["duty %"] for row in rows}
    assert (duty["2026-01-13"], duty["2026-02-24"]) == (15.0, 2.5)


@pytest.mark.parametrize(
    ("car", "on", "code", "from_"),
    [
        ("nissan/roox", "2026-01", 0, "2020-03-31"),
        ("nissan/roox", "2012-01", 0, "2009-12-31 to 2013-03-01"),
        ("nissan/roox", "2016-01", 1, ""),
        ("nissan/dayz-roox", "2026-01", 1, ""),
        ("byd/racco", "2026-01", 1, ""),
        ("toyota/yaris", "2026-01", 0, "2020-02"),
    ],
)
def test_a_car_on_sale_in_japan_has_its_approval_there(car, on, code, from_, capsys):
    assert run(("access", car, "jp", "--on", on)) == code
    said = capsys.readouterr().out
    assert ("JP-HOM-1" in said) is (code == 0)
    assert (
        (f"sold new at home from {from_}" in said and "http" in said) if code == 0 else "its maker certified it" in said
    )


def test_a_map_shows_every_state_with_its_answer():
    svg = state_map(CATALOG, Asked("kei-truck", "us", "2026-03-01", built="1998-05"))
    assert svg.startswith("<svg")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert DISCLAIMER in svg
    assert all(f"<title>{name}: " in svg for name in us_states().values())
    with pytest.raises(UsageError, match="United States"):
        state_map(CATALOG, Asked("kei-truck", "ca", "2026-03-01"))


# --- the class


@pytest.mark.parametrize(
    ("day", "size", "cc", "answer", "limits"),
    [
        ("1975-06-01", (3000, 1300, 2000), 360, "yes", "JC-1954"),
        ("1975-06-01", (3195, 1395, 1500), 546, "no", "JC-1954"),
        ("1985-06-01", (3195, 1395, 1500), 546, "yes", "JC-1976"),
        ("1985-06-01", (3295, 1395, 1500), 657, "no", "JC-1976"),
        ("1992-06-01", (3295, 1395, 1500), 657, "yes", "JC-1990"),
        ("1992-06-01", (3395, 1475, 1790), 658, "no", "JC-1990"),
        ("2000-06-01", (3395, 1475, 1790), 658, "yes", "JC-1998"),
        ("2000-06-01", (3400, 1480, 2000), 660, "yes", "JC-1998"),
        ("2000-06-01", (3401, 1480, 2000), 660, "no", "JC-1998"),
        ("1950-01-01", (2800, 1000, 2000), 150, "yes", "JC-1949"),
        ("1951-01-01", (3000, 1300, 2000), 300, "yes", "JC-1950"),
        ("1953-01-01", (3000, 1300, 2000), 361, "no", "JC-1951"),
    ],
)
def test_the_limits_of_each_day(day, size, cc, answer, limits):
    measures = dict(zip(("length", "width", "height"), size, strict=True)) | {"displacement": cc}
    found = kei_class(date.fromisoformat(day), measures)
    assert (str(found.verdict), found.limits.id) == (answer, limits)
    assert DISCLAIMER in found.notes()


def test_a_measure_that_is_missing_leaves_the_class_open():
    found = kei_class(date(2025, 1, 1), {"length": 3395, "width": 1475, "displacement": 658})
    assert found.verdict is Verdict.DEPENDS
    assert "height not given" in found.title
    assert (
        kei_class(date(2025, 1, 1), {"length": 3395, "width": 1475, "height": 1655}, electric=True).verdict.name
        == "YES"
    )
    assert kei_class(date(1952, 1, 1), {"displacement": 300}, two_stroke=True).verdict is Verdict.NO
    over = kei_class(date(2025, 1, 1), {"power": 70})
    assert any("by agreement, no law" in note for note in over.notes())
    with pytest.raises(UsageError, match="no kei class"):
        kei_class(date(1948, 1, 1), {})


# --- the doors


@pytest.mark.parametrize(
    "arguments",
    [
        ("access", "nissan/roox", "us", "--on", "2026-03-01"),
        ("access", "ルークス", "us", "--on", "2026-03-01", "--built", "1998-05", "--state", "TX", "--json"),
        ("access", "kei-truck", "us", "--on", "2026-03", "--built", "1998", "--scenario", "part-555", "--json"),
        ("access", "kei-truck", "us", "--on", "2026-03", "--built", "1998", "--timeline", "2020..2026"),
        ("access", "car", "ca", "--on", "2026-03", "--facts", "length_mm=3600,powertrain=petrol", "--built", "2005"),
        ("class", "--on", "2000-01-01", "--length", "3395"),
        ("class", "--on", "2000-01-01", "--length", "3395", "--json"),
    ],
)
def test_every_output_carries_the_disclaimer(arguments, capsys):
    assert run(arguments) in (0, 1)
    assert DISCLAIMER in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("access", "nissan/roox", "mars", "--on", "2026"), "no rules for 'mars'"),
        (("access", "nissan/roox", "us", "--on", "2026", "--state", "ZZ"), "no state"),
        (("access", "nissan/roox", "eu", "--on", "2026", "--state", "TX"), "no state"),
        (("access", "nissan/roox", "us", "--on", "2026-02-30"), "is no day"),
        (("access", "nissan/rooks", "us", "--on", "2026"), "did you mean"),
        (("access", "kei-car", "us", "--on", "2026", "--road", "fast"), "is no road"),
        (("access", "honda", "us", "--on", "2026"), "is no single car but honda"),
        (("own", "kei-passenger", "--on", "2025-11"), "is no single car but kei-passenger"),
        (("access", "kei-car", "us", "--on", "2026", "--holds", "luck"), "Nothing that can be held"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "colour=red"), "no fact 'colour'"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "length_mm=long"), "no length_mm"),
        (("access", "kei-car", "us", "--on", "2026", "--timeline", "2026"), "no two days"),
        (("access", "kei-car", "us", "--on", "2026", "--map", "/nowhere/at/all.svg"), "can't be written"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "length_mm=-5"), "from 1 to 30,000"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "kerb_kg=99999999"), "from 1 to 100,000"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "origin=Japan"), "by its two letters"),
        (("access", "kei-car", "us", "--on", "2026", "--facts", "kei=maybe"), "yes or no"),
        (("access", "kei-car", "us", "--on", "2026", "--road", "²"), "is no road"),
        (("access", "kei-car", "us", "--on", "1800-01-01"), "give 1959-01-01 to 2100-12-31"),
        (("access", "kei-car", "us", "--on", "9999-12-31"), "give 1959-01-01 to 2100-12-31"),
        (("access", "kei-car", "us", "--on", "2026", "--built", "1700"), "A car built in 1700"),
        (("access", "kei-car", "us", "--on", "2026", "--timeline", "2026..9999"), "to 2100-12-31"),
        (("access", "kei-car", "us", "--on", "2026", "--timeline", "2026..2027", "--scenario", "city-kei"), "one at a"),
        (("class", "--on", "1940-01-01", "--length", "3000"), "no kei class"),
    ],
)
def test_a_question_that_makes_no_sense_is_one_sentence(arguments, said, capsys):
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_access_as_json_shows_every_rule_with_its_dates_and_source(capsys):
    assert (
        run(("access", "kei-truck", "us", "--on", "2026-03-01", "--built", "1998-05", "--state", "TX", "--json")) == 0
    )
    (route,) = json.loads(capsys.readouterr().out)["routes"]
    rules = [rule for gate in route["gates"] for rule in gate["rules"]]
    assert [rule["id"] for rule in rules] == ["US-SAF-001", "US-SAF-004", "US-EMI-001", "US-EMI-002", "US-TX-3"]
    assert all(rule["citation"] and rule["from"] and rule["source_url"] and rule["confidence"] for rule in rules)
    assert route["duty"]["percent"] == 25


def test_the_table_of_an_answer_is_a_frame_and_an_arrow_table():
    answer = access(CATALOG, Asked("nissan/roox", "us", "2026-03-01", route="new"))
    assert list(answer.df()["rule"]) == ["US-SAF-001", "US-EMI-001"]
    assert answer.arrow().num_rows == 2


def test_rule_files_name_no_column_twice_and_have_no_blank_ids():
    for name in ("us_federal", "us_states", "other_markets", "japan_costs"):
        rows = rows_of(RULES / f"{name}.csv")
        assert len({entry["id"] for entry in rows}) == len(rows)
