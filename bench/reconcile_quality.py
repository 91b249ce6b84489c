"""How well reconcile finds planted errors: `python -m bench.reconcile_quality [--json]`.

Each row is a number of made-up markets (bench/synthetic.py) at one error rate. The columns:

- reports, planted, identifiable: what there was to judge, what was false, and what of it could be found at all;
- precision: planted among the contradicted; `accused` counts the true and preliminary Reports that were contradicted;
- recall: identifiable errors that were contradicted or judged revised;
- value, cause: found errors whose `fits` agrees with the truth, and whose cause is the planted one; of the others,
  `unnamed` have no cause, as what would show it isn't known (a neighbour that nobody prints right), the rest have one
  that leads to the same number (one digit and a neighbour by chance; a slip of a car or two and a revision);
- revised: preliminary figures among the Reports judged revised (a planted error of few cars may look like one);
- inside: undisputed Figures whose interval holds the truth; exact: those known exactly; edition: of these, the ones
  that miss the truth by a revision, wrong: by more;
- outside: undisputed Figures whose interval leaves the truth out. Each rests on the Reports it names: `unshown` on an
  error of which the generator says that no arithmetic could have shown it, and on none that could be found;
  `preliminary` on figures of another edition alone; `excluded` is the rest, which is the engine's own doing;
- disputed: Figures that could not be decided; hold: of these, the ones whose interval holds the truth.

What only a preliminary page prints can only be known in that edition. Therefore `value`, `inside` and `hold` count a
figure as right that misses the final count by a revision, and a ratio that misses by one in its last digit.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from fractions import Fraction

from bench.synthetic import Market, Plan, Planted, make_market
from bench.world import REVISION
from yellowplate.catalog import Catalog
from yellowplate.facts import Figure, Judgement, Number, Report, Status, Verdict
from yellowplate.reconcile import Reconciliation, reconcile

RATES = (0.005, 0.01, 0.02, 0.05)
FOUND = (Judgement.CONTRADICTED, Judgement.REVISED)
COLUMNS = (
    *(
        "rate",
        "reports",
        "planted",
        "identifiable",
        "contradicted",
        "accused",
        "precision",
        "recall",
        "value",
        "cause",
        "unnamed",
    ),
    *("revised", "revised_right", "figures", "inside", "outside", "unshown", "preliminary", "excluded"),
    *("exact", "edition", "wrong", "disputed", "hold", "seconds"),
)

Cell = float | None
Tally = Counter[str]


def main() -> None:
    """Measure and print."""
    options = _options()
    rows = [measure(options, rate) for rate in options.rates]
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    last = options.first_seed + options.markets - 1
    print(f"{options.markets} markets, seeds {options.first_seed} to {last}")
    _print(rows)


def measure(options: argparse.Namespace, rate: float) -> dict[str, Cell]:
    """One row: all markets of one error rate."""
    tally: Tally = Counter()
    for seed in range(options.first_seed, options.first_seed + options.markets):
        plan = Plan(
            seed, nameplates=options.nameplates, years=options.years, publishers=options.publishers, error_rate=rate
        )
        market = make_market(plan)
        begun = time.perf_counter()
        result = reconcile(market.reports, {s.id: s for s in market.sources}, Catalog.packaged())
        tally["microseconds"] += round(1e6 * (time.perf_counter() - begun))
        judge(market, result, tally, verbose=options.verbose)
    return _row(rate, tally)


def judge(market: Market, result: Reconciliation, tally: Tally, *, verbose: bool = False) -> None:
    """Compare verdicts and Figures with the truth of a market."""
    tally["reports"] += len(market.reports)
    tally["planted"] += len(market.planted)
    tally["identifiable"] += sum(planted.identifiable for planted in market.planted.values())
    said = {report.id: report for report in market.reports}
    for name, verdict in result.verdicts.items():
        if verdict.judgement in FOUND:
            _judge_found(market, verdict, tally)
        if verbose and (complaint := _complaint(market, verdict)):
            print(f"seed {market.plan.seed}: {complaint}: {_said(said[name])} {verdict}", file=sys.stderr)
    for figure in result.figures:
        _judge_figure(market, figure, tally)


def _judge_found(market: Market, verdict: Verdict, tally: Tally) -> None:
    planted = market.planted.get(verdict.report)
    tally[verdict.judgement] += 1
    if planted is None:
        preliminary = verdict.report in market.revisions
        tally["accused"] += verdict.judgement is Judgement.CONTRADICTED
        tally["revised right"] += verdict.judgement is Judgement.REVISED and preliminary
        return
    tally["found"] += 1
    tally["found planted as contradicted"] += verdict.judgement is Judgement.CONTRADICTED
    tally["found identifiable"] += planted.identifiable
    tally["value"] += fits_truth(verdict.fits, planted.true)
    tally["cause"] += verdict.cause is planted.cause
    tally["unnamed"] += verdict.cause is None


def _complaint(market: Market, verdict: Verdict) -> str:
    planted: Planted | None = market.planted.get(verdict.report)
    if planted is None:
        known = "preliminary" if verdict.report in market.revisions else "true"
        return f"{known} but contradicted" if verdict.judgement is Judgement.CONTRADICTED else ""
    if verdict.judgement not in FOUND:
        return f"missed ({planted.cause}, should be {planted.true})" if planted.identifiable else ""
    if not fits_truth(verdict.fits, planted.true):
        return f"should be {planted.true}"
    return "" if verdict.cause is planted.cause else f"the cause was {planted.cause}"


def _said(report: Report) -> str:
    about = f"{report.source} says {report.measure} of {report.subject} in {report.segment}"
    return f"{about}, {report.period}, {report.place}: {report.number}"


def fits_truth(fits: str, true: Number) -> bool:
    """Whether a value, or an interval, that a verdict names agrees with the true number, give or take a revision.

    >>> fits_truth("16199", Number.parse("16198")), fits_truth("141.2..141.3", Number.parse("141.0"))
    (True, False)
    """
    if not fits:
        return False
    least, _, most = fits.partition("..")
    slack = Fraction(10) ** true.exponent if true.exponent < 0 else REVISION
    low, high = true.value - slack, true.value + slack
    return Fraction(least) <= high and (fits.endswith("..") or low <= Fraction(most or least))


def _judge_figure(market: Market, figure: Figure, tally: Tally) -> None:
    months = [market.truth.get((figure.series, month.start)) for month in figure.period.each()]
    if None in months:
        return
    truth = sum(units for units in months if units is not None)
    inside = any(truth + off in figure.interval for off in range(-REVISION, REVISION + 1))
    if figure.status is Status.DISPUTED:
        tally["disputed"] += 1
        tally["hold"] += inside
        return
    tally["figures"] += 1
    tally["inside"] += inside
    if not inside:
        tally["outside"] += 1
        tally[_why_outside(market, figure)] += 1
    tally["exact"] += figure.value is not None
    tally["edition"] += figure.value is not None and inside and figure.value != truth
    tally["wrong"] += figure.value is not None and not inside


def _why_outside(market: Market, figure: Figure) -> str:
    """What a Figure that leaves the truth out rests on: an error, an edition, or nothing that excuses it."""
    errors = [market.planted[name] for name in figure.reports_for if name in market.planted]
    if errors:
        return "excluded" if any(error.identifiable for error in errors) else "unshown"
    return "preliminary" if market.revisions.keys() & set(figure.reports_for) else "excluded"


def _row(rate: float, tally: Tally) -> dict[str, Cell]:
    counted: dict[str, Cell] = {name: tally[name] for name in COLUMNS}
    return counted | {
        "rate": rate,
        "precision": _share(tally["found planted as contradicted"], tally[Judgement.CONTRADICTED]),
        "recall": _share(tally["found identifiable"], tally["identifiable"]),
        "value": _share(tally["value"], tally["found"]),
        "cause": _share(tally["cause"], tally["found"]),
        "revised_right": _share(tally["revised right"], tally[Judgement.REVISED]),
        "inside": _share(tally["inside"], tally["figures"]),
        "seconds": round(tally["microseconds"] / 1e6, 2),
    }


def _share(part: int, whole: int) -> Cell:
    return round(part / whole, 5) if whole else None


def _print(rows: list[dict[str, Cell]]) -> None:
    cells = [list(COLUMNS), *([_text(row[name]) for name in COLUMNS] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS))]
    for line in cells:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


def _text(value: Cell) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How well reconcile finds planted errors.")
    parser.add_argument("--markets", type=int, default=20, help="markets for each error rate")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--rates", type=float, nargs="+", default=RATES, help="share of statements that are wrong")
    parser.add_argument("--nameplates", type=int, default=30)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--publishers", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="every wrong verdict on stderr")
    return parser.parse_args()


if __name__ == "__main__":
    main()
