"""From a name to a Vehicle: the catalog's generations, a few cars it has none for, and what the asker says himself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from yellowplate.errors import UsageError
from yellowplate.facts import Segment
from yellowplate.rules.car import Body, Days, Powertrain, Sale, Vehicle, the_day_after
from yellowplate.rules.decide import Verdict
from yellowplate.rules.kei_class import all_limits, kei_class
from yellowplate.rules.rulebook import RULES, rows_of

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog, Generation, Nameplate

_SIZES = ("length_mm", "width_mm", "height_mm", "displacement_cc", "kerb_kg")
# Makers of the catalog that don't build in Japan what they sell there.
_ORIGINS = {"byd": "CN"}
# Columns of the catalog's generations that tell the same.
_COLUMNS = {**{name: name for name in _SIZES}, "kerb_kg": "kerb_kg_min", "power_ps": "power_ps"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a car as built between two days (`last` None: still), and where that was read.

    `price_jpy` is the cheapest list price with tax, good between `price_from` and `price_to`.
    """

    id: str
    name: str
    body: Body
    powertrain: Powertrain
    first: date
    last: date | None
    sizes: Mapping[str, int]
    price_jpy: int | None
    price_from: date | None
    price_to: date | None
    wltc_km_l: float | None
    confidence: str
    source_url: str
    note: str


@lru_cache(maxsize=1)
def known_cars() -> tuple[Known, ...]:
    """The packaged cars beside the catalog, with `kei-car`, `kei-truck` and `kei-ev` for any such car."""
    return tuple(_known())


def _known() -> Iterator[Known]:
    for row in rows_of(RULES / "cars.csv"):
        yield Known(
            row["id"],
            row["name"],
            Body(row["body"]),
            Powertrain(row["powertrain"]),
            Days.parse(row["from"]).first,
            Days.parse(row["to"]).last if row["to"] else None,
            {name: int(row[name]) for name in _SIZES if row[name]},
            int(row["price_min_jpy"]) if row["price_min_jpy"] else None,
            Days.parse(row["price_from"]).first if row["price_from"] else None,
            Days.parse(row["price_to"]).last if row["price_to"] else None,
            float(row["wltc_km_l"]) if row["wltc_km_l"] else None,
            row["confidence"],
            row["source_url"],
            row["note"],
        )


def known_of(id_: str, day: date) -> Known | None:
    """What the package knows beside the catalog of a car as built on a day."""
    lives = [car for car in known_cars() if car.id == id_ and car.first <= day]
    found = max(lives, key=lambda car: car.first, default=None)
    return found if found and (found.last is None or day <= found.last) else None


def vehicle(catalog: Catalog, text: str, built: Days, *, dated: bool = True, **said: Any) -> Vehicle:
    """The Vehicle that a name or id means, as built then; `said` wins over what is known of it.

    `text` may be `kei-car`, `kei-truck`, `kei-ev`, or `car` for one that is told by its dimensions alone. Raises
    NameUnknownError and NameAmbiguousError, and UsageError for a maker or a segment.
    """
    known_names = {car.id for car in known_cars()}
    id_ = text.strip().lower() if text.strip().lower() in known_names | {"car"} else catalog.subject(text)
    car = Vehicle(text, id_, built=built)
    if id_ in catalog.nameplates:
        car = _of_nameplate(catalog, catalog.nameplates[id_], built, dated)
    elif id_ in known_names:
        car = replace(car, kei=True)
    elif id_ != "car":
        raise UsageError(
            f"{text!r} is no single car but {id_}; name one of its cars, or kei-car, kei-truck, kei-ev, car."
        )
    known = known_of(id_, built.last)
    if known is not None:
        missing: dict[str, Any] = {k: v for k, v in known.sizes.items() if getattr(car, k) is None}
        car = replace(car, name=known.name, body=known.body, powertrain=car.powertrain or known.powertrain, **missing)
    car = replace(car, **{key: value for key, value in said.items() if value is not None})
    return car if car.kei is not None else replace(car, kei=_measured_kei(car))


def _measured_kei(car: Vehicle) -> bool | None:
    """Whether a car told by its dimensions is a kei car by the limits of the day it was built."""
    assert car.built is not None
    sizes = {
        "length": car.length_mm,
        "width": car.width_mm,
        "height": car.height_mm,
        "displacement": car.displacement_cc,
    }
    if not any(sizes.values()):
        return None
    verdict = kei_class(car.built.last, sizes, electric=bool(car.electric)).verdict
    return None if verdict is Verdict.DEPENDS else verdict is Verdict.YES


def _of_nameplate(catalog: Catalog, plate: Nameplate, built: Days, dated: bool) -> Vehicle:
    kei = plate.kei and Segment.REGISTERED not in plate.segments
    goods = plate.segments == (Segment.KEI_TRUCK,)
    name = f"{catalog.makers[plate.maker].name_en} {plate.name_en}"
    remarks = _doubts_of_build(plate, name, built) if dated else ()
    car = Vehicle(
        name, plate.id, Body.GOODS if goods else Body.PASSENGER, built=built, kei=kei or None, remarks=remarks
    )
    car = replace(car, origin=_ORIGINS.get(plate.built_by, "JP"), sales=tuple(_sales(catalog, plate)))
    if plate.segments == (Segment.REGISTERED,):
        car = replace(car, kei=False)
    generation = generation_of(catalog, plate, built.last)
    if generation is None:
        return car
    facts = dict(generation.facts)
    sizes: dict[str, Any] = {name: int(facts[column]) for name, column in _COLUMNS.items() if column in facts}
    return replace(car, powertrain=Powertrain(facts["powertrain"]) if "powertrain" in facts else None, **sizes)


def _sales(catalog: Catalog, plate: Nameplate) -> Iterator[Sale]:
    """When a nameplate is known to be sold new at home; one that comes and goes, each time."""
    spans = [row for row in catalog.counted if row.line == row.member == plate.id]
    for row in spans:
        yield Sale.certain(str(row.start), str(row.end or ""), row.source_url)
    if not spans and plate.first_sold:
        yield Sale.certain(plate.first_sold, plate.ended, plate.source_url)
    for known in known_cars():
        if known.id == plate.id:
            yield Sale(known.first, known.last, known.source_url)


def days_of_build(catalog: Catalog, id_: str) -> set[date]:
    """The days from which on a car as built on the day asked about may be another one than before."""
    own = [row for row in catalog.generations(id_) if row.nameplate == id_] if id_ in catalog.nameplates else []
    days = {Days.parse(row.on_sale).first for row in own}
    if id_ in catalog.nameplates and (first := catalog.nameplates[id_].first_sold):
        days.add(Days.parse(first).first)
    for known in known_cars():
        if known.id == id_:
            days |= {known.first} | ({the_day_after(known.last)} if known.last else set())
    return days | {limits.first for limits in all_limits()}


def generation_of(catalog: Catalog, plate: Nameplate, day: date) -> Generation | None:
    """The generation of a nameplate on sale on a day; the latest one known for a day before its first sale."""
    own = [row for row in catalog.generations(plate.id) if row.nameplate == plate.id]
    lives = [row for row in own if Days.parse(row.on_sale).first <= day]
    if not lives and own and plate.first_sold and day < Days.parse(plate.first_sold).first:
        return own[-1]
    return lives[-1] if lives else None


def _doubts_of_build(plate: Nameplate, name: str, built: Days) -> tuple[str, ...]:
    first = Days.parse(plate.first_sold).first if plate.first_sold else None
    if first is None or built.last >= first:
        return ()
    return (
        f"No {name} was built in {built}: it was first sold in {plate.first_sold}; asked of such a car built then.",
    )
