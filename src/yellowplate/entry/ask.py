"""The question as it is asked, the duty of that day, and the questions that have no honest answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from yellowplate.entry.costs import BUILT, IMPORTED
from yellowplate.entry.evidence import Evidence
from yellowplate.entry.inputs import Input, Inputs, packaged_inputs
from yellowplate.entry.reference import CLASS_M2
from yellowplate.entry.sales import Offer, cheapest_ever
from yellowplate.errors import UsageError
from yellowplate.rules.car import Body, Days, Powertrain, Question, Route, Vehicle, day_of
from yellowplate.rules.cars import generation_of, vehicle
from yellowplate.rules.decide import decide
from yellowplate.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

TODAY, EASED, LOW_SPEED = "today", "eased", "low-speed"
SCENARIOS = (TODAY, EASED, LOW_SPEED)
DRAWS = 10_000
OWNERS = {
    "nissan": "Nissan",
    "mitsubishi": "Mitsubishi",
    "honda": "Honda",
    "suzuki": "Suzuki",
    "daihatsu": "Toyota",
    "toyota": "Toyota",
    "mazda": "Mazda",
    "subaru": "Subaru",
}
_SEATS, _GREATEST_SEED = 4, 2**64
_PRICE_BAND, _DEAREST = 0.03, 200_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Would it pay to sell this car there: a car by any name, a market, a month or day, and what else is wanted.

    `price` is a sticker in dollars, by default chosen against rivals. `scenario` is today or eased (kei-size cars
    freed of the costliest standards and the duty back at 2.5 percent). The first of `partners` leads; by default the
    car's maker alone. `build` is japan or us. `given` are inputs by name that replace their ranges.
    """

    car: str
    market: str = "us"
    on: str | date = "2026-01"
    price: float | None = None
    scenario: str = TODAY
    partners: tuple[str, ...] = ()
    build: str = IMPORTED
    draws: int = DRAWS
    seed: int = 1
    given: Mapping[str, float] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day asked about; raises UsageError."""
        return day_of(self.on)


@dataclass(frozen=True, slots=True)
class Case:
    """A question that can be answered: the car, the offer, every input, and what the law says on the day."""

    asked: Asked
    car: Vehicle
    partners: tuple[str, ...]
    offer: Offer
    inputs: Inputs
    law: str


def partners_of(text: str) -> tuple[str, ...]:
    """Makers as `nissan,mitsubishi`, the first leads; none for no text."""
    return tuple(part.strip() for part in text.split(",")) if text else ()


def given_of(pairs: Iterable[str]) -> dict[str, float]:
    """Inputs as `fx=150`; raises UsageError for what is none."""
    found = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise UsageError(f"{pair!r} sets no input; write it as fx=150 or certification=30e6.") from None
    return found


def case_of(catalog: Catalog, asked: Asked) -> Case:
    """What is asked for, checked; raises UsageError for what can't be answered, and says why."""
    _check(asked)
    car = vehicle(catalog, asked.car, Days(asked.day, asked.day))
    _check_car(car)
    maker = car.id.partition("/")[0]
    partners = asked.partners or (maker,)
    _check_partners(partners)
    assert car.length_mm and car.width_mm
    offer = Offer(
        round(car.length_mm * car.width_mm / 1e6, 3),
        _SEATS,
        OWNERS[partners[0]],
        len(partners),
        asked.price,
        asked.build,
    )
    law, duty = _law(car, asked)
    inputs = _priced(catalog, car, asked, Inputs([*packaged_inputs().values(), duty]))
    if asked.scenario == EASED:
        inputs = inputs.given({"duty": inputs["eased_duty"].central}, "assumption", inputs["eased_duty"].source_url)
    return Case(asked, car, partners, offer, inputs.given(asked.given), law)


def _check(asked: Asked) -> None:
    if asked.market.lower() != "us":
        raise UsageError(
            f"Entry into {asked.market!r} can't be appraised: the data cover the US market alone; ask for us."
        )
    if asked.scenario not in SCENARIOS:
        raise UsageError(f"{asked.scenario!r} is no scenario; choose {TODAY} or {EASED}.")
    if asked.build not in (IMPORTED, BUILT):
        raise UsageError(f"{asked.build!r} is no place to build it; choose {IMPORTED} or {BUILT}.")
    if not 100 <= asked.draws <= 1_000_000:
        raise UsageError(f"{asked.draws} draws won't do; ask for 100 to 1,000,000.")
    if not 0 <= asked.seed < _GREATEST_SEED:
        raise UsageError(f"{asked.seed} is no seed; give a whole number from 0.")
    if asked.scenario == LOW_SPEED:
        raise UsageError(
            "A low-speed vehicle (25 mph) can't be appraised: no car of that class is among the past entrants or in "
            "the demand model, and other buyers want it; it needs a reference class of its own."
        )
    if asked.price is not None:
        _check_price(asked.price)


def _check_partners(partners: tuple[str, ...]) -> None:
    for partner in partners:
        if partner not in OWNERS:
            raise UsageError(f"{partner!r} is no maker of kei cars; choose partners from {', '.join(OWNERS)}.")
    if len(set(partners)) < len(partners):
        raise UsageError(f"A partner is named twice in {', '.join(partners)}; name each once.")


def _check_price(price: float) -> None:
    name, floor = cheapest_ever(Evidence())
    if not price <= _DEAREST:
        raise UsageError(f"{price:g} USD is no sticker of a small car; give {floor:,.0f} to {_DEAREST:,.0f} USD.")
    if price < floor:
        raise UsageError(
            f"At {price:,.0f} USD it would be cheaper than any small car on record (the {name} at its launch, "
            f"{floor:,.0f} USD of 2025); nothing observed tells what such a price sells. Ask for a higher price."
        )


def _check_car(car: Vehicle) -> None:
    if car.body is Body.GOODS:
        raise UsageError(
            f"{car.name} is a goods vehicle; past entrants are passenger cars, so nothing tells how it would sell."
        )
    if car.powertrain not in (Powertrain.PETROL, Powertrain.MILD_HYBRID, Powertrain.HYBRID):
        drive = car.powertrain or "of unknown drive"
        raise UsageError(f"{car.name} is {drive}; the past entrants burn petrol, so nothing tells how it would sell.")
    if not (car.length_mm and car.width_mm):
        raise UsageError(
            f"The size of {car.name} is not in the data; ask for a car whose generation is, as nissan/roox."
        )
    if car.length_mm * car.width_mm / 1e6 > CLASS_M2:
        raise UsageError(f"{car.name} is larger than the small cars of the reference class ({CLASS_M2} square metres).")


def _law(car: Vehicle, asked: Asked) -> tuple[str, Input]:
    """What the rules say of selling it new on the day, and the duty."""
    book = Rulebook.packaged()
    told = decide(book, car, Question("us", asked.day, Route.NEW))
    percent = told.duty.percent if "duty" not in asked.given else Fraction(0)
    if percent is None:
        raise UsageError(f"The duty on {asked.day} is unclear; ask for another day or give it with --set duty=0.15.")
    gates = ", ".join(gate.name for gate in told.gates if str(gate.verdict) == "no")
    law = f"Selling it new on {asked.day}: {told.verdict}" + (f" ({gates})" if gates else "")
    rules = "; ".join(rule.id for layer in told.duty.layers for rule in layer.rules)
    url = next((rule.source_url for layer in reversed(told.duty.layers) for rule in layer.rules), "")
    value = float(percent) / 100
    return law, replace(
        packaged_inputs()["eased_duty"],
        name="duty",
        low=value,
        central=value,
        high=value,
        kind="law",
        source_url=url,
        published=asked.day.isoformat(),
        meaning=f"duty on the day, by {rules}",
    )


def _priced(catalog: Catalog, car: Vehicle, asked: Asked, inputs: Inputs) -> Inputs:
    """With the car's own list price at home, unless one is given; raises UsageError where the catalog has none."""
    if "home_price" in asked.given:
        return inputs
    plate = catalog.nameplates.get(car.id)
    generation = generation_of(catalog, plate, asked.day) if plate else None
    price = dict(generation.facts).get("price_min_jpy") if generation else None
    if not price:
        raise UsageError(f"The price of {car.name} at home is not in the data; give it with --set home_price=1650000.")
    yen, known = float(price), dict(inputs.items())
    assert generation is not None
    known["home_price"] = replace(
        known["home_price"],
        low=yen * (1 - _PRICE_BAND),
        central=yen,
        high=yen * (1 + _PRICE_BAND),
        source_url=generation.source_url,
        published=generation.on_sale,
    )
    return Inputs(known.values())
