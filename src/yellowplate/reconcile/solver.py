"""All series together: components, their contradictions, and what is set aside.

A component is a set of series whose claims must be weighed together. Each series begins as a component of its own; a
bond that the settled series can't meet joins the series it speaks of, and the joint component is solved again.
Components are solved one by one, by content alone, so that a solution can be kept and used again as long as nothing in
the component has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from yellowplate.facts import Interval, Period, Series
from yellowplate.reconcile.bonds import Bond
from yellowplate.reconcile.claims import Claim
from yellowplate.reconcile.covers import Core
from yellowplate.reconcile.hitting import Localiser
from yellowplate.reconcile.series import Outside, Settled, settle, tolerance
from yellowplate.reconcile.timeline import Reason

# Two ways to remove all contradictions whose costs are closer than this are a tie. It is more than what a second
# press page adds to a first (60) and less than what a ratio adds that fits one of two values (70): agreement of two
# copyists decides nothing, arithmetic does.
MARGIN = 65


@dataclass(frozen=True, slots=True)
class Solution:
    """What one component sets aside, by place in its own list of claims and bonds, and the other ways to do it."""

    removed: Core
    alternatives: tuple[Core, ...]
    cores: tuple[Core, ...]


@dataclass(slots=True)
class Memo:
    """What was worked out before: the solutions of components, and settled series, by everything they depend on."""

    solutions: dict[object, Solution] = field(default_factory=dict)
    settled: dict[object, Settled] = field(default_factory=dict)


@dataclass(slots=True)
class Solved:
    """The outcome for all series.

    Claims are numbered across all series in one order, bonds that can be set aside after them. `wrong` is set aside
    in every best solution, `open_` in some of them. `alternatives` holds complete removals, the best one first.
    """

    claims: list[Claim]
    bonds: list[Bond]
    first: dict[Series, int]
    count: dict[Series, int]
    memo: Memo
    wrong: set[int] = field(default_factory=set)
    open_: set[int] = field(default_factory=set)
    rivals: dict[int, frozenset[Core]] = field(default_factory=dict)
    best: set[int] = field(default_factory=set)
    settled: dict[Series, Settled] = field(default_factory=dict)
    outside: dict[Series, list[Outside]] = field(default_factory=dict)

    def own(self, series: Series) -> Sequence[Claim]:
        """The claims of one series."""
        return self.claims[self.first[series] : self.first[series] + self.count[series]]

    def settle(self, series: Series, removed: Core) -> Settled:
        """Let the claims of a series speak that are not removed, and what other series say about it."""
        own, first, outside = self.own(series), self.first[series], tuple(self.outside.get(series, ()))
        mine = frozenset(number for number in removed if first <= number < first + len(own))
        key = (tuple((claim.says, claim.weight) for claim in own), mine, first, outside)
        if key not in self.memo.settled:
            self.memo.settled[key] = settle(own, mine, first, outside)
        return self.memo.settled[key]

    def interval(self, series: Series, run: Period) -> Interval:
        """What is left for the units of a run."""
        settled = self.settled.get(series)
        return settled.timeline.interval(run) if settled else Interval(0, None)

    def reason(self, series: Series, run: Period) -> Reason:
        """The claims on which that interval rests."""
        settled = self.settled.get(series)
        return settled.timeline.reason(run) if settled else frozenset()


def solve(claims: Mapping[Series, Sequence[Claim]], bonds: Iterable[Bond], memo: Memo) -> Solved:
    """Set aside the claims of least total weight so that the rest can all be true, and settle every series.

    `memo` keeps the solutions of components between calls; give the same one again after adding Reports, and only
    what they touch is solved anew.
    """
    solved = _numbered(claims, list(bonds), memo)
    components: dict[Series, frozenset[Series]] = {series: frozenset({series}) for series in solved.first}
    active: dict[frozenset[Series], set[int]] = {component: set() for component in components.values()}
    pending = set(components.values())
    while pending:
        for component in sorted(pending, key=sorted):
            _solve_component(solved, component, sorted(active[component]))
        pending = _merge(solved, components, active)
    _pass_on(solved)
    return solved


def _numbered(claims: Mapping[Series, Sequence[Claim]], bonds: list[Bond], memo: Memo) -> Solved:
    solved = Solved([], bonds, {}, {}, memo)
    for series, said in claims.items():
        solved.first[series] = len(solved.claims)
        solved.count[series] = len(said)
        solved.claims.extend(said)
    return solved


def _solve_component(solved: Solved, component: frozenset[Series], active: Sequence[int]) -> None:
    """Solve one component, or take its solution from the memo, and settle its series."""
    members = sorted(component)
    numbers = [
        n for series in members for n in range(solved.first[series], solved.first[series] + solved.count[series])
    ]
    base = len(solved.claims)
    numbers += [base + bond for bond in active]
    content = tuple((c.series, c.says, c.weight) for c in (solved.claims[n] for n in numbers if n < base))
    key = (content, tuple((solved.bonds[b].run, solved.bonds[b].terms, solved.bonds[b].weight) for b in active))
    if key not in solved.memo.solutions:
        solved.memo.solutions[key] = _localise(solved, members, active, numbers)
    solution = solved.memo.solutions[key]
    removed = {numbers[place] for place in solution.removed}
    others = [frozenset(numbers[place] for place in other) for other in solution.alternatives]
    changing = set().union(*(removed ^ other for other in others)) if others else set()
    _forget(solved, numbers)
    solved.best |= removed
    solved.wrong |= removed - changing
    solved.open_ |= changing
    for claim in changing:
        solved.rivals[claim] = frozenset({frozenset(removed), *others})
    for series in members:
        solved.settled[series] = solved.settle(series, frozenset(removed | changing))


def _forget(solved: Solved, numbers: Iterable[int]) -> None:
    for number in numbers:
        solved.best.discard(number)
        solved.wrong.discard(number)
        solved.open_.discard(number)
        solved.rivals.pop(number, None)


def _localise(solved: Solved, members: Sequence[Series], active: Sequence[int], numbers: Sequence[int]) -> Solution:
    place_of = {number: place for place, number in enumerate(numbers)}
    base = len(solved.claims)

    def check(places: Core) -> list[Core]:
        removed = frozenset(numbers[place] for place in places)
        settled = {series: solved.settle(series, removed) for series in members}
        cores = [core for one in settled.values() for core in one.cores]
        if not cores:
            cores = [
                c for b in active if base + b not in removed if (c := _violated(solved.bonds[b], settled, base + b))
            ]
        return [frozenset(place_of[number] for number in core) for core in cores]

    weights = [solved.claims[n].weight if n < base else _bond_weight(solved.bonds[n - base]) for n in numbers]
    localiser = Localiser(weights, check)
    best = localiser.solve()
    assert best is not None, "nothing is asked to be kept"
    alternatives = localiser.alternatives(best, MARGIN) if best else []
    return Solution(best, tuple(alternatives), tuple(sorted(localiser.cores, key=sorted)))


def _bond_weight(bond: Bond) -> int:
    """What setting a bond aside costs; one that holds by definition is beyond any price."""
    return bond.weight if bond.weight is not None else 10**9


def _violated(bond: Bond, settled: Mapping[Series, Settled], number: int) -> Core | None:
    """The claims that can't be true together with a bond; None where the bond can be met within a revision."""
    known = [settled.get(series) for _, series in bond.terms]
    intervals = [one.timeline.interval(bond.run) if one else Interval(0, None) for one in known]
    if bond.gap(intervals) <= _slack(bond):
        return None
    reason = frozenset().union(*(one.timeline.reason(bond.run) for one in known if one))
    return reason | {number} if bond.weight is not None else reason


def _slack(bond: Bond) -> int:
    """By how much different editions of the figures of a bond may miss it; an order has to be clear."""
    return sum(abs(times) * tolerance(bond.run.months) for times, _ in bond.terms)


def _merge(
    solved: Solved, components: dict[Series, frozenset[Series]], active: dict[frozenset[Series], set[int]]
) -> set[frozenset[Series]]:
    """Join the components of every bond that can't be met; returns the components to be solved again."""
    changed: set[frozenset[Series]] = set()
    base = len(solved.claims)
    for place, bond in enumerate(solved.bonds):
        if bond.mild or base + place in solved.best or base + place in solved.open_:
            continue
        members = [series for _, series in bond.terms if series in components]
        if not members or place in active[components[members[0]]]:
            continue
        if _violated(bond, solved.settled, base + place):
            joined = frozenset().union(*(components[series] for series in members))
            bonds = set().union(*(active.pop(part) for part in {components[series] for series in members}))
            changed = {part for part in changed if not part <= joined} | {joined}
            active[joined] = bonds | {place}
            components.update(dict.fromkeys(joined, joined))
    return changed


def _pass_on(solved: Solved, rounds: int = 2) -> None:
    """Carry bounds from series to series along the bonds, then settle the series that learned something."""
    base = len(solved.claims)
    set_aside = frozenset(solved.best | solved.open_)
    bonds = [bond for place, bond in enumerate(solved.bonds) if base + place not in set_aside]
    for _ in range(rounds):
        learned = _learned(solved, bonds)
        for series, news in learned.items():
            solved.outside.setdefault(series, []).extend(news)
            solved.settled[series] = solved.settle(series, set_aside)
        bonds = [bond for bond in bonds if any(series in learned for _, series in bond.terms)]


def _learned(solved: Solved, bonds: Iterable[Bond]) -> dict[Series, list[Outside]]:
    """What the bonds say about series that isn't known from their own claims."""
    learned: dict[Series, list[Outside]] = {}
    interval, reason = cache(solved.interval), cache(solved.reason)
    for bond in bonds:
        intervals = [interval(series, bond.run) for _, series in bond.terms]
        if all(known.exact for known in intervals) or bond.gap(intervals):
            continue
        for place, (_, series) in enumerate(bond.terms):
            if intervals[place].exact or series not in solved.first:
                continue
            implied = bond.implied(place, intervals)
            if _tighter(implied, intervals[place]):
                others = (other for index, (_, other) in enumerate(bond.terms) if index != place)
                rests_on = frozenset().union(*(reason(other, bond.run) for other in others))
                learned.setdefault(series, []).append(Outside(bond.run, implied.lo, implied.hi, rests_on))
    return learned


def _tighter(new: Interval, old: Interval) -> bool:
    return new.lo > old.lo or (new.hi is not None and (old.hi is None or new.hi < old.hi))
