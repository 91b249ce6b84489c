"""The cheapest set of claims that leaves no contradiction: minimum-weight hitting sets, exactly.

Error localisation (Fellegi & Holt 1976) asks for the set of statements of least total weight whose removal lets the
rest be true. Contradictions come as cores, small sets of claims that can't all be true; a removal must hit each of
them. Solving over the cores known so far and asking for one more core until there is none is the implicit hitting set
method (Reiter 1987; Davies & Bacchus 2011): what it ends with is optimal, though only few cores were ever looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Core = frozenset[int]
Check = Callable[[frozenset[int]], Sequence[Core]]


class Localiser:
    """The contradictions among some claims, found as they are needed.

    `weights` holds the cost of setting each claim aside, `check` returns cores that avoid a given set of removed
    claims, none only if the remaining claims can all be true.
    """

    def __init__(self, weights: Sequence[int], check: Check) -> None:
        self._weights = weights
        self._check = check
        self._known: dict[frozenset[Core], frozenset[int]] = {}
        self.cores: set[Core] = set()

    def solve(self, keep: Core = frozenset(), below: int | None = None) -> frozenset[int] | None:
        """The cheapest removal that keeps `keep`; None where there is none, or none that costs less than `below`."""
        while True:
            removed = self._cheapest(keep)
            if removed is None or (below is not None and self._cost(removed) >= below):
                return None
            found = [core for core in self._check(removed) if core not in self.cores]
            if not found:
                return removed
            self.cores.update(found)

    def _cheapest(self, keep: Core) -> frozenset[int] | None:
        """As `cheapest` over the cores known so far; groups of cores solved before are remembered."""
        free = {core - keep for core in self.cores}
        if frozenset() in free:
            return None
        removed: set[int] = set()
        for group in _groups(free):
            key = frozenset(group)
            if key not in self._known:
                self._known[key] = _search(key, self._weights) or frozenset()
            removed |= self._known[key]
        return frozenset(removed)

    def alternatives(self, best: frozenset[int], margin: int) -> list[frozenset[int]]:
        """Other removals that cost less than `margin` more than the best one, each claim of them needed.

        One is given for every claim that can change sides: kept though `best` removes it, or removed though `best`
        keeps it. Where this is empty the removal is beyond dispute.
        """
        found: set[frozenset[int]] = set()
        asked: set[Core] = set()
        limit = self._cost(best) + margin
        while turns := [(group, keep) for group in _groups(self.cores) for keep in self._turns(group, best, margin)]:
            turns = [(group, keep) for group, keep in turns if keep not in asked]
            if not turns:
                break
            asked.update(keep for _, keep in turns)
            for group, keep in turns:
                below = self._cost(best & frozenset().union(*group)) + margin
                if _search({core - keep for core in group}, self._weights, below) is None:
                    continue
                other = self.solve(keep, limit)
                if other is not None and other != best:
                    found.add(other)
        return sorted(found, key=lambda removed: (self._cost(removed), sorted(removed)))

    def _turns(self, group: Sequence[Core], best: frozenset[int], margin: int) -> list[Core]:
        """What must be kept so that a claim of this group changes sides at a price that is not out of the question."""
        claims = frozenset().union(*group)
        limit = self._cost(best & claims) + margin
        turns = {frozenset({claim}) for claim in best & claims}
        turns |= {core - {claim} for core in group for claim in core - best if self._weights[claim] < limit}
        return sorted(turns, key=sorted)

    def _cost(self, removed: Iterable[int]) -> int:
        return sum(self._weights[claim] for claim in removed)


def cheapest(cores: Iterable[Core], weights: Sequence[int]) -> frozenset[int]:
    """The minimum-weight set that hits every core.

    Among sets of equal weight the one with the lowest claim numbers is returned, so that the answer is always the same.

    >>> sorted(cheapest([frozenset({0, 1}), frozenset({1, 2})], [5, 7, 5]))
    [1]
    """
    localiser = Localiser(weights, lambda removed: ())
    localiser.cores.update(cores)
    return localiser.solve() or frozenset()


def _groups(cores: Iterable[Core]) -> list[list[Core]]:
    """Split cores into groups that share no claim."""
    groups: list[tuple[set[int], list[Core]]] = []
    for core in sorted(cores, key=lambda core: (len(core), sorted(core))):
        touching = [group for group in groups if group[0] & core]
        merged = (set(core), [core])
        for claims, members in touching:
            merged[0].update(claims)
            merged[1].extend(members)
        groups = [group for group in groups if group not in touching] + [merged]
    return [members for _, members in groups]


def _search(cores: Iterable[Core], weights: Sequence[int], below: int | None = None) -> frozenset[int] | None:
    """Solve one group: reduce it, branch on the claim that hits most of what is left, and bound by disjoint cores.

    None where a core is empty, or where every set that hits all cores costs `below` or more.
    """
    best: tuple[int, list[int]] | None = None
    most = sum(weights) if below is None else below - 1
    # Each state: what is removed so far, and the cores still open, without the claims decided to be kept.
    stack: list[tuple[frozenset[int], set[Core]]] = [(frozenset(), set(cores))]
    while stack:
        removed, still = stack.pop()
        if frozenset() in still or _least_cost(removed, still, weights) > most:
            continue
        removed, still = _reduce(removed, still, weights)
        cost = _least_cost(removed, still, weights)
        if cost > most:
            continue
        if not still:
            found = (cost, sorted(removed))
            best = found if best is None else min(best, found)
            most = best[0]
            continue
        counts = Counter(claim for core in still for claim in core)
        claim = min(counts, key=lambda claim: (weights[claim] / counts[claim], claim))
        stack.append((removed, {core - {claim} for core in still}))
        stack.append((removed | {claim}, {core for core in still if claim not in core}))
    return None if best is None else frozenset(best[1])


def _reduce(removed: frozenset[int], cores: set[Core], weights: Sequence[int]) -> tuple[frozenset[int], set[Core]]:
    """Take what is forced, and leave out what can't be part of the cheapest set.

    A core that contains another is hit along with it. A claim is not needed where another one costs no more and hits
    all the cores that it hits.
    """
    while True:
        cores = _minimal(cores)
        forced = {claim for core in cores if len(core) == 1 for claim in core}
        if forced:
            removed |= forced
            cores = {core for core in cores if not core & forced}
        hits: dict[int, set[Core]] = {}
        for core in cores:
            for claim in core:
                hits.setdefault(claim, set()).add(core)
        useless = _dominated(hits, weights)
        if not useless:
            return removed, cores
        cores = {core - useless for core in cores}


def _minimal(cores: set[Core]) -> set[Core]:
    kept: dict[int, list[Core]] = {}
    for core in sorted(cores, key=len):
        if not any(other <= core for claim in core for other in kept.get(claim, ())):
            kept.setdefault(min(core), []).append(core)
    return {core for cores in kept.values() for core in cores}


def _dominated(hits: dict[int, set[Core]], weights: Sequence[int]) -> set[int]:
    useless: set[int] = set()
    seen: set[int] = set()
    for claim in sorted(hits, key=lambda claim: (weights[claim], claim)):
        # Whoever hits all the cores that this claim hits stands in each of them.
        if any(other in seen for other in frozenset.intersection(*hits[claim])):
            useless.add(claim)
        else:
            seen.add(claim)
    return useless


def _least_cost(removed: Iterable[int], cores: Iterable[Core], weights: Sequence[int]) -> int:
    """What a removal costs at least that hits all these cores too: cores that share no claim are hit one by one."""
    used: set[int] = set()
    cost = sum(weights[claim] for claim in removed)
    for core in sorted(cores, key=lambda core: (len(core), sorted(core))):
        if not core & used:
            cost += min(weights[claim] for claim in core)
            used |= core
    return cost
