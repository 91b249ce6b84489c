"""Numbers of a sentence → statements: units, changes, shares, orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yellowplate.facts import Measure, Number, Period, Relation, Segment
from yellowplate.read.prose.binding import Sentence
from yellowplate.read.prose.context import Subject
from yellowplate.read.prose.facts import orders_readings, since
from yellowplate.read.prose.statements import Cars, Points, Reading, Statement
from yellowplate.read.prose.timing import At
from yellowplate.read.prose.tokens import Quantity, Token

_MOST = 24
_FAR = 80
_HUNDRED = 2  # 100 is ten to this
_FEW = 100  # smaller numbers without a unit are cars only right before a name
_MONEY = re.compile("yen|euros?|dollars?|[$¥€£]|円|ドル|ユーロ|[єі]н.*|долар.*|євро|грн", re.IGNORECASE)
_KEI = frozenset((Segment.KEI, Segment.KEI_PASSENGER, Segment.KEI_TRUCK))
_RATIOS = ("percent", "times", "points")
_FLIPPED = {Relation.OVER: Relation.UNDER, Relation.UNDER: Relation.OVER}


class Skipped(Exception):  # noqa: N818
    """A number that isn't read; says why."""


def read_values(sentence: Sentence) -> Iterator[tuple[Token, Statement | str]]:
    """Each number of a sentence with what it states, or with the reason why it isn't read."""
    values = [token for token in sentence.tokens if token.kind in ("quantity", "multiple")]
    directions = {token.start: direction(sentence, token, values) for token in values}
    bases = assign_bases(sentence, [v for v in values if v.data.unit in _RATIOS or directions[v.start][0]])
    _share_directions(sentence, values, directions)
    inherited: tuple[int, At | None] = (0, None)
    for token in values:
        quantity: Quantity = token.data
        if quantity.unit == "other":
            continue
        try:
            sign, start, end = directions[token.start]
            base = bases.get(token.start) or _in_brackets(sentence, token)
            if not sign and not quantity.sign and base is not None and _inherits(sentence, token):
                sign = inherited[0]
            statement = _statement(sentence, token, sign, base)
            inherited = (sign, base)
            if statement is not None:
                yield token, Statement(min(start, token.start), max(end, token.end), statement)
        except Skipped as reason:
            yield token, str(reason)


def _share_directions(sentence: Sentence, values: Sequence[Token], directions: dict[int, tuple[int, int, int]]) -> None:
    """Parallel changes go the way that is told behind the last: "43.0% on October and 41.0% on last November more"."""
    for left, right in pairwise(values):
        if directions[left.start][0] or left.data.sign or {left.data.unit, right.data.unit} != {"percent"}:
            continue
        sign, start, _ = directions[right.start]
        between = _without_periods(sentence, left.end, right.start)
        if sign and start == right.start and sentence.words.parallel.fullmatch(between):
            directions[left.start] = (sign, left.start, left.end)


def _in_brackets(sentence: Sentence, token: Token) -> At | None:
    """What a change in brackets is against, where the text has said it for all of them."""
    when = sentence.context.bracketed
    if when is None or token.data.unit not in _RATIOS or sentence.plain[token.start - 1 : token.start] != "(":
        return None
    return At(token.start, token.start, when, True, (), True)


def _inherits(sentence: Sentence, token: Token) -> bool:
    """Whether a change can go the way of the one before it: "up 4 percent on May and 7 percent on June, or by 900"."""
    return token.data.unit in _RATIOS or bool(sentence.words.apart.search(sentence.plain, sentence.start, token.start))


def _statement(sentence: Sentence, token: Token, sign: int, base: At | None) -> tuple[Reading, ...] | None:
    quantity: Quantity = token.data
    if quantity.unit in _RATIOS:
        if _of_price(sentence, token):
            raise Skipped("the change of a price")
        return _ratio(sentence, token, sign, base)
    if sign and quantity.unit in ("units", "bare") and quantity.number.exponent >= 0:
        return _difference(sentence, token, sign, base)
    if quantity.unit == "bare" and not _counts_cars(sentence, token):
        raise Skipped("no unit")
    if sentence.words.apart.search(sentence.plain, sentence.start, token.start):
        raise Skipped("a difference to what is not said")
    if _is_whole(sentence, token):
        raise Skipped("the whole that a number is a part of")
    if quantity.unit == "orders" or _of_orders(sentence, token):
        sentence.context.orders = frozenset(id_ for owner in sentence.owner_of(token) for id_ in owner.ids)
        return _orders(sentence, token)
    return _units(sentence, token)


def _of_price(sentence: Sentence, token: Token) -> bool:
    """Whether the last number before a change was a sum of money: "closed at 1,349 yen, down 1.2 percent"."""
    start = sentence.clause(token.start)[0]
    numbers = [t for t in sentence.tokens if t.kind == "quantity" and start <= t.start and t.end <= token.start]
    return bool(numbers) and bool(_MONEY.fullmatch(numbers[-1].data.flag))


def _is_whole(sentence: Sentence, token: Token) -> bool:
    numbers = [t for t in sentence.tokens if t.kind == "quantity" and t.end <= token.start]
    return bool(numbers) and bool(sentence.words.whole.fullmatch(sentence.plain, numbers[-1].end, token.start))


def _of_orders(sentence: Sentence, token: Token) -> bool:
    """Whether a number counts orders: the words before say so, or the text has been counting them."""
    if sentence.facts.orders.search(around(sentence, token)[0]):
        return True
    if any(t.kind == "scope" and token.end <= t.start <= token.end + 1 for t in sentence.tokens):
        return False
    if not sentence.context.orders or _of_another(sentence, token):
        return False
    earlier = [
        t.end for t in sentence.tokens if t.kind == "quantity" and t.end <= token.start and t.data.unit != "other"
    ]
    if earlier:
        return not sentence.facts.sales.search(sentence.plain, earlier[0], token.end)
    return token.data.unit == "bare" and not sentence.facts.sales.search(sentence.plain, sentence.start, sentence.end)


def _of_another(sentence: Sentence, token: Token) -> bool:
    """Whether the number is of another car than the one whose orders the text has been counting."""
    owners = sentence.owner_of(token)
    return bool(owners) and owners[0].named and sentence.context.orders.isdisjoint(owners[0].ids)


def _orders(sentence: Sentence, token: Token) -> tuple[Reading, ...]:
    """Orders, counted from a day where one is named; by when they had come in is the text's own day."""
    if match := sentence.words.no_sales.search(around(sentence, token)[0]):
        raise Skipped(f"counts something else ({match[0].strip()})")
    counted_from = since(sentence, token, sentence.facts)
    owners = [owner for owner in sentence.owner_of(token) if owner.kind == "car"]
    owners = owners or [owner for owner in sentence.context.subjects if owner.kind == "car"]
    readings = [reading for owner in owners for reading in orders_readings(owner, token.data, counted_from)]
    if not readings:
        raise Skipped("whose orders they are is not said")
    return tuple(readings[:_MOST])


def _units(sentence: Sentence, token: Token) -> tuple[Reading, ...]:
    _check(sentence, token)
    sentence.context.orders = frozenset()
    from_ = bool(sentence.words.from_.search(sentence.plain, sentence.start, token.start))
    owners = sentence.owner_of(token)
    periods = _periods(sentence, token, from_)
    quantity: Quantity = token.data
    readings = []
    for owner in owners:
        if not from_:
            sentence.counted.add(owner.start)
        for subject, segment in sentence.context.segments_of(owner, scopes(sentence, owner)):
            readings += [
                Reading(subject, segment, p, Measure.UNITS, quantity.number, quantity.relation) for p in periods
            ]
    return _some(readings)


def _periods(sentence: Sentence, token: Token, from_: bool) -> tuple[Period, ...]:
    """The periods a number of cars can be counted over; one that a change started from lies before."""
    times = sentence.times
    local = times.local(token.end)
    if local is not None or not from_:
        return times.of_value(token.start, token.end)
    now = times.of_value(token.start, token.end)
    bases = [at for at in times.found if at.base]
    found = [p for at in bases for p in times.based(at, now)] or [
        p for period in now for p in (period.before, period.year_before)
    ]
    return tuple(dict.fromkeys((*found, *now)))


def _ratio(sentence: Sentence, token: Token, sign: int, base: At | None) -> tuple[Reading, ...]:
    quantity: Quantity = token.data
    before, after = around(sentence, token)
    of_whole = quantity.unit == "points" or sentence.words.share.search(f"{before[-60:]}\0{after[:40]}")
    of_base = base is not None and sentence.words.of_base.match(sentence.plain, token.end)
    of_part = _of_part(sentence, token)
    if (of_part or (of_whole and not of_base)) and (share := _share(sentence, token, sign, base)):
        return share
    _check(sentence, token)
    if quantity.unit == "points":
        raise Skipped("points of what is not said")
    if base is None and not sign and _repeated(sentence, token):
        raise Skipped("times, but not of what")
    if sentence.facts.ordered.search(before) and not sentence.facts.sales.search(before):
        raise Skipped("the change of orders")
    values = _ratio_values(sentence, token, sign, base)
    return _some(
        [Reading(*what, *value) for what in _changed(sentence, token, base, quantity.flag) for value in values]
    )


def _changed(
    sentence: Sentence, token: Token, base: At | None, flag: str = ""
) -> Iterator[tuple[str, Segment, Period, Measure]]:
    """What a change can be of: subject and segment, in each period, as each measure."""
    periods = sentence.times.of_value(token.start, token.end, lead=False, base=base)
    measured = [(p, measure) for p in periods for measure in measures(sentence, base, p, flag)]
    for owner in sentence.owner_of(token):
        for pair in sentence.context.segments_of(owner, scopes(sentence, owner)):
            yield from ((*pair, *one) for one in measured)


def _repeated(sentence: Sentence, token: Token) -> bool:
    """Whether a number of times only says how often: "tested it 4 times"."""
    quantity, words = token.data, sentence.words
    return (
        quantity.unit == "times"
        and not quantity.flag
        and words.times is not None
        and words.times.match(sentence.plain, token.end) is None
    )


def _of_part(sentence: Sentence, token: Token) -> bool:
    """Whether a percentage is of a part of the market named behind it: "11.9 percent of all kei cars"."""
    behind = next((t for t in sentence.tokens if t.start >= token.end), None)
    if behind is None or behind.kind != "scope":
        return False
    return bool(sentence.words.whole.fullmatch(sentence.plain, token.end, behind.start))


def measures(sentence: Sentence, base: At | None, period: Period, flag: str = "") -> tuple[Measure, ...]:
    """What a change of a period can be measured as: as said, else either."""
    if base is not None:
        return sentence.times.measures(base, period)
    if flag == "year":
        return (Measure.YOY,)
    return (Measure.YOY, Measure.MOM) if period.is_month else (Measure.YOY,)


def _ratio_values(sentence: Sentence, token: Token, sign: int, base: At | None) -> list[tuple[Number, Relation]]:
    """A printed change as percent of its base, in every way it can be read."""
    quantity: Quantity = token.data
    number, relation, sign = quantity.number, quantity.relation, quantity.sign or sign
    if quantity.unit == "times" and sign < 0:
        raise Skipped("so many times less")
    if quantity.unit == "times" or (quantity.flag and not sign):
        return [(number, relation)]
    if sign:
        return [(_of_base(number, sign), _FLIPPED.get(relation, relation) if sign < 0 else relation)]
    if sentence.words.of_base.match(sentence.plain, token.end) or quantity.flag == "ratio":
        return [(number, relation)]
    if base is not None and base.pure:
        return [(number, relation), (_of_base(number, 1), relation)]
    raise Skipped("a percentage of what is not said")


def _of_base(number: Number, sign: int) -> Number:
    if number.exponent > _HUNDRED:
        number = Number(number.digits * 10**number.exponent, 0)
    hundred = 10 ** (_HUNDRED - number.exponent)
    return Number(hundred + sign * number.digits, number.exponent)


def _difference(sentence: Sentence, token: Token, sign: int, base: At | None) -> tuple[Reading, ...] | None:
    quantity: Quantity = token.data
    _check(sentence, token)
    value = Cars(Number(quantity.number.digits * sign, quantity.number.exponent))
    return _some([Reading(*what, value, quantity.relation) for what in _changed(sentence, token, base)])


def _share(sentence: Sentence, token: Token, sign: int, base: At | None) -> tuple[Reading, ...]:
    quantity: Quantity = token.data
    owners = [s for s in sentence.subjects if not s.secondary] or list(sentence.context.subjects)
    parts = [s for s in (*sentence.before(token.start), *sentence.context.subjects) if s.kind != "total"]
    owner = (
        _holder(sentence, token)
        or (parts[0] if parts and _of_part(sentence, token) else None)
        or next((s for s in sentence.owner_of(token) if s.named), None)
        or (owners[0] if owners else None)
    )
    if owner is None:
        raise Skipped("a share of what is not said")
    readings: list[Reading] = []
    for subject, segment in _wholes(sentence, owner):
        for period in sentence.times.of_value(token.start, token.end):
            if quantity.unit == "points" or sign or quantity.sign:
                if quantity.unit != "points":
                    return ()
                value = Points(Number(quantity.number.digits * (quantity.sign or sign or 1), quantity.number.exponent))
                readings.append(Reading(subject, segment, period, Measure.SHARE, value, quantity.relation))
            else:
                readings.append(Reading(subject, segment, period, Measure.SHARE, quantity.number, quantity.relation))
    return tuple(readings[:_MOST])


def _holder(sentence: Sentence, token: Token) -> Subject | None:
    """Who holds a share, where the name stands behind it."""
    behind, words = sentence.next(token.end), sentence.words.holder
    if behind is None or words is None or not words.fullmatch(sentence.plain, token.end, behind.start):
        return None
    return behind


def _wholes(sentence: Sentence, owner: Subject) -> list[tuple[str, Segment]]:
    """Of what whole a subject can have a share: of all vehicles, or of its class."""
    if owner.kind == "total":
        return [(str(segment), Segment.ALL) for segment in owner.segments]
    kei = (Segment.KEI_PASSENGER, Segment.KEI) if owner.kind == "car" else (Segment.KEI, Segment.KEI_PASSENGER)
    spoken = sentence.context.recent_scopes
    parts = kei if spoken and _KEI.issuperset(spoken) else (*kei, Segment.ALL, Segment.REGISTERED)
    said = scopes(sentence, owner) or tuple(dict.fromkeys((*spoken, *parts)))
    return [(id_, segment) for id_ in owner.ids for segment in said]


def scopes(sentence: Sentence, owner: Subject) -> tuple[Segment, ...]:
    """The part of the market that the sentence names, for an owner that isn't one itself."""
    if owner.kind == "total":
        return owner.segments
    context = sentence.context
    return tuple(s for token in sentence.tokens if token.kind == "scope" for s in context.meant(token.data))


def direction(sentence: Sentence, token: Token, values: Sequence[Token]) -> tuple[int, int, int]:
    """Up (+1), down (-1) or neither, with the span of number and word."""
    words, plain = sentence.words, sentence.plain
    if after := words.rises_after.match(plain, token.end):
        return words.signs[after.lastgroup or ""], token.start, after.end()
    if token.data.sign:
        return token.data.sign, token.start, token.end
    floor = max([sentence.clause(token.start)[0], *(value.end for value in values if value.end <= token.start)])
    if words.to.search(plain, floor, token.start):
        return 0, token.start, token.end
    found = list(words.rises.finditer(plain, floor, token.start))
    if not found:
        return 0, token.start, token.end
    last = found[-1]
    near = token.start - last.end() <= (48 if token.data.unit in ("percent", "points", "times") else 14)
    if not near or re.search(r"\d", _without_periods(sentence, last.end(), token.start)):
        return 0, token.start, token.end
    if token.data.unit in ("units", "bare", "orders") and not words.by.fullmatch(plain, last.end(), token.start):
        return 0, token.start, token.end
    return words.signs[last.lastgroup or ""], last.start(), token.end


def _without_periods(sentence: Sentence, start: int, end: int) -> str:
    """The text between two places, without what names a period there: "rose from May 2023 by 21 percent"."""
    at, pieces = start, []
    for period in sentence.times.found:
        if at <= period.start and period.end <= end:
            pieces.append(sentence.plain[at : period.start])
            at = period.end
    return "".join((*pieces, sentence.plain[at:end]))


def assign_bases(sentence: Sentence, values: Sequence[Token]) -> dict[int, At]:
    """Each change with the period it is compared with: the nearer one, where words stand on both sides."""
    changes = [v for v in values if v.data.unit != "other"]
    found: dict[int, At] = {}
    pairs = [(v, at) for at in sentence.times.found if at.base for v in [_change_of(sentence, changes, at)] if v]
    for value, at in sorted(pairs, key=lambda pair: _distance(sentence, *pair)):
        if _distance(sentence, value, at) < _FAR:
            found.setdefault(value.start, at)
    _share_bases(sentence, changes, found)
    return found


def _change_of(sentence: Sentence, changes: Sequence[Token], at: At) -> Token | None:
    """The change that a compared period belongs to: with a preposition ("than in October") the one before it."""
    if not at.pure and sentence.words.base_follows:
        before = [v for v in changes if v.end <= at.start and _distance(sentence, v, at) < _FAR]
        before = [v for v in before if ";" not in sentence.plain[v.end : at.start]]
        if before:
            return before[-1]
    if not sentence.words.base_follows:
        behind = [v for v in changes if v.start >= at.end]
        if behind and _distance(sentence, behind[0], at) < _FAR:
            return behind[0]
    return min(changes, key=lambda v: _distance(sentence, v, at), default=None)


def _share_bases(sentence: Sentence, changes: Sequence[Token], found: dict[int, At]) -> None:
    """Parallel changes share what they are compared with: "up 4 percent and 7 percent on October"."""
    for left, right in pairwise(changes):
        if (
            right.start in found
            and left.start not in found
            and sentence.words.joined.fullmatch(sentence.plain, left.end, right.start)
        ):
            found[left.start] = found[right.start]


def _distance(sentence: Sentence, value: Token, at: At) -> int:
    """How far apart a change and a compared period stand; number words between and commas count against it."""
    start, end = (value.end, at.start) if at.start >= value.end else (at.end, value.start)
    if end < start:
        return 10_000
    between = sentence.plain[start:end]
    apart = 30 * sum(between.count(sign) for sign in ",;、(") + (200 if re.search(r"\d", between) else 0)
    odd = 0 if value.data.unit in ("percent", "times", "points") else 25
    return len(between) + apart + odd


def around(sentence: Sentence, token: Token) -> tuple[str, str]:
    """The words that can govern a number: from the number before it, and shortly behind it."""
    start, end = sentence.clause(token.start)
    numbers = [v for v in sentence.tokens if v.kind in ("quantity", "multiple") and v.data.unit != "other"]
    start = max([start, *(v.end for v in numbers if v.end <= token.start)])
    end = min([end, *(v.start for v in numbers if v.start >= token.end)])
    behind = sentence.plain[token.end : end]
    return sentence.plain[start : token.start], re.split("[,、。;]", behind)[0][:48]


def _check(sentence: Sentence, token: Token) -> None:
    """Raise Skipped where the number counts something else, or is said not to be so."""
    before, after = around(sentence, token)
    # What stands right behind the number before speaks of that one.
    if match := sentence.words.no_sales.search(f"\0{before}") or sentence.words.no_sales.search(after):
        raise Skipped(f"counts something else ({match[0].strip()})")
    if sentence.words.doubtful.search(re.split("[:;]", before)[-1]):
        raise Skipped("not said as a fact")
    if not sentence.owner_of(token):
        raise Skipped("whose number it is is not said")
    if not any(owner.ids for owner in sentence.owner_of(token)):
        raise Skipped("of a car that the catalog doesn't know")
    if not sentence.times.of_value(token.start, token.end):
        raise Skipped("of which period is not said")


def _counts_cars(sentence: Sentence, token: Token) -> bool:
    """Whether a number without a unit can be a number of cars: printed large, or behind a name."""
    quantity: Quantity = token.data
    if quantity.number.exponent < 0:
        return False
    text = sentence.plain[token.start : token.end]
    if quantity.number.digits < _FEW:
        behind = sentence.next(token.end)
        if behind is not None and behind.kind == "car" and not sentence.plain[token.end : behind.start].strip():
            return True
        near = sentence.before(token.start)[:1]
        told = near and sentence.words.close.fullmatch(sentence.plain, near[0].end, token.start)
        return bool(told and sentence.facts.sales.search(sentence.plain, sentence.start, token.start))
    printed_large = "," in text or " " in text.strip() or quantity.number.digits >= 1000
    return printed_large or bool(sentence.owner_of(token))


def _some(readings: list[Reading]) -> tuple[Reading, ...]:
    if not readings:
        raise Skipped("can't be tied to subject, measure and period")
    return tuple(dict.fromkeys(readings))[:_MOST]
