"""Climbs and falls, of cars and makers and of the whole segment, measured against the segment and their own past."""

from __future__ import annotations

from collections.abc import Iterator

from yellowplate.facts import Period
from yellowplate.market.known import Known, Ratio
from yellowplate.market.rankings import ratio
from yellowplate.market.shapes import Ranking, RankLine
from yellowplate.market.stories.field import Base, Field, Line, growth
from yellowplate.market.stories.scoring import impact, rarity, surprise
from yellowplate.market.stories.shapes import Fact, Score, Story, StoryKind

_OWN = 24  # so many comparisons of a line with its own past are enough; below, the whole field is asked
_TELLING = 0.25  # what comes more often than that isn't told

_KINDS = {
    "nameplate": (StoryKind.CLIMB, StoryKind.FALL),
    "maker": (StoryKind.SHARE_GAIN, StoryKind.SHARE_LOSS),
}


def moves(field: Field, ranking: Ranking, market: tuple[Fact, ...]) -> Iterator[Story]:
    """Every line that rose or fell unusually far, with the segment's own change beside."""
    for row in ranking.lines:
        line = next(line for line in field.lines if line[0] == row.subject and field.period in field.lines[line])
        bases = tuple(base for base in field.bases if field.change(line, field.period, base) is not None)
        today = _agreed(field, line, field.period, bases)
        if not bases or not today:
            continue
        odds = rarity(abs(today), _past(field, line, bases, 1 if today > 0 else -1))
        if odds <= _TELLING:
            yield _move(field, row, line, market, odds, up=today > 0)


def _move(field: Field, row: RankLine, line: Line, market: tuple[Fact, ...], odds: float, *, up: bool) -> Story:
    share = max(field.share(line, at) for at in (field.period, *(field.period.shift(-b.months) for b in field.bases)))
    kind = _KINDS[field.kind][0 if up else 1]
    facts = [Fact("units", row.subject, field.period, row.units), *changes(field.period, row)]
    facts += shares(field, row, line) if field.kind == "maker" else [*market, *places(field.period, row)]
    return Story(kind, (row.subject,), field.period, tuple(facts), Score(impact(share), surprise(odds)))


def _agreed(field: Field, line: Line, at: Period, bases: tuple[Base, ...]) -> float:
    """The least change that all comparisons agree on; nought where they don't.

    A car must have risen, and risen against the segment; a maker's share is a comparison with the segment by itself.
    """
    found = [field.change(line, at, base) for base in bases]
    if field.kind == "nameplate":
        found += [growth(field.lines[line].get(at), field.lines[line].get(at.shift(-base.months))) for base in bases]
    bounds = [change for change in found if change is not None]
    if len(bounds) < len(found) or not bounds:
        return 0.0
    up, down = min(low for low, _ in bounds), max(high for _, high in bounds)
    return up if up > 0 else min(down, 0.0)


def _past(field: Field, line: Line, bases: tuple[Base, ...], sign: int) -> list[float]:
    """The same of the line's own past, or of all lines' past where its own is short."""
    own = _series(field, line, bases)
    pool = own if len(own) >= _OWN else [value for other in field.lines for value in _series(field, other, bases)]
    return [sign * value for value in pool]


def _series(field: Field, line: Line, bases: tuple[Base, ...]) -> list[float]:
    comparable = (at for at in field.past if all(field.change(line, at, base) is not None for base in bases))
    return [_agreed(field, line, at, bases) for at in comparable]


def whole(field: Field, total: Known) -> tuple[tuple[Fact, ...], Iterator[Story]]:
    """The change of the segment itself, as facts for other stories, and as a story of its own where it is unusual."""
    name = str(field.segment)
    facts: list[Fact] = []
    for base in field.bases:
        before = field.totals.get(at := field.period.shift(-base.months))
        if before and (change := ratio(total, before.known, at)).low is not None:
            facts.append(Fact(base.name, name, field.period, change))
    return tuple(fact._replace(name=f"market {fact.name}") for fact in facts), _whole(field, total, facts)


def _whole(field: Field, total: Known, facts: list[Fact]) -> Iterator[Story]:
    base = field.bases[-1]
    today = field.market(field.period, base)
    if today is None or total.interval is None:
        return
    past = [value for at in field.past if (value := field.market(at, base)) is not None]
    sign = 1 if today > 0 else -1
    odds = rarity(abs(today), [sign * value for value in past])
    units = Fact("units", str(field.segment), field.period, total)
    score = Score(1.0, surprise(odds))
    yield Story(StoryKind.MARKET, (str(field.segment),), field.period, (units, *facts), score)


def changes(period: Period, row: RankLine) -> Iterator[Fact]:
    """The changes of a line on the month before and the year before, where they are known."""
    if period.is_month and row.month_before.low is not None:
        yield Fact("month", row.subject, period, row.month_before)
    if row.year_before.low is not None:
        yield Fact("year", row.subject, period, row.year_before)


def places(period: Period, row: RankLine) -> Iterator[Fact]:
    """The places of a line now and then, where they are certain."""
    known = {"place": row.rank, "place month": row.rank_month_before, "place year": row.rank_year_before}
    if not period.is_month:
        del known["place month"]
    yield from (Fact(name, row.subject, period, rank) for name, rank in known.items() if rank is not None)


def shares(field: Field, row: RankLine, line: Line) -> Iterator[Fact]:
    """The share of a line now and in the year before."""
    if row.share.low is not None:
        yield Fact("share", row.subject, field.period, row.share)
    at = field.period.year_before
    own, total = field.lines[line].get(at), field.totals.get(at)
    if own and total:
        before: Ratio = ratio(own.known, total.known, at)
        if before.low is not None:
            yield Fact("share before", row.subject, at, before)
