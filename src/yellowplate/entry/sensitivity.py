"""What the result hangs on: one input at a time (tornado), and all together (Sobol indices by SALib)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yellowplate.entry.ask import Case
from yellowplate.entry.equilibrium import Pivot
from yellowplate.entry.inputs import VOLUME
from yellowplate.entry.money import DUTY_STEPS
from yellowplate.entry.simulate import central, middle, setting
from yellowplate.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DUTY = "duty"
_WIDEST, _SAMPLE, _OUTER = 8, 128, (0.05, 0.95)
_CHUNK = 250


@dataclass(frozen=True, slots=True)
class Swing:
    """One input at its low and high value, the rest central: the worth in dollars in a world that stands still."""

    name: str
    low: float
    high: float
    worth_low: float
    worth_high: float

    @property
    def span(self) -> float:
        """How far the worth moves."""
        return abs(self.worth_high - self.worth_low)


@dataclass(frozen=True, slots=True)
class Influence:
    """The share of the variance of the worth that an input explains alone (`first`) and with others (`total`)."""

    name: str
    first: float
    total: float


def tornado(case: Case) -> tuple[Swing, ...]:
    """All uncertain inputs, with the volume, the exchange rate and the duty, the widest swing first."""
    ranges = _ranges(case)
    rows = 2 * len(ranges)
    changed, level = {}, np.full(rows, _expected(case))
    for place, (name, (low, high)) in enumerate(ranges.items()):
        if name == VOLUME:
            level[2 * place : 2 * place + 2] = low, high
            continue
        column = np.full(rows, case.inputs[name].central)
        column[2 * place : 2 * place + 2] = low, high
        changed[name] = column
    value = central(case, changed, level, middle(case)).value
    swings = [
        Swing(name, low, high, float(value[2 * place]), float(value[2 * place + 1]))
        for place, (name, (low, high)) in enumerate(ranges.items())
    ]
    return tuple(sorted((one for one in swings if one.span > 0), key=lambda one: (-one.span, one.name)))


def _expected(case: Case) -> float:
    """Expected units a year, the draws of the forecast averaged."""
    shares = (np.arange(999) + 0.5) / 999
    return float(np.exp(setting(case).level.sample(shares)).mean())


def _ranges(case: Case) -> dict[str, tuple[float, float]]:
    level = setting(case).level
    ranges = {name: (one.low, one.high) for name, one in case.inputs.items() if one.uncertain}
    ranges[VOLUME] = tuple(float(np.exp(level.quantile(share))) for share in _OUTER)  # type: ignore[assignment]
    if case.inputs[DUTY].kind != "given":
        ranges[DUTY] = DUTY_STEPS
    unmoved = ("fx_volatility", "fuel_volatility", "duty_change", "rule_odds", "study", "passthrough", "platform")
    return {name: span for name, span in ranges.items() if name not in unmoved}


def sobol(case: Case, swings: tuple[Swing, ...]) -> tuple[Influence, ...]:
    """Sobol indices of the inputs with the widest swings; raises UsageError without the extra `entry`."""
    sample, analyze = _salib()
    names = [swing.name for swing in swings[:_WIDEST]]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    points = sample(problem, _SAMPLE, calc_second_order=False, seed=case.asked.seed % 2**32)
    at = middle(case)
    chunks = [points[first : first + _CHUNK] for first in range(0, len(points), _CHUNK)]
    value = np.concatenate([_worth_at(case, names, chunk, at) for chunk in chunks])
    # The worth has a long tail; its signed root keeps a few draws from deciding everything.
    rooted = np.sign(value) * np.sqrt(np.abs(value))
    indices = analyze(problem, rooted, calc_second_order=False, seed=case.asked.seed % 2**32, num_resamples=10)
    found = [Influence(n, float(f), float(t)) for n, f, t in zip(names, indices["S1"], indices["ST"], strict=True)]
    return tuple(sorted(found, key=lambda one: (-one.total, one.name)))


def _worth_at(case: Case, names: list[str], points: Array, at: Pivot) -> Array:
    changed: dict[str, Array] = {}
    level = np.full(len(points), _expected(case))
    for place, name in enumerate(names):
        share = points[:, place]
        if name == VOLUME:
            level = np.exp(setting(case).level.sample(share))
        elif name == DUTY:
            changed[name] = np.where(share < 0.5, *DUTY_STEPS)
        else:
            changed[name] = case.inputs[name].at(share)
    return central(case, changed, level, at).value


def _salib() -> tuple[Any, Any]:
    try:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from SALib.analyze import sobol as analysis
            from SALib.sample import sobol as sampling
    except ImportError:
        raise UsageError("Sobol indices need SALib; install it with `pip install yellowplate[entry]`.") from None
    return sampling.sample, analysis.analyze
