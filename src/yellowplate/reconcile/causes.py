"""How a wrong statement came about: try the known ways to go wrong, the surest first.

A way explains a statement if going it from what is held leads exactly to what was printed. Several ways can lead
there by chance; they are tried in the order of how little chance can do: five digits that stand one line further
down are no accident, one digit that differs can be anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from yellowplate.facts import Cause, Interval, Measure, Number, Period, Report, Segment, Series
from yellowplate.reconcile.claims import Ratio, constraint
from yellowplate.reconcile.held import Held
from yellowplate.reconcile.series import tolerance

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

# Below this, equal counts are too common to prove that one was copied from the other.
TELLING = 500
JANUARY, APRIL = 0, 3


def cause_of_units(report: Report, held_for: Interval, held: Held, catalog: Catalog) -> Cause | None:
    """The most plausible cause of a wrong number of units; None where no known way leads to it."""
    printed, series, period = int(report.number.value), report.series, report.period
    slack = tolerance(period.months)
    narrow = held_for.hi is not None and held_for.hi - held_for.lo <= 2 * slack
    true = range(held_for.lo, held_for.hi + 1) if narrow and held_for.hi is not None else range(0)
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
    if any(_factor_of_ten(printed, units) for units in true):
        return Cause.UNIT
    if any(_one_digit(printed, units) for units in true):
        return Cause.ONE_DIGIT
    return None


def cause_of_ratio(report: Report, says: Ratio, held: Held, catalog: Catalog) -> Cause | None:
    """The most plausible cause of a wrong ratio; None where no known way leads to it."""
    true = _true_ratio(report, says, held)
    if true is not None:
        slips = [slip for slipped, slip in _slips(true, report.number) if slipped]
        if slips:
            return slips[0]
    slip_of_digits = None if true is None else digit_slip(report.number.digits, _printed(true, report.number))
    if report.number.exponent >= 0:  # a ratio without decimals equals too many others to tell where it came from
        return slip_of_digits
    for cause, ratios in (
        (Cause.MONTH_AS_YEAR, _other_measure(report)),
        (Cause.NEIGHBOURING_MONTH, _other_months(report)),
        (Cause.OTHER_SPAN, _ratios_of(report.series, _other_spans(report.period, held, report.series), report)),
        (Cause.SCOPE, _elsewhere(report, _other_scopes(report.series, held, catalog))),
        (Cause.NEIGHBOURING_LINE, _elsewhere(report, _neighbours(report.series, held))),
    ):
        if any(_prints(other, ratio, held) for other, ratio in ratios):
            return cause
    return slip_of_digits


def _true_ratio(report: Report, says: Ratio, held: Held) -> Fraction | None:
    """The ratio that the Figures imply, where all that they allow prints alike."""
    run, base = held.interval(report.series, says.run), held.interval(report.series, says.base)
    if run.hi is None or base.hi is None or not base.lo:
        return None
    least, most = Fraction(100 * run.lo, base.hi), Fraction(100 * run.hi, base.lo)
    return least if _printed(least, report.number) == _printed(most, report.number) else None


def digit_slip(printed: int, true: int) -> Cause | None:
    """What happened to the digits, if anything did."""
    if _swapped(printed, true):
        return Cause.SWAPPED_DIGITS
    return Cause.ONE_DIGIT if _one_digit(printed, true) else None


def _slips(true: Fraction, number: Number) -> Iterator[tuple[bool, Cause]]:
    """Slips made with the right ratio at hand."""
    low, high = number.truncation
    yield low <= true < high, Cause.CUT_OFF
    least, most = number.rounding
    yield least <= 200 - true <= most, Cause.SIGN
    yield least <= true - 100 <= most or least <= 100 - true <= most, Cause.UNIT
    yield any(least <= true * factor <= most for factor in (10, Fraction(1, 10), 100)), Cause.UNIT


def _printed(true: Fraction, like: Number) -> int:
    """The digits that a ratio has when printed with the precision of another one."""
    return int(true / Fraction(10) ** like.exponent + Fraction(1, 2))


def _prints(series: Series, ratio: Ratio, held: Held) -> bool:
    units, base = held.units(series, ratio.run), held.units(series, ratio.base)
    return units is not None and bool(base) and ratio.holds(units, base or 0)


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
    editions = figure.alternatives if figure else ()
    editions = editions or tuple(units for units in (held.units(series, run),) if units is not None)
    return any(abs(printed - units) <= slack for units in editions)


def _neighbours(series: Series, held: Held) -> Iterator[Series]:
    """The other lines of the same list."""
    for other in held.peers(series.segment, "/" in series.subject):
        if other.subject != series.subject:
            yield other


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
