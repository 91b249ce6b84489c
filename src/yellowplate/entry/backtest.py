"""How forecasts of this kind would have fared: past entrants, with nothing read that was later than the freeze.

Three forecasts at launch (first full year, mean of five years) and one a year after it (the mean of years two to five,
and whether the third year sells less than the first). Scores are of log units: absolute error of the middle, CRPS, and
whether the central 50, 80 and 95 percent hold what came. A point forecast scores its absolute error as CRPS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yellowplate.answers import Cell
from yellowplate.entry.evidence import Evidence, Launch
from yellowplate.entry.path import paths
from yellowplate.entry.reference import YEARS, Reference, full_years
from yellowplate.entry.streams import generator
from yellowplate.market.known import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FREEZES = {
    "Yugo GV": date(1985, 12, 31),
    "Ford Festiva": date(1987, 12, 31),
    "Geo Metro": date(1987, 12, 31),
    "Smart Fortwo": date(2007, 12, 31),
    "Fiat 500": date(2010, 12, 31),
    "Scion iQ": date(2010, 12, 31),
    "Chevrolet Spark": date(2012, 12, 31),
    "Mitsubishi Mirage": date(2012, 12, 31),
}
FIRST, FIVE, LATER = "first year", "five years", "years two to five"
BARE, POOLED, PLAN, CARRIED, TYPES = (
    "reference class",
    "pooled reference",
    "company plan",
    "last share carried forward",
    "two-type path",
)
_LEVELS = (0.5, 0.8, 0.95)
_SAMPLE, _SEED, _EXIT_AFTER = 400, 19850801, 3


@dataclass(frozen=True, slots=True)
class Score:
    """One forecast against what came: log units, absolute log error, CRPS, and whether each central interval held."""

    nameplate: str
    target: str
    model: str
    forecast: float
    came: float
    error: float
    crps: float
    held: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class BackTest(Sheet):
    """All scores; the tabular form has one row a target and model."""

    scores: tuple[Score, ...]

    @property
    def title(self) -> str:
        """What was tested."""
        return f"Forecasts of {len(FREEZES)} past entrants, each frozen before its launch"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return (
            "target",
            "model",
            "cases",
            "abs. log error",
            "CRPS",
            "50 %",
            "80 %",
            "95 %",
            "better than class",
            "sign test p",
        )

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Mean scores, and on the same cases in how many a model is better than the bare reference class."""
        for target, model in dict.fromkeys((s.target, s.model) for s in self.scores):
            own = [s for s in self.scores if (s.target, s.model) == (target, model)]
            held = [np.mean([s.held[at] for s in own]) if own[0].held else None for at in range(len(_LEVELS))]
            better, of = self.against_class(target, model)
            yield (
                target,
                model,
                len(own),
                round(float(np.mean([s.error for s in own])), 2),
                round(float(np.mean([s.crps for s in own])), 2),
                *(None if share is None else round(float(share), 2) for share in held),
                None if model == _base(target) else f"{better} of {of}",
                None if model == _base(target) else round(sign_test(better, of), 2),
            )

    def against_class(self, target: str, model: str) -> tuple[int, int]:
        """In how many cases, of how many, a model's CRPS is below that of the model it has to beat."""
        base = {s.nameplate: s.crps for s in self.scores if (s.target, s.model) == (target, _base(target))}
        own = [(s.crps, base[s.nameplate]) for s in self.scores if (s.target, s.model) == (target, model)]
        return sum(one < other for one, other in own), len(own)

    def notes(self) -> Sequence[str]:
        """How to read the scores."""
        return (
            "Lower errors and CRPS are better; intervals should hold 0.50, 0.80 and 0.95. With eight cases only large "
            "differences mean anything; p is of a two-sided sign test.",
        )


def _base(target: str) -> str:
    return CARRIED if target == LATER else BARE


def sign_test(better: int, of: int) -> float:
    """The two-sided probability of so lopsided a count if both were equally good."""
    far = max(better, of - better)
    return float(min(1.0, 2 * sum(comb(of, k) for k in range(far, of + 1)) / 2**of))


def back_test(evidence: Evidence | None = None) -> BackTest:
    """Score every model on every case; forecasts see frozen evidence, only the scores see what came."""
    evidence = evidence or Evidence()
    scores: list[Score] = []
    for nameplate, freeze in FREEZES.items():
        launch = evidence.candidate(nameplate)
        came = full_years(evidence, launch)
        truth = {FIRST: np.log(came[0]), FIVE: np.log(np.mean(came)), LATER: np.log(np.mean(came[1:]))}
        made = {**at_launch(evidence.at(freeze), nameplate), **planned(launch), **a_year_on(evidence, launch)}
        scores += [scored(nameplate, target, model, made[target, model], truth[target]) for target, model in made]
    order = {pair: at for at, pair in enumerate(product((FIRST, FIVE, LATER), (BARE, POOLED, PLAN, CARRIED, TYPES)))}
    return BackTest(tuple(sorted(scores, key=lambda s: order[s.target, s.model])))


def at_launch(frozen: Evidence, nameplate: str) -> dict[tuple[str, str], Array]:
    """Forecasts at launch as samples of log units: the bare class and the pooled one."""
    launch = frozen.candidate(nameplate)
    shares = (np.arange(_SAMPLE) + 0.5) / _SAMPLE
    made: dict[tuple[str, str], Array] = {}
    for model, reference in (
        (BARE, Reference(frozen, nameplate, traits=(), drift=False)),
        (POOLED, Reference(frozen, nameplate)),
    ):
        made[FIRST, model] = reference.first_year(launch).sample(shares)
        made[FIVE, model] = reference.five_years(launch).sample(shares)
    return made


def planned(launch: Launch) -> dict[tuple[str, str], Array]:
    """The company's own forecast, as announced before the launch (some after the freeze: a head start for it)."""
    made: dict[tuple[str, str], Array] = {}
    if launch.plan and launch.plan.published <= launch.launched:
        made[FIRST, PLAN] = made[FIVE, PLAN] = np.array([np.log(launch.plan.middle)])
    return made


def a_year_on(evidence: Evidence, launch: Launch) -> dict[tuple[str, str], Array]:
    """Forecasts of years two to five once the first full year is known."""
    frozen = evidence.at(date(launch.first_full_year, 12, 31))
    first = np.log(frozen.units_in(launch.nameplate, launch.first_full_year) or np.nan)
    types = paths(frozen, launch.nameplate)
    ahead = types.draw(generator(_SEED, 0), 4_000, YEARS)[:, 1:]
    later = first + np.log(np.exp(ahead).mean(axis=1))
    shares = (np.arange(_SAMPLE) + 0.5) / _SAMPLE
    return {(LATER, CARRIED): np.array([first]), (LATER, TYPES): np.quantile(later, shares)}


def scored(nameplate: str, target: str, model: str, sample: Array, came: float) -> Score:
    """The score of one forecast, a point or an evenly weighted sample."""
    middle = float(np.median(sample))
    if len(sample) == 1:
        return Score(nameplate, target, model, middle, came, abs(middle - came), abs(middle - came), ())
    crps = np.abs(sample - came).mean() - 0.5 * np.abs(sample[:, None] - sample).mean()
    held = tuple(
        bool(np.quantile(sample, 0.5 - level / 2) <= came <= np.quantile(sample, 0.5 + level / 2)) for level in _LEVELS
    )
    return Score(nameplate, target, model, middle, float(came), abs(middle - came), float(crps), held)


class Exit(NamedTuple):
    """The last year on sale: as forecast three years after the launch, and as it came; None where nothing tells."""

    nameplate: str
    forecast: int | None
    came: int


def exits(evidence: Evidence | None = None) -> list[Exit]:
    """Forecast the end of each car by the middle life of the cars that had outlived three years and ended by then."""
    evidence = evidence or Evidence()
    found = []
    for nameplate, came in evidence.withdrawals().items():
        if nameplate not in FREEZES:
            continue
        launch = evidence.candidate(nameplate)
        frozen = evidence.at(date(launch.launched.year + _EXIT_AFTER, 12, 31))
        ended = frozen.withdrawals()
        lives = [ended[one.nameplate] - one.launched.year for one in frozen.launches() if one.nameplate in ended]
        lives = [life for life in lives if life > _EXIT_AFTER]
        found.append(Exit(nameplate, launch.launched.year + round(float(np.median(lives))) if lives else None, came))
    return found


def third_year_signs(evidence: Evidence | None = None) -> tuple[int, int]:
    """How often the two-type path, a year after launch, names the sign of the third year's change against the first."""
    evidence = evidence or Evidence()
    right, of = 0, 0
    for nameplate in FREEZES:
        launch = evidence.candidate(nameplate)
        came = full_years(evidence, launch)
        if len(came) < 3:
            continue
        types = paths(evidence.at(date(launch.first_full_year, 12, 31)), nameplate)
        expected = types.novelty * types.means[0] + (1 - types.novelty) * types.means[1]
        right, of = right + int((expected < 0) == (came[2] < came[0])), of + 1
    return right, of
