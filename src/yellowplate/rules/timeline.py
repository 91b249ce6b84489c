"""How an answer moves: the days on which rules begin or end or an age is reached, and what was said in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yellowplate.answers import Cell
from yellowplate.market.known import Sheet
from yellowplate.rules.access import changes
from yellowplate.rules.car import Question, Route, Vehicle, the_day_before
from yellowplate.rules.decide import Decision, Duty, Verdict, decide
from yellowplate.rules.rulebook import DISCLAIMER, Rulebook
from yellowplate.rules.shapes import named
from yellowplate.rules.steps import us_steps

_STEPS = frozenset({"statement", "proposed rule", "final rule", "final action", "bill", "court", "proclamation"})


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One day on which the answer, its rules or the duty changed, or on which something was said."""

    day: date
    route: Route
    verdict: Verdict
    duty: Duty
    why: str


@dataclass(frozen=True, slots=True)
class Timeline(Sheet):
    """How the answer moves between two days; a `car` of no build day is taken as built on each day asked about."""

    car: Vehicle
    market: str
    state: str
    first: date
    last: date
    moves: tuple[TimelineRow, ...]

    @property
    def title(self) -> str:
        """What is followed."""
        return f"{named(self.car, self.market, self.state)} from {self.first} to {self.last}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("from", "route", "answer", "duty %", "why")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The days in order."""
        for move in self.moves:
            duty = None if move.duty.percent is None else float(move.duty.percent)
            yield (move.day.isoformat(), str(move.route), str(move.verdict), duty, move.why)

    def notes(self) -> Sequence[str]:
        """What a blank means, and the disclaimer."""
        built = () if self.car.built else ("As built on each day asked about; give a build day to follow one car.",)
        return (*self.car.remarks, *built, "A blank duty is unclear, or not in the data.", DISCLAIMER)

    def data(self) -> Any:
        """The days with their answers."""
        return {"question": self.title, "days": Sheet.data(self), "disclaimer": DISCLAIMER}


@dataclass(frozen=True, slots=True)
class Followed:
    """A question followed to a last day: the car as it is on each day, and the days on which it may be another one."""

    book: Rulebook
    car_on: Callable[[date], Vehicle]
    other_cars: Iterable[date]
    question: Question
    last: date

    def decided(self, day: date) -> Decision:
        """The answer of a day."""
        return decide(self.book, self.car_on(day), replace(self.question, day=day))

    def renewed(self, day: date) -> bool:
        """Whether the car as built on a day is another one than that of the day before."""
        one, other = (replace(self.car_on(at), built=None) for at in (the_day_before(day), day))
        return one != other

    def turns(self) -> Iterator[date]:
        """The later days on which the answer could change, in order."""
        days = {*changes(self.book, self.car_on(self.question.day), self.question), *self.other_cars}
        return (day for day in sorted(days) if self.question.day < day <= self.last)


def timeline(followed: Followed) -> tuple[TimelineRow, ...]:
    """The answer on the day of the question, and each later one on which it, its rules or the duty change."""
    moves = [*_moves(followed), *_said(followed)]
    return tuple(sorted(moves, key=lambda move: move.day))


def _moves(followed: Followed) -> Iterator[TimelineRow]:
    before = followed.decided(followed.question.day)
    rules = ", ".join(rule.id for rule in before.decided) or "none that settles it"
    yield _row(before, f"the rules of that day: {rules}")
    for day in followed.turns():
        now = followed.decided(day)
        if why := _why(before, now):
            yield _row(now, f"{why} (the car as built from then)" if followed.renewed(day) else why)
        before = now


def _row(decision: Decision, why: str) -> TimelineRow:
    return TimelineRow(decision.question.day, decision.question.route, decision.verdict, decision.duty, why)


def _why(before: Decision, now: Decision) -> str:
    """What changed; empty where neither the answer, nor its rules, nor the duty did."""
    held, holds = _rules(before), _rules(now)
    fresh = [id_ for id_ in holds if id_ not in held]
    gone = [id_ for id_ in held if id_ not in holds]
    parts = [f"now by {', '.join(fresh)}"] if fresh else []
    parts += [f"no longer by {', '.join(gone)}"] if gone else []
    if not parts and before.verdict is not now.verdict:
        parts.append(f"{before.verdict} becomes {now.verdict}")
    if not parts and before.duty.percent != now.duty.percent:
        parts.append("the duty, by the same rules")
    return "; ".join(parts)


def _rules(decision: Decision) -> dict[str, None]:
    layers = [rule.id for layer in decision.duty.layers for rule in layer.rules]
    return dict.fromkeys([rule.id for rule in decision.decided] + layers)


def _said(followed: Followed) -> Iterator[TimelineRow]:
    """What was said or done about kei cars meanwhile, with its legal effect."""
    if followed.question.market != "us":
        return
    for step in us_steps():
        if step.kind in _STEPS and followed.question.day < step.day <= followed.last:
            why = f"{step.actor}, {step.kind}: {step.text} Legal effect: {step.legal_effect}."
            yield _row(followed.decided(step.day), why)
