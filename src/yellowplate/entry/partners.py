"""One maker or several on one certification, imported or built there: who carries what, and who gains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.ask import Case
from yellowplate.entry.costs import BUILT, IMPORTED
from yellowplate.entry.money import discounted
from yellowplate.entry.simulate import Draws, simulate, worth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

PLATFORM_CARS_A_YEAR = 176_000


@dataclass(frozen=True, slots=True)
class Share:
    """One partner's part: mean worth in dollars, of that its part of what is spent once, and its units a year."""

    partner: str
    worth: float
    spent_once: float
    units: float


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do it: the partners, where it is built, mean and middle worth in dollars, odds that it pays.

    `full_cost` is the mean worth when the development of the car at home is charged by its share of volume.
    `cannibalised` is the share of a brand's sales alone that it loses to its partners' badges.
    """

    partners: tuple[str, ...]
    build: str
    mean: float
    middle: float
    odds: float
    full_cost: float
    cannibalised: float
    shares: tuple[Share, ...]


def variants(
    case: Case, draws: int, workers: int = 1, done: Callable[[int], None] | None = None
) -> tuple[Variant, ...]:
    """The lead alone and with each further partner, imported and built there; on the same random numbers."""
    candidates = joined(case.partners)
    found = []
    for build in (IMPORTED, BUILT):
        for count in range(1, len(candidates) + 1):
            offer = replace(case.offer, brands=count, build=build)
            one = replace(case, partners=candidates[:count], offer=offer)
            found.append(variant(one, simulate(one, draws, workers, done)))
    return tuple(found)


def joined(partners: tuple[str, ...]) -> tuple[str, ...]:
    """The partners, or a lead alone with two makers that could join it."""
    others = (maker for maker in ("nissan", "mitsubishi", "honda") if maker != partners[0])
    return partners if len(partners) > 1 else (partners[0], *islice(others, 2))


def variant(case: Case, draws: Draws) -> Variant:
    """What the project is worth in these draws, in all and to each partner."""
    cash = worth(case, draws)
    return Variant(
        case.partners,
        case.offer.build,
        float(cash.value.mean()),
        float(np.median(cash.value)),
        float((cash.value > 0).mean()),
        float((cash.value - platform_charge(draws, cash.units)).mean()),
        float(1 - len(case.partners) ** -draws.values["twin_likeness"].mean()),
        split(case, draws, cash.value, cash.units),
    )


def split(case: Case, draws: Draws, value: Array, units: Array) -> tuple[Share, ...]:
    """Each partner's part: what is spent once is carried equally, as is the volume, which brands of one car share.

    The margin that the lead's other cars lose is borne by the lead alone, who decides the price.
    """
    count = len(case.partners)
    once = draws.values["certification"] + draws.values["engineering"]
    lost = _lost(draws, units)
    common = (value + lost) / count
    return tuple(
        Share(
            partner,
            float((common - (lost if place == 0 else 0)).mean()),
            float(once.mean()) / count,
            float(units[:, :5].mean()) / count,
        )
        for place, partner in enumerate(case.partners)
    )


def _lost(draws: Draws, units: Array) -> Array:
    """The present value of what the lead's other cars lose, by draw."""
    return np.asarray((units * draws.lost[:, None] * discounted(draws.values, units)).sum(axis=1))


def platform_charge(draws: Draws, units: Array) -> Array:
    """The share of the car's development at home that its volume there would bear, by draw."""
    abroad = units.mean(axis=1)
    return np.asarray(draws.values["platform"] * abroad / (abroad + PLATFORM_CARS_A_YEAR))
