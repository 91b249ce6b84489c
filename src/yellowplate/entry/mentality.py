"""How many buyers like small cars, and how many would have to for even odds."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.ask import Case
from yellowplate.entry.demand import INCOMES, Market, nodes
from yellowplate.entry.reference import YEARS
from yellowplate.entry.simulate import Draws, setting, worth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_FEWEST, _MOST = 1e-2, 1e2


@dataclass(frozen=True, slots=True)
class Mentality:
    """`liking`: the share of buyers who, all else equal, prefer the smaller car; `needed`: at which the worth is zero.

    `needed` is None where no shift of taste gets there. `volume` is the break-even volume as a multiple of that
    expected, `buyers` and `buyers_needed` are of how many new-car buyers one buys this car, now and at break-even.
    """

    liking: float
    needed: float | None
    volume: float | None
    buyers: float
    buyers_needed: float | None

    def sentence(self) -> str:
        """The finding in words."""
        now = f"One buyer in {1 / self.liking:.1f} likes small cars today (published estimate)."
        if self.volume is None or self.buyers_needed is None:
            return f"{now} No volume makes the odds even."
        sold = (
            f"one new-car buyer in {self.buyers_needed:,.0f} takes it; the middle forecast is one in {self.buyers:,.0f}"
        )
        if self.needed is None:
            return f"{now} Even odds: {sold}."
        return f"{now} Even odds: {sold}. That goes with one buyer in {1 / self.needed:.1f} liking small cars."


def mentality(case: Case, draws: Draws) -> Mentality:
    """Solve for the shift of taste at which the middle worth is zero."""
    inputs = case.inputs
    mean, spread = inputs["size_taste"].central, inputs["size_spread"].central
    volume = break_even_volume(case, draws)
    expected = float(inputs["market"].central / middle_units(draws))
    if volume is None:
        return Mentality(_liking(mean, spread), None, None, expected, None)
    shift = _shift_for(setting(case).today, case.offer.footprint_m2, float(np.median(draws.sales.price)), volume)
    needed = None if shift is None else _liking(mean + shift, spread)
    return Mentality(_liking(mean, spread), needed, volume, expected, expected / volume)


def middle_units(draws: Draws) -> float:
    """The middle of the draws' units a year over five years."""
    return float(np.median(draws.sales.units[:, :YEARS].mean(axis=1)))


def break_even_volume(case: Case, draws: Draws) -> float | None:
    """The multiple of the volume at which the middle worth is zero; None where there is none."""

    def middle_worth(volume: float) -> float:
        return float(np.median(worth(case, draws, volume).value))

    low, high = _FEWEST, _MOST
    if middle_worth(low) > 0 or middle_worth(high) < 0:
        return None
    for _ in range(18):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if middle_worth(middle) < 0 else (low, middle)
    return float((low * high) ** 0.5)


def _liking(mean: float, spread: float) -> float:
    return NormalDist(mean, spread).cdf(0)


def _shift_for(market: Market, footprint_m2: float, price_usd: float, volume: float) -> float | None:
    """The shift of the mean taste for size that multiplies a tiny car's share by so much, all prices held."""
    trait = market.trait_of(footprint_m2)
    taste = market.tastes.of(trait)[0]
    buyers = nodes()[1][:, None]

    def share(shift: float) -> float:
        delta = market.delta + shift * market.traits[:, 0]
        utility = np.exp(delta[:, None] - market.weight * market.prices[:, None])
        mine = taste[:, None] * np.exp(shift * trait[0, 0] - market.weight * price_usd / 1000)
        return float((buyers * mine / (1 + market.taste.T @ utility)).sum() / INCOMES)

    wanted, low, high = share(0) * volume, -6.0, 6.0
    if wanted <= share(high) or wanted >= share(low):
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if share(middle) > wanted else (low, middle)
    return (low + high) / 2
