"""What a project earns: yearly cash from exchange rate, duty, fuel price and volume, with the right to give up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.costs import BUILT, IMPORTED, Values, net_share, unit_cost
from yellowplate.entry.inputs import VOLUME, fuel_link
from yellowplate.entry.option import stopping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEAD, LIFE = 2, 10
DUTY_STEPS = (0.025, 0.275)
_FUEL_FLOOR, _FEW = 1e-9, 1_000.0


@dataclass(frozen=True, slots=True)
class World:
    """What moves around the project, by draw and year from the day of decision: `fx`, `duty`, `fuel`."""

    fx: Array
    duty: Array
    fuel: Array

    def later(self, years: int) -> World:
        """The same world, seen some years on."""
        return World(self.fx[:, years:], self.duty[:, years:], self.fuel[:, years:])


@dataclass(frozen=True, slots=True)
class Sales:
    """What is sold: sticker in dollars by draw, units by draw and year of life at launch conditions, own elasticity."""

    price: Array
    units: Array
    elasticity: Array


@dataclass(frozen=True, slots=True)
class Cash:
    """Dollars by draw: `invested` (present value), `yearly` by year of life, `value` with the right to give up.

    `lasted` is in how many years of its life the car was sold.
    """

    invested: Array
    yearly: Array
    value: Array
    lasted: Array
    units: Array


def world(values: Values, rng: np.random.Generator, years: int, volume: Array) -> World:
    """Draw the years ahead: exchange rate and fuel price wander, the duty may jump; real values, no trend."""
    draws = len(volume)
    one, other = rng.standard_normal((2, draws, years))
    shared = fuel_link("fx")
    fuel = shared * one + np.sqrt(1 - shared**2) * other
    pull = fuel_link(VOLUME)
    fuel[:, :LEAD] = pull * volume[:, None] + np.sqrt(1 - pull**2) * fuel[:, :LEAD]
    jumps, high = rng.random((draws, years)), rng.random((draws, years)) < 0.5
    return World(
        _walk(values["fx"], values["fx_volatility"], one),
        _jumping(values["duty"], values["duty_change"], jumps, high),
        _walk(values["fuel"], values["fuel_volatility"], fuel),
    )


def still_world(values: Values, years: int) -> World:
    """The years ahead if nothing moves."""
    return World(*(np.repeat(values[name][:, None], years + 1, axis=1) for name in ("fx", "duty", "fuel")))


def _walk(start: Array, volatility: Array, normals: Array) -> Array:
    steps = volatility[:, None] * normals - volatility[:, None] ** 2 / 2
    return np.asarray(start[:, None] * np.exp(np.column_stack([np.zeros(len(start)), np.cumsum(steps, axis=1)])))


def _jumping(start: Array, odds: Array, jumps: Array, high: NDArray[np.bool_]) -> Array:
    path = [start]
    for year in range(jumps.shape[1]):
        moved = np.where(high[:, year], DUTY_STEPS[1], DUTY_STEPS[0])
        path.append(np.where(jumps[:, year] < odds, moved, path[-1]))
    return np.column_stack(path)


def investment(values: Values, build: str = IMPORTED) -> dict[str, Array]:
    """What is spent before the first sale, in dollars: by item."""
    items = {name: values[name] for name in ("certification", "engineering", "distribution", "launch_advertising")}
    if build == BUILT:
        items["tooling"] = values["tooling"] * values["capacity"]
    return items


def invested(values: Values, build: str = IMPORTED) -> Array:
    """The present value of what is spent before the first sale: certification early, the launch late."""
    year = {"distribution": LEAD, "launch_advertising": LEAD}
    items = investment(values, build)
    return np.asarray(
        sum(cost / (1 + values["discount"]) ** year.get(name, (LEAD - 1) / 2) for name, cost in items.items())
    )


def yearly_cash(values: Values, around: World, sales: Sales, build: str = IMPORTED) -> tuple[Array, Array]:
    """Units and cash by draw and year of life, in dollars of the decision, before any giving up.

    The sticker follows a part of each change of cost, and buyers answer it; fuel moves small cars too.
    """
    life = sales.units.shape[1]
    wide = {name: value[:, None] for name, value in values.items()}
    years = slice(LEAD, LEAD + life)
    costs = unit_cost(wide, around.fx[:, years], around.duty[:, years], build)
    moved = values["passthrough"][:, None] * (costs - costs[:, :1]) / net_share(wide)
    price = np.maximum(sales.price[:, None] + moved, 0.5 * sales.price[:, None])
    fuel = around.fuel[:, years] / np.maximum(around.fuel[:, :1], _FUEL_FLOOR)
    response = (price / sales.price[:, None]) ** -sales.elasticity[:, None] * fuel ** wide["fuel_response"]
    units = sales.units * response
    if build == BUILT:
        units = np.minimum(units, wide["capacity"])
    return units, units * (price * net_share(wide) - costs) - wide["overhead"]


def discounted(values: Values, yearly: Array) -> Array:
    """Factors that bring each year of life to the day of decision."""
    years = LEAD + 1 + np.arange(yearly.shape[1])
    return np.asarray((1 + values["discount"][:, None]) ** -years)


def project(
    values: Values,
    around: World,
    sales: Sales,
    build: str = IMPORTED,
    lost: Array | None = None,
    foresight: bool = False,
) -> Cash:
    """The project's worth in every draw, given up once going on would cost more than leaving.

    `lost` is what the owner's other cars lose a car sold. With `foresight`, for a world that stands still, the best
    year to leave is known; else it is judged from what is seen by then.
    """
    units, yearly = yearly_cash(values, around, sales, build)
    if lost is not None:
        yearly = yearly - units * lost[:, None]
    factors = discounted(values, yearly)
    cash, leaving = yearly * factors, values["exit_cost"][:, None] * factors
    if foresight:
        sold = np.argmax(cash.cumsum(axis=1) - leaving, axis=1) + 1
    else:
        scale = units + _FEW
        state = np.stack([yearly / scale, np.log(scale), np.log(around.fx[:, LEAD : LEAD + units.shape[1]])], axis=2)
        sold = stopping(cash, leaving, state, scale)
    alive = np.arange(units.shape[1])[None, :] < sold[:, None]
    left = np.take_along_axis(leaving, sold[:, None] - 1, axis=1)[:, 0]
    spent = invested(values, build)
    return Cash(spent, yearly, (cash * alive).sum(axis=1) - left - spent, sold, units * alive)
