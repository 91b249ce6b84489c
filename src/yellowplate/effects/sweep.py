"""Every car at every month: which broke with its past, and which of these breaks nobody logged as an event.

Each month is treated as if something had happened to every car in turn. With a dozen donors a test in space alone could
never stand a thousand tests, so that an error ratio is compared with those of all car-months that lie far from any
logged event; breaks among these make the comparison stricter, not laxer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.effects.donors import choose, related
from yellowplate.effects.gates import FEWEST_DONORS, SHORTEST
from yellowplate.effects.measure import measure
from yellowplate.effects.panel import monthly
from yellowplate.effects.scale import Scale
from yellowplate.effects.shapes import Break, Sweep
from yellowplate.effects.timing import Timing, own_events
from yellowplate.facts import Period, Segment

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.effects.panel import Panel
    from yellowplate.effects.simplex import Floats
    from yellowplate.market.tables import Tables

RATE = 0.1
FOLLOWED = 3
FAR, CLOSE = 6, 3


@dataclass(frozen=True, slots=True)
class _Tried:
    """One car in one month; `ratio` is the error ratio after to before, `relative` the effect after."""

    line: str
    month: int
    ratio: float
    relative: float


def sweep(tables: Tables, catalog: Catalog, segment: Segment, rate: float = RATE) -> Sweep:
    """The breaks of all lines of a segment at a false discovery rate."""
    tried = list(_try_all(tables, catalog, segment))
    logged = {line: [event.month.start for event in own_events(catalog, line)] for line in {one.line for one in tried}}
    quiet = np.sort([one.ratio for one in tried if not any(abs(one.month - m) <= FAR for m in logged[one.line])])
    as_large = len(quiet) - np.searchsorted(quiet, [one.ratio for one in tried], side="left")
    p = (1 + as_large) / (1 + len(quiet))
    q, stricter = false_discovery(p), false_discovery(p, dependent=True)
    found = [at for at in range(len(tried)) if q[at] <= rate]
    breaks = [
        Break(
            subject=tried[at].line,
            name=catalog.name(tried[at].line),
            month=str(Period(tried[at].month, 1)),
            relative=tried[at].relative,
            p=float(p[at]),
            q=float(q[at]),
            q_dependent=float(stricter[at]),
            logged=_log(catalog, tried[at]),
        )
        for at in found
        if _largest_near(tried[at], [tried[other] for other in found])
    ]
    breaks.sort(key=lambda item: (bool(item.logged), item.p, item.subject, item.month))
    return Sweep(rate, tuple(breaks), len(tried), len(quiet))


def false_discovery(p: Floats, *, dependent: bool = False) -> Floats:
    """The rate at which each test is a discovery: of Benjamini and Hochberg, or under any dependence, Yekutieli's.

    >>> false_discovery(np.array([0.01, 0.02, 0.6])).tolist()
    [0.03, 0.03, 0.6]
    """
    count = len(p)
    order = np.argsort(p, kind="stable")
    factor = np.sum(1 / np.arange(1, count + 1)) if dependent else 1.0
    scaled = p[order] * count * factor / np.arange(1, count + 1)
    q = np.empty(count)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def _try_all(tables: Tables, catalog: Catalog, segment: Segment) -> Iterator[_Tried]:
    """Every line in every month in which the gates let something be said."""
    panel, _ = monthly(tables, segment)
    changes = {line: [found.month.start for found in catalog.breaks(line, segment)] for line in panel.units}
    for line in panel.units:
        if np.count_nonzero(np.isfinite(panel.column(line))) <= SHORTEST:
            continue
        twins = {other: "" for other in panel.units if other != line and related(catalog, line, other)}
        for month in panel.times[1:-FOLLOWED]:
            if any(month <= change < month + FOLLOWED for change in changes[line]):
                continue
            if (tried := _try(panel, line, month, twins, changes)) is not None:
                yield tried


def _try(panel: Panel, line: str, month: int, twins: dict[str, str], changes: dict[str, list[int]]) -> _Tried | None:
    choice = choose(panel, line, Timing(month - 1, month, month + FOLLOWED - 1), twins, changes)
    if len(choice.donors) < FEWEST_DONORS:
        return None
    units = sorted((line, *choice.donors))
    before, after = ([time - panel.times[0] for time in side] for side in (choice.before, choice.after))
    values = panel.values[:, [panel.units.index(unit) for unit in units]]
    if not (values[before].mean(axis=0) > 0).all():
        return None
    scale, treated = Scale.of(values, before, None), units.index(line)
    outcome = scale.outcome
    measured = measure(outcome[before], outcome[after], ~np.eye(len(units), dtype=bool), treated)
    if measured.refused:
        return None
    relative = scale.relative(measured.effect, float(outcome[after, treated].mean()))
    return _Tried(line, month, float(measured.fitted.ratio[0, treated]), relative)


def _largest_near(one: _Tried, found: list[_Tried]) -> bool:
    """Whether no month within reach of the same break shows it more strongly; the earlier one wins a tie."""
    near = [other for other in found if other.line == one.line and abs(other.month - one.month) <= FOLLOWED]
    return max(near, key=lambda other: (other.ratio, -other.month)) is one


def _log(catalog: Catalog, one: _Tried) -> str:
    """The logged event next to a break, of the car, its maker or the market; empty where nobody logged one."""
    own = {event.id for event in own_events(catalog, one.line)}
    near = [
        (abs(event.month.start - one.month), event.id not in own, event.id)
        for event in catalog.events()
        if (event.id in own or "market" in event.subjects) and abs(event.month.start - one.month) <= CLOSE
    ]
    return min(near)[2] if near else ""
