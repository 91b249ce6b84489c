"""An article → its claims, each judged by everything it could mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from yellowplate.facts import Judgement, Measure
from yellowplate.judging import facts
from yellowplate.judging.answer import Checked, Claim, Passage
from yellowplate.judging.conditions import condition_claims
from yellowplate.judging.elsewhere import reconsider
from yellowplate.judging.market import Market
from yellowplate.judging.numbers import judge_number, surely_wrong
from yellowplate.judging.standing import judge_order, judge_place
from yellowplate.judging.verdicts import BEST, Found
from yellowplate.read.prose import read_prose
from yellowplate.read.prose.bodies import body_names
from yellowplate.read.prose.bounds import bounded
from yellowplate.read.prose.statements import Fact, Prose, Reading, Statement
from yellowplate.read.prose.text import Article


def check(article: Article, market: Market, today: date | None = None) -> Checked:
    """Judge every statement of an article; `today` stands in for its day where it has none.

    Raises InputError for a text that is longer than any article.
    """
    prose = read_prose(bounded(article), market.catalog)
    day = prose.published or today or date.max
    judges = _judges(market, day, _bodies(prose))
    judged = [_claim(article, statement, judges, market) for statement in prose.statements]
    claims = _in_order((*reconsider(judged, market, article, prose), *condition_claims(article, prose, market)))
    unread = tuple(Passage(article.text[u.start : u.end], u.start, u.end, u.reason) for u in prose.unread)
    told = (article.title, prose.published, article.url, article.tongue)
    return Checked(article.text, claims, unread, prose.sentences, *told)


def _in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _bodies(prose: Prose) -> frozenset[str]:
    """The associations that the text names."""
    named = (r for s in prose.statements for r in s.readings if r.measure is Fact.PUBLISHER)
    return frozenset(body_names()[" ".join(str(r.value).lower().split())] for r in named)


_Judges = dict[Measure | Fact, Callable[[Reading], Found]]


def _judges(market: Market, day: date, named: frozenset[str]) -> _Judges:
    def number(reading: Reading) -> Found:
        return judge_number(reading, market)

    return {
        Measure.UNITS: number,
        Measure.YOY: number,
        Measure.MOM: number,
        Measure.SHARE: number,
        Measure.RANK: lambda reading: judge_place(reading, market),
        Measure.MAKER: lambda reading: facts.judge_maker(reading, market),
        Measure.ORDERS: lambda reading: facts.judge_orders(reading, market, day),
        Fact.ORDER: lambda reading: judge_order(reading, market),
        Fact.PUBLISHER: lambda reading: facts.judge_publisher(reading, named),
        Fact.DATE: lambda reading: (
            facts.judge_cause(reading) if reading.kind == "cause" else facts.judge_date(reading, market)
        ),
        Fact.LIMIT: lambda reading: facts.judge_limit(reading, market, day),
    }


def _claim(article: Article, statement: Statement, judges: _Judges, market: Market) -> Claim:
    """The reading that stands best; a statement is contradicted only where all readings are.

    Why a reading is wrong takes longest to tell, and is asked of none as long as others may be right.
    """
    best: tuple[Reading, Found] | None = None
    for reading in _open(statement.readings, market):
        found = judges[reading.measure](reading)
        if best is None or BEST.index(found.judgement) < BEST.index(best[1].judgement):
            best = reading, found
        if found.judgement is Judgement.CONFIRMED:
            break
    assert best is not None
    text = article.text[statement.start : statement.end]
    return Claim(text, statement.start, statement.end, *best, statement.readings)


def _open(readings: Sequence[Reading], market: Market) -> Iterator[Reading]:
    """The readings that may be right; the first where none may."""
    others = readings if len(readings) > 1 else ()
    found = (reading for reading in others if not surely_wrong(reading, market))
    yield next(found, readings[0])
    yield from found
