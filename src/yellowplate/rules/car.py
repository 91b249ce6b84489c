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


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car as the law looks at it; None is unknown, and an answer that hangs on it says so.

    `built` is the day of manufacture (for costs in Japan: of the first inspection). `certified` means that its maker
    certified it, new, to all rules of the market asked about; `holds` are permits and certificates (`HOLDABLE`).
    `gross_kg` is the gross vehicle mass, `maker_output` the maker's cars a year in the world.
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
    if not text.isdigit():
        raise UsageError(f"{text!r} is no road; write its posted limit in mph, as 35, or interstate.")
    return int(text), False


def the_day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text.lower()]


def facts_of(said: dict[str, str]) -> dict[str, object]:
    """Facts of a Vehicle from their text, as the asker gives them; raises UsageError naming what can be told."""
    kinds: dict[str, Callable[[str], object]] = {
        **dict.fromkeys(("length_mm", "width_mm", "height_mm", "displacement_cc", "power_ps"), int),
        **dict.fromkeys(("kerb_kg", "gross_kg", "top_speed_mph", "maker_output"), int),
        "powertrain": Powertrain,
        "body": Body,
        "origin": str,
        "kei": _yes_or_no,
    }
    facts: dict[str, object] = {}
    for name, value in said.items():
        if name not in kinds:
            raise UsageError(f"A car has no fact {name!r}; choose from {', '.join(kinds)}.")
        try:
            facts[name] = kinds[name](value)
        except (ValueError, KeyError):
            raise UsageError(f"{value!r} is no {name}; write a whole number, or a name as petrol or goods.") from None
    return facts
