"""One series over time: which of its claims can be true together, and what they leave of every run of months.

The units of a run are a difference of cumulative sums, S[end] - S[start]; every sum claim bounds such a difference,
and units are never negative. Systems of difference constraints are decided exactly in integers: an exact sum glues
two points of the timeline together at a fixed distance, a contradiction shows as a cycle, and the tightest bound
between two points is a shortest path (Bellman 1958). A ratio joins two runs: once the bounds of one are known it
bounds the other, which is repeated until nothing moves.

Every bound knows the claims it rests on, so that a contradiction names a small set of claims that can't all be true.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from yellowplate.facts import Interval, Period
from yellowplate.reconcile.bounds import Bounds, NegativeCycleError
from yellowplate.reconcile.claims import NO_SLACK, Ratio, Slack

Reason = frozenset[int]


class Edge(NamedTuple):
    """S[head] - S[tail] <= most, because of the claims in `reason`."""

    tail: int
    head: int
    most: int
    reason: Reason


class Conflict(Exception):  # noqa: N818
    """The claims in `core` can't all be true; they miss each other by `gap` cars, where that can be said."""

    def __init__(self, core: Reason, gap: int | None = None) -> None:
        self.core = core
        self.gap = gap
        super().__init__(core)


class Timeline:
    """The cumulative sums of one series at all points where some run of its claims begins or ends.

    `glue` takes exact sums, `close` must be called once when all are in, `bound` and `relate` add what is not exact.
    Each raises Conflict with the claims that can't all be true, and then leaves the timeline as it was.

    Where no run reaches across a point, what lies before has nothing to do with what lies behind: these points cut
    the timeline into blocks, each with a small matrix of its own.
    """

    def __init__(self, runs: Iterable[Period]) -> None:
        ordered = sorted(set(runs))
        self.points = sorted({point for run in ordered for point in (run.start, run.end)})
        self._cuts = _cuts(ordered)
        self._tree: dict[int, list[tuple[int, int, Reason]]] = {point: [] for point in self.points}
        self._root = {point: point for point in self.points}
        self._offset = dict.fromkeys(self.points, 0)
        self._members = {point: [point] for point in self.points}
        self._bounds: list[Bounds] = []
        self._places: list[dict[int, int]] = []
        self._edges: list[Edge] = []
        self._asked: dict[Period, Interval] = {}  # the intervals asked for since the last news

    def glue(self, run: Period, units: int, reason: Reason) -> bool:
        """State that the units of `run` are exactly so many; tells whether this was news."""
        start, end = run.start, run.end
        if self._root[start] == self._root[end]:
            if gap := abs(self._offset[end] - self._offset[start] - units):
                raise Conflict(reason | self._path(start, end), gap)
            return False
        self._asked.clear()
        self._tree[start].append((end, units, reason))
        self._tree[end].append((start, -units, reason))
        keep, move = self._root[start], self._root[end]
        shift = self._offset[start] + units - self._offset[end]
        if len(self._members[keep]) < len(self._members[move]):
            keep, move, shift = move, keep, -shift
        for point in self._members.pop(move):
            self._root[point] = keep
            self._offset[point] += shift
            self._members[keep].append(point)
        return True

    def close(self) -> None:
        """Set up the bounds between what isn't glued, and enforce that units are never negative."""
        for members in self._members.values():
            members.sort()
            for before, after in pairwise(members):
                if (gap := self._offset[before] - self._offset[after]) > 0:
                    raise Conflict(self._path(before, after), gap)
        for start, end in pairwise(self._cuts):
            points = self.points[bisect_left(self.points, start) : bisect_right(self.points, end)]
            roots = dict.fromkeys(self._root[point] for point in points)
            self._places.append({root: place for place, root in enumerate(roots)})
            self._bounds.append(Bounds(len(roots)))
            if len(roots) > 1:
                for before, after in pairwise(points):
                    self._add(Edge(after, before, 0, frozenset()))

    def bound(self, run: Period, lo: int, hi: int | None, reason: Reason) -> bool:
        """State that the units of `run` lie between `lo` and `hi`; tells whether anything became tighter."""
        tighter = self._add(Edge(run.end, run.start, -lo, reason)) if lo > 0 else False
        return (self._add(Edge(run.start, run.end, hi, reason)) if hi is not None else False) or tighter

    def relate(self, ratio: Ratio, reason: Reason, slack: Slack = NO_SLACK) -> bool:
        """State a ratio of two runs; tells whether anything became tighter.

        `slack` is by how many cars the run and the base may differ from the counts that print like this.
        """
        run, base = self.interval(ratio.run), self.interval(ratio.base)
        if base.exact and run.exact:
            if not ratio.can_hold(run, base, slack):
                raise Conflict(reason | self.reason(ratio.run) | self.reason(ratio.base))
            return False
        tighter = False
        # scale * run >= low * base, and scale * run <= high * base, each read in both directions.
        floor = -(-ratio.low * max(0, base.lo - slack.base) // ratio.scale) - slack.run
        if floor > run.lo:
            tighter |= self._add(Edge(ratio.run.end, ratio.run.start, -floor, reason | self._least_reason(ratio.base)))
        if base.hi is not None:
            most = ratio.high * (base.hi + slack.base) // ratio.scale + slack.run
            if run.hi is None or most < run.hi:
                why = reason | self._most_reason(ratio.base)
                tighter |= self._add(Edge(ratio.run.start, ratio.run.end, most, why))
        if ratio.low and run.hi is not None:
            most = ratio.scale * (run.hi + slack.run) // ratio.low + slack.base
            if base.hi is None or most < base.hi:
                why = reason | self._most_reason(ratio.run)
                tighter |= self._add(Edge(ratio.base.start, ratio.base.end, most, why))
        floor = -(-ratio.scale * max(0, run.lo - slack.run) // ratio.high) - slack.base if ratio.high else 0
        if floor > base.lo:
            tighter |= self._add(Edge(ratio.base.end, ratio.base.start, -floor, reason | self._least_reason(ratio.run)))
        return tighter

    def interval(self, run: Period) -> Interval:
        """The tightest interval that all sums and the propagated ratios leave for the units of a run."""
        if run not in self._asked:
            self._asked[run] = self._interval(run.start, run.end)
        return self._asked[run]

    def _interval(self, start: int, end: int) -> Interval:
        if start in self._root and end in self._root and self._root[start] == self._root[end]:
            units = self._offset[end] - self._offset[start]
            return Interval(units, units)
        inner, outer = self._inner(start, end), self._outer(start, end)
        within = [self._within(tail, head) for tail, head in self._pieces(*inner)]
        lo = sum(piece.lo for piece in within)
        if outer is None:
            return Interval(lo, None)
        if outer != inner:
            within = [self._within(tail, head) for tail, head in self._pieces(*outer)]
        highs = [piece.hi for piece in within if piece.hi is not None]
        return Interval(lo, sum(highs) if len(highs) == len(within) else None)

    def reason(self, run: Period) -> Reason:
        """The claims on which the interval of a run rests."""
        start, end = run.start, run.end
        if start in self._root and end in self._root and self._root[start] == self._root[end]:
            return self._path(start, end)
        return self._least_reason(run) | self._most_reason(run)

    def steps(self, start: int, end: int) -> Iterator[tuple[int, int, Reason]]:
        """The glued steps that lead from one point to another of the same piece: (next point, units, claims)."""
        came: dict[int, tuple[int, int, Reason]] = {}
        queue = [start]
        for point in queue:
            if point == end:
                break
            for following, units, why in self._tree[point]:
                if following != start and following not in came:
                    came[following] = (point, units, why)
                    queue.append(following)
        walk = []
        while end != start:
            before, units, why = came[end]
            walk.append((end, units, why))
            end = before
        return reversed(walk)

    def _least_reason(self, run: Period) -> Reason:
        pieces = self._pieces(*self._inner(run.start, run.end))
        return frozenset().union(*(self._chain(head, tail) for tail, head in pieces))

    def _most_reason(self, run: Period) -> Reason:
        pieces = self._pieces(*(self._outer(run.start, run.end) or (0, 0)))
        return frozenset().union(*(self._chain(tail, head) for tail, head in pieces))

    def _inner(self, start: int, end: int) -> tuple[int, int]:
        """The first and last known point within a run; equal where there is nothing between."""
        first, last = bisect_left(self.points, start), bisect_right(self.points, end) - 1
        return (self.points[first], self.points[last]) if first < last else (start, start)

    def _outer(self, start: int, end: int) -> tuple[int, int] | None:
        """The shortest run between known points that covers a run."""
        first, last = bisect_right(self.points, start) - 1, bisect_left(self.points, end)
        return None if first < 0 or last == len(self.points) else (self.points[first], self.points[last])

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run between known points, cut where the timeline is cut."""
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        return pairwise((start, *inside, end)) if start < end else iter(())

    def _block(self, tail: int, head: int) -> int:
        """The number of the block in which two points lie."""
        return max(0, bisect_right(self._cuts, min(tail, head)) - 1)

    def _within(self, tail: int, head: int) -> Interval:
        """The bounds of a piece that lies in one block."""
        block, apart = self._block(tail, head), self._offset[head] - self._offset[tail]
        bounds, places = self._bounds[block], self._places[block]
        u, v = places[self._root[tail]], places[self._root[head]]
        most, least = bounds.most(u, v), bounds.most(v, u)
        return Interval(max(0, 0 if least is None else apart - least), None if most is None else most + apart)

    def _add(self, edge: Edge) -> bool:
        """Tighten the bounds by one edge; raises Conflict where it can't be met."""
        tail, head = self._root[edge.tail], self._root[edge.head]
        apart = self._offset[edge.head] - self._offset[edge.tail]
        if tail == head:
            if (gap := apart - edge.most) > 0:
                raise Conflict(edge.reason | self._path(edge.tail, edge.head), gap)
            return False
        block = self._block(edge.tail, edge.head)
        places = self._places[block]
        try:
            news = self._bounds[block].add(places[tail], places[head], edge.most - apart, len(self._edges))
        except NegativeCycleError as cycle:
            raise Conflict(edge.reason | self._along(edge.head, edge.tail, cycle.back), cycle.gap) from None
        if news:
            self._asked.clear()
            self._edges.append(edge)
        return news

    def _chain(self, tail: int, head: int) -> Reason:
        """The claims along the shortest path between two points of a block: why S[head] - S[tail] is bounded."""
        block = self._block(tail, head)
        places = self._places[block]
        return self._along(tail, head, self._bounds[block].path(places[self._root[tail]], places[self._root[head]]))

    def _along(self, tail: int, head: int, numbers: Iterable[int]) -> Reason:
        """The claims of some edges in a row, and of the glue between them."""
        reason, here = set[int](), tail
        for number in numbers:
            edge = self._edges[number]
            reason |= self._path(here, edge.tail) | edge.reason
            here = edge.head
        if self._root[here] == self._root[head]:
            reason |= self._path(here, head)
        return frozenset(reason)

    def _path(self, start: int, end: int) -> Reason:
        """The claims along the glued tree between two points of one piece."""
        return frozenset().union(*(why for _, _, why in self.steps(start, end)))


def _cuts(runs: Iterable[Period]) -> list[int]:
    """The points that no run reaches across, in order; `runs` are sorted by their start."""
    cuts: list[int] = []
    reach = None
    for run in runs:
        if reach is None or run.start >= reach:
            cuts += [run.start] if reach is None or run.start == reach else [reach, run.start]
            reach = run.start
        reach = max(reach, run.end)
    return cuts if reach is None else [*cuts, reach]
