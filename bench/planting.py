"""Mistakes of copyists, planted on purpose: every way to go wrong with a number that `facts.Cause` knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.pages import Line, Page, cell
from bench.world import KEI, PASSENGER, World, base_of, ratio
from yellowplate.facts import Cause, Measure, Number, Period, Series


@dataclass(frozen=True, slots=True)
class Slip:
    """One printed number about to be got wrong, and all that the copyist has before the eyes."""

    world: World
    rng: Random
    page: Page
    index: int
    column: str
    number: Number

    @property
    def line(self) -> Line:
        """The row it stands in."""
        return self.page.lines[self.index]

    @property
    def is_ratio(self) -> bool:
        """Whether it is a ratio."""
        return self.column in ("yoy", "mom")

    @property
    def period(self) -> Period:
        """The period it speaks of."""
        return cell(self.line.period, self.column)[1]

    def ratio_over(self, period: Period, measure: Measure, *, cut: bool = False) -> Number | None:
        """The ratio of another period or to another base, with the decimals of this one."""
        series = self.line.series
        units, base = self.world.total(series, period), self.world.total(series, base_of(period, measure))
        return ratio(units, base, -self.number.exponent, cut=cut) if units and base else None


def plant(world: World, rng: Random, page: Page, rate: float, used: Counter[Cause]) -> dict[tuple[Series, str], Cause]:
    """Turn a share of the true numbers of a page into false ones; causes that were used least come first.

    Returns what was planted by series and column. Ranks are left alone, and so are numbers that are false already.
    """
    planted = {}
    for index, line in enumerate(page.lines):
        for column, number in sorted(line.cells.items()):
            if column == "rank" or rng.random() >= rate:
                continue
            if cause := _go_wrong(Slip(world, rng, page, index, column, number), used):
                planted[line.series, column] = cause
    return planted


def _go_wrong(slip: Slip, used: Counter[Cause]) -> Cause | None:
    measure, period = cell(slip.line.period, slip.column)
    said = (slip.line.series, period, measure)
    if not slip.world.holds(*said, slip.number):
        return None
    for cause in sorted(WAYS, key=lambda cause: (used[cause], slip.rng.random())):
        wrong = WAYS[cause](slip)
        if wrong is not None and wrong.digits > 0 and not slip.world.holds(*said, wrong):
            slip.line.cells[slip.column] = wrong
            used[cause] += 1
            return cause
    return None


def _swapped_digits(slip: Slip) -> Number | None:
    text = str(slip.number.digits)
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1] and (i or text[1] != "0")]
    if not places:
        return None
    i = slip.rng.choice(places)
    return slip.number._replace(digits=int(text[:i] + text[i + 1] + text[i] + text[i + 2 :]))


def _one_digit(slip: Slip) -> Number:
    text = str(slip.number.digits)
    i = slip.rng.randrange(len(text))
    digit = slip.rng.choice([d for d in "0123456789" if d != text[i] and (i or d != "0")])
    return slip.number._replace(digits=int(text[:i] + digit + text[i + 1 :]))


def _neighbouring_line(slip: Slip) -> Number | None:
    near = [slip.page.lines[i] for i in (slip.index - 1, slip.index + 1) if 0 <= i < len(slip.page.lines)]
    numbers = [line.cells[slip.column] for line in near if slip.column in line.cells]
    return slip.rng.choice(numbers) if numbers else None


def _neighbouring_month(slip: Slip) -> Number | None:
    if not slip.period.is_month:
        return None
    if slip.is_ratio:
        return slip.ratio_over(slip.period.shift(-1), Measure(slip.column))
    units = slip.world.total(slip.line.series, slip.period.shift(-1))
    return None if units is None else Number(units)


def _other_span(slip: Slip) -> Number | None:
    if slip.column != "yoy":
        return None
    if not slip.period.is_month:
        return slip.ratio_over(slip.period.last, Measure.YOY)
    january, april = (slip.period.start - (slip.period.start - first) % 12 for first in (0, 3))
    start = slip.rng.choice((january, april))
    return slip.ratio_over(Period(start, slip.period.end - start), Measure.YOY)


def _month_as_year(slip: Slip) -> Number | None:
    return slip.ratio_over(slip.period, Measure.MOM) if slip.column == "yoy" and slip.period.is_month else None


def _sign(slip: Slip) -> Number | None:
    if not slip.is_ratio:
        return None
    return slip.number._replace(digits=200 * 10**-slip.number.exponent - slip.number.digits)


def _cut_off(slip: Slip) -> Number | None:
    return slip.ratio_over(slip.period, Measure(slip.column), cut=True) if slip.is_ratio else None


def _scope(slip: Slip) -> Number | None:
    """A member's units for those of its family; kei for passenger kei and the other way round."""
    series = slip.line.series
    if slip.is_ratio:
        return None
    if series in slip.world.members:
        units = slip.world.total(slip.world.members[series], slip.period)
        return None if units is None else Number(units)
    if "/" in series.subject or series.segment not in (KEI, PASSENGER):
        return None
    segment = KEI if series.segment is PASSENGER else PASSENGER
    other = Series(series.subject if series.subject in slip.world.makers else str(segment), segment)
    units = slip.world.total(other, slip.period)
    return None if units is None else Number(units)


def _unit(slip: Slip) -> Number | None:
    if slip.is_ratio:
        return None
    digits = slip.number.digits
    return slip.number._replace(digits=slip.rng.choice((digits * 10, digits // 10, digits * 10_000)))


WAYS: dict[Cause, Callable[[Slip], Number | None]] = {
    Cause.SWAPPED_DIGITS: _swapped_digits,
    Cause.ONE_DIGIT: _one_digit,
    Cause.NEIGHBOURING_LINE: _neighbouring_line,
    Cause.NEIGHBOURING_MONTH: _neighbouring_month,
    Cause.OTHER_SPAN: _other_span,
    Cause.MONTH_AS_YEAR: _month_as_year,
    Cause.SIGN: _sign,
    Cause.CUT_OFF: _cut_off,
    Cause.SCOPE: _scope,
    Cause.UNIT: _unit,
}
