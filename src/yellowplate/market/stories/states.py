"""What had lasted and now ended, or what had never been: newcomers, overtaken rivals, records, turning points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from yellowplate.facts import Period
from yellowplate.market.shapes import Ranking, RankLine
from yellowplate.market.stories.field import YEAR, Field, Line, growth
from yellowplate.market.stories.moves import changes, places
from yellowplate.market.stories.scoring import impact, succession, surprise
from yellowplate.market.stories.shapes import Fact, Score, Story, StoryKind

_TOP = 10
_LASTED = {"newcomer": 12, "overtaken": 6, "turn": 4}  # steps; what lasted less long is no story
_COMPARED = {True: 24, False: 5}  # a record among fewer months, or fewer years, says little


def states(field: Field, ranking: Ranking) -> Iterator[Story]:
    """The stories of all lines."""
    for row in ranking.lines:
        line = next(line for line in field.lines if line[0] == row.subject and field.period in field.lines[line])
        share = impact(field.share(line, field.period))
        yield from _records(field, row, line, share)
        yield from _turn(field, row, line, share)
        if field.period.is_month and field.kind == "nameplate":
            yield from _newcomer(field, row, line, share)
            yield from _overtaken(field, ranking, row, line, share)


def total(field: Field, market: tuple[Fact, ...]) -> Iterator[Story]:
    """Records and turning points of the segment itself, whose changes `market` holds."""
    changed = [fact._replace(name=fact.name.removeprefix("market ")) for fact in market]
    for line in field.lines:
        if field.period in field.lines[line]:
            known = field.lines[line][field.period].known
            units = Fact("units", line[0], field.period, known)
            yield from (
                _with(story, units, *changed) for story in (*_record(field, line, 1.0), *_turned(field, line, 1.0))
            )


def _with(story: Story, *facts: Fact) -> Story:
    return Story(story.kind, story.subjects, story.period, (*facts, *story.facts), story.score)


def _own(field: Field, row: RankLine) -> tuple[Fact, ...]:
    units = Fact("units", row.subject, field.period, row.units)
    return (units, *changes(field.period, row), *places(field.period, row))


def _records(field: Field, row: RankLine, line: Line, share: float) -> Iterator[Story]:
    yield from (_with(story, *_own(field, row)) for story in _record(field, line, share))


def _turn(field: Field, row: RankLine, line: Line, share: float) -> Iterator[Story]:
    yield from (_with(story, *_own(field, row)) for story in _turned(field, line, share))


def _record(field: Field, line: Line, share: float) -> Iterator[Story]:
    """The highest or lowest step of all that are known, or since one that was as high or as low."""
    now = field.lines[line][field.period]
    if now.lo != now.hi or now.status == "disputed":
        return
    for kind, sign in ((StoryKind.RECORD_HIGH, 1), (StoryKind.RECORD_LOW, -1)):
        compared, since, previous = _reach(field, line, sign * now.lo, sign)
        if since is not None and compared >= _COMPARED[field.period.is_month]:
            facts = [
                Fact("compared", line[0], field.period, compared + 1),
                Fact("looked", line[0], field.period, since),
            ]
            facts += [Fact("previous", line[0], previous, field.lines[line][previous].known)] if previous else []
            score = Score(share, surprise(1 / (compared + 1)))
            yield Story(kind, (line[0],), field.period, tuple(facts), score)


def _reach(field: Field, line: Line, value: int, sign: int) -> tuple[int, Period | None, Period | None]:
    """How many earlier steps are surely beaten, back to which one, and the first that isn't.

    A step without a figure may lie below a public list: it is skipped when looking for a record of all months, but
    nothing is called the highest since a month when a month between them isn't known.
    """
    compared, since, gap = 0, None, False
    for at in reversed(field.past):
        step = field.lines[line].get(at)
        if step is None or step.hi is None:
            gap = True
            if sign < 0:
                break
            continue
        low, high = sorted((sign * step.lo, sign * step.hi))
        if high < value:
            compared, since = compared + 1, at
        elif low >= value and not gap:
            return compared, since, at
        else:
            return compared, None, None
    return compared, since if sign > 0 or not gap else None, None


def _turned(field: Field, line: Line, share: float) -> Iterator[Story]:
    """The first rise on the year before after a run of falls, or the other way round."""
    today = _way(field, line, field.period)
    if not today:
        return
    run = len(list(takewhile(lambda at: _way(field, line, at) == -today, reversed(field.past))))
    if run >= _LASTED["turn"]:
        beyond = field.past[-run - 1] if run < len(field.past) else None
        name = "run" if beyond and _way(field, line, beyond) else "run at least"
        kind = StoryKind.TURN_UP if today > 0 else StoryKind.TURN_DOWN
        yield Story(
            kind,
            (line[0],),
            field.period,
            (Fact(name, line[0], field.period, run),),
            Score(share, surprise(succession(run))),
        )


def _way(field: Field, line: Line, at: Period) -> int:
    """1 for more than in the year before, -1 for less, 0 for level or not known."""
    before = at.shift(-YEAR.months)
    if any(before.start < month < at.end for month, _ in field.tables.breaks.get(line, ())):
        return 0
    bounds = growth(field.lines[line].get(at), field.lines[line].get(before))
    if bounds is None:
        return 0
    return 1 if bounds[0] > 0 else -1 if bounds[1] < 0 else 0


def _newcomer(field: Field, row: RankLine, line: Line, share: float) -> Iterator[Story]:
    """A car among the first ten that no public list had there for long."""
    if row.rank is None or row.rank > _TOP:
        return
    absent = len(list(takewhile(lambda at: _outside(field, line, at), reversed(field.past))))
    if absent >= _LASTED["newcomer"]:
        beyond = field.past[-absent - 1] if absent < len(field.past) else None
        name = "absent" if beyond and (step := field.lines[line].get(beyond)) and step.place else "absent at least"
        facts = (*_own(field, row), Fact(name, row.subject, field.period, absent))
        score = Score(share, surprise(succession(absent)))
        yield Story(StoryKind.NEWCOMER, (row.subject,), field.period, facts, score)


def _outside(field: Field, line: Line, at: Period) -> bool:
    """Whether a line surely was not among the first ten."""
    step = field.lines[line].get(at)
    if step and step.place:
        return step.place > _TOP
    return field.tables.lists(field.kind, field.segment).get(at, 0) >= _TOP


def _overtaken(field: Field, ranking: Ranking, row: RankLine, line: Line, share: float) -> Iterator[Story]:
    """The rival below that had been ahead for longest."""
    if row.rank is None:
        return
    behind: list[tuple[int, RankLine]] = []
    for other in ranking.lines:
        if other.rank is not None and other.rank > row.rank:
            rival = next(x for x in field.lines if x[0] == other.subject and field.period in field.lines[x])
            behind.append((_behind(field, line, rival), other))
    if not behind:
        return
    months, other = max(behind, key=lambda pair: pair[0])
    if months >= _LASTED["overtaken"]:
        facts = (
            *_own(field, row),
            Fact("other units", other.subject, field.period, other.units),
            Fact("behind", row.subject, field.period, months),
        )
        score = Score(share, surprise(succession(months)))
        yield Story(StoryKind.OVERTAKEN, (row.subject, other.subject), field.period, facts, score)


def _behind(field: Field, line: Line, rival: Line) -> int:
    """How many steps running up to the one before a line stood behind a rival."""

    def ahead(at: Period) -> bool:
        own, other = field.lines[line].get(at), field.lines[rival].get(at)
        if own is None or other is None or own.hi is None:
            return False
        placed = own.place is not None and other.place is not None and other.place < own.place
        return placed or other.lo > own.hi

    return len(list(takewhile(ahead, reversed(field.past))))
