"""The reader: sentence by sentence, what is carried over between them, and what stays unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from yellowplate.catalog import Catalog
from yellowplate.facts import Measure, Segment
from yellowplate.read.prose.binding import Sentence
from yellowplate.read.prose.context import Context
from yellowplate.read.prose.en.facts import FACTS as FACTS_EN
from yellowplate.read.prose.en.words import WORDS as WORDS_EN
from yellowplate.read.prose.facts import (
    SUPPLY,
    date_statement,
    happenings,
    publisher_statement,
    publishers,
    read_facts,
)
from yellowplate.read.prose.facts_words import FactWords
from yellowplate.read.prose.ja.facts import FACTS as FACTS_JA
from yellowplate.read.prose.ja.words import WORDS as WORDS_JA
from yellowplate.read.prose.naming import subjects_of
from yellowplate.read.prose.periods import On, days
from yellowplate.read.prose.places import read_gaps, read_orders, read_places, read_several
from yellowplate.read.prose.rows import Columns
from yellowplate.read.prose.scanner import Hit, scanner
from yellowplate.read.prose.sentences import sentences
from yellowplate.read.prose.statements import Named, Prose, Statement, Unread
from yellowplate.read.prose.text import Article
from yellowplate.read.prose.timing import Times
from yellowplate.read.prose.tokens import Token, Words, tokens_of
from yellowplate.read.prose.uk.facts import FACTS as FACTS_UK
from yellowplate.read.prose.uk.words import WORDS as WORDS_UK
from yellowplate.read.prose.values import read_values

WORDS: dict[str, tuple[Words, FactWords]] = {
    "en": (WORDS_EN, FACTS_EN),
    "ja": (WORDS_JA, FACTS_JA),
    "uk": (WORDS_UK, FACTS_UK),
}
_HEAD = 240
_LATELY = 8
_OPENING = 28  # a period named later in a sentence doesn't change what a text speaks of


def read_prose(article: Article, catalog: Catalog) -> Prose:
    """Everything an article states, with what each statement could mean, and what could not be read."""
    words, facts = WORDS[article.tongue]
    plain = article.plain
    hits = scanner(catalog).hits(plain)
    named = [Token("name", hit.start, hit.end, hit) for hit in hits]
    tokens = tokens_of(plain, words, named)
    spans = list(sentences(plain))
    context = Context(catalog, article.published or _dateline(plain, tokens))
    context.scopes = tuple(
        dict.fromkeys(s for t in tokens if t.kind == "scope" and t.data.sure for s in t.data.segments)
    )
    reader = _Reader(plain, words, facts, article.tongue, context)
    for span, inside in _grouped(spans, tokens):
        reader.read(span, inside)
    return reader.prose(spans)


def _grouped(
    spans: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> Iterator[tuple[tuple[int, int], list[Token]]]:
    at = 0
    for start, end in spans:
        inside = []
        while at < len(tokens) and tokens[at].start < end:
            if tokens[at].start >= start:
                inside.append(tokens[at])
            at += 1
        yield (start, end), inside


def _dateline(plain: str, tokens: Iterable[Token]) -> date | None:
    """A day with its year near the beginning of a text that stands alone there."""
    for token in tokens:
        if token.start > _HEAD:
            return None
        if token.kind == "date" and isinstance(token.data, On) and token.data.year:
            line = plain[plain.rfind("\n", 0, token.start) + 1 : token.start]
            if len(line) < 30:
                found = days(token.data, (), None)
                return found[0][0] if found else None
    return None


class _Reader:
    """Reads one text; holds what is carried over."""

    def __init__(self, plain: str, words: Words, facts: FactWords, tongue: str, context: Context) -> None:
        self.plain = plain
        self.words = words
        self.facts = facts
        self.tongue = tongue
        self.context = context
        self.statements: list[Statement] = []
        self.unread: list[Unread] = []
        self.named: list[Named] = []
        self._makers: set[tuple[str, str]] = set()
        self._at = 0
        self._columns = Columns()

    def read(self, span: tuple[int, int], tokens: list[Token]) -> None:
        """Read one sentence and remember what the next ones may lean on."""
        context = self.context
        tokens = self._columns.read(self.plain, span, tokens)
        if not tokens:
            return
        if "\n\n" in self.plain[self._at : span[0]]:
            context.recent, context.earlier = (), context.recent
        self._at = span[1]
        hits = [token.data for token in tokens if token.kind == "name" and isinstance(token.data, Hit)]
        subjects, makers = subjects_of(self.plain, span, hits, tokens, self.words, self.tongue, context)
        happened = happenings(self.plain, span, tokens, self.facts)
        dated = {id(token) for token, *_ in happened}
        counted = [token for token in tokens if id(token) not in dated]
        times = Times.of(self.plain, span[0], counted, self.words, context)
        sentence = Sentence(self.plain, *span, tokens, subjects, times, self.words, context, self.facts)
        self.named += [Named(s.start, context.segments_of(s, ())) for s in subjects if s.kind in ("car", "maker")]
        self._say_makers(makers)
        self._date(sentence, happened)
        if self.words.legend and self.words.legend.search(self.plain, *span):
            context.bracketed = next((at.when for at in times.found if at.pure), None)
        self._take(read_orders(sentence))
        self._take(read_gaps(sentence))
        self._take((t, s) for t, s in read_values(sentence) if t.start not in sentence.margins)
        self._take(read_places(sentence))
        self._take(read_several(sentence))
        self._take(read_facts(sentence, self.facts))
        self._carry(sentence)

    def _take(self, found: Iterable[tuple[Token, Statement | str]]) -> None:
        for token, said in found:
            if isinstance(said, Statement):
                self.statements.append(said)
            else:
                self.unread.append(Unread(token.start, token.end, said))

    def _date(self, sentence: Sentence, happened: Iterable[tuple[Token, str, int, int]]) -> None:
        for happening in happened:
            kinds = ("car", "maker") if happening[1] in SUPPLY else ("car",)
            owners = sentence.owner_near(happening[2], happening[3], kinds)
            if statement := date_statement(sentence, happening, owners):
                self.statements.append(statement)

    def _say_makers(self, makers: Iterable[Statement]) -> None:
        """A maker and its car are one claim however often they are named."""
        for statement in makers:
            key = (statement.readings[0].subject, str(statement.readings[0].value))
            if key not in self._makers:
                self._makers.add(key)
                self.statements.append(statement)

    def _carry(self, sentence: Sentence) -> None:
        context = self.context
        mains = [s for s in sentence.subjects if not s.secondary and s.kind != "total"]
        rest = [s for s in sentence.subjects if s.secondary and s.kind == "car"]
        totals = [s for s in sentence.subjects if s.kind == "total"]
        if mains:
            named = sorted((mains[0], mains[-1], *rest[:1]), key=lambda s: s.kind != "car")
            context.subjects = tuple(dict.fromkeys(named))
        elif counted := [s for s in totals if not context.subjects or s.start in sentence.counted]:
            context.subjects = (counted[0],)
        cars = [s for s in sentence.subjects if s.kind == "car"]
        if named_cars := {s.ids: s for s in cars if s.named}:
            within = named_cars.keys() <= {s.ids for s in context.pair}
            context.pair = tuple(named_cars.values()) if len(named_cars) == 2 else context.pair if within else ()
        latest = {s.ids: s for s in (*cars[::-1], *context.lately[::-1])}
        context.lately = tuple(latest.values())[_LATELY - 1 :: -1]
        mains_at = sentence.times.mains
        free = [at for at in mains_at if at.start not in sentence.times.tied] or mains_at
        if scopes := [s for t in sentence.tokens if t.kind == "scope" for s in context.meant(t.data)]:
            context.recent_scopes = tuple(dict.fromkeys(scopes))
        periods = [period for at in free for period in at.periods]
        if periods:
            context.topic = context.topic or tuple(periods[:1])
            late = free[0].start > sentence.start + _OPENING and context.recent
            context.recent = tuple(dict.fromkeys((*(context.recent if late else ()), *periods)))[:3]

    def prose(self, spans: Sequence[tuple[int, int]]) -> Prose:
        """What was read, in the order of the text."""
        segments = self._segments()
        for start, end, name in publishers(self.plain, list(spans), self.facts) if segments else ():
            self.statements.append(publisher_statement(start, end, name, segments))
        statements = tuple(sorted(self.statements, key=lambda s: (s.start, s.end)))
        taken = [(s.start, s.end) for s in statements]
        unread = [u for u in self.unread if not any(u.start < end and start < u.end for start, end in taken)]
        unread.sort(key=lambda u: u.start)
        return Prose(statements, tuple(unread), tuple(self.named), tuple(spans), self.context.today)

    def _segments(self) -> tuple[Segment, ...]:
        """The parts of the market that the text gives figures of, by nameplate or as a whole."""
        found = [r.segment for s in self.statements for r in s.readings[:1] if r.segment and r.measure != Measure.SHARE]
        kei = {Segment.KEI, Segment.KEI_PASSENGER, Segment.KEI_TRUCK}
        return tuple(dict.fromkeys(Segment.KEI if segment in kei else segment for segment in found))
