"""The common story as an article tells it: which parts of it a sentence claims, and what the figures say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from yellowplate.facts import Judgement, Period
from yellowplate.rules.conditions.figures import Share
from yellowplate.rules.conditions.stories import Part, Says, Story, stories

_KEI = re.compile(r"\bkei\b|minicars?|mini-?vehicles?|軽自動車|軽(?=は|が|の)|кей-", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:because|thanks to|due to|owing to|reasons?|thriv\w+|popular\w*|suited|make sense)\b|ため|おかげ|"
    r"理由|要因|人気|ので|завдяки|через|\bбо\b|тому що|популярн|причин",
    re.IGNORECASE,
)
_PARTS = {
    Part.DENSITY: re.compile(
        r"(?:densely |crowded |cramped |congested |tight |narrow )(?:\w+ ){0,2}?(?:cit(?:y|ies)|streets?|roads?|lanes?|"
        r"towns?|areas|neighbourhoods|neighborhoods|populated|archipelago)|dense (?:\w+ )?cities|density|"
        r"(?:cities|streets|roads|towns) are (?:so )?(?:densely|dense|crowded|cramped|congested|tight|narrow)|"
        r"過密|人口密度|(?:道|道路|路地|街|都市)[がはも]?狭い?|狭い?(?:道|道路|路地|街|都市|国土)|密集|"
        r"щільн\w+ (?:забуд|насел|міст)\w*|(?:тісн|вузьк)\w+ (?:вулиц|вуличк|доріг|дорог|міст)\w*",
        re.IGNORECASE,
    ),
    Part.PARKING: re.compile(
        r"parking(?: \w+)?|garage (?:certificates?|rules?|requirements?)|車庫証明|車庫(?:の)?届|"
        r"駐車(?:場|スペース)|паркувальн\w+|паркув\w+|паркомісц\w*",
        re.IGNORECASE,
    ),
    Part.TAXES: re.compile(
        r"(?:low(?:er)?|reduced|favou?rable|cheap(?:er)?|less|light(?:er)?|preferential) (?:\w+ ){0,2}?"
        r"tax(?:es|ed|ation)?\b|"
        r"tax(?: and insurance)? (?:breaks?|advantages?|benefits?|incentives?|relief|privileges?)|taxed less|"
        r"税(?:金|負担|率)?[がもの]?(?:安|軽|優遇|低)|優遇税制|税制(?:上|面)?の?優遇|"
        r"(?:нижч|низьк|менш|пільгов)\w* подат\w+|податков\w+ (?:пільг|переваг)\w*",
        re.IGNORECASE,
    ),
}
_JUDGED = {
    Says.FOR: Judgement.CONSISTENT,
    Says.AGAINST: Judgement.UNKNOWN,
    Says.UNDECIDED: Judgement.UNKNOWN,
}


class Claimed(NamedTuple):
    """A part of the story that a text gives as a reason, and where its words stand."""

    part: Part
    start: int
    end: int


def claimed(text: str, start: int = 0, end: int | None = None) -> tuple[Claimed, ...]:
    """The parts of the story that a sentence in English, Japanese or Ukrainian gives as a reason for kei cars.

    The sentence is the text from `start` to `end`.

    >>> [str(one.part) for one in claimed("Kei cars are popular because of crowded cities and lower taxes.")]
    ['dense cities', 'taxes']
    """
    last = len(text) if end is None else end
    if not _KEI.search(text, start, last) or not _WHY.search(text, start, last):
        return ()
    found = ((part, pattern.search(text, start, last)) for part, pattern in _PARTS.items())
    return tuple(Claimed(part, *match.span()) for part, match in found if match)


def judged(part: Part, shares: Mapping[Period, Share]) -> tuple[Judgement, Story]:
    """What the figures say of a part of the story.

    They show what goes together, not why, so that even figures that speak against it leave it unknown.
    """
    story = next(story for story in stories(shares) if story.part is part)
    return _JUDGED[story.says], story
