"""English periods."""

from __future__ import annotations

import re
from collections.abc import Callable

from yellowplate.read.prose.en.numbers import COUNT, count
from yellowplate.read.prose.periods import On, When
from yellowplate.read.prose.tokens import finder

_MONTHS = (
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
)


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|\b(?!\.)))"
)


def _month(text: str) -> int:
    word = text.lower().rstrip(".")[:3]
    return _MONTHS[1].index(word) + 1


def _dated(match: re.Match[str]) -> When | None:
    found = match.groupdict()
    month = _month(found["month"])
    if found["month"].lower() in ("may", "march") and not found["month"][0].isupper():
        return None
    year = int(found.get("year") or 0)
    last = _month(found["last"]) if found.get("last") else 0
    said = (found.get("rel_year") or "").lower()
    kind = "span" if last else "month"
    if "last" in said:
        return When(kind, month, 0, last, -1, "today")
    if "this" in said:
        return When(kind, month, 0, last, 0, "today")
    if said:
        return When(kind, month, 0, last, -1, "topic")
    return When(kind, month, year, last)


_REL_YEAR = (
    r"(?:,?\s+(?:of\s+|in\s+)?(?P<rel_year>last year|this year|the (?:previous|prior|preceding|"
    r"past) year|the year (?:before|earlier)|"
    r"a year (?:earlier|ago|before)|one year (?:earlier|ago)))"
)


_OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?(?P<year>\d{{4}})\b)|{_REL_YEAR})?"


_HALVES = {"first": 1, "second": 2}


def _half(match: re.Match[str]) -> When:
    year = int(match["year"] or match["year2"] or 0)
    fiscal = match["fiscal"] or match["fiscal2"]
    return When("fiscal half" if fiscal else "half", 0, year, _HALVES[(match["half"] or "first").lower()])


def _months_run(match: re.Match[str]) -> When:
    return When("span", 1, int(match["year"] or 0), count(match["count"]))


def _fixed(kind: str, shift: int = 0, of: str = "") -> Callable[[re.Match[str]], When]:
    return lambda match: When(kind, shift=shift, of=of)


def _day(match: re.Match[str]) -> On:
    found = match.groupdict()
    month = found["month"]
    part = next((sign for word, sign in _PARTS.items() if (found.get("part") or "").lower().startswith(word)), "")
    said = (found.get("rel_year") or "").lower()
    shift = -1 if said.startswith("last") else 0
    number = int(month) if month.isdigit() else _month(month)
    return On(int(found.get("day") or 0), number, int(found.get("year") or 0), part, shift if said else None)


_PARTS = {
    "the end": "end",
    "end": "end",
    "late": "late",
    "early": "early",
    "mid": "mid",
    "the mid": "mid",
    "the b": "early",
    "the s": "early",
}


_PART = (
    r"(?P<part>the end of|end-|late in|late|early in|early|mid-?|the beginning of|the start of|the "
    r"middle of)[- ]?"
)


PERIODS = (
    finder(
        "base",
        r"(?:a |the )?year[- ](?:on|over)[- ](?:the )?year|\by[- ]?o[- ]?y\b|on an? annual basis|"
        r"year[- ]to[- ]year|\bon the year\b"
        r"|in annual comparison|over the year\b|(?:on|over|from|against) the (?:previous|prior) "
        r"year\b|\bannually\b",
        _fixed("year before"),
    ),
    finder("base", r"month[- ](?:on|over|to)[- ]month|\bm[- ]?o[- ]?m\b|\b(?:on|over) the month\b", _fixed("before")),
    finder(
        "period",
        r"(?:the |that )?same (?:month|period|time|span|months|run|half|quarter)(?:,? (?:of|in|"
        r"from) (?:the )?(?:last year|previous year|prior year|year before|preceding year)"
        r"|,? (?:a|one) year (?:earlier|ago|before)|,? last year| the year before)|(?:the "
        r")?year-(?:earlier|ago)(?: (?:month|period|figure|level|total))?"
        r"|(?:a|one) (?:full )?year (?:earlier|ago|before(?:hand)?|previously)|the year before|"
        r"twelve months (?:earlier|before|ago)"
        r"|the (?:previous|prior|preceding) year|its year-ago level",
        _fixed("year before"),
    ),
    finder(
        "period",
        r"(?:the |its )?(?:previous|preceding|prior) month(?:'s)?|(?:a|one) month (?:earlier|"
        r"before|ago|previously)|the month before",
        _fixed("before"),
    ),
    finder("period", r"\b(?:a|one) year later\b|\b(?:in )?the (?:next|following) year\b", _fixed("year after")),
    finder("period", r"\b(?:a|one) month later\b|\b(?:in )?the (?:next|following) month\b", _fixed("after")),
    finder(
        "period",
        r"\b(?:that|the same) (?:month|year|period|half)\b|\bthe month\b(?!'s| (?:of|in|after|later|"
        r"when))|\bthe month's\b",
        _fixed("same"),
    ),
    finder(
        "period",
        r"\b(?:the )?year as a whole\b|\b(?:end(?:ed|ing|s)|clos(?:ed|ing|es)|finish(?:ed|ing|"
        r"es)) (?P<the>the year)\b(?! to| \d)",
        _fixed("whole year"),
    ),
    finder("period", r"(?<=\bin )the half\b(?!-)|\bthe half[- ]year\b(?! (?:to|from|of|\d))", _fixed("same half")),
    finder(
        "period",
        r"\b(?:added up|counted|summed|cumulatively|in total|all told|altogether) (?:from|since) January\b|"
        r"\bsince January\b(?! \d)|\bfrom January (?:on|onwards?)\b",
        _fixed("so far", of="topic"),
    ),
    finder("period", r"\blast month(?:'s)?", _fixed("last month")),
    finder("period", r"\bthis month(?:'s)?", _fixed("this month")),
    finder(
        "period",
        r"(?:the )?\b(?P<half>first|second)[- ]half(?: of| in)?(?: the)?(?: (?P<fiscal>fiscal|"
        r"financial|business))?(?: year)?(?: of)?(?: (?P<year>\d{4}))?"
        r"|(?:the )?first six months (?:of (?:the )?)?(?P<fiscal2>fiscal|financial)(?: year)?(?: "
        r"(?P<year2>\d{4}))?",
        _half,
    ),
    finder(
        "period",
        r"(?:the )?(?:fiscal|financial|business) (?:year )?(?:that )?(?:to|ended|ending|ends|"
        r"through|until|up to)(?: in| on)? (?:the end of )?(?:\d+ )?March(?: 31(?:st)?)?,? "
        r"(?P<end>\d{4})"
        r"|(?:\bFY|(?:the )?(?:fiscal|financial)(?: year)?)[ -]?'?(?P<year>\d{4})(?:'s)?",
        lambda m: When("fiscal", year=int(m["end"]) - 1 if m["end"] else int(m["year"])),
    ),
    finder(
        "period",
        rf"(?:from |between )?\b(?P<month>{_MONTH})(?:\s+(?:\d{{4}}\s+)?(?:to|through|until|till|"
        rf"and)\s+|\s*-\s*)(?P<last>{_MONTH}){_OF_YEAR}",
        _dated,
    ),
    finder(
        "period",
        rf"(?:the |its )?first (?P<count>{COUNT}) months(?: of(?: the year| this year)?)?(?: "
        rf"(?P<year>\d{{4}}))?",
        _months_run,
    ),
    finder(
        "period",
        r"(?:so far|to date|until now|up to now) (?:this year|in (?P<year>\d{4}))|(?:this year|"
        r"year)[- ](?:so far|to[- ]date)|\bytd\b"
        r"|since (?:the (?:start|beginning) of the year|the new year)",
        lambda m: When("so far", year=int(m["year"] or 0), of="" if m["year"] else "topic"),
    ),
    finder(
        "date",
        rf"(?:{_PART})?\b(?P<month>{_MONTH})\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%]|"
        rf"[,.]\d{{3}}|\.\d| ?(?:percent|units|cars|%))(?:,?\s+(?P<year>\d{{4}})\b)?",
        _day,
    ),
    finder(
        "date",
        rf"(?:the )?\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{_MONTH})\b(?:,?\s+(?P<year>\d{{4}})\b)?",
        _day,
    ),
    finder("date", r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b", _day),
    finder("part", rf"\b{_PART}(?P<month>{_MONTH}){_OF_YEAR}", _day),
    finder("period", rf"\b(?:(?:the month of|last|this) )?(?P<month>{_MONTH}){_OF_YEAR}(?:'s)?(?![a-z])", _dated),
    finder(
        "period",
        r"\b(?P<year>\d{4})[-/](?P<month>0[1-9]|1[0-2])\b(?![-/]\d)",
        lambda m: When("month", int(m["month"]), int(m["year"])),
    ),
    finder("period", r"\blast year(?:'s)?", _fixed("year", -1, "today")),
    finder("period", r"\bthis year(?:'s)?", _fixed("year", 0, "today")),
    finder(
        "period",
        r"\b(?:(?:the )?(?:whole|full|calendar|entire)(?: calendar)?[- ](?:year )?(?:of )?|the "
        r"year )?(?P<year>(?:19[89]|20[0-4])\d)\b(?!\s*(?:units|cars|mm|kg|vehicles|%|percent)|"
        r",\d)(?:'s)?",
        lambda m: When("year", year=int(m["year"])),
    ),
)
