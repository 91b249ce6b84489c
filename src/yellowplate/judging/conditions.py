"""Why kei cars are said to thrive, where an article says it: held against the figures of `conditions`."""

from __future__ import annotations

from collections.abc import Iterator

from yellowplate.facts import Segment
from yellowplate.judging.answer import Claim
from yellowplate.judging.market import Evidence, Market
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.statements import Fact, Prose, Reading, Text
from yellowplate.read.prose.text import Article
from yellowplate.rules.conditions.claims import claimed, judged
from yellowplate.rules.conditions.stories import Part

_MOST = 5


def condition_claims(article: Article, prose: Prose, market: Market) -> Iterator[Claim]:
    """Each part of the common story once, where the article first gives it as a reason."""
    told: set[Part] = set()
    for start, end in prose.sentences:
        for part, first, last in claimed(article.plain, start, end):
            if part not in told:
                told.add(part)
                yield _claim(article.text[first:last], first, last, part, market)


def _claim(text: str, start: int, end: int, part: Part, market: Market) -> Claim:
    reading = Reading(str(Segment.KEI), Segment.KEI, None, Fact.CONDITION, Text(str(part)))
    return Claim(text, start, end, reading, _found(part, market), (reading,))


def _found(part: Part, market: Market) -> Found:
    judgement, story = judged(part, market.kei_shares)
    cited = [
        Evidence(url, finding.number, finding.when)
        for finding in story.findings
        for url in finding.sources
        if url.startswith("http")
    ]
    return Found(judgement, None, "", story.words, tuple(dict.fromkeys(cited))[:_MOST])
