"""Whole cars: where bounds alone would accept a ratio that no whole numbers meet.

Bounds are exact for sums. A ratio of two open runs is met by whole numbers as long as its rounding leaves room for one
car; below that (small counts) the values of its base are tried one by one, or half by half where there are many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from yellowplate.facts import Interval, Period
from yellowplate.reconcile.claims import Ratio

if TYPE_CHECKING:
    from yellowplate.reconcile.timeline import Timeline

# A set of bounds on some runs → the timeline under them, None where they contradict the claims.
Try = Callable[[Sequence[tuple[Period, Interval]]], "Timeline | None"]
# After so many tries the claims are taken to be possible: nobody is accused for want of patience.
PATIENCE = 400
FEW = 12


def possible(ratios: Sequence[Ratio], timeline: Timeline, attempt: Try) -> bool:
    """Whether whole numbers meet all ratios within the bounds of the timeline."""
    stack: list[list[tuple[Period, Interval]]] = [[]]
    tries = 0
    while stack:
        fixed = stack.pop()
        tries += 1
        under = attempt(fixed) if fixed else timeline
        if under is None:
            continue
        thin = _thinnest(ratios, under)
        if thin is None or tries > PATIENCE:
            return True
        base, room = thin
        stack.extend([*fixed, (base, part)] for part in reversed(_split(under.interval(base), room)))
    return False


def _thinnest(ratios: Sequence[Ratio], timeline: Timeline) -> tuple[Period, int] | None:
    """The open base with the fewest possible values among the ratios that leave no room for one car.

    With it the count from which on there is room. Where the run of a ratio is known the ratio is a bound on its base,
    and bounds are met by whole numbers.
    """
    open_ = []
    for ratio in ratios:
        base, room = timeline.interval(ratio.base), -(-ratio.scale // max(1, ratio.high - ratio.low))
        if base.hi is not None and not base.exact and base.lo < room and not timeline.interval(ratio.run).exact:
            open_.append((base.hi - base.lo, ratio.base, room))
    return min(open_)[1:] if open_ else None


def _split(interval: Interval, room: int) -> list[Interval]:
    """Parts of an interval, the likeliest first: counts with room for one car need no further trial."""
    lo, hi = interval
    assert hi is not None
    if room <= hi:
        return [Interval(room, hi), Interval(lo, room - 1)]
    if hi - lo < FEW:
        return [Interval(value, value) for value in range(lo, hi + 1)]
    middle = (lo + hi) // 2
    return [Interval(lo, middle), Interval(middle + 1, hi)]
