"""What is held: Figures by series and period, with intervals for any run of months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from math import inf

from yellowplate.facts import Figure, Interval, Period, Segment, Series

UNKNOWN = Interval(0, None)


class Held:
    """The Figures of a market, asked by series and run."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures: dict[Series, dict[Period, Figure]] = defaultdict(dict)
        self._fields: dict[object, tuple[list[int], list[float]]] = {}
        self._sums: dict[tuple[Series, Period], Interval] = {}
        for figure in figures:
            self._figures[figure.series][figure.period] = figure

    def figure(self, series: Series, run: Period) -> Figure | None:
        """The Figure of exactly this run, where there is one."""
        figures = self._figures.get(series)
        return figures.get(run) if figures else None

    def interval(self, series: Series, run: Period) -> Interval:
        """What the units of a run can be: as held for the run itself, or as its months add up."""
        figures = self._figures.get(series)
        if not figures:
            return UNKNOWN
        if run in figures:
            return figures[run].interval
        found = self._sums.get((series, run))
        if found is None:
            found = self._sums[series, run] = _added_up(figures, run)
        return found

    def units(self, series: Series, run: Period) -> int | None:
        """The units where they are known exactly and undisputed."""
        figure = self.figure(series, run)
        if figure is not None:
            return figure.value
        interval = self.interval(series, run)
        return interval.lo if interval.exact else None

    def runs(self, series: Series) -> Iterable[Period]:
        """The runs that a series has Figures of."""
        return self._figures.get(series, ())

    def of_subject(self, subject: str) -> Sequence[Series]:
        """All series of a subject: its segments and scopes."""
        return self._by_subject.get(subject, ())

    def peers(self, segment: Segment, models: bool) -> Collection[Series]:
        """The nameplates (or else makers) counted in a segment, without those counted under a rule of their own."""
        return self._peers.get((segment, models), {})

    def field(
        self, segments: Sequence[Segment], models: bool, run: Period, listed: Callable[[Series], bool]
    ) -> tuple[list[int], list[float]]:
        """The least and the most units of all in a ranking, each sorted; `listed` tells who can be in it unseen."""
        key = (tuple(segments), models, run)
        if key not in self._fields:
            peers = [series for segment in segments for series in self.peers(segment, models)]
            bounds = [(self.interval(series, run), series) for series in peers]
            bounds = [(interval, series) for interval, series in bounds if interval.lo or listed(series)]
            lows = sorted(interval.lo for interval, _ in bounds)
            highs = sorted(inf if interval.hi is None else interval.hi for interval, _ in bounds)
            self._fields[key] = lows, highs
        return self._fields[key]

    @cached_property
    def _by_subject(self) -> dict[str, list[Series]]:
        found: dict[str, list[Series]] = defaultdict(list)
        for series in sorted(self._figures):
            found[series.subject].append(series)
        return found

    @cached_property
    def _peers(self) -> dict[tuple[Segment, bool], dict[Series, None]]:
        found: dict[tuple[Segment, bool], dict[Series, None]] = defaultdict(dict)
        for series in sorted(self._figures):
            if not series.scope and series.subject != series.segment:
                found[series.segment, "/" in series.subject][series] = None
        return found


def _added_up(figures: Mapping[Period, Figure], run: Period) -> Interval:
    lo, hi = 0, 0
    for month in run.each():
        found = figures.get(month)
        if found is None:
            return UNKNOWN
        lo += found.interval.lo
        hi = None if hi is None or found.interval.hi is None else hi + found.interval.hi  # type: ignore[assignment]
    return Interval(lo, hi)
