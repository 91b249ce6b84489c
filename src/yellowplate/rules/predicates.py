"""The conditions of rules: small named predicates over a car and a question.

A rule's `when` names them, `; ` between them, all to hold: `not aged:25; holds:show-or-display`. A predicate answers
True, False, or None where the car or the question doesn't say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from yellowplate.rules import clocks
from yellowplate.rules.car import HOLDABLE, Body, Powertrain, Question, Vehicle

Argument = str | int | date | None
Holds = bool | None
Judge = Callable[[Vehicle, Question, "Argument"], Holds]

_KG_PER_LB = 0.45359237
# The limits of 1998, by which laws abroad know a kei car.
_KEI_SIZE = {"length_mm": 3400, "width_mm": 1480, "height_mm": 2000, "displacement_cc": 660}


class Kind(Enum):
    """What it takes for a predicate to turn: another car, time, another road, or somebody who acts."""

    CAR = auto()
    AGE = auto()
    ROAD = auto()
    ACT = auto()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named condition: `words` say it of the car, `{}` is the argument.

    `clock` tells when an age is reached, of as many years as the argument says, or `years`. `asks` names the fact that
    an open answer lacks, where that is not the condition itself.
    """

    name: str
    words: str
    denied: str
    kind: Kind
    judge: Judge
    clock: clocks.Clock | None = None
    years: int | None = None
    asks: str = ""


PREDICATES: dict[str, Predicate] = {}


def _named(words: str, denied: str, kind: Kind = Kind.CAR, asks: str = "") -> Callable[[Judge], Judge]:
    def add(judge: Judge) -> Judge:
        name = judge.__name__.removeprefix("_")
        PREDICATES[name] = Predicate(name, words, denied, kind, judge, asks=asks)
        return judge

    return add


def _age(name: str, clock: clocks.Clock, counted: str) -> None:
    """An age predicate: certain once the latest day it can have been built on is old enough."""

    def judge(car: Vehicle, question: Question, years: Argument) -> Holds:
        assert isinstance(years, int)
        if car.built is None:
            return None
        if question.day >= clock(car.built.last, years):
            return True
        return None if question.day >= clock(car.built.first, years) else False

    words = f"it is {{}} years old, counted {counted}"
    PREDICATES[name] = Predicate(name, words, words.replace("it is", "it is not yet"), Kind.AGE, judge, clock)


_age("aged", clocks.by_day, "from the day it was built")
_age("aged_by_month", clocks.by_month, "from the month it was built in")
_age("production_years", clocks.by_year, "by year of production")
_age("calendar_years", clocks.by_year, "by calendar year")


@_named("its maker certified it to all rules of that market", "its maker did not certify it there", Kind.ACT)
def _certified(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.certified


@_named("it comes with {}", "it comes without {}", Kind.ACT)
def _holds(car: Vehicle, _question: Question, permit: Argument) -> Holds:
    return permit in car.holds


@_named("it is in its original condition", "it was altered")
def _original(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.original


@_named("it was built on or after {}", "it was built before {}")
def _built_from(car: Vehicle, question: Question, day: Argument) -> Holds:
    assert isinstance(day, date)
    if car.built is None:
        return question.day >= day if question.route.value == "new" else None
    if car.built.first >= day:
        return True
    return None if car.built.last >= day else False


@_named("it is known to be sold new at home on that day", "it is not known to be sold new at home on that day")
def _sold_at_home(car: Vehicle, question: Question, _argument: Argument) -> Holds:
    return any(sale.holds(question.day) for sale in car.sales)


@_named("it is a kei car at home", "it is no kei car at home")
def _kei(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.kei


@_named("it is within the kei limits of today", "it is larger than a kei car")
def _kei_size(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    if car.kei:
        return True
    known = {name: getattr(car, name) for name in _KEI_SIZE}
    if car.electric:
        del known["displacement_cc"]
    if any(value is not None and value > _KEI_SIZE[name] for name, value in known.items()):
        return False
    return None if None in known.values() else True


@_named("it carries people", "it carries goods")
def _passenger(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.body is Body.PASSENGER


@_named("it is a truck or van", "it carries people")
def _goods(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.body is Body.GOODS


@_named("it runs on a battery", "it does not run on a battery alone")
def _electric(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    return car.electric


@_named("it burns petrol", "it burns no petrol")
def _burns_petrol(car: Vehicle, _question: Question, _argument: Argument) -> Holds:
    petrol = (Powertrain.PETROL, Powertrain.MILD_HYBRID, Powertrain.HYBRID, Powertrain.PLUG_IN)
    return None if car.powertrain is None else car.powertrain in petrol


@_named("its powertrain is {}", "its powertrain is not {}")
def _powertrain(car: Vehicle, _question: Question, kind: Argument) -> Holds:
    return None if car.powertrain is None else car.powertrain == kind


@_named("it was built in {}", "it was not built in {}")
def _origin(car: Vehicle, _question: Question, country: Argument) -> Holds:
    return car.origin == country


def heading_of(car: Vehicle) -> str | None:
    """The tariff heading: goods, petrol cars to 1,000 cc, other passenger cars; None where that can't be told."""
    if car.body is Body.GOODS:
        return "8704"
    if car.powertrain is Powertrain.PETROL:
        if car.displacement_cc is None:
            return "8703.21" if car.kei else None
        return "8703.21" if car.displacement_cc <= 1000 else "8703"
    undecided = car.powertrain in (None, Powertrain.MILD_HYBRID)
    return None if undecided else "8703"


# Section 232 spares cars built in a calendar year so many years before that of entry (US-DUT-006).
_SPARED = 25
_LINE = "which tariff heading takes it (petrol, hybrid or battery, and how many cc)"


@_named("it falls under tariff heading {}", "it does not fall under tariff heading {}", asks=_LINE)
def _heading(car: Vehicle, _question: Question, number: Argument) -> Holds:
    found = heading_of(car)
    if found is None:
        return False if str(number) == "8704" else None
    return found == str(number)


def _outside_s232(car: Vehicle, question: Question, _argument: Argument) -> Holds:
    unlisted = _heading(car, question, "8703.21")
    old = PREDICATES["calendar_years"].judge(car, question, _SPARED)
    if unlisted or old:
        return True
    return None if unlisted is None or old is None else False


PREDICATES["outside_s232"] = Predicate(
    "outside_s232",
    "Section 232 does not reach it",
    "Section 232 reaches it",
    Kind.CAR,
    _outside_s232,
    clocks.by_year,
    _SPARED,
    _LINE,
)


def _compare(
    name: str,
    words: str,
    denied: str,
    value: Callable[[Vehicle], float | None],
    *,
    over: bool = False,
    kind: Kind = Kind.CAR,
) -> None:
    def judge(car: Vehicle, _question: Question, limit: Argument) -> Holds:
        assert isinstance(limit, int)
        known = value(car)
        if known is None:
            return None
        return known > limit if over else known <= limit

    PREDICATES[name] = Predicate(name, words, denied, kind, judge)


def _top_speed(car: Vehicle) -> int | None:
    return car.top_speed_mph


_compare("length_at_most_mm", "it is at most {} mm long", "it is over {} mm long", lambda car: car.length_mm)
_compare("width_at_most_mm", "it is at most {} mm wide", "it is over {} mm wide", lambda car: car.width_mm)
_compare("displacement_at_most", "its engine has at most {} cc", "it has over {} cc", lambda car: car.displacement_cc)
_compare(
    "displacement_over", "its engine has over {} cc", "it has at most {} cc", lambda c: c.displacement_cc, over=True
)
_compare("kerb_over_kg", "its mass is over {} kg", "its mass is {} kg or less", lambda car: car.kerb_kg, over=True)
_compare("top_speed_at_most", "it can't go faster than {} mph", "it goes faster than {} mph", _top_speed, kind=Kind.ACT)
_compare("top_speed_over", "it goes faster than {} mph", "it stays at {} mph", _top_speed, over=True, kind=Kind.ACT)
_compare("maker_output_at_most", "its maker builds at most {} a year", "it builds more", lambda car: car.maker_output)


@_named("its engine has at least {} cc", "its engine has less than {} cc")
def _displacement_at_least(car: Vehicle, _question: Question, limit: Argument) -> Holds:
    assert isinstance(limit, int)
    return None if car.displacement_cc is None else car.displacement_cc >= limit


@_named("its gross mass is below {} lb", "its gross mass is {} lb or more")
def _gvwr_below_lb(car: Vehicle, _question: Question, limit: Argument) -> Holds:
    assert isinstance(limit, int)
    return None if car.gross_kg is None else car.gross_kg < limit * _KG_PER_LB


@_named("at most {} are sold a year", "more than {} are sold a year", Kind.ACT)
def _sold_at_most(_car: Vehicle, question: Question, limit: Argument) -> Holds:
    assert isinstance(limit, int)
    return None if question.sold_per_year is None else question.sold_per_year <= limit


@_named("the road is posted {} mph or less", "the road is posted over {} mph", Kind.ROAD)
def _road_at_most(_car: Vehicle, question: Question, limit: Argument) -> Holds:
    assert isinstance(limit, int)
    if question.interstate:
        return False
    return None if question.road_mph is None else question.road_mph <= limit


@_named("the road is no interstate", "the road is an interstate", Kind.ROAD)
def _off_interstate(_car: Vehicle, question: Question, _argument: Argument) -> Holds:
    return None if question.interstate is None else not question.interstate


def _old_petrol(car: Vehicle, question: Question, years: Argument) -> Holds:
    if car.powertrain in (Powertrain.EV, Powertrain.HYBRID, Powertrain.PLUG_IN, Powertrain.FUEL_CELL):
        return False
    return PREDICATES["aged"].judge(car, question, years)


PREDICATES["old_petrol"] = Predicate(
    "old_petrol",
    "it is {} years past its first inspection and burns fuel",
    "it is younger, or electric or hybrid",
    Kind.CAR,
    _old_petrol,
    clocks.by_day,
)


@_named("it is for private use", "it is for business")
def _private(_car: Vehicle, question: Question, _argument: Argument) -> Holds:
    return question.private


@_named("it is kept in {}", "it is not kept in {}")
def _place(_car: Vehicle, question: Question, name: Argument) -> Holds:
    return question.place == name if question.place else None


@dataclass(frozen=True, slots=True)
class Test:
    """One predicate with its argument, as a rule's `when` states it; `negated` for `not`."""

    predicate: Predicate
    argument: Argument
    negated: bool

    def holds(self, car: Vehicle, question: Question) -> Holds:
        """Whether the condition holds; None where that isn't known."""
        found = self.predicate.judge(car, question, self.argument)
        return None if found is None else found is not self.negated

    @property
    def age(self) -> tuple[clocks.Clock, int] | None:
        """The clock and the years of the age that it waits for; None where it waits for none."""
        years = self.predicate.years or self.argument
        return (self.predicate.clock, years) if self.predicate.clock and isinstance(years, int) else None

    def turns(self, car: Vehicle) -> tuple[date, ...]:
        """The days on which an age is reached: one, or two where the day it was built is only a range."""
        if self.age is None or car.built is None:
            return ()
        clock, years = self.age
        return tuple(dict.fromkeys(clock(day, years) for day in car.built))

    @property
    def words(self) -> str:
        """The condition in words."""
        said = HOLDABLE.get(
            str(self.argument), f"{self.argument:,}" if isinstance(self.argument, int) else self.argument
        )
        return (self.predicate.denied if self.negated else self.predicate.words).format(said)
