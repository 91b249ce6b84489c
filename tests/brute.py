"""Error localisation by trying every assignment: slow, exact, and independent of the engine it is compared with.

Every unknown is a whole number from 0 to `cap`. For each assignment of all unknowns the statements that it violates
cost their weights; the cheapest assignments show which sets of statements are the least to set aside. The cap is part
of the instance: `cap_reports` states it in official Reports, so that an engine that knows no cap sees the same problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from yellowplate.facts import Kind, Measure, Number, Period, Relation, Report, Segment, Series, Source, Stage

Cell = tuple[Series, int]
Units = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Row:
    """`least` <= sum of coefficient x units of a run <= `most`; None is unbounded."""

    terms: tuple[tuple[int, Series, Period], ...]
    least: int | None
    most: int | None


@dataclass(frozen=True)
class Statement:
    """A named statement: all its rows hold, or it is set aside at the cost of its weight (None: never)."""

    name: str
    rows: tuple[Row, ...]
    weight: int | None


@dataclass(frozen=True)
class Answer:
    """The least total weight, and every set of statements (by name) of that weight that leaves no contradiction."""

    cost: int
    removals: frozenset[frozenset[str]]


class Instance:
    """Statements over a few unknowns from 0 to `cap`; at most some 500,000 assignments are practical."""

    def __init__(self, cells: Sequence[Cell], cap: int, statements: Sequence[Statement]) -> None:
        self.cells = {cell: place for place, cell in enumerate(cells)}
        self.cap = cap
        self.statements = tuple(statements)
        self._units: Units = np.indices((cap + 1,) * len(cells), dtype=np.int64).reshape(len(cells), -1)
        self._holds = {statement.name: self._all(statement.rows) for statement in statements}

    def solve(self) -> Answer:
        """All removals of least weight."""
        possible = self._kept(s.name for s in self.statements if s.weight is None)
        assert possible.any(), "the statements that can't be set aside contradict each other"
        cost = np.zeros(possible.shape, np.int64)
        for statement in self.statements:
            cost += np.where(self._holds[statement.name], 0, statement.weight or 0)
        least = int(cost[possible].min())
        names = [statement.name for statement in self.statements]
        best = np.flatnonzero(possible & (cost == least))
        violated = np.unique(np.stack([~self._holds[name][best] for name in names], axis=1), axis=0)
        removals = {frozenset(name for name, out in zip(names, row, strict=True) if out) for row in violated}
        return Answer(least, frozenset(removals))

    def possible(self, removed: Iterable[str]) -> bool:
        """Whether the statements that are not removed can all be true."""
        return bool(self._kept(self._others(removed)).any())

    def interval(self, removed: Iterable[str], series: Series, period: Period) -> tuple[int, int]:
        """The least and the most units of a run that the statements not removed allow (they must be possible)."""
        values = self._sum(series, period)[self._kept(self._others(removed))]
        return int(values.min()), int(values.max())

    def _others(self, removed: Iterable[str]) -> list[str]:
        out = set(removed)
        return [statement.name for statement in self.statements if statement.name not in out]

    def _kept(self, names: Iterable[str]) -> Truths:
        kept = np.ones(self._units.shape[1], np.bool_)
        for name in names:
            kept &= self._holds[name]
        return kept

    def _sum(self, series: Series, period: Period) -> Units:
        total: Units = self._units[[self.cells[series, month.start] for month in period.each()]].sum(axis=0)
        return total

    def _all(self, rows: Iterable[Row]) -> Truths:
        holds = np.ones(self._units.shape[1], np.bool_)
        for row in rows:
            total = sum(
                (c * self._sum(series, period) for c, series, period in row.terms),
                start=np.zeros(self._units.shape[1], np.int64),
            )
            if row.least is not None:
                holds &= total >= row.least
            if row.most is not None:
                holds &= total <= row.most
        return holds


def units(series: Series, period: Period, number: Number, relation: Relation = Relation.EQUAL) -> tuple[Row, ...]:
    """Units printed exactly, rounded (an exponent above 0), or as a bound."""
    low, high = number.rounding if number.exponent > 0 else (number.value, number.value)
    least = None if relation is Relation.UNDER else -floor(-low)
    most = None if relation is Relation.OVER else floor(high)
    return (Row(((1, series, period),), least, most),)


def ratio(series: Series, period: Period, base: Period, number: Number) -> tuple[Row, ...]:
    """|100 x units - number x base| <= half a last digit x base, both ends included."""
    half = Fraction(10) ** number.exponent / 2
    rows = []
    for bound, low in ((number.value - half, True), (number.value + half, False)):
        terms = ((100 * bound.denominator, series, period), (-bound.numerator, series, base))
        rows.append(Row(terms, 0 if low else None, None if low else 0))
    return tuple(rows)


def order(first: Series, second: Series, period: Period) -> tuple[Row, ...]:
    """The first has at least as many units as the second."""
    return (Row(((1, first, period), (-1, second, period)), 0, None),)


def parts(total: Series, of: Sequence[Series], period: Period) -> tuple[Row, ...]:
    """The parts add up to the total."""
    return (Row(((1, total, period), *((-1, part, period) for part in of)), 0, 0),)


def rows_of(report: Report) -> tuple[Row, ...]:
    """The rows of a Report of units or of a ratio."""
    if report.measure is Measure.UNITS:
        return units(report.series, report.period, report.number, report.relation)
    base = report.period.year_before if report.measure is Measure.YOY else report.period.before
    return ratio(report.series, report.period, base, report.number)


def instance_of(reports: Iterable[Report], weights: Mapping[str, int], cap: int) -> Instance:
    """The problem that Reports pose whose weights are given by report id; those of `cap_reports` are left out."""
    said = [report for report in reports if report.source != CAP.id]
    statements = [Statement(report.id, rows_of(report), weights[report.id]) for report in said]
    cells = {
        (s, m.start) for statement in statements for row in statement.rows for _, s, p in row.terms for m in p.each()
    }
    return Instance(sorted(cells), cap, statements)


CAP = Source("cap.example:1", "https://cap.example/1", Kind.OFFICIAL, "cap.example", "cap.example")
SERIES = (
    Series("honda/made-up", Segment.KEI_PASSENGER),
    Series("suzuki/made-up", Segment.KEI_PASSENGER),
)
START = Period.month(2020, 1)


def cap_reports(reports: Iterable[Report], cap: int) -> list[Report]:
    """Official Reports that no month which the given ones touch has more than `cap` units."""
    cells = {(s, m) for r in reports for row in rows_of(r) for _, s, p in row.terms for m in p.each()}
    return [
        Report(CAP.id, s.subject, s.segment, month, Measure.UNITS, Number(cap), Relation.UNDER, s.scope, Stage.FINAL)
        for s, month in sorted(cells)
    ]


@dataclass(frozen=True)
class Tiny:
    """Reports of different publishers about one or two series, no two of them saying the same; with their sources."""

    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    cap: int


@st.composite
def tiny(draw: st.DrawFn, series: int = 1, months: int = 5, years: int = 1, cap: int = 7, most: int = 7) -> Tiny:
    """Up to `most` Reports over the first months of one year or two (which makes room for yoy).

    `series` x `months` x `years` unknowns; keep (`cap` + 1) to that power below some 500,000. Values are drawn freely,
    or from a hidden truth, so that both harmony and contradiction are common.
    """
    truth = {
        (s, START.start + 12 * year + month): draw(st.integers(0, cap))
        for s in SERIES[:series]
        for year in range(years)
        for month in range(months)
    }
    reports: dict[tuple[object, ...], Report] = {}
    for index in range(draw(st.integers(1, most))):
        report = draw(_report(truth, f"page-{index}.example:1", cap))
        reports.setdefault((report.series, report.period, report.measure, report.number), report)
    kinds = st.sampled_from([Kind.PRESS, Kind.BLOG])
    sources = tuple(
        Source(r.source, f"https://{r.source}", draw(kinds), r.source.partition(":")[0], r.source.partition(":")[0])
        for r in reports.values()
    )
    return Tiny(tuple(reports.values()), sources, cap)


@st.composite
def _report(draw: st.DrawFn, truth: Mapping[Cell, int], source: str, cap: int) -> Report:
    series, month = draw(st.sampled_from(sorted(truth)))
    ends = [end for end in range(month + 1, month + 6) if all((series, m) in truth for m in range(month, end))]
    period = Period(month, draw(st.sampled_from(ends)) - month)
    bases = {Measure.YOY: period.year_before}
    if period.is_month:
        bases[Measure.MOM] = period.before
    open_to = [m for m, base in bases.items() if all((series, one.start) in truth for one in base.each())]
    measure = draw(st.sampled_from([Measure.UNITS, *sorted(open_to)]))
    total = sum(truth[series, m.start] for m in period.each())
    number = Number(total if draw(st.booleans()) else draw(st.integers(0, cap * period.months)))
    if measure is not Measure.UNITS:
        base = sum(truth[series, m.start] for m in bases[measure].each())
        number = draw(_ratio(total, base))
    return Report(source, series.subject, series.segment, period, measure, number)


@st.composite
def _ratio(draw: st.DrawFn, total: int, base: int) -> Number:
    decimals = draw(st.sampled_from([0, 1]))
    if base and draw(st.booleans()):
        scaled = 100 * total * 10**decimals
        return Number((2 * scaled + base) // (2 * base), -decimals)
    return Number(draw(st.integers(10, 400)) * 10**decimals, -decimals)
