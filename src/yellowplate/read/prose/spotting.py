"""Where in a text each of many patterns can match at all: one look at every place instead of one pass a pattern.

A pattern is known by its openings, the first few signs that a match of it can begin with. They are worked out from the
pattern itself, so that nobody has to keep a list of them; one that can begin with anything is tried everywhere.
A small letter of an opening stands for the capital as well, a capital for itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LENGTH = 4
_MOST = 6000  # openings of one pattern; with more, shorter ones do
_WIDE = 128  # a range of more signs than this is anything
_KEPT = 200_000  # beginnings seen, before they are forgotten
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"\s")

# An opening, and whether what follows in the pattern may prolong it.
_Opening = tuple[str, bool]
_ANYTHING: frozenset[_Opening] = frozenset({("", False)})
_NOTHING: frozenset[_Opening] = frozenset({("", True)})


class Spotter:
    """Finds the matches of several patterns in a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = patterns
        self._at: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            for opening in openings(pattern):
                self._at.setdefault(opening, set()).add(number)
        self._everywhere = self._at.pop("", set())
        self._seen: dict[str, tuple[int, ...]] = {}

    def places(self, text: str) -> list[list[int] | None]:
        """For each pattern the places where it can match; None for one that is to be tried everywhere."""
        found: list[list[int] | None] = [None if n in self._everywhere else [] for n in range(len(self.patterns))]
        shape, seen = _shape(text), self._seen
        if len(seen) > _KEPT:
            seen.clear()
        for at in range(len(shape)):
            beginning = shape[at : at + _LENGTH]
            numbers = seen.get(beginning)
            if numbers is None:
                numbers = seen[beginning] = self._beginning(beginning)
            for number in numbers:
                found[number].append(at)  # type: ignore[union-attr]
        return found

    def _beginning(self, beginning: str) -> tuple[int, ...]:
        found: set[int] = set()
        either = [{sign, _small(sign)} for sign in beginning]
        for length in range(1, len(beginning) + 1):
            for opening in product(*either[:length]):
                found |= self._at.get("".join(opening), set())
        return tuple(sorted(found - self._everywhere))


def matches(pattern: re.Pattern[str], text: str, places: Iterable[int] | None) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, looked for only at the places where it can be."""
    if places is None:
        yield from pattern.finditer(text)
        return
    end = 0
    for at in places:
        if at >= end and (match := pattern.match(text, at)):
            end = max(match.end(), at + 1)
            yield match


def openings(pattern: re.Pattern[str]) -> frozenset[str]:
    """The first signs that a match can begin with, 0 for any digit; "" for anything."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    found = {opening for opening, _ in _sequence(parsed, pattern.flags)}
    return frozenset({""}) if "" in found or len(found) > _MOST else frozenset(found)


def _shape(text: str) -> str:
    return _BLANK.sub(" ", _DIGIT.sub("0", text))


def _small(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign


def _opening(sign: str, flags: int) -> str:
    return _shape(_small(sign) if flags & re.IGNORECASE else sign)


def _sequence(items: Iterable[tuple[Any, Any]], flags: int) -> frozenset[_Opening]:
    found = _NOTHING
    for code, value in items:
        if not any(longer and len(opening) < _LENGTH for opening, longer in found):
            break
        found = _joined(found, _item(code, value, flags))
    return found


def _joined(first: frozenset[_Opening], second: frozenset[_Opening]) -> frozenset[_Opening]:
    if len(first) * len(second) > _MOST:
        return frozenset((opening, False) for opening, _ in first)
    found: set[_Opening] = set()
    for opening, longer in first:
        if not longer or len(opening) >= _LENGTH:
            found.add((opening, longer))
            continue
        for behind, still in second:
            found.add(((opening + behind)[:_LENGTH], still))
    return frozenset(found)


def _item(code: Any, value: Any, flags: int) -> frozenset[_Opening]:
    if code is codes.LITERAL:
        return frozenset({(_opening(chr(value), flags), True)})
    if code is codes.IN:
        return _signs(value, flags)
    if code is codes.BRANCH:
        return frozenset().union(*(_sequence(items, flags) for items in value[1]))
    if code is codes.SUBPATTERN:
        _, added, removed, items = value
        return _sequence(items, (flags | added) & ~removed)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, items = value
        return _repeated(least, most, _sequence(items, flags))
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _repeated(least: int, most: int, once: frozenset[_Opening]) -> frozenset[_Opening]:
    found, all_found = _NOTHING, frozenset[_Opening]()
    for count in range(min(most, least + _LENGTH) + 1):
        if count >= least:
            all_found |= found
        found = _joined(found, once)
    return all_found


def _signs(members: Sequence[tuple[Any, Any]], flags: int) -> frozenset[_Opening]:
    """A class of signs, each an opening; a wide one is anything."""
    found: set[str] = set()
    for code, value in members:
        if code is codes.LITERAL:
            found.add(_opening(chr(value), flags))
        elif code is codes.RANGE and value[1] - value[0] < _WIDE:
            found |= {_opening(chr(sign), flags) for sign in range(value[0], value[1] + 1)}
        elif code is codes.CATEGORY and value is codes.CATEGORY_DIGIT:
            found.add("0")
        elif code is codes.CATEGORY and value is codes.CATEGORY_SPACE:
            found.add(" ")
        else:
            return _ANYTHING
    return frozenset((sign, True) for sign in found)
