"""Which subject a value of a sentence belongs to. Where grammar doesn't decide, all candidates are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from yellowplate.read.prose.context import Context, Subject
from yellowplate.read.prose.facts_words import FactWords
from yellowplate.read.prose.timing import Times
from yellowplate.read.prose.tokens import Token, Words

_MOST = 3
_TWO = 2
_PART = 8  # "of them were passenger cars"
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass
class Sentence:
    """A sentence taken apart; `owners` remembers which subjects the values so far were given to."""

    plain: str
    start: int
    end: int
    tokens: list[Token]
    subjects: list[Subject]
    times: Times
    words: Words
    context: Context
    facts: FactWords
    owners: dict[int, tuple[Subject, ...]] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    margins: set[int] = field(default_factory=set)
    beaten: set[int] = field(default_factory=set)  # where those stand that others were compared with

    def before(self, at: int) -> list[Subject]:
        """The subjects that end before a place, nearest first."""
        return [subject for subject in reversed(self.subjects) if subject.end <= at]

    def next(self, at: int) -> Subject | None:
        """The first subject behind a place."""
        return next((subject for subject in self.subjects if subject.start >= at), None)

    def owner_near(self, start: int, end: int, kinds: tuple[str, ...] = ("car",)) -> tuple[Subject, ...]:
        """Whom something happened to: the nearest before, else the first behind, else the one spoken of."""
        cars = [s for s in self.before(start) if s.kind in kinds]
        behind = [s for s in self.subjects if s.start >= start and s.kind in kinds]
        if behind and self.facts.happened_to.fullmatch(self.plain, end, behind[0].start):
            return (behind[0],)
        carried = [s for s in self.context.subjects if s.kind in kinds]
        return tuple(cars[:1] or carried[:1] or behind[:1])

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a place."""
        start, end = self.start, self.end
        for first, last in self._cuts:
            if last <= at:
                start = last
            elif first >= at:
                end = first
                break
        return start, end

    @cached_property
    def _cuts(self) -> list[tuple[int, int]]:
        return [match.span() for match in self.words.clause.finditer(self.plain, self.start, self.end)]

    def owner_of(self, token: Token) -> tuple[Subject, ...]:
        """The subjects that a number can belong to, the likeliest first; remembered for the values behind it."""
        if token.start not in self.owners:
            self.owners[token.start] = self._owner(token)
        return self.owners[token.start]

    def _owner(self, token: Token) -> tuple[Subject, ...]:
        before = self.before(token.start)
        nearest = before[0] if before else None
        behind = self.next(token.end)
        if given := self._given(token, nearest, behind):
            return given
        if (
            nearest
            and nearest.kind == "maker"
            and behind
            and behind.kind in ("car", "stranger")
            and self._belongs_behind(token, behind, True)
        ):
            return (behind,)
        if nearest and self.words.close.fullmatch(self.plain, nearest.end, token.start):
            return self._close(nearest, before)
        if behind and self._belongs_behind(token, behind, not before):
            return (behind,)
        previous = max((at for at in self.owners if at < token.start), default=-1)
        if nearest and previous > nearest.start and self.owners[previous]:
            return self.owners[previous]
        mains = [s for s in before if (not s.secondary or self._goes_on(s, nearest)) and _counts(s, before)]
        if mains and mains[0].kind == "total" and not self._is_topic(mains[0]):
            mains = self.totals(mains)
        if mains and mains[0].kind == "total" and not self._is_topic(mains[0]):
            mains += [s for s in self.context.subjects if s.kind != "total"]
        rest = [subject for subject in before if subject.secondary and subject.kind != "total"]
        if mains:
            return tuple((mains + rest)[:_MOST])
        return self._without_main(rest, behind)

    def totals(self, mains: list[Subject]) -> list[Subject]:
        """Parts of the market aren't told apart by position alone: all that the text knows of, those named first."""
        segments = dict.fromkeys((*(s for m in mains for s in m.segments), *self.context.scopes))
        return [mains[0]._replace(segments=tuple(segments))]

    def _is_topic(self, subject: Subject) -> bool:
        return self.words.topic is not None and bool(self.words.topic.match(self.plain, subject.end))

    def _given(self, token: Token, nearest: Subject | None, behind: Subject | None) -> tuple[Subject, ...]:
        """Whose number it is where its place beside other numbers, or a pronoun, says so."""
        if token.start in self.parallel:
            return (self.parallel[token.start],)
        other = self._versus(token)
        return (other,) if other else self._them(token, nearest, behind)

    def _versus(self, token: Token) -> Subject | None:
        """The other of two cars, whose number stands behind that of the first: "21,096 against 18,806"."""
        counts = ("units", "bare")
        first = next((t for t in reversed(self.tokens) if t.end <= token.start and t.kind == "quantity"), None)
        words = self.words.versus
        if words is None or first is None or first.data.unit not in counts or token.data.unit not in counts:
            return None
        if self.words.from_.search(self.plain, self.start, first.start):
            return None
        named = tuple({s.ids: s for s in self.subjects if s.kind == "car"}.values())
        pair = named if len(named) == 2 else self.context.pair
        if len(pair) != 2 or not words.fullmatch(self.plain, first.end, token.start):
            return None
        ids = [owner.ids for owner in self.owner_of(first)[:1]]
        return next((other for one, other in (pair, pair[::-1]) if one.ids in ids), None)

    def _them(self, token: Token, nearest: Subject | None, behind: Subject | None) -> tuple[Subject, ...]:
        """What "Nissan sold 7,741 of them" counts: the car spoken of, of the maker named where one is.

        Right behind a car it counts that one; behind a part of the market that was counted, what is a part of it.
        """
        words = self.words.them
        found = words.search(self.plain, token.start, min(self.end, token.end + 12)) if words else None
        if found is None:
            return ()
        if behind and behind.kind == "total" and behind.start - found.end() <= _PART:
            return (behind,)
        if nearest and nearest.kind == "car" and not nearest.secondary:
            return (nearest,)
        if (
            nearest
            and nearest.kind == "maker"
            and any(s.kind == "total" and s.start in self.counted for s in self.subjects)
        ):
            return (nearest,)
        cars = self.context.mentioned.get(nearest.ids[0], []) if nearest and nearest.kind == "maker" else []
        carried = [s for s in self.context.subjects if s.kind == "car"]
        if cars:
            return (Subject(token.start, token.start, (cars[-1],), "car", named=False),)
        return tuple(carried[:1])

    def _without_main(self, rest: list[Subject], behind: Subject | None) -> tuple[Subject, ...]:
        """No subject before: one behind ("With 8,808 cars the Wagon R led"), or what the text spoke of."""
        if behind and not behind.secondary and not rest:
            return (behind, *self.context.subjects)[:_MOST]
        return (*self.context.subjects, *rest, *self.context.whole)

    def _close(self, nearest: Subject, before: list[Subject]) -> tuple[Subject, ...]:
        mains = [s for s in before[1:] if not s.secondary and s.start not in self.counted and s.kind == nearest.kind]
        ambiguous = nearest.secondary and mains and self._either(nearest)
        return (nearest, mains[0]) if ambiguous else (nearest,)

    def _either(self, nearest: Subject) -> bool:
        return bool(self.words.either.match(self.plain, nearest.end))

    def _belongs_behind(self, token: Token, behind: Subject, bare: bool) -> bool:
        change = self.words.rises_after.match(self.plain, token.end)
        end = change.end() if change and change.end() <= behind.start else token.end
        between = self.plain[end : behind.start]
        if not self.words.after.fullmatch(between):
            return False
        return bare or bool(between.strip())

    def followed(self, token: Token) -> bool:
        """Whether the name of whoever holds a place stands right behind it."""
        behind = next((s for s in self.subjects if s.start >= token.end and s.kind != "total"), None)
        return behind is not None and bool(self.words.place_after.fullmatch(self.plain, token.end, behind.start))

    def holder_of(self, token: Token) -> tuple[Subject, ...]:
        """The subjects that can hold a place named there, the likeliest first."""
        before = [s for s in self.before(token.start) if s.kind != "total"]
        behind = next((s for s in self.subjects if s.start >= token.end and s.kind != "total"), None)
        records = token.kind == "ever"  # a market has records, but no place
        spoken = tuple(s for s in self.context.subjects if records or s.kind != "total")
        if token.start in self.parallel:
            return self._placed((self.parallel[token.start],))
        nearest = next((s for s in before if not s.secondary or self._goes_on(s, before[0])), None)
        after = behind is not None and bool(self.words.place_after.fullmatch(self.plain, token.end, behind.start))
        if after and behind and (nearest is None or nearest.start in self.placed or not self._apart(token, behind)):
            return self._placed((behind,))
        if before and before[0].secondary and self.words.near.fullmatch(self.plain, before[0].end, token.start):
            return self._placed((before[0], nearest) if nearest else (before[0],))
        if nearest is not None:
            return self._placed((nearest,))
        if behind is not None and not behind.secondary:
            return (*self._placed((behind,)), *spoken)
        return spoken or ((behind,) if behind else ())

    def _goes_on(self, subject: Subject, nearest: Subject | None) -> bool:
        """Whether the nearest name, though only compared with, is what the words behind it speak of."""
        return subject is nearest and bool(self.words.relative.match(self.plain, subject.end))

    @cached_property
    def parallel(self) -> dict[int, Subject]:
        """Values of an enumeration that belong to the names of one of equal length ("A and B sold 1 and 2")."""
        found: dict[int, Subject] = {}
        for kinds in (("quantity",), ("place",)):
            values = [
                t for t in self.tokens if t.kind in kinds and getattr(t.data, "unit", "bare") in ("bare", "units")
            ]
            for run in self._runs(values):
                names = self._names_before(run[0].start, len(run))
                found |= {token.start: name for token, name in zip(run, names, strict=False)}
        return found

    def _runs(self, values: list[Token]) -> list[list[Token]]:
        runs: list[list[Token]] = []
        for token in values:
            if runs and self.words.joined.fullmatch(self.plain, runs[-1][-1].end, token.start):
                runs[-1].append(token)
            else:
                runs.append([token])
        return [run for run in runs if len(run) > 1]

    def _names_before(self, at: int, count: int) -> list[Subject]:
        """The last names before a place, if they are just so many and joined to each other."""
        names = [s for s in self.subjects if s.end <= at and s.kind != "total"][-count:]
        apart = pairwise(names)
        joined = all(self.words.joined.fullmatch(_BRACKETS.sub("", self.plain[a.end : b.start])) for a, b in apart)
        before = [s for s in self.subjects if names and s.end <= names[0].start and s.kind != "total"]
        more = before and self.words.joined.fullmatch(_BRACKETS.sub("", self.plain[before[-1].end : names[0].start]))
        return names if len(names) == count and joined and not more else []

    def enumerated(self, token: Token, count: int) -> list[Subject]:
        """The names of an enumeration of just so many, right before or behind a token."""
        if count < _TWO:
            return []
        before = self._names_before(token.start, count)
        last = self._names_before(self.end, count)
        return before or (last if last and last[0].start >= token.end else [])

    def _apart(self, token: Token, behind: Subject) -> bool:
        """Whether a comma or the like parts a place from the name behind it."""
        return any(sign in self.plain[token.end : behind.start] for sign in ",;、") or token.end == behind.start

    def _placed(self, holders: tuple[Subject, ...]) -> tuple[Subject, ...]:
        self.placed.add(holders[0].start)
        return holders


def _counts(subject: Subject, before: list[Subject]) -> bool:
    """Whether a subject can own a number: a part of the market only where no car is named."""
    return subject.kind != "total" or all(other.kind == "total" for other in before)
