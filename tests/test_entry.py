"""Would it pay: properties that any appraisal must have, what is refused, and that seeds decide everything."""

import io
import json
import re
from contextlib import redirect_stdout
from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.cli import run
from yellowplate.desk import open_desk
from yellowplate.entry.appraisal import leaning
from yellowplate.entry.ask import Asked, case_of
from yellowplate.entry.calibrate import calibrated, market_elasticity, moments, targets
from yellowplate.entry.costs import cost_price, factory_price, unit_costs
from yellowplate.entry.demand import choose
from yellowplate.entry.drawing import ticks
from yellowplate.entry.equilibrium import Entrants, settled, solve
from yellowplate.entry.inputs import packaged_inputs
from yellowplate.entry.money import LEAD, LIFE, Sales, project, still_world, world
from yellowplate.entry.option import waiting
from yellowplate.entry.page import charts
from yellowplate.entry.partners import variant
from yellowplate.entry.simulate import PER_BRAND, simulate, worth
from yellowplate.entry.streams import generator
from yellowplate.errors import UsageError
from yellowplate.questions import QUESTIONS, Refused, Why, put
from yellowplate.questions.study import EnterAsked

CATALOG = Catalog.packaged()
FIXED = ("certification", "engineering", "distribution", "launch_advertising", "overhead", "exit_cost")
COSTS = (
    "home_price", "federal_equipment", "freight", "preparation", "warranty", "dealer", "incentive", "advertising",
    "certification", "engineering", "distribution", "launch_advertising", "overhead", "exit_cost", "duty",
)  # fmt: skip


def roox(**asked):
    return case_of(CATALOG, Asked("nissan/roox", **asked))


@lru_cache(maxsize=1)
def market():
    return calibrated(targets(packaged_inputs()))


@lru_cache(maxsize=1)
def drawn():
    return simulate(roox(), 250)


def test_the_market_meets_the_published_values_it_is_calibrated_to():
    found = market()
    assert moments(found) == pytest.approx([-5.36, 0.1796, -4.43], rel=1e-8)
    assert found.inside == pytest.approx(1 - (1 - found.inside))
    assert -1.4 < market_elasticity(found) < 0
    assert (found.costs > 0).all() and (found.costs < found.prices).all()


def test_markups_recovered_from_prices_give_these_prices_back():
    found = market()
    assert settled(found).prices == pytest.approx(found.prices, abs=1e-7)


@settings(max_examples=12, deadline=None)
@given(st.floats(12, 30), st.floats(0.05, 5), st.floats(-6, -1))
def test_a_higher_price_never_sells_more(price, dearer, quality):
    found = market()
    fixed = np.array([[price, price + dearer]])
    entrants = Entrants(found.trait_of(5.0), ("Nissan",), np.full((1, 2), quality), np.full((1, 2), 11.0), fixed)
    solved = solve(found, entrants)
    assert solved.converged.all()
    assert solved.shares[-1, 1] <= solved.shares[-1, 0]


def test_in_equilibrium_no_owner_gains_by_another_price():
    found = market()
    entrants = Entrants(found.trait_of(5.0), ("Nissan",), np.array([[-3.0]]), np.array([[13.0]]))
    solved = solve(found, entrants)
    own = np.array([*(owner == "Nissan" for owner in found.owners), True])
    delta, costs = np.append(found.delta, -3.0), np.append(found.costs, 13.0)
    taste = np.vstack([found.taste, found.tastes.of(found.trait_of(5.0))])

    def profit(prices):
        return ((prices - costs) * choose(delta, taste, found.weight, prices).shares)[own].sum()

    best = profit(solved.prices[:, 0])
    for car in np.flatnonzero(own):
        for step in (-0.05, 0.05):
            moved = solved.prices[:, 0].copy()
            moved[car] += step
            assert profit(moved) < best


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(COSTS), st.floats(1.01, 3), st.integers(0, 2**32), st.floats(12_000, 40_000))
def test_a_rise_of_a_cost_never_raises_the_worth(name, times, seed, price):
    values = {key: np.full(60, one.central) for key, one in roox().inputs.items()}
    rng = np.random.default_rng(seed)
    around = world(values, rng, LEAD + LIFE, np.zeros(60))
    sales = Sales(np.full(60, price), rng.uniform(1e3, 1e5, (60, LIFE)), np.full(60, 3.5))
    dearer = {**values, name: values[name] * times, "passthrough": np.zeros(60)}
    around_dearer = replace(around, duty=around.duty * times) if name == "duty" else around
    cheaper = {**values, "passthrough": np.zeros(60)}
    before = project(cheaper, around, sales, foresight=True).value
    after = project(dearer, around_dearer, sales, foresight=True).value
    assert (after <= before + 1e-6).all()


def test_a_rise_of_a_cost_never_raises_the_mean_worth_with_prices_solved_anew():
    base = worth(roox(), drawn()).value.mean()
    for name, value in (("freight", 2500), ("certification", 200e6), ("engineering", 400e6), ("duty", 0.4)):
        case = roox(given={name: value})
        assert worth(case, simulate(case, 250)).value.mean() < base


def test_without_fixed_cost_and_with_a_margin_it_always_pays():
    case = roox(
        price=30_000, given=dict.fromkeys((*FIXED, "duty_change", "passthrough"), 0.0) | {"fx_volatility": 0.01}
    )
    draws = simulate(case, 100)
    free = replace(draws, lost=np.zeros(100))
    assert (worth(case, free).value > 0).all()


def test_what_partners_gain_adds_up():
    for partners in (("nissan",), ("nissan", "mitsubishi"), ("nissan", "mitsubishi", "honda")):
        case = roox(partners=partners)
        draws = simulate(case, 250)
        found = variant(case, draws)
        assert sum(share.worth for share in found.shares) == pytest.approx(found.mean, rel=1e-9)
        assert found.full_cost < found.mean
        once = (draws.values["certification"] + draws.values["engineering"]).mean()
        assert sum(share.spent_once for share in found.shares) == pytest.approx(once)


def test_two_badges_sell_more_than_one_and_less_than_two_cars():
    units = [simulate(roox(partners=p), 250).sales.units.mean() for p in (("nissan",), ("nissan", "mitsubishi"))]
    assert units[0] < units[1] < 2 * units[0]
    case = roox(partners=("nissan", "mitsubishi"))
    assert all(simulate(case, 100).values[name][0] > 0 for name in PER_BRAND)


def test_the_same_seed_gives_the_same_answer_on_any_number_of_workers():
    one, two = simulate(roox(), 600), simulate(roox(), 600, workers=3)
    assert (one.sales.price == two.sales.price).all() and (one.sales.units == two.sales.units).all()
    other = simulate(roox(seed=2), 600)
    assert (one.sales.price != other.sales.price).any()
    assert generator(1, 0).random() != generator(1, 1).random() != generator(1, 1, 1).random()


def test_more_draws_keep_the_draws_before_them():
    assert (simulate(roox(), 500).sales.price[:250] == drawn().sales.price).all()


def test_costs_add_up_and_follow_the_yen():
    values = roox().inputs.central()
    parts = unit_costs(values, values["fx"], values["duty"])
    assert parts["duty"] == pytest.approx(0.15 * (factory_price(values) / 158.1 + values["federal_equipment"]))
    strong = cost_price(values, np.array([111.0]), values["duty"])
    assert strong > cost_price(values, values["fx"], values["duty"]) * 1.25
    there = unit_costs(values, values["fx"], values["duty"], "us")
    assert "freight" not in there and there["assembly there"] > 0


def test_a_world_that_stands_still_changes_nothing():
    values = {name: np.full(3, one.central) for name, one in roox().inputs.items()}
    around = still_world(values, 4)
    assert (around.fx == 158.1).all() and (around.duty == 0.15).all() and around.fuel.shape == (3, 5)


def test_waiting_is_worth_nothing_when_nothing_can_change():
    worth_now = np.tile(np.array([[5.0, 4.0, 3.0]]), (200, 1))
    state = np.zeros((200, 3, 1))
    found = waiting(worth_now, state, np.full((200, 3), 0.1))
    assert found.now == pytest.approx(5) and found.adds == pytest.approx(0, abs=1e-9) and found.starts[0] == 1


def test_waiting_is_worth_what_a_coming_rule_brings():
    rng = np.random.default_rng(3)
    there = np.column_stack([np.zeros(4_000), rng.random(4_000) < 0.5])
    values = np.where(there > 0, 10.0, -5.0)
    found = waiting(values, there[..., None], np.full((4_000, 2), 1.0))
    assert found.now == 0
    assert found.later == pytest.approx(0.5 * 10 - 1, abs=0.3)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked("nissan/roox", price=5_000), "cheaper than any small car"),
        (Asked("nissan/roox", scenario="low-speed"), "low-speed"),
        (Asked("nissan/roox", market="eu"), "data cover the US"),
        (Asked("nissan/sakura"), "burn petrol"),
        (Asked("daihatsu/hijet-truck"), "goods"),
        (Asked("nissan/roox", partners=("nissan", "tesla")), "no maker of kei cars"),
        (Asked("nissan/roox", partners=("nissan", "nissan")), "named twice"),
        (Asked("nissan/roox", given={"hope": 1.0}), "No input is called"),
        (Asked("nissan/roox", draws=3), "won't do"),
        (Asked("nissan/roox", build="moon"), "no place to build"),
        (Asked("nissan/roox", given={"outside_diversion": 0.9}), "No market has"),
        (Asked("nissan/roox", given={"elasticity": 5.0}), "give -10 to -4"),
    ],
)
def test_what_has_no_honest_answer_is_refused_with_the_reason(asked, told):
    with pytest.raises(UsageError, match=told):
        simulate(case_of(CATALOG, asked), 100)


def test_the_duty_is_that_of_the_day_and_of_the_scenario():
    def duty(car, on, **asked):
        return case_of(CATALOG, Asked(car, on=on, **asked)).inputs["duty"].central

    assert duty("honda/n-box", "2025-01") == pytest.approx(0.025)
    assert duty("nissan/roox", "2026-01") == pytest.approx(0.15)
    assert duty("nissan/roox", "2026-03") == pytest.approx(0.025)
    assert duty("nissan/roox", "2026-01", scenario="eased") == pytest.approx(0.025)
    with pytest.raises(UsageError, match="unclear"):
        duty("nissan/roox", "2025-05")
    assert duty("nissan/roox", "2025-05", given={"duty": 0.275}) == 0.275
    assert roox().inputs["duty"].kind == "law"


def test_the_answer_leads_with_the_verdict_odds_and_what_decides(capsys):
    assert run(["enter", "nissan/roox", "us", "--draws", "250", "--set", "fx=150", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told)[:3] == ["answer", "odds", "deciding"]
    assert len(told["deciding"]) == 3
    given_ = {one["name"]: one for one in told["inputs"]}
    assert given_["fx"]["central"] == 150 and given_["fx"]["kind"] == "given"
    assert {one["kind"] for one in told["inputs"]} <= {"measured", "published", "assumption", "law", "given"}
    assert all(one["confidence"] in ("high", "medium", "low") and one["meaning"] for one in told["inputs"])
    assert all(one["source_url"] or one["kind"] in ("assumption", "given") for one in told["inputs"])


def test_a_page_is_written_and_a_refusal_is_one_sentence(tmp_path, capsys):
    page = tmp_path / "roox.html"
    assert run(["enter", "nissan/roox", "us", "--draws", "100", "--html", str(page)]) == 0
    capsys.readouterr()
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") >= 3 and "http-equiv" not in text and "<script" not in text
    assert text.index("Odds that it pays") < text.index("certification")
    assert run(["enter", "nissan/roox", "us", "--price", "4000"]) == 2
    assert run(["enter", "nissan/roox", "us", "--set", "fx"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_the_desk_answers_the_same(capsys):
    asked = Asked("nissan/roox", draws=100)
    answer = open_desk().enter(asked)
    assert answer.json() == open_desk().enter(asked, workers=2).json()
    assert answer.odds_sentence() in answer.notes()[0]
    assert len(answer.df()) == 8


NONSENSE = (
    ("--set", "fx=-5"), ("--set", "fx=0"), ("--set", "fx=1e99"), ("--set", "duty=-3"), ("--set", "dealer=5"),
    ("--set", "certification=nan"), ("--set", "certification=inf"), ("--set", "certification=-1e9"),
    ("--set", "home_price=-5"), ("--set", "discount=-0.5"), ("--price", "nan"), ("--price", "inf"),
    ("--price", "-inf"), ("--partners", ","),
)  # fmt: skip


@pytest.mark.parametrize("options", NONSENSE, ids=" ".join)
def test_what_makes_no_sense_is_one_sentence_that_says_what_is_allowed(options, capsys):
    assert run(["enter", "nissan/roox", "us", *options]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert " to " in said or "choose partners from" in said or "higher price" in said


def test_the_api_refuses_the_same(capsys):
    for given_ in ("fx=-5", "certification=nan", "duty=9"):
        run(["enter", "nissan/roox", "us", "--set", given_])
        sentence = capsys.readouterr().err.removeprefix("yellowplate: ").strip()
        refused = put(open_desk(), QUESTIONS["enter"], EnterAsked(car="nissan/roox", given=given_))
        assert refused == Refused(Why.BAD_QUESTION, sentence)


def test_every_input_has_a_span_around_its_range():
    for one in roox().inputs.values():
        assert one.least <= one.low <= one.central <= one.high <= one.most


@pytest.mark.parametrize("end", ["least", "most"])
def test_the_ends_of_every_span_give_finite_worths(end):
    for name in ("fx", "home_price", "dealer", "incentive", "duty", "market", "discount", "fuel_volatility"):
        case = roox(given={name: getattr(roox().inputs[name], end)})
        assert np.isfinite(worth(case, simulate(case, 100)).value).all(), name


def test_a_price_at_home_that_is_given_needs_no_other():
    with pytest.raises(UsageError, match="give it with --set home_price"):
        case_of(CATALOG, Asked("daihatsu/taft"))
    assert case_of(CATALOG, Asked("daihatsu/taft", given={"home_price": 2e6})).inputs["home_price"].central == 2e6


CASES = ("enter", "nissan/roox", "us", "--draws", "100", "--cases", "158.1,111")


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The eight cases as printed and as a page."""
    page = tmp_path_factory.mktemp("cases") / "cases.html"
    with redirect_stdout(io.StringIO()) as out:
        assert run((*CASES, "--json", "--html", str(page))) == 0
    return json.loads(out.getvalue()), page.read_text(encoding="utf-8")


def test_cases_are_every_rate_rules_and_partners(cases):
    told, _ = cases
    found = [(one["jpy_per_usd"], one["scenario"], len(one["partners"])) for one in told["cases"]]
    assert found == list(product((158.1, 111), ("today", "eased"), (1, 3)))
    assert all(one["asked"]["given"]["fx"] == one["jpy_per_usd"] for one in told["cases"])
    leans = [leaning(one["odds"]) for one in told["cases"]]
    assert f"in {leans.count(1)} of 8 cases it would more likely pay than not" in told["answer"]
    assert "in " + str(leans.count(-1)) + " more likely lose" in told["answer"]


def test_a_case_is_the_answer_to_its_own_question(cases):
    one = cases[0]["cases"][5]
    asked = Asked("nissan/roox", draws=100, partners=tuple(one["partners"]), given={"fx": 111.0})
    assert one["odds"] == open_desk().enter(asked).odds


def test_the_page_of_cases_leads_with_answers_odds_and_what_decides(cases):
    told, page = cases
    assert "<script" not in page and "http-equiv" not in page and "<link" not in page
    table = page[page.index("<table") : page.index("</table>")]
    for one in told["cases"]:
        assert f"<b>{one['odds'] * 100:.0f}</b> in 100" in table
    assert page.index("<table") < page.index("What this rests on")


def test_pages_speak_to_people(cases, tmp_path, capsys):
    page = tmp_path / "roox.html"
    assert run(["enter", "nissan/roox", "us", "--draws", "100", "--html", str(page)]) == 0
    capsys.readouterr()
    for text in (cases[1], page.read_text(encoding="utf-8")):
        assert not re.search(r"\d[eE][+-]?\d", re.sub(r'href="[^"]*"', "", text))
    tornado = re.search(r'aria-label="Worth at the low.*?</svg>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert tornado and "million USD" in tornado[0] and 'class="tick"' in tornado[0]


def test_odds_near_even_are_no_no():
    answer = open_desk().enter(Asked("nissan/roox", draws=100))
    even = replace(answer, odds=0.48, variants=(replace(answer.variants[0], odds=0.48),))
    assert even.verdict == "whether it would pay is a toss-up"
    (_, svg) = charts(even)["ways"]
    assert 'class="plain"' in svg and 'class="loss"' not in svg


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cases", "strong"), "no exchange rates"),
        (("--cases", "111,111"), "different"),
        (("--cases", "nan"), "give 50 to 500"),
        (("--cases", "158,-5"), "give 50 to 500"),
        (("--cases", "158", "--scenario", "eased"), "every scenario"),
        (("--cases", "158", "--set", "fx=150"), "own rates"),
    ],
)
def test_cases_that_make_no_sense_are_refused_at_once(options, said, capsys):
    assert run(["enter", "nissan/roox", "us", *options]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


@given(st.floats(-1e5, 1e5), st.floats(1e-3, 1e6), st.integers(3, 8))
def test_ticks_are_round_lie_inside_and_are_not_too_many(low, span, most):
    found = ticks(low, low + span, most)
    assert len(found) <= most
    assert all(low - span * 1e-9 <= value <= low + span * (1 + 1e-9) for value in found)
