"""The cheapest set of claims that leaves no contradiction: minimum-weight hitting sets, exactly.

Error localisation (Fellegi & Holt 1976) asks for the set of statements of least total weight whose removal lets the
rest be true. Contradictions come as cores, small sets of claims that can't all be true; a removal must hit each of
them. Solving over the cores known so far and asking for one more core until there is none is the implicit hitting set
method (Reiter 1987; Davies & Bacchus 2011): what it ends with is optimal, though only few cores were ever looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yellowplate.reconcile.covers import Core, Covers, groups_of, hits_of

Check = Callable[[frozenset[int]], Sequence[Core]]


class Localiser:
    """The contradictions among some claims, found as they are needed.

    `weights` holds the cost of setting each claim aside, `check` returns cores that avoid a given set of removed
    claims, none only if the remaining claims can all be true.
    """

    def __init__(self, weights: Sequence[int], check: Check) -> None:
        self._weights = weights
        self._check = check
        self._covers = Covers(weights)
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
        """As `solve` over the cores known so far."""
        found = self._covers.cheapest({core - keep for core in self.cores}, None if below is None else below - 1)
        return None if found is None else frozenset(found[1])

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
        for group in groups_of(sorted(self.cores, key=sorted)):
            below = self._cost(best & frozenset().union(*group)) + margin
            hits, unpaid = hits_of(group), dict[int, int]()
            least = self._covers.charge(group, unpaid)
            # Whoever removes a claim pays what the group costs at least, and what is left to pay for the claim.
            open_ = {claim for claim in hits if least + unpaid.get(claim, self._weights[claim]) < below} - best
            turns = {frozenset({claim}) for claim in best & hits.keys()}
            turns |= {core - {claim} for claim in open_ for core in hits[claim]}
            for keep in sorted(turns - asked, key=sorted):
                asked.add(keep)
                # The cores that lose claims can be charged more.
                touched = {core - keep for claim in keep for core in hits[claim]}
                owed = {claim: unpaid[claim] for core in touched for claim in core if claim in unpaid}
                if frozenset() in touched or least + self._covers.charge(touched, owed) >= below:
                    continue
                if self._covers.cheapest({core - keep for core in group}, below - 1) is not None:
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
