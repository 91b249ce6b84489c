"""How the forecasts behind `enter` would have fared on past entrants; prints the tables of docs/entry.md.

python -m bench.entry_backtest
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from yellowplate.entry.backtest import BARE, FIVE, POOLED, Score, back_test, exits, third_year_signs


def main() -> None:
    """Print the scores, each forecast, and whether the pooled reference is good enough to be used."""
    found = back_test()
    _table(found.columns, [["" if cell is None else str(cell) for cell in row] for row in found.rows()])
    print()
    head = ("case", "target", "model", "forecast", "came", "abs. log error", "in 80 %")
    _table(head, [_line(score) for score in found.scores])
    right, of = third_year_signs()
    print(f"\nSign of the third year against the first: right in {right} of {of}.")
    told = [f"{e.nameplate} {e.forecast or 'no case to go by'} ({e.came})" for e in exits()]
    print(f"Last year on sale, forecast three years after launch (and as it came): {'; '.join(told)}.")
    five = [score for score in found.scores if score.target == FIVE]
    crps = {model: np.mean([score.crps for score in five if score.model == model]) for model in (BARE, POOLED)}
    print(f"Five-year CRPS: {POOLED} {crps[POOLED]:.3f}, {BARE} {crps[BARE]:.3f}.")
    sys.exit(0 if crps[POOLED] < crps[BARE] else 1)


def _line(score: Score) -> list[str]:
    inside = "" if not score.held else "yes" if score.held[1] else "no"
    units = (f"{np.exp(score.forecast):,.0f}", f"{np.exp(score.came):,.0f}")
    return [score.nameplate, score.target, score.model, *units, f"{score.error:.2f}", inside]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print(f"| {' | '.join(head)} |")
    print(f"|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
