"""May the car be sold, imported and driven there: the answer of a route, what would change it, and when it turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from yellowplate.errors import UsageError
from yellowplate.rules.car import Days, Question, Vehicle, the_day_after
from yellowplate.rules.decide import Decision, Gate, Verdict, decide
from yellowplate.rules.predicates import Kind, Test
from yellowplate.rules.rulebook import Effect, Rule, Rulebook
from yellowplate.rules.steps import us_states, us_steps

# Within so many days of a first day that is known only roughly, an answer says so.
_NEAR = 45
_CHANGEABLE = frozenset({Kind.AGE, Kind.ACT, Kind.ROAD})
# Between these days the President and others said that kei cars were approved.
STATEMENTS = date(2025, 12, 3), date(2025, 12, 7)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to pass a gate that is shut now: the rule that would open it, and what it still needs."""

    gate: str
    rule: Rule
    needs: tuple[str, ...]
    from_day: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """The first later day on which the answer is a better one, with the decision of that day."""

    day: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Age:
    """An age that a rule waits for, reached for certain on `day`.

    `built_by` is the last day it can have been built on to be old enough on the day asked about, where that is open.
    """

    rule: Rule
    words: str
    day: date
    built_by: date | None


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """The answer for one route: the decision, the ways to change it, and the days on which it turns."""

    decision: Decision
    ways: tuple[Way, ...]
    turns: tuple[Turn, ...]
    ages: tuple[Age, ...]
    unknown: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def yes_from(self) -> date | None:
        """The first day from which the answer is yes under today's rules; None where no day is known."""
        if self.decision.verdict is Verdict.YES:
            return self.decision.question.day
        return next((turn.day for turn in self.turns if turn.decision.verdict is Verdict.YES), None)


def answer(book: Rulebook, car: Vehicle, question: Question) -> RouteAnswer:
    """The answer to one question, with all that belongs to it. Raises UsageError for a market or state not covered."""
    check_place(book, question)
    decision = decide(book, car, question)
    ways = tuple(
        way for gate in decision.gates if gate.verdict is not Verdict.YES for way in _ways(gate, car, question)
    )
    remarks = (
        *_not_built(car, question),
        *_sold(car, decision),
        *_near_turns(book, question),
        *_statements(book, car, question),
    )
    turns, ages = tuple(_better(book, car, decision)), tuple(_ages(book, car, question))
    return RouteAnswer(decision, ways, turns, ages, tuple(dict.fromkeys(_unknown(decision, car))), remarks)


def check_place(book: Rulebook, question: Question) -> None:
    """Refuse a market without rules, and a state that isn't one; raises UsageError."""
    if question.market not in book.markets:
        raise UsageError(f"There are no rules for {question.market!r}; choose one of {', '.join(book.markets)}.")
    if question.state and (question.market != "us" or question.state not in us_states()):
        raise UsageError(
            f"{question.state!r} is no state of {question.market}; write two letters of a US state, as TX."
        )


def changes(book: Rulebook, car: Vehicle, question: Question) -> list[date]:
    """All days on which an answer could change: rules and sales that begin or have ended, ages that are reached."""
    market, route, state = question.market, question.route, question.state
    days = set(book.turns(market, route))
    rules = book.scope(market, route)
    if state:
        days.update(book.turns(market, route, state))
        rules += book.scope(market, route, state)
    days.update(chain.from_iterable(test.turns(car) for rule in rules for test in rule.tests))
    days.update(day for sale in car.sales for day in sale.turns)
    return sorted(days)


def _unknown(decision: Decision, car: Vehicle) -> Iterator[str]:
    """The facts of the car that an answer hangs on and that nobody told."""
    layers = [rule for layer in decision.duty.layers if layer.percent is None for rule in layer.rules]
    gates = [rule for gate in decision.gates if gate.verdict is Verdict.DEPENDS for rule in gate.decided]
    for rule in gates + layers:
        for test in rule.tests:
            if test.predicate.kind in (Kind.CAR, Kind.ROAD) and test.holds(car, decision.question) is None:
                yield test.predicate.asks or f"whether {test.words}"


def _ages(book: Rulebook, car: Vehicle, question: Question) -> Iterator[Age]:
    """The ages that rules in force wait for, earliest first."""
    rules = book.in_force(question.market, question.route, question.day)
    if question.state:
        rules += book.in_force(question.market, question.route, question.day, question.state)
    waits = [(max(turns), rule, test) for rule in rules for test in rule.tests if (turns := _waits(test, car))]
    for day, rule, test in sorted(waits, key=lambda wait: wait[0]):
        yield Age(rule, test.words, day, _built_by(test, car, question))


def _waits(test: Test, car: Vehicle) -> tuple[date, ...]:
    return () if test.negated else test.turns(car)


def _built_by(test: Test, car: Vehicle, question: Question) -> date | None:
    """The last day it can have been built on to be old enough; None where its age is no open question."""
    if test.holds(car, question) is not None or car.built is None:
        return None
    low, high = (day.toordinal() for day in car.built)
    while low < high:
        middle = (low + high + 1) // 2
        day = date.fromordinal(middle)
        if test.holds(replace(car, built=Days(day, day)), question):
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def _better(book: Rulebook, car: Vehicle, now: Decision) -> Iterator[Turn]:
    """The later days on which the answer gets better than ever before, up to the first yes."""
    best = now.verdict
    for day in changes(book, car, now.question):
        if day <= now.question.day or best is Verdict.YES:
            continue
        then = decide(book, car, replace(now.question, day=day))
        if then.verdict < best:
            best = then.verdict
            yield Turn(day, then)


def _ways(gate: Gate, car: Vehicle, question: Question) -> Iterator[Way]:
    """What would open a gate: every rule that could whose unmet conditions can change, and what shuts it undone."""
    for rule in gate.openers:
        unmet = [test for test in rule.tests if test.holds(car, question) is not True]
        if all(_can_change(test) for test in unmet):
            needs = (*(test.words for test in unmet), *([rule.terms] if rule.terms else []))
            yield Way(gate.name, rule, needs, _day_of(unmet, car))
    for rule in gate.decided:
        if rule.effect is Effect.CLOSE:
            undone = [test for test in rule.tests if _can_change(test) and test.predicate.kind is Kind.ACT]
            if undone:
                yield Way(gate.name, rule, (" or ".join(_undone(test) for test in undone),), None)
        elif rule.effect is Effect.LIMIT and rule.terms and rule.holds(car, question):
            yield Way(gate.name, rule, (rule.terms,), None)


def _can_change(test: Test) -> bool:
    """Whether the condition can come to hold: no car gets younger."""
    return test.predicate.kind in _CHANGEABLE and not (test.negated and test.predicate.kind is Kind.AGE)


def _undone(test: Test) -> str:
    return replace(test, negated=not test.negated).words


def _day_of(unmet: Iterable[Test], car: Vehicle) -> date | None:
    """The day from which a rule that waits for nothing but age holds for certain."""
    waits = list(unmet)
    if any(test.predicate.kind is not Kind.AGE for test in waits):
        return None
    return max((max(turns) for test in waits if (turns := test.turns(car))), default=None)


def _not_built(car: Vehicle, question: Question) -> Iterator[str]:
    if car.built and car.built.first > question.day:
        yield f"It is built after the day asked about, in {car.built}: asked as if it were there already."


def _sold(car: Vehicle, decision: Decision) -> Iterator[str]:
    """Where it is known from that the car is sold new at home, if that decided."""
    if any(test.predicate.name == "sold_at_home" for rule in decision.decided for test in rule.tests):
        sale = next(sale for sale in car.sales if sale.holds(decision.question.day))
        until = f" to {sale.last}" if sale.last else ""
        yield f"It is known to be sold new at home from {sale.first}{until}: {sale.source_url}"


def _near_turns(book: Rulebook, question: Question) -> Iterator[str]:
    """That a rule began about then, where its first day is known only roughly and lies near the day asked about."""
    scopes = ("", question.state) if question.state else ("",)
    for rule in (rule for state in scopes for rule in book.scope(question.market, question.route, state)):
        near = abs((question.day - rule.first).days) <= _NEAR
        if near and rule.precision in ("approx", "month") and rule.effect is not Effect.TELL:
            yield f"{rule.id} began about {rule.first}, on a day not known exactly: near it the answer may be another."


def _statements(book: Rulebook, car: Vehicle, question: Question) -> Iterator[str]:
    """That the statements of December 2025 changed nothing: judged, not assumed, on the days around them."""
    first, last = STATEMENTS
    if question.market != "us" or question.day < date(2025, 12, 1):
        return
    around = [decide(book, car, replace(question, day=day)) for day in (date(2025, 12, 2), the_day_after(last))]
    said = [step for step in us_steps() if step.kind == "statement" and first <= step.day <= last]
    same = _same(*around)
    yield (
        f"The {len(said)} statements of {first} to {last} that small cars are approved published no rule, order or "
        f"exemption: the answer on 2025-12-02 and on {the_day_after(last)} is "
        + ("the same, by the same rules." if same else "not the same; see the timeline.")
    )


def _same(one: Decision, other: Decision) -> bool:
    return one.verdict is other.verdict and one.decided == other.decided and one.duty == other.duty
