"""What a question is about: a car, built on some day, and the day, place and way it is asked for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from yellowplate.errors import UsageError


class Route(StrEnum):
    """What is to be done with the car; with a state given, importing includes title, plates and road."""

    NEW = "new"
    USED = "used"
    LOW_SPEED = "low-speed"
    OWN = "own"


class Body(StrEnum):
    """What the car carries: people, or goods (trucks and vans)."""

    PASSENGER = "passenger"
    GOODS = "goods"


class Powertrain(StrEnum):
    """What drives it."""

    PETROL = "petrol"
    MILD_HYBRID = "mild-hybrid"
    HYBRID = "hybrid"
    PLUG_IN = "plug-in"
    EV = "ev"
    DIESEL = "diesel"
    FUEL_CELL = "fuel-cell"


HOLDABLE = {
    "registered-importer": "a registered importer's contract for a model that NHTSA has decided is eligible",
    "show-or-display": "NHTSA's permission for show or display",
    "test-and-show": "NHTSA's letter for research, demonstration or competition",
    "non-resident": "a registration abroad, its owner not living in the United States",
    "off-road": "a build for off-road use only, accepted as such at the border",
    "hardship-exemption": "an exemption for economic hardship under Part 555",
    "part-555-exemption": "an exemption under Part 555 on another basis",
    "replica-licence": "a registration as low-volume maker of replicas",
    "standard-500": "a maker's certificate to standard 500 (49 CFR 571.500)",
    "epa-certificate": "an EPA certificate of conformity",
    "independent-importer": "an independent commercial importer who holds an EPA certificate for the model",
    "collectors-piece": "recognition as a collector's piece of historical interest",
    "eu-individual-approval": "an individual or small-series approval",
    "gb-approval": "an individual vehicle approval (IVA)",
    "sevs-register": "a place on the register of specialist and enthusiast vehicles",
    "special-interest": "a special-interest permit",
    "us-certification": "a maker's certificate to the US standards",
}


_FASTEST_MPH = 200
# The first cars, and a day after which no law of today can be taken for granted.
FIRST_BUILT, LATEST = date(1886, 1, 1), date(2100, 12, 31)
# What an asker may say of a car at the most, by fact.
_MOST = {
    "length_mm": 30_000,
    "width_mm": 10_000,
    "height_mm": 10_000,
    "displacement_cc": 50_000,
    "power_ps": 5_000,
    "kerb_kg": 100_000,
    "gross_kg": 100_000,
    "top_speed_mph": 500,
    "maker_output": 100_000_000,
}


class Days(NamedTuple):
    """A day known only to lie between two days, both included: a month, a year, or one day twice."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Days:
        """Read a day, a month or a year in ISO form; raises UsageError.

        >>> Days.parse("1996-02").last
        datetime.date(1996, 2, 29)
        """
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip())
        try:
            if match is None:
                raise ValueError(text)
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            if month is None:
                return cls(date(year, 1, 1), date(year, 12, 31))
            if day is None:
                return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
            return cls(date(year, month, day), date(year, month, day))
        except ValueError:
            raise UsageError(f"{text!r} is no day; write it as 1998-05-20, 1998-05 or 1998.") from None

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        whole_year = (self.first.month, self.last.month) == (1, 12)
        return self.first.isoformat()[: 4 if whole_year else 7]


class Sale(NamedTuple):
    """Between these days a car is known for certain to be sold new at home (`last` None: still), and by what source."""

    first: date
    last: date | None
    source_url: str

    @classmethod
    def certain(cls, begin: str, end: str, source_url: str) -> Sale:
        """From the last day that the begin can mean to the first that the end can; raises UsageError for no days."""
        return cls(Days.parse(begin).last, Days.parse(end).first if end else None, source_url)

    def holds(self, day: date) -> bool:
        """Whether it is sold on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which it begins, and on which it has just ended."""
        return (self.first,) if self.last is None else (self.first, the_day_after(self.last))


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car as the law looks at it; None is unknown, and an answer that hangs on it says so.

    `built` is the day of manufacture (for costs in Japan: of the first inspection). `certified` means that its maker
    certified it, new, to all rules of the market asked about; `holds` are permits and certificates (`HOLDABLE`).
    `gross_kg` is the gross vehicle mass, `maker_output` the maker's cars a year in the world, `sales` tells when it is
    known to be sold new at home.
    """

    name: str
    id: str = ""
    body: Body = Body.PASSENGER
    powertrain: Powertrain | None = None
    built: Days | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    displacement_cc: int | None = None
    power_ps: int | None = None
    kerb_kg: int | None = None
    gross_kg: int | None = None
    top_speed_mph: int | None = None
    kei: bool | None = None
    origin: str = "JP"
    original: bool = True
    certified: bool = False
    holds: frozenset[str] = field(default_factory=frozenset)
    maker_output: int | None = None
    remarks: tuple[str, ...] = ()
    sales: tuple[Sale, ...] = ()

    def __post_init__(self) -> None:
        for permit in sorted(self.holds - HOLDABLE.keys()):
            raise UsageError(f"Nothing that can be held is called {permit!r}; choose from {', '.join(HOLDABLE)}.")

    @property
    def electric(self) -> bool | None:
        """Whether it runs on a battery alone."""
        return None if self.powertrain is None else self.powertrain is Powertrain.EV


@dataclass(frozen=True, slots=True)
class Question:
    """Where, when and how: `state` by its two letters, `road_mph` the posted limit (`interstate` for those).

    `sold_per_year` is how many are to be sold; `private` and `place` (a prefecture) matter to costs in Japan.
    """

    market: str
    day: date
    route: Route
    state: str = ""
    road_mph: int | None = None
    interstate: bool | None = None
    sold_per_year: int | None = None
    private: bool = True
    place: str = ""


def day_of(text: str | date) -> date:
    """The day asked for; a month or a year stands for its first day. Raises UsageError."""
    return text if isinstance(text, date) else Days.parse(text).first


def road_of(text: str) -> tuple[int | None, bool | None]:
    """A posted limit in mph, or `interstate`, as (limit, whether it is an interstate); raises UsageError."""
    if not text:
        return None, None
    if text.lower() == "interstate":
        return None, True
    if not (text.isdecimal() and 0 < int(text) <= _FASTEST_MPH):
        raise UsageError(f"{text!r} is no road; write its posted limit in mph, as 35, or interstate.")
    return int(text), False


def the_day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def the_day_before(day: date) -> date:
    """The previous day."""
    return day - timedelta(days=1)


def within(days: Days, what: str, earliest: date) -> Days:
    """The same days where they can be reckoned with; raises UsageError before the earliest, and beyond 2100."""
    if not earliest <= days.first <= days.last <= LATEST:
        raise UsageError(f"{what} {days} can't be reckoned with; give {earliest} to {LATEST}.")
    return days


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text.lower()]


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise ValueError(text)
    return text.upper()


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not 1 <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return read


def facts_of(said: dict[str, str]) -> dict[str, object]:
    """Facts of a Vehicle from their text, as the asker gives them; raises UsageError naming what can be told."""
    kinds: dict[str, Callable[[str], object]] = {
        **{name: _whole(most) for name, most in _MOST.items()},
        "powertrain": Powertrain,
        "body": Body,
        "origin": _country,
        "kei": _yes_or_no,
    }
    facts: dict[str, object] = {}
    for name, value in said.items():
        if name not in kinds:
            raise UsageError(f"A car has no fact {name!r}; choose from {', '.join(kinds)}.")
        try:
            facts[name] = kinds[name](value)
        except (ValueError, KeyError):
            raise UsageError(f"{value!r} is no {name}; {_allowed(name)}.") from None
    return facts


def _allowed(name: str) -> str:
    if name in _MOST:
        return f"write a whole number from 1 to {_MOST[name]:,}"
    names = {"powertrain": ", ".join(Powertrain), "body": ", ".join(Body), "kei": "yes or no"}
    return f"choose from {names[name]}" if name in names else "write a country by its two letters, as JP"
