"""Second thoughts before an accusation: what was read may not be what the text speaks of.

A number that is wrong of what it was tied to, but exactly right of something else that the article names, is more
likely tied wrongly than printed wrongly, unless the article says the right thing as well: then one figure stands in two
places, and that is a known mistake; so are two cars whose counts are just each other's. A number far away from the
figure it was held against, which no known mistake leads to, is hardly about that figure at all. A count that no known
mistake explains, but that is just what was sold in another period, hardly speaks of this one. Nor does a number that no
known mistake explains, in a sentence that names another country. An accusation that no telling mistake supports needs
its subject named in the same sentence: one carried over from earlier sentences is too often another. Such claims are
unknown, with the reason.

Parts of a market are called by common words (cargo, both together, 乗用), so every part counts as named where one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from yellowplate.facts import Cause, Judgement, Measure, Number, Period, Segment
from yellowplate.judging.abroad import foreign
from yellowplate.judging.answer import Claim
from yellowplate.judging.market import RATIOS, Market
from yellowplate.judging.numbers import judge_number
from yellowplate.judging.standing import judge_order, judge_place
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.statements import Cars, Fact, Place, Prose, Reading
from yellowplate.read.prose.text import Article
from yellowplate.reconcile.claims import Ratio, Sum, constraint

# A count that is so many times too large or too small, without a known cause, speaks of something else.
FAR = 2
# Counts below this, and ratios without decimals, equal too many others by chance.
TELLING = 500
CLOSE, NEAR = 60, 400
# Causes that a wrongly tied number shows by chance, if it shows any.
_WEAK = (None, Cause.NEIGHBOURING_LINE, Cause.SIGN)
BEHIND = 24
_DIGITS = re.compile(r"\d+")

_Series = tuple[str, Segment]


def reconsider(claims: Sequence[Claim], market: Market, article: Article, prose: Prose) -> tuple[Claim, ...]:
    """The claims of one article, with doubtful accusations taken back.

    Every place in a list belongs to someone, and every ratio to something: only what is named close by counts.
    """
    right: set[object] = {
        (c.reading.subject, c.reading.period, c.reading.measure)
        for c in claims
        if c.verdict is not Judgement.CONTRADICTED
    }
    told = _Told(article, prose, claims, right)
    return tuple(_second_thought(claim, told, market) for claim in claims)


class _Told(NamedTuple):
    """An article, all its claims, and what it says that isn't contradicted."""

    article: Article
    prose: Prose
    claims: Sequence[Claim]
    right: set[object]

    def near(self, claim: Claim) -> list[Claim]:
        """The claims that stand close enough to a claim to say what its value speaks of."""
        return [one for one in self.claims if abs(one.start - claim.start) <= _reach(claim.reading)]

    def named(self, claim: Claim) -> Iterator[_Series]:
        """The cars and makers that are named close to a claim."""
        for named in self.prose.named:
            if abs(named.start - claim.start) <= _reach(claim.reading):
                yield from named.meant

    def swapped(self, claim: Claim, other: _Spot, market: Market) -> bool:
        """Whether two counts, each right behind the name of its car, are just each other's."""
        reading = claim.reading
        own = _Spot(reading.subject, other.segment, other.period, other.measure)
        return self._behind_name(claim) and any(
            one.verdict is Judgement.CONTRADICTED
            and (one.reading.subject, one.reading.period, one.reading.measure)
            == (other.subject, own.period, own.measure)
            and self._behind_name(one)
            and _Said(one.reading, market).of(own)
            for one in self.near(claim)
        )

    def _behind_name(self, claim: Claim) -> bool:
        """Whether a count of cars stands right behind the name of the car it was read of."""
        before = [named for named in self.prose.named if named.start < claim.start]
        if claim.reading.measure is not Measure.UNITS or not before:
            return False
        meant = {subject for subject, _ in before[-1].meant}
        return claim.reading.subject in meant and claim.start - before[-1].start <= BEHIND

    def ties(self, claim: Claim) -> bool:
        """Whether the sentence of a claim names whom it is about, before it says it; a part of the market always is."""
        reading = claim.reading
        if reading.subject == str(reading.segment):
            return True
        start, _ = self._sentence(claim)
        last = claim.end + BEHIND if isinstance(reading.value, Place) else claim.start
        own = [n for n in self.prose.named if start <= n.start < last]
        return any(subject == reading.subject for named in own for subject, _ in named.meant)

    def _sentence(self, claim: Claim) -> tuple[int, int]:
        return next((span for span in self.prose.sentences if span[0] <= claim.start < span[1]), (0, 0))

    def abroad(self, claim: Claim) -> str:
        """Another country that the sentence of a claim names."""
        start, end = self._sentence(claim)
        return foreign(self.article.text[start:end], self.article.tongue)


def _second_thought(claim: Claim, told: _Told, market: Market) -> Claim:
    reading = claim.reading
    if claim.verdict is not Judgement.CONTRADICTED or reading.period is None or reading.segment is None:
        return claim
    if _far(claim):
        held = _DIGITS.sub(lambda digits: f"{int(digits[0]):,}", claim.found.fits)
        return _unsure(claim, f"too far from {held} to speak of that; what it counts isn't sure")
    explained = claim.found.cause is not None
    holds = _Said(reading, market)
    for other in _elsewhere(reading, told.near(claim), told.named(claim), market, claim.found.cause):
        if (other.subject, other.period, other.measure) in told.right or not holds.of(other):
            continue
        if not told.swapped(claim, other, market):
            name = market.named(other.subject, other.segment)
            return _unsure(claim, f"it is right of {name} in {other.period}; which is meant isn't sure")
    if not explained and (period := _other_period(reading, market)):
        return _unsure(claim, f"it is right of {period}; which period is meant isn't sure")
    if reading.measure is Fact.ORDER and (period := _order_of(reading, told.near(claim), market)):
        return _unsure(claim, f"it is right of {period}; which period is meant isn't sure")
    if not explained and (country := told.abroad(claim)):
        return _unsure(claim, f"the sentence also speaks of {country}; which market is meant isn't sure")
    if claim.found.cause in _WEAK and not told.ties(claim):
        return _unsure(claim, f"the sentence doesn't name {market.named(reading.subject)}; what is meant isn't sure")
    return claim


def _other_period(reading: Reading, market: Market) -> Period | None:
    """The period of the same subject in which just this number was sold."""
    if reading.measure is not Measure.UNITS or not _telling(reading) or reading.period is None:
        return None
    assert reading.segment is not None
    series = market.series(reading.subject, reading.segment, reading.period)
    holds = _Said(reading, market)
    own = _Spot(reading.subject, reading.segment, reading.period, reading.measure)
    others = (own._replace(period=run) for run in market.held.runs(series) if run != reading.period)
    return next((other.period for other in others if holds.of(other)), None)


def _order_of(reading: Reading, near: Iterable[Claim], market: Market) -> Period | None:
    """Another period spoken of close by in which one was just so far ahead of the other."""
    periods = dict.fromkeys(one.reading.period for one in near if one.reading.period not in (None, reading.period))
    orders = ((period, judge_order(reading._replace(period=period), market)) for period in periods)
    return next((period for period, found in orders if found.judgement is Judgement.CONFIRMED), None)


def _reach(reading: Reading) -> int:
    """How many characters away something may be named to be what a value speaks of."""
    return CLOSE if isinstance(reading.value, Place) else NEAR


def _unsure(claim: Claim, note: str) -> Claim:
    return replace(claim, found=Found(Judgement.UNKNOWN, None, "", note, claim.found.evidence), doubted=True)


def _far(claim: Claim) -> bool:
    """Whether a count misses by more than a factor, and nothing explains it; a difference by anything unexplained."""
    reading, found = claim.reading, claim.found
    ends = [abs(int(end)) for end in found.fits.split("..") if end.lstrip("-").isdigit()]
    if found.cause is not None or not ends:
        return False
    if isinstance(reading.value, Cars):
        return True
    if not isinstance(reading.value, Number) or reading.measure is not Measure.UNITS:
        return False
    return reading.value.value > FAR * max(ends) or FAR * reading.value.value < min(ends)


class _Spot(NamedTuple):
    """What a value may speak of."""

    subject: str
    segment: Segment
    period: Period
    measure: Measure | Fact


class _Said:
    """What a reading says, asked of other spots than its own; what is said of the figures is worked out once."""

    def __init__(self, reading: Reading, market: Market) -> None:
        self.reading = reading
        self.market = market
        self._says: dict[Measure | Fact, Sum | Ratio | None] = {}

    def of(self, spot: _Spot) -> bool:
        """Whether the figures say just that of a spot, and know it exactly."""
        says = self._constraint(spot.measure)
        if says is None:
            judge = judge_place if isinstance(self.reading.value, Place) else judge_number
            return judge(self.reading._replace(**spot._asdict()), self.market).judgement is Judgement.CONFIRMED
        series = self.market.series(spot.subject, spot.segment, spot.period)
        units = self.market.held.units(series, spot.period)
        if units is None:
            return False
        if isinstance(says, Sum):
            return says.lo <= units <= (units if says.hi is None else says.hi)
        base = spot.period.year_before if spot.measure is Measure.YOY else spot.period.before
        then = self.market.held.units(series, base)
        return bool(then) and says.holds(units, then or 0)

    def _constraint(self, measure: Measure | Fact) -> Sum | Ratio | None:
        """What is said of the units, in whatever period; None where it is said of something else."""
        if measure not in self._says:
            report = self.reading._replace(measure=measure).report("")
            self._says[measure] = constraint(report) if report else None
        return self._says[measure]


def _elsewhere(
    reading: Reading, claims: Iterable[Claim], named: Iterable[_Series], market: Market, cause: Cause | None
) -> Iterator[_Spot]:
    """The same value said of everything else that the article names, in every period that it speaks of.

    What no known mistake explains may also be a ratio to another base, or of a period next to one spoken of.
    """
    if not _telling(reading):
        return
    said = [claim.reading for claim in claims if claim.reading.segment is not None and claim.reading.period is not None]
    subjects = dict.fromkeys((one.subject, one.segment) for one in said)
    subjects |= dict.fromkeys(named)
    subjects |= dict.fromkeys((str(segment), segment) for segment in Segment)
    for subject, segment in tuple(subjects):
        if (plate := market.catalog.nameplates.get(subject)) and not isinstance(reading.value, Place):
            subjects |= dict.fromkeys((plate.maker, part) for part in _parts(segment))
    if reading.measure is Measure.SHARE:
        subjects |= dict.fromkeys((subject, segment) for subject, _ in tuple(subjects) for segment in Segment)
    periods = dict.fromkeys(one.period for one in said if one.period)
    if not isinstance(reading.value, Place):  # some place in some run is everybody's
        periods |= dict.fromkeys(run for period in tuple(periods) for run in _so_far(period))
    measures: tuple[Measure | Fact, ...] = (reading.measure,)
    places = list(product(subjects, periods))
    if cause in (None, Cause.NEIGHBOURING_MONTH) and isinstance(reading.value, Number):
        own = (reading.subject, reading.segment)
        spoken = [period for period in periods if cause is None or period != reading.period]
        places += [(own, near) for period in spoken for near in _next_to(period)]
    if cause is None and isinstance(reading.value, Number):
        measures = RATIOS if reading.measure in RATIOS else measures
    itself = (reading.subject, reading.segment, reading.period, reading.measure)
    for ((subject, segment), period), measure in product(dict.fromkeys(places), measures):
        if segment is not None and (subject, segment, period, measure) != itself:
            yield _Spot(subject, segment, period, measure)


def _parts(segment: Segment | None) -> tuple[Segment, ...]:
    if segment is Segment.KEI_PASSENGER:
        return (Segment.KEI_PASSENGER, Segment.KEI)
    return (segment,) if segment else ()


def _so_far(period: Period) -> Iterator[Period]:
    """The runs that a text about a month may add up without naming them: the year, or fiscal year, so far."""
    last = period.last
    for first in (Period(last.start - last.start % 12, 1), Period(last.start - (last.start - 3) % 12, 1)):
        if first.start < last.start:
            yield Period.span(first, last)


def _next_to(period: Period) -> tuple[Period, ...]:
    """The periods before and after, and the calendar years and fiscal years that it ends in or comes after."""
    last = period.last.start
    years = (Period.year(last // 12), Period.fiscal((last - 3) // 12))
    return (period.before, period.shift(period.months), *years, *(year.before for year in years))


def _telling(reading: Reading) -> bool:
    value = reading.value.number if isinstance(reading.value, Cars) else reading.value
    if isinstance(value, Place):
        return not value.how
    if not isinstance(value, Number):
        return False
    return (
        value.exponent < 0 or (value.exponent == 1 and value.digits > 10)  # 10.2 % and 2.7 times tell, 41 % doesn't
        if reading.measure in (*RATIOS, Measure.SHARE) and not isinstance(reading.value, Cars)
        else value.value >= TELLING
    )
