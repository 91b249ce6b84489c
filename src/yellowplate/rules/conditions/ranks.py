"""Rank correlation with an interval, of values of which some are known only between bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Z95 = 1.959964
_FEWEST = 5


class Correlation(NamedTuple):
    """Spearman's rho: between `low` and `high` whatever the bounded values are, and the 95 % interval around both.

    `pairs` is how many pairs it rests on, `bounded` how many of them are known between bounds only.
    """

    low: float
    high: float
    interval: tuple[float, float]
    pairs: int
    bounded: int

    @property
    def sign(self) -> int:
        """1 or -1 where the whole interval lies on that side of zero, else 0."""
        lower, upper = self.interval
        return 1 if lower > 0 else -1 if upper < 0 else 0


def correlation(x: Sequence[float], y: Sequence[tuple[float, float]]) -> Correlation:
    """Spearman's rho of exact values and values between bounds, over all that the bounds allow.

    Values that share the same bounds may lie in any order within them; a bound that another value or another pair of
    bounds falls into is refused with ValueError, since their order couldn't be told. The interval is Fisher's with the
    variance of Bonett and Wright (2000), taken at both ends.

    >>> correlation([1, 2, 3, 4, 5, 6], [(1, 1), (2, 2), (3, 3), (5, 5), (4, 4), (6, 6)]).low > 0.9
    True
    """
    count = len(x)
    if count != len(y) or count < _FEWEST:
        raise ValueError(f"{count} pairs are too few for a rank correlation; give {_FEWEST} or more")
    _refuse_overlaps(y)
    low, high = (_extreme(x, y, rising) for rising in (False, True))
    lower, upper = _fisher(low, count, 0)[0], _fisher(high, count, 0)[1]
    return Correlation(low, high, (lower, upper), count, sum(a < b for a, b in y))


def partial(x: Sequence[float], y: Sequence[float], given: Sequence[float]) -> Correlation:
    """The rank correlation of x and y with that of a third measure taken out of both.

    >>> partial([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], [3, 1, 4, 1, 5, 9, 2]).low > 0.9
    True
    """
    xy, xz, yz = (_rho(a, b) for a, b in ((x, y), (x, given), (y, given)))
    rho = (xy - xz * yz) / math.sqrt((1 - xz**2) * (1 - yz**2))
    return Correlation(rho, rho, _fisher(rho, len(x), 1), len(x), 0)


def _extreme(x: Sequence[float], y: Sequence[tuple[float, float]], rising: bool) -> float:
    """Rho where the values of shared bounds lie in the order of x, or in the reverse of it."""
    values = [low for low, _ in y]
    for bounds in {pair for pair in y if pair[0] < pair[1]}:
        members = sorted((i for i, pair in enumerate(y) if pair == bounds), key=lambda i: x[i], reverse=not rising)
        for place, i in enumerate(members, start=1):
            values[i] = bounds[0] + (bounds[1] - bounds[0]) * place / (len(members) + 1)
    return _rho(x, values)


def _refuse_overlaps(y: Sequence[tuple[float, float]]) -> None:
    for bounds in {pair for pair in y if pair[0] < pair[1]}:
        for other in set(y) - {bounds}:
            if other[0] < bounds[1] and bounds[0] < other[1]:
                raise ValueError(f"{other} falls into the bounds {bounds}; their order can't be told")


def _rho(x: Sequence[float], y: Sequence[float]) -> float:
    import numpy as np

    return float(np.corrcoef(_ranks(x), _ranks(y))[0, 1])


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    """Ranks from 1; equal values share the mean of theirs."""
    import numpy as np

    _, inverse, counts = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: NDArray[np.float64] = (last - (counts - 1) / 2)[inverse]
    return ranks


def _fisher(rho: float, count: int, given: int) -> tuple[float, float]:
    clipped = max(-0.999999, min(0.999999, rho))
    reach = _Z95 * math.sqrt((1 + clipped**2 / 2) / (count - given - 3))
    return math.tanh(math.atanh(clipped) - reach), math.tanh(math.atanh(clipped) + reach)
