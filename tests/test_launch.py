"""Launches: orders against plan and registrations, as intervals; earlier launches; what is only announced."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from yellowplate.catalog import Catalog
from yellowplate.cli import run
from yellowplate.desk import Desk, open_desk
from yellowplate.errors import UsageError
from yellowplate.facts import Interval, Relation
from yellowplate.market.launch import Launch, bounds
from yellowplate.market.shapes import Gap


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def launch(desk: Desk, subject: str, until: str | None = None) -> Launch:
    answer = desk.launch(subject, until)
    assert isinstance(answer, Launch)
    return answer


def test_roox_of_2025_with_its_orders_its_backlog_and_its_announced_rival(desk: Desk) -> None:
    answer = launch(desk, "ルークス", "2025-11")
    assert answer.curve.generation.on_sale == "2025-10-27"
    assert [month.units.value for month in answer.curve.months] == [5413, 7741]
    first, second = answer.books
    assert (first.orders.units, first.orders.from_, first.orders.to) == (11_344, "2025-09-19", "2025-10-19")
    assert first.registered == Interval(0, 0)  # it went on sale eight days later
    assert first.backlog == Interval(11_344, 11_344)
    assert first.waiting == (Fraction(11_344, 7741), Fraction(11_344, 7741))
    assert second.told == Interval(22_001, None)
    assert second.registered == Interval(7741, 5413 + 7741)
    assert second.backlog == Interval(22_001 - 5413 - 7741, None)
    assert second.waiting == (Fraction(22_001 - 5413 - 7741, 7741), None)
    assert [name for name, _ in answer.rivals] == ["Racco"]


def test_the_month_in_which_a_car_is_replaced_counts_both(desk: Desk) -> None:
    answer = launch(desk, "ルークス", "2025-11")
    assert [month.mixed for month in answer.curve.months] == [True, False]
    assert answer.df()["old car too"].tolist()[:2] == [True, False]
    assert "2025-10 counts the car it replaced too: 5,413 of both together." in answer.notes()
    assert "No planned monthly number is known." in answer.notes()


def test_a_name_that_returned_counts_no_car_before_it(desk: Desk) -> None:
    answer = launch(desk, "nissan/roox", "2020-06")
    assert answer.curve.mixed is None
    (early,) = answer.books
    assert early.registered == Interval(7633, 7633)


def test_plan_and_orders_of_the_tanto_of_2019(desk: Desk) -> None:
    answer = launch(desk, "daihatsu/tanto", "2019-12")
    assert answer.curve.plan == 12_500
    before, after = answer.books
    assert before.of_plan(12_500) == Fraction(16_000, 12_500)
    assert after.told == Interval(35_150, 38_850)
    assert after.registered == Interval(0, 14_520 + 16_838)
    assert "about 37,000 orders from 2019-07-09 to 2019-08-09; 2.8 times the planned month" in "\n".join(answer.notes())


def test_earlier_launches_of_the_class_stand_beside_it(desk: Desk) -> None:
    answer = launch(desk, "nissan/roox", "2025-11")
    body = Catalog.packaged().nameplates["nissan/roox"].body
    assert answer.earlier
    for curve in answer.earlier:
        assert Catalog.packaged().nameplates[curve.generation.nameplate].body == body
        assert curve.generation.on_sale < "2025-10"
        assert [month.age for month in curve.months] == list(range(13))
    assert [curve.generation.on_sale for curve in answer.earlier] == sorted(
        (curve.generation.on_sale for curve in answer.earlier), reverse=True
    )


def test_an_earlier_launch_is_told_as_it_stood(desk: Desk) -> None:
    answer = launch(desk, "nissan/roox", "2020-06")
    assert answer.curve.generation.on_sale == "2020-03-19"
    assert answer.curve.months[-1].period.begins.isoformat() == "2020-06-01"
    assert not answer.rivals
    assert all(book.orders.to <= "2020-06" for book in answer.books)


def test_a_car_in_a_shared_line_has_no_number_of_its_own(desk: Desk) -> None:
    answer = launch(desk, "mitsubishi/delica-mini", "2023-08")
    assert answer.curve.others
    for book in answer.books:
        assert book.registered is not None and book.registered.lo == 0
        assert book.waiting is None


def test_what_is_only_planned_is_a_gap(desk: Desk) -> None:
    answer = desk.launch("byd/racco")
    assert isinstance(answer, Gap)
    assert "planned for 2026-08" in answer.title
    with pytest.raises(UsageError, match="is no car"):
        desk.launch("nissan")


@pytest.mark.parametrize(
    ("relation", "units", "interval"),
    [
        (Relation.EQUAL, 9000, Interval(9000, 9000)),
        (Relation.ABOUT, 20_000, Interval(19_000, 21_000)),
        (Relation.OVER, 22_000, Interval(22_001, None)),
        (Relation.UNDER, 100, Interval(0, 99)),
    ],
)
def test_worded_numbers_are_intervals(relation: Relation, units: int, interval: Interval) -> None:
    assert bounds(relation, units) == interval


def test_commands_print_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["launch", "nissan/roox", "--until", "2025-11", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["orders"][1]["backlog"] == [8847, None]
    assert run(["launch", "byd/racco"]) == 1
    assert "planned for 2026-08" in capsys.readouterr().out
    assert run(["stories", "2025-11", "--focus", "nissan/roox", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stories"][0]["kind"] == "lead regained"
