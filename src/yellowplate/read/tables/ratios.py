"""How a column prints its ratios: as an index (141.0), as a change (+41.0, ▲2.7), or as a fraction (1.41)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from statistics import median

from yellowplate.facts import Number
from yellowplate.read.tables.cells import Printed

_LEAST_INDEX = 50  # percent: half the cells of an index lie above it, those of unsigned changes hardly ever do
_PLAUSIBLE_FRACTION = (0.3, 3.0)
_ENOUGH = 3  # cells that show a habit


class Style(StrEnum):
    """How the ratios of one column are printed."""

    INDEX = "index"
    CHANGE = "change"
    CHANGE_UP = "change, ▲ being up"
    FRACTION = "fraction"
    UNCLEAR = ""


def style_of(cells: Sequence[Printed], change: bool) -> Style:
    """The habit of a column; `change` says that its heading speaks of changes.

    It is unclear where nothing tells an index from a change without signs, or what ▲ and △ beside each other mean.
    """
    signs = {cell.sign for cell in cells} - {""}
    values = [abs(float(cell.number.value)) for cell in cells if cell.unit not in ("倍", "x")]
    bare = all(cell.unit != "%" for cell in cells)
    if {"▲", "△"} <= signs:
        return Style.UNCLEAR
    if change or signs:
        fractions = bare and len(values) > 1 and max(values) < 1
        return Style.UNCLEAR if fractions else Style.CHANGE_UP if signs & {"▼", "▽"} else Style.CHANGE
    if not values or median(values) >= _LEAST_INDEX:
        return Style.INDEX
    low, high = _PLAUSIBLE_FRACTION
    if bare and len(values) >= _ENOUGH and max(values) <= 10 and low <= median(values) <= high:
        return Style.FRACTION
    return Style.UNCLEAR


def percent_of_base(cell: Printed, style: Style) -> Number | None:
    """The ratio in percent of its base, with the precision it was printed with; None where it can't be told.

    >>> from yellowplate.read.tables.cells import printed
    >>> percent_of_base(printed("▲2.7%"), Style.CHANGE), percent_of_base(printed("1.178"), Style.FRACTION)
    (Number('97.3'), Number('117.8'))
    """
    number = cell.number
    if cell.unit in ("倍", "x"):
        return Number(number.digits, number.exponent + 2) if not cell.sign else None
    if cell.unit not in ("", "%") or number.exponent > 0 or style is Style.UNCLEAR:
        return None
    if style is Style.INDEX:
        return number
    if style is Style.FRACTION:
        return Number(number.digits, number.exponent + 2)
    down = ("-", "▼", "▽") if style is Style.CHANGE_UP else ("-", "▲", "△", "▼", "▽")
    whole = 100 * 10**-number.exponent
    digits = whole - number.digits if cell.sign in down else whole + number.digits
    return Number(digits, number.exponent) if digits >= 0 else None
