"""What one car costs to bring to the buyer, part by part, in dollars; imported, or built there from shipped parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Values = Mapping[str, "Array"]
IMPORTED, BUILT = "japan", "us"
SHARES_OF_STICKER = ("dealer", "incentive", "warranty")


def factory_price(values: Values) -> Array:
    """What the factory gets at home, in yen: the list price without tax and the dealer's share."""
    return np.asarray(values["home_price"] / (1 + values["home_tax"]) * (1 - values["home_dealer"]))


def unit_costs(values: Values, fx: Array, duty: Array, build: str = IMPORTED) -> dict[str, Array]:
    """The parts of the cost of one car, without shares of the sticker.

    Production is the factory price without the profit earned at home, which a car built in addition need not earn.
    Duty falls on the factory price with the federal equipment.
    """
    production = (factory_price(values) - values["home_profit"]) / fx
    parts: dict[str, Array] = {"production": production, "federal equipment": values["federal_equipment"]}
    if build == IMPORTED:
        parts["freight"] = values["freight"]
        parts["duty"] = duty * (factory_price(values) / fx + values["federal_equipment"])
    else:
        shipped = values["parts_share"]
        parts["freight of parts"] = shipped * values["freight"] / 2
        parts["duty on parts"] = values["duty_parts"] * shipped * production
        parts["assembly there"] = values["conversion_gap"]
    parts["preparation"] = values["preparation"]
    parts["advertising"] = values["advertising"]
    return {name: np.asarray(part + 0 * fx) for name, part in parts.items()}


def net_share(values: Values) -> Array:
    """The share of the sticker that reaches the maker."""
    return np.asarray(1 - sum(values[name] for name in SHARES_OF_STICKER))


def unit_cost(values: Values, fx: Array, duty: Array, build: str = IMPORTED) -> Array:
    """The cost of one car in dollars, without shares of the sticker."""
    return np.asarray(sum(unit_costs(values, fx, duty, build).values()))


def cost_price(values: Values, fx: Array, duty: Array, build: str = IMPORTED) -> Array:
    """The sticker at which a car just pays for itself, in dollars."""
    return unit_cost(values, fx, duty, build) / net_share(values)
