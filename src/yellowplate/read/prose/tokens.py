"""What the grammar looks at: the words of a text that mean something to it, found in a few passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from yellowplate.facts import Number, Relation, Segment
from yellowplate.read.prose.spotting import Spotter, matches


class Quantity(NamedTuple):
    """A number with what stands around it: `unit` is units, orders, percent, points, times, bare, or other.

    `sign` is +1 or -1 where a direction is part of it ("+10.2%", "10.2％減"), 0 where not; `base` says that the words
    themselves compare ("89.8% of").
    """

    number: Number
    unit: str
    relation: Relation = Relation.EQUAL
    sign: int = 0
    flag: str = ""


FLAT = Quantity(Number(100), "percent", Relation.ABOUT, 0, "flat")  # as many as before


class Standing(NamedTuple):
    """Words for a place in a list; `segments` where they say which list."""

    place: int
    segments: tuple[Segment, ...] = ()
    ever: bool = False
    follows: bool = False


class Run(NamedTuple):
    """Words for a run: `how` is for, first for (not since then) or back after."""

    how: str
    length: int
    unit: str


class Scope(NamedTuple):
    """Words for a part of the market: what it can mean as a total, and as the list that a place counts in."""

    segments: tuple[Segment, ...]
    subject: bool = True
    sure: bool = True


class Token:
    """A piece of text with its meaning."""

    __slots__ = ("data", "end", "kind", "start")

    def __init__(self, kind: str, start: int, end: int, data: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.data = data

    def __repr__(self) -> str:
        return f"Token({self.kind!r}, {self.start}, {self.end}, {self.data!r})"


class Finder(NamedTuple):
    """One pass: a pattern and what its matches mean (None: nothing)."""

    kind: str
    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str]], Any]


def finder(kind: str, pattern: str, meaning: Callable[[re.Match[str]], Any]) -> Finder:
    """A finder that doesn't mind the case of letters."""
    return Finder(kind, re.compile(pattern, re.IGNORECASE), meaning)


@dataclass(frozen=True, eq=False)
class Words:
    """The wordings of one language; finders stand in the order in which they win overlaps."""

    finders: tuple[Finder, ...]
    secondary: re.Pattern[str]  # before a name (matched up to it): the name is only compared with
    secondary_after: re.Pattern[str]  # behind a name: likewise
    after: re.Pattern[str]  # between a value and the name behind it that it belongs to
    place_after: re.Pattern[str]  # between a place and the name behind it that holds it
    close: re.Pattern[str]  # between a name and its value, with nothing else in between
    either: re.Pattern[str]  # like `close`, but the value may belong to the name before as well
    base: re.Pattern[str]  # before a period (matched up to it): the period is compared with
    relative: re.Pattern[str]  # behind a name: what follows is said of it, even where it is only compared with
    throughout: re.Pattern[str]  # a period itself: it is counted over, whatever stands before it
    within: re.Pattern[str]  # before a period (matched up to it): it is spoken of, not compared with
    goes_on: re.Pattern[str]  # behind a compared period: the text goes on about it
    base_follows: bool  # a compared period that isn't pure stands behind its change
    base_after: re.Pattern[str]  # behind a period: likewise
    local: re.Pattern[str]  # between a value and the period behind it that it belongs to
    apart: re.Pattern[str]  # right before a number of cars: it is a difference
    whole: re.Pattern[str]  # between a number and the whole that it is a part of
    lead: re.Pattern[str]  # between a compared period and the value right behind it that belongs to it
    rises: re.Pattern[str]  # a direction before a value
    rises_after: re.Pattern[str]  # a direction right behind a value
    by: re.Pattern[str]  # between a direction and a number of cars that it changed by
    near: re.Pattern[str]  # between a name and the place right behind it that it holds
    signs: dict[str, int]
    to: re.Pattern[str]  # right before a value: where a change leads to, so it is no change itself
    from_: re.Pattern[str]  # right before a value: what a change started from
    share: re.Pattern[str]  # in the clause of a percentage: it is a share
    of_base: re.Pattern[str]  # right behind a percentage: of the base
    no_sales: re.Pattern[str]  # in the clause of a number: it doesn't count cars plated in Japan
    doubtful: re.Pattern[str]  # in a sentence: said of what isn't, might be or will be
    maker_link: re.Pattern[str]  # between a maker and the car it is said to make
    maker_after: re.Pattern[str]  # between a car and the maker behind it
    maker_part: re.Pattern[str]  # between a maker and the part of the market whose sales are its own
    unknown: re.Pattern[str]  # behind a maker: the name of a car, which the catalog doesn't know
    head: re.Pattern[str]  # behind a maker: what is spoken of is its own, not merely something of its
    articled: re.Pattern[str]  # around a maker (matched up to it and behind it): its car is meant
    articled_after: re.Pattern[str]
    built: re.Pattern[str]  # between maker and car: it builds it, whoever sells it
    not_made: re.Pattern[str]  # behind a car: the maker before isn't its maker ("Suzuki's N-Box rival")
    clause: re.Pattern[str]  # parts clauses
    parallel: re.Pattern[str]  # between two changes, periods left out: what is said behind holds for both
    joined: re.Pattern[str]  # between the members of an enumeration
    others: re.Pattern[str]  # between an order word and the name it compares with
    margin: re.Pattern[str]  # between a margin and the order word behind it
    margin_after: re.Pattern[str]  # between the name compared with and the margin behind it
    others_before: re.Pattern[str] | None = None  # between a name and the order word behind it that compares with it
    topic: re.Pattern[str] | None = None  # behind a name: the sentence speaks of it
    them: re.Pattern[str] | None = None  # around the end of a number: it counts the cars spoken of
    holder: re.Pattern[str] | None = None  # between a share and the name behind it that holds it
    gap_before: re.Pattern[str] | None = None  # right before a number of cars: it lies between two subjects
    gap_after: re.Pattern[str] | None = None  # right behind it: likewise
    legend: re.Pattern[str] | None = None  # in a sentence: says what the numbers in brackets are
    over: re.Pattern[str] | None = None  # behind a run: it had ended
    times: re.Pattern[str] | None = None  # behind a number of times: it multiplies what is compared with
    surely: re.Pattern[str] | None = None  # an order word that can mean nothing else
    him: re.Pattern[str] | None = None  # right behind an order word: the subject spoken of is the other
    versus: re.Pattern[str] | None = None  # between two numbers: the second is of the other of two
    until: re.Pattern[str] | None = None  # before a run: it ended before the period spoken of
    run_break: re.Pattern[str] | None = None  # between a run and a place: the run is of something else


def tokens_of(plain: str, words: Words, taken: Iterable[Token]) -> list[Token]:
    """All tokens of a text in order; those of `taken` (names) win every overlap, then earlier finders."""
    found: list[Token] = list(taken)
    used = bytearray(len(plain) + 1)
    for token in found:
        used[token.start : token.end] = b"\1" * (token.end - token.start)
    every = _spotter(words).places(plain)
    for (kind, pattern, meaning), places in zip(words.finders, every, strict=True):
        if places is not None and not places:
            continue
        looked_at = _masked(plain, found) if kind == "quantity" else plain
        for match in matches(pattern, looked_at, places):
            start, end = match.span()
            if start == end or used.find(1, start, end) >= 0:
                continue
            data = meaning(match)
            text = match[0]  # a blank before belongs to another sentence, one behind to none
            start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
            if data is not None:
                found.append(Token(kind, start, end, data))
                used[start:end] = b"\1" * (end - start)
    found.sort(key=lambda token: token.start)
    return found


@cache
def _spotter(words: Words) -> Spotter:
    return Spotter([finder.pattern for finder in words.finders])


def _masked(plain: str, found: Iterable[Token]) -> str:
    """The text without what has been understood, so that "42,122 kei cars" still holds a number."""
    pieces: list[str] = []
    at = 0
    for token in sorted(found, key=lambda token: token.start):
        pieces += (plain[at : token.start], "\0" * (token.end - token.start))
        at = token.end
    return "".join((*pieces, plain[at:]))
