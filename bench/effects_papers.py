"""Two published studies again: Proposition 99 (2010) and the Basque country (2003), beside pysyncon in the same run.

    python -m bench.effects_papers [--data ../shared/data/reference] [--quick]

The data sets are read where they are present. Prints the weights, the gap, p, and the objective values side by side:
those of the inner problem (distance of the predictors under the same importances) for every unit in turn, and that of
the outer one (mean squared gap before the event), which pysyncon seeks by Nelder-Mead. Needs the extra `dev`.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from yellowplate.effects.estimate import Window, gaps
from yellowplate.effects.inference import Statistic
from yellowplate.effects.predictors import ByPredictors, fit_by_predictors
from yellowplate.effects.simplex import Floats

_SCHOOL = ("school.illit", "school.prim", "school.med", "school.high")
_SECTORS = ("agriculture", "energy", "industry", "construction", "services.venta", "services.nonventa")


@dataclass(frozen=True, slots=True)
class Paper:
    """A published study; `before` and `fitted` are years, the latter those whose misfit chooses the importances."""

    name: str
    treated: str
    units: tuple[str, ...]
    predictors: Floats
    outcome: Floats
    years: range
    event: int
    fitted: range

    def rows(self, years: range) -> Floats:
        """The outcome in some years."""
        return self.outcome[[year - self.years.start for year in years]]


def main() -> None:
    """Print both studies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/reference"))
    parser.add_argument("--quick", action="store_true", help="without the outer problem of pysyncon")
    given = parser.parse_args()
    for paper in (proposition_99(given.data), basque(given.data)):
        found = _ours(paper)
        _inner(paper, found)
        if not given.quick:
            _outer(paper, found)


def proposition_99(folder: Path) -> Paper:
    """California's tobacco programme, with the predictors of the paper."""
    cell = {(row["state"], int(row["year"])): row for row in _rows(folder / "california_prop99.csv")}
    states = tuple(sorted({state for state, _ in cell}))
    spans = [("lnincome", 1980, 1988), ("retprice", 1980, 1988), ("age15to24", 1980, 1988), ("beer", 1984, 1988)]
    spans += [("cigsale", year, year) for year in (1975, 1980, 1988)]
    predictors = np.array([[_mean(cell, state, *span) for state in states] for span in spans])
    years = range(1970, 2001)
    outcome = np.array([[_mean(cell, state, "cigsale", year, year) for state in states] for year in years])
    return Paper("Proposition 99", "California", states, predictors, outcome, years, 1989, range(1970, 1989))


def basque(folder: Path) -> Paper:
    """Terrorism in the Basque country, with the predictors of the paper; schooling in percent of all."""
    rows = _rows(folder / "basque.csv")
    cell = {(row["regionname"], int(float(row["year"]))): row for row in rows if row["regionno"] != "1.0"}
    regions = tuple(sorted({region for region, _ in cell}))
    school = np.array([[_mean(cell, region, level, 1964, 1969) for region in regions] for level in _SCHOOL])
    school[3] += [_mean(cell, region, "school.post.high", 1964, 1969) for region in regions]
    spans = [("invest", 1964, 1969), ("gdpcap", 1960, 1969), ("popdens", 1969, 1969)]
    spans += [(f"sec.{sector}", 1961, 1969) for sector in _SECTORS]
    others = np.array([[_mean(cell, region, *span) for region in regions] for span in spans])
    years = range(1955, 1998)
    outcome = np.array([[_mean(cell, region, "gdpcap", year, year) for region in regions] for year in years])
    predictors = np.vstack([100 * school / school.sum(axis=0), others])
    treated = next(region for region in regions if region.startswith("Basque"))
    return Paper("Basque country", treated, regions, predictors, outcome, years, 1970, range(1960, 1970))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _mean(cell: dict[tuple[str, int], dict[str, str]], unit: str, column: str, since: int, until: int) -> float:
    values = [cell[unit, year][column] for year in range(since, until + 1)]
    return float(np.mean([float(value) for value in values if value]))


def _ours(paper: Paper) -> ByPredictors:
    units = len(paper.units)
    allowed = ~np.eye(units, dtype=bool)
    found = fit_by_predictors(paper.predictors, paper.rows(paper.fitted), np.arange(units), allowed)
    home = paper.units.index(paper.treated)
    before, after = range(paper.years.start, paper.event), range(paper.event, paper.years.stop)
    window = Window(paper.rows(before)[None], paper.rows(after)[None], allowed)
    fitted = gaps(window, found.weights[None])
    test = Statistic.of(fitted, home).test()
    print(f"\n{paper.name}: {paper.treated}")
    for at in np.argsort(-found.weights[home])[:6]:
        print(f"  {paper.units[at]:30} {found.weights[home, at]:.3f}")
    gap, total = fitted.after[0, -1, home], test.placebos + 1
    print(f"  gap in {after[-1]}: {gap:.2f}; place {test.place} of {total}, p = {test.p:.4f}")
    return found


def _inner(paper: Paper, found: ByPredictors) -> None:
    """Every unit's problem under our importances, solved by both, judged alike."""
    from pysyncon.base import VanillaOptimMixin

    scaled = paper.predictors / paper.predictors.std(axis=1, ddof=1, keepdims=True)
    worst, lower = -np.inf, 0
    for unit in range(len(paper.units)):
        donors, target = np.delete(scaled, unit, axis=1), scaled[:, unit]
        theirs, _ = VanillaOptimMixin.w_optimize(np.diag(found.importances[unit]), donors, target)
        theirs = np.clip(theirs, 0, None) / np.clip(theirs, 0, None).sum()
        ours = np.delete(found.weights[unit], unit)
        left, right = (found.importances[unit] @ np.square(target - donors @ weights) for weights in (ours, theirs))
        lower += bool(left <= right)
        worst = max(worst, float(left - right))
    print(f"  inner problems: ours equal or lower in {lower} of {len(paper.units)}; largest excess {worst:+.1e}")


def _outer(paper: Paper, found: ByPredictors) -> None:
    import pandas as pd
    from pysyncon import Synth

    names = list(paper.units)
    tables = [pd.DataFrame(table, columns=names) for table in (paper.predictors, paper.rows(paper.fitted))]
    sides = [side for table in tables for side in (table.drop(columns=paper.treated), table[paper.treated])]
    ours = found.loss[paper.units.index(paper.treated)]
    for begin in ("equal", "ols"):
        synth = Synth()
        try:
            synth.fit(X0=sides[0], X1=sides[1], Z0=sides[2], Z1=sides[3], optim_initial=begin)
        except ValueError as error:
            print(f"  outer problem, begun at {begin}: ours {ours:.6f}, pysyncon can't ({error})")
            continue
        print(f"  outer problem, begun at {begin}: ours {ours:.9f}, pysyncon {synth.loss_V:.9f}", end="; ")
        print(f"its weights {synth.weights(threshold=0.01).to_dict()}")


if __name__ == "__main__":
    main()
