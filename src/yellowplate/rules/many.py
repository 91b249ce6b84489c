"""A million questions in one call: each distinct case is judged once, by the same rules as a single question.

An answer can change only where a rule or the sale at home begins or ends, an age is reached, or a build date that a
rule names is passed.
So every question falls into a cell of that grid, and one question of each cell is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.errors import UsageError
from yellowplate.rules.car import Days, Question, Route, Vehicle
from yellowplate.rules.decide import Duty, Verdict, decide, in_state
from yellowplate.rules.rulebook import Rule, Rulebook, named_days

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY = np.dtype("datetime64[D]")


@dataclass(frozen=True, slots=True)
class Many:
    """Answers to many questions, in their order: `verdict` as in Verdict, `duty` in percent (NaN where unclear)."""

    verdict: NDArray[np.int8]
    duty: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Many questions about a few cars in a few states: question i asks of `cars[car[i]]`, built on `built[i]`.

    `state[i]` picks from `states`, in which '' stands for the federal rules alone; days are datetime64[D].
    """

    cars: Sequence[Vehicle]
    states: Sequence[str]
    car: NDArray[np.int64]
    state: NDArray[np.int64]
    built: NDArray[np.datetime64]
    day: NDArray[np.datetime64]

    def __post_init__(self) -> None:
        if len({len(column) for column in (self.car, self.state, self.built, self.day)}) != 1:
            raise UsageError("The columns of a batch differ in length; give one car, state, build day and day each.")
        if any(column.dtype != _DAY for column in (self.built, self.day)):
            raise UsageError("The days of a batch are no datetime64[D]; convert them with .astype('datetime64[D]').")

    def part(self, asked: NDArray[np.intp]) -> Batch:
        """The questions at these places."""
        return replace(self, **{name: getattr(self, name)[asked] for name in ("car", "state", "built", "day")})


def answer_many(book: Rulebook, batch: Batch, market: str, route: Route) -> Many:
    """The answers to a batch of questions, the same as asked one by one."""
    question = Question(market, date.min, route)
    rules = book.scope(market, route)
    first, inverse = _cells(rules, batch)
    decisions = [decide(book, *_asked(batch, place, question)) for place in first]
    verdict = np.array([decision.verdict for decision in decisions], np.int8)[inverse]
    duty = np.array([_percent(decision.duty) for decision in decisions])[inverse]
    if rules and route is not Route.NEW:
        for index, state in enumerate(batch.states):
            if state:
                asked = np.flatnonzero(batch.state == index)
                own = _in_state(book, batch.part(asked), replace(question, state=state))
                verdict[asked] = np.maximum(verdict[asked], own)
    return Many(verdict, duty)


def _in_state(book: Rulebook, batch: Batch, question: Question) -> NDArray[np.int8]:
    """What the rules of one state add."""
    first, inverse = _cells(book.scope(question.market, question.route, question.state), batch)
    gates = [in_state(book, *_asked(batch, place, question))[0] for place in first]
    return np.array([gate.verdict for gate in gates], np.int8)[inverse]


def _asked(batch: Batch, place: int, question: Question) -> tuple[Vehicle, Question]:
    built = batch.built[place].item()
    car = replace(batch.cars[batch.car[place]], built=Days(built, built))
    return car, replace(question, day=batch.day[place].item())


def _percent(duty: Duty) -> float:
    return np.nan if duty.percent is None else float(duty.percent)


def _cells(rules: Sequence[Rule], batch: Batch) -> tuple[list[int], NDArray[np.intp]]:
    """The first question of every cell, and for every question its cell.

    A cell is a car, the spans that its day and its build day lie in, and the ages it has reached.
    """
    cell = batch.car.astype(np.int64)
    turns = {day for rule in rules for day in rule.turns} | {d for c in batch.cars for s in c.sales for d in s.turns}
    for edges, days in ((sorted(turns), batch.day), (sorted(named_days(rules)), batch.built)):
        span = np.searchsorted(np.array(edges, dtype=_DAY), days, "right")
        cell = cell * (len(edges) + 1) + span
    for reached in _ages(rules, batch.built):
        cell = cell * 2 + (batch.day >= reached)
    _, first, inverse = np.unique(cell, return_index=True, return_inverse=True)
    return first.tolist(), inverse


def _ages(rules: Sequence[Rule], built: NDArray[np.datetime64]) -> Iterator[NDArray[np.datetime64]]:
    """For every age that rules wait for, the days on which it is reached."""
    days, inverse = np.unique(built, return_inverse=True)
    for clock, years in dict.fromkeys(test.age for rule in rules for test in rule.tests if test.age):
        yield np.array([clock(day, years) for day in days.tolist()], dtype=_DAY)[inverse]


def counted(answers: Many) -> dict[Verdict, int]:
    """How often each answer was given."""
    return {verdict: int((answers.verdict == verdict).sum()) for verdict in Verdict}
