"""Periods of a sentence: which are spoken of, which only compared with, and which belongs to a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from yellowplate.facts import Measure, Period
from yellowplate.read.prose.context import Context
from yellowplate.read.prose.periods import On, When, resolve
from yellowplate.read.prose.tokens import Token, Words

_COMPARED = ("year before", "before")  # only spoken of where a text says "in"
_OPENING = 28
_NEARLY = timedelta(days=2)  # pages are dated in other zones of time


class At(NamedTuple):
    """A period in a sentence with what it can mean; a `base` is only compared with."""

    start: int
    end: int
    when: When
    base: bool
    periods: tuple[Period, ...] = ()
    pure: bool = False  # words that only compare ("year on year")
    prefixed: bool = False  # a preposition says that it is compared with ("from October")
    compared: bool = False  # words behind it say so


@dataclass
class Times:
    """The periods of one sentence."""

    plain: str
    words: Words
    context: Context
    floor: int
    found: list[At]
    tied: frozenset[int]

    @classmethod
    def of(cls, plain: str, floor: int, tokens: list[Token], words: Words, context: Context) -> Times:
        """Resolve the periods of a sentence one after the other."""
        found: list[At] = []
        topics: tuple[Period, ...] = ()
        for token in tokens:
            if token.kind not in ("period", "base", "part", "date"):
                continue
            when = token.data.when() if isinstance(token.data, On) else token.data
            if token.kind in ("part", "date"):
                continue
            pure = token.kind == "base"
            if when.kind == "ditto":
                when = context.last_base
            elif pure:
                context.last_base = when
            before = plain[max(floor, token.start - 60) : token.start]
            prefixed = bool(words.base.search(before)) and not words.throughout.match(plain, token.start)
            compared = bool(words.base_after.match(plain, token.end))
            base = pure or prefixed or compared
            told = words.within.search(before) or _opens(plain, floor, token)
            base = base or (when.kind in _COMPARED and not told)
            seen = (*topics, *context.periods) if when.kind == "same half" or not topics else topics
            periods = () if base else resolve(when, seen, context.today)
            found.append(At(token.start, token.end, when, base, periods, pure, prefixed, compared))
            if periods and not base:
                topics = (*periods, *topics)
        return cls(plain, words, context, floor, found, _tied(plain, tokens, found, words))

    @cached_property
    def mains(self) -> list[At]:
        """The periods spoken of."""
        return [at for at in self.found if not at.base and at.periods]

    def of_value(self, start: int, end: int, *, lead: bool = True, base: At | None = None) -> tuple[Period, ...]:
        """What a value at that place can be counted over, the likeliest first; with `lead` also "in October: 5,413".

        `base` is what the value is compared with, and so not what it is counted over.
        """
        local = self.local(end)
        if local is not None and base is not None and local.base and local.start == base.start:
            local = None
        if local is None and lead:
            local = self._lead(start)
        if local is not None:
            return local.periods
        before = [at for at in reversed(self.mains) if at.end <= start]
        after = [at for at in self.mains if at.start >= end]
        free = [at for at in (*before, *after) if at.start not in self.tied]
        found = [period for at in (*self._told_of(start), *free) for period in at.periods]
        past = any(at.when.kind in _COMPARED for at in free)  # "A year ago it had 23,090, so it is down 23.4 percent"
        if not free or past or min(at.start for at in free) > self.floor + _OPENING:
            found += self.context.periods
        found += [period for at in before for period in at.periods]
        return self._over(tuple(dict.fromkeys(found)))

    def _over(self, periods: tuple[Period, ...]) -> tuple[Period, ...]:
        """Those that had ended, or nearly, when the text was written: nothing can have been counted over others."""
        today = self.context.today
        return tuple(p for p in periods if today is None or p.ends - _NEARLY <= today) or periods

    def _told_of(self, start: int) -> list[At]:
        """A period of another value that the text goes on about: "than in the first half, when it sold 100,680"."""
        behind = [at for at in self.found if not at.pure and at.end <= start]
        if behind and self.words.goes_on.match(self.plain, behind[-1].end):
            return [self._as_main(behind[-1])]
        return []

    def local(self, end: int) -> At | None:
        """The period right behind a value."""
        for at in self.found:
            if at.start >= end and not at.pure:
                tied = at.start == at.end == end  # by its column
                if tied or (not at.compared and self.words.local.fullmatch(self.plain, end, at.start)):
                    return self._as_main(at)
                return None
        return None

    def _lead(self, start: int) -> At | None:
        """A compared period right before a value that belongs to it: "(前月5,413台)", "the June figure of 1,675"."""
        for at in reversed(self.found):
            if at.end <= start:
                told = not at.prefixed or self.plain[start - 1] == "(" or self.plain.endswith(" of ", at.end, start)
                if not at.pure and told and self.words.lead.fullmatch(self.plain, at.end, start):
                    return self._as_main(at)
                return None
        return None

    def _as_main(self, at: At) -> At:
        if at.periods:
            return at
        # "In June it was sixth, a year ago fifth" may count from June as well as from the month that the text is about.
        topics = (*(p for main in self.mains for p in main.periods), *self.context.periods)
        return at._replace(periods=resolve(at.when, topics, self.context.today, base=True))

    def based(self, at: At, now: tuple[Period, ...]) -> tuple[Period, ...]:
        """The periods that a compared one can be, seen from what is spoken of."""
        return resolve(at.when, now, self.context.today, base=True)

    def measures(self, base: At, period: Period) -> tuple[Measure, ...]:
        """What a change of `period` against `base` is measured as; nothing where the two don't fit."""
        if base.when.kind == "year before" or (base.when.kind == "year" and base.when.shift and not period.months > 12):
            return (Measure.YOY,)
        bases = (
            (period.before,)
            if base.when.kind == "before"
            else resolve(base.when, (period,), self.context.today, base=True)
        )
        found = []
        if period.year_before in bases:
            found.append(Measure.YOY)
        if period.is_month and period.before in bases:
            found.append(Measure.MOM)
        return tuple(found)


def _opens(plain: str, floor: int, token: Token) -> bool:
    """Whether a sentence opens with a period, and so speaks of it: "The month before, it sold 4,849"."""
    return not plain[floor : token.start].strip() and plain[token.end : token.end + 1] in (",", "、", " ")


def _tied(plain: str, tokens: list[Token], found: list[At], words: Words) -> frozenset[int]:
    """The periods that stand right behind a value and speak of it alone."""
    values = [token for token in tokens if token.kind in ("quantity", "multiple", "place", "run")]
    return frozenset(
        at.start
        for at in found
        for token in values
        if token.end <= at.start <= token.end + 40 and words.local.fullmatch(plain, token.end, at.start)
    )
