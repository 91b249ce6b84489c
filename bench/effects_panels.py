"""Made-up markets for judging effects: common movements, cars of their own persistence, and the gaps of real data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yellowplate.desk import open_desk
from yellowplate.effects.panel import Grain, Panel, monthly
from yellowplate.effects.simplex import Bools, Floats
from yellowplate.facts import Segment

AFTER = 4
BEST_KNOWN = 16
_FIRST = 2020 * 12
_COMMON, _OWN, _SPREAD = 0.1, 0.12, 0.4


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of panel; in one `apart` only the car with the event is that persistent, its donors forget at once."""

    before: int
    persistence: float
    donors: int
    apart: bool = False


def real_masks() -> Bools:
    """Which months are known of the best-known lines of the packaged data, shape (months, lines)."""
    panel, _ = monthly(open_desk().tables, Segment.KEI_PASSENGER)
    known = ~np.isnan(panel.values)
    return np.asarray(known[:, np.argsort(-known.sum(axis=0), kind="stable")[:BEST_KNOWN]])


def made(rng: np.random.Generator, cell: Cell, masks: Bools) -> Panel:
    """One null panel, the first unit being the car with the event; nothing happened to it."""
    months, units = cell.before + AFTER, cell.donors + 1
    common = _series(rng, months, 2, cell.persistence) @ rng.normal(size=(2, units)) * 0.7
    own = _series(rng, months, units, 0.0 if cell.apart else cell.persistence)
    if cell.apart:
        own[:, 0] = _series(rng, months, 1, cell.persistence)[:, 0]
    size = _OWN * np.exp(rng.normal(size=units) * _SPREAD)
    level = np.exp(8.5 + rng.normal(size=units) * 0.6)
    values = np.round(level * np.exp(_COMMON * common + size * own))
    start = int(rng.integers(0, len(masks) - months + 1))
    lines = rng.integers(0, masks.shape[1], size=units)
    known = masks[start : start + months][:, lines]
    names = tuple(f"car/{unit:03d}" for unit in range(units))
    times = tuple(range(_FIRST, _FIRST + months))
    return Panel(Grain.MONTH, times, names, np.where(known, values, np.nan), np.zeros(known.shape, dtype=bool))


def _series(rng: np.random.Generator, months: int, units: int, persistence: float) -> Floats:
    """Autoregressive series of unit variance, from their stationary distribution on."""
    shocks = rng.normal(size=(months, units))
    series = shocks.copy()
    for month in range(1, months):
        series[month] = persistence * series[month - 1] + np.sqrt(1 - persistence**2) * shocks[month]
    return series
