"""How fast reconcile is, and how general solvers fare at its heart: `python -m bench.reconcile_speed`.

Two tables. First the whole of reconcile, each size in a process of its own: the packaged ledger cold, and made-up
markets that grow in years, nameplates, publishers and length of lists alike; `seconds` are those of the processor (one
thread does it all), `growth` is the time per Report against the first of them, `memory` what the process held at its
peak over what the Reports took.

Then error localisation alone: every series of the packaged ledger as one problem, given to the engine's own solver, to
CP-SAT and to HiGHS (at its default tolerance, and at a tight one), with weights by the kind of source and without
excusing anything as a revision. An answer failed if it breaks a statement that it keeps, in exact integers, if it
claims that there is none, or to be the best and isn't; `optimal` and `proved` count the right ones and the ones claimed
to be the best. What is the best is known where a rival proves it. `times` is the total time against ours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict

from bench.rivals import Component, Solved, cp_sat, from_reports, highs, ours, plain_weights
from bench.synthetic import Plan, make_market
from yellowplate.catalog import Catalog
from yellowplate.facts import Report, Source
from yellowplate.ledger import Ledger
from yellowplate.reconcile import reconcile

SIZES = (10_000, 100_000, 1_000_000)
ALLOWED_GROWTH = 1.5


class Run(TypedDict):
    """One run of the whole."""

    what: str
    reports: int
    figures: int
    seconds: float
    microseconds_each: float
    memory_mb: float


class Score(TypedDict):
    """One solver over all components."""

    solver: str
    components: int
    seconds: float
    slowest: float
    optimal: int
    proved: int
    failed: int
    unanswered: int


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.one:
        print(json.dumps(run_one(options.one)))
        return
    runs = [_apart(what) for what in ("packaged", *map(str, options.sizes))]
    scores = [] if options.no_rivals else race(options.limit, options.workers)
    if options.json:
        print(json.dumps({"runs": runs, "rivals": scores}, indent=2))
        return
    _print_runs(runs)
    if scores:
        _print_scores(scores, options)


def run_one(what: str) -> Run:
    """Reconcile the packaged ledger, or a made-up market of about so many Reports, in this process."""
    reports, sources = _packaged() if what == "packaged" else _made_up(int(what))
    catalog = Catalog.packaged()
    before = _memory_mb("VmRSS")
    _forget_peak()
    begun = time.process_time()
    result = reconcile(reports, sources, catalog)
    seconds = time.process_time() - begun
    return Run(
        what=what,
        reports=len(reports),
        figures=len(result.figures),
        seconds=round(seconds, 3),
        microseconds_each=round(1e6 * seconds / len(reports), 1),
        memory_mb=round(_memory_mb("VmHWM") - before, 1),
    )


def plan_for(size: int) -> Plan:
    """A plan whose market has about so many Reports, larger in every direction alike."""
    scale = (size / 10_000) ** (1 / 3)
    return Plan(
        seed=1,
        nameplates=round(30 * scale),
        years=round(3 * scale),
        publishers=round(12 * scale**1.45),
        depth=round(15 * scale),
    )


def race(limit: float, workers: int) -> list[Score]:
    """Give every component of the packaged ledger to each solver."""
    reports, sources = _packaged()
    components = from_reports(reports, plain_weights(reports, sources))
    solvers: dict[str, Callable[[Component], Solved]] = {
        "yellowplate": ours,
        "CP-SAT": lambda component: cp_sat(component, limit, workers),
        "HiGHS, tolerance 1e-6": lambda component: highs(component, limit, 1e-6),
        "HiGHS, tolerance 1e-9": lambda component: highs(component, limit, 1e-9),
    }
    solved = {name: [solve(component) for component in components] for name, solve in solvers.items()}
    rivals = [found for name, found in solved.items() if name != "yellowplate"]
    optimum = [_optimum(answers) for answers in zip(*rivals, strict=True)]
    return [_score(name, found, optimum) for name, found in solved.items()]


def _optimum(answers: tuple[Solved, ...]) -> int | None:
    """The least cost that holds in exact integers, where some solver proved that nothing is cheaper."""
    right = [answer for answer in answers if answer.cost is not None and not answer.failure]
    proved = any(answer.proved for answer in right)
    return min(answer.cost for answer in right if answer.cost is not None) if proved else None


def _score(name: str, found: list[Solved], optimum: list[int | None]) -> Score:
    pairs = list(zip(found, optimum, strict=True))
    return Score(
        solver=name,
        components=len(found),
        seconds=round(sum(answer.seconds for answer in found), 3),
        slowest=round(max(answer.seconds for answer in found), 3),
        optimal=sum(best is not None and answer.cost == best and not answer.failure for answer, best in pairs),
        proved=sum(answer.proved for answer in found),
        failed=sum(_failed(answer, best) for answer, best in pairs),
        unanswered=sum(answer.cost is None and not _failed(answer, best) for answer, best in pairs),
    )


def _failed(answer: Solved, best: int | None) -> bool:
    """Whether an answer is wrong, which running out of time is not."""
    if answer.cost is None:
        return "infeasible" in answer.failure or "refused" in answer.failure
    return bool(answer.failure) or (answer.proved and best is not None and answer.cost != best)


def _apart(what: str) -> Run:
    command = [sys.executable, "-m", "bench.reconcile_speed", "--one", what]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Run = json.loads(done.stdout.splitlines()[-1])
    return found


def _packaged() -> tuple[list[Report], Mapping[str, Source]]:
    ledger = Ledger.open()
    return ledger.reports(), ledger.sources()


def _made_up(size: int) -> tuple[list[Report], Mapping[str, Source]]:
    market = make_market(plan_for(size))
    return market.reports, {source.id: source for source in market.sources}


def _forget_peak() -> None:
    """Let the peak of this process begin anew (Linux), so that making up a market doesn't count."""
    Path("/proc/self/clear_refs").write_text("5")


def _memory_mb(field: str) -> float:
    """Resident memory now (VmRSS) or at its peak (VmHWM)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"/proc/self/status names no {field}; this benchmark measures memory on Linux only.")


def _print_runs(runs: list[Run]) -> None:
    print(
        f"{'reconcile':>12} {'reports':>10} {'figures':>10} {'seconds':>9} {'us each':>8} {'growth':>7} {'memory':>9}"
    )
    made_up = [run for run in runs if run["what"] != "packaged"]
    for run in runs:
        growth = run["microseconds_each"] / made_up[0]["microseconds_each"] if run in made_up else None
        late = " too steep" if growth is not None and growth > ALLOWED_GROWTH else ""
        print(
            f"{run['what']:>12} {run['reports']:>10,} {run['figures']:>10,} {run['seconds']:>9.2f} "
            f"{run['microseconds_each']:>8.1f} {'-' if growth is None else f'{growth:.2f}':>7} "
            f"{run['memory_mb']:>6,.0f} MB{late}"
        )


def _print_scores(scores: list[Score], options: argparse.Namespace) -> None:
    print(f"\nlocalisation by series, at most {options.limit:g} s each, CP-SAT on {options.workers} workers")
    titles = f"{'optimal':>8} {'proved':>7} {'failed':>7} {'unanswered':>11}"
    print(f"{'solver':>22} {'components':>10} {'seconds':>9} {'times':>7} {'slowest':>8} {titles}")
    for score in scores:
        print(
            f"{score['solver']:>22} {score['components']:>10} {score['seconds']:>9.2f} "
            f"{score['seconds'] / scores[0]['seconds']:>7.1f} {score['slowest']:>8.2f} "
            f"{score['optimal']:>8} {score['proved']:>7} {score['failed']:>7} {score['unanswered']:>11}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast reconcile is, and how general solvers fare at its heart.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="Reports of the made-up markets")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds a rival may take for one component")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="threads of CP-SAT")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", metavar="SIZE", help="one size in this process: packaged, or a number of Reports")
    return parser.parse_args()


if __name__ == "__main__":
    main()
