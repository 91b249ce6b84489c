"""The true units of a made-up market: seasons, launches, supply stops, ends, and totals that add up."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from random import Random

from yellowplate.facts import Measure, Number, Period, Segment, Series

FIRST_YEAR = 2014  # the year before the first page; no page prints it, but ratios speak of it

REVISION = 2  # cars by which a preliminary figure can miss the final one, as official ones did in 2013-2026


def revision(months: int) -> int:
    """By how many cars two editions of a run may differ: its months were revised one by one, and partly cancel."""
    return REVISION + months // 4


SEASON = (0.96, 1.06, 1.62, 0.84, 0.86, 0.97, 0.98, 0.79, 1.13, 1.0, 1.0, 0.86)
MAKERS = ("daihatsu", "suzuki", "honda", "nissan", "mitsubishi", "mazda", "subaru", "toyota")
PASSENGER, TRUCK, KEI = Segment.KEI_PASSENGER, Segment.KEI_TRUCK, Segment.KEI

Truth = dict[tuple[Series, int], int]


def ratio(units: int, base: int, decimals: int, *, cut: bool = False) -> Number:
    """`units` in percent of `base` (positive), rounded half up, or cut off, to so many decimals."""
    scaled = 100 * units * 10**decimals
    return Number(scaled // base if cut else (2 * scaled + base) // (2 * base), -decimals)


class World:
    """Monthly units of every nameplate, maker and segment, and what preliminary releases said instead.

    `members` tells which nameplates are families, and the member that some pages take for the whole; the association
    counts it apart.
    """

    def __init__(self, seed: int, makers: int, nameplates: int, years: int) -> None:
        self.start = Period.month(FIRST_YEAR, 1).start
        self.months = 12 * (years + 1)
        self.makers = tuple(MAKERS[i] if i < len(MAKERS) else f"maker-{i + 1}" for i in range(makers))
        self.units: dict[Series, list[int]] = {}
        rng = Random(f"world {seed}")
        self.nameplates = tuple(self._nameplate(rng, rank) for rank in range(nameplates))
        self._totals(rng)
        self.members: dict[Series, Series] = {}
        for series in self.nameplates:
            if rng.random() < 0.3:
                self._member(rng, series)
        self.preliminary = {
            (series, Period(self.start + month, 1)): rng.choice((-1, 1)) * rng.randint(1, REVISION)
            for series in self.nameplates
            for month, units in enumerate(self.units[series])
            if units > REVISION and rng.random() < 0.2
        }
        self.ranked = cache(self._ranked)

    def _nameplate(self, rng: Random, rank: int) -> Series:
        maker = self.makers[rank if rank < len(self.makers) else rng.randrange(len(self.makers))]
        series = Series(f"{maker}/made-up-{rank + 1}", PASSENGER)
        level = 17_000 / (1 + 0.14 * rank) ** 1.3
        self.units[series] = _life(rng, level, self.months)
        return series

    def _member(self, rng: Random, family: Series) -> None:
        member = self.members[family] = family._replace(scope="apart")
        share = rng.uniform(0.3, 0.85)
        self.units[member] = [round(units * share) for units in self.units[family]]

    def _totals(self, rng: Random) -> None:
        for index, maker in enumerate(self.makers):
            own = [self.units[s] for s in self.nameplates if s.subject.startswith(f"{maker}/")]
            unlisted = [rng.randrange(300) for _ in range(self.months)]
            passenger = self.units[Series(maker, PASSENGER)] = _added([*own, unlisted])
            truck = self.units[Series(maker, TRUCK)] = _life(rng, 14_000 / (1 + index) ** 1.2, self.months, steady=True)
            self.units[Series(maker, KEI)] = _added([passenger, truck])
        for segment in (PASSENGER, TRUCK, KEI):
            self.units[total_of(segment)] = _added([self.units[Series(maker, segment)] for maker in self.makers])
        registered = self.units[total_of(Segment.REGISTERED)] = _life(rng, 250_000, self.months, steady=True)
        self.units[total_of(Segment.ALL)] = _added([self.units[total_of(KEI)], registered])

    def total(self, series: Series, period: Period) -> int | None:
        """The true units of a run of months; None where it leaves the world."""
        first = period.start - self.start
        if first < 0 or first + period.months > self.months:
            return None
        return sum(self.units[series][first : first + period.months])

    def _ranked(self, period: Period, preliminary: bool = False) -> list[Series]:
        totals = {series: self.total(series, period) or 0 for series in self.nameplates}
        if preliminary:
            totals = {s: units + self.preliminary.get((s, period.last), 0) for s, units in totals.items()}
        return sorted((s for s, units in totals.items() if units), key=lambda s: (-totals[s], s))

    def holds(self, series: Series, period: Period, measure: Measure, number: Number) -> bool:
        """Whether a printed figure is true at the precision it was printed with."""
        lo, hi = number.rounding
        units, base = self.total(series, period), self.total(series, base_of(period, measure))
        if units is None:
            return False
        if measure is Measure.UNITS:
            return lo <= units <= hi
        return base is not None and lo * base <= 100 * units <= hi * base

    def truth(self) -> Truth:
        """Every month of every series."""
        return {(s, self.start + m): units for s, months in self.units.items() for m, units in enumerate(months)}


def total_of(segment: Segment) -> Series:
    """The series of a whole segment."""
    return Series(str(segment), segment)


def base_of(period: Period, measure: Measure) -> Period:
    """The period that a ratio is to (the period itself for units)."""
    return {Measure.YOY: period.year_before, Measure.MOM: period.before}.get(measure, period)


def printed_ratio(lo_hi: tuple[Fraction, Fraction], units: int, base: int) -> bool:
    """Whether `units` to `base` can print as a ratio with this rounding interval."""
    return lo_hi[0] * base <= 100 * units <= lo_hi[1] * base


def _added(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _life(rng: Random, level: float, months: int, *, steady: bool = False) -> list[int]:
    """Months of one nameplate: some are launched late, some end, some have their supply stopped for a while."""
    launch = rng.randrange(months) if not steady and rng.random() < 0.2 else -999
    end = rng.randrange(months // 2, months) if not steady and rng.random() < 0.15 else months + 99
    stop = rng.randrange(months) if not steady and rng.random() < 0.2 else -999
    stopped = range(stop, stop + rng.randrange(1, 4))
    drift = 1.0
    units = []
    for month in range(months):
        drift *= rng.gauss(1.0, 0.04)
        sold = level * drift * SEASON[month % 12] * rng.gauss(1.0, 0.06) * _age(month, launch, end)
        if month in stopped:
            sold *= rng.uniform(0.0, 0.08)
        units.append(max(0, round(sold)))
    return units


def _age(month: int, launch: int, end: int) -> float:
    """How a month of life scales sales: nothing before the launch, a part of its month, a rush, a run-out."""
    if month < launch or month >= end:
        return 0.0
    if month == launch:
        return 0.4
    ramp = {end - 1: 0.02, end - 2: 0.2, end - 3: 0.6}
    return ramp.get(month, 1.0 + 0.5 * 0.9 ** (month - launch))
