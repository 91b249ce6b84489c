"""The questions about access as the desk asks them: words in, typed answers out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from yellowplate.errors import UsageError
from yellowplate.rules.access import answer, check_place
from yellowplate.rules.car import FIRST_BUILT, Days, Question, Route, Vehicle, day_of, road_of, within
from yellowplate.rules.cars import days_of_build, vehicle
from yellowplate.rules.decide import Gate, Verdict, decide
from yellowplate.rules.rulebook import Rulebook, named_days
from yellowplate.rules.scenario import Compared, differences, overlaid, proposed
from yellowplate.rules.shapes import ROUTES, Access
from yellowplate.rules.state_map import state_map as drawn_map
from yellowplate.rules.steps import us_states
from yellowplate.rules.timeline import Followed, Timeline, timeline

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_ROUTES = (Route.NEW, Route.USED, Route.LOW_SPEED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words: a car by any name, a market by its two letters, a day, and what else the asker says.

    `built` is a day, month or year, by default the day asked about. Without a `route` all are answered, or importing
    alone where `built` is given. `road` is a posted limit in mph or `interstate`. `said` holds facts of the Vehicle.
    """

    car: str
    market: str
    on: str | date
    state: str = ""
    built: str = ""
    route: str = ""
    road: str = ""
    sold_per_year: int | None = None
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day asked about; raises UsageError."""
        return day_of(self.on)

    def vehicle(self, catalog: Catalog) -> Vehicle:
        """The car; raises NameUnknownError, NameAmbiguousError and UsageError."""
        built = Days(self.day, self.day)
        if self.built:
            built = within(Days.parse(self.built), "A car built in", FIRST_BUILT)
        return vehicle(catalog, self.car, built, dated=bool(self.built), **self.said)

    def questions(self, book: Rulebook) -> tuple[Question, ...]:
        """One question a route; raises UsageError for a market, state, route or road that is none."""
        mph, interstate = road_of(self.road)
        asked = Question(
            self.market.lower(), self.day, Route.USED, self.state.upper(), mph, interstate, self.sold_per_year
        )
        check_place(book, asked)
        within(Days(self.day, self.day), f"Rules of {asked.market} on", book.first_day(asked.market))
        return tuple(replace(asked, route=route) for route in self._routes(book, asked.market))

    def _routes(self, book: Rulebook, market: str) -> tuple[Route, ...]:
        if self.route:
            names = [str(route) for route in _ROUTES]
            if self.route not in names:
                raise UsageError(f"{self.route!r} is no route; choose one of {', '.join(names)}.")
            return (Route(self.route),)
        if self.built:
            return (Route.USED,)
        return tuple(route for route in _ROUTES if book.scope(market, route))


def access(catalog: Catalog, asked: Asked, book: Rulebook | None = None) -> Access:
    """May the car be sold, imported and driven there on that day. Raises UsageError."""
    book = book or Rulebook.packaged()
    questions, car = asked.questions(book), asked.vehicle(catalog)
    routes = tuple(answer(book, car, question) for question in questions)
    return Access(car, questions[0].market, questions[0].state, asked.day, routes)


def under(catalog: Catalog, asked: Asked, scenario: str) -> Compared:
    """The answer now and under a scenario, a file or the name of a shipped one, and the differences."""
    now, then = access(catalog, asked), access(catalog, asked, overlaid(Rulebook.packaged(), scenario))
    told = [
        (one.decision.question.route, line)
        for one, other in zip(now.routes, then.routes, strict=True)
        for line in differences(one.decision, other.decision)
    ]
    return Compared(scenario, now, then, tuple(told), proposed(scenario))


def over_time(catalog: Catalog, asked: Asked, days: str) -> Timeline:
    """How the answer moves between two days, `2024-01-01..2026-12-31`. Raises UsageError."""
    begin, dots, end = days.partition("..")
    if not dots:
        raise UsageError(f"{days!r} are no two days; write them as 2024-01-01..2026-12-31.")
    first, last = Days.parse(begin).first, Days.parse(end).last
    if last < first:
        raise UsageError(f"{days} ends before it begins; write the earlier day first.")
    within(Days(last, last), "A last day", first)
    book, asked = Rulebook.packaged(), replace(asked, on=first)
    questions, car = asked.questions(book), asked.vehicle(catalog)
    moves = [move for question in questions for move in timeline(_followed(catalog, asked, question, last))]
    seen = dict.fromkeys(sorted(moves, key=lambda move: move.day))
    shown = car if asked.built else replace(car, built=None)
    return Timeline(shown, questions[0].market, questions[0].state, first, last, tuple(seen))


def _followed(catalog: Catalog, asked: Asked, question: Question, last: date) -> Followed:
    """A question followed as it would be asked again on each day: without a build day the car is new on each."""
    book, car = Rulebook.packaged(), asked.vehicle(catalog)
    if asked.built:
        return Followed(book, lambda _day: car, (), question, last)
    rules = book.scope(question.market, question.route) + book.scope(question.market, question.route, question.state)
    others = days_of_build(catalog, car.id) | named_days(rules)
    return Followed(book, lambda day: replace(asked, on=day).vehicle(catalog), others, question, last)


def state_map(catalog: Catalog, asked: Asked) -> str:
    """The answers of all states to one question, as a map in SVG; by default for importing. Raises UsageError."""
    book = Rulebook.packaged()
    if asked.market.lower() != "us":
        raise UsageError("Only the United States have a map of their states; ask for us.")
    asked = replace(asked, route=asked.route or Route.USED)
    car, (question,) = asked.vehicle(catalog), replace(asked, state="").questions(book)
    answers = {}
    for code in us_states():
        decision = decide(book, car, replace(question, state=code))
        answers[code] = decision.verdict, _sentence(decision.gates, decision.verdict)
    return drawn_map(
        f"{car.name}, built {car.built}: {ROUTES[question.route]} on {asked.day}", _subtitle(question), answers
    )


def _sentence(gates: tuple[Gate, ...], verdict: Verdict) -> str:
    decisive = next((gate for gate in gates if gate.verdict is verdict), None)
    rules = decisive.decided if decisive else ()
    return f"{verdict}. " + (
        " ".join(f"{r.id}: {r.text}" for r in rules[-1:]) or "No rule that settles it is in the data."
    )


def _subtitle(question: Question) -> str:
    road = f", on a road posted {question.road_mph} mph" if question.road_mph else ""
    return f"Federal rules and those of each state together{road}. Rest the pointer on a state to see why."
