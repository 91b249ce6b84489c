"""What it costs to own a car: a table of amounts that anybody can edit, and how the sums are told."""

import io
import json
from pathlib import Path

import pytest

from test_rules import lines_of
from yellowplate.catalog import Catalog
from yellowplate.cli import run
from yellowplate.errors import UsageError
from yellowplate.rules.car import Route, facts_of
from yellowplate.rules.owning.amounts import Amount
from yellowplate.rules.owning.answer import own
from yellowplate.rules.owning.asked import Keeping, OneCar, place_of, places
from yellowplate.rules.rulebook import DISCLAIMER, Rulebook

CASES = Path(__file__).with_name("rules_costs.txt")
CATALOG = Catalog.packaged()
_KEEPING = {
    "city": ("city", str),
    "fuel": ("fuel_price", float),
    "expressway": ("expressway_km", int),
    "years": ("years", int),
}
_CAR = {"price": ("price_jpy", int), "km_l": ("km_per_litre", float)}


def bill_of(car, bought, built, also):
    keeping, one, facts = {"on": bought, "built": built}, {}, {}
    for word in also.split():
        name, _, value = word.partition("=")
        if name == "business":
            keeping["private"] = False
        elif name in _KEEPING:
            keeping[_KEEPING[name][0]] = _KEEPING[name][1](value)
        elif name in _CAR:
            one[_CAR[name][0]] = _CAR[name][1](value)
        else:
            facts |= facts_of({name: value})
    return own(CATALOG, [OneCar(car, said=facts, **one)], Keeping(**keeping)).bills[0]


@pytest.mark.parametrize(
    ("car", "bought", "built", "also", "item", "year", "yen", "rests_on", "citation"), list(lines_of(CASES))
)
def test_case(car, bought, built, also, item, year, yen, rests_on, citation):
    bill = bill_of(car, bought, built, also)
    amounts = {payment.amount for payment in bill.items[item] if payment.year == int(year)}
    assert len(amounts) == 1
    amount = amounts.pop()
    if yen == "unknown":
        assert not amount.known
        assert amount.why
    else:
        low, _, high = yen.partition("..")
        assert (amount.low, amount.high) == (int(low), int(high or low))
    rules = {rule.id: rule for payment in bill.payments for rule in payment.rules} | {
        rule.id: rule for rule in bill.told
    }
    ids = rests_on.split()
    assert set(ids) <= rules.keys()
    assert any(citation in rules[id_].citation for id_ in ids)


def test_every_rule_of_costs_is_reached_by_a_case():
    reached = {id_ for param in lines_of(CASES) for id_ in param.values[7].split()}
    assert {rule.id for rule in Rulebook.packaged().rules if Route.OWN in rule.routes} <= reached


@pytest.fixture(scope="module")
def beside():
    """A Roox beside a Yaris, the prices of both given."""
    cars = [OneCar("nissan/roox"), OneCar("toyota/yaris", price_jpy=1_650_000)]
    return own(CATALOG, cars, Keeping("2025-11", city="tokyo-23", expressway_km=0))


def test_the_roox_beside_the_yaris_as_asked_in_the_shell(capsys):
    assert run(("own", "nissan/roox", "--against", "toyota/yaris", "--on", "2025-11", "--city", "tokyo-23")) == 0
    out = capsys.readouterr().out
    assert "yearly tax -107,700 yen" in out
    assert "Unknown for the Toyota Yaris: price before tax (when bought): no price of 2025-11-01" in out
    assert DISCLAIMER in out


def test_every_payment_has_a_rule_a_source_or_a_reason(beside):
    for bill in beside.bills:
        for payment in bill.payments:
            given = payment.item == "price before tax" and bill.bought.price_source == ""
            assert payment.rules or payment.sources or payment.amount.why or given
            assert all(rule.in_force(payment.day) or payment.item in ("fuel", "tolls") for rule in payment.rules)


def test_unknown_amounts_are_named_and_never_counted_as_zero(beside):
    roox = beside.bills[0]
    assert any(line.startswith("compulsory insurance (years 3, 5)") for line in roox.unknown)
    rows = {row[1]: row for row in beside.rows() if row[0] == roox.name}
    assert rows["inspection fee"][-2] == "unknown"
    assert rows["known in all"][-2].endswith("+ unknown")


def test_differences_count_only_what_both_know(beside):
    items = {difference.item: difference.amount for difference in beside.differences()}
    assert items["yearly tax"] == Amount.exact(-107_700)
    assert "compulsory insurance" not in items
    weights = [difference.weight for difference in beside.differences()]
    assert weights == sorted(weights, reverse=True)


def test_discounting_makes_later_yen_worth_less(beside):
    data = json.loads(beside.json())["cars"][0]
    assert data["discounted"]["high"] < data["known"]["high"]
    cars = [OneCar("nissan/roox")]
    plain = json.loads(own(CATALOG, cars, Keeping("2025-11", discount=0)).json())["cars"][0]
    assert plain["discounted"]["high"] == plain["known"]["high"]
    assert beside.df().shape[0] == beside.arrow().num_rows > 20


def test_a_narrow_terminal_shows_the_sums_and_says_so(beside):
    from rich.console import Console

    shown = {}
    for width in (80, 300):
        console = Console(width=width, record=True, file=io.StringIO())
        console.print(beside)
        shown[width] = console.export_text()
    assert "wider terminal" in shown[80] and "year 3" not in shown[80]
    assert "wider terminal" not in shown[300] and "year 3" in shown[300]


@pytest.mark.parametrize(
    ("keeping", "said"),
    [
        (Keeping("2025-11", years=0), "years"),
        (Keeping("2025-11", km=100, expressway_km=200), "Distances"),
        (Keeping("2025-11", discount=100), "discount"),
        (Keeping("2025-11", city="atlantis"), "parking rules in 'atlantis'"),
        (Keeping("next year"), "is no day"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(keeping, said):
    with pytest.raises(UsageError, match=said):
        own(CATALOG, [OneCar("nissan/roox")], keeping)


def test_an_economy_below_zero_is_refused():
    with pytest.raises(UsageError, match="fuel economy"):
        own(CATALOG, [OneCar("nissan/roox", km_per_litre=-1.0)], Keeping("2025-11"))


def test_places_are_known_by_id_and_by_japanese_name():
    assert place_of("福生市") == place_of("fussa")
    assert place_of("") is None
    assert len({place.id for place in places()}) == len(places())
    assert all(place.citation and place.source_url for place in places())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--on", "2025-11", "--fuel-price", "inf"), "no price of a litre"),
        (("--on", "2025-11", "--km-per-litre", "nan"), "no fuel economy"),
        (("--on", "2025-11", "--discount", "nan"), "makes no sense"),
        (("--on", "2025-11", "--km", "600000"), "can't be driven"),
        (("--on", "2025-11", "--price", "9" * 12), "no price of a car"),
        (("--on", "2025-11", "--built", "2030"), "can't be first inspected"),
        (("--on", "1950-11"), "is known from 1984-04-01 on"),
        (("--on", "2150-11"), "to 2100-12-31"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(options, said, capsys):
    assert run(("own", "nissan/roox", *options)) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_one_word_for_what_is_not_known(capsys):
    assert run(("own", "kei-ev", "--on", "2025-11")) == 0
    out = capsys.readouterr().out
    assert out.startswith("Owning a kei electric car for")
    assert "is called unknown" in out and "unknown" in out.split("\n\n")[1]
    assert "?" not in out and "a a " not in out and "the a " not in out
