"""The common story as an article tells it: which parts of it a sentence claims, and what the figures say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yellowplate.facts import Judgement, Period
from yellowplate.rules.conditions.figures import Share
from yellowplate.rules.conditions.stories import Part, Says, Story, stories

_KEI = r"kei|minicars?|mini-?vehicles?|軽自動車|軽|кей"
_WHY = (
    r"because|thanks to|due to|owing to|reason|driven by|thrive|popular|ため|おかげ|から|理由|人気|"
    r"завдяки|через|бо\b|тому що"
)
_PARTS = {
    Part.DENSITY: r"dense|densely|crowded|cramped|narrow (?:streets|roads)|cities|urban|都市|過密|狭い|щільн|тісн|міст",
    Part.PARKING: r"parking|garage|車庫|駐車|парк(?:ув|овк|омі)",
    Part.TAXES: r"tax|taxes|taxed|税|податк",
}
_JUDGED = {
    Says.FOR: Judgement.CONSISTENT,
    Says.AGAINST: Judgement.CONTRADICTED,
    Says.UNDECIDED: Judgement.UNKNOWN,
}


def claimed(sentence: str) -> tuple[Part, ...]:
    """The parts of the story that a sentence in English, Japanese or Ukrainian gives as a reason for kei cars.

    >>> [str(part) for part in claimed("Kei cars are popular because of crowded cities and low taxes.")]
    ['dense cities', 'taxes']
    """
    if not all(re.search(pattern, sentence, re.IGNORECASE) for pattern in (_KEI, _WHY)):
        return ()
    return tuple(part for part, pattern in _PARTS.items() if re.search(pattern, sentence, re.IGNORECASE))


def judged(sentence: str, shares: Mapping[Period, Share]) -> tuple[tuple[Judgement, Story], ...]:
    """What the figures say of every part that a sentence claims; contradicted only where they speak against it."""
    told = {story.part: story for story in stories(shares)}
    return tuple((_JUDGED[told[part].says], told[part]) for part in claimed(sentence))
