"""The question of owning in words, and where the facts behind it are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from yellowplate.errors import UsageError
from yellowplate.rules.car import FIRST_BUILT, Days, Route, Vehicle, day_of, within
from yellowplate.rules.cars import generation_of, known_of, vehicle
from yellowplate.rules.owning.costs import Bought
from yellowplate.rules.rulebook import Effect, Rulebook, rows_of
from yellowplate.subjects import DATA

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_YEARS = 30
_FARTHEST_KM, _DEAREST_LITRE, _MOST_KM_PER_LITRE, _DEAREST = 500_000, 10_000, 1_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class OneCar:
    """A car, and what the asker knows better than the data: its price with tax, its fuel economy, facts of the car."""

    text: str
    price_jpy: int | None = None
    km_per_litre: float | None = None
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a car is kept: bought on a day (new, or first inspected on `built`), for how long, how far, and where.

    `city` is an id or a Japanese name of `places`; `fuel_price` is in yen a litre, `discount` in percent a year.
    """

    on: str | date
    years: int = 7
    km: int = 8000
    city: str = ""
    built: str = ""
    expressway_km: int | None = None
    fuel_price: float | None = None
    discount: float = 2.0
    private: bool = True

    @property
    def day(self) -> date:
        """The day of purchase; a month stands for its first day. Raises UsageError."""
        return day_of(self.on)

    @property
    def inspected(self) -> Days:
        """When it was first inspected: on the day of purchase, where it is new. Raises UsageError."""
        return Days.parse(self.built) if self.built else Days(self.day, self.day)


@dataclass(frozen=True, slots=True)
class Place:
    """A city: its prefecture, and whether kei cars have to notify their parking space there."""

    id: str
    name_ja: str
    prefecture: str
    kei_listed: bool
    citation: str
    source_url: str
    confidence: str


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """The cities of which it is known whether kei cars have to notify their parking space."""
    rows = rows_of(DATA / "conditions" / "places.csv")
    return tuple(
        Place(
            row["id"],
            row["name_ja"],
            row["prefecture"],
            row["kei_listed"] == "yes",
            row["citation"],
            row["source_url"],
            row["confidence"],
        )
        for row in rows
    )


def place_of(text: str) -> Place | None:
    """The city of that id or Japanese name, None for no text; raises UsageError for one the data doesn't have."""
    if not text:
        return None
    for place in places():
        if text.strip().lower() == place.id or text.strip() == place.name_ja:
            return place
    listed = ", ".join(place.id for place in places() if place.kei_listed)
    raise UsageError(
        f"Nothing is known of parking rules in {text!r}; choose from {listed}, or an exempt place of Tokyo."
    )


def bought(catalog: Catalog, one: OneCar, keeping: Keeping) -> Bought:
    """A car as it is bought and kept; raises UsageError, NameUnknownError and NameAmbiguousError."""
    _check(keeping)
    day, place = keeping.day, place_of(keeping.city)
    car = vehicle(catalog, one.text, keeping.inspected, dated=bool(keeping.built), **one.said)
    price, why, source = _price(catalog, car, one, keeping)
    economy, read_at = _economy(catalog, car, one)
    return Bought(
        car,
        day,
        keeping.years,
        keeping.km,
        not keeping.built,
        price,
        why,
        source,
        economy,
        read_at,
        keeping.expressway_km,
        None if keeping.fuel_price is None else Fraction(str(keeping.fuel_price)),
        place.prefecture if place else "",
        place.kei_listed if place else None,
        keeping.private,
    )


def _check(keeping: Keeping) -> None:
    if not 1 <= keeping.years <= _YEARS:
        raise UsageError(f"{keeping.years} years can't be reckoned; give 1 to {_YEARS}.")
    if keeping.km < 0 or (keeping.expressway_km or 0) > keeping.km:
        raise UsageError("Distances are whole kilometres a year, on expressways no more than in all.")
    if keeping.km > _FARTHEST_KM:
        raise UsageError(f"{keeping.km:,} km a year can't be driven; give 0 to {_FARTHEST_KM:,}.")
    if not 0 <= keeping.discount < 100:
        raise UsageError(f"A discount of {keeping.discount} % a year makes no sense; give 0 to under 100.")
    if keeping.fuel_price is not None and not 0 <= keeping.fuel_price <= _DEAREST_LITRE:
        raise UsageError(f"{keeping.fuel_price} yen is no price of a litre; give 0 to {_DEAREST_LITRE:,}.")
    _check_days(keeping)


def _check_days(keeping: Keeping) -> None:
    """Refuse days of which no cost is known, and a car first inspected after it is bought."""
    owning = (rule for rule in Rulebook.packaged().rules if Route.OWN in rule.routes)
    first = min(rule.first for rule in owning if rule.effect is Effect.AMOUNT and rule.unit.startswith("JPY"))
    if keeping.day < first:
        raise UsageError(f"What a car costs to own is known from {first} on; {keeping.day} is before that.")
    within(Days(keeping.day, keeping.day), "A purchase on", first)
    if within(keeping.inspected, "A car first inspected in", FIRST_BUILT).first > keeping.day:
        raise UsageError(f"It can't be first inspected in {keeping.built}, after {keeping.day}, when it is bought.")


def _price(catalog: Catalog, car: Vehicle, one: OneCar, keeping: Keeping) -> tuple[int | None, str, str]:
    """The list price with tax, why there is none, and where it was read: the cheapest grade on that day."""
    if one.price_jpy is not None:
        if not 0 < one.price_jpy <= _DEAREST:
            raise UsageError(f"{one.price_jpy:,} yen is no price of a car; give 1 to {_DEAREST:,}.")
        return one.price_jpy, "", ""
    if keeping.built:
        return None, "the price of a used car is not in the data; give one", ""
    known = known_of(car.id, keeping.day)
    if known and known.price_jpy and known.price_from and known.price_to:
        if known.price_from <= keeping.day <= known.price_to:
            return known.price_jpy, "", known.source_url
        held = f"the last known is {known.price_jpy:,} yen, good to {known.price_to}"
        return None, f"no price of {keeping.day} is in the data ({held}); give one", ""
    generation = _generation(catalog, car, keeping.day)
    facts = dict(generation.facts) if generation else {}
    if generation and "price_min_jpy" in facts:
        return int(facts["price_min_jpy"]), "", generation.source_url
    return None, "no price is in the data; give one", ""


def _economy(catalog: Catalog, car: Vehicle, one: OneCar) -> tuple[float | None, str]:
    """Kilometres a litre (WLTC) and where that was read."""
    if one.km_per_litre is not None:
        if not 0 < one.km_per_litre <= _MOST_KM_PER_LITRE:
            raise UsageError(
                f"{one.km_per_litre} km a litre is no fuel economy; give a number above zero, up to "
                f"{_MOST_KM_PER_LITRE:,}."
            )
        return one.km_per_litre, ""
    assert car.built is not None
    generation = _generation(catalog, car, car.built.last)
    facts = dict(generation.facts) if generation else {}
    if generation and "wltc_km_l_max" in facts:
        return float(facts["wltc_km_l_max"]), generation.source_url
    known = known_of(car.id, car.built.last)
    return (known.wltc_km_l, known.source_url) if known and known.wltc_km_l else (None, "")


def _generation(catalog: Catalog, car: Vehicle, day: date) -> Any:
    return generation_of(catalog, catalog.nameplates[car.id], day) if car.id in catalog.nameplates else None
