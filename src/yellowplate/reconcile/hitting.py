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
Priced = tuple[int, list[int]]  # a cost, and the claims that it buys, in order


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
            removed = self._cheapest(keep, below)
            if removed is None or (below is not None and self._cost(removed) >= below):
                return None
            found = [core for core in self._check(removed) if core not in self.cores]
            if not found:
                return removed
            self.cores.update(found)

    def _cheapest(self, keep: Core, below: int | None) -> frozenset[int] | None:
        """As `solve` over the cores known so far; groups of cores solved before are remembered."""
        free = {core - keep for core in self.cores}
        if frozenset() in free:
            return None
        removed: set[int] = set()
        keys = [frozenset(group) for group in _groups(free)]
        for key in sorted(keys, key=lambda key: key not in self._known):
            if key not in self._known:
                part = _search(key, self._weights, None if below is None else below - self._cost(removed))
                if part is None:
                    return None
                self._known[key] = part
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
        while turns := self._affordable(best, margin, asked):
            for keep in turns:
                other = self.solve(keep, limit)
                if other is not None and other != best:
                    found.add(other)
        return sorted(found, key=lambda removed: (self._cost(removed), sorted(removed)))

    def _affordable(self, best: frozenset[int], margin: int, asked: set[Core]) -> list[Core]:
        """What must be kept so that a claim changes sides, where the cores known so far allow that within the margin.

        Turns asked for before are left out.
        """
        found = []
        for group in _groups(sorted(self.cores, key=sorted)):
            below = self._cost(best & frozenset().union(*group)) + margin
            hits, unpaid = _hits(group), dict[int, int]()
            least = _charge(group, self._weights, unpaid)
            # Whoever removes a claim pays what the group costs at least, and what is left to pay for the claim.
            open_ = {claim for claim in hits if least + unpaid.get(claim, self._weights[claim]) < below} - best
            turns = {frozenset({claim}) for claim in best & hits.keys()}
            turns |= {core - {claim} for claim in open_ for core in hits[claim]}
            for keep in sorted(turns - asked, key=sorted):
                asked.add(keep)
                # The cores that lose claims can be charged more.
                touched = {core - keep for claim in keep for core in hits[claim]}
                owed = {claim: unpaid[claim] for core in touched for claim in core if claim in unpaid}
                if frozenset() in touched or least + _charge(touched, self._weights, owed) >= below:
                    continue
                if _search({core - keep for core in group}, self._weights, below) is not None:
                    found.append(keep)
        return found

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
    """Split cores, none of them empty, into groups that share no claim."""
    leader: dict[int, int] = {}

    def led(claim: int) -> int:
        while (above := leader.setdefault(claim, claim)) != claim:
            leader[claim] = leader[above]
            claim = above
        return claim

    cores = list(cores)
    for core in cores:
        first, *others = core
        for claim in others:
            leader[led(claim)] = led(first)
    groups: dict[int, list[Core]] = {}
    for core in cores:
        groups.setdefault(led(next(iter(core))), []).append(core)
    return list(groups.values())


def _search(cores: Iterable[Core], weights: Sequence[int], below: int | None = None) -> frozenset[int] | None:
    """Solve one group of cores; None where one is empty, or where whatever hits them all costs `below` or more."""
    most = sum(weights) if below is None else below - 1
    found = _solve(set(cores), weights, most)
    return None if found is None else frozenset(found[1])


def _solve(cores: set[Core], weights: Sequence[int], most: int) -> Priced | None:
    """The cheapest set that hits all cores; None where it costs more than `most`, or a core is empty.

    Reduce the cores, then solve what no longer hangs together apart: along a series conflicts hang together like beads.
    """
    if frozenset() in cores or _charge(cores, weights, {}) > most:
        return None
    removed, cores = _reduce(cores, weights)
    cost = sum(weights[claim] for claim in removed)
    groups = [(group, _charge(group, weights, {})) for group in _groups(cores)]
    least = cost + sum(least for _, least in groups)
    for group, at_least in groups:
        if least > most:
            return None
        part = _branch(group, weights, most - least + at_least)
        if part is None:
            return None
        least += part[0] - at_least
        cost += part[0]
        removed.update(part[1])
    return (cost, sorted(removed)) if cost <= most else None


def _branch(cores: Sequence[Core], weights: Sequence[int], most: int) -> Priced | None:
    """Solve one group with and without the claim that hits most of it for its price."""
    counts = Counter(claim for core in cores for claim in core)
    claim = min(counts, key=lambda claim: (weights[claim] / counts[claim], claim))
    found = []
    if part := _solve({core for core in cores if claim not in core}, weights, most - weights[claim]):
        most = part[0] + weights[claim]
        found.append((most, sorted([*part[1], claim])))
    if part := _solve({core - {claim} for core in cores}, weights, most):
        found.append(part)
    return min(found, default=None)


def _reduce(cores: set[Core], weights: Sequence[int]) -> tuple[set[int], set[Core]]:
    """Take what is forced, and leave out what can't be part of the cheapest set.

    A core that contains another is hit along with it. A claim is not needed where another one costs no more and hits
    all the cores that it hits.
    """
    removed: set[int] = set()
    while True:
        cores = _minimal(cores)
        forced = {claim for core in cores if len(core) == 1 for claim in core}
        if forced:
            removed |= forced
            cores = {core for core in cores if not core & forced}
        useless = _dominated(_hits(cores), weights)
        if not useless:
            return removed, cores
        cores = {core - useless for core in cores}


def _minimal(cores: set[Core]) -> set[Core]:
    kept: dict[int, list[Core]] = {}
    for core in sorted(cores, key=len):
        if not any(other <= core for claim in core for other in kept.get(claim, ())):
            kept.setdefault(min(core), []).append(core)
    return {core for cores in kept.values() for core in cores}


def _hits(cores: Iterable[Core]) -> dict[int, set[Core]]:
    """The cores that each claim stands in."""
    hits: dict[int, set[Core]] = {}
    for core in cores:
        for claim in core:
            hits.setdefault(claim, set()).add(core)
    return hits


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


def _charge(cores: Iterable[Core], weights: Sequence[int], unpaid: dict[int, int]) -> int:
    """What hitting all cores costs at least: each core charges its claims alike, until one of them is paid for.

    `unpaid` holds what is left to pay for each claim that was charged before, and is brought up to date.
    """
    cost = 0
    for core in sorted(cores, key=lambda core: (len(core), sorted(core))):
        charge = min(unpaid.get(claim, weights[claim]) for claim in core)
        if charge:
            cost += charge
            for claim in core:
                unpaid[claim] = unpaid.get(claim, weights[claim]) - charge
    return cost
