"""Judging one Report against the Figures held.

A Report is contradicted only if no count that the Figures allow prints like it, not even one that differs by a
revision. What the Figures leave open is consistent; where they say nothing it is unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from yellowplate.facts import (
    Cause,
    Figure,
    Interval,
    Judgement,
    Measure,
    Number,
    Period,
    Relation,
    Report,
    Segment,
    Series,
    Status,
    Verdict,
)
from yellowplate.reconcile.causes import cause_of_ratio, cause_of_units, was_cut_off
from yellowplate.reconcile.claims import Ratio, Sum, constraint
from yellowplate.reconcile.held import Held
from yellowplate.reconcile.series import slack_of, tolerance

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

# Preliminary totals of the whole market have missed the final ones by up to one car in so many.
REVISION_PART = 10_000
_RANKED_IN = {
    Segment.KEI_PASSENGER: (Segment.KEI_PASSENGER,),
    Segment.REGISTERED: (Segment.REGISTERED,),
    Segment.ALL: (Segment.KEI_PASSENGER, Segment.REGISTERED),
}


def judge(report: Report, held: Held, catalog: Catalog) -> Verdict:
    """The Verdict on a Report, whether it stands in the ledger or not."""
    says = constraint(report)
    if isinstance(says, Sum):
        return _judge_units(report, says, held, catalog)
    if isinstance(says, Ratio):
        return _judge_ratio(report, says, held, catalog)
    if report.measure is Measure.RANK:
        return _judge_rank(report, held, catalog)
    if report.measure is Measure.SHARE:
        return _judge_share(report, held)
    return Verdict(report.id, Judgement.UNKNOWN)


def _judge_units(report: Report, says: Sum, held: Held, catalog: Catalog) -> Verdict:
    figure = held.figure(report.series, says.run)
    interval = held.interval(report.series, says.run)
    if says.hi is not None and not interval.hi and interval.hi != 0 and not interval.lo:
        return Verdict(report.id, Judgement.UNKNOWN)
    if _meets(says, interval):
        sure = interval.exact and not (figure and figure.status is Status.DISPUTED)
        return Verdict(report.id, Judgement.CONFIRMED if sure else Judgement.CONSISTENT)
    fits, against = _text(interval), _against(figure)
    cause = cause_of_units(report, interval, held, catalog)
    whole_market = report.subject == report.segment
    if _is_revision(says, interval, whole_market) and cause is not Cause.SWAPPED_DIGITS:
        return Verdict(report.id, Judgement.REVISED, Cause.REVISION, fits, against)
    return Verdict(report.id, Judgement.CONTRADICTED, cause, fits, against)


def _meets(says: Sum, interval: Interval) -> bool:
    below = says.hi is None or interval.lo <= says.hi
    return below and (interval.hi is None or says.lo <= interval.hi)


def _is_revision(says: Sum, interval: Interval, whole_market: bool) -> bool:
    """Whether a count misses what is held by no more than one edition misses another."""
    slack = tolerance(says.run.months)
    if whole_market:
        slack = max(slack, (interval.lo if interval.hi is None else interval.hi) // REVISION_PART)
    high = None if says.hi is None else says.hi + slack
    return _meets(Sum(says.run, says.lo - slack, high), interval)


def _judge_ratio(report: Report, says: Ratio, held: Held, catalog: Catalog) -> Verdict:
    run, base = held.interval(report.series, says.run), held.interval(report.series, says.base)
    if run.exact and base.exact and says.holds(run.lo, base.lo):
        figures = (held.figure(report.series, period) for period in (says.run, says.base))
        disputed = any(figure and figure.status is Status.DISPUTED for figure in figures)
        return Verdict(report.id, Judgement.CONSISTENT if disputed else Judgement.CONFIRMED)
    if says.can_hold(run, base):
        known = run.hi is not None and base.hi is not None
        return Verdict(report.id, Judgement.CONSISTENT if known else Judgement.UNKNOWN)
    fits = ratio_text(run, base, report.number)
    both = (held.figure(report.series, period) for period in (says.run, says.base))
    against = tuple(sorted({id_ for figure in both for id_ in _against(figure)}))
    if says.can_hold(run, base, slack_of(says)):
        slip = Cause.CUT_OFF if was_cut_off(report, says, held) else Cause.REVISION
        return Verdict(report.id, Judgement.REVISED, slip, fits, against)
    cause = cause_of_ratio(report, says, held, catalog)
    return Verdict(report.id, Judgement.CONTRADICTED, cause, fits, against)


def _judge_rank(report: Report, held: Held, catalog: Catalog) -> Verdict:
    lowest, highest = ranks(report.subject, report.segment, report.period, held, catalog)
    if highest is None or lowest is None:
        return Verdict(report.id, Judgement.UNKNOWN)
    rank = report.number.digits
    best = rank if report.relation in (Relation.EQUAL, Relation.OVER) else 1
    if lowest <= rank and best <= highest:
        return Verdict(report.id, Judgement.CONFIRMED if lowest == highest else Judgement.CONSISTENT)
    fits = str(lowest) if lowest == highest else f"{lowest}..{highest}"
    slack = 2 * tolerance(report.period.months)  # one car's edition above what is held, the other's below
    lowest, highest = ranks(report.subject, report.segment, report.period, held, catalog, slack)
    if lowest is not None and highest is not None and lowest <= rank and best <= highest:
        return Verdict(report.id, Judgement.REVISED, Cause.REVISION, fits)
    return Verdict(report.id, Judgement.CONTRADICTED, None, fits)


def ranks(
    subject: str, segment: Segment, period: Period, held: Held, catalog: Catalog, slack: int = 0
) -> tuple[int | None, int | None]:
    """The best and the worst place that a subject can have in a ranking; None where its own units are unknown.

    Cars whose units differ by no more than `slack` can stand in either order.
    """
    model = "/" in subject
    parts = _RANKED_IN.get(segment, (segment,)) if model else (segment,)
    own = next((Series(subject, part) for part in parts if Series(subject, part) in held.peers(part, model)), None)
    mine = held.interval(own, period) if own else Interval(0, None)
    if own is None or mine.hi is None:
        return None, None
    lows, highs = held.field(parts, model, period, partial(_listed, period=period, catalog=catalog))
    # Its own bounds are among them, but neither its least lies above its most nor, taken once, its most counts.
    sure = len(lows) - bisect_right(lows, mine.hi + slack)
    possible = len(highs) - bisect_right(highs, mine.lo - slack) - (mine.hi > mine.lo - slack)
    return sure + 1, possible + 1


def _listed(series: Series, period: Period, catalog: Catalog) -> bool:
    """Whether a line of which nothing is known can stand in a list of the period: on sale, and a line of its own."""
    plate = catalog.nameplates.get(series.subject)
    if plate is None:
        return True
    on_sale = plate.launched(period) is not False and not catalog.gone(series.subject, period)
    return on_sale and catalog.line(series.subject, period) == series.subject


def _judge_share(report: Report, held: Held) -> Verdict:
    """A share is a ratio to the segment's own total in the same run."""
    run = held.interval(report.series, report.period)
    total = held.interval(Series(str(report.segment), report.segment), report.period)
    low, high = report.number.rounding
    if run.hi is None or total.hi is None or not total.lo:
        return Verdict(report.id, Judgement.UNKNOWN)
    least, most = Fraction(100 * run.lo, total.hi), Fraction(100 * run.hi, total.lo)
    if low <= most and least <= high:
        exact = run.exact and total.exact
        return Verdict(report.id, Judgement.CONFIRMED if exact else Judgement.CONSISTENT)
    return Verdict(report.id, Judgement.CONTRADICTED, None, ratio_text(run, total, report.number))


def ratio_text(run: Interval, base: Interval, like: Number) -> str:
    """The ratio that the Figures imply, printed with as many decimals as the one that was stated."""
    if run.hi is None or base.hi is None or not base.lo:
        return ""
    unit = Fraction(10) ** min(like.exponent, 0)
    low, high = (
        Number(int(Fraction(100 * units, of) / unit + Fraction(1, 2)), min(like.exponent, 0))
        for units, of in ((run.lo, base.hi), (run.hi, base.lo))
    )
    return str(low) if low == high else f"{low}..{high}"


def _text(interval: Interval) -> str:
    if interval.exact:
        return str(interval.lo)
    return f"{interval.lo}.." if interval.hi is None else f"{interval.lo}..{interval.hi}"


def _against(figure: Figure | None) -> tuple[str, ...]:
    return figure.reports_for if figure else ()
