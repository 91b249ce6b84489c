"""What the words above a table say: which months, which vehicles, which release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from yellowplate.errors import PeriodError
from yellowplate.facts import Period, Segment, Stage
from yellowplate.read.tables.cells import folded

_Found = TypeVar("_Found")

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA_YEAR = re.compile(rf"({'|'.join(_ERAS)}) ?(元|\d{{1,2}}) ?(?=年)")
_SPACES = re.compile(r"(?<=[\d年月度~]) +(?=[\d年月度~])")
_Y = r"(?<!\d)(?P<y>(?:19|20)\d{2})"
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TO = r" ?(?:-|~|to|から|\.\.) ?"
_NO_DAY = r"(?! ?\d{0,2}日|\d)"
# The longest forms first: what one of them has read is not read again.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_Y}年(?P<m>\d{{1,2}})月{_TO}(?P<y2>20\d\d|19\d\d)年(?P<m2>\d{{1,2}})月{_NO_DAY}",
        rf"{_Y}年(?P<m>\d{{1,2}})月?{_TO}(?P<m2>\d{{1,2}})月{_NO_DAY}",
        rf"{_Y}[-/.](?P<m>\d{{1,2}}){_TO}(?P<y2>(?:19|20)\d\d)[-/.](?P<m2>\d{{1,2}})(?![\d/.-])",
        rf"{_NAME.format('n')}{_TO}{_NAME.format('n2')},? ?{_Y}(?!\d)",
        rf"{_Y}年度(?: ?(?P<half>上|下)(?:半)?期)?",
        rf"(?:fy|fiscal(?: year)?) ?{_Y}(?P<fiscal>(?!\d))",
        rf"{_Y}年 ?(?P<chalf>上|下)半期",
        rf"{_Y}年(?P<m>\d{{1,2}})月{_NO_DAY}",
        rf"{_NAME.format('n')} ?,? ?{_Y}(?!\d)",
        rf"{_Y} ?{_NAME.format('n')}(?![a-z])",
        rf"{_Y}[-/.](?P<m>0[1-9]|1[0-2]|[1-9])(?![\d/.-])",
        rf"{_Y}年(?! ?\d{{1,2}}月)",
        rf"{_Y}(?![\d/.年-])",
    )
)
_BARE_MONTH = re.compile(r"(?<!\d)\d{1,2}月(?!\d)")
_NOT_ABOUT = re.compile("更新|掲載|公開日|発表日|作成日|updated|posted|copyright|©", re.IGNORECASE)


class Counted(NamedTuple):
    """Which vehicles a table counts: `segment` and `scope` where the words say so; `refused` says why it isn't read."""

    segment: Segment | None
    scope: str = ""
    refused: str = ""


@lru_cache(2048)
def periods(text: str) -> tuple[Period, ...]:
    """The periods that a text names, each once; days aren't periods.

    >>> periods("2021年度(21/4～22/3)軽四輪車 新車販売台数確報"), periods("平成26年3月"), periods("2025年12月1日更新")
    ((Period('FY2021'),), (Period('2014-03'),), ())
    """
    rest = _SPACES.sub("", _ERA_YEAR.sub(_western, folded(text)))
    found: list[Period] = []
    if _NOT_ABOUT.search(rest):
        return ()
    for form in _FORMS:
        for match in form.finditer(rest):
            if (period := _period(match)) is not None:
                found.append(period)
        rest = form.sub("|", rest)
    if found and _BARE_MONTH.search(rest):
        return ()
    return tuple(dict.fromkeys(found))


def _western(match: re.Match[str]) -> str:
    return str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))


def _period(match: re.Match[str]) -> Period | None:
    found = match.groupdict()
    year = int(found["y"])
    first = _month(found.get("m"), found.get("n"))
    last = _month(found.get("m2"), found.get("n2"))
    try:
        if first and last:
            end_year = int(found.get("y2") or (year if last >= first else year + 1))
            return Period.span(Period.month(year, first), Period.month(end_year, last))
        if first:
            return Period.month(year, first)
        return _year(match, year)
    except PeriodError:
        return None


def _month(number: str | None, name: str | None) -> int:
    return int(number) if number else _NAMES.index(name.lower()) + 1 if name else 0


def _year(match: re.Match[str], year: int) -> Period:
    found = match.groupdict()
    if half := found.get("half") or found.get("chalf"):
        begin = Period.month(year, 4 if found.get("half") else 1).shift(6 if half == "下" else 0)
        return Period(begin.start, 6)
    return Period.fiscal(year) if "年度" in match[0] or "fiscal" in found else Period.year(year)


def period_of(texts: Iterable[str]) -> Period | None:
    """The period of a table: that of the nearest text above it which names exactly one."""
    return _nearest(texts, lambda text: found[0] if len(found := periods(text)) == 1 else None)


_ROW_MONTH = re.compile(r"(1[0-2]|0?[1-9])月?")
_ROW_RUN = re.compile(r"(1[0-2]|[1-9])月?[~-](1[0-2]|[1-9])月(?:累?計)?")


def period_in(cell: str, year: Period | None) -> Period | None:
    """The months that a row is about, as its cell names them, in a table about `year`.

    >>> period_in("3月", Period.parse("2025")), period_in("1～6月累計", Period.parse("2025")), period_in("累計", None)
    (Period('2025-03'), Period('2025-01..2025-06'), None)
    """
    plain = folded(cell).replace(" ", "")
    if len(found := periods(plain)) == 1:
        return found[0]
    month, run = _ROW_MONTH.fullmatch(plain), _ROW_RUN.fullmatch(plain)
    if year is None or year.months != 12 or not (month or run):
        return None
    months = {each.start % 12 + 1: each for each in year.each()}
    if month:
        return months[int(month[1])]
    assert run is not None
    first, last = months[int(run[1])], months[int(run[2])]
    return Period.span(first, last) if first <= last else None


_NEW, _USED = re.compile("新車|new (?:car|vehicle)"), re.compile("中古|used (?:car|vehicle)", re.IGNORECASE)
_OTHER_COUNTS = (
    (re.compile("二輪|motorcycle|two-wheel", re.IGNORECASE), re.compile("四輪"), "counts two-wheelers"),
    (re.compile("保有(?!.*新車)|in use", re.IGNORECASE), _NEW, "counts vehicles in use, not new ones"),
    (re.compile("生産台数|production volume", re.IGNORECASE), re.compile("販売|登録"), "counts production"),
    (re.compile("輸出|export", re.IGNORECASE), re.compile("販売|登録"), "counts exports"),
    (re.compile("県別|prefecture", re.IGNORECASE), _NEW, "is by prefecture, not by maker or car"),
)
_PARTS = (
    ("燃料別", Counted(Segment.REGISTERED, "by-maker")),
    ("ボンネットバン", Counted(Segment.KEI_TRUCK, "bonnet-van")),
    ("キャブ ?オーバー ?バン", Counted(Segment.KEI_TRUCK, "cab-van")),
    ("内訳.*トラック|^トラック$", Counted(Segment.KEI_TRUCK, "truck")),
    (
        r"軽(?:自動車)?(?:\([^)]*\))?[をは]?(?:除[くい]|含まない|含まず)|exclud\w* kei|without kei",
        Counted(Segment.REGISTERED),
    ),
    (r"軽(?:自動車)?[をも]?(?:含む|含めた)|includ\w* kei|kei included", Counted(Segment.ALL)),
    ("軽(?:四輪|4輪)?(?:自動車)? ?[(・]?乗用|kei[- ]passenger|passenger kei", Counted(Segment.KEI_PASSENGER)),
    (
        "軽(?:四輪|4輪)?(?:自動車)? ?[(・]?(?:貨物|商用|トラック)|kei[- ](?:truck|commercial|van)",
        Counted(Segment.KEI_TRUCK),
    ),
    ("登録車|登録乗用|登録自動車|自販連|ブランド通称名|小型・普通|registered cars?", Counted(Segment.REGISTERED)),
    (r"軽四輪|軽4輪|軽自動車|軽総|\bkei\b", Counted(Segment.KEI)),
)
_CLASSES = {"乗用車": Segment.KEI_PASSENGER, "貨物車": Segment.KEI_TRUCK}  # as headings under one that says kei
_PART_WORDS = tuple((re.compile(words, re.IGNORECASE), counted) for words, counted in _PARTS)


def counted(texts: Iterable[str]) -> Counted:
    """Which vehicles a table counts, by the nearest texts above it that say so."""
    texts = [folded(text) for text in texts]
    for refuse, unless, reason in _OTHER_COUNTS:
        if _nearest(texts, lambda text, no=refuse, yes=unless: _either(text, no, yes)):  # type: ignore[misc]
            return Counted(None, "", reason)
    part = _nearest(texts, _part) or Counted(None)
    if part.segment is Segment.KEI and (narrower := next(filter(None, map(_CLASSES.get, texts)), None)):
        part = Counted(narrower)
    if not _nearest(texts, lambda text: _either(text, _USED, _NEW)):
        return part
    if part.scope:
        return Counted(None, "", f"counts used cars of a part ({part.scope}) that has no scope of its own")
    return part._replace(scope="used")


def _either(text: str, this: re.Pattern[str], that: re.Pattern[str]) -> bool | None:
    one, other = bool(this.search(text)), bool(that.search(text))
    return one if one != other else None


def _part(text: str) -> Counted | None:
    """The part of the market that a text names; None where it names none, or two of one rank."""
    found = [counted for words, counted in _PART_WORDS if words.search(text)]
    if {Segment.KEI_PASSENGER, Segment.KEI_TRUCK} <= {part.segment for part in found if not part.scope}:
        return None
    return found[0] if found else None


def stage_of(texts: Iterable[str]) -> Stage:
    """Which release the texts name, the nearest first."""
    preliminary, final = re.compile("速報|preliminary", re.IGNORECASE), re.compile("確報|確定|final", re.IGNORECASE)
    found = _nearest(texts, lambda text: _either(text, final, preliminary))
    return Stage.UNSTATED if found is None else Stage.FINAL if found else Stage.PRELIMINARY


def _nearest(texts: Iterable[str], read: Callable[[str], _Found | None]) -> _Found | None:
    return next((found for text in texts if (found := read(text)) is not None), None)
