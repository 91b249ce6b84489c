"""When a car reaches an age: every law counts its own way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Clock = Callable[[date, int], date]


def by_day(built: date, years: int) -> date:
    """The day so many years after the day it was built (of 29 February: 1 March, where the year has none)."""
    try:
        return built.replace(year=built.year + years)
    except ValueError:
        return date(built.year + years, 3, 1)


def by_month(built: date, years: int) -> date:
    """The first day of the month so many years later."""
    return date(built.year + years, built.month, 1)


def by_year(built: date, years: int) -> date:
    """The first day of the calendar year that lies so many years later."""
    return date(built.year + years, 1, 1)
