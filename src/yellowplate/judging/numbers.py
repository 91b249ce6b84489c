"""Units, ratios, shares and changes in cars: judged by the figures' own arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from yellowplate.facts import (
    Cause,
    Interval,
    Judgement,
    Measure,
    Number,
    Period,
    Relation,
    Report,
    Segment,
    Series,
    Verdict,
)
from yellowplate.judging.market import RATIOS, Market
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.statements import Cars, Points, Reading
from yellowplate.reconcile.causes import cut_off, digit_slip
from yellowplate.reconcile.claims import Ratio, Sum, constraint
from yellowplate.reconcile.judge import REVISION_PART, judge, ratio_text
from yellowplate.reconcile.series import slack_of, tolerance

_ROUND = 1000


def judge_number(reading: Reading, market: Market) -> Found:
    """The judgement on a number of a series."""
    report = reading.report("")
    if report is None:
        return _difference(reading, market)
    if report.measure is Measure.SHARE:
        return _share(report, market)
    series = market.series(report.subject, report.segment, report.period)
    if series.subject != report.subject:
        report = replace(report, subject=series.subject)
    verdict = judge(report, market.held, market.catalog)
    if verdict.judgement is Judgement.CONTRADICTED and (again := _loosely(report, market)):
        verdict = again
    if verdict.judgement is Judgement.CONTRADICTED and verdict.cause is Cause.CUT_OFF:
        verdict = Verdict(report.id, Judgement.CONSISTENT, None, verdict.fits, note="cut off instead of rounded")
    return Found(
        verdict.judgement,
        verdict.cause,
        verdict.fits,
        verdict.note or _why(report, verdict, market),
        market.evidence(series, *_periods(report)),
    )


def surely_wrong(reading: Reading, market: Market) -> bool:
    """Whether a plain number misses what is held by so much that nothing can save it; quicker than a judgement."""
    report = reading.report("")
    if report is None or report.relation is Relation.ABOUT:
        return False
    series = market.series(report.subject, report.segment, report.period)
    says = constraint(report)
    run = market.held.interval(series, report.period)
    if run.hi is None:
        return False
    if isinstance(says, Ratio):
        base = market.held.interval(series, says.base)
        if base.hi is None or not base.lo or says.can_hold(run, base, slack_of(says)):
            return False
        return not cut_off((Fraction(100 * run.lo, base.hi), Fraction(100 * run.hi, base.lo)), report.number)
    if not isinstance(says, Sum) or says.hi is None or report.number.exponent or not report.number.digits % _ROUND:
        return False
    slack = max(tolerance(report.period.months), run.hi // REVISION_PART)
    return not says.lo - slack <= run.hi or not run.lo <= says.hi + slack


def _share(report: Report, market: Market) -> Found:
    """A share of a part of the market or of a wider one, which then counts the subject in its own part."""
    total = Series(str(report.segment), report.segment)
    own = market.series(report.subject, report.segment, report.period)
    if report.subject in market.catalog.segments:
        own = Series(report.subject, Segment(report.subject))
    elif report.subject in market.catalog.nameplates:
        own = market.series(report.subject, market.catalog.nameplates[report.subject].segments[0], report.period)
    part, whole = market.held.interval(own, report.period), market.held.interval(total, report.period)
    evidence = (*market.evidence(own, report.period)[:3], *market.evidence(total, report.period)[:3])
    if part.hi is None or whole.hi is None or not whole.lo:
        names = market.named(own.subject, own.segment), market.named(total.subject)
        note = f"the desk doesn't know both {names[0]} and {names[1]} in {report.period}"
        return Found(Judgement.UNKNOWN, note=note, evidence=evidence)
    low, high = report.number.rounding
    if report.relation is Relation.ABOUT:
        low, high = low - 1, high + 1
    least, most = Fraction(100 * part.lo, whole.hi), Fraction(100 * part.hi, whole.lo)
    over = report.relation is Relation.OVER and most >= report.number.value
    under = report.relation is Relation.UNDER and least <= report.number.value
    if over or under or (low <= most and least <= high):
        word = Judgement.CONFIRMED if part.exact and whole.exact else Judgement.CONSISTENT
        return Found(word, evidence=evidence)
    fits = ratio_text(part, whole, report.number)
    slip = digit_slip(report.number.digits, Number.parse(fits).digits) if part.exact and whole.exact else None
    return Found(Judgement.CONTRADICTED, slip, fits, "", evidence)


def _periods(report: Report) -> tuple[Period, ...]:
    if report.measure in RATIOS:
        return report.period, report.period.year_before if report.measure is Measure.YOY else report.period.before
    return (report.period,)


def _loosely(report: Report, market: Market) -> Verdict | None:
    """A round number of thousands may have been rounded without saying so; "about half" is a wide word."""
    number = report.number
    if report.measure in RATIOS and report.relation is Relation.ABOUT and number.digits % 10 == 0:
        wide = replace(report, number=Number(number.digits // 10, number.exponent + 1))
        verdict = judge(wide, market.held, market.catalog)
        return verdict if verdict.judgement is not Judgement.CONTRADICTED else None
    if report.measure is not Measure.UNITS or report.relation is not Relation.EQUAL or number.exponent:
        return None
    if number.digits % _ROUND or not number.digits:
        return None
    rounded = replace(report, number=Number(number.digits // _ROUND, 3))
    verdict = judge(rounded, market.held, market.catalog)
    if verdict.judgement is Judgement.CONTRADICTED:
        return None
    return replace(verdict, note=verdict.note or "rounded to thousands")


def _why(report: Report, verdict: Verdict, market: Market) -> str:
    if verdict.judgement is Judgement.UNKNOWN:
        return f"no figure decides it for {market.named(report.subject, report.segment)} in {report.period}"
    if verdict.judgement is Judgement.REVISED:
        return "true of an earlier edition of the figure"
    return ""


def _difference(reading: Reading, market: Market) -> Found:
    if reading.segment is None or reading.period is None:
        return Found(Judgement.UNKNOWN, note="of which period is not said")
    if isinstance(reading.value, Points):
        return _points(reading, market)
    assert isinstance(reading.value, Cars)
    series = market.series(reading.subject, reading.segment, reading.period)
    base = reading.period.year_before if reading.measure is Measure.YOY else reading.period.before
    now, then = (market.held.interval(series, period) for period in (reading.period, base))
    evidence = market.evidence(series, reading.period, base)
    if now.hi is None or then.hi is None:
        return Found(Judgement.UNKNOWN, note=f"the desk doesn't know both {reading.period} and {base}")
    change = Interval(now.lo - then.hi, now.hi - then.lo)
    return replace(
        compare(change, reading.value.number, reading.relation, tolerance(reading.period.months)), evidence=evidence
    )


def compare(held: Interval, said: Number, relation: Relation, slack: int) -> Found:
    """A number of cars against what it can be; within `slack` it is an earlier edition."""
    low, high = said.rounding if said.exponent > 0 else (said.value, said.value)
    if relation is Relation.ABOUT:
        low, high = min(low, low - abs(low) / 50), high + abs(high) / 50
    size = abs(said.value)
    fits = str(held.lo) if held.exact else f"{held.lo}..{held.hi}"
    if relation in (Relation.OVER, Relation.UNDER):
        more = (relation is Relation.OVER) == (said.digits > 0)
        meets = held.hi is not None and (held.hi >= said.value if more else held.lo <= said.value)
        return Found(
            Judgement.CONFIRMED if meets and held.exact else Judgement.CONSISTENT if meets else Judgement.CONTRADICTED,
            fits=fits,
        )
    assert held.hi is not None
    if low <= held.hi and held.lo <= high:
        return Found(Judgement.CONFIRMED if held.exact else Judgement.CONSISTENT, fits=fits)
    if low - slack <= held.hi and held.lo <= high + slack:
        return Found(Judgement.REVISED, Cause.REVISION, fits, "within a revision of what is held")
    if size and size % 100 == 0 and abs(Fraction(held.lo) - said.value) <= 50:
        return Found(Judgement.CONSISTENT, fits=fits, note="rounded")
    sign = held.exact and held.lo == -said.value
    slip = digit_slip(abs(said.digits), abs(held.lo)) if held.exact and not said.exponent else None
    return Found(Judgement.CONTRADICTED, Cause.SIGN if sign else slip, fits)


def _points(reading: Reading, market: Market) -> Found:
    assert reading.segment is not None and reading.period is not None
    own, total = Series(reading.subject, reading.segment), Series(str(reading.segment), reading.segment)
    number = reading.value.number if isinstance(reading.value, Points) else Number(0)
    low, high = number.rounding
    for base in (reading.period.year_before, reading.period.before):
        shares = [
            (market.held.units(own, period), market.held.units(total, period)) for period in (reading.period, base)
        ]
        if all(part is not None and whole for part, whole in shares):
            (now, of), (then, of_then) = shares
            change = Fraction(100 * (now or 0), of or 1) - Fraction(100 * (then or 0), of_then or 1)
            if low <= change <= high:
                return Found(Judgement.CONFIRMED, evidence=market.evidence(own, reading.period, base))
    return Found(Judgement.UNKNOWN, note="a change of share against a period that is not said")
