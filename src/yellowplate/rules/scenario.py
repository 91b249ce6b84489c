"""Proposed rules laid over those in force: what would change, by how much, and what would still stand in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yellowplate.answers import Cell
from yellowplate.errors import UsageError
from yellowplate.market.known import Sheet
from yellowplate.rules.car import Route
from yellowplate.rules.decide import Decision
from yellowplate.rules.rulebook import DISCLAIMER, RULES, Rule, Rulebook, read_rules, rows_of
from yellowplate.rules.shapes import Access

_SHIPPED = RULES / "scenarios"


@dataclass(frozen=True, slots=True)
class Compared(Sheet):
    """The answer under the rules in force beside that under a scenario, and what differs."""

    scenario: str
    now: Access
    then: Access
    differences: tuple[tuple[Route, str], ...]
    proposed: tuple[Rule, ...]

    @property
    def title(self) -> str:
        """The question and both answers in one line."""
        return f"{self.now.title}; under {self.scenario}: {self.then.verdict}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("route", "now", "under the scenario", "difference")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """What differs, route by route."""
        verdicts = {a.decision.question.route: a.decision.verdict for a in self.now.routes}
        under = {a.decision.question.route: a.decision.verdict for a in self.then.routes}
        for route, line in self.differences:
            yield (str(route), str(verdicts[route]), str(under[route]), line)

    def data(self) -> Any:
        """Both answers and the differences."""
        told = [{"route": str(route), "difference": line} for route, line in self.differences]
        both = {"now": self.now.data(), "scenario": self.then.data()}
        return {"scenario": self.scenario, "differences": told, **both, "disclaimer": DISCLAIMER}

    def notes(self) -> Sequence[str]:
        """What is still needed under the scenario, and the disclaimer."""
        lines = ["The scenario's rules are proposals or trials, no law."]
        for rule in self.proposed:
            late = "" if rule.in_force(self.now.day) else f"; on {self.now.day} it would not be in force"
            lines.append(f"{rule.id}, {rule.dates}{late}: {rule.said} {rule.citation}.")
        ways = (line for line in self.then.notes() if line.startswith("To pass") or ": To pass" in line)
        return (*lines, *ways, DISCLAIMER)


def shipped() -> list[str]:
    """The names of the scenarios that come with the package."""
    return sorted(path.stem for path in _SHIPPED.glob("*.csv"))


def path_of(text: str) -> Path:
    """The file of a scenario: a path, or the name of a shipped one; raises UsageError."""
    packaged = _SHIPPED / f"{text}.csv"
    path = Path(text)
    if path.is_file():
        return path
    if text in shipped():
        return packaged
    raise UsageError(f"There is no scenario {text!r}; give a file of rules, or one of {', '.join(shipped())}.")


def overlaid(book: Rulebook, text: str) -> Rulebook:
    """The rulebook with the proposed rules of a scenario. Raises UsageError, InputError and RowError.

    The file has the columns of a rule file and one more, `replaces`: the id of the rule that a proposed one takes the
    place of, or nothing.
    """
    rules = proposed(text)
    replaced = {row["id"]: row.get("replaces", "") for row in rows_of(path_of(text))}
    return book.overlaid(replaced, rules)


def proposed(text: str) -> tuple[Rule, ...]:
    """The rules of a scenario alone. Raises UsageError, InputError and RowError."""
    return tuple(read_rules(path_of(text)))


def differences(now: Decision, then: Decision) -> Iterator[str]:
    """What the proposed rules change, gate by gate, in sentences."""
    if now.verdict is not then.verdict:
        yield f"The answer turns from {now.verdict} to {then.verdict}."
    before = {gate.name: gate for gate in now.gates}
    for gate in then.gates:
        was = before.get(gate.name)
        if was is None or was.verdict is not gate.verdict:
            yield f"{gate.name}: {was.verdict if was else 'no gate'} becomes {gate.verdict}."
        elif fresh := [rule.id for rule in gate.decided if rule not in was.decided]:
            yield f"{gate.name}: still {gate.verdict}, now by {', '.join(fresh)}."
    held = {gate.name: {rule.id for rule in gate.openers} for gate in now.gates}
    for gate in then.gates:
        for rule in gate.openers:
            if rule.id not in held.get(gate.name, ()):
                yield f"{gate.name}: a further way, {rule.id}: {rule.text}"
    if now.verdict is then.verdict:
        yield f"The answer as a whole stays {then.verdict}."
