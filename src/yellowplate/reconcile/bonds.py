"""What joins different series: parts and totals, order, margin, share, and absence from a complete list.

A bond bounds a weighted sum of the units of several series over one run of months. Parts and totals hold by the
definition of the segments; orders, margins and shares are statements and can be wrong; absence from a list bounds
what is not on it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.facts import Interval, Measure, Period, Relation, Report, Segment, Series, Source
from yellowplate.reconcile.claims import Claim, Sum, combined

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

# A printed rank is copied and recounted more carelessly than the units beside it.
ORDER_PERCENT = 40
# Lists shorter than this are excerpts rather than rankings.
SHORTEST_LIST = 10

PASSENGER = "passenger"


class Term(NamedTuple):
    """So many times the units of a series."""

    times: int
    series: Series


@dataclass(frozen=True, slots=True)
class Bond:
    """lo <= sum of the terms over `run` <= hi; None is unbounded.

    `weight` is what setting the bond aside costs, None where it holds by definition. A `mild` bond only narrows what
    is not known otherwise and never accuses anybody.
    """

    run: Period
    terms: tuple[Term, ...]
    lo: int | None
    hi: int | None
    weight: int | None = None
    reports: tuple[Report, ...] = ()
    mild: bool = False

    def gap(self, intervals: Sequence[Interval]) -> int:
        """By how much the intervals of the terms miss the bond; 0 where they can meet it."""
        low, high = 0, 0
        open_below = open_above = False
        for (times, _), (lo, hi) in zip(self.terms, intervals, strict=True):
            low += times * lo if times > 0 else (times * hi if hi is not None else 0)
            high += times * hi if times > 0 and hi is not None else (times * lo if times < 0 else 0)
            open_below |= times < 0 and hi is None
            open_above |= times > 0 and hi is None
        if self.hi is not None and not open_below and low > self.hi:
            return low - self.hi
        if self.lo is not None and not open_above and high < self.lo:
            return self.lo - high
        return 0

    def implied(self, place: int, intervals: Sequence[Interval]) -> Interval:
        """What the other terms leave for the units of one term."""
        low: int | None = 0
        high: int | None = 0
        for index, ((times, _), (lo, hi)) in enumerate(zip(self.terms, intervals, strict=True)):
            if index != place:
                least, most = (lo, hi) if times > 0 else (hi, lo)
                low = None if low is None or least is None else low + times * least
                high = None if high is None or most is None else high + times * most
        times = self.terms[place].times
        most_here = None if self.hi is None or low is None else self.hi - low
        least_here = None if self.lo is None or high is None else self.lo - high
        if times < 0:
            most_here, least_here = (
                None if least_here is None else -least_here,
                None if most_here is None else -most_here,
            )
        size = abs(times)
        floor = 0 if least_here is None else max(0, -(-least_here // size))
        return Interval(floor, None if most_here is None else most_here // size)


def parts_and_totals(claims: Mapping[Series, Sequence[Claim]], catalog: Catalog) -> Iterator[Bond]:
    """The sums that hold by definition, over every run that some claim on their members names."""
    runs: dict[Series, set[Period]] = {
        series: {claim.says.run for claim in said if isinstance(claim.says, Sum)} for series, said in claims.items()
    }
    for total, parts, whole in _families(claims, catalog):
        named = runs.get(total, set()).union(*(runs.get(part, set()) for part in parts))
        for run in sorted(named):
            # What is counted within another line in this run is no part of its own.
            own = (part for part in parts if catalog.line(part.subject, run) == part.subject)
            yield Bond(run, (Term(1, total), *(Term(-1, part) for part in own)), 0, 0 if whole else None)


def _families(
    claims: Mapping[Series, Sequence[Claim]], catalog: Catalog
) -> Iterator[tuple[Series, tuple[Series, ...], bool]]:
    """Each total with its parts, and whether the parts are the whole of it."""
    makers = sorted({series.subject for series in claims if series.subject in catalog.makers})
    for maker in makers:
        yield _of(maker, Segment.KEI), (_of(maker, Segment.KEI_PASSENGER), _of(maker, Segment.KEI_TRUCK)), True
    yield _total(Segment.KEI), (_total(Segment.KEI_PASSENGER), _total(Segment.KEI_TRUCK)), True
    yield _total(Segment.ALL), (_total(Segment.KEI), _total(Segment.REGISTERED)), True
    registered = _total(Segment.REGISTERED, PASSENGER)
    yield _total(Segment.ALL, PASSENGER), (_total(Segment.KEI_PASSENGER), registered), True
    yield (
        _total(Segment.KEI_TRUCK),
        tuple(_total(Segment.KEI_TRUCK, s) for s in ("bonnet-van", "cab-van", "truck")),
        True,
    )
    for segment in (Segment.KEI, Segment.KEI_PASSENGER, Segment.KEI_TRUCK):
        yield _total(segment), tuple(_of(maker, segment) for maker in makers if maker != "lexus"), "other" in makers
    for maker in makers:
        lines = _lines(maker, claims, catalog)
        if lines:
            yield _of(maker, Segment.KEI_PASSENGER), lines, False


def _lines(maker: str, claims: Mapping[Series, Sequence[Claim]], catalog: Catalog) -> tuple[Series, ...]:
    """The nameplates of a maker in the passenger list."""
    lines = []
    for series in sorted(claims):
        plate = catalog.nameplates.get(series.subject)
        if plate is None or plate.maker != maker or series.segment != Segment.KEI_PASSENGER or series.scope:
            continue
        lines.append(series)
    return tuple(lines)


def orders(
    reports: Iterable[Report], sources: Mapping[str, Source], voice_of: Mapping[str, str], catalog: Catalog
) -> Iterator[Bond]:
    """What printed ranks say: each line of a list has no fewer units than the next one of the same list."""
    said: dict[tuple[Period, Series, Series], list[Report]] = defaultdict(list)
    for ranks in rankings(reports).values():
        places = sorted(ranks)
        for better, worse in itertools.pairwise(places):
            above, below = ranks[better], ranks[worse]
            key = (above.period, counted(above, catalog), counted(below, catalog))
            said[key] += [above, below]
    for (run, above_series, below_series), pairs in sorted(said.items()):
        if above_series != below_series:
            weight = combined(pairs, sources, voice_of, {}) * ORDER_PERCENT // 100
            ids = tuple(sorted(pairs, key=lambda report: report.id))
            yield Bond(run, (Term(1, above_series), Term(-1, below_series)), 0, None, weight, ids)


def absences(reports: Iterable[Report], claims: Mapping[Series, Sequence[Claim]], catalog: Catalog) -> Iterator[Bond]:
    """Who is missing from a list that is complete to its last line has no more units than that line.

    Only the longest list of each period is taken, and only kei passenger cars: other lists leave cars out by rules of
    their own. What is counted within a listed line is not missing.
    """
    longest: dict[Period, dict[int, Report]] = {}
    for (_, segment, period), ranks in sorted(rankings(reports).items()):
        complete = len(ranks) == max(ranks) >= SHORTEST_LIST
        if segment is Segment.KEI_PASSENGER and complete and len(ranks) > len(longest.get(period, ())):
            longest[period] = ranks
    lines = [s for s in sorted(claims) if s.subject in catalog.nameplates and s.segment is Segment.KEI_PASSENGER]
    for period, ranks in sorted(longest.items()):
        listed = {report.subject for report in ranks.values()}
        last = counted(ranks[max(ranks)], catalog)
        for series in lines:
            held = {series.subject, catalog.line(series.subject, period)}
            if not series.scope and not held & listed:
                yield Bond(period, (Term(1, last), Term(-1, series)), 0, None, None, (ranks[max(ranks)],), mild=True)


def rankings(reports: Iterable[Report]) -> dict[tuple[str, Segment, Period], dict[int, Report]]:
    """The rankings that pages print: rank → Report; a rank printed twice belongs to no list."""
    lists: dict[tuple[str, Segment, Period], dict[int, Report]] = defaultdict(dict)
    twice: set[tuple[str, Segment, Period, int]] = set()
    for report in reports:
        if report.measure is not Measure.RANK or report.relation is not Relation.EQUAL or report.scope:
            continue
        key, rank = (report.source, report.segment, report.period), report.number.digits
        if rank in lists[key]:
            twice.add((*key, rank))
        lists[key][rank] = report
    for source, segment, period, rank in twice:
        del lists[source, segment, period][rank]
    return {key: ranks for key, ranks in lists.items() if ranks}


def counted(rank: Report, catalog: Catalog) -> Series:
    """The series whose units a rank compares: a kei car in a list of all cars is still counted among kei cars."""
    plate = catalog.nameplates.get(rank.subject)
    return Series(rank.subject, plate.segments[0] if plate else rank.segment)


def _of(maker: str, segment: Segment) -> Series:
    return Series(maker, segment)


def _total(segment: Segment, scope: str = "") -> Series:
    return Series(str(segment), segment, scope)
