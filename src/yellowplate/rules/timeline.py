"""How an answer moves: the days on which rules begin or end or an age is reached, and what was said in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yellowplate.answers import Cell
from yellowplate.market.known import Sheet
from yellowplate.rules.access import changes
from yellowplate.rules.car import Question, Route, Vehicle
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
    """How the answer moves between two days."""

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
        return (*self.car.remarks, "A blank duty is unclear, or not in the data.", DISCLAIMER)

    def data(self) -> Any:
        """The days with their answers."""
        return {"question": self.title, "days": Sheet.data(self), "disclaimer": DISCLAIMER}


def timeline(book: Rulebook, car: Vehicle, question: Question, last: date) -> tuple[TimelineRow, ...]:
    """The answer on the day of the question, and every later day up to `last` on which it, its rules or duty change."""
    moves = [*_moves(book, car, question, last), *_said(book, car, question, last)]
    return tuple(sorted(moves, key=lambda move: move.day))


def _moves(book: Rulebook, car: Vehicle, question: Question, last: date) -> Iterator[TimelineRow]:
    before = decide(book, car, question)
    yield _row(
        before, "the rules of that day: " + (", ".join(rule.id for rule in before.decided) or "none that settles it")
    )
    for day in changes(book, car, question):
        if not question.day < day <= last:
            continue
        now = decide(book, car, replace(question, day=day))
        if why := _why(before, now):
            yield _row(now, why)
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
    return "; ".join(parts)


def _rules(decision: Decision) -> dict[str, None]:
    layers = [rule.id for layer in decision.duty.layers for rule in layer.rules]
    return dict.fromkeys([rule.id for rule in decision.decided] + layers)


def _said(book: Rulebook, car: Vehicle, question: Question, last: date) -> Iterator[TimelineRow]:
    """What was said or done about kei cars meanwhile, with its legal effect."""
    if question.market != "us":
        return
    for step in us_steps():
        if step.kind in _STEPS and question.day < step.day <= last:
            decision = decide(book, car, replace(question, day=step.day))
            yield _row(decision, f"{step.actor}, {step.kind}: {step.text} Legal effect: {step.legal_effect}.")
