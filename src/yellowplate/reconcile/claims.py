"""Reports → claims: linear inequalities over the months of one series, each with a weight.

All Reports that say exactly the same are one claim: they stand and fall together. A claim is either a sum,

    lo <= units of a run <= hi,

or a ratio of two runs of the same series,

    low * base <= scale * units <= high * base,

all in integers. A printed ratio allows both ends of its rounding interval, since pages break ties either way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yellowplate.facts import Interval, Kind, Measure, Number, Period, Relation, Report, Series, Source, Stage

# How much a single voice of each kind adds to a claim. Only the order and the rough distances matter: a released
# table outweighs any handful of pages that retell it, and three pages outweigh one.
KIND_WEIGHT = {Kind.OFFICIAL: 600, Kind.MAKER: 200, Kind.PRESS: 100, Kind.BLOG: 70, Kind.USER: 70}
# What the second, third ... independent voice adds, in percent of its own weight: nearly all pages relay the same
# release, so agreement of two pages is agreement of two copyists.
ECHO = (100, 60, 40, 30, 20)
# A ratio is computed or copied in one more step than the units beside it.
RATIO_PERCENT = 70
STAGE_PERCENT = {Stage.FINAL: 120, Stage.UNSTATED: 100, Stage.PRELIMINARY: 90}
# "About" a printed number of units: within one part in so many.
ABOUT_PART = 50


class Sum(NamedTuple):
    """lo <= units of `run` <= hi; `hi` None is unbounded."""

    run: Period
    lo: int
    hi: int | None


class Slack(NamedTuple):
    """By how many cars the run and the base of a ratio may differ from the counts that it was made of."""

    run: int
    base: int


NO_SLACK = Slack(0, 0)


class Ratio(NamedTuple):
    """low * units(base) <= scale * units(run) <= high * units(base)."""

    run: Period
    base: Period
    low: int
    high: int
    scale: int

    def holds(self, units: int, base: int) -> bool:
        """Whether these two counts print like this."""
        return self.low * base <= self.scale * units <= self.high * base

    def can_hold(self, run: Interval, base: Interval, slack: Slack = NO_SLACK) -> bool:
        """Whether some counts within these intervals, or off them by the slack, print like this."""
        enough = run.hi is None or self.low * max(0, base.lo - slack.base) <= self.scale * (run.hi + slack.run)
        if not enough or base.hi is None:
            return enough
        return self.scale * max(0, run.lo - slack.run) <= self.high * (base.hi + slack.base)


@dataclass(frozen=True, slots=True)
class Claim:
    """What some Reports say in one voice or several; `weight` is what setting it aside costs."""

    series: Series
    says: Sum | Ratio
    reports: tuple[Report, ...]
    voices: frozenset[str]
    weight: int

    @property
    def key(self) -> tuple[object, ...]:
        """A total order over claims that depends on nothing but what they say."""
        says = self.says
        return (type(says).__name__, says.run, says[1:2] if isinstance(says, Ratio) else (), str(says))


Said = Mapping[tuple[Series, Sum | Ratio], tuple[Report, ...]]


def constraint(report: Report) -> Sum | Ratio | None:
    """The inequality a Report states; None where it states none about units (a rank, a price)."""
    if report.measure is Measure.UNITS:
        return Sum(report.period, *_units(report.number, report.relation))
    if report.measure is Measure.YOY:
        return _ratio(report, report.period.year_before)
    if report.measure is Measure.MOM and report.period.is_month:
        return _ratio(report, report.period.before)
    return None


def _units(number: Number, relation: Relation) -> tuple[int, int | None]:
    if relation is Relation.EQUAL and number.exponent == 0:  # nearly all of them
        return max(0, number.digits), number.digits
    low, high = number.rounding
    if number.exponent <= 0:
        low = high = number.value
    if relation is Relation.OVER:
        return int(number.value), None
    if relation is Relation.UNDER:
        return 0, int(number.value)
    if relation is Relation.ABOUT:
        low, high = min(low, low - low / ABOUT_PART), high + high / ABOUT_PART
    return max(0, -int(-low // 1)), int(high // 1)


def _ratio(report: Report, base: Period) -> Ratio:
    number, slack = report.number, 2 if report.relation is Relation.ABOUT else 1
    factor = 10 ** max(number.exponent, 0)
    scale = 200 * 10 ** max(-number.exponent, 0)
    low, high = (2 * number.digits - slack) * factor, (2 * number.digits + slack) * factor
    if report.relation is Relation.OVER:
        low, high = 2 * number.digits * factor, 10**9
    if report.relation is Relation.UNDER:
        low, high = 0, 2 * number.digits * factor
    return Ratio(report.period, base, max(low, 0), high, scale)


def claims_of(
    reports: Iterable[Report], sources: Mapping[str, Source], voice_of: Mapping[str, str], discount: Mapping[str, int]
) -> dict[Series, list[Claim]]:
    """The claims of each series, as `weighed` does, of Reports that aren't grouped yet."""
    return weighed(grouped(reports), sources, voice_of, discount)


def grouped(reports: Iterable[Report]) -> Said:
    """The Reports that say the same, in the order of their ids."""
    said: dict[tuple[Series, Sum | Ratio], list[Report]] = defaultdict(list)
    for report in reports:
        if (says := constraint(report)) is not None:
            said[report.series, says].append(report)
    return {key: tuple(sorted(group, key=lambda report: report.id)) for key, group in said.items()}


def weighed(
    said: Said, sources: Mapping[str, Source], voice_of: Mapping[str, str], discount: Mapping[str, int]
) -> dict[Series, list[Claim]]:
    """Grouped Reports as the claims of each series, in an order that depends on their content alone.

    `voice_of` maps a source to the voice it speaks with, `discount` gives the percent of its weight that a
    source with a bad record keeps.
    """
    claims: dict[Series, list[Claim]] = defaultdict(list)
    for (series, says), group in said.items():
        weight = combined(group, sources, voice_of, discount)
        if isinstance(says, Ratio):
            weight = weight * RATIO_PERCENT // 100
        voices = frozenset(voice_of[report.source] for report in group)
        claims[series].append(Claim(series, says, group, voices, weight))
    for group_of_series in claims.values():
        group_of_series.sort(key=lambda claim: (-claim.weight, claim.key))
    return {series: claims[series] for series in sorted(claims)}


def combined(
    group: Iterable[Report], sources: Mapping[str, Source], voice_of: Mapping[str, str], discount: Mapping[str, int]
) -> int:
    """What several Reports weigh that say the same: each voice once, later ones with less and less."""
    weights: dict[str, int] = {}
    for report in group:
        voice = voice_of[report.source]
        weights[voice] = max(weights.get(voice, 0), _voice_weight(report, sources, discount))
    ranked = sorted(weights.values(), reverse=True)
    return sum(value * ECHO[min(rank, len(ECHO) - 1)] // 100 for rank, value in enumerate(ranked))


def _voice_weight(report: Report, sources: Mapping[str, Source], discount: Mapping[str, int]) -> int:
    source, stage = sources[report.source], report.stage
    if source.kind is Kind.OFFICIAL and source.published is None and stage is Stage.UNSTATED:
        stage = Stage.FINAL  # a standing table that is kept up to date holds the last edition
    weight = KIND_WEIGHT[source.kind] * STAGE_PERCENT[stage]
    return weight * discount.get(report.source, 100) // 10_000
