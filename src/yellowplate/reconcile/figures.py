"""Settled series → Figures: what is left for every month, and for every run that somebody printed or asks for."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yellowplate.facts import Figure, Interval, Period, Report, Series, Source, Status
from yellowplate.reconcile.claims import Claim, Ratio, Sum
from yellowplate.reconcile.covers import Core
from yellowplate.reconcile.series import Settled
from yellowplate.reconcile.solver import MARGIN, Solved
from yellowplate.reconcile.timeline import Reason

LONGEST_DERIVATION = 30  # claims
JANUARY, APRIL, JULY, OCTOBER = 0, 3, 6, 9


@dataclass(frozen=True, slots=True)
class _Printed:
    """The exact counts printed for one run: claim numbers that are kept, and those set aside."""

    kept: tuple[int, ...]
    aside: tuple[int, ...]


def figures_of(solved: Solved, sources: Mapping[str, Source] | None) -> list[Figure]:
    """All Figures, in the order of series and period; with what they rest on where the sources are given."""
    found: list[Figure] = []
    for series in sorted(solved.settled):
        found += _SeriesFigures(solved, series, sources).figures()
    return found


class _SeriesFigures:
    """The Figures of one series."""

    def __init__(self, solved: Solved, series: Series, sources: Mapping[str, Source] | None) -> None:
        self._solved = solved
        self._series = series
        self._sources = sources
        self._sentences: dict[int, str] = {}
        self._settled = solved.settled[series]
        self._printed = self._group()
        self._rivals = self._settle_rivals()

    def figures(self) -> Iterator[Figure]:
        for run in self._runs():
            figure = self._figure(run)
            if figure is not None:
                yield figure

    def _group(self) -> dict[Period, _Printed]:
        kept: dict[Period, list[int]] = defaultdict(list)
        aside: dict[Period, list[int]] = defaultdict(list)
        first = self._solved.first[self._series]
        gone = self._solved.wrong | self._solved.open_
        for number, claim in enumerate(self._solved.own(self._series), first):
            if isinstance(claim.says, Sum) and claim.says.lo == claim.says.hi:
                (aside if number in gone else kept)[claim.says.run].append(number)
        return {run: _Printed(tuple(kept[run]), tuple(aside[run])) for run in {*kept, *aside}}

    def _settle_rivals(self) -> list[Settled]:
        """The series under every removal that is as good as the best one."""
        first = self._solved.first[self._series]
        mine = range(first, first + self._solved.count[self._series])
        removals: set[Core] = set()
        for number in self._solved.open_.intersection(mine):
            removals |= {frozenset(rival.intersection(mine)) for rival in self._solved.rivals[number]}
        return [self._solved.settle(self._series, removal) for removal in sorted(removals, key=sorted)]

    def _runs(self) -> list[Period]:
        """Every month within the series, every printed run, and the usual runs where months alone don't give them."""
        claimed = [claim.says.run for claim in self._solved.own(self._series)]
        points = sorted({*self._settled.timeline.points, *(end for run in claimed for end in (run.start, run.end))})
        months = [Period(month, 1) for month in range(points[0], points[-1])]
        known = {month.start for month in months if self._settled.timeline.interval(month).exact}
        usual = (run for run in _usual_runs(points[0], points[-1]) if not known.issuperset(range(run.start, run.end)))
        return sorted({*months, *self._printed, *usual})

    def _figure(self, run: Period) -> Figure | None:
        interval = self._settled.timeline.interval(run)
        printed = self._printed.get(run, _Printed((), ()))
        against = self._reports(printed.aside)
        values = self._disputed(run, printed)
        if values:
            hull = Interval(values[0], values[-1])
            reports = self._reports(printed.kept)
            return Figure(*self._series, run, hull, Status.DISPUTED, reports, against, tuple(values))
        holding = [number for number in printed.kept if number not in self._settled.relaxed] or list(printed.kept)
        if holding:
            units = self._units(holding[0])
            fitting = [number for number in printed.kept if self._units(number) == units]
            against += self._reports(number for number in printed.kept if self._units(number) != units)
            return Figure(*self._series, run, Interval(units, units), Status.PRINTED, self._reports(fitting), against)
        # Between nothing and much is worth a Figure for a month; for a long run it says nothing.
        if not interval.lo and (interval.hi is None or not run.is_month):
            return None
        status = Status.DERIVED if interval.exact else Status.BOUNDED
        reason = self._settled.timeline.reason(run) if self._sources is not None else frozenset[int]()
        steps = tuple(self._steps(run, interval, reason))
        return Figure(*self._series, run, interval, status, self._reports(reason), against, (), steps)

    def _disputed(self, run: Period, printed: _Printed) -> list[int]:
        """The values between which nothing decides, where there are several.

        Rivals that each leave one number, or ranges that exclude each other, dispute a figure; ranges that overlap
        merely bound it.
        """
        if not self._rivals and len(printed.kept) < 2:
            return []
        intervals = sorted({rival.timeline.interval(run) for rival in self._rivals}, key=lambda found: found.lo)
        values = {value for found in intervals for value in found if value is not None}
        apart = any(a.hi is not None and a.hi < b.lo for a, b in itertools.pairwise(intervals))
        if apart and intervals[-1].hi is not None:
            return sorted(values)
        editions = {self._units(number): number for number in reversed(printed.kept)}
        return sorted(editions) if len(editions) > 1 and self._tied(list(editions.values())) else []

    def _tied(self, numbers: list[int]) -> bool:
        weights = sorted((self._solved.claims[number].weight for number in numbers), reverse=True)
        return weights[0] - weights[1] < MARGIN

    def _units(self, number: int) -> int:
        says = self._solved.claims[number].says
        assert isinstance(says, Sum)
        return says.lo

    def _reports(self, numbers: Iterable[int]) -> tuple[str, ...]:
        if self._sources is None:
            return ()
        base = len(self._solved.claims)
        found: set[str] = set()
        for number in numbers:
            one = self._solved.claims[number] if number < base else self._solved.bonds[number - base]
            found |= {report.id for report in one.reports}
        return tuple(sorted(found))

    def _steps(self, run: Period, interval: Interval, reason: Reason) -> Iterator[str]:
        """How the interval follows, a line each; nothing where that is no longer something that a person follows."""
        if self._sources is None or len(reason) > LONGEST_DERIVATION:
            return
        claims = [number for number in reason if number < len(self._solved.claims)]
        for number in sorted(claims, key=lambda number: (self._solved.claims[number].says.run, number)):
            if number not in self._sentences:
                self._sentences[number] = _sentence(self._solved.claims[number], self._series, self._sources)
            yield self._sentences[number]
        walk = self._walk(run) if interval.exact else []
        if len(walk) > 1:
            yield f"{run} = {_formula(walk)} = {interval}"
        else:
            yield f"so {run} is {interval}"

    def _walk(self, run: Period) -> list[tuple[str, Period, int]]:
        """The glued runs that lead from the beginning of a run to its end: (sign, run, units)."""
        try:
            steps = list(self._settled.timeline.steps(run.start, run.end))
        except KeyError:
            return []
        walk, here = [], run.start
        for point, units, _ in steps:
            sign, first, last = ("+", here, point) if point > here else ("-", point, here)
            walk.append((sign, Period(first, last - first), abs(units)))
            here = point
        return sorted(walk, key=lambda step: step[0] == "-")


def _formula(walk: Iterable[tuple[str, Period, int]]) -> str:
    text = " ".join(f"{'−' if sign == '-' else '+'} {units:,} ({run})" for sign, run, units in walk)
    return text.removeprefix("+ ")


def _sentence(claim: Claim, series: Series, sources: Mapping[str, Source]) -> str:
    """One claim in words, with who says it."""
    says = claim.says
    about = "" if claim.series == series else f"{claim.series}: "
    who = _who(claim.reports, sources)
    if isinstance(says, Sum):
        return f"{about}{says.run} is {Interval(says.lo, says.hi)} ({who})"
    low, high = (round(100 * part / says.scale, 4) for part in (says.low, says.high))
    return f"{about}{says.run} is {low:g} to {high:g} % of {says.base} ({who})" if isinstance(says, Ratio) else ""


def _who(reports: Iterable[Report], sources: Mapping[str, Source]) -> str:
    names = sorted({sources[report.source].publisher for report in reports})
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _usual_runs(start: int, end: int) -> Iterator[Period]:
    """Calendar and fiscal years, their halves, and the year so far, within some months."""
    for month in range(start, end):
        place = month % 12
        if place in (JANUARY, APRIL) and month + 12 <= end:
            yield Period(month, 12)
        if place in (JANUARY, APRIL, JULY, OCTOBER) and month + 6 <= end:
            yield Period(month, 6)
        if place == JANUARY:
            yield from (Period(month, length) for length in range(2, min(12, end - month + 1)))
