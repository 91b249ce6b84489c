"""Whether a fair judge could find a planted error: decided from the true statements alone, without any engine.

A *witness* against a false Report is a set of true statements that can't all hold together with it:

- another statement of the same series and period (of units, or of the same ratio) that excludes it;
- a ratio with the other end of it: the units it is to, or the units that are put in relation to its own;
- the two units that a false ratio stands between;
- a sum and all its months, of which the false Report speaks of one; or a false sum and all its months.

A witness weighs as much as its least trusted statement (official 3, any other 1). Witnesses count together only if no
statement serves in two of them, and if the statement that leads each comes from a different root: a copier's root is
the page at the end of its chain of copies, whether the copy is credited or not. (The false Report's own root may lead
one witness: a page that contradicts itself.) So keeping the false Report would cost at least their summed weight.

The error is identifiable if that sum is greater than what speaks for it: the summed trust of all *apparent* voices
that print the same false number, as a judge can't know of a copy that nobody credits. One voice against one of equal
trust is not identifiable, nor is an error inside the rounding of what remains, nor one of no more cars than a revision
has. Where all witnesses merely print the same cell, one more of them is not enough, two are: nearly all pages relay
the same release, so that two which agree may well be one and its copyist; a witness that takes arithmetic can't come
about by copying a cell. Ranks, order and sums of makers are not used, so the rule errs on the side of calling an error
not identifiable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from bench.world import base_of, printed_ratio, revision
from yellowplate.facts import Kind, Measure, Number, Period, Report, Series, Source

TRUST = {Kind.OFFICIAL: 3}

Cell = tuple[Series, Period]
Fits = Callable[[int, tuple[Fraction, Fraction]], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """A true statement, the root it comes from, and its trust; `key` tells it from every other."""

    key: int
    report: Report
    root: str
    trust: int


Witness = tuple[Said, list[Cell]]


class Evidence:
    """All true statements, ordered for the search of witnesses, and the apparent voices behind false numbers."""

    def __init__(self) -> None:
        self._same: dict[tuple[Series, Period, Measure], list[Said]] = defaultdict(list)
        self._runs: dict[Series, list[Said]] = defaultdict(list)
        self._voices: dict[tuple[Series, Period, Measure, Number], dict[str, int]] = defaultdict(dict)
        self._count = 0

    def add_true(self, report: Report, source: Source, root: str) -> None:
        """Take in a true statement."""
        self._count += 1
        said = Said(self._count, report, root, TRUST.get(source.kind, 1))
        self._same[report.series, report.period, report.measure].append(said)
        if report.measure is Measure.UNITS and not report.period.is_month:
            self._runs[report.series].append(said)

    def add_false(self, report: Report, source: Source) -> None:
        """Take in a false statement."""
        voices = self._voices[report.series, report.period, report.measure, report.number]
        voices[source.voice] = max(TRUST.get(source.kind, 1), voices.get(source.voice, 0))

    def identifies(self, report: Report, true: Number) -> bool:
        """Whether the witnesses against a false Report outweigh the voices for it (see above)."""
        if report.measure is Measure.UNITS and abs(report.number.digits - true.digits) <= revision(
            report.period.months
        ):
            return False
        voices = self._voices[report.series, report.period, report.measure, report.number]
        needed, found, copyable = sum(voices.values()), 0, True
        used: set[int] = set()
        roots: set[str] = set()
        for lead, others in self._witnesses(report):
            if lead.root in roots or lead.key in used:
                continue
            chosen = self._choose(others, used | {lead.key})
            if chosen is None:
                continue
            used |= {lead.key, *(said.key for said in chosen)}
            roots.add(lead.root)
            found += min(said.trust for said in (lead, *chosen))
            copyable = copyable and not chosen
            if found > needed + copyable:
                return True
        return False

    def _choose(self, cells: list[Cell], used: set[int]) -> list[Said] | None:
        """One unused statement of units for each cell, the most trusted first."""
        chosen = []
        for series, period in cells:
            free = [said for said in self._units(series, period) if said.key not in used]
            if not free:
                return None
            chosen.append(max(free, key=lambda said: (said.trust, -said.key)))
        return chosen

    def _units(self, series: Series, period: Period) -> list[Said]:
        return self._same.get((series, period, Measure.UNITS), [])

    def _witnesses(self, report: Report) -> Iterator[Witness]:
        """Leading statements, each with the cells whose units it needs; the shortest first."""
        found = chain(self._direct(report), self._by_ratio(report), self._by_sum(report))
        return iter(sorted(found, key=lambda witness: (len(witness[1]), -witness[0].trust, witness[0].key)))

    def _direct(self, report: Report) -> Iterator[Witness]:
        lo, hi = report.number.rounding
        for said in self._same.get((report.series, report.period, report.measure), []):
            low, high = said.report.number.rounding
            if high < lo or hi < low:
                yield said, []
        if report.measure is not Measure.UNITS:
            base = base_of(report.period, report.measure)
            yield from ((said, [(report.series, base)]) for said in self._units(report.series, report.period))

    def _by_ratio(self, report: Report) -> Iterator[Witness]:
        if report.measure is not Measure.UNITS:
            return
        series, period, units = report.series, report.period, report.number.digits
        for measure, later in ((Measure.YOY, period.shift(12)), (Measure.MOM, period.shift(period.months))):
            base = base_of(period, measure)
            for said in self._same.get((series, period, measure), []):
                if self._excludes(said, (series, base), lambda known, lo_hi: printed_ratio(lo_hi, units, known)):
                    yield said, [(series, base)]
            for said in self._same.get((series, later, measure), []):
                if self._excludes(said, (series, later), lambda known, lo_hi: printed_ratio(lo_hi, known, units)):
                    yield said, [(series, later)]

    def _excludes(self, ratio: Said, other: Cell, fits: Fits) -> bool:
        known = self._units(*other)
        return bool(known) and not fits(known[0].report.number.digits, ratio.report.number.rounding)

    def _by_sum(self, report: Report) -> Iterator[Witness]:
        if report.measure is not Measure.UNITS:
            return
        series = report.series
        if not report.period.is_month:
            first, *rest = report.period.each()
            yield from ((said, [(series, month) for month in rest]) for said in self._units(series, first))
            return
        for said in self._runs.get(series, []):
            if said.report.period.covers(report.period):
                yield said, [(series, month) for month in said.report.period.each() if month != report.period]
