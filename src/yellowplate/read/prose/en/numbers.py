"""English numbers."""

from __future__ import annotations

import re

from yellowplate.facts import Number, Relation
from yellowplate.read.prose.tokens import Quantity

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


ORD = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"


COUNT = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}|an?|\d{{1,3}})"


_NUM = r"(?:\d{1,3}(?:,\d{3})+(?![\d,]*\d)(?:\.\d+)?|\d+(?:\.\d+)?)"


_RELATIONS = {
    Relation.ABOUT: "about around roughly approximately some nearly almost close-to nearing circa ca. approx. ~ "
    "not-quite",
    Relation.OVER: "over more-than just-over well-over above at-least upwards-of in-excess-of slightly-over "
    "exceeding topped "
    "passed surpassed exceeded greater-than topping crossed",
    Relation.UNDER: "just-under under below less-than fewer-than just-below short-of just-short-of at-most "
    "no-more-than "
    "well-under well-below up-to",
}


_RELATION = {word.replace("-", " "): relation for relation, words in _RELATIONS.items() for word in words.split()}


REL = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_RELATION, key=len, reverse=True))


def number(text: str) -> Number:
    """The printed number as it stands."""
    return Number.parse(text.replace(",", ""))


def count(text: str) -> int:
    """The number that digits or a word name."""
    word = text.lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _WORDS.index(word) + 1


def ordinal(text: str) -> int:
    """The number of an ordinal."""
    word = text.lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


UNITS = (
    r"(?:(?:new|kei|passenger|mini|such|more|brand-new|Honda|Suzuki|Nissan|Daihatsu) )*(?:units?|"
    r"(?:mini)?cars?|(?:mini)?vehicles?|registrations?|notifications?|minis|minicars?|"
    r"pieces|people(?= (?:bought|chose|took))|examples|copies|deliveries|buyers|owners|customers|sales|sold|of them|"
    r"of these|automobiles|new ones)\b"
)


_OTHER = (
    r"(?:yen|¥|euros?|dollars?|km(?:/h|/l|/L)?|kilometres?|miles?|mpg|mm|cm|cc|cubic|m\b|metres?|"
    r"meters?|feet|inch(?:es)?|PS|hp|bhp|horsepower|kWh?|Nm|kg|litres?|liters?|"
    r"(?:[a-z-]+ )?(?:years?|months?|days?|weeks?|hours?|minutes)|people(?! (?:bought|chose|took))|persons?|jobs|"
    r"employees|subscribers|readers|followers|listeners|viewers|members|visitors|guests|tickets|responses|households|"
    r"workers|dealers?|dealerships|outlets?|stores?|showrooms|plants?|factories|prefectures|"
    r"countries|seats?|seater|doors?|colou?rs|"
    r"trims?|grades?|versions|generations?|pages?|a\.?m|p\.?m|o'clock|degrees|cylinders?|speed|"
    r"places?|points? (?:scale)|nameplates|models|makers|brands|companies|shares|lines|letters|"
    r"stars)\b"
)


_ORDERED = r" (?:had |have )?(?:already |since )?ordered\b"


QUANTITY = (
    rf"(?:(?<!handed )(?<!turned )\b(?P<rel>{REL})\s+(?:(?:a|the|that|of|by|only|its|"
    rf"just)\s+)*)?(?P<sign>(?<!\d)[+±-]|\bplus |"
    rf"\bminus )?(?P<cur>[$¥€£]\s?)?(?<![\w.,])(?<!\d-)(?P<num>{_NUM})(?!-\d)"
    rf"(?:\s*(?P<times>times\b|-?fold\b|x\b(?! \d))|\s*(?P<pct>%|percent\b|per cent\b|"
    rf"pct\b)(?P<points>[- ]?points?\b)?|\s*(?P<pt>percentage points?\b|points?\b|pp\b)"
    rf"|(?P<kilo>\s*thousand\b|k\b|\s*million\b)?(?:(?:-| +)(?P<other>{_OTHER})(?!{_ORDERED})|(?:-| +)(?:or so "
    rf")?(?P<orders>(?:people|customers|buyers){_ORDERED}|"
    rf"(?:(?:advance|firm|customer|pre-?|such|new)[- ]?)*(?:orders?|bookings?|"
    rf"reservations?|pre-?orders)\b)"
    rf"|\s+(?:or so )?(?P<units>{UNITS}))?)(?P<glued>(?:mm|cm|cc|m|kg|km|kW|kWh|PS|hp|L|l|"
    rf"V)\b)?(?P<after>\s*(?:or more|and more|plus\b|\+(?!\d)))?(?![\d])"
)


SPELLED = (
    rf"(?:\b(?P<rel>{REL})\s+(?:(?:a|the|only|just|some)\s+)*)?\b(?P<count>{'|'.join(_WORDS[::-1])}|a)\s+"
    rf"(?P<scale>thousand|hundred)\b(?!\s+(?:{_OTHER}))(?:\s+(?P<units>{UNITS}))?"
)


def spelled(match: re.Match[str]) -> Quantity:
    """A number of thousands or hundreds in words."""
    relation = _RELATION.get(" ".join((match["rel"] or "").lower().split()), Relation.EQUAL)
    value = Number(count(match["count"]), 3 if match["scale"].lower() == "thousand" else 2)
    return Quantity(value, "units" if match["units"] else "bare", relation)


_SCALE = {"thousand": 3, "k": 3, "million": 6}


def quantity(match: re.Match[str]) -> Quantity | None:
    """A number with its unit, relation and sign."""
    found = match.groupdict()
    if found["num"].isdecimal() and found["num"] != "0" and found["num"][0] == "0":
        return None
    value = number(found["num"])
    if found["kilo"]:
        value = Number(value.digits, value.exponent + _SCALE[found["kilo"].strip().lower()])
    relation = _RELATION.get(" ".join((found["rel"] or "").lower().split()), Relation.EQUAL)
    relation = Relation.OVER if found["after"] else relation
    sign = {"+": 1, "plus": 1, "-": -1, "minus": -1}.get((found["sign"] or "").strip().lower(), 0)
    unit = _unit_of(found)
    if unit == "times" and value.value >= _MANY:
        unit = "units"
    if unit == "times":
        value = Number(value.digits, value.exponent + 2)
    flag = (found["other"] or found["glued"] or found["cur"] or "").strip() if unit == "other" else ""
    return Quantity(value, unit, relation, sign, flag)


_MANY = 100  # "sold 103,435 times"


def _unit_of(found: dict[str, str | None]) -> str:
    if found["cur"] or found["other"] or found["glued"]:
        return "other"
    if found["points"] or found["pt"]:
        return "points"
    for unit, group in (("times", "times"), ("percent", "pct"), ("orders", "orders"), ("units", "units")):
        if found[group]:
            return unit
    return "bare"


def multiple(match: re.Match[str]) -> Quantity:
    """Doubled, halved, twice as many, a third more."""
    found = match.groupdict()
    word = found["word"].lower()
    relation = _RELATION.get(" ".join((found["rel"] or "").lower().split()), Relation.EQUAL)
    if spelled := found["times"] or found["fold"]:
        return Quantity(Number(count(spelled), 2), "times", relation, 0, "multiple")
    value = next(meaning for stem, meaning in _MULTIPLES.items() if word.startswith(stem))
    if word.startswith(("half", "a third", "one third", "one-third", "a quarter", "two thirds", "two-thirds")):
        return Quantity(value, "percent", relation if relation is not Relation.EQUAL else Relation.ABOUT, 0, "fraction")
    if word.startswith("halv") and relation is Relation.OVER:
        relation = Relation.UNDER
    return Quantity(value, "times", relation, 0, "multiple")


_MULTIPLES = {
    "doubl": Number(2, 2),
    "twice": Number(2, 2),
    "tripl": Number(3, 2),
    "trebl": Number(3, 2),
    "quadrupl": Number(4, 2),
    "halv": Number(50),
    "half": Number(50),
    "a third": Number(33),
    "one third": Number(33),
    "one-third": Number(33),
    "a quarter": Number(25),
    "two thirds": Number(67),
    "two-thirds": Number(67),
}
