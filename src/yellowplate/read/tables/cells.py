"""What one cell prints: a number with its sign, marks and unit; a month; or nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from yellowplate.errors import PeriodError
from yellowplate.facts import Number, Period, Relation

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")
_BLANK = re.compile(r"[-~.…*※△▲▼]*|n/?a|なし|不明", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<about>約|およそ|about |approx\.? ?|ca\.? ?|~)?"
    r"(?P<sign>[-+±▲△▼▽])? ?"
    r"(?:(?P<man>\d{1,5}(?:\.\d{1,4})?)万(?P<rest>\d{1,4})?"
    r"|(?P<whole>\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,12})(?P<part>\.\d{1,9})?)"
    r" ?(?P<unit>台|units?|位|%|倍|x)?"
)
_MARKS = " *※†‡"
_BRACKETS = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]")
_LONGEST = 40
_MONTH = re.compile(r"(?P<year>\d{4}|\d{2})(?:[/.年-] ?)(?P<month>\d{1,2})月?")
_OLDEST = 60  # two-digit years: no car of the statistics is older than 1960


class Printed(NamedTuple):
    """A printed number; `sign` is the sign as printed (`▲` is a minus in most tables), `unit` what stands behind it."""

    number: Number
    relation: Relation
    sign: str
    unit: str


@lru_cache(4096)
def folded(text: str) -> str:
    """The text with width, dashes and runs of spaces made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def is_blank(text: str) -> bool:
    """Whether the cell prints nothing: it is empty, or holds a dash or a mark alone."""
    return bool(_BLANK.fullmatch(folded(text).replace(" ", "")))


@lru_cache(8192)
def printed(text: str) -> Printed | None:
    """The number that the cell prints, or None where it prints none, or more than one.

    >>> printed("*24178").number, printed("１６，１９８台").number, printed("▲2.7%").sign, printed("1.6万").number
    (Number('24178'), Number('16198'), '▲', Number('16e3'))
    """
    plain = folded(text).strip(_MARKS)
    if len(plain) > _LONGEST:
        return None
    if inside := _BRACKETS.fullmatch(plain):
        plain = inside["inside"].strip(_MARKS)
    match = _NUMBER.fullmatch(plain.lower())
    if match is None:
        return None
    relation = Relation.ABOUT if match["about"] else Relation.EQUAL
    return Printed(_number(match), relation, match["sign"] or "", match["unit"] or "")


def _number(match: re.Match[str]) -> Number:
    if match["man"] and match["rest"]:
        return Number(int(match["man"].partition(".")[0]) * 10_000 + int(match["rest"]))
    if match["man"]:
        rounded = Number.parse(match["man"])
        return Number(rounded.digits, rounded.exponent + 4)
    return Number.parse(match["whole"].replace(",", "").replace(" ", "") + (match["part"] or ""))


def record_month(text: str) -> Period | None:
    """The month in which a record was set: `2005/03`, `2006. 3`, `82/ 7`, also as a date; None where it is none."""
    plain = folded(text).strip(_MARKS)
    match = _MONTH.fullmatch(plain) or _MONTH.match(plain[:7] if re.fullmatch(r"\d{4}-\d\d-\d\d", plain) else "")
    if match is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= _OLDEST else 2000
    try:
        return Period.month(year, int(match["month"]))
    except PeriodError:
        return None
