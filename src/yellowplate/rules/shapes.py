"""The answers about access, as frozen types that print themselves; every one carries the disclaimer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from yellowplate.answers import Cell
from yellowplate.market.known import Sheet
from yellowplate.rules.access import Age, RouteAnswer
from yellowplate.rules.car import Route, Vehicle
from yellowplate.rules.decide import Decision, Duty, Layer, Verdict
from yellowplate.rules.rulebook import DISCLAIMER
from yellowplate.rules.steps import us_states

if TYPE_CHECKING:
    from rich.table import Table

MARKETS = {
    "us": "the United States",
    "eu": "the European Union",
    "gb": "Great Britain",
    "ca": "Canada",
    "au": "Australia",
    "nz": "New Zealand",
    "pk": "Pakistan",
    "in": "India",
    "cn": "China",
    "tw": "Taiwan",
    "jp": "Japan",
}
ROUTES = {
    Route.NEW: "sold new",
    Route.USED: "imported used",
    Route.LOW_SPEED: "sold as a low-speed vehicle",
}


_SILENT = "No rule that settles this for such a car is in the data."
_LAYERS = {"mfn": "normal duty", "s232": "Section 232", "ieepa": "IEEPA", "s122": "Section 122", "s301": "Section 301"}


def named(car: Vehicle, market: str, state: str) -> str:
    """The car, when it was built, and where it is asked for."""
    built = f", built {car.built}" if car.built else ""
    return f"{car.name}{built}, in {MARKETS[market]}{f', {us_states()[state]}' if state else ''}"


def percent(duty: Duty) -> str:
    """The duty with its parts, as people read it."""
    if not duty.layers:
        return "not in the data"
    parts = ", ".join(map(_part, duty.layers))
    total = "unclear" if duty.percent is None else f"{_number(duty.percent)} %"
    fees = ", ".join(f"{rule.id} {_number(rule.threshold or 0)} {rule.unit}" for rule in duty.fees)
    return f"{total} ({parts})" + (f", and {fees}" if fees else "")


def _part(layer: Layer) -> str:
    number = "unclear" if layer.percent is None else _number(layer.percent)
    return f"{_LAYERS.get(layer.name, layer.name)} {number} by {' '.join(rule.id for rule in layer.rules)}"


def _duty_rules(decision: Decision) -> str:
    """The rules of the duty with their dates, citations and confidence."""
    layers = [rule for layer in decision.duty.layers for rule in layer.rules]
    rules = dict.fromkeys([*layers, *decision.duty.fees])
    return "; ".join(f"{rule.id} {rule.dates}, {rule.citation} ({rule.confidence})" for rule in rules)


def _number(value: Any) -> str:
    return f"{float(value):g}"


@dataclass(frozen=True, slots=True)
class Access(Sheet):
    """May the car be sold, imported and driven there on that day: one answer a route, each with its rules."""

    car: Vehicle
    market: str
    state: str
    day: date
    routes: tuple[RouteAnswer, ...]

    @property
    def verdict(self) -> Verdict:
        """The best answer of all routes asked about."""
        return min(route.decision.verdict for route in self.routes)

    @property
    def title(self) -> str:
        """The question and its answer in one line."""
        said = "; ".join(f"{ROUTES[r.decision.question.route]}: {r.decision.verdict}" for r in self.routes)
        return f"{named(self.car, self.market, self.state)} on {self.day}: {said}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("route", "gate", "answer", "rule", "confidence", "in force", "citation", "what it says")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The rules that decided, route by route and gate by gate, in order."""
        for answer in self.routes:
            route = str(answer.decision.question.route)
            for gate in answer.decision.gates:
                if not gate.decided:
                    yield (route, gate.name, str(gate.verdict), None, None, None, None, _SILENT)
                for rule in gate.decided:
                    told = (rule.id, rule.confidence, rule.dates, rule.citation, rule.said)
                    yield (route, gate.name, str(gate.verdict), *told)

    def _table(self, left_out: Sequence[str]) -> Table:
        """Everything in four columns, so that a narrow terminal drops no citation and no date."""
        from rich.table import Table

        table = Table(title=self.title, title_justify="left", show_lines=True)
        for name in ("gate", "answer", "rule", "what it says"):
            table.add_column(name, overflow="fold")
        for route, gate, answer, rule, confidence, dates, citation, said in self.rows():
            place = "\n".join(str(part) for part in (rule, dates, confidence) if part)
            table.add_row(f"{route}\n{gate}", str(answer), place, f"{said}\n{citation}" if citation else str(said))
        return table

    def data(self) -> Any:
        """The answer as plain lists and dictionaries."""
        return {
            "question": self.title,
            "answer": str(self.verdict),
            "car": _car_data(self.car),
            "routes": [_route_data(answer) for answer in self.routes],
            "remarks": list(self.car.remarks),
            "disclaimer": DISCLAIMER,
        }

    def notes(self) -> Sequence[str]:
        """What would have to change, the days on which the answer turns, the duty, and the disclaimer."""
        several = len(self.routes) > 1
        lines = [
            f"{answer.decision.question.route}: {line}" if several else line
            for answer in self.routes
            for line in route_lines(answer)
        ]
        shared = dict.fromkeys(line for answer in self.routes for line in answer.remarks)
        return (*self.car.remarks, *lines, *shared, DISCLAIMER)


def route_lines(answer: RouteAnswer) -> Iterator[str]:
    """What belongs under the rules of one route, in sentences."""
    decision = answer.decision
    for rule in decision.told:
        if rule.terms and decision.verdict is not Verdict.YES:
            yield f"{rule.terms} {rule.id}: {rule.text}"
    if answer.unknown:
        yield f"It hangs on facts that were not told: {'; '.join(answer.unknown)}."
    for way in answer.ways:
        day = f" (from {way.from_day})" if way.from_day else ""
        yield f"To pass {way.gate} by {way.rule.id}: {'; '.join(way.needs)}{day}."
    if answer.ages and decision.question.route is Route.USED:
        yield f"Ages: {'; '.join(map(_age, answer.ages))}."
    yield _turning(answer)
    if decision.duty.layers:
        yield f"Duty on {decision.question.day}: {percent(decision.duty)}."
        yield f"Duty rules: {_duty_rules(decision)}."
    for turn in answer.turns:
        if turn.decision.duty.layers:
            yield f"Duty on {turn.day}, under the rules known now: {percent(turn.decision.duty)}."
    yield from _also(decision)


def _age(age: Age) -> str:
    unless = f", or on the day asked about if it was built by {age.built_by}" if age.built_by else ""
    return f"{age.rule.id}, {age.words}: from {age.day}{unless}"


def _also(decision: Decision) -> Iterator[str]:
    """What rules of the same gates tell without deciding; the rest is only counted."""
    names = {gate.name for gate in decision.gates}
    told = [rule for rule in decision.told if not rule.terms]
    near = [rule for rule in told if rule.gate in names or rule.gate.startswith("duty")]
    if near:
        yield f"Also: {' '.join(f'{rule.id}: {rule.said}' for rule in near)}"
    if far := sorted({rule.gate for rule in told} - {rule.gate for rule in near}):
        count = sum(rule.gate in far for rule in told)
        yield f"{count} more rules on {' and '.join(far)} apply beside; --json shows them."


def _turning(answer: RouteAnswer) -> str:
    verdict = answer.decision.verdict
    if verdict is Verdict.YES:
        return f"Confidence of the weakest rule that decided: {answer.decision.confidence or 'high'}."
    turns = [f"{turn.decision.verdict} from {turn.day}" for turn in answer.turns]
    if not turns:
        return f"The answer stays {verdict}: no rule known begins and no age is reached that would change it."
    return f"Under the rules known now it turns: {', '.join(turns)}."


def _car_data(car: Vehicle) -> dict[str, Any]:
    named = (
        "length_mm",
        "width_mm",
        "height_mm",
        "displacement_cc",
        "power_ps",
        "kerb_kg",
        "gross_kg",
        "top_speed_mph",
    )
    return {
        "name": car.name,
        "id": car.id,
        "body": str(car.body),
        "powertrain": car.powertrain and str(car.powertrain),
        "built": car.built and str(car.built),
        **{name: getattr(car, name) for name in named},
        "kei": car.kei,
        "origin": car.origin,
        "original": car.original,
        "certified": car.certified,
        "holds": sorted(car.holds),
    }


def duty_data(duty: Duty) -> dict[str, Any]:
    """The duty as JSON shows it, in percent of the value; null where unclear."""
    return {
        "percent": None if duty.percent is None else float(duty.percent),
        "layers": [
            {
                "name": layer.name,
                "percent": None if layer.percent is None else float(layer.percent),
                "rules": [rule.data() for rule in layer.rules],
            }
            for layer in duty.layers
        ],
        "fees": [rule.data() for rule in duty.fees],
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """A decision as JSON shows it."""
    question = decision.question
    return {
        "route": str(question.route),
        "day": question.day.isoformat(),
        "state": question.state or None,
        "answer": str(decision.verdict),
        "confidence": decision.confidence or None,
        "gates": [
            {"gate": gate.name, "answer": str(gate.verdict), "rules": [rule.data() for rule in gate.decided]}
            for gate in decision.gates
        ],
        "duty": duty_data(decision.duty),
        "also": [rule.data() for rule in decision.told],
    }


def _route_data(answer: RouteAnswer) -> dict[str, Any]:
    return {
        **decision_data(answer.decision),
        "ways": [
            {"gate": w.gate, "rule": w.rule.id, "needs": list(w.needs), "from": w.from_day and w.from_day.isoformat()}
            for w in answer.ways
        ],
        "ages": [{"rule": age.rule.id, "age": age.words, "day": age.day.isoformat()} for age in answer.ages],
        "yes_from": answer.yes_from and answer.yes_from.isoformat(),
        "turns": [decision_data(turn.decision) for turn in answer.turns],
        "remarks": list(answer.remarks),
    }
