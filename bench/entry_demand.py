"""Would the demand model alone have foreseen past entrants? The system of Berry, Levinsohn and Pakes (1995), frozen.

    python -m bench.entry_demand

Its parameters were published long before these launches, and its last market (1990) is the latest complete one at
hand: so nothing is read that came later. Each car enters that market with its announced measures and price; what the
measures don't explain is drawn from the small cars of the file. Cars launched before 1995 can't be forecast so: the
parameters were estimated on the very years to be foreseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bench.entry_automobile import PRICE_OVER_INCOME, SPREADS
from yellowplate.entry.backtest import BARE, FIVE, FREEZES, POOLED, Score, at_launch, scored
from yellowplate.entry.evidence import Evidence, Launch, read_table
from yellowplate.entry.reference import full_years
from yellowplate.entry.streams import generator

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_TRAITS = ("hpwt", "air", "mpd", "space")
_MEANS = np.array([2.883, 1.521, -0.122, 3.460])
_PUBLISHED, _MARKET, _MONEY, _SMALL, _DRAWS, _SEED = 1995, 1990, 1983, 1.03, 400, 7
_SQUARE_METRES, _POUNDS = 6.4516, 2.20462


class Market(NamedTuple):
    """One year of the file: products, exp of tastes net of price by product and agent, and the agents' weights."""

    products: pd.DataFrame
    pull: Array
    weights: Array
    taste: Array
    price_weight: Array


def market(year: int) -> Market:
    """The products and agents of a year, at the published parameters."""
    import pandas as pd
    import pyblp

    products, agents = (
        frame[frame.market_ids == year]
        for frame in (pd.read_csv(pyblp.data.BLP_PRODUCTS_LOCATION), pd.read_csv(pyblp.data.BLP_AGENTS_LOCATION))
    )
    spreads = np.array([SPREADS[0], *SPREADS[2:]])
    taste = agents[[f"nodes{i}" for i in range(5)]].to_numpy() * spreads
    price_weight = PRICE_OVER_INCOME / agents.income.to_numpy()
    return Market(products, _pull(products, taste, price_weight), agents.weights.to_numpy(), taste, price_weight)


def _pull(products: pd.DataFrame, taste: Array, price_weight: Array) -> Array:
    known = np.column_stack([np.ones(len(products)), products[list(_TRAITS)].to_numpy()])
    return np.asarray(np.exp(known @ taste.T + np.outer(products.prices, price_weight)))


def qualities(of: Market) -> Array:
    """Mean utilities that give the observed shares, by product."""
    shares = of.products.shares.to_numpy()
    delta = np.log(shares / (1 - shares.sum()))
    for _ in range(5_000):
        utility = np.exp(delta)[:, None] * of.pull
        step = np.log(shares) - np.log((utility / (1 + utility.sum(axis=0))) @ of.weights)
        delta = delta + step
        if np.abs(step).max() < 1e-10:
            break
    return np.asarray(delta)


def unexplained() -> Array:
    """What measures leave unexplained of the small cars of the file, one value a model."""
    values: dict[str, list[float]] = {}
    for year in range(1971, _MARKET + 1):
        of = market(year)
        rest = qualities(of) - of.products[list(_TRAITS)].to_numpy() @ _MEANS
        for name, space, value in zip(of.products.clustering_ids.str[:-2], of.products.space, rest, strict=True):
            if space <= _SMALL:
                values.setdefault(name, []).append(float(value))
    return np.array([np.mean(one) for one in values.values()])


def entering(launch: Launch, frozen: Evidence) -> pd.DataFrame:
    """The car as announced, in the units of the file."""
    import pandas as pd

    row = next(r for r in read_table("launches") if r["nameplate"] == launch.nameplate)
    assert frozen.freeze is not None
    year = frozen.freeze.year
    fuel = frozen.in_money_of(frozen.value("gasoline_usd_per_gallon", year), year, _MONEY)
    price = frozen.in_money_of(launch.price_usd, min(launch.launched.year, year), _MONEY) / 1000
    heavy = float(row["kerb_kg"]) * _POUNDS
    return pd.DataFrame(
        {
            "hpwt": [float(row["power_hp"]) / heavy * 10],
            "air": [1.0],
            "mpd": [float(row["mpg"]) / 10 / fuel],
            "space": [launch.footprint_m2 / _SQUARE_METRES],
            "prices": [price],
        }
    )


def forecast(launch: Launch, frozen: Evidence, of: Market, delta: Array, rest: Array) -> Array:
    """Log units a year, in as many draws."""
    assert frozen.freeze is not None
    car = entering(launch, frozen)
    drawn = generator(_SEED, 0).standard_t(len(rest) - 1, _DRAWS) * rest.std(ddof=1) * np.sqrt(1 + 1 / len(rest))
    quality = rest.mean() + drawn + float((car[list(_TRAITS)].to_numpy() @ _MEANS)[0])
    mine = np.exp(quality)[:, None] * _pull(car, of.taste, of.price_weight)[0]
    others = 1 + (np.exp(delta)[:, None] * of.pull).sum(axis=0)
    households = frozen.value("households_million", frozen.freeze.year) * 1e6
    return np.asarray(np.log((mine / (others + mine)) @ of.weights * households))


def main() -> None:
    """Score the demand model beside the reference classes on the cars launched after its publication."""
    evidence, of, rest = Evidence(), market(_MARKET), unexplained()
    delta = qualities(of)
    scores: list[Score] = []
    for nameplate, freeze in FREEZES.items():
        if freeze.year < _PUBLISHED:
            continue
        launch, frozen = evidence.candidate(nameplate), evidence.at(freeze)
        came = float(np.log(np.mean(full_years(evidence, launch))))
        made = at_launch(frozen, nameplate)
        scores += [scored(nameplate, FIVE, model, made[FIVE, model], came) for model in (BARE, POOLED)]
        scores.append(scored(nameplate, FIVE, "demand model", forecast(launch, frozen, of, delta, rest), came))
    print(f"{len(rest)} small models tell the quality that measures leave unexplained (spread {rest.std(ddof=1):.2f})")
    print("| case | model | forecast | came | abs. log error | CRPS |\n|---|---|---|---|---|---|")
    for one in scores:
        units = f"{np.exp(one.forecast):,.0f} | {np.exp(one.came):,.0f}"
        print(f"| {one.nameplate} | {one.model} | {units} | {one.error:.2f} | {one.crps:.2f} |")
    for model in (BARE, POOLED, "demand model"):
        own = [one for one in scores if one.model == model]
        held = [np.mean([one.held[at] for one in own]) for at in range(3)]
        told = ", ".join(f"{share:.2f}" for share in held)
        error, crps = np.mean([one.error for one in own]), np.mean([one.crps for one in own])
        print(f"{model}: abs. log error {error:.2f}, CRPS {crps:.2f}, 50/80/95 % intervals hold {told}")


if __name__ == "__main__":
    main()
