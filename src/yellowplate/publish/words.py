"""How numbers, periods and changes read in English."""

from __future__ import annotations

import re

from yellowplate.facts import Interval, Missing, Period, Segment

_LOCALE = "en"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

SEGMENTS = {
    Segment.KEI: "kei cars",
    Segment.KEI_PASSENGER: "kei passenger cars",
    Segment.KEI_TRUCK: "kei commercial vehicles",
    Segment.REGISTERED: "cars larger than kei",
    Segment.ALL: "cars of all sizes",
}

BLANK = {
    Missing.NOT_PUBLISHED: "not published",
    Missing.NOT_IN_LEDGER: "no page at hand",
    Missing.NO_SUCH_NAMEPLATE: "not on sale",
    Missing.NOT_YET: "not yet",
}

MISSING = {
    Missing.NOT_PUBLISHED: "not published: below the end of the public list",
    Missing.NOT_IN_LEDGER: "not in the ledger: no page at hand prints it",
    Missing.NO_SUCH_NAMEPLATE: "the car was not on sale, or no line of its own",
    Missing.NOT_YET: "before its first sale, or not published yet",
}


def units(number: int) -> str:
    """16198 -> 16,198."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_LOCALE))


def bounds(interval: Interval) -> str:
    """16,198; 3,100 to 3,200; 3,100 or more."""
    if interval.exact:
        return units(interval.lo)
    return f"{units(interval.lo)} or more" if interval.hi is None else f"{units(interval.lo)} to {units(interval.hi)}"


def long(period: Period) -> str:
    """November 2025; 2025; fiscal 2025; January to November 2025."""
    if period.is_month:
        return _month(period, "MMMM y")
    name = str(period)
    if ".." not in name:
        return name.replace("FY", "fiscal ")
    same_year = period.begins.year == period.last.begins.year
    return f"{_month(period.first, 'MMMM' if same_year else 'MMMM y')} to {_month(period.last, 'MMMM y')}"


def short(period: Period) -> str:
    """Nov 2025; 2025; FY2025; Jan–Nov 2025."""
    if period.is_month:
        return _month(period, "MMM y")
    name = str(period)
    if ".." not in name:
        return name
    same_year = period.begins.year == period.last.begins.year
    return f"{_month(period.first, 'MMM' if same_year else 'MMM y')}–{_month(period.last, 'MMM y')}"


def day(iso: str) -> str:
    """2025-10-27 -> 27 October 2025; 2025-10 -> October 2025."""
    from datetime import date

    from babel.dates import format_date

    if len(iso) < len("2025-10-27"):
        return long(Period.parse(iso))
    return str(format_date(date.fromisoformat(iso), "d MMMM y", locale=_LOCALE))


def _month(period: Period, form: str) -> str:
    from babel.dates import format_date

    return str(format_date(period.begins, form, locale=_LOCALE))


def ordinal(number: int) -> str:
    """First to tenth in words, then 11th, 12th, 21st."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def count(number: int, noun: str) -> str:
    """One month, two months, 16 months."""
    word = _COUNTS[number] if number < len(_COUNTS) else units(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def listed(names: list[str]) -> str:
    """A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def signed(text: str) -> str:
    """A change with a true minus sign and thousands set off, kept together with its percent sign; zero has no sign."""
    grouped = re.sub(r"\d{4,}", lambda digits: units(int(digits[0])), text)
    neutral = re.sub(r"[+-](0\.0)(?!\d)", r"\1", grouped)
    return neutral.replace("-", "−").replace(" %", "\N{NO-BREAK SPACE}%")


def arrow(change: str) -> str:
    """An arrow for a change as it reads: up or down; nothing where it is 0.0, open, or may be either.

    >>> [arrow(text) for text in ("+43.0 %", "−1.0 to −0.5 %", "−1.0 to +2.0 %", "−1.0 % or more", "0.0 %")]
    ['▲', '▼', '', '', '']
    """
    signs = set(change) & set("+−")
    if signs == {"+"}:
        return "▲"
    return "▼" if signs == {"−"} and "more" not in change else ""


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
