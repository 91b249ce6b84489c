"""Places, runs, records, and who is ahead of whom → statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from yellowplate.facts import Measure, Period, Relation, Segment
from yellowplate.read.prose.binding import Sentence
from yellowplate.read.prose.context import Subject
from yellowplate.read.prose.statements import Fact, Other, Place, Reading, Statement
from yellowplate.read.prose.tokens import Quantity, Run, Standing, Token
from yellowplate.read.prose.values import scopes

_NEAR = 60
_MOST_PAIRS = 120
_SMALLEST_GAP = 10  # "the gap between these 2 cars" counts the cars that are apart


def read_places(sentence: Sentence) -> Iterator[tuple[Token, Statement | str]]:
    """Each place with the run beside it, each run alone, each record."""
    runs = [token for token in sentence.tokens if token.kind == "run"]
    taken: set[int] = set()
    for token in sentence.tokens:
        if token.kind not in ("place", "ever"):
            continue
        if sentence.words.doubtful.search(sentence.plain, sentence.clause(token.start)[0], token.start):
            yield token, "not said as a fact"
            continue
        near = [run for run in runs if run.start not in taken and _beside(sentence, token, run)]
        run = min(near, key=lambda run: _space(token, run), default=None)
        others = [other for other in near if run and other.end <= run.start and run.end <= token.start]
        taken |= {one.start for one in (run, *others) if one}
        if token.kind == "place" and token.data.follows and not sentence.followed(token):
            continue
        statement = _place(sentence, token, run)
        yield token, statement or "whose place it is is not said"
        for other in others:  # "9 years among kei cars, 2 years among all cars on top"
            yield other, _place(sentence, token, other, other) or "whose run it is is not said"
    for run in runs:
        if run.start not in taken:
            yield run, "a run of what is not said"


def read_several(sentence: Sentence) -> Iterator[tuple[Token, Statement | str]]:
    """The first so many places, held by just so many names of an enumeration, in whatever order."""
    for token in sentence.tokens:
        if token.kind != "places":
            continue
        names = sentence.enumerated(token, token.data)
        yield token, "several places, but not whose"
        for name in names:
            readings = [
                Reading(subject, segment, period, Measure.RANK, Place(place))
                for subject, segment in _lists(sentence, token, Standing(1), name)
                for period in sentence.times.of_value(token.start, token.end)
                for place in range(1, token.data + 1)
            ]
            yield token, Statement(name.start, name.end, tuple(dict.fromkeys(readings))[:_MOST_PAIRS])


def _ended(sentence: Sentence, run: Token) -> bool:
    """Whether a run is told as over: "had led for 16 months before October"."""
    return bool(sentence.words.over and sentence.words.over.match(sentence.plain, run.end))


def _beside(sentence: Sentence, place: Token, run: Token) -> bool:
    """Whether a run belongs to a place: close, and no change or number in between."""
    start, end = (place.end, run.start) if run.start >= place.end else (run.end, place.start)
    if end - start > _NEAR:
        return False
    if sentence.words.run_break and sentence.words.run_break.search(sentence.plain, start, end):
        return False
    return not any(
        start <= token.start < end and token.kind in ("quantity", "place", "multiple", "gone")
        for token in sentence.tokens
    )


def _space(place: Token, run: Token) -> int:
    return max(run.start - place.end, place.start - run.end)


def _place(sentence: Sentence, token: Token, run: Token | None, at: Token | None = None) -> Statement | None:
    """A place with its run; `at` is where the list that it counts in is named, if not beside the place."""
    standing: Standing = token.data
    readings: list[Reading] = []
    values = [(Place(standing.place, "ever") if standing.ever else Place(standing.place), "")]
    if run is not None:
        data: Run = run.data
        units = (data.unit,) if data.unit else ("months", "years")  # "for the third time running"
        values = [(Place(standing.place, data.how, data.length, unit), unit) for unit in units]
    told = [
        (period, value)
        for value, unit in values
        for period in _periods(sentence, token, run, unit)
        if run is None or run.data.unit or period.is_month == (unit == "months")
    ]
    for holder in sentence.holder_of(token):
        for listed in _lists(sentence, at or token, standing, holder):
            readings += [Reading(*listed, period, Measure.RANK, value) for period, value in told]
    if not readings:
        return None
    spans = [at] if at else [token, run] if run is not None else [token]
    return Statement(min(t.start for t in spans), max(t.end for t in spans), tuple(dict.fromkeys(readings))[:24])


def _periods(sentence: Sentence, token: Token, run: Token | None, unit: str) -> tuple[Period, ...]:
    periods = sentence.times.of_value(token.start, token.end)
    if unit == "years":
        return tuple(dict.fromkeys(p for period in periods for p in _years(period)))
    if unit == "months":
        return _ends(sentence, token, run, tuple(dict.fromkeys(period.last for period in periods)))
    return periods


def _ends(sentence: Sentence, token: Token, run: Token | None, months: tuple[Period, ...]) -> tuple[Period, ...]:
    """The months that a run can end with: also the month before, where it is told of the time until then."""
    until = sentence.words.until
    start, end = sentence.clause(token.start)
    told = until is not None and until.search(sentence.plain, start, end)
    if not told and not (run and _ended(sentence, run)):
        return months
    return tuple(dict.fromkeys((*(month.before for month in months), *months)))


def _years(period: Period) -> tuple[Period, ...]:
    """The years that a run of years can end with: the one spoken of, or those of its last month."""
    if period.months == 12:
        return (period,)
    year = period.last.start // 12
    return (period.last, Period.year(year), Period.fiscal(year - 1 if period.last.start % 12 < 3 else year))


def _lists(sentence: Sentence, token: Token, standing: Standing, holder: Subject) -> tuple[tuple[str, Segment], ...]:
    """The lists that a place counts in: named with it, else in the sentence, else any of the subject's."""
    said = standing.segments or _scope_near(sentence, token)
    return sentence.context.lists_of(holder, said or _article(sentence, holder))


def _scope_near(sentence: Sentence, token: Token) -> tuple[Segment, ...]:
    start, end = sentence.clause(token.start)
    values = [t for t in sentence.tokens if t.kind in ("place", "quantity") and t is not token]
    floor = max([start, *(t.end for t in values if t.end <= token.start)])
    ceiling = min([end, token.end + _NEAR, *(t.start for t in values if t.start >= token.end)])
    scopes_here = [t for t in sentence.tokens if t.kind == "scope" and floor <= t.start < ceiling]
    near = [t for t in scopes_here if t.end <= token.start][-1:] or scopes_here[:1]
    return tuple(segment for t in near for segment in sentence.context.meant(t.data))


def _article(sentence: Sentence, holder: Subject) -> tuple[Segment, ...]:
    """What the text as a whole ranks; a car's other lists stay possible."""
    found = set(sentence.context.scopes)
    if holder.kind != "car" or not found or found & {Segment.ALL, Segment.REGISTERED}:
        return ()
    return (Segment.KEI_PASSENGER,)


def read_orders(sentence: Sentence) -> Iterator[tuple[Token, Statement | str]]:
    """Who is ahead of whom, by how many cars where that is said."""
    for token in sentence.tokens:
        if token.kind == "order":
            yield from _order(sentence, token)


def _order(sentence: Sentence, token: Token) -> Iterator[tuple[Token, Statement | str]]:
    other = _compared(sentence, token)
    if other is None:
        words = sentence.words
        if words.surely and words.surely.match(sentence.plain, token.start):
            yield token, "ahead of whom is not said"
        return
    firsts = _firsts(sentence, token, other)
    sentence.beaten.add(other.start)
    if not firsts:
        yield token, "ahead of whom is said, but not who"
        return
    if sentence.words.doubtful.search(sentence.plain, sentence.clause(token.start)[0], token.start):
        yield token, "not said as a fact"
        return
    margin = _margin(sentence, token, other)
    if margin is None and "than" in sentence.plain[token.start : token.end]:
        return
    number = margin.data.number if margin else None
    readings = [
        Reading(subject, segment, period, Fact.ORDER, Other(id_, number), token.data)
        for first in firsts
        for id_ in other.ids
        for subject, segment in _common(sentence, first, id_)
        if id_ != subject
        for period in sentence.times.of_value(token.start, other.end)
    ]
    if not readings:
        yield token, "of which period is not said"
        return
    if margin is not None:
        sentence.owners[margin.start] = firsts
        sentence.margins.add(margin.start)
    starts, ends = [token.start, other.start], [token.end, other.end]
    if margin is not None:
        starts.append(margin.start)
        ends.append(margin.end)
    start, end = min(starts), max(ends)
    yield token, Statement(start, end, tuple(dict.fromkeys(readings))[:24])


def _common(sentence: Sentence, first: Subject, other: str) -> tuple[tuple[str, Segment], ...]:
    """What the first of two is compared in: the segments of both, else the market as a whole."""
    found = sentence.context.segments_of(first, scopes(sentence, first))
    cars = sentence.context.catalog.nameplates
    if first.kind != "car" or other not in cars or any(segment in cars[other].segments for _, segment in found):
        return found
    return tuple(dict.fromkeys((subject, Segment.ALL) for subject, _ in found))


def read_gaps(sentence: Sentence) -> Iterator[tuple[Token, Statement | str]]:
    """How many cars lie between two subjects, where it isn't said who is ahead: any two spoken of can be meant."""
    for token in sentence.tokens:
        if token.kind != "quantity" or token.data.unit not in ("units", "bare"):
            continue
        if token.data.number.value >= _SMALLEST_GAP and (span := _gap(sentence, token)):
            readings = [reading for pair in _pairs(sentence, token) for reading in _apart(sentence, token, *pair)]
            if readings and token.start not in sentence.margins:
                sentence.margins.add(token.start)
                yield token, Statement(*span, tuple(dict.fromkeys(readings))[:_MOST_PAIRS])


def _gap(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """Where a number is said to be a gap, with its words."""
    words, plain = sentence.words, sentence.plain
    if words.gap_after and (match := words.gap_after.match(plain, token.end)):
        return token.start, match.end()
    if words.gap_before and (match := words.gap_before.search(plain, sentence.start, token.start)):
        return match.start(), token.end
    return None


def _pairs(sentence: Sentence, token: Token) -> list[tuple[Subject, Subject]]:
    """Who can be apart: two named in the clause or before it, else the one named and those spoken of lately."""
    named, makers = _named(sentence, *sentence.clause(token.start))
    for cars, firms in ((named, makers), _named(sentence, sentence.start, token.start)):
        if len(cars) > 1 or len(firms) > 1:
            return list(combinations(cars if len(cars) > 1 else firms, 2))
    if makers and not named:
        return [(makers[0], other) for other in sentence.context.subjects if other.kind == "maker"]
    lately = [s for s in reversed(sentence.context.lately) if s.ids not in {n.ids for n in named}]
    if named:
        return [(other, named[0]) if named[0].secondary else (named[0], other) for other in lately]
    return [(first, other) for other, first in combinations(lately, 2)]


def _named(sentence: Sentence, start: int, end: int) -> tuple[list[Subject], list[Subject]]:
    """The cars and the makers that a part of a sentence names."""
    here = [s for s in sentence.subjects if start <= s.start < end]
    return _distinct(s for s in here if s.kind == "car"), _distinct(s for s in here if s.kind == "maker")


def _distinct(subjects: Iterable[Subject]) -> list[Subject]:
    return list({s.ids: s for s in subjects}.values())


def _apart(sentence: Sentence, token: Token, first: Subject, other: Subject) -> list[Reading]:
    return [
        Reading(subject, segment, period, Fact.ORDER, Other(id_, token.data.number), relation)
        for relation in (Relation.OVER, Relation.UNDER)
        for subject, segment in sentence.context.segments_of(first, scopes(sentence, first))[:2]
        for id_ in other.ids[:1]
        for period in sentence.times.of_value(token.start, token.end)[:2]
    ]


def _compared(sentence: Sentence, token: Token) -> Subject | None:
    """The subject that an order word compares with: behind it, or before it where the language does so."""
    words = sentence.words
    if words.him and (him := words.him.match(sentence.plain, token.end)):
        mains = [s for s in (*sentence.before(token.start), *sentence.context.subjects) if s.kind in ("car", "maker")]
        spoken = next((s for s in mains[1:] if s.kind == mains[0].kind and s.ids != mains[0].ids), None)
        return spoken and spoken._replace(start=token.end, end=him.end())
    behind = next((s for s in sentence.subjects if s.start >= token.end), None)
    if behind and behind.kind != "total" and words.others.fullmatch(sentence.plain, token.end, behind.start):
        return behind
    if words.others_before is None:
        return None
    for subject in sentence.before(token.start):
        if subject.kind != "total" and words.others_before.fullmatch(sentence.plain, subject.end, token.start):
            return subject if subject.secondary or _marked(sentence, subject) else None
    return None


def _marked(sentence: Sentence, subject: Subject) -> bool:
    """Whether a number between a name and its particle hides that it is only compared with."""
    return not (sentence.words.topic and sentence.words.topic.match(sentence.plain, subject.end))


def _firsts(sentence: Sentence, token: Token, other: Subject) -> tuple[Subject, ...]:
    mains = [
        s
        for s in sentence.before(token.start)
        if not s.secondary and s.kind == other.kind and s.ids != other.ids and s.start not in sentence.beaten
    ]
    if mains:
        return (mains[0],)
    carried = [s for s in sentence.context.subjects if s.kind == other.kind and set(s.ids) != set(other.ids)]
    behind = [s for s in sentence.subjects if s.start > other.end and not s.secondary and s.kind == other.kind]
    return tuple(behind[:1] or carried[:1])


def _margin(sentence: Sentence, token: Token, other: Subject) -> Token | None:
    """The number of cars between two subjects, before the order word or behind the other's name."""
    for number in sentence.tokens:
        if number.kind != "quantity" or number.data.unit not in ("units", "bare"):
            continue
        quantity: Quantity = number.data
        if quantity.number.exponent < 0:
            continue
        if number.end <= token.start and sentence.words.margin.fullmatch(sentence.plain, number.end, token.start):
            return number
        if number.start >= other.end and sentence.words.margin_after.fullmatch(sentence.plain, other.end, number.start):
            return number
    return None
