"""Why kei cars are said to thrive: rank correlations that take bounds as bounds, and the story in plain words."""

import itertools
import json
import shlex
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.cli import run
from yellowplate.desk import open_desk
from yellowplate.facts import Judgement, Period
from yellowplate.rules.conditions.answer import conditions
from yellowplate.rules.conditions.charts import prefecture_map, scatter
from yellowplate.rules.conditions.claims import claimed, judged
from yellowplate.rules.conditions.figures import Share, measured, prefectures, tax_changes
from yellowplate.rules.conditions.ranks import correlation, partial
from yellowplate.rules.conditions.stories import Part, Says, stories
from yellowplate.rules.rulebook import DISCLAIMER


def exact(values):
    return [(value, value) for value in values]


def plain_rho(x, y):
    """Spearman's rho by its definition, for values without ties."""
    ranks = [np.argsort(np.argsort(values)) for values in (x, y)]
    n = len(x)
    return 1 - 6 * int(((ranks[0] - ranks[1]) ** 2).sum()) / (n * (n**2 - 1))


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(9)))
def test_rho_is_spearmans(order):
    found = correlation(list(range(9)), exact(order))
    assert found.low == pytest.approx(plain_rho(list(range(9)), order))
    assert found.low == found.high


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(8)), st.sets(st.integers(0, 7), min_size=2, max_size=5))
def test_bounded_values_reach_just_what_their_bounds_allow(order, unknown):
    members = sorted(unknown)
    values = [1000.0 + place if place in unknown else float(place) for place in range(8)]
    y = [(500.0, 2000.0) if place in unknown else (values[place], values[place]) for place in range(8)]
    reached = []
    for ranks in itertools.permutations(range(len(members))):
        filled = list(values)
        for place, rank in zip(members, ranks, strict=True):
            filled[place] = 600.0 + rank
        reached.append(plain_rho(order, filled))
    found = correlation(order, y)
    assert found.low == pytest.approx(min(reached))
    assert found.high == pytest.approx(max(reached))
    assert found.interval[0] < found.low <= found.high <= found.interval[1] + 1e-6
    assert found.bounded == len(members)


def test_bounds_that_overlap_are_refused():
    x = [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="order can't be told"):
        correlation(x, [(1, 5), (1, 5), (3, 3), (7, 7), (8, 8)])
    with pytest.raises(ValueError, match="order can't be told"):
        correlation(x, [(1, 5), (2, 6), (9, 9), (7, 7), (8, 8)])
    with pytest.raises(ValueError, match="too few"):
        correlation(x[:4], exact(x[:4]))


def test_the_interval_covers_the_truth_nineteen_times_in_twenty():
    rng = np.random.default_rng(7)
    for truth in (0.0, 0.6):
        covered = 0
        for _ in range(400):
            x, noise = rng.normal(size=(2, 47))
            y = truth * x + np.sqrt(1 - truth**2) * noise
            lower, upper = correlation(x.tolist(), exact(y.tolist())).interval
            covered += lower <= 6 / np.pi * np.arcsin(truth / 2) <= upper
        assert 0.92 <= covered / 400 <= 0.98


def test_a_common_cause_is_taken_out():
    rng = np.random.default_rng(11)
    cause = rng.normal(size=300)
    x, y = (cause + 0.3 * rng.normal(size=300) for _ in range(2))
    assert correlation(x.tolist(), exact(y.tolist())).low > 0.8
    lower, upper = partial(x.tolist(), y.tolist(), cause.tolist()).interval
    assert lower < 0.1 and upper > -0.1


# --- the story


@pytest.fixture(scope="module")
def answer():
    return open_desk().conditions()


def test_figures_speak_against_dense_cities_and_leave_the_rest_open(answer):
    says = {story.part: story.says for story in answer.stories}
    assert says == {Part.DENSITY: Says.AGAINST, Part.PARKING: Says.UNDECIDED, Part.TAXES: Says.UNDECIDED}
    homes, new = answer.stories[0].findings[:2]
    assert (homes.count, homes.bounded) == (47, 24)
    assert (new.count, new.bounded) == (47, 0)
    assert new.number == "-0.51"
    assert all(story.confounders for story in answer.stories)
    assert "speak against it" in answer.stories[0].words


def test_shares_come_from_the_desk_and_stand_around_each_change(answer):
    numbers = [finding.number for finding in answer.stories[2].findings]
    assert numbers == ["39.3 % to 40.9 %", "40.9 % to 34.7 %", "36.5 % to 37.4 %"]
    assert len(numbers) == len(tax_changes())


def test_without_shares_the_taxes_are_not_judged():
    taxes = stories({})[2]
    assert all(finding.says is Says.UNDECIDED and finding.number == "not known" for finding in taxes.findings)


def test_a_share_between_wide_bounds_decides_nothing():
    shares = {Period.year(year): Share(Period.year(year), 30, 45, "made up") for year in range(2012, 2022)}
    assert all(finding.says is Says.UNDECIDED for finding in stories(shares)[2].findings)


def test_every_prefecture_has_a_density_a_value_or_bounds_and_a_source():
    for measure, period in (("density_per_km2", ""), ("kei_per_100_households", "2019-12")):
        assert len(measured(measure, period)) == 47
    assert all(known.low <= known.high and known.source_url.startswith("http") for known in prefectures())


def test_pictures_stand_alone_and_show_every_prefecture():
    drawn = prefecture_map()
    names = measured("kei_per_100_households", "2019-12")
    assert all(f"<title>{name} " in drawn for name in names)
    assert drawn.count(">50-87<") == 24
    for svg in (drawn, scatter()):
        assert svg.lstrip().startswith("<svg")
        assert DISCLAIMER in svg
        assert "<image" not in svg and "<script" not in svg


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Kei cars thrive in Japan because its cities are dense.", (Part.DENSITY,)),
        ("Thanks to low taxes and no need to prove parking, kei cars sell.", (Part.PARKING, Part.TAXES)),
        ("軽自動車は税金が安いから人気がある。", (Part.TAXES,)),
        ("Кей-кари популярні завдяки тісним містам.", (Part.DENSITY,)),
        ("The Honda N-Box sold 16,198 units in cities.", ()),
        ("Taxes rose because of the budget.", ()),
    ],
)
def test_the_story_is_known_when_it_is_told(sentence, parts):
    assert tuple(one.part for one in claimed(sentence)) == parts
    assert all(sentence[one.start : one.end].strip() for one in claimed(sentence))


def test_what_goes_together_accuses_nobody_of_a_wrong_reason():
    found = [judged(part, {}) for part in Part]
    assert [story.says for _, story in found] == [Says.AGAINST, Says.UNDECIDED, Says.UNDECIDED]
    assert {judgement for judgement, _ in found} == {Judgement.UNKNOWN}


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("Kei cars thrive in Japan because its cities are dense and crowded.", "cities are dense"),
        ("Why kei? They are popular. Kei cars thrive in Japan thanks to narrow streets.", "narrow streets"),
        ("軽自動車が人気の理由は、道が狭いことだ。", "道が狭い"),
        ("Кей-кари популярні через вузькі вулиці.", "вузькі вулиці"),
    ],
)
def test_an_article_that_tells_the_story_is_shown_the_figures(article, words):
    (claim,) = open_desk().check(article).claims
    assert claim.text == words
    assert claim.data()["measure"] == "condition"
    assert claim.data()["value"] == "dense cities"
    assert claim.verdict is Judgement.UNKNOWN
    assert claim.found.note.startswith("The figures speak against it")
    assert claim.found.evidence


def test_the_command_prints_the_story_and_writes_pictures(capsys, tmp_path):
    assert run(("conditions", "--json")) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["disclaimer"] == DISCLAIMER
    assert [part["says"] for part in data["parts"]] == ["against it", "cannot decide", "cannot decide"]
    places = tmp_path / "map.svg", tmp_path / "scatter.svg"
    assert run(("conditions", "--map", str(places[0]), "--scatter", str(places[1]))) == 0
    assert all(path.read_text(encoding="utf-8").startswith("<svg") for path in places)
    shown = capsys.readouterr()
    assert DISCLAIMER in shown.out
    assert shown.err.splitlines() == list(map(str, places))


def test_with_pictures_json_is_one_document_all_the_same(capsys, tmp_path):
    assert run(("conditions", "--map", str(tmp_path / "a"), "--scatter", str(tmp_path / "b"), "--json")) == 0
    with_pictures = json.loads(capsys.readouterr().out)
    assert run(("conditions", "--json")) == 0
    assert with_pictures == json.loads(capsys.readouterr().out)


def documented():
    text = Path(__file__).parents[1].joinpath("docs", "rules.md").read_text(encoding="utf-8")
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("yellowplate "):
            yield pytest.param(line, id=line)


@pytest.mark.parametrize("line", list(documented()))
def test_every_documented_command_runs(line, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(line)[1:]) in (0, 1)
    written = list(tmp_path.glob("*.svg"))
    assert DISCLAIMER in (written[0].read_text(encoding="utf-8") if written else capsys.readouterr().out)


def test_the_answer_is_a_frame_and_an_arrow_table():
    answer = conditions({})
    assert len(answer.df()) == answer.arrow().num_rows == 9
