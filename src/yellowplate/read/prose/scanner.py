"""Names in running text: one pass over the folded signs of a text through a trie of all spellings.

A name ends and begins with a word: ムーヴ isn't in ムーヴメント, but スズキスペーシア holds two names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from yellowplate.catalog import Catalog, Nameplate
from yellowplate.names import fold
from yellowplate.read.prose.common import COMMON, NOT_MAKERS

_GAP = re.compile(r"[「『 \-・'ー\u200b/.ァィェォ]{0,2}|:")
_VOICED = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ"}
_VOICED_SIGN = re.compile("ヴ[ァィェォ]")
_PLUS = re.compile(r"\+(?=\d)")  # N-BOX +4.8% is no N-BOX+
_FILLER = "\u200b"
_PLURAL = re.compile(r"(?:'?e?s)(?![A-Za-z0-9])|(?:'s)(?![A-Za-z])")
_ENDING = re.compile("[а-яіїєґ]{0,3}(?![а-яіїєґ])")
_BESIDE = re.compile("(?:'s)?[ ・の:「『\"]{0,2}")
_NEAR = 4
_VOWELS = "аяиіоеуєїюыэ"
_STEM = 4
_COUNT = re.compile("(?<=[A-Za-z])(?=[0-9,]+[万千台位])")
_TAIL = re.compile("(?:シリーズ|カスタム|系)(?![ァ-ヺー])")
_END = "\0"


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: the ids it can mean, all nameplates or one maker."""

    start: int
    end: int
    ids: tuple[str, ...]
    maker: bool = False


class Scanner:
    """Finds names of cars and makers; made once for a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._root: dict[str, Any] = {}
        meanings: dict[str, list[str]] = {}
        for spelling, id_ in catalog.spellings():
            if id_ not in catalog.segments and id_ != "other":
                meanings.setdefault(spelling, []).append(id_)
        for car in catalog.nameplates.values():
            for maker in _spellings(catalog, car.maker):
                for name in (*car.with_maker, *_bare_numbers(car)):
                    meanings.setdefault(fold(maker + name), []).append(car.id)
                    meanings.setdefault(fold(f"{maker}の{name}"), []).append(car.id)
        for spelling, ids in meanings.items():
            self._put(spelling, tuple(dict.fromkeys(ids)))
        self._beginnings = frozenset(spelling[:2] for spelling in meanings)  # of two signs at least
        self._makers = frozenset(catalog.makers)

    def _put(self, spelling: str, ids: tuple[str, ...]) -> None:
        forms = {spelling}
        if _kind(spelling[-1]) == "C" and len(spelling) > _STEM and spelling[-1] in _VOWELS:
            forms.add(spelling[:-1])
        for form in forms:
            node = self._root
            for sign in form:
                node = node.setdefault(sign, {})
            node.setdefault(_END, ids)

    def hits(self, plain: str) -> list[Hit]:
        """All names of a plain text, the longest at each place, in order."""
        signs, places = _folded(plain)
        found: list[Hit] = []
        at, after = 0, -1
        pairs = [first + second for first, second in pairwise(signs)]
        while at < len(pairs):
            if pairs[at] in self._beginnings and (places[at] == after or _begins(plain, places[at])):
                hit = self._longest(plain, signs, places, at)
                if hit is not None:
                    found.append(hit)
                    after = hit.end
                    while at < len(signs) and places[at] < after:
                        at += 1
                    continue
            at += 1
        return [hit for hit in found if _meant(plain, hit, found)]

    def _longest(self, plain: str, signs: list[str], places: list[int], at: int) -> Hit | None:
        node: dict[str, Any] | None = self._root
        best, last = None, len(signs) - 1
        for index in range(at, last + 1):
            if index > at and not _joined(plain, places[index - 1] + 1, places[index]):
                break
            node = node.get(signs[index]) if node else None
            if node is None:
                break
            if _END in node:
                end = self._end(plain, places[at], places[index] + 1)
                if end is None and index < last and self._longest(plain, signs, places, index + 1):
                    end = places[index] + 1  # another name follows at once
                if end is not None:
                    best = Hit(places[at], end, node[_END], node[_END][0] in self._makers)
        return best

    @staticmethod
    def _end(plain: str, start: int, end: int) -> int | None:
        """Where a name ends that stands up to `end`, or None in the middle of a word."""
        while end < len(plain) and plain[end] in "ー\u200b":
            end += 1
        if end >= len(plain):
            return end
        kind = _kind(plain[end - 1])
        if kind == "C":
            match = _ENDING.match(plain, end)
            return match.end() if match and (match.end() == end or end - start >= _STEM) else None
        if kind == "H" or _kind(plain[end]) != kind:
            return end
        if kind == "L":
            return end if _PLURAL.match(plain, end) or _COUNT.match(plain, end) else None
        return end if _TAIL.match(plain, end) else None


_SCANNERS: dict[int, tuple[Catalog, Scanner]] = {}


def scanner(catalog: Catalog) -> Scanner:
    """The scanner of a catalog, made once."""
    known = _SCANNERS.get(id(catalog))
    if known is None or known[0] is not catalog:
        known = _SCANNERS[id(catalog)] = (catalog, Scanner(catalog))
    return known[1]


def _spellings(catalog: Catalog, maker: str) -> tuple[str, ...]:
    known = catalog.makers[maker]
    return (known.name_en, known.name_ja, known.name_uk, *known.spellings)


def _bare_numbers(car: Nameplate) -> tuple[str, ...]:
    """Spellings that are mere numbers, as of the 86: only beside the maker's name they are one."""
    return tuple(name for name in (car.name_en, *car.spellings) if fold(name).isdecimal())


def _folded(plain: str) -> tuple[list[str], list[int]]:
    """The signs that count, folded one by one, and where each stands."""
    plain = _VOICED_SIGN.sub(lambda pair: _VOICED[pair[0]] + _FILLER, plain)
    plain = _PLUS.sub(_FILLER, plain)
    signs: list[str] = []
    places: list[int] = []
    for place, folded in enumerate(map(_FOLDED.__getitem__, plain)):
        if len(folded) == 1:
            signs.append(folded)
            places.append(place)
        elif folded:
            signs.extend(folded)
            places.extend([place] * len(folded))
    return signs, places


class _Folded(dict[str, str]):
    """What of a sign counts in names, worked out once for each."""

    def __missing__(self, sign: str) -> str:
        self[sign] = fold(sign)
        return self[sign]


_FOLDED = _Folded({_FILLER: ""})


@lru_cache(maxsize=20000)
def _kind(sign: str) -> str:
    """L for Latin letters and digits, K for katakana, C for Cyrillic, H for all that doesn't build longer words."""
    code = ord(sign)
    if 0x30A1 <= code <= 0x30FA or code == 0x30FC:
        return "K"
    if 0x0400 <= code <= 0x04FF:
        return "C"
    return "L" if sign.isascii() and sign.isalnum() else "H"


def _joined(plain: str, end: int, start: int) -> bool:
    """Whether two signs can belong to one name: no sentence ends between them."""
    ends = plain[end:start] == ". " and _kind(plain[end - 1]) == _kind(plain[start]) == "C"
    return not ends and bool(_GAP.fullmatch(plain, end, start))


def _begins(plain: str, place: int) -> bool:
    kind = _kind(plain[place])
    if place == 0 or kind == "H":
        return True
    before = plain[place - 1]
    if kind == "L" and before in "'-" and place > 1 and _kind(plain[place - 2]) == "L":
        return before == "-" and plain[place - 2].islower()
    return _kind(before) != kind


def heads_row(plain: str, hit: Hit, other: Hit) -> bool:
    """Whether a name and a maker are all that a cell of a table holds: "Move Daihatsu"."""
    apart = other.maker and plain[hit.end : other.start] == " " and plain[other.end : other.end + 1] == "\t"
    return apart and (hit.start == 0 or plain[hit.start - 1] in "\t\n")


def _meant(plain: str, hit: Hit, found: list[Hit]) -> bool:
    """Whether a name that is a common word too is meant as a name here."""
    text = plain[hit.start : hit.end]
    if hit.maker:
        return not NOT_MAKERS.match(plain, hit.end)
    rule = COMMON.get(fold(text.removesuffix("'s")))
    if rule is None:
        return True
    makers = (other for other in found if other.maker and 0 <= hit.start - other.end <= _NEAR)
    if any(heads_row(plain, hit, other) for other in found):
        return True
    small = text[0].islower()  # "Honda's cube" is a box
    maker_before = any(
        _BESIDE.fullmatch(plain, maker.end, hit.start) and (not small or plain[maker.start].islower())
        for maker in makers
    )
    return maker_before or rule(plain, hit.start, hit.end)
