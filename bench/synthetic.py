"""Made-up kei markets with planted errors, for measuring reconcile against a known truth.

A market is a world (true monthly units), an association that prints complete and correct tables of makers and segments,
and papers and blogs that print lists of nameplates with the habits, gaps and mistakes of real ones. The same plan gives
the same market.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from bench.identifiable import Evidence
from bench.pages import Line, Page, cell, copies, official_pages, pages, publishers, reports
from bench.planting import plant
from bench.world import Truth, World, base_of, ratio
from yellowplate.facts import Cause, Measure, Number, Report, Series, Source


@dataclass(frozen=True, slots=True)
class Plan:
    """The size of a market; `error_rate` is the share of statements that each page gets wrong by itself.

    `copiers` is the share of publishers that copy another one, `depth` the number of lines of a full list.
    """

    seed: int
    makers: int = 8
    nameplates: int = 30
    years: int = 3
    publishers: int = 10
    error_rate: float = 0.01
    copiers: float = 0.3
    depth: int = 15


@dataclass(frozen=True, slots=True)
class Planted:
    """One false statement: how it came about, what should stand there, and whether it can be found at all.

    `copied` marks a mistake taken over from the page that was copied.
    """

    report: str
    cause: Cause
    true: Number
    identifiable: bool
    copied: bool


@dataclass(slots=True)
class Market:
    """A generated market; `planted` and `revisions` (preliminary figures) are by report id."""

    plan: Plan
    truth: Truth
    sources: list[Source] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    planted: dict[str, Planted] = field(default_factory=dict)
    revisions: dict[str, Number] = field(default_factory=dict)


Mistakes = dict[tuple[str, Series, str], tuple[Cause, bool]]


def make_market(plan: Plan) -> Market:
    """Generate the market of a plan."""
    world = World(plan.seed, plan.makers, plan.nameplates, plan.years)
    printed, mistakes = _print_all(plan, world)
    return _collect(plan, world, printed, mistakes)


def _print_all(plan: Plan, world: World) -> tuple[list[Page], Mistakes]:
    """All pages, originals before their copies, and the mistakes in them by source, series and column."""
    rng = Random(f"market {plan.seed}")
    used: Counter[Cause] = Counter()
    mistakes: Mistakes = {}
    printed: dict[str, list[Page]] = {"": list(official_pages(world))}
    for habits in publishers(rng, plan.publishers, plan.copiers, plan.depth):
        original = printed.get(habits.original, [])
        made = list(copies(habits, original, rng) if habits.original else pages(world, habits, rng))
        if habits.original:
            _take_over(mistakes, habits.original, made)
        for page in made:
            for (series, column), cause in plant(world, rng, page, plan.error_rate, used).items():
                mistakes[page.source.id, series, column] = (cause, False)
        printed[habits.name] = made
    return [page for made in printed.values() for page in made], mistakes


def _take_over(mistakes: Mistakes, original: str, made: Iterable[Page]) -> None:
    """A copy has the mistakes of its original wherever it has the cell."""
    for page in made:
        copied = original + page.source.id.removeprefix(page.source.publisher)
        for line in page.lines:
            for column in line.cells:
                if mistake := mistakes.get((copied, line.series, column)):
                    mistakes[page.source.id, line.series, column] = (mistake[0], True)


def _collect(plan: Plan, world: World, printed: list[Page], mistakes: Mistakes) -> Market:
    market = Market(plan, world.truth())
    evidence = Evidence()
    false: list[tuple[Report, Number, Cause, bool]] = []
    for page in printed:
        market.sources.append(page.source)
        for line, column, report in reports(page):
            market.reports.append(report)
            if mistake := mistakes.get((page.source.id, line.series, column)):
                false.append((report, _true_number(world, line, column), *mistake))
                evidence.add_false(report, page.source)
            elif page.preliminary and (true := _revised(world, line, column)):
                market.revisions[report.id] = true
            elif mistakes and report.measure is not Measure.RANK:
                evidence.add_true(report, page.source, page.lineage)
    for report, true, cause, copied in false:
        market.planted[report.id] = Planted(report.id, cause, true, evidence.identifies(report, true), copied)
    return market


def _true_number(world: World, line: Line, column: str) -> Number:
    """What a faultless copyist would have printed in a cell, with the same decimals."""
    measure, period = cell(line.period, column)
    units, base = world.total(line.series, period), world.total(line.series, base_of(period, measure))
    assert units is not None and base is not None
    return Number(units) if measure is Measure.UNITS else ratio(units, base, -line.cells[column].exponent)


def _revised(world: World, line: Line, column: str) -> Number | None:
    """The final number where a preliminary one differs; of a rank, the final one."""
    number = line.cells[column]
    if column == "rank":
        return _final_rank(world, line)
    measure, period = cell(line.period, column)
    return None if world.holds(line.series, period, measure, number) else _true_number(world, line, column)


def _final_rank(world: World, line: Line) -> Number | None:
    """The final rank where it differs; lines with equal units can stand in either order."""
    units = [world.total(series, line.period) for series in world.ranked(line.period)]
    own = world.total(line.series, line.period)
    first = units.index(own) + 1
    return None if first <= line.cells["rank"].digits < first + units.count(own) else Number(first)
