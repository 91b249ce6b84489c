"""The appraisal: the most likely answer, its odds and the three inputs that decide it; then all that is behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from yellowplate.answers import Cell
from yellowplate.entry.ask import EASED, Asked, Case, case_of
from yellowplate.entry.costs import BUILT, SHARES_OF_STICKER, unit_costs
from yellowplate.entry.inputs import VOLUME, Input
from yellowplate.entry.mentality import Mentality, mentality, middle_units
from yellowplate.entry.money import LEAD, Cash, investment
from yellowplate.entry.option import Waiting
from yellowplate.entry.partners import Variant, variants
from yellowplate.entry.reference import YEARS
from yellowplate.entry.sensitivity import DUTY, Influence, Swing, sobol, tornado
from yellowplate.entry.simulate import (
    Draws,
    break_even_fx,
    effective,
    right_to_wait,
    setting,
    simulate,
    worth,
)
from yellowplate.entry.streams import single_threaded
from yellowplate.market.known import Sheet

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_VERDICTS = {
    1: "it would more likely pay than not",
    0: "whether it would pay is a toss-up",
    -1: "it would more likely lose money than not",
}
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
VARIANT_DRAWS = 1_000
USD, _MILLION, _TOSS_UP = "USD", 1e6, 0.05
_VARIANTS, _LOSERS = 6, 4
DECIDING = 3
_NAMES = {VOLUME: "how many are sold", "fx": "the exchange rate", DUTY: "the duty"}


@dataclass(frozen=True, slots=True)
class Spread:
    """One quantity over all draws: its mean, and the values below which 5, 25, 50, 75 and 95 percent lie."""

    name: str
    unit: str
    mean: float
    quantiles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Appraisal(Sheet):
    """The answer to whether it would pay. Worths are dollars of today before tax, in present value.

    `odds` is the share of draws in which it pays; `unsolved` the share whose prices did not settle.
    """

    asked: Asked
    car: str
    partners: tuple[str, ...]
    law: str
    odds: float
    spreads: tuple[Spread, ...]
    costs: tuple[tuple[str, float], ...]
    invested: tuple[tuple[str, float], ...]
    reference: tuple[Spread, ...]
    class_price_usd: float
    swings: tuple[Swing, ...]
    influences: tuple[Influence, ...]
    variants: tuple[Variant, ...]
    option: Waiting
    mind: Mentality
    break_even_units: float | None
    break_even_fx: float | None
    losers: tuple[tuple[str, float], ...]
    diverted: float
    grown: float
    lasted: float
    unsolved: float
    inputs: tuple[Input, ...]
    worths: tuple[float, ...]

    @property
    def verdict(self) -> str:
        """The most likely answer in words."""
        return _VERDICTS[leaning(self.odds)]

    @property
    def deciding(self) -> tuple[str, ...]:
        """The three inputs that explain most of the result."""
        return tuple(one.name for one in self.influences[:DECIDING])

    @property
    def inputs_by_name(self) -> dict[str, Input]:
        """Every input by its name."""
        return {one.name: one for one in self.inputs}

    @property
    def title(self) -> str:
        """The answer in one sentence."""
        what = f"{'building' if self.asked.build == BUILT else 'importing'} the {self.car}"
        when = (
            f"decided {self.asked.day:%Y-%m}, {'eased rules' if self.asked.scenario == EASED else 'rules of the day'}"
        )
        who = ", ".join(map(str.capitalize, self.partners))
        return f"{what[0].upper()}{what[1:]} for the US ({who}; {when}): {self.verdict}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("what", "unit", "5 %", "25 %", "middle", "75 %", "95 %", "mean")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The worth first, then what it comes from."""
        for one in (*self.spreads, *self.reference):
            million = one.unit == USD and abs(one.mean) >= _MILLION
            scale, unit = (_MILLION, f"million {USD}") if million else (1.0, one.unit)
            yield (one.name, unit, *(_rounded(q / scale) for q in one.quantiles), _rounded(one.mean / scale))

    def odds_sentence(self) -> str:
        """The odds in words."""
        worth = self.spreads[0]
        return (
            f"Odds that it pays: {self.odds * 100:.0f} in 100. Middle worth {_millions(worth.quantiles[2])}, one in "
            f"twenty below {_millions(worth.quantiles[0])}, one in twenty above {_millions(worth.quantiles[-1])}."
        )

    def deciding_sentence(self) -> str:
        """What decides it, in words."""
        told = [f"{called(one.name)} ({max(one.total, 0) * 100:.0f} %)" for one in self.influences[:DECIDING]]
        return f"What decides it, with its part in the spread of the result: {', '.join(told)}."

    def notes(self) -> Sequence[str]:
        """Odds, what decides, break-even, waiting, partners, buyers, the law, and what the result can't know."""
        return (
            self.odds_sentence(),
            self.deciding_sentence(),
            self._break_even(),
            self._option(),
            self.mind.sentence(),
            self._partners(),
            f"Sales are taken from {', '.join(f'{name} ({share:.0%})' for name, share in self.losers)}. "
            f"Of its buyers {self.diverted:.0%} would have bought another car of {self.partners[0].capitalize()}, "
            f"{self.grown:.0%} no new car; it is sold for {self.lasted:.1f} years on average before it is given up.",
            *self.limits(),
            f"Seed {self.asked.seed}, {self.asked.draws:,} draws; in {self.unsolved:.2%} prices did not settle.",
        )

    def limits(self) -> Sequence[str]:
        """The law on the day, and what the result can't know."""
        return (
            f"{self.law}; the sum for certification and engineering is the price of changing that.",
            "The level of sales is that of past small cars, price and rivals move it by the demand model; no survey of "
            "American interest in kei cars exists, and most costs are assumptions (see the inputs).",
        )

    def _break_even(self) -> str:
        units, rate = self.break_even_units, self.break_even_fx
        sold = f"{units:,.0f} cars a year" if units else "no volume"
        money = f"{rate:.0f} JPY per USD" if rate else "no exchange rate between 75 and 360 JPY per USD"
        return f"The odds are even at {sold} over five years, or at {money}."

    def _option(self) -> str:
        option = self.option
        starts = f"it starts at once in {option.starts[0]:.0%} of draws, later in {sum(option.starts[1:]):.0%}"
        adds = "nothing" if option.adds < _MILLION / 2 else f"{_millions(option.adds)} to the mean"
        return f"The right to wait up to five years for a rule adds {adds} ({starts})."

    def _partners(self) -> str:
        best = max(self.variants, key=lambda one: one.odds)
        where = "built there" if best.build == BUILT else "imported"
        who = " and ".join(map(str.capitalize, best.partners))
        return f"Best odds of the variants: {who}, {where}, {best.odds * 100:.0f} in 100."

    def html(self) -> str:
        """The answer as a self-contained page with charts."""
        from yellowplate.entry.page import html

        return html(self)

    def data(self) -> Any:
        """Everything, with every input, its source, confidence and kind."""
        own = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _PLAIN}
        return {
            "answer": self.title,
            "odds": self.odds,
            "deciding": list(self.deciding),
            "asked": {**asdict(self.asked), "on": self.asked.day.isoformat(), "given": dict(self.asked.given)},
            "sentences": list(self.notes()),
            **{name: _plain(value) for name, value in own.items()},
        }


_PLAIN = ("asked", "odds", "worths")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def steps(asked: Asked) -> int:
    """How many draws an appraisal takes in all, for a progress bar."""
    return asked.draws + _VARIANTS * min(VARIANT_DRAWS, asked.draws)


def appraise(catalog: Catalog, asked: Asked, workers: int = 1, done: Callable[[int], None] | None = None) -> Appraisal:
    """Would it pay; `done` hears how many draws are finished. Raises UsageError for what can't be answered."""
    case = case_of(catalog, asked)
    with single_threaded():
        draws = simulate(case, asked.draws, workers, done)
        cash = worth(case, draws)
        ways = variants(case, min(VARIANT_DRAWS, asked.draws), workers, done)
        swings = tornado(case)
        return _answer(case, draws, cash, ways, swings)


def _answer(case: Case, draws: Draws, cash: Cash, ways: tuple[Variant, ...], swings: tuple[Swing, ...]) -> Appraisal:
    ahead, central = setting(case), effective(case, case.inputs.central())
    mind = mentality(case, draws)
    parts = unit_costs(central, central["fx"], central["duty"], case.offer.build)
    price = float(np.median(draws.sales.price))
    shares = [(name, float(central[name][0]) * price) for name in SHARES_OF_STICKER]
    return Appraisal(
        case.asked,
        case.car.name,
        case.partners,
        case.law,
        float((cash.value > 0).mean()),
        _spreads(draws, cash, case.offer.build),
        (*((name, float(cost[0])) for name, cost in parts.items()), *shares),
        tuple((name, float(cost[0])) for name, cost in investment(central, case.offer.build).items()),
        (
            _forecast("reference class: first full year", ahead.first.sample),
            _forecast("reference class: a year over five", ahead.level.sample),
        ),
        ahead.class_price_usd,
        swings,
        sobol(case, swings),
        ways,
        right_to_wait(case, draws),
        mind,
        None if mind.volume is None else mind.volume * middle_units(draws),
        break_even_fx(case, draws),
        _losers(ahead.today.names, draws),
        float(draws.taken[:, [owner == case.offer.owner for owner in ahead.today.owners]].sum(axis=1).mean()),
        float(1 - draws.taken.sum(axis=1).mean()),
        float(cash.lasted.mean()),
        float(1 - draws.converged.mean()),
        tuple(case.inputs.values()),
        tuple(np.quantile(cash.value, np.linspace(0.005, 0.995, 199)).tolist()),
    )


def _losers(names: Sequence[str], draws: Draws) -> tuple[tuple[str, float], ...]:
    """The cars that lose most, with the share of the entrant's buyers that they lose."""
    taken = draws.taken.mean(axis=0)
    return tuple((names[at], float(taken[at])) for at in np.argsort(-taken, kind="stable")[:_LOSERS])


def _spreads(draws: Draws, cash: Cash, build: str) -> tuple[Spread, ...]:
    cost = sum(unit_costs(draws.values, draws.around.fx[:, LEAD], draws.around.duty[:, LEAD], build).values())
    return (
        _spread("worth", USD, cash.value),
        _spread("sticker", USD, draws.sales.price),
        _spread("cost of a car, landed", USD, np.asarray(cost)),
        _spread("units in the first year", "cars", draws.sales.units[:, 0]),
        _spread("units a year over five", "cars", draws.sales.units[:, :YEARS].mean(axis=1)),
        _spread("spent before the first sale", USD, cash.invested),
    )


def _spread(name: str, unit: str, values: Any) -> Spread:
    return Spread(name, unit, float(values.mean()), tuple(np.quantile(values, QUANTILES).tolist()))


def _forecast(name: str, sample: Callable[[Any], Any]) -> Spread:
    return _spread(name, "cars", np.exp(sample((np.arange(2_000) + 0.5) / 2_000)))


def leaning(odds: float) -> int:
    """To which side odds lean: 1 it pays, -1 it loses, 0 a toss-up."""
    return 0 if abs(odds - 0.5) < _TOSS_UP else 1 if odds > 0.5 else -1


def called(name: str) -> str:
    """An input as people call it."""
    return _NAMES.get(name, name.replace("_", " "))


def _rounded(value: float) -> int:
    """Three figures tell as much as is known."""
    return int(float(f"{value:.3g}"))


def _millions(value: float) -> str:
    return f"{value / _MILLION:,.0f} million {USD}"
