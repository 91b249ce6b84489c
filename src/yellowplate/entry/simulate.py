"""The draws of an appraisal: each block from its own numbers, demand re-solved in every draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.ask import EASED, Case
from yellowplate.entry.calibrate import targets
from yellowplate.entry.costs import Values, net_share, unit_cost
from yellowplate.entry.equilibrium import Equilibria, Pivot
from yellowplate.entry.money import LEAD, LIFE, Cash, Sales, World, project, still_world, world
from yellowplate.entry.option import Waiting, waiting
from yellowplate.entry.sales import Outlook, central_pivot, flat, outlook, sold
from yellowplate.entry.streams import generator, over_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WAIT = 5
PER_BRAND = ("distribution", "launch_advertising", "overhead")
_RULE_PURPOSE, _RATES = 1, (75.0, 360.0)


@dataclass(frozen=True, slots=True)
class Draws:
    """All draws of one case: inputs by name, the world, sales, and by draw what own cars lose and whether it converged.

    `lost` is the yearly margin in dollars that the owner's other cars lose a car sold. By draw and car of the market,
    `taken` is the share of the buyers that would have bought it; the rest would have bought no new car.
    """

    values: Values
    around: World
    sales: Sales
    level: Array
    lost: Array
    taken: Array
    converged: NDArray[np.bool_]


def setting(case: Case) -> Outlook:
    """What stays the same from draw to draw; the car comes to market two years after the decision."""
    launched = date(case.asked.day.year + LEAD, 1, 1)
    return outlook(case.offer.footprint_m2, case.offer.seats, launched, targets(case.inputs))


def simulate(case: Case, draws: int, workers: int = 1, done: Callable[[int], None] | None = None) -> Draws:
    """Draw the case; the same seed gives the same draws on any number of workers."""
    ahead, inputs, offer = setting(case), case.inputs, case.offer
    at = middle(case)

    def block(number: int, size: int) -> Draws:
        rng = generator(case.asked.seed, number)
        values, shares = inputs.draw(rng, size)
        values = effective(case, values)
        volume = ahead.level.sample(shares)
        around = world(values, rng, LEAD + LIFE + WAIT, (volume - volume.mean()) / max(float(volume.std()), 1e-9))
        level = np.exp(volume)
        sales, found = sold(ahead, offer, values, level, around, ahead.paths.scaled(rng, size, LIFE), at)
        return _block(case, ahead, values, around, sales, level, found)

    return _joined(over_blocks(block, draws, workers, done))


def effective(case: Case, values: Values) -> dict[str, Array]:
    """Values as they stand in the scenario and for so many brands."""
    made = dict(values)
    if case.asked.scenario == EASED:
        made.update(relieved(made))
    for name in PER_BRAND:
        made[name] = made[name] * case.offer.brands
    return made


def relieved(values: Values) -> dict[str, Array]:
    """What a rule for kei-size cars changes."""
    rest = 1 - values["eased_saving"]
    return {name: values[name] * rest for name in ("certification", "engineering", "federal_equipment")}


def _block(
    case: Case, ahead: Outlook, values: Values, around: World, sales: Sales, level: Array, found: Equilibria
) -> Draws:
    market = ahead.today
    taken = (market.shares[:, None] - found.shares[:-1]) / found.shares[-1]
    own = np.array([one == case.offer.owner for one in market.owners])
    lost = (market.prices - market.costs)[own] @ taken[own] * 1000 * net_share(values)
    return Draws(values, around, sales, level, lost, taken.T, found.converged)


def _joined(blocks: list[Draws]) -> Draws:
    def join(parts: list[Array]) -> Array:
        return np.concatenate(parts)

    return Draws(
        {name: join([b.values[name] for b in blocks]) for name in blocks[0].values},
        World(*(join([getattr(b.around, name) for b in blocks]) for name in ("fx", "duty", "fuel"))),
        Sales(*(join([getattr(b.sales, name) for b in blocks]) for name in ("price", "units", "elasticity"))),
        join([b.level for b in blocks]),
        join([b.lost for b in blocks]),
        join([b.taken for b in blocks]),
        np.concatenate([b.converged for b in blocks]),
    )


def worth(case: Case, draws: Draws, volume: float = 1.0, foresight: bool = False) -> Cash:
    """The project in every draw, with a volume so many times that of the draws."""
    sales = replace(draws.sales, units=draws.sales.units * volume)
    return project(draws.values, draws.around, sales, case.offer.build, draws.lost, foresight)


def middle(case: Case) -> Pivot:
    """Where the draws of a case are solved from."""
    return central_pivot(setting(case), case.offer, effective(case, case.inputs.central()))


def central(case: Case, changed: Mapping[str, Array], level: Array, at: Pivot) -> Cash:
    """The project in a world that stands still, at central inputs but for those changed; one row a variant."""
    ahead, rows = setting(case), len(level)
    values = {name: np.full(rows, one.central) for name, one in case.inputs.items()} | dict(changed)
    values = effective(case, values)
    around = still_world(values, LEAD + LIFE)
    sales, found = sold(ahead, case.offer, values, level, around, flat(rows), at)
    made = _block(case, ahead, values, around, sales, level, found)
    return worth(case, made, foresight=True)


def right_to_wait(case: Case, draws: Draws) -> Waiting:
    """What the right to decide later adds, while a rule is only announced."""
    count = len(draws.level)
    rng = generator(case.asked.seed, 0, _RULE_PURPOSE)
    arrives = rng.random((count, WAIT)) < draws.values["rule_odds"][:, None]
    there = np.column_stack([np.full(count, case.asked.scenario == EASED), arrives]).cumsum(axis=1) > 0
    started = np.stack([_started(case, draws, year, there[:, year]) for year in range(WAIT + 1)], axis=1)
    factors = (1 + draws.values["discount"][:, None]) ** -np.arange(WAIT + 1)
    state = np.stack(
        [np.log(draws.around.fx[:, : WAIT + 1]), draws.around.duty[:, : WAIT + 1], there.astype(float)], axis=2
    )
    return waiting(started * factors, state, draws.values["study"][:, None] * factors)


def _started(case: Case, draws: Draws, year: int, there: NDArray[np.bool_]) -> Array:
    """The worth in every draw of starting so many years on, in money of that day."""
    values, sales = dict(draws.values), draws.sales
    if case.asked.scenario != EASED:
        values.update({name: np.where(there, less, values[name]) for name, less in relieved(values).items()})
    around = draws.around.later(year)
    if case.offer.price_usd is None:
        sales = _repriced(case, draws, values, around)
    return project(values, around, sales, case.offer.build, draws.lost).value


def _repriced(case: Case, draws: Draws, values: Values, around: World) -> Sales:
    """Sales at a sticker that moved with the cost of the launch, at the elasticity of the draw."""
    before = unit_cost(draws.values, draws.around.fx[:, LEAD], draws.around.duty[:, LEAD], case.offer.build)
    ratio = unit_cost(values, around.fx[:, LEAD], around.duty[:, LEAD], case.offer.build) / before
    response = ratio**-draws.sales.elasticity
    return Sales(draws.sales.price * ratio, draws.sales.units * response[:, None], draws.sales.elasticity)


def break_even_fx(case: Case, draws: Draws) -> float | None:
    """The exchange rate on the day at which the middle worth is zero, buyers answering at their elasticity.

    None where it lies beyond any rate since 1971 (75 to 360 JPY per USD).
    """

    def middle_worth(rate: float) -> float:
        times = rate / case.inputs["fx"].central
        values = {**draws.values, "fx": draws.values["fx"] * times}
        around = replace(draws.around, fx=draws.around.fx * times)
        sales = draws.sales if case.offer.price_usd else _repriced(case, draws, values, around)
        return float(np.median(project(values, around, sales, case.offer.build, draws.lost).value))

    low, high = _RATES
    if not middle_worth(low) < 0 < middle_worth(high):
        return None
    for _ in range(14):
        between = (low + high) / 2
        low, high = (between, high) if middle_worth(between) < 0 else (low, between)
    return (low + high) / 2
