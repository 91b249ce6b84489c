"""How a wrong statement came about: try the known ways to go wrong, the surest first.

A way explains a statement if going it from what is held leads exactly to what was printed. Several ways can lead
there by chance; they are tried in the order of how little chance can do: five digits that stand one line further
down are no accident, one digit that differs can be anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yellowplate.facts import Cause, Interval, Measure, Number, Period, Relation, Report, Segment, Series
from yellowplate.reconcile.claims import Ratio, constraint
from yellowplate.reconcile.held import Held
from yellowplate.reconcile.series import tolerance

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

# Below this, equal counts are too common to prove that one was copied from the other.
TELLING = 500
# A count known to so many cars, or a ratio to so many units of its last digit, still shows where a number came from.
NARROW = 10
NARROW_RATIO = 2
# Cars from which on it takes a slip of a digit to turn an edition that nobody printed into a number, not chance.
FAR = 100
JANUARY, APRIL = 0, 3

Bounds = tuple[Fraction, Fraction]


def cause_of_units(report: Report, held_for: Interval, held: Held, catalog: Catalog) -> Cause | None:
    """The most plausible cause of a wrong number of units; None where no known way leads to it."""
    printed, series, period = int(report.number.value), report.series, report.period
    slack = tolerance(period.months)
    true, editions = _counts(held_for, 0), _counts(held_for, slack)
    if any(_swapped(printed, units) for units in true):
        return Cause.SWAPPED_DIGITS
    if printed >= TELLING:
        if any(_stood(printed, series, near, held, slack) for near in _near(period)):
            return Cause.NEIGHBOURING_MONTH
        if any(_stood(printed, other, period, held) for other in _neighbours(series, held)):
            return Cause.NEIGHBOURING_LINE
        if any(_stood(printed, other, period, held) for other in _other_scopes(series, held, catalog)):
            return Cause.SCOPE
        if any(_stood(printed, series, run, held) for run in _other_spans(period, held, series)):
            return Cause.OTHER_SPAN
    if any(_factor_of_ten(printed, units) for units in editions) or _noughts_too_many(printed, held_for):
        return Cause.UNIT
    far = (units for units in editions if abs(printed - units) >= FAR)
    slips = (digit_slip(printed, units) for units in (*true, *far))
    if slip := next((slip for slip in slips if slip), None):
        return slip
    beside = printed >= TELLING and any(_stood(printed, other, period, held) for other in _beside(series, held))
    return Cause.NEIGHBOURING_LINE if beside else None


def _counts(held_for: Interval, slack: int) -> range:
    """The counts that may have stood where a copyist looked, give or take an edition; none if there are too many."""
    if held_for.hi is None or held_for.hi - held_for.lo > NARROW:
        return range(0)
    return range(max(0, held_for.lo - slack), held_for.hi + slack + 1)


def was_cut_off(report: Report, says: Ratio, held: Held) -> bool:
    """Whether a page cut a ratio off that it made of the very count held: it prints that count beside the ratio."""
    figure = held.figure(report.series, says.run)
    true = _true_ratio(report, says, held)
    if figure is None or figure.value is None or true is None or not cut_off(true, report.number):
        return False
    beside = replace(report, measure=Measure.UNITS, number=Number(figure.value), relation=Relation.EQUAL)
    return beside.id in figure.reports_for


def cause_of_ratio(report: Report, says: Ratio, held: Held, catalog: Catalog) -> Cause | None:
    """The most plausible cause of a wrong ratio; None where no known way leads to it."""
    true = _true_ratio(report, says, held)
    slip_of_digits = None
    if true is not None and _narrow(true, report.number):
        slips = [slip for slipped, slip in _slips(true, report.number) if slipped]
        if slips:
            return slips[0]
        printed = range(_printed(true[0], report.number), _printed(true[1], report.number) + 1)
        found = (digit_slip(report.number.digits, digits) for digits in printed)
        slip_of_digits = next((slip for slip in found if slip), None)
    if report.number.exponent >= 0:  # a ratio without decimals equals too many others to tell where it came from
        return slip_of_digits
    for cause, ratios in (
        (Cause.MONTH_AS_YEAR, _other_measure(report)),
        (Cause.NEIGHBOURING_MONTH, _other_months(report)),
        (Cause.OTHER_SPAN, _ratios_of(report.series, _other_spans(report.period, held, report.series), report)),
        (Cause.SCOPE, _elsewhere(report, _other_scopes(report.series, held, catalog))),
        (Cause.NEIGHBOURING_LINE, _elsewhere(report, _neighbours(report.series, held))),
    ):
        if any(_prints(other, ratio, report.number, held) for other, ratio in ratios):
            return cause
    return slip_of_digits


def _true_ratio(report: Report, says: Ratio, held: Held) -> Bounds | None:
    return _ratio_between(held.interval(report.series, says.run), held.interval(report.series, says.base))


def _ratio_between(run: Interval, base: Interval) -> Bounds | None:
    """The least and the most that a ratio can be, in percent; None where nothing bounds it."""
    if run.hi is None or base.hi is None or not base.lo:
        return None
    return Fraction(100 * run.lo, base.hi), Fraction(100 * run.hi, base.lo)


def _narrow(ratio: Bounds, like: Number) -> bool:
    return ratio[1] - ratio[0] <= NARROW_RATIO * Fraction(10) ** like.exponent


def digit_slip(printed: int, true: int) -> Cause | None:
    """What happened to the digits, if anything did."""
    if _swapped(printed, true):
        return Cause.SWAPPED_DIGITS
    return Cause.ONE_DIGIT if _one_digit(printed, true) else None


def _slips(true: Bounds, number: Number) -> Iterator[tuple[bool, Cause]]:
    """Slips made with the right ratio at hand."""
    least, most = true
    yield cut_off(true, number), Cause.CUT_OFF
    yield _meet(number.rounding, (200 - most, 200 - least)), Cause.SIGN
    yield _meet(number.rounding, (least - 100, most - 100)), Cause.UNIT
    yield _meet(number.rounding, (100 - most, 100 - least)), Cause.UNIT
    factors = (Fraction(10), Fraction(1, 10), Fraction(100))
    yield any(_meet(number.rounding, (least * factor, most * factor)) for factor in factors), Cause.UNIT


def cut_off(true: Bounds, number: Number) -> bool:
    """Whether a ratio prints like this when what follows the last digit is cut off."""
    low, high = number.truncation
    return low <= true[1] and true[0] < high


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _printed(true: Fraction, like: Number) -> int:
    """The digits that a ratio has when printed with the precision of another one."""
    return int(true / Fraction(10) ** like.exponent + Fraction(1, 2))


def _prints(series: Series, ratio: Ratio, number: Number, held: Held) -> bool:
    """Whether a ratio of what is held prints like this, where enough is known of it."""
    run, base = held.interval(series, ratio.run), held.interval(series, ratio.base)
    true = _ratio_between(run, base)
    return true is not None and _narrow(true, number) and ratio.can_hold(run, base)


def _other_measure(report: Report) -> Iterator[tuple[Series, Ratio]]:
    """The ratio to the month before where the year before was meant, and the other way round."""
    other = Measure.MOM if report.measure is Measure.YOY else Measure.YOY
    if report.period.is_month:
        yield from _restated(report, report.period, report.series, other)


def _other_months(report: Report) -> Iterator[tuple[Series, Ratio]]:
    for period in _near(report.period):
        yield from _restated(report, period, report.series, report.measure)


def _ratios_of(series: Series, runs: Iterator[Period], report: Report) -> Iterator[tuple[Series, Ratio]]:
    for run in runs:
        yield from _restated(report, run, series, report.measure)


def _elsewhere(report: Report, others: Iterator[Series]) -> Iterator[tuple[Series, Ratio]]:
    """The ratio as it stands, said of something else."""
    if isinstance(says := constraint(report), Ratio):
        yield from ((series, says) for series in others)


def _restated(report: Report, period: Period, series: Series, measure: Measure) -> Iterator[tuple[Series, Ratio]]:
    """The same printed number as a statement about something else."""
    other = Report(report.source, series.subject, series.segment, period, measure, report.number, report.relation)
    if isinstance(says := constraint(other), Ratio):
        yield series, says


def _near(period: Period) -> tuple[Period, ...]:
    """The months, or runs, that stand beside this one in a table: before, after, and a year apart."""
    steps = (-1, 1, -12, 12) if period.is_month else (-12, 12)
    return tuple(period.shift(step) for step in steps)


def _stood(printed: int, series: Series, run: Period, held: Held, slack: int = 0) -> bool:
    """Whether some edition of what is held for a run prints like this; `slack` allows for one that is not held."""
    figure = held.figure(series, run)
    if figure is not None and figure.alternatives:
        return any(abs(printed - units) <= slack for units in figure.alternatives)
    low, high = held.interval(series, run)
    return high is not None and high - low <= NARROW and low - slack <= printed <= high + slack


def _neighbours(series: Series, held: Held) -> Iterator[Series]:
    """The other lines of the same list."""
    for other in held.peers(series.segment, "/" in series.subject):
        if other.subject != series.subject:
            yield other


def _beside(series: Series, held: Held) -> Iterator[Series]:
    """The lines above and below the list, where a page prints totals, makers and nameplates under each other."""
    yield from held.peers(series.segment, "/" not in series.subject)
    for segment in Segment:
        yield Series(str(segment), segment)
        if series.subject == series.segment:
            yield from held.peers(segment, False)


def _other_scopes(series: Series, held: Held, catalog: Catalog) -> Iterator[Series]:
    """The same subject counted elsewhere or otherwise, a part or the whole of its family, another segment's total."""
    related = {series.subject, *catalog.members(series.subject), catalog.line(series.subject)}
    if series.subject == series.segment:
        related |= {str(segment) for segment in Segment}
    for subject in sorted(related):
        for other in held.of_subject(subject):
            if other != series:
                yield other


def _other_spans(period: Period, held: Held, series: Series) -> Iterator[Period]:
    """Other runs that begin or end with this one: a month for a half-year, a fiscal for a calendar year.

    What is added up since January or April ends with a month too, whether or not anybody prints it.
    """
    last = period.last
    so_far = {Period.span(last.shift(-((last.start - first) % 12)), last) for first in (JANUARY, APRIL)}
    for run in (*sorted(so_far), *held.runs(series)):
        if run != period and (run.end == period.end or run.start == period.start or run.months == period.months == 12):
            yield run


def _swapped(printed: int, true: int) -> bool:
    """Whether two digits changed places."""
    first, second = str(printed), str(true)
    if len(first) != len(second):
        return False
    differ = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return len(differ) == 2 and first[differ[0]] == second[differ[1]] and first[differ[1]] == second[differ[0]]


def _one_digit(printed: int, true: int) -> bool:
    """Whether one digit was changed, lost or doubled."""
    first, second = str(printed), str(true)
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _factor_of_ten(printed: int, true: int) -> bool:
    """Whether the units were misread by a power of ten."""
    low, high = sorted((printed, true))
    return low > 0 and any(abs(high - low * factor) < factor for factor in (10, 100, 1000, 10_000))


def _noughts_too_many(printed: int, held_for: Interval) -> bool:
    """Whether a count has noughts behind it that make it a thousand, or ten thousand, times what it can be."""
    factors = (100, 1000, 10_000)
    return held_for.hi is not None and any(printed % f == 0 and printed // f in held_for for f in factors)
