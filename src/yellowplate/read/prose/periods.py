"""Periods as texts name them, worked out against the period spoken of and the day of writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from yellowplate.facts import Period

_YEARS_SEEN = range(1950, 2100)
_YEAR, _HALF = 12, 6


class When(NamedTuple):
    """A period as named.

    `kind` is one of month, span (month to `last`), year, fiscal, half and fiscal half (`last` is 1 or 2), so far (the
    year up to the month spoken of), same (the period spoken of), before and after (the period next to it), year before
    and year after (the same a year earlier or later), last month, this month (from the day of writing), ditto (what was
    compared with last).

    `year` is 0 where it isn't said; `shift` moves the year: -1 for "last", relative to `of`: the day of writing
    ("today") or the period spoken of ("topic").
    """

    kind: str
    month: int = 0
    year: int = 0
    last: int = 0
    shift: int = 0
    of: str = ""


def resolve(when: When, topics: tuple[Period, ...], today: date | None, *, base: bool = False) -> tuple[Period, ...]:
    """What it can mean, the likeliest first; nothing where it can't be said.

    `topics` are the periods spoken of, the nearest first. A base lies before the period spoken of.
    """
    if when.kind == "same half":
        return tuple(dict.fromkeys(topic for topic in topics if topic.months == _HALF))
    if when.kind in _RELATIVE:
        return tuple(dict.fromkeys(_RELATIVE[when.kind](topic) for topic in topics))
    if when.kind in ("last month", "this month"):
        if today is None:
            return ()
        now = Period.month(today.year, today.month)
        return (now.before if when.kind == "last month" else now,)
    years = [when.year] if when.year else _years(when, topics, today, base)
    found = [period for year in years if year in _YEARS_SEEN for period in _in_year(when, year, topics)]
    return tuple(dict.fromkeys(found))


_RELATIVE: dict[str, Callable[[Period], Period]] = {
    "same": lambda topic: topic,
    "before": lambda topic: topic.before,
    "year before": lambda topic: topic.year_before,
    "after": lambda topic: topic.shift(topic.months),
    "year after": lambda topic: topic.shift(_YEAR),
    "whole year": lambda topic: topic if topic.months == _YEAR else Period.year(topic.start // _YEAR),
}


def _years(when: When, topics: tuple[Period, ...], today: date | None, base: bool) -> list[int]:
    """The years that a period without one can lie in, the likeliest first."""
    if when.of == "today":
        return [today.year + when.shift] if today else [topic.start // 12 + when.shift for topic in topics]
    if when.of == "topic":
        return [topic.start // 12 + when.shift for topic in topics]
    found: list[int] = []
    month = when.last or when.month or 12
    for topic in topics:
        number = topic.last.start
        year = number // 12
        if base:
            found.append(year if month - 1 < number % 12 else year - 1)
        elif topic.is_month:
            found += sorted((year - 1, year, year + 1), key=lambda y: abs(y * 12 + month - 1 - number))[:1]
        else:
            found += [
                when_year for when_year in (year, topic.start // 12) if topic.covers(Period.month(when_year, month))
            ] or [year]
    if today is not None:
        latest = today.year if (month, 28 if when.kind == "month" else 0) <= (today.month, 99) else today.year - 1
        found.append(latest)
        found = [year for year in found if (year, month) <= (today.year, today.month)] or found
    return list(dict.fromkeys(found))


def _in_year(when: When, year: int, topics: tuple[Period, ...]) -> list[Period]:
    match when.kind:
        case "month":
            return [Period.month(year, when.month)]
        case "span":
            first, last = Period.month(year, when.month), Period.month(year, when.last)
            if last.start < first.start:
                first = first.shift(-12)
            return [Period.span(first, last)]
        case "year":
            return [Period.year(year)]
        case "fiscal":
            return [Period.fiscal(year)]
        case "half":
            calendar = Period(Period.month(year, 1).start + 6 * (when.last - 1), 6)
            fiscal = Period(Period.month(year, 4).start + 6 * (when.last - 1), 6)
            return [calendar, fiscal]
        case "fiscal half":
            return [Period(Period.month(year, 4).start + 6 * (when.last - 1), 6)]
        case "so far":
            runs = [
                Period.span(Period.month(year, 1), topic.last) for topic in topics if topic.last.start // 12 == year
            ]
            fiscal_runs = [
                Period.span(Period.month(year, 4), topic.last)
                for topic in topics
                if topic.last.start >= Period.month(year, 4).start
            ]
            return runs + fiscal_runs
    return []


class On(NamedTuple):
    """A day, or a part of a month (early, mid, late, end), as named; `shift` as in When, None where not said."""

    day: int
    month: int
    year: int = 0
    part: str = ""
    shift: int | None = None

    def when(self) -> When:
        """The month it lies in."""
        if not self.month:
            return When("same")
        return When("month", self.month, self.year, 0, self.shift or 0, "" if self.shift is None else "today")


_PARTS = {"early": (1, 10), "mid": (9, 21), "late": (20, 31), "end": (20, 31), "": (1, 31)}


def days(on: On, topics: tuple[Period, ...], today: date | None) -> tuple[tuple[date, date, str], ...]:
    """First day, last day and ISO form of all that it can mean; nothing for a day that the calendar doesn't have."""
    found = []
    for month in resolve(on.when(), topics, today):
        start, end = month.begins, month.ends
        if on.day:
            if on.day > (end - start).days:
                continue
            day = start.replace(day=on.day)
            found.append((day, day, day.isoformat()))
        else:
            first, last = _PARTS[on.part]
            found.append((start.replace(day=first), start.replace(day=min(last, (end - start).days)), str(month)))
    return tuple(found)
