"""Tables inside an article: what a header line says of the cells below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from yellowplate.read.prose.periods import When
from yellowplate.read.prose.tokens import Quantity, Standing, Token

_PARTED = re.compile(r"[\t|]")
_LEAST, _WORDS, _TWO = 3, 8, 2
_FEWEST, _UNLIKELY = 100, 1000
_COUNTED = ("bare", "units", "percent")
_ROLES = (
    ("other", re.compile(r"\bplan|target|目標|計画|план|ціл", re.IGNORECASE)),
    (
        "yoy",
        re.compile(
            r"前年|昨年|year[- ]on[- ]year|y[- ]?o[- ]?y|on (?:the )?year|vs\.? (?:last|previous) year|рік|торік",
            re.IGNORECASE,
        ),
    ),
    ("mom", re.compile(r"前月比|対前月|month[- ]on[- ]month|m[- ]?o[- ]?m|on (?:the )?month|місяць", re.IGNORECASE)),
    ("before", re.compile(r"前月|previous month|month before", re.IGNORECASE)),
    ("rank", re.compile(r"順位|^\s*(?:no\.?|#|№)\s*$|^\s*(?:rank|place|pos\.?|position|місце)\b", re.IGNORECASE)),
    ("share", re.compile(r"シェア|構成比|share|частка", re.IGNORECASE)),
    (
        "units",
        re.compile(r"台数|販売|届出|登録|units|sales|registrations|sold|cars|продаж|авто|кількіст", re.IGNORECASE),
    ),
)
_COMPARED = {"yoy": When("year before"), "mom": When("before")}

_AGAINST = re.compile(
    r"\s*(?:vs\b\.?|versus|against|compared (?:with|to)|on|change (?:on|from)|зміна проти|проти|до)[\s:]|"
    r"[^\t\n]*月比\s*(?=\t|$|\n)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # a place of that time, not of the one told of
_RANGE = re.compile(r"\s*(?:to|up to|-|–|—|~|～|〜|…|до)\s*", re.IGNORECASE)
_ORDINAL = re.compile(r"\s*(\d{1,2})(?:st|nd|rd|th|-[а-яіїє]{1,2})?\.?\s*", re.IGNORECASE)


@dataclass
class Columns:
    """The header of the table that is being read, if any."""

    plain: str = ""
    roles: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()  # of a table whose columns only blanks part
    bases: dict[int, When] = field(default_factory=dict)

    def read(self, plain: str, span: tuple[int, int], tokens: list[Token]) -> list[Token]:
        """The tokens of a line, with numbers taken for what their column holds."""
        cells, self.plain = _cells(plain, span), plain
        if len(cells) < _LEAST:
            self.roles = ()
            return self._in_line(span, tokens)
        roles = tuple(_role(plain[start:end]) for start, end in cells)
        roles = tuple("base" if _AGAINST.match(plain, *cell) else role for role, cell in zip(roles, cells, strict=True))
        if not any(t.kind == "name" for t in tokens) and self._is_head(roles, cells, tokens):
            return []
        alone = _alone(plain, cells, tokens)
        if not self._aligned(cells, alone):
            return alone
        if self._of_a_stranger(cells, alone):
            return []
        return self._told(cells, alone)

    def _aligned(self, cells: list[tuple[int, int]], tokens: list[Token]) -> bool:
        """Whether the cells stand below the heads: as many, or fewer in a row that ends early."""
        start, end = cells[0]
        named = any(token.kind == "name" and start <= token.start < end for token in tokens)
        return len(cells) == len(self.roles) or (named and len(cells) < len(self.roles))

    def _of_a_stranger(self, cells: list[tuple[int, int]], tokens: list[Token]) -> bool:
        """Whether a row is headed by words that mean nothing known: its numbers are nobody else's."""
        start, end = cells[0]
        headed = any(start <= token.start < end for token in tokens) or any(token.kind == "name" for token in tokens)
        return not self.roles[0] and not headed and any(sign.isalpha() for sign in self.plain[start:end])

    def _is_head(self, roles: tuple[str, ...], cells: list[tuple[int, int]], tokens: list[Token]) -> bool:
        """Whether a line without names is the head of a table; it is remembered then."""
        dated = dict(self._dated(cells, tokens))
        words = [self.plain[start:end].strip() for start, end in cells]
        numbered = [int(word) for word in words if word.isdecimal()]
        counting = len(numbered) >= _LEAST and numbered == [*range(numbered[0], numbered[0] + len(numbered))]
        if not counting and sum(bool(role) or index in dated for index, role in enumerate(roles)) < _TWO:
            return False
        self.bases = dated
        told = (
            _of_column(role, word, index in dated) for index, (role, word) in enumerate(zip(roles, words, strict=True))
        )
        self.roles = tuple(role or ("other" if counting else "") for role in told)
        return True

    def _in_line(self, span: tuple[int, int], tokens: list[Token]) -> list[Token]:
        """A line of a table whose columns only blanks part: its numbers are what the head names, in that order."""
        numbers = [t for t in tokens if t.kind == "place" or (t.kind == "quantity" and t.data.unit in _COUNTED)]
        if not numbers:
            words = self.plain[slice(*span)].split()
            roles = tuple(filter(None, map(_role, words))) if _LEAST <= len(words) <= _WORDS else ()
            self.blank = roles if len(set(roles)) == len(roles) and len(words) <= _TWO * len(roles) else ()
            return [] if len(self.blank) >= _TWO and not any(t.kind == "name" for t in tokens) else tokens
        if len(self.blank) < _TWO or len(numbers) != len(self.blank):
            self.blank = ()
            return tokens
        named = {id(token): role for token, role in zip(numbers, self.blank, strict=True)}
        told = [(token, named.get(id(token), "")) for token in tokens]
        found = [t for token, role in told for t in _as(role, token, _COMPARED.get(role))]
        return sorted(found, key=lambda token: token.start)

    @staticmethod
    def _dated(cells: list[tuple[int, int]], tokens: list[Token]) -> Iterator[tuple[int, When]]:
        """The columns that compare with a period that their head names: "vs. Jan. 2022"."""
        for index, (start, end) in enumerate(cells):
            for token in tokens:
                if start <= token.start < end and token.kind in ("period", "base") and isinstance(token.data, When):
                    yield index, token.data

    def _told(self, cells: list[tuple[int, int]], tokens: Iterable[Token]) -> list[Token]:
        found: list[Token] = []
        for token in tokens:
            column = next((i for i, (start, end) in enumerate(cells) if start <= token.start < end), -1)
            role = self.roles[column] if column >= 0 else ""
            if role == "when" and token.kind == "quantity":
                found.append(Token("period", token.end, token.end, self.bases[column]))
            base = self.bases.get(column) if role == "base" else _COMPARED.get(role)
            found += _as(role, token, base)
        return sorted((*found, *self._places(cells, found)), key=lambda token: token.start)

    def _places(self, cells: list[tuple[int, int]], tokens: list[Token]) -> Iterator[Token]:
        """Places that only their column shows to be such: "1st"."""
        for role, (start, end) in zip(self.roles, cells, strict=False):
            if role != "rank" or any(start <= token.start < end for token in tokens):
                continue
            if match := _ORDINAL.fullmatch(self.plain, start, end):
                yield Token("place", match.start(1), match.end(1), Standing(int(match[1])))


def _cells(plain: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    edges = [span[0], *(m.end() for m in _PARTED.finditer(plain, *span)), span[1] + 1]
    cells = [(start, end - 1) for start, end in pairwise(edges)]
    filled = [at for at, cell in enumerate(cells) if plain[slice(*cell)].strip()]
    return cells[filled[0] : filled[-1] + 1] if filled else []


def _alone(plain: str, cells: list[tuple[int, int]], tokens: list[Token]) -> list[Token]:
    """The tokens less those that only say more of a cell.

    Behind a ratio in its cell stands what it is a ratio to: "+26.7% (12,784)"; two ends of a range are no figures.
    """
    more: list[Token] = []
    for start, end in cells:
        for first, second in pairwise(t for t in tokens if t.kind == "quantity" and start <= t.start < end):
            glued = second.start == first.end and plain[second.start] == "-"  # "4 208-4 445"
            if glued or _RANGE.fullmatch(plain, first.end, second.start):
                more += (first, second)
            elif first.data.unit == "percent" and second.data.unit in ("bare", "units"):
                more.append(second)
    return [token for token in tokens if token not in more]


def _of_column(role: str, word: str, dated: bool) -> str:
    """What a column holds, by what its head reads as, its words, and whether it names a period."""
    if word.isdecimal():
        return "other"
    if role == "rank" and _YEAR.search(word):
        return "before"
    return "when" if dated and role in ("", "units") else role


def _role(cell: str) -> str:
    return next((role for role, pattern in _ROLES if pattern.search(cell)), "")


def _as(role: str, token: Token, base: When | None) -> list[Token]:
    """A token as its column means it, compared with `base`; a column of another month is left out."""
    if role in ("before", "other"):
        return [] if token.kind in ("quantity", "place") else [token]
    if token.kind not in ("quantity", "place"):
        return [token]
    if role == "rank":
        return _ranked(token)
    if token.kind != "quantity" or token.data.unit not in _COUNTED:
        return [token]
    quantity: Quantity = token.data
    if base is not None and quantity.unit != "percent" and quantity.number.value >= _UNLIKELY:
        return []  # the count that it is compared with
    if base is not None:
        ratio = Token("quantity", token.start, token.end, quantity._replace(unit="percent"))
        return [Token("base", token.start, token.start, base), ratio]
    if role == "share":
        return []
    if role == "when" and quantity.number.value < _FEWEST:
        return []  # a place
    if role in ("units", "when") and quantity.unit == "bare":
        return [Token("quantity", token.start, token.end, quantity._replace(unit="units"))]
    return [token]


def _ranked(token: Token) -> list[Token]:
    if token.kind == "place":
        return [token]
    quantity: Quantity = token.data
    return [Token("place", token.start, token.end, Standing(quantity.number.digits))]
