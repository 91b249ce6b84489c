"""How much a story weighs.

Stories are ranked as insights are in the database literature: Tang, Han, Yiu, Ding and Zhang, "Extracting Top-K
Insights from Multi-dimensional Data" (SIGMOD 2017), and Ding, Han, Xu, Zhang and Zhang, "QuickInsights: Quick and
Automatic Discovery of Insights from Multi-Dimensional Data" (SIGMOD 2019), give an insight the score
impact x significance. Impact is how much of the whole its subject makes up: an insight about who is first among all
siblings is one about the whole, an insight about one of them weighs as much as its share. Significance is how
unusual the pattern is under a null hypothesis of ordinary behaviour, 1 - p.

What is kept and what differs here:

- `impact`: 1 for a story about the whole segment (its total, its first place), the square root of the share for one
  about a car or a maker. The root is ours: by plain shares no car could ever be told before a maker.
- `surprise`: p is not taken from a fitted distribution but counted in the past of the desk's own data, up to the
  period and never later: how often a change as large as this happened to the same line, how often first place
  changed hands, how long a state had lasted that now ended (by Laplace's rule of succession, after n times without
  exception the next one comes with 1 in n + 2). It is -log10(p) / 2, at most 1, instead of 1 - p: to a reader 1 in 100
  is twice the news of 1 in 10, where 1 - p puts 0.99 beside 0.90. A change counts only as far as all comparisons
  agree on it, with the month before, with the year before, each by itself and against the segment: a car that fell on
  the month but rose on the year isn't surprising. Bounded figures count by the bound that surprises least.
- `occasion`: 1.25 where something concrete happened to the subject within the period or the month before it (a
  launch, a stop, a tax), since a reader will ask about it; nothing is explained by that.
- `fresh`: halved for each story already told whose first subject is the same, so that one car doesn't fill the page,
  and halved where the story just before it is of the same kind: a maker's return to the top, told right after a car's,
  waits for a turn. So the score of a story can be higher than that of the one before it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from yellowplate.market.stories.shapes import Score, Story, StoryKind

OCCASION = 1.25
_FULL = 2  # -log10 of the p from which a surprise counts in full
_AGAIN = 0.5
_ALWAYS = (StoryKind.MARKET, StoryKind.STANDING)


def surprise(p: float) -> float:
    """From 0 for what always happens to 1 for what happens once in a hundred times or less."""
    return min(1.0, math.log10(1 / p) / _FULL)


def rarity(today: float, past: Sequence[float]) -> float:
    """How often anything as large as today's value comes: counted in the past, today included."""
    return (1 + sum(value >= today for value in past)) / (1 + len(past))


def succession(times: int) -> float:
    """How likely it was that what had lasted so many times would end: Laplace's rule of succession."""
    return 1 / (times + 2)


def impact(share: float) -> float:
    """How much a subject with that share of the segment matters."""
    return math.sqrt(share)


def ranked(stories: Iterable[Story], most: int, focus: str | None) -> tuple[Story, ...]:
    """The weightiest stories in their order, and whatever is told of the segment as a whole and of the focus."""
    left = sorted(stories, key=lambda story: (-story.score.total, story.kind, story.subjects))
    told: list[Story] = []
    count: dict[str, int] = {}
    while left:
        last = told[-1].kind if told else None
        best = max(left, key=lambda story: _fresh(story, count, last).total)
        left.remove(best)
        if len(told) < most or best.subject == focus or best.kind in _ALWAYS:
            told.append(replace(best, score=_fresh(best, count, last)))
        count[best.subject] = count.get(best.subject, 0) + 1
    return tuple(told)


def _fresh(story: Story, count: dict[str, int], last: StoryKind | None) -> Score:
    return story.score._replace(fresh=_AGAIN ** (count.get(story.subject, 0) + (story.kind is last)))
