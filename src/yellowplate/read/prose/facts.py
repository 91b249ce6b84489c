"""Facts that are no numbers of a series: orders, days, limits of the class, causes, publishers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from yellowplate.facts import Measure, Relation, Segment
from yellowplate.read.prose.bodies import named_bodies
from yellowplate.read.prose.context import Context, Subject
from yellowplate.read.prose.facts_words import FactWords
from yellowplate.read.prose.periods import On, When, days, resolve
from yellowplate.read.prose.statements import Day, Fact, Reading, Size, Statement, Text
from yellowplate.read.prose.tokens import Quantity, Token

if TYPE_CHECKING:
    from yellowplate.read.prose.binding import Sentence

SUPPLY = ("stop", "resume")
_MOST = 12
_PHRASE = re.compile(r"[,;.、。)]|$")


_SPELLED = {
    "cc": "cc cubic cm3 ml кубів куб см3",
    "m": "m metre metres meter meters メートル м метр метра метри метрів",
    "mm": "mm ミリ мм",
    "cm": "cm センチ см",
    "PS": "ps 馬力 к.с.",
    "hp": "hp bhp horsepower",
    "kW": "kw квт",
}
_UNITS = {word: unit for unit, words in _SPELLED.items() for word in words.split()}
_FIXED = {"cc": "displacement", "PS": "power", "hp": "power", "kW": "power"}


def read_facts(sentence: Sentence, words: FactWords) -> Iterator[tuple[Token, Statement | str]]:
    """The limits and causes of a sentence; dates and orders are read with its periods and numbers."""
    yield from _limits(sentence, words)
    yield from _causes(sentence, words)


def happenings(
    plain: str, span: tuple[int, int], tokens: list[Token], words: FactWords
) -> list[tuple[Token, str, int, int]]:
    """Days (and months) that say when something was shown or launched, with what happened and the span of both."""
    found: list[tuple[Token, str, int, int]] = []
    days_named = [token for token in tokens if token.kind in ("date", "part", "period") and _datelike(token)]
    if not days_named:
        return found
    for match in words.happening.finditer(plain, *span):
        for token in days_named:
            behind = token.start >= match.end() and words.before_day.fullmatch(plain, match.end(), token.start)
            ahead = token.end <= match.start() and words.after_day.fullmatch(plain, token.end, match.start())
            if behind or ahead:
                start, end = min(token.start, match.start()), max(token.end, match.end())
                found.append((token, str(match.lastgroup), start, end))
                break
    return found


def _datelike(token: Token) -> bool:
    return isinstance(token.data, On) or (isinstance(token.data, When) and token.data.kind in ("month", "year"))


def day_values(token: Token, context: Context) -> tuple[Day, ...]:
    """What a day, a part of a month, a month or a year can be."""
    if isinstance(token.data, On):
        return tuple(Day(*found) for found in days(token.data, context.periods, context.today))
    found = resolve(token.data, context.periods, context.today)
    return tuple(Day(p.begins, date.fromordinal(p.ends.toordinal() - 1), str(p)) for p in found)


def date_statement(
    sentence: Sentence, happening: tuple[Token, str, int, int], owners: tuple[Subject, ...]
) -> Statement | None:
    """A day that something happened to its owners."""
    token, kind, _, _ = happening
    readings = [
        Reading(id_, None, None, Fact.DATE, day, Relation.EQUAL, kind=kind)
        for owner in owners
        for id_ in owner.ids
        for day in day_values(token, sentence.context)
    ]
    return Statement(token.start, token.end, tuple(readings[:_MOST])) if readings else None


def since(sentence: Sentence, token: Token, words: FactWords) -> tuple[Day, ...]:
    """What orders are counted from: a day named with "since", nearest to the number."""
    for other in sentence.tokens:
        if other.kind in ("date", "part", "period") and _datelike(other):
            before = sentence.plain[max(sentence.start, other.start - 70) : other.start]
            if words.since.search(before) or words.since_after.match(sentence.plain, other.end):
                return day_values(other, sentence.context)
    return ()


def _limits(sentence: Sentence, words: FactWords) -> Iterator[tuple[Token, Statement | str]]:
    if not words.limit.search(sentence.plain, sentence.start, sentence.end):
        return
    cars = [s for s in sentence.subjects if s.kind == "car"]
    if cars and not words.class_limit.search(sentence.plain, sentence.start, sentence.end):
        return
    if not any(segment in (Segment.KEI, Segment.KEI_PASSENGER) for segment in _classes(sentence)):
        return
    for token in sentence.tokens:
        if token.kind != "quantity" or token.data.unit != "other":
            continue
        quantity: Quantity = token.data
        unit = _UNITS.get(quantity.flag.lower().replace(" ", ""), "")
        dimension = _FIXED.get(unit) or _dimension(sentence, token, words)
        if unit and dimension:
            value = Size(quantity.number, unit, dimension)
            reading = Reading(str(Segment.KEI), None, None, Fact.LIMIT, value)
            yield token, Statement(token.start, token.end, (reading,))


def _classes(sentence: Sentence) -> tuple[Segment, ...]:
    here = tuple(segment for s in sentence.subjects if s.kind == "total" for segment in s.segments)
    return here or sentence.context.scopes


def _dimension(sentence: Sentence, token: Token, words: FactWords) -> str:
    """Length, width or height: the word behind the number, else the nearest before it."""
    behind = sentence.plain[token.end : min(sentence.end, token.end + 12)].split(",")[0].split("、")[0]
    before = sentence.plain[max(sentence.start, token.start - 40) : token.start]
    best, at = "", -1
    for name, pattern in words.dimensions:
        if pattern.match(behind.removeprefix(" in").lstrip()):
            return name
        for match in pattern.finditer(before):
            if match.end() > at:
                best, at = name, match.end()
    return best


def _causes(sentence: Sentence, words: FactWords) -> Iterator[tuple[Token, Statement | str]]:
    """A dated cause of sales: judged by whether it came before them."""
    for token in sentence.tokens:
        if token.kind not in ("date", "part") or not words.effect.search(sentence.plain, sentence.start, sentence.end):
            continue
        span = _cause_span(sentence, token, words)
        mains = [at for at in sentence.times.mains if not (span and span[0] <= at.start < span[1])]
        if span is None or not mains:
            continue
        owners = [s for s in sentence.subjects if s.kind == "car" and not s.secondary] or list(
            sentence.context.subjects
        )
        phrase = Text(" ".join(sentence.plain[slice(*span)].split()))
        readings = [
            Reading(id_, None, period, Fact.DATE, phrase, Relation.EQUAL, day, "cause")
            for owner in owners[:1]
            for id_ in owner.ids
            for day in day_values(token, sentence.context)
            for at in mains
            for period in at.periods
        ]
        if readings:
            yield token, Statement(*span, tuple(readings[:_MOST]))
    yield from _undated(sentence, words)


def _undated(sentence: Sentence, words: FactWords) -> Iterator[tuple[Token, str]]:
    """Causes whose day isn't said: whether they came in time can't be read off the text."""
    if not words.effect.search(sentence.plain, sentence.start, sentence.end):
        return
    for match in words.cause.finditer(sentence.plain, sentence.start, sentence.end):
        end = _PHRASE.search(sentence.plain, match.end(), sentence.end)
        yield Token("cause", match.start(), end.start() if end else sentence.end), "a cause whose day is not said"


def _cause_span(sentence: Sentence, token: Token, words: FactWords) -> tuple[int, int] | None:
    start, end = sentence.start, sentence.end
    behind = words.cause_after.search(sentence.plain, token.end, min(end, token.end + 60))
    if behind:
        return start, behind.start()
    before = [m for m in words.cause.finditer(sentence.plain, start, token.start) if token.start - m.end() < 90]
    if before and not re.search("[;.]", sentence.plain[before[-1].end() : token.start]):
        return before[-1].end(), token.end
    return None


def publishers(plain: str, spans: list[tuple[int, int]], words: FactWords) -> Iterator[tuple[int, int, str]]:
    """The associations that a text gives as the source of its figures, each once, where they first stand."""
    seen: set[str] = set()
    last = 0
    for match in named_bodies(plain):
        start, end = next((span for span in spans if span[0] <= match.start() < span[1]), match.span())
        near = plain[start:end]
        if not words.cue.search(near) or words.speaker.search(near) or match[0] in seen:
            continue
        if last and plain[last : match.start()].strip() == "(":
            seen.add(match[0])  # "the association (JAMA)" is named once
            continue
        last = match.end()
        seen.add(match[0])
        yield match.start(), match.end(), match[0]


def publisher_statement(start: int, end: int, name: str, segments: tuple[Segment, ...]) -> Statement:
    """Whose figures they are said to be, for the parts of the market that the text gives figures of."""
    readings = tuple(Reading(str(s), None, None, Fact.PUBLISHER, Text(name)) for s in segments)
    return Statement(start, end, readings)


def orders_readings(owner: Subject, quantity: Quantity, counted_from: tuple[Day, ...]) -> Iterator[Reading]:
    """Orders of a car, counted from a day where one is named."""
    for id_ in owner.ids:
        for day in counted_from or (None,):
            yield Reading(id_, None, None, Measure.ORDERS, quantity.number, quantity.relation, day)
