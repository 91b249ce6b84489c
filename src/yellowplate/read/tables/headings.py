"""What a column holds, by the words of its heading, and for which months, given those of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from yellowplate.facts import Period
from yellowplate.read.tables.cells import folded
from yellowplate.read.tables.titles import periods


class Role(StrEnum):
    """What a column holds."""

    NAME = "name"
    MAKER = "maker"
    PERIOD = "period"
    RANK = "rank"
    UNITS = "units"
    YOY = "yoy"
    MOM = "mom"
    SHARE = "share"
    RECORD = "record"
    OTHER = ""


class When(StrEnum):
    """Which months a column is about, as seen from those of the table."""

    NOW = "now"
    MONTH_BEFORE = "month before"
    YEAR_BEFORE = "year before"


KEYS = frozenset({Role.NAME, Role.MAKER, Role.PERIOD})
VALUES = frozenset({Role.UNITS, Role.YOY, Role.MOM, Role.SHARE, Role.RANK})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds, and for which months.

    `own` is a period that the heading itself names, `months` a run without its year, `year` a year printed beside a
    run, of two digits or four; `undated` says that it is about a run which it doesn't name. `change` says that ratios
    are printed as changes (+41.0); `foreign` that the column is of something else, which ratios beside it may be of.
    """

    role: Role
    text: str = ""
    when: When = When.NOW
    own: Period | None = None
    months: tuple[int, int] | None = None
    year: int | None = None
    undated: bool = False
    foreign: bool = False
    change: bool = False

    @property
    def cumulative(self) -> bool:
        """Whether the column is about a run of months that its heading names."""
        return self.months is not None or (self.own is not None and not self.own.is_month)

    def period(self, table: Period | None) -> Period | None:
        """The months that a cell of this column is about, in a table (or a row) of that period."""
        now = None if self.undated else self.own or (_run(*self.months, table) if self.months else table)
        if now is None:
            return None
        if self.year is not None:
            return _in_year(now, self.year)
        if self.when is When.MONTH_BEFORE:
            return now.before if now.is_month else None
        return now.year_before if self.when is When.YEAR_BEFORE else now


def _run(first: int, last: int, table: Period | None) -> Period | None:
    """The months `first` to `last` that end with the table's period, or lie within it where it is a year."""
    if table is None:
        return None
    end = table.last
    if end.start % 12 + 1 == last:
        return Period.span(end.shift(-((last - first) % 12)), end)
    begins = next((month for month in table.each() if month.start % 12 + 1 == first), None)
    run = Period(begins.start, (last - first) % 12 + 1) if begins else None
    return run if run and table.covers(run) else None


def _in_year(run: Period, year: int) -> Period | None:
    """`run`, or the same months a year before, whichever begins in `year`; two digits leave the century open."""
    for candidate in (run, run.year_before):
        if (candidate.start // 12 - year) % (100 if year < 100 else 10_000) == 0:
            return candidate
    return None


_ELSE = re.compile("生産|輸出|在庫|保有|受注|中古|production|export|stock|orders|used")
_BESIDE = re.compile("前月順位|前年順位|前回|備考|発売|価格|note|price|previousrank")
_FUEL = re.compile(
    "ガソリン|ハイブリッド|ディーゼル|電気|燃料電池|^p?hv|^(?:[bf]?c?|ph)ev|^fcv|diesel|petrol|hybrid|electric"
)
_RECORD = re.compile("過去最高|record")
_RUN = re.compile(r"(?<!\d)(1[0-2]|[1-9])月?[~-](1[0-2]|[1-9])月(?!比)")
_MONTH = re.compile(r"月|\d[-/.]\d|[a-z]{3}")
_TO_DATE = re.compile("累計|年初来|year ?to ?date|ytd|cumulative")
_RATIO_OF_RUNS = re.compile(r"^.*\(?a/b\)?$")
_SHARE = re.compile("占拠率|占有率|シェア|構成比|share")
_RATIO = re.compile("比|率|伸び|増減|ratio|change|growth|index|%|vs|y/y|m/m|yoy|mom|on-?year|on-?month|over-?year|対前")
_DIFFERENCE = re.compile(r"差|増減(?!率|.*%)|difference")
_CHANGE = re.compile("増減|伸び|成長|change|growth")
_YEAR_BEFORE = re.compile("前年|昨年|昨対|lastyear|year(?:before|ago|earlier)|previousyear|prioryear")
_YEAR_WORD = re.compile("yoy|y/y|year-?(?:on|over)-?year|annual")
_MONTH_BEFORE = re.compile("前月|先月|lastmonth|month(?:before|ago|earlier)|previousmonth|priormonth")
_MONTH_WORD = re.compile("mom|m/m|month-?(?:on|over)-?month")
_YEAR = re.compile(r"(?<!\d)'?(\d{4}|\d{2})年度?(?!\d*月)")
_LETTER_B = re.compile(r"\(?b\)?$")
_WORDS = (
    (Role.RANK, re.compile("順位|ランク|^位$|^no\\.?$|rank|^#$|^pos")),
    (Role.NAME, re.compile("通称名|車名|車種|モデル|銘柄|nameplate|model|^cars?$|^names?$|vehicle|^名称")),
    (Role.MAKER, re.compile("メーカ|会社|社名|ブランド|maker|^make$|brand|manufacturer|automaker|company")),
    (Role.PERIOD, re.compile("^(?:年?月|年月日?|月別|期間|month|period|date|年|year|年度)$")),
    (Role.UNITS, re.compile("本月|当月|今月|台数|販売|登録|届出|units|sales|sold|volume|registrations|thismonth|実績")),
    (Role.UNITS, re.compile("^(?:合?計|total)$")),
)


@lru_cache(4096)
def heading(stack: tuple[str, ...]) -> Heading:
    """What the heading says, whose cells from the top down are `stack`.

    >>> heading(("前年同月比",)).role, heading(("1月～ 6月累計", "21年B")).period(Period.parse("2022-06"))
    (<Role.YOY: 'yoy'>, Period('2021-01..2021-06'))
    """
    shown = " ".join(folded(part) for part in stack if part.strip())
    parts = tuple(folded(part).replace(" ", "").lower() for part in stack if part.strip())
    return replace(_read(stack, parts, "".join(parts)), text=shown)


def _read(stack: tuple[str, ...], parts: tuple[str, ...], text: str) -> Heading:
    if not text or _BESIDE.search(text):
        return Heading(Role.OTHER)
    if _ELSE.search(text) or _FUEL.search(text):
        return Heading(Role.OTHER, foreign=True)
    if _RECORD.search(text):
        return Heading(Role.RECORD)
    dated = _dated(stack, parts, text)
    if _SHARE.search(text):
        return replace(dated, role=Role.SHARE)
    if _RATIO.search(text) or _RATIO_OF_RUNS.search(text):
        return _ratio(dated, text)
    role = next((role for role, words in _WORDS if words.search(text)), None)
    if role is None and (dated.own or dated.months or dated.undated or dated.when is not When.NOW):
        role = Role.UNITS
    if role is Role.UNITS:
        return replace(dated, role=role)
    return Heading(role) if role else Heading(Role.OTHER, foreign=True)


def _ratio(dated: Heading, text: str) -> Heading:
    """A ratio to the year before or the month before; a difference in units, or one to who knows what, is none."""
    if _DIFFERENCE.search(text):
        return Heading(Role.OTHER)
    if _YEAR_BEFORE.search(text) or _YEAR_WORD.search(text) or _RATIO_OF_RUNS.search(text):
        role = Role.YOY
    elif _MONTH_BEFORE.search(text) or _MONTH_WORD.search(text):
        role = Role.MOM
    else:
        return Heading(Role.OTHER)
    return replace(dated, role=role, when=When.NOW, year=None, change=bool(_CHANGE.search(text)))


def _dated(stack: tuple[str, ...], parts: tuple[str, ...], text: str) -> Heading:
    """The months that the heading names, as a heading of units."""
    named = [(part, found[0]) for part in stack if len(found := periods(part)) == 1]
    own = next((period for part, period in named if _MONTH.search(folded(part).lower())), None)
    run = next((match for part in parts if (match := _RUN.search(part))), None)
    months = (int(run[1]), int(run[2])) if run and own is None else None
    if own is None and months is None:
        if _TO_DATE.search(text):
            return Heading(Role.UNITS, undated=True)
        return Heading(Role.UNITS, when=_when(text), own=named[-1][1] if named else None)
    years = [match[1] for part in parts if (match := _YEAR.search(part))]
    year = int(years[-1]) if years and (months or (own and not own.is_month)) else None
    before = months and year is None and _LETTER_B.search(text)
    return Heading(Role.UNITS, "", When.YEAR_BEFORE if before else _when(text), own, months, year)


def _when(text: str) -> When:
    if _YEAR_BEFORE.search(text):
        return When.YEAR_BEFORE
    return When.MONTH_BEFORE if _MONTH_BEFORE.search(text) else When.NOW


def keyed(headings: Iterable[Heading]) -> bool:
    """Whether the headings make a table: something to name the rows by, or several things to know of them."""
    roles = [heading.role for heading in headings]
    values = sum(role in VALUES for role in roles)
    return values > 1 or (values > 0 and any(role in KEYS for role in roles))
