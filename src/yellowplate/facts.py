"""The vocabulary: small frozen types that parse and print themselves, and nothing else.

Every type here is immutable, hashable and cheap. Units are integers; printed numbers keep the precision
they were printed with, so that a ratio of 141.0 and one of 141 are different statements.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from yellowplate.errors import NumberError, PeriodError


class Segment(StrEnum):
    """A part of the market, as the associations cut it."""

    KEI = "kei"
    KEI_PASSENGER = "kei-passenger"
    KEI_TRUCK = "kei-truck"
    REGISTERED = "registered"
    ALL = "all"


class Measure(StrEnum):
    """What is measured; ratios are in percent of their base (141.0 is +41.0 %)."""

    UNITS = "units"
    YOY = "yoy"
    MOM = "mom"
    RANK = "rank"
    SHARE = "share"
    ORDERS = "orders"
    PRICE = "price"
    MAKER = "maker"


class Relation(StrEnum):
    """How a printed value stands to what it measures."""

    EQUAL = "="
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Stage(StrEnum):
    """Which of the two monthly releases a figure comes from; most pages don't say."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    UNSTATED = ""


class Kind(StrEnum):
    """What a source is."""

    OFFICIAL = "official"
    MAKER = "maker"
    PRESS = "press"
    BLOG = "blog"
    USER = "user"


class Status(StrEnum):
    """How a Figure is known."""

    PRINTED = "printed"
    DERIVED = "derived"
    BOUNDED = "bounded"
    DISPUTED = "disputed"


class Missing(StrEnum):
    """Why there is no figure; never a zero."""

    NOT_PUBLISHED = "not published"
    NOT_IN_LEDGER = "not in the ledger"
    NO_SUCH_NAMEPLATE = "no such nameplate"
    NOT_YET = "not yet"


class Judgement(StrEnum):
    """The word of a Verdict."""

    CONFIRMED = "confirmed"
    CONSISTENT = "consistent"
    REVISED = "revised"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """How a wrong statement came about."""

    SWAPPED_DIGITS = "swapped digits"
    ONE_DIGIT = "one digit"
    NEIGHBOURING_LINE = "neighbouring line"
    NEIGHBOURING_MONTH = "neighbouring month"
    OTHER_SPAN = "ratio of another span"
    MONTH_AS_YEAR = "month ratio as year ratio"
    SIGN = "sign"
    SCOPE = "scope"
    CUT_OFF = "cut off instead of rounded"
    MAKER = "maker"
    UNIT = "unit"
    TIME_ORDER = "time order"
    REVISION = "revision"


# Scopes: what a count leaves out or adds, where the segment alone doesn't say.
SCOPES = {
    "": "the segment as it stands",
    "passenger": "passenger cars only",
    "ordinary": "ordinary-size passenger cars (普通乗用車)",
    "small": "small-size passenger cars (小型乗用車)",
    "bonnet-van": "kei bonnet vans",
    "cab-van": "kei cab-over vans",
    "truck": "kei pickup trucks",
    "goods": "goods vehicles only",
    "by-maker": "passenger cars by maker: Lexus with Toyota, what was built abroad left out",
    "used": "used cars: used first inspections and changes of owner",
    "with-lexus": "with Lexus counted in",
    "with-imports": "with imports counted in",
    "apart": "counted apart from the rest of its family",
    "own-release": "as the maker's own release counts",
    "unclear": "the page does not say which vehicles",
}

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH = r"(?P<{0}y>\d{{4}})[-/.](?P<{0}m>\d{{1,2}})"
_PERIOD_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _MONTH.format("a"),
        _MONTH.format("a") + r"\s*(?:\.\.|to|~)\s*" + _MONTH.format("b"),
        r"(?P<ay>\d{4})年?",
        r"(?:FY|fiscal(?: year)?)\s*(?P<fy>\d{4})",
        r"(?P<fy>\d{4})年度",
        r"(?P<ay>\d{4})年\s*(?P<am>\d{1,2})月",
        r"(?P<ay>\d{4})年\s*(?P<am>\d{1,2})月?\s*[~-]\s*(?:(?P<by>\d{4})年)?\s*(?P<bm>\d{1,2})月",
        rf"(?P<an>{_MONTH_NAMES})\.?,?\s+(?P<ay>\d{{4}})",
        rf"(?P<an>{_MONTH_NAMES})\.?\s*(?:-|to|~)\s*(?P<bn>{_MONTH_NAMES})\.?,?\s+(?P<ay>\d{{4}})",
    )
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")


class Period(NamedTuple):
    """A run of whole months: a month, a calendar or fiscal year, a half-year, or any other run.

    `start` counts months since the year 0 (`year * 12 + month - 1`), `months` is the length, at least 1.

    >>> Period.parse("2025-11"), Period.parse("November 2025") == Period.parse("2025年11月")
    (Period('2025-11'), True)
    >>> [str(Period.parse(text)) for text in ("2025", "2025年度", "2025-01..2025-06", "2025-04..2026-03")]
    ['2025', 'FY2025', '2025-01..2025-06', 'FY2025']
    """

    start: int
    months: int

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The period of one month; raises PeriodError for a month 13 or a year that no table prints."""
        if not (1 <= month <= 12 and 1900 <= year <= 2199):
            raise PeriodError(f"{year}-{month:02d} is no month; write a month as 2025-11.")
        return cls(year * 12 + month - 1, 1)

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(cls.month(year, 1).start, 12)

    @classmethod
    def fiscal(cls, year: int) -> Period:
        """A Japanese fiscal year, April to March, named by the year it begins in."""
        return cls(cls.month(year, 4).start, 12)

    @classmethod
    def span(cls, first: Period, last: Period) -> Period:
        """All months from the beginning of `first` to the end of `last`."""
        if last.end <= first.start:
            raise PeriodError(f"{first}..{last} ends before it begins; write the earlier month first.")
        return cls(first.start, last.end - first.start)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period in ISO, Japanese or English form; raises PeriodError."""
        folded = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
        for form in _PERIOD_FORMS:
            if match := form.fullmatch(folded):
                found = {key: value for key, value in match.groupdict().items() if value}
                break
        else:
            raise PeriodError(
                f"{text!r} is no period; write a month as 2025-11, a year as 2025, a fiscal year as FY2025, "
                "a run as 2025-01..2025-06."
            )
        if "fy" in found:
            return cls.fiscal(int(found["fy"]))
        year = int(found["ay"])
        first = _MONTHS[found["an"].lower()] if "an" in found else int(found.get("am", 0))
        last = _MONTHS[found["bn"].lower()] if "bn" in found else int(found.get("bm", 0))
        if not first and not last and "am" not in found:
            return cls.year(year)
        begin = cls.month(year, first)
        return cls.span(begin, cls.month(int(found.get("by", year)), last)) if last else begin

    @property
    def end(self) -> int:
        """The month number after the last one."""
        return self.start + self.months

    @property
    def first(self) -> Period:
        """The first month."""
        return Period(self.start, 1)

    @property
    def last(self) -> Period:
        """The last month."""
        return Period(self.end - 1, 1)

    @property
    def is_month(self) -> bool:
        """Whether the period is a single month."""
        return self.months == 1

    @property
    def begins(self) -> date:
        """The first day."""
        return date(self.start // 12, self.start % 12 + 1, 1)

    @property
    def ends(self) -> date:
        """The day after the last day."""
        return date(self.end // 12, self.end % 12 + 1, 1)

    def shift(self, months: int) -> Period:
        """The run of the same length so many months later (earlier when negative)."""
        return Period(self.start + months, self.months)

    @property
    def year_before(self) -> Period:
        """The same months one year earlier: the base of a yoy ratio."""
        return self.shift(-12)

    @property
    def before(self) -> Period:
        """The run of equal length just before: for a month, the month before, the base of a mom ratio."""
        return self.shift(-self.months)

    def each(self) -> Iterator[Period]:
        """The months one by one."""
        return (Period(number, 1) for number in range(self.start, self.end))

    def covers(self, other: Period) -> bool:
        """Whether every month of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        year, month = divmod(self.start, 12)
        if self.months == 1:
            return f"{year}-{month + 1:02d}"
        if self.months == 12 and month in (0, 3):
            return f"FY{year}" if month else f"{year}"
        return f"{self.first}..{self.last}"

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"


_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d+)(?:\.(?P<part>\d+))?(?:e(?P<exp>-?\d{1,2})|(?P<times>x))?")


class Number(NamedTuple):
    """A printed number with the precision it was printed with: `digits` x 10 ** `exponent`.

    "6.3x" is a ratio printed as so many times its base: 630 percent, known to the nearest 10.

    >>> Number.parse("141.0"), Number.parse("141"), Number.parse("6.3x")
    (Number('141.0'), Number('141'), Number('63e1'))
    >>> Number.parse("141.0") == Number.parse("141"), Number.parse("141.0").value == 141
    (False, True)
    """

    digits: int
    exponent: int = 0

    @classmethod
    def parse(cls, text: str) -> Number:
        """Read the canonical form: digits, a decimal point, an `e` for what was rounded away, `x` for times."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise NumberError(f"{text!r} is no number; write it as 16198, 141.0 or 6.3x.")
        part = match["part"] or ""
        shift = 2 if match["times"] else int(match["exp"] or 0)
        return cls(int(match["sign"] + match["whole"] + part), shift - len(part))

    @property
    def value(self) -> Fraction:
        """The exact value."""
        return _scaled(self.digits, self.exponent)

    @property
    def rounding(self) -> tuple[Fraction, Fraction]:
        """The closed interval of values that print like this; both ends belong to it, as ties go either way."""
        return _scaled(10 * self.digits - 5, self.exponent - 1), _scaled(10 * self.digits + 5, self.exponent - 1)

    @property
    def truncation(self) -> tuple[Fraction, Fraction]:
        """The values that print like this when the rest is cut off; the upper end itself is excluded."""
        return self.value, _scaled(self.digits + 1, self.exponent)

    def __str__(self) -> str:
        if self.exponent > 0:
            return f"{self.digits}e{self.exponent}"
        if self.exponent == 0:
            return str(self.digits)
        sign, text = "-" if self.digits < 0 else "", str(abs(self.digits)).rjust(1 - self.exponent, "0")
        return f"{sign}{text[: self.exponent]}.{text[self.exponent :]}"

    def __repr__(self) -> str:
        return f"Number({str(self)!r})"


def _scaled(digits: int, exponent: int) -> Fraction:
    return Fraction(digits * 10**exponent) if exponent >= 0 else Fraction(digits, 10**-exponent)


class Interval(NamedTuple):
    """Whole numbers from `lo` to `hi`, both included; `hi` is None where nothing bounds it from above."""

    lo: int
    hi: int | None

    @property
    def exact(self) -> bool:
        """Whether one number is left."""
        return self.lo == self.hi

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.lo <= value and (self.hi is None or value <= self.hi)

    def __str__(self) -> str:
        if self.exact:
            return f"{self.lo:,}"
        return f"{self.lo:,} or more" if self.hi is None else f"{self.lo:,} to {self.hi:,}"


class Series(NamedTuple):
    """What is counted month by month: a subject in a segment under one scope.

    `subject` is a catalog id: `honda/n-box`, `nissan`, or the segment's own name for its total.
    """

    subject: str
    segment: Segment
    scope: str = ""

    def __str__(self) -> str:
        return f"{self.subject} in {self.segment}" + (f" ({SCOPES[self.scope]})" if self.scope else "")


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it: one page, file or text.

    `voice` names whom it repeats where that is known (a syndicated article, a forum copy), else its publisher.
    """

    id: str
    url: str
    kind: Kind
    publisher: str
    voice: str
    published: date | None = None
    title: str = ""


@dataclass(frozen=True)
class Report:
    """One statement of one source: `measure` of `subject` in `segment` over `period` stands in `relation` to `number`.

    `place` says where in the source it stands and isn't part of its identity: the same statement of the same
    source twice is one Report. A rank counts within `segment`, whatever segment the subject's units are counted in.
    """

    source: str
    subject: str
    segment: Segment
    period: Period
    measure: Measure
    number: Number
    relation: Relation = Relation.EQUAL
    scope: str = ""
    stage: Stage = Stage.UNSTATED
    place: str = ""
    published: date | None = None

    @property
    def series(self) -> Series:
        """The series the Report speaks of."""
        return Series(self.subject, self.segment, self.scope)

    @cached_property
    def id(self) -> str:
        """A short name derived from what is said and by whom; the same on every machine."""
        said = (self.source, self.subject, self.segment, self.scope, str(self.period), self.measure)
        text = "|".join((*said, self.relation, str(self.number), self.stage))
        return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Figure:
    """What the desk holds of one series over one period.

    `interval` is exact for `printed` and `derived`; `alternatives` holds the values between which a `disputed`
    figure can't decide. `reports_for` and `reports_against` are report ids. `derivation` tells step by step how a
    figure that nobody printed is known.
    """

    subject: str
    segment: Segment
    scope: str
    period: Period
    interval: Interval
    status: Status
    reports_for: tuple[str, ...] = ()
    reports_against: tuple[str, ...] = ()
    alternatives: tuple[int, ...] = ()
    derivation: tuple[str, ...] = ()

    @property
    def series(self) -> Series:
        """The series the Figure belongs to."""
        return Series(self.subject, self.segment, self.scope)

    @property
    def value(self) -> int | None:
        """The units where they are known exactly and undisputed."""
        return self.interval.lo if self.interval.exact and self.status is not Status.DISPUTED else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Judgement on one Report; `fits` is what the other Reports imply in its place, in the Report's own measure."""

    report: str
    judgement: Judgement
    cause: Cause | None = None
    fits: str = ""
    against: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening. `day` is an ISO day or month (`2018-07`); `subjects` are catalog ids or `market`."""

    id: str
    day: str
    kind: str
    subjects: tuple[str, ...]
    headline: str
    detail: str
    source_url: str

    @property
    def month(self) -> Period:
        """The month the event falls in."""
        return Period.parse(self.day[:7])
