"""How many are sold at what price: the reference class sets the level, the demand model what price and rivals do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.calibrate import Targets, calibrated
from yellowplate.entry.costs import IMPORTED, Values, cost_price
from yellowplate.entry.demand import MONEY_YEAR, Market, quality_for
from yellowplate.entry.equilibrium import Entrants, Equilibria, Pivot, pivot, settled, solve
from yellowplate.entry.evidence import Evidence, Launch
from yellowplate.entry.money import LEAD, LIFE, Sales, World
from yellowplate.entry.path import Paths, paths
from yellowplate.entry.reference import Forecast, Reference, cases

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MODERN = 2000


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: the car's footprint, the owner that leads, how many brands sell it, its price where given.

    The price is in dollars; None lets the demand model choose it against rivals.
    """

    footprint_m2: float
    seats: int
    owner: str
    brands: int = 1
    price_usd: float | None = None
    build: str = IMPORTED


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that stays the same from draw to draw: markets before and after withdrawals, forecast and paths."""

    before: Market
    today: Market
    level: Forecast
    first: Forecast
    paths: Paths
    class_price_usd: float


@lru_cache(maxsize=8)
def outlook(footprint_m2: float, seats: int, launched: date, to: Targets) -> Outlook:
    """The outlook for a small car launched then."""
    evidence = Evidence()
    price = class_price(evidence)
    launch = Launch("", launched, seats, footprint_m2, price, False, None)
    before, reference = calibrated(to), Reference(evidence)
    return Outlook(
        before,
        settled(before.without(before.withdrawn)),
        reference.five_years(launch),
        reference.first_year(launch),
        paths(evidence),
        price,
    )


def class_price(evidence: Evidence) -> float:
    """The middle price of the small cars launched since 2000, in dollars of 2025."""
    recent = [case.launch for case in cases(evidence) if case.launch.launched.year >= MODERN]
    return float(np.median([evidence.in_money_of(c.price_usd, c.launched.year, MONEY_YEAR) for c in recent]))


def cheapest_ever(evidence: Evidence) -> tuple[str, float]:
    """The cheapest small car ever launched in the data, in dollars of 2025."""
    prices = {c.nameplate: evidence.in_money_of(c.price_usd, c.launched.year, MONEY_YEAR) for c in evidence.launches()}
    name = min(prices, key=lambda nameplate: prices[nameplate])
    return name, prices[name]


def entrants(ahead: Outlook, offer: Offer, values: Values, level: Array, costs_usd: Array) -> Entrants:
    """The car in every draw: the quality with which it would sell `level` units at the class price, and its cost."""
    traits = ahead.before.trait_of(offer.footprint_m2)
    shares = level / values["market"] * ahead.before.inside
    quality = quality_for(ahead.before, traits, ahead.class_price_usd / 1000, shares)
    quality = quality + (1 - values["twin_likeness"]) * np.log(offer.brands)
    fixed = None if offer.price_usd is None else np.full((1, len(level)), offer.price_usd / 1000)
    return Entrants(traits, (offer.owner,), quality[None, :], costs_usd[None, :] / 1000, fixed)


def central_pivot(ahead: Outlook, offer: Offer, values: Values) -> Pivot:
    """Where the draws are solved from: the middle of the forecast at central inputs."""
    level = np.exp(np.array([ahead.level.quantile(0.5)]))
    costs = cost_price(values, values["fx"], values["duty"], offer.build)
    return pivot(ahead.today, entrants(ahead, offer, values, level, costs))


def sold(
    ahead: Outlook, offer: Offer, values: Values, level: Array, around: World, shape: Array, at: Pivot
) -> tuple[Sales, Equilibria]:
    """Sales in every draw; `level` is units a year over five years at the class price, `shape` the path about it."""
    costs = cost_price(values, around.fx[:, LEAD], around.duty[:, LEAD], offer.build)
    found = solve(ahead.today, entrants(ahead, offer, values, level, costs), at)
    share, price = found.shares[-1], found.prices[-1]
    units = share / ahead.before.inside * values["market"]
    return Sales(price * 1000, units[:, None] * shape, found.own[-1] * price / share), found


def flat(draws: int) -> Array:
    """A path without ups and downs."""
    return np.ones((draws, LIFE))
