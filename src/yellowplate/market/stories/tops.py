"""Who is first: taken, regained, kept or shared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from yellowplate.market.shapes import Ranking, RankLine
from yellowplate.market.stories.field import Field, Line
from yellowplate.market.stories.scoring import surprise
from yellowplate.market.stories.shapes import Fact, Score, Story, StoryKind


def tops(field: Field, ranking: Ranking) -> Iterator[Story]:
    """The story of first place, where the figures tell who holds it."""
    first = [line for line in ranking.lines if line.rank == 1]
    if len(first) > 1:
        facts = tuple(Fact("units", line.subject, field.period, line.units) for line in first)
        subjects = tuple(line.subject for line in first)
        yield Story(StoryKind.LEAD_SHARED, subjects, field.period, facts, Score(1.0, surprise(_changing(field))))
    elif first:
        yield _lead(field, ranking, first[0])


def _lead(field: Field, ranking: Ranking, hero: RankLine) -> Story:
    history = [field.leaders(at) for at in field.past]
    line = next(line for line in field.leaders(field.period) if line[0] == hero.subject)
    before = history[-1] if history else ()
    known = [leaders for leaders in history if leaders]
    led = sum(line in leaders for leaders in known)
    facts = list(_standing(field, ranking, hero))
    looked = next((at for at, leaders in zip(field.past, history, strict=True) if leaders), field.period)
    facts.append(Fact("looked", hero.subject, field.period, looked))
    kept = not before or line in before
    if kept:
        kind, odds = StoryKind.LEAD_KEPT, 1 - _changing(field)
        facts += _run(field, "run", line, history, 1) if before else ()
    else:
        kind = StoryKind.LEAD_REGAINED if led else StoryKind.LEAD_TAKEN
        odds = _changing(field) * (led + 1) / (len(known) + 2)
        facts += _away(hero, field, line, history) if led else ()
        facts += _run(field, "ended", before[0], history, 0) if len(before) == 1 else ()
    subjects = (hero.subject, *dict.fromkeys(fact.subject for fact in facts if fact.subject != hero.subject))
    return Story(kind, subjects, field.period, tuple(facts), Score(1.0, surprise(odds)))


def _standing(field: Field, ranking: Ranking, hero: RankLine) -> Iterator[Fact]:
    yield Fact("units", hero.subject, field.period, hero.units)
    if field.period.is_month and hero.month_before.low is not None:
        yield Fact("month", hero.subject, field.period, hero.month_before)
    if hero.year_before.low is not None:
        yield Fact("year", hero.subject, field.period, hero.year_before)
    if hero.margin is not None and hero.margin.exact and len(ranking.lines) > 1:
        second = ranking.lines[1]
        yield Fact("second", second.subject, field.period, second.units)
        yield Fact("margin", hero.subject, field.period, hero.margin)


def _run(field: Field, name: str, line: Line, history: list[tuple[Line, ...]], more: int) -> Iterator[Fact]:
    """How long a line had led without a break; at least so long where the step before the run isn't known."""
    length = 0
    for leaders in reversed(history):
        if line not in leaders:
            break
        length += 1
    beyond = history[-length - 1] if length < len(history) else ()
    yield Fact(name if beyond else f"{name} at least", line[0], field.period, length + more)


def _away(hero: RankLine, field: Field, line: Line, history: list[tuple[Line, ...]]) -> Iterator[Fact]:
    """How many steps others led since the hero last did, where it is known of each who led."""
    for steps, leaders in enumerate(reversed(history)):
        if line in leaders:
            yield Fact("away", hero.subject, field.period, steps)
        if line in leaders or not leaders:
            return


def _changing(field: Field) -> float:
    """How often first place changes hands from one step to the next."""
    history = [set(field.leaders(at)) for at in field.past]
    pairs = [(a, b) for a, b in pairwise(history) if a and b]
    return (1 + sum(a.isdisjoint(b) for a, b in pairs)) / (2 + len(pairs))
