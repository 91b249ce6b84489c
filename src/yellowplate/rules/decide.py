"""Gates: what must be passed on a route, and what the rules in force say of each for one car on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from yellowplate.rules.car import Question, Route, Vehicle
from yellowplate.rules.predicates import Holds, Kind
from yellowplate.rules.rulebook import CONFIDENCES, DECIDING, ROAD, Effect, Rule, Rulebook


class Verdict(IntEnum):
    """An answer; of several gates the largest is the answer to the whole."""

    YES = 0
    DEPENDS = 1
    UNCLEAR = 2
    NO = 3

    def __str__(self) -> str:
        return self.name.lower()


class Outcome(NamedTuple):
    """A rule in force and whether its condition holds."""

    rule: Rule
    holds: Holds
    barred: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its answer, the rules that decided it in order, and those that could have opened it."""

    name: str
    verdict: Verdict
    decided: tuple[Rule, ...]
    openers: tuple[Rule, ...]


class Layer(NamedTuple):
    """One layer of the duty: percent of the value, None where unclear; the rules it comes from."""

    name: str
    percent: Fraction | None
    rules: tuple[Rule, ...]


BASE = (":mfn", ":duty")


@dataclass(frozen=True, slots=True)
class Duty:
    """Duty and fees by their parts; `percent` is what all layers of duty come to, without taxes and fees."""

    layers: tuple[Layer, ...]
    fees: tuple[Rule, ...]

    @property
    def percent(self) -> Fraction | None:
        """The duty in percent of the value; None where a layer is unclear or nothing is known."""
        based = any(rule.gate.endswith(BASE) for layer in self.layers for rule in layer.rules)
        known = [layer.percent for layer in self.layers if layer.percent is not None]
        return sum(known, Fraction(0)) if based and len(known) == len(self.layers) else None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one question, gate by gate."""

    question: Question
    verdict: Verdict
    gates: tuple[Gate, ...]
    duty: Duty
    told: tuple[Rule, ...]

    @property
    def decided(self) -> tuple[Rule, ...]:
        """The rules that decided, gate by gate, in order."""
        return tuple(rule for gate in self.gates for rule in gate.decided)

    @property
    def confidence(self) -> str:
        """The lowest confidence of a rule that decided; empty where none did."""
        return max((rule.confidence for rule in self.decided), key=CONFIDENCES.index, default="")


_DUTY = "duty:"


def decide(book: Rulebook, car: Vehicle, question: Question) -> Decision:
    """What the rules in force say of a car; of a state too, where the question names one."""
    outcomes = [outcome(r, car, question) for r in book.in_force(question.market, question.route, question.day)]
    gates = gates_of(outcomes)
    told = [o.rule for o in outcomes if o.rule.effect is Effect.TELL and o.holds is not False]
    if _state_decides(book, question):
        road, said = in_state(book, car, question)
        gates, told = (*gates, road), told + said
    verdict = max((gate.verdict for gate in gates), default=Verdict.UNCLEAR)
    return Decision(question, verdict, gates, duty_of(outcomes), tuple(told))


def gates_of(outcomes: Sequence[Outcome]) -> tuple[Gate, ...]:
    """Every gate that a rule can open or shut, judged."""
    deciding = [o for o in outcomes if o.rule.effect in DECIDING and not o.rule.gate.startswith(_DUTY)]
    names = dict.fromkeys(o.rule.gate for o in deciding)
    return tuple(_judged(name, [o for o in deciding if o.rule.gate == name]) for name in names)


def in_state(book: Rulebook, car: Vehicle, question: Question) -> tuple[Gate, list[Rule]]:
    """The road gate of the question's state, which its rules alone decide, and what they tell beside."""
    rules = book.in_force(question.market, question.route, question.day, question.state)
    outcomes = [outcome(rule, car, question) for rule in rules]
    told = [o.rule for o in outcomes if o.rule.effect is Effect.TELL and o.holds is not False]
    return _judged(ROAD, [o for o in outcomes if o.rule.effect in DECIDING]), told


def _state_decides(book: Rulebook, question: Question) -> bool:
    """Whether a state was named and has a say on that route: a car certified new is titled everywhere."""
    known = bool(book.scope(question.market, question.route))
    return bool(question.state) and known and question.route is not Route.NEW


def outcome(rule: Rule, car: Vehicle, question: Question) -> Outcome:
    """Whether a rule's condition holds, and whether it fails by nothing but the road."""
    found = [(test.holds(car, question), test.predicate.kind) for test in rule.tests]
    values = {holds for holds, _ in found}
    barred = False in values and all(kind is Kind.ROAD for holds, kind in found if holds is False)
    barred = barred and None not in {holds for holds, kind in found if kind is not Kind.ROAD}
    return Outcome(rule, False if False in values else None if None in values else True, barred)


def _judged(name: str, outcomes: list[Outcome]) -> Gate:
    verdict, decided = _weighed(name, outcomes)
    unmet = (o.rule for o in outcomes if o.rule.effect in (Effect.OPEN, Effect.LIMIT) and o.holds is not True)
    return Gate(name, verdict, decided, () if verdict is Verdict.YES else tuple(unmet))


def _weighed(name: str, outcomes: list[Outcome]) -> tuple[Verdict, tuple[Rule, ...]]:
    """The answer at a gate, and the rules that give it: what shuts it first, then what lifts that.

    A gate that rules could shut and don't is passed by these rules; where none could, nothing is known.
    """

    def rules(effect: Effect, holds: Holds = True) -> tuple[Rule, ...]:
        return tuple(o.rule for o in outcomes if o.rule.effect is effect and o.holds is holds)

    shut = rules(Effect.CLOSE)
    barred = tuple(o.rule for o in outcomes if o.barred and o.rule.effect in (Effect.OPEN, Effect.LIMIT))
    maybe_open = rules(Effect.OPEN, None) + rules(Effect.LIMIT, None)
    maybe_shut = rules(Effect.CLOSE, None) + rules(Effect.UNCLEAR, None)
    for verdict, found in (
        (Verdict.YES, rules(Effect.OPEN)),
        (Verdict.DEPENDS, rules(Effect.LIMIT)),
        (Verdict.UNCLEAR, rules(Effect.UNCLEAR)),
        (Verdict.DEPENDS, maybe_open),
        (Verdict.NO, barred),
    ):
        if found:
            return verdict, shut + found
    if shut:
        return Verdict.NO, shut
    if maybe_shut:
        return Verdict.DEPENDS, maybe_shut
    passed = rules(Effect.CLOSE, False)
    return (Verdict.YES, passed) if passed and name != ROAD else (Verdict.UNCLEAR, ())


def duty_of(outcomes: Iterable[Outcome]) -> Duty:
    """The duty by its layers, each on top of those before it."""
    applied = [o for o in outcomes if o.rule.gate.startswith(_DUTY) and o.holds is not False]
    fees = tuple(o.rule for o in applied if o.rule.effect is Effect.FEE and o.holds)
    layers: list[Layer] = []
    rest = [o for o in applied if o.rule.effect not in (Effect.TELL, Effect.FEE)]
    for name in dict.fromkeys(o.rule.gate for o in rest):
        beneath = layers[0].percent if layers else Fraction(0)
        layers.append(_layer(name.removeprefix(_DUTY), [o for o in rest if o.rule.gate == name], beneath))
    return Duty(tuple(layers), fees)


def _layer(name: str, outcomes: list[Outcome], beneath: Fraction | None) -> Layer:
    """One layer: free before a ceiling, a ceiling before an addition; unknown where a condition isn't known."""
    for effect in (Effect.FREE, Effect.TOTAL, Effect.ADD, Effect.RATE, Effect.UNCLEAR):
        found = [o for o in outcomes if o.rule.effect is effect]
        if not found:
            continue
        rules = tuple(o.rule for o in found if o.holds)
        if effect is Effect.UNCLEAR or not rules:
            return Layer(name, None, tuple(o.rule for o in found))
        threshold = max(rule.threshold or Fraction(0) for rule in rules)
        if effect is Effect.FREE:
            return Layer(name, Fraction(0), rules)
        if effect is Effect.TOTAL:
            return Layer(name, None if beneath is None else max(threshold - beneath, Fraction(0)), rules)
        return Layer(name, threshold, rules)
    raise AssertionError(name)
