"""Law as dated data: rules read from CSV files, checked, and looked up by market, route and day.

A rule without a citation, a source or a first day can't be read; neither can two rules of one slot that hold on the
same day, nor a low-confidence rule of a state that says yes or no.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from yellowplate.errors import InputError, RowError, UsageError
from yellowplate.rules.car import Question, Route, Vehicle, the_day_after, the_day_before
from yellowplate.rules.predicates import PREDICATES, Argument, Holds, Test
from yellowplate.subjects import DATA

T = TypeVar("T")
RULES = DATA / "rules"
_FILES = ("us_federal.csv", "us_states.csv", "other_markets.csv", "japan_costs.csv")
DISCLAIMER = "Information with sources, not legal advice."


class Effect(StrEnum):
    """What a rule does where its condition holds.

    `close` shuts a gate, `open` lifts that, `limit` lifts it on terms, `unclear` leaves it undecided, `tell` decides
    nothing. Duties: `rate`, `add`, `total` (with what lies beneath), `free`, `fee`. Costs: `amount`, `least` (where
    the car is good enough), `cut`, `share`, `unknown`, and intervals and years: `first`, `later`, `first year`.
    """

    CLOSE = "close"
    OPEN = "open"
    LIMIT = "limit"
    UNCLEAR = "unclear"
    TELL = "tell"
    RATE = "rate"
    ADD = "add"
    TOTAL = "total"
    FREE = "free"
    FEE = "fee"
    AMOUNT = "amount"
    LEAST = "least"
    CUT = "cut"
    SHARE = "share"
    UNKNOWN = "unknown"
    FIRST = "first"
    LATER = "later"
    FIRST_YEAR = "first year"


DECIDING = frozenset({Effect.CLOSE, Effect.OPEN, Effect.LIMIT, Effect.UNCLEAR})
# The one gate that states keep: title, plates and road.
ROAD = "road"
CONFIDENCES = ("high", "medium", "low")
COLUMNS = (
    "id", "market", "state", "routes", "gate", "slot", "effect", "when", "threshold", "unit", "rule", "terms", "from",
    "to", "from_precision", "citation", "source_url", "basis", "confidence", "note",
)  # fmt: skip
_PRECISIONS = {
    "day": "{}",
    "month": "{}",
    "approx": "about {}",
    "nominal": "{} or earlier",
    "by": "by {}",
    "unknown": "a day not found",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where and for what it holds, its condition, threshold and effect, its dates, and where it stands.

    `first` and `last` are the days it is in force between, both included (`last` None: still). `precision` says how
    well `first` is known; a rule of unknown beginning holds since the day before which no such question arises.
    """

    id: str
    market: str
    state: str
    routes: frozenset[Route]
    gate: str
    slot: str
    effect: Effect
    tests: tuple[Test, ...]
    threshold: Fraction | None
    unit: str
    text: str
    terms: str
    first: date
    last: date | None
    precision: str
    citation: str
    source_url: str
    basis: str
    confidence: str
    note: str

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which it begins, and on which it has just ended."""
        return (self.first,) if self.last is None else (self.first, the_day_after(self.last))

    def holds(self, car: Vehicle, question: Question) -> Holds:
        """Whether its whole condition holds; None where that hangs on something unknown."""
        found = {test.holds(car, question) for test in self.tests}
        return False if False in found else None if None in found else True

    @property
    def said(self) -> str:
        """What it says, with its threshold and terms."""
        limit = f" ({float(self.threshold):g} {self.unit})" if self.threshold is not None else ""
        return self.text.rstrip(".") + limit + (f": {self.terms}." if self.terms else ".")

    @property
    def dates(self) -> str:
        """When it is in force, as people read it."""
        begins = _PRECISIONS[self.precision].format(self.first)
        return f"from {begins}" if self.last is None else f"{begins} to {self.last}"

    def data(self) -> dict[str, Any]:
        """The rule as JSON shows it."""
        return {
            "id": self.id,
            "gate": self.gate,
            "effect": str(self.effect),
            "rule": self.text,
            "terms": self.terms or None,
            "threshold": None if self.threshold is None else float(self.threshold),
            "unit": self.unit or None,
            "from": self.first.isoformat(),
            "from_precision": self.precision,
            "to": self.last and self.last.isoformat(),
            "citation": self.citation,
            "source_url": self.source_url,
            "basis": self.basis,
            "confidence": self.confidence,
            "note": self.note or None,
        }


@dataclass(frozen=True)
class Rulebook:
    """All rules, checked."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        _refuse_overlaps(self.rules)

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Rulebook:
        """The rules that come with the package."""
        return cls(tuple(rule for name in _FILES for rule in read_rules(RULES / name)))

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _by_scope(self) -> dict[tuple[str, str, Route], tuple[Rule, ...]]:
        scopes: dict[tuple[str, str, Route], list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for route in rule.routes:
                scopes[rule.market, rule.state, route].append(rule)
        return {scope: tuple(rules) for scope, rules in scopes.items()}

    @cached_property
    def _held(self) -> dict[tuple[str, str, Route, int], tuple[Rule, ...]]:
        return {}

    def scope(self, market: str, route: Route, state: str = "") -> tuple[Rule, ...]:
        """All rules of a market, or of one of its states alone, for a route, whenever they hold."""
        return self._by_scope.get((market, state, route), ())

    @cached_property
    def _turns(self) -> dict[tuple[str, str, Route], tuple[date, ...]]:
        return {
            scope: tuple(sorted({day for rule in rules for day in rule.turns}))
            for scope, rules in self._by_scope.items()
        }

    def turns(self, market: str, route: Route, state: str = "") -> tuple[date, ...]:
        """The days on which a rule of that scope begins, or has just ended."""
        return self._turns.get((market, state, route), ())

    def in_force(self, market: str, route: Route, day: date, state: str = "") -> tuple[Rule, ...]:
        """The rules of that scope in force on a day, in the order of their files."""
        key = market, state, route, bisect_right(self.turns(market, route, state), day)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = tuple(r for r in self.scope(market, route, state) if r.in_force(day))
        return found

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """The markets that have rules for cars (not costs), as ids."""
        return tuple(dict.fromkeys(r.market for r in self.rules if r.routes != {Route.OWN}))

    def first_day(self, market: str) -> date:
        """The day on which the earliest rule of a market, not of its states, begins."""
        return min(rule.first for rule in self.rules if rule.market == market and rule.routes != {Route.OWN})

    def overlaid(self, proposed: Mapping[str, str], rules: Iterable[Rule]) -> Rulebook:
        """The rules with proposed ones: `proposed` maps the id of a proposed rule to the one it replaces, or to ''.

        A replaced rule ends the day before the proposed one begins.
        """
        fresh = tuple(rules)
        ends = {proposed[rule.id]: rule.first for rule in fresh if proposed.get(rule.id)}
        for rule in fresh:
            if rule.market not in self.markets:
                raise UsageError(
                    f"{rule.id} of the scenario is for {rule.market!r}; choose from {', '.join(self.markets)}."
                )
        for replaced in ends.keys() - self.by_id.keys():
            raise UsageError(f"The scenario replaces {replaced!r}, but no rule has that id.")
        kept = tuple(replace(r, last=the_day_before(ends[r.id])) if r.id in ends else r for r in self.rules)
        return Rulebook(tuple(r for r in kept if r.last is None or r.first <= r.last) + fresh)


def named_days(rules: Iterable[Rule]) -> set[date]:
    """The days of building that conditions of rules name."""
    return {test.argument for rule in rules for test in rule.tests if isinstance(test.argument, date)}


def read_rules(path: Path) -> Iterator[Rule]:
    """The rules of a CSV file; raises RowError naming the row that lacks a citation, a date or anything else needed."""
    rows = rows_of(path)
    if not rows:
        raise RowError(path.name, 1, f"it holds no rules; give a heading ({', '.join(COLUMNS)}) and a rule a row.")
    for missing in [name for name in COLUMNS if name not in rows[0]]:
        raise RowError(path.name, 1, f"column {missing} is missing; a file of rules has {', '.join(COLUMNS)}.")
    for number, row in enumerate(rows, start=2):
        try:
            yield _rule(row)
        except ValueError as error:
            raise RowError(path.name, number, f"{row['id'] or 'a rule without id'}: {error}.") from None


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; raises InputError where it can't be read."""
    try:
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise InputError(f"{path} can't be read: {reason}; give a CSV file of rules.") from None


def _rule(row: dict[str, str]) -> Rule:
    if None in row:
        raise ValueError("the row has more cells than the heading has columns; quote text that holds a comma")
    for column in ("id", "market", "gate", "rule", "from", "citation", "source_url"):
        if not row[column].strip():
            raise ValueError(f"column {column} is empty; every rule needs it")
    effect, confidence = _cell(row, "effect", Effect), row["confidence"]
    if confidence not in CONFIDENCES:
        raise ValueError(f"confidence {confidence!r} is none of {', '.join(CONFIDENCES)}")
    if row["from_precision"] not in _PRECISIONS:
        raise ValueError(f"from_precision {row['from_precision']!r} is none of {', '.join(_PRECISIONS)}")
    if bool(row["state"]) is not (row["gate"] == ROAD):
        raise ValueError(f"gate {row['gate']!r}: the gate of a state is {ROAD}, and of nobody else")
    if row["state"] and confidence == "low" and effect not in (Effect.UNCLEAR, Effect.TELL):
        raise ValueError(f"a low-confidence rule of a state can't {effect}; its effect is unclear")
    first = _cell(row, "from", date.fromisoformat)
    last = _cell(row, "to", date.fromisoformat) if row["to"] else None
    if last is not None and last < first:
        raise ValueError(f"it ends on {last}, before it begins")
    threshold = row["threshold"]
    return Rule(
        row["id"],
        row["market"],
        row["state"],
        _cell(row, "routes", lambda text: frozenset(map(Route, text.split(";")))),
        row["gate"],
        row["slot"] or row["id"],
        effect,
        _cell(row, "when", lambda text: tests_of(text, threshold)),
        _cell(row, "threshold", Fraction) if threshold else None,
        row["unit"],
        row["rule"],
        row["terms"],
        first,
        last,
        row["from_precision"],
        row["citation"],
        row["source_url"],
        row["basis"],
        confidence,
        row["note"],
    )


def _cell(row: dict[str, str], column: str, read: Callable[[str], T]) -> T:
    """A cell read; raises ValueError naming the column."""
    try:
        return read(row[column])
    except ZeroDivisionError:
        raise ValueError(f"column {column}: {row[column]} divides by zero") from None
    except ValueError as error:
        raise ValueError(f"column {column}: {error}") from None


def tests_of(when: str, threshold: str) -> tuple[Test, ...]:
    """The predicates that a `when` names; `{}` stands for the rule's threshold. Raises ValueError.

    >>> [test.words for test in tests_of("not aged:{}; original", "25")]
    ['it is not yet 25 years old, counted from the day it was built', 'it is in its original condition']
    """
    return tuple(_test(part.strip(), threshold) for part in when.split(";") if part.strip())


def _test(text: str, threshold: str) -> Test:
    name, _, argument = text.removeprefix("not ").partition(":")
    if name not in PREDICATES:
        raise ValueError(f"no predicate is called {name!r}")
    return Test(PREDICATES[name], _argument(argument.replace("{}", threshold)), text.startswith("not "))


def _argument(text: str) -> Argument:
    if not text:
        return None
    if text.isdigit():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _refuse_overlaps(rules: Iterable[Rule]) -> None:
    slots: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        slots[rule.slot].append(rule)
    for slot, held in slots.items():
        for one, other in pairwise(sorted(held, key=lambda rule: rule.first)):
            if one.last is None or other.first <= one.last:
                raise InputError(f"{one.id} and {other.id} both hold {slot!r} from {other.first}; end the one earlier.")
