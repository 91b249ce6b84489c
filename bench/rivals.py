"""Error localisation by the engine's own solver, by CP-SAT (OR-Tools) in integers, and by HiGHS as a big-M model.

All get the same neutral problem, one component at a time: nothing is excused as a revision, and no statement speaks of
two series. What the rivals answer is checked in exact integers.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import lcm
from typing import Any, Literal

from yellowplate.facts import Kind, Measure, Period, Relation, Report, Segment, Series, Source
from yellowplate.reconcile import series
from yellowplate.reconcile.claims import Claim, Ratio, Sum
from yellowplate.reconcile.hitting import Localiser
from yellowplate.reconcile.series import settle

_SERIES = Series("", Segment.ALL)  # a component is one series; which one makes no difference
Cell = tuple[str, int]
Row = tuple[dict[Cell, int], int | None, int | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that can be set aside at the cost of `weight`.

    A sum says lo <= units of the months first..last <= hi; a ratio says lo * base <= den * units <= hi * base, the
    base being the months base_first..base_last. `hi` None is unbounded. Months are numbers, both ends included.
    """

    kind: Literal["sum", "ratio"]
    series: str
    first: int
    last: int
    lo: int
    hi: int | None
    weight: int
    id: str
    base_first: int = 0
    base_last: int = -1
    den: int = 1

    def rows(self) -> list[Row]:
        """The linear rows: coefficients by cell, least, most."""
        units = [(self.series, month) for month in range(self.first, self.last + 1)]
        if self.kind == "sum":
            return [(dict.fromkeys(units, 1), self.lo, self.hi)]
        base = [(self.series, month) for month in range(self.base_first, self.base_last + 1)]
        rows: list[Row] = [(_difference(units, base, self.den, self.lo), 0, None)]
        if self.hi is not None:
            rows.append((_difference(units, base, self.den, self.hi), None, 0))
        return rows

    def holds(self, units: Mapping[Cell, int]) -> bool:
        """Whether it is true of an assignment, in exact integers."""
        for terms, least, most in self.rows():
            total = sum(factor * units[cell] for cell, factor in terms.items())
            if (least is not None and total < least) or (most is not None and total > most):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solver made of a component.

    `cost` is the weight set aside, None where it found nothing; `proved` whether it claims that nothing is cheaper;
    `failure` says what is wrong with its answer, empty where nothing is.
    """

    cost: int | None
    removed: frozenset[str]
    proved: bool
    seconds: float
    failure: str = ""


Component = Sequence[Statement]


def from_reports(reports: Iterable[Report], weights: Mapping[str, int]) -> list[list[Statement]]:
    """The components of Reports of exact units and rounded ratios: one for each series, in a fixed order.

    `weights` is by report id; Reports that say the same are one statement, of the greatest of their weights.
    """
    merged: dict[Statement, Statement] = {}
    for report in reports:
        if (said := _statement(report, weights.get(report.id, 0))) is not None:
            key = Statement(said.kind, said.series, said.first, said.last, said.lo, said.hi, 0, "", *_base(said))
            if key not in merged or (said.weight, said.id) > (merged[key].weight, merged[key].id):
                merged[key] = said
    found: dict[str, list[Statement]] = defaultdict(list)
    for said in merged.values():
        found[said.series].append(said)
    return [sorted(found[series], key=lambda said: said.id) for series in sorted(found)]


def plain_weights(reports: Iterable[Report], sources: Mapping[str, Source]) -> dict[str, int]:
    """Weights by the kind of source alone, by report id: for use without an engine's own."""
    by_kind = {Kind.OFFICIAL: 600, Kind.MAKER: 200}
    return {report.id: by_kind.get(sources[report.source].kind, 100) for report in reports}


def ours(component: Component) -> Solved:
    """Solve as the engine does: glue, bounds and cores of one series, and the cheapest set that hits every core."""
    begun = time.perf_counter()
    said = sorted(component, key=lambda said: (-said.weight, said.kind, said.id))
    claims = [Claim(_SERIES, _says(one), (), frozenset(), one.weight) for one in said]
    with _no_revisions():
        best = Localiser([one.weight for one in said], lambda removed: settle(claims, removed).cores).solve()
    assert best is not None, "nothing is asked to be kept"
    cost, removed = sum(said[place].weight for place in best), frozenset(said[place].id for place in best)
    return Solved(cost, removed, True, time.perf_counter() - begun)


@contextmanager
def _no_revisions() -> Iterator[None]:
    """Let the engine excuse nothing, not even a car: the rivals know no editions."""
    usual = series.tolerance
    series.tolerance = lambda months: 0
    try:
        yield
    finally:
        series.tolerance = usual


def _says(said: Statement) -> Sum | Ratio:
    run = Period(said.first, said.last - said.first + 1)
    if said.kind == "sum":
        return Sum(run, said.lo, said.hi)
    base = Period(said.base_first, said.base_last - said.base_first + 1)
    return Ratio(run, base, said.lo, said.hi if said.hi is not None else 10**9, said.den)


def cp_sat(component: Component, limit: float, workers: int = 1) -> Solved:
    """Solve with OR-Tools' CP-SAT: a Boolean for each statement, its rows enforced while it is kept."""
    from ortools.sat.python import cp_model

    begun = time.perf_counter()
    model: Any = cp_model.CpModel()
    cap = most_units(component)
    cells = {cell: model.new_int_var(0, cap, "") for cell in _cells(component)}
    kept = {said.id: model.new_bool_var("") for said in component}
    for said in component:
        for terms, least, most in said.rows():
            total = sum(factor * cells[cell] for cell, factor in terms.items())
            if least is not None:
                model.add(total >= least).only_enforce_if(kept[said.id])
            if most is not None:
                model.add(total <= most).only_enforce_if(kept[said.id])
    for cell, printed in _printed(component).items():
        model.add_hint(cells[cell], printed)
    for flag in kept.values():
        model.add_hint(flag, True)
    model.minimize(sum(said.weight * (1 - kept[said.id]) for said in component))
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    seconds = time.perf_counter() - begun
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, frozenset(), False, seconds, solver.status_name(status).lower())
    units = {cell: int(solver.value(variable)) for cell, variable in cells.items()}
    removed = frozenset(name for name, flag in kept.items() if not solver.value(flag))
    return _checked(component, removed, units, proved=status == cp_model.OPTIMAL, seconds=seconds)


def highs(component: Component, limit: float, tolerance: float = 1e-9) -> Solved:
    """Solve with HiGHS: integer units, a binary for each statement, every row relaxed by its own big M.

    A big M turns HiGHS's own default tolerance of 1e-6 into whole cars; 1e-10 is the least that it takes.
    """
    import highspy

    begun = time.perf_counter()
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", limit)
    solver.setOptionValue("threads", 1)
    for option in ("mip_feasibility_tolerance", "primal_feasibility_tolerance"):
        solver.setOptionValue(option, tolerance)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    try:
        cells, aside = _big_m(solver, component)
        solver.minimize(sum(said.weight * aside[said.id] for said in component))
    except highspy.highs.HighsStatusError as error:
        return Solved(None, frozenset(), False, time.perf_counter() - begun, f"refused: {error}")
    status = solver.getModelStatus()
    seconds = time.perf_counter() - begun
    found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if not found:
        return Solved(None, frozenset(), False, seconds, solver.modelStatusToString(status).lower())
    units = {cell: round(solver.val(variable)) for cell, variable in cells.items()}
    removed = frozenset(name for name, flag in aside.items() if solver.val(flag) > 0.5)
    return _checked(component, removed, units, proved=status == highspy.HighsModelStatus.kOptimal, seconds=seconds)


def _big_m(solver: Any, component: Component) -> tuple[dict[Cell, Any], dict[str, Any]]:
    """Units and set-aside flags with all rows, each relaxed by the smallest M that its cells allow."""
    cap = most_units(component)
    cells = {cell: solver.addIntegral(lb=0, ub=cap) for cell in _cells(component)}
    aside = {said.id: solver.addBinary() for said in component}
    for said in component:
        for terms, least, most in said.rows():
            total = sum(factor * cells[cell] for cell, factor in terms.items())
            low, high = _reach(terms, cap)
            if least is not None:
                solver.addConstr(total + (least - low) * aside[said.id] >= least)
            if most is not None:
                solver.addConstr(total - (high - most) * aside[said.id] <= most)
    return cells, aside


def most_units(component: Component) -> int:
    """A bound on the units of a month that no solution needs to exceed: the greatest sum, times the steepest ratio."""
    greatest = max((said.hi or said.lo for said in component if said.kind == "sum"), default=100_000)
    steepest = 2
    for said in component:
        if said.kind == "ratio":
            falls = -(-said.den // said.lo) if said.lo else 0
            rises = -(-said.hi // said.den) if said.hi else 0
            steepest = max(steepest, falls, rises)
    return max(greatest, 100) * min(steepest, 50)


def _checked(
    component: Component, removed: frozenset[str], units: Mapping[Cell, int], *, proved: bool, seconds: float
) -> Solved:
    """A solver's answer, with a failure where a statement that it keeps doesn't hold exactly."""
    broken = [said.id for said in component if said.id not in removed and not said.holds(units)]
    cost = sum(said.weight for said in component if said.id in removed)
    failure = f"{len(broken)} kept statements do not hold in exact integers" if broken else ""
    return Solved(cost, removed, proved, seconds, failure)


def _cells(component: Component) -> list[Cell]:
    return sorted({cell for said in component for terms, _, _ in said.rows() for cell in terms})


def _printed(component: Component) -> dict[Cell, int]:
    """For each month the units that the weightiest statement prints: where a search does well to begin."""
    months = [said for said in component if said.kind == "sum" and said.first == said.last]
    return {(said.series, said.first): said.lo for said in sorted(months, key=lambda said: (said.weight, said.id))}


def _difference(units: Sequence[Cell], base: Sequence[Cell], scale: int, bound: int) -> dict[Cell, int]:
    """Coefficients of scale * units - bound * base."""
    terms: dict[Cell, int] = defaultdict(int)
    for cell in units:
        terms[cell] += scale
    for cell in base:
        terms[cell] -= bound
    return dict(terms)


def _reach(terms: Mapping[Cell, int], cap: int) -> tuple[int, int]:
    """The least and the most that a row can be: the smallest big M that is right."""
    return cap * sum(min(f, 0) for f in terms.values()), cap * sum(max(f, 0) for f in terms.values())


def _base(said: Statement) -> tuple[int, int, int]:
    return said.base_first, said.base_last, said.den


def _statement(report: Report, weight: int) -> Statement | None:
    period, number, of = report.period, report.number, str(report.series)
    if report.relation is not Relation.EQUAL or not weight:
        return None
    if report.measure is Measure.UNITS and number.exponent == 0:
        first, last = period.start, period.end - 1
        return Statement("sum", of, first, last, number.digits, number.digits, weight, report.id)
    if report.measure not in (Measure.YOY, Measure.MOM):
        return None
    base = period.year_before if report.measure is Measure.YOY else period.before
    low, high = (bound / 100 for bound in number.rounding)
    den = lcm(low.denominator, high.denominator)
    lo, hi = max(0, int(low * den)), int(high * den)
    return Statement(
        "ratio", of, period.start, period.end - 1, lo, hi, weight, report.id, base.start, base.end - 1, den
    )
