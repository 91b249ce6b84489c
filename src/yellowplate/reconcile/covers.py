"""The cheapest set of claims that hits some cores: branch and bound, each part of the problem solved once.

A problem is first reduced, then what no longer hangs together is solved apart. Along a series conflicts hang together
like beads, so that the same few beads come back under most branches, and whenever the question is put again with one
claim more to keep: what they cost is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

Core = frozenset[int]
Group = frozenset[Core]
Priced = tuple[int, list[int]]  # a cost, and the claims that it buys, in order


class Covers:
    """The cheapest covers of groups of cores, where setting a claim aside costs its weight."""

    def __init__(self, weights: Sequence[int]) -> None:
        self._weights = weights
        self._solved: dict[Group, Priced] = {}
        self._least: dict[Group, int] = {}  # what groups cost at least that were given up at some price
        self._order: dict[Core, tuple[int, list[int]]] = {}

    def cheapest(self, cores: Iterable[Core], most: int | None = None) -> Priced | None:
        """The cheapest set that hits all cores; None where it costs more than `most`, or a core is empty.

        Among sets of equal cost it is always the same one, whatever was asked before.
        """
        return self._solve(set(cores), sum(self._weights) if most is None else most)

    def charge(self, cores: Iterable[Core], unpaid: dict[int, int]) -> int:
        """What hitting all cores costs at least: each core charges its claims alike, until one of them is paid for.

        `unpaid` holds what is left to pay for each claim that was charged before, and is brought up to date.
        """
        cost, weights = 0, self._weights
        for core in sorted(cores, key=self._place):
            charge = min([unpaid.get(claim, weights[claim]) for claim in core])
            if charge:
                cost += charge
                for claim in core:
                    unpaid[claim] = unpaid.get(claim, weights[claim]) - charge
        return cost

    def _place(self, core: Core) -> tuple[int, list[int]]:
        place = self._order.get(core)
        if place is None:
            place = self._order[core] = (len(core), sorted(core))
        return place

    def _solve(self, cores: set[Core], most: int) -> Priced | None:
        if frozenset() in cores or self.charge(cores, {}) > most:
            return None
        removed, cores = self._reduce(cores)
        cost = sum(self._weights[claim] for claim in removed)
        groups = [(group, self._at_least(group)) for group in map(frozenset, groups_of(cores))]
        least = cost + sum(least for _, least in groups)
        for group, at_least in groups:
            if least > most:
                return None
            part = self._part(group, most - least + at_least)
            if part is None:
                return None
            least += part[0] - at_least
            cost += part[0]
            removed.update(part[1])
        return (cost, sorted(removed)) if cost <= most else None

    def _at_least(self, group: Group) -> int:
        """What a reduced group costs at least."""
        if group in self._solved:
            return self._solved[group][0]
        if group not in self._least:
            self._least[group] = self.charge(group, {})
        return self._least[group]

    def _part(self, group: Group, most: int) -> Priced | None:
        """Solve a reduced group that hangs together, unless it is known."""
        if self._at_least(group) > most:
            return None
        if group not in self._solved:
            found = self._branch(group, most)
            if found is None:
                self._least[group] = most + 1
                return None
            self._solved[group] = found
        return self._solved[group]

    def _branch(self, group: Group, most: int) -> Priced | None:
        """Solve one group with and without the claim that hits most of it for its price."""
        counts = Counter(claim for core in group for claim in core)
        claim = min(counts, key=lambda claim: (self._weights[claim] / counts[claim], claim))
        found = []
        if part := self._solve({core for core in group if claim not in core}, most - self._weights[claim]):
            most = part[0] + self._weights[claim]
            found.append((most, sorted([*part[1], claim])))
        if part := self._solve({core - {claim} for core in group}, most):
            found.append(part)
        return min(found, default=None)

    def _reduce(self, cores: set[Core]) -> tuple[set[int], set[Core]]:
        """Take what is forced, and leave out what can't be part of the cheapest set.

        A core that contains another is hit along with it. A claim is not needed where another one costs no more and
        hits all the cores that it hits.
        """
        removed: set[int] = set()
        while True:
            cores = _minimal(cores)
            forced = {claim for core in cores if len(core) == 1 for claim in core}
            if forced:
                removed |= forced
                cores = {core for core in cores if not core & forced}
            useless = self._dominated(hits_of(cores))
            if not useless:
                return removed, cores
            cores = {core - useless for core in cores}

    def _dominated(self, hits: dict[int, set[Core]]) -> set[int]:
        useless: set[int] = set()
        seen: set[int] = set()
        for claim in sorted(hits, key=lambda claim: (self._weights[claim], claim)):
            # Whoever hits all the cores that this claim hits stands in each of them.
            if seen.isdisjoint(frozenset.intersection(*hits[claim])):
                seen.add(claim)
            else:
                useless.add(claim)
        return useless


def groups_of(cores: Collection[Core]) -> list[list[Core]]:
    """Split cores, none of them empty, into groups that share no claim."""
    leader: dict[int, int] = {}

    def led(claim: int) -> int:
        while (above := leader.setdefault(claim, claim)) != claim:
            leader[claim] = leader[above]
            claim = above
        return claim

    for core in cores:
        first, *others = core
        for claim in others:
            leader[led(claim)] = led(first)
    groups: dict[int, list[Core]] = {}
    for core in cores:
        groups.setdefault(led(next(iter(core))), []).append(core)
    return list(groups.values())


def hits_of(cores: Iterable[Core]) -> dict[int, set[Core]]:
    """The cores that each claim stands in."""
    hits: dict[int, set[Core]] = {}
    for core in cores:
        for claim in core:
            hits.setdefault(claim, set()).add(core)
    return hits


def _minimal(cores: set[Core]) -> set[Core]:
    kept: dict[int, list[Core]] = {}
    for core in sorted(cores, key=len):
        if not any(other <= core for claim in core for other in kept.get(claim, ())):
            kept.setdefault(min(core), []).append(core)
    return {core for cores in kept.values() for core in cores}
