"""Places, runs of places, and who is ahead of whom."""

from __future__ import annotations

from dataclasses import replace

from yellowplate.facts import Interval, Judgement, Period, Relation, Segment
from yellowplate.judging.market import Evidence, Market
from yellowplate.judging.numbers import compare
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.statements import Other, Place, Reading
from yellowplate.reconcile.judge import ranks
from yellowplate.reconcile.series import tolerance

_LONGEST = 60


def judge_place(reading: Reading, market: Market) -> Found:
    """The judgement on a place, alone or with its run."""
    place = reading.value
    assert isinstance(place, Place) and reading.segment is not None and reading.period is not None
    if place.how == "ever":
        return Found(Judgement.UNKNOWN, note="a record can't be judged beyond the months the desk holds")
    subject = market.series(reading.subject, Segment.KEI_PASSENGER, reading.period).subject
    if not place.how:
        return _placed(subject, reading.segment, reading.period, place.place, market)
    step = 12 if place.unit == "years" else 1
    run = _back if place.how == "back after" else _for
    return run(subject, reading.segment, reading.period, place, step, market)


def _placed(subject: str, segment: Segment, period: Period, place: int, market: Market) -> Found:
    lowest, highest = ranks(subject, segment, period, market.held, market.catalog)
    printed = market.ranks.get((subject, str(segment), period), {})
    evidence = tuple(market.cited(printed.get(place, ())[:5])) or _units(subject, segment, period, market)
    fits = "" if lowest is None else str(lowest) if lowest == highest else f"{lowest}..{highest}"
    inside = lowest is None or highest is None or lowest <= place <= highest
    certain = lowest == highest == place or (inside and list(printed) == [place])
    if certain or (inside and market.place(subject, segment, period) == place):
        return Found(Judgement.CONFIRMED, None, "", "", evidence)
    if not inside:
        return Found(Judgement.CONTRADICTED, None, fits, "", _units(subject, segment, period, market))
    if (lowest is not None and lowest > 1) or (
        lowest is not None and highest is not None and highest - lowest < place + 2
    ):
        return Found(Judgement.CONSISTENT, None, fits, "the figures leave several places open", evidence)
    return Found(
        Judgement.UNKNOWN, note=f"the desk can't rank {market.named(subject)} among {market.named(segment)} in {period}"
    )


def _units(subject: str, segment: Segment, period: Period, market: Market) -> tuple[Evidence, ...]:
    return market.evidence(market.series(subject, segment, period), period)


def _at(subject: str, segment: Segment, period: Period, place: int, market: Market) -> bool | None:
    """Whether a subject held that place; None where the figures don't decide."""
    found = _placed(subject, segment, period, place, market).judgement
    return {Judgement.CONFIRMED: True, Judgement.CONTRADICTED: False}.get(found)


def _for(subject: str, segment: Segment, period: Period, place: Place, step: int, market: Market) -> Found:
    """Held for so many months or years in a row, up to the period."""
    runs = [period.shift(-step * back) for back in range(min(place.length, _LONGEST))]
    held = [_at(subject, segment, run, place.place, market) for run in runs]
    evidence = _units(subject, segment, period, market)
    if False in held:
        length = held.index(False)
        note = f"{market.named(subject)} was not number {place.place} in {runs[length]}"
        exact = None not in held[:length]
        fits = str(Place(place.place, "for", length, place.unit)) if exact and length else ""
        return Found(Judgement.CONTRADICTED, None, fits, note, evidence)
    if None in held:
        unknown = runs[held.index(None)]
        if _inside_data(subject, segment, unknown, market):
            return Found(Judgement.CONSISTENT, None, "", f"{unknown} is not certain", evidence)
        return Found(Judgement.UNKNOWN, None, "", f"the desk can't rank {market.named(subject)} in {unknown}", evidence)
    before = _at(subject, segment, period.shift(-step * place.length), place.place, market)
    if before is True:
        length = place.length + _more(subject, segment, period.shift(-step * place.length), place.place, step, market)
        fits = str(Place(place.place, "for", length, place.unit))
        return Found(Judgement.CONTRADICTED, None, fits, "the run is longer", evidence)
    return Found(Judgement.CONFIRMED if before is False else Judgement.CONSISTENT, None, "", "", evidence)


def _more(subject: str, segment: Segment, period: Period, place: int, step: int, market: Market) -> int:
    count = 0
    while count < _LONGEST * 4 and _at(subject, segment, period.shift(-step * count), place, market):
        count += 1
    return count


def _inside_data(subject: str, segment: Segment, period: Period, market: Market) -> bool:
    return ranks(subject, segment, period, market.held, market.catalog)[0] is not None


def _back(subject: str, segment: Segment, period: Period, place: Place, step: int, market: Market) -> Found:
    """Back at a place after so many months: counted from the last time, or as months away (both are in use)."""
    now = _at(subject, segment, period, place.place, market)
    evidence = _units(subject, segment, period, market)
    if now is False:
        note = f"{market.named(subject)} was not number {place.place} in {period}"
        return Found(Judgement.CONTRADICTED, None, "", note, evidence)
    away = 0
    for back in range(1, place.length + 2):
        held = _at(subject, segment, period.shift(-step * back), place.place, market)
        if held is None:
            note = f"the desk can't rank {market.named(subject)} in {period.shift(-step * back)}"
            return Found(Judgement.UNKNOWN, None, "", note, evidence)
        if held:
            break
        away += 1
    if place.length in (away, away + 1) and away:
        return Found(Judgement.CONFIRMED if now else Judgement.CONSISTENT, None, "", "", evidence)
    fits = str(Place(place.place, "back after", away + 1, place.unit)) if 0 < away <= place.length else ""
    note = "it held that place just before" if not away else ""
    return Found(Judgement.CONTRADICTED, None, fits, note, evidence)


def judge_order(reading: Reading, market: Market) -> Found:
    """Who is ahead of whom, and by how many cars."""
    other = reading.value
    assert isinstance(other, Other) and reading.segment is not None and reading.period is not None
    first, second = (
        market.series(subject, _counted_in(subject, reading.segment, market), reading.period)
        for subject in (reading.subject, other.subject)
    )
    mine, theirs = (market.held.interval(series, reading.period) for series in (first, second))
    evidence = (*market.evidence(first, reading.period)[:3], *market.evidence(second, reading.period)[:3])
    if mine.hi is None or theirs.hi is None:
        return Found(Judgement.UNKNOWN, None, "", f"the desk doesn't know both in {reading.period}", evidence)
    ahead = Interval(mine.lo - theirs.hi, mine.hi - theirs.lo)
    if reading.relation is Relation.UNDER:
        ahead = Interval(-(ahead.hi or 0), -ahead.lo)
    return replace(_ahead(ahead, other, reading), evidence=evidence)


def _counted_in(subject: str, segment: Segment, market: Market) -> Segment:
    """The segment that a subject is counted in; two of different ones are compared all the same."""
    car = market.catalog.nameplates.get(subject)
    return segment if car is None or segment in car.segments else car.segments[0]


def _ahead(ahead: Interval, other: Other, reading: Reading) -> Found:
    assert ahead.hi is not None and reading.period is not None
    slack = tolerance(reading.period.months)
    if ahead.hi < -slack:
        fits = f"{other.subject} ahead by {-ahead.hi}"
        return Found(Judgement.CONTRADICTED, None, fits, "the order is the other way round")
    if ahead.lo <= 0:
        return Found(Judgement.CONSISTENT, note="the figures don't decide who is ahead")
    if other.margin is None:
        return Found(Judgement.CONFIRMED)
    found = compare(ahead, other.margin, Relation.EQUAL, slack)
    fits = f"{other.subject} by {found.fits}" if found.judgement is Judgement.CONTRADICTED else ""
    return replace(found, fits=fits)
