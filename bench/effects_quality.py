"""How far verdicts on effects can be trusted: made-up panels in which nothing happened, then ones in which it did.

    python -m bench.effects_quality [--panels 2000] [--rival-panels 100] [--jobs 2] [--quick]

Each cell of the grid (months before the event, persistence, donors) gets that many panels with the gaps of the packaged
data, and twenty times as many where the gates let some verdicts pass, but too few to tell a rate by. `bare` rejects
where the car is first among itself and all donors known throughout, as far as 5 % or so few allow, without any gate;
`verdicts` is how often the gates let one be given, `rejects` how often it is an effect though nothing happened, among
the verdicts. Power is how often a planted effect is found, among verdicts. `covers` is how often the interval holds a
planted +20 %, beside the confidence that was claimed; `bounded` how often it has two ends. In the second table only the
car with the event is persistent, so that it isn't like its donors. pysyncon (extra `dev`) gets a sample of the same
panels with the donors that `bare` takes, and its own p-value.
"""

from __future__ import annotations

import argparse
import itertools
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from functools import cache

import numpy as np

from bench.effects_panels import AFTER, Cell, made, real_masks
from yellowplate.effects.donors import choose
from yellowplate.effects.estimate import Window, fit
from yellowplate.effects.inference import Statistic
from yellowplate.effects.measure import LEVEL, Measured, measure
from yellowplate.effects.panel import Panel
from yellowplate.effects.scale import Scale
from yellowplate.effects.simplex import Bools, Floats
from yellowplate.effects.timing import Timing

SEED = 6
EFFECTS = (0.1, 0.2, 0.4)
COVERED = 0.2
GRID = [Cell(*cell) for cell in itertools.product((4, 10, 24, 60), (0.0, 0.5, 0.9), (8, 20, 40))]
APART = [
    Cell(before, left, donors, apart=True)
    for before, left, donors in itertools.product((24, 60), (0.5, 0.9), (8, 20, 40))
]
_BATCH = 50
ENOUGH, MORE = 100, 20


@dataclass
class Counts:
    """What became of the panels of a cell."""

    panels: int = 0
    bare: int = 0
    bare_rejects: int = 0
    verdicts: int = 0
    rejects: int = 0
    claimed: float = 0.0
    covered: int = 0
    bounded: int = 0
    found: dict[float, int] = field(default_factory=lambda: dict.fromkeys(EFFECTS, 0))
    rival: int = 0
    rival_rejects: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of more panels."""
        for name in (one.name for one in fields(self) if one.name != "found"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for effect, count in other.found.items():
            self.found[effect] += count


def main() -> None:
    """Print a line for each cell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--panels", type=int, default=2000)
    parser.add_argument("--rival-panels", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="100 panels a cell and no rival")
    given = parser.parse_args()
    panels, rivals = (100, 0) if given.quick else (given.panels, given.rival_panels)
    print(f"{panels} panels a cell, seed {SEED}, {AFTER} months after the event, level {LEVEL:.0%}")
    head = [
        "before",
        "left",
        "donors",
        "bare",
        "verdicts",
        "rejects",
        *(f"+{e:.0%}" for e in EFFECTS),
        "covers",
        "bounded",
    ]
    with ProcessPoolExecutor(given.jobs) as pool:
        worst = [_table(pool, title, cells, panels, head) for title, cells in (("all alike", GRID), ("apart", APART))]
        if rivals:
            _rivals(pool, [c for c in GRID if c.before in (10, 24) and c.donors <= 20], rivals)
    print(f"most rejections in a cell with at least {ENOUGH} verdicts: {worst[0]:.1%} alike, {worst[1]:.1%} apart")


def _table(pool: ProcessPoolExecutor, title: str, cells: Sequence[Cell], panels: int, head: Sequence[str]) -> float:
    print(f"\n{title}\n" + " ".join(f"{name:>8}" for name in head), flush=True)
    worst = 0.0
    for cell in cells:
        counts = Counts()
        for part in pool.map(_run, itertools.repeat(cell), _batches(0, panels)):
            counts.add(part)
        if 0 < counts.verdicts < ENOUGH:
            for part in pool.map(_run, itertools.repeat(cell), _batches(panels, MORE * panels)):
                counts.add(part)
        print(" ".join(f"{value:>8}" for value in _line(cell, counts)), flush=True)
        if counts.verdicts >= ENOUGH:
            worst = max(worst, counts.rejects / counts.verdicts)
    return worst


def _batches(first: int, last: int) -> Iterator[range]:
    return (range(at, min(at + _BATCH, last)) for at in range(first, last, _BATCH))


def _line(cell: Cell, counts: Counts) -> list[str]:
    shares = [_share(counts.bare_rejects, counts.bare), _share(counts.verdicts, counts.panels)]
    shares += [_share(counts.rejects, counts.verdicts), *(_share(counts.found[e], counts.verdicts) for e in EFFECTS)]
    shares += [_share(part, counts.verdicts) for part in (counts.covered, counts.claimed, counts.bounded)]
    return [str(cell.before), str(cell.persistence), str(cell.donors), *shares]


def _share(part: float, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


@cache
def _masks() -> Bools:
    return real_masks()


def _panels(cell: Cell, numbers: range) -> Iterator[Panel]:
    for number in numbers:
        key = zlib.crc32(repr((SEED, cell, number)).encode())
        yield made(np.random.default_rng(key), cell, _masks())


def _run(cell: Cell, numbers: range) -> Counts:
    counts = Counts()
    for panel in _panels(cell, numbers):
        counts.panels += 1
        _bare(panel, cell, counts)
        measured = _measured(panel, cell, 0.0)
        if measured is None or measured.refused:
            continue
        counts.verdicts += 1
        counts.rejects += measured.clear
        for effect in EFFECTS:
            planted = _measured(panel, cell, effect)
            assert planted is not None
            counts.found[effect] += planted.clear and planted.effect > 0
            if effect == COVERED:
                actual = float(planted.window.after[0, :, planted.treated].mean())
                counts.claimed += 1 - planted.level
                counts.covered += _covers(planted, actual)
                counts.bounded += bool(planted.interval) and bool(np.isfinite(planted.interval).all())
    return counts


def _covers(planted: Measured, actual: float) -> bool:
    """Whether the interval of relative effects holds the planted one."""
    true = COVERED * actual / (1 + COVERED)
    return any(low <= true <= high for low, high in planted.interval)


def _measured(panel: Panel, cell: Cell, effect: float) -> Measured | None:
    """The first unit measured as the desk does, after an effect was planted in it; None where it can't be set up."""
    first = panel.times[cell.before]
    when = Timing(first - 1, first, panel.times[-1])
    choice = choose(panel, panel.units[0], when, {}, dict.fromkeys(panel.units, ()))
    if not choice.donors:
        return None
    units = sorted((panel.units[0], *choice.donors))
    columns = [panel.units.index(unit) for unit in units]
    before, after = ([time - panel.times[0] for time in side] for side in (choice.before, choice.after))
    values = panel.values[:, columns].copy()
    values[cell.before :, 0] *= 1 + effect
    outcome = Scale.of(values, before, None).outcome
    return measure(outcome[before], outcome[after], ~np.eye(len(units), dtype=bool), 0)


def _complete(panel: Panel, cell: Cell) -> tuple[Floats, Floats] | None:
    """Outcomes of the car and all lines known whenever it is; None where fewer than two lines are."""
    rows = ~np.isnan(panel.values[:, 0])
    known = panel.values[rows]
    known = known[:, ~np.isnan(known).any(axis=0)]
    split = int(rows[: cell.before].sum())
    if known.shape[1] < 3 or split < 2 or split == len(known):
        return None
    outcome = known / known[:split].mean(axis=0)
    return outcome[:split], outcome[split:]


def _bare(panel: Panel, cell: Cell, counts: Counts) -> None:
    sides = _complete(panel, cell)
    if sides is not None:
        units = sides[0].shape[1]
        test = Statistic.of(fit(Window(sides[0][None], sides[1][None], ~np.eye(units, dtype=bool))), 0).test()
        counts.bare += 1
        counts.bare_rejects += test.p <= max(LEVEL, test.least)


def _rivals(pool: ProcessPoolExecutor, cells: Sequence[Cell], panels: int) -> None:
    print(f"\npysyncon, {panels} panels a cell: how often its p-value is at most {LEVEL:.0%}", flush=True)
    for cell in cells:
        counts = Counts()
        for part in pool.map(_rival, itertools.repeat(cell), _batches(0, panels)):
            counts.add(part)
        line = [str(cell.before), str(cell.persistence), str(cell.donors), _share(counts.rival_rejects, counts.rival)]
        print(" ".join(f"{value:>8}" for value in line), f"  of {counts.rival}", flush=True)


def _rival(cell: Cell, numbers: range) -> Counts:
    import pandas as pd
    from pysyncon import Synth
    from pysyncon.utils import PlaceboTest

    counts = Counts()
    for panel in _panels(cell, numbers):
        sides = _complete(panel, cell)
        if sides is None:
            continue
        table = pd.DataFrame(np.vstack(sides))
        gaps = {}
        for unit in table:
            donors, target = table.drop(columns=unit), table[unit]
            synth = Synth()
            past = slice(0, len(sides[0]) - 1)
            given = {"X0": donors.loc[past], "X1": target.loc[past], "Z0": donors.loc[past], "Z1": target.loc[past]}
            synth.fit(**given, custom_V=np.ones(len(sides[0])))
            gaps[unit] = target - (donors * synth.W).sum(axis=1)
        test = PlaceboTest()
        test.gaps = pd.DataFrame({unit: gap for unit, gap in gaps.items() if unit != 0})
        test.treated_gap = gaps[0].rename(0)
        counts.rival += 1
        counts.rival_rejects += test.pvalue(len(sides[0]) - 1) <= LEVEL
    return counts


if __name__ == "__main__":
    main()
