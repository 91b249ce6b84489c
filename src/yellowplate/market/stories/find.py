"""All stories of a period, found without being told where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yellowplate.catalog import Catalog
from yellowplate.facts import Period, Segment
from yellowplate.market.rankings import ranking
from yellowplate.market.shapes import Gap, Ranking, RankLine
from yellowplate.market.stories import moves, states
from yellowplate.market.stories.field import Field
from yellowplate.market.stories.launches import launches
from yellowplate.market.stories.moves import changes, places
from yellowplate.market.stories.near import with_events
from yellowplate.market.stories.scoring import ranked
from yellowplate.market.stories.shapes import Fact, Score, Stories, Story, StoryKind
from yellowplate.market.stories.tops import tops
from yellowplate.market.tables import Tables

_MOST = 12


def stories(
    tables: Tables, catalog: Catalog, period: Period, segment: Segment, focus: str | None = None, most: int = _MOST
) -> Stories | Gap:
    """What is worth telling of a segment in a period, the weightiest first, and everything told of the focus.

    A Gap where the period has no ranking. How stories are weighed stands in scoring.py.
    """
    cars = ranking(tables, period, "nameplate", segment)
    if isinstance(cars, Gap):
        return cars
    makers = ranking(tables, period, "maker", segment)
    answers = [answer for answer in (cars, makers) if isinstance(answer, Ranking)]
    found = [with_events(story, catalog) for story in _found(tables, catalog, period, segment, answers)]
    standing = [story for answer in answers for story in _standing(answer, focus)]
    chosen = ranked([*found, *standing], most, focus)
    past = Field(tables, "segment", segment, period).past
    named = {subject: tables.subjects[subject].name for story in chosen for subject in story.subjects}
    return Stories(period, segment, chosen, named, past[0] if past else period, cars.basis)


def _found(
    tables: Tables, catalog: Catalog, period: Period, segment: Segment, answers: Sequence[Ranking]
) -> Iterator[Story]:
    """The stories of the segment and of its rankings, that of cars first."""
    total = Field(tables, "segment", segment, period)
    market, told = moves.whole(total, answers[0].total)
    yield from told
    yield from states.total(total, market)
    for answer in answers:
        field = Field(tables, answer.by, segment, period)
        yield from tops(field, answer)
        yield from moves.moves(field, answer, market)
        yield from states.states(field, answer)
        if answer.by == "nameplate" and period.is_month:
            yield from launches(field, catalog)


def _standing(answer: Ranking, focus: str | None) -> Iterator[Story]:
    """Where the focus stands, whether or not that is news."""
    for at, row in enumerate(answer.lines):
        if row.subject == focus:
            facts = [
                Fact("units", focus, answer.period, row.units),
                *changes(answer.period, row),
                *places(answer.period, row),
            ]
            facts += [Fact("share", focus, answer.period, row.share)] if row.share.low is not None else []
            facts += _neighbours(answer, at)
            subjects = (focus, *dict.fromkeys(fact.subject for fact in facts if fact.subject != focus))
            yield Story(StoryKind.STANDING, subjects, answer.period, tuple(facts), Score(0.0, 0.0))


def _neighbours(answer: Ranking, at: int) -> Iterator[Fact]:
    """How far the line is from the one above it and the one below; the fact's subject is the neighbour."""
    row = answer.lines[at]
    above: RankLine | None = answer.lines[at - 1] if at else None
    if above and above.margin is not None and above.margin.exact:
        yield Fact("behind", above.subject, answer.period, above.margin)
    if at + 1 < len(answer.lines) and row.margin is not None and row.margin.exact:
        yield Fact("ahead", answer.lines[at + 1].subject, answer.period, row.margin)
