"""What claims are judged against: the figures held, and the reports behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.facts import Figure, Interval, Measure, Number, Period, Segment, Series, Status
from yellowplate.reconcile.held import Held

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.market.tables import Tables
    from yellowplate.rules.conditions.figures import Share

_MOST = 5


class Evidence(NamedTuple):
    """Something printed that a verdict rests on."""

    source_url: str
    value: str
    period: str


@dataclass(frozen=True)
class Market:
    """The figures of a desk with their evidence; reads its tables once."""

    tables: Tables
    catalog: Catalog

    @cached_property
    def held(self) -> Held:
        """All figures."""
        rows = self.tables.rows(
            "SELECT subject, segment, scope, start, months, lo, hi, status, reports_for FROM figures"
        )
        return Held(
            Figure(
                row[0],
                Segment(row[1]),
                row[2],
                Period(row[3], row[4]),
                Interval(*row[5:7]),
                Status(row[7]),
                tuple(row[8]),
            )
            for row in rows
        )

    @cached_property
    def kei_shares(self) -> Mapping[Period, Share]:
        """The kei share of new vehicles in the years around tax changes."""
        from yellowplate.rules.conditions.shares import kei_shares

        return kei_shares(self.tables, self.catalog)

    @cached_property
    def printed(self) -> dict[str, Evidence]:
        """Every report as evidence, by its id."""
        rows = self.tables.rows(
            "SELECT r.id, s.url, r.digits, r.exponent, r.start, r.months "
            "FROM reports r JOIN sources s ON s.id = r.source"
        )
        return {row[0]: Evidence(row[1], str(Number(*row[2:4])), str(Period(*row[4:6]))) for row in rows}

    @cached_property
    def ranks(self) -> dict[tuple[str, str, Period], dict[int, list[str]]]:
        """The places that sources print, of those not contradicted: subject, list and period to place to report ids."""
        rows = self.tables.rows(
            "SELECT r.subject, r.segment, r.start, r.months, r.digits, r.id FROM reports r "
            "LEFT JOIN verdicts v ON v.report = r.id "
            "WHERE r.measure = 'rank' AND r.scope = '' AND coalesce(v.judgement, '') <> 'contradicted'"
        )
        found: dict[tuple[str, str, Period], dict[int, list[str]]] = {}
        for subject, segment, start, months, place, id_ in rows:
            found.setdefault((subject, segment, Period(start, months)), {}).setdefault(place, []).append(id_)
        return found

    def place(self, subject: str, segment: Segment, period: Period) -> int | None:
        """The place that the desk's own ranking gives: certain by the figures and by where public lists end."""
        kind = "nameplate" if subject in self.catalog.nameplates else "maker"
        key = (kind, segment, period)
        if key not in self._places:
            lines = self.tables.standings(kind, segment, [period.start], period.months)
            self._places[key] = {line.subject: line.place for line in lines}
        return self._places[key].get(subject)

    @cached_property
    def _places(self) -> dict[tuple[str, Segment, Period], dict[str, int | None]]:
        return {}

    def series(self, subject: str, segment: Segment, period: Period) -> Series:
        """The series whose figures speak of a subject: its own, or the line that counts it where it has none."""
        key = (subject, segment, period)
        if key not in self._series:
            self._series[key] = self._counting(*key)
        return self._series[key]

    @cached_property
    def _series(self) -> dict[tuple[str, Segment, Period], Series]:
        return {}

    def _counting(self, subject: str, segment: Segment, period: Period) -> Series:
        own = Series(subject, segment)
        line = self.catalog.line(subject, period) if subject in self.catalog.nameplates else subject
        if line != subject and self.held.figure(own, period) is None:
            return Series(line, segment)
        return own

    def named(self, subject: str, segment: Segment | None = None) -> str:
        """A subject as notes call it, a maker with the part of the market it is counted in."""
        name = self.catalog.name(subject)
        return f"{name} in {self.catalog.name(segment)}" if segment and subject in self.catalog.makers else name

    def evidence(self, series: Series, *periods: Period) -> tuple[Evidence, ...]:
        """What was printed of a series in some periods, or in their months where the run itself wasn't."""
        key = (series, periods)
        if key not in self._evidence:
            self._evidence[key] = self._printed_of(series, periods)
        return self._evidence[key]

    @cached_property
    def _evidence(self) -> dict[tuple[Series, tuple[Period, ...]], tuple[Evidence, ...]]:
        return {}

    def _printed_of(self, series: Series, periods: Iterable[Period]) -> tuple[Evidence, ...]:
        found: dict[Evidence, None] = {}
        for period in periods:
            figure = self.held.figure(series, period)
            figures = [figure] if figure else [self.held.figure(series, month) for month in period.each()][:_MOST]
            ids = [id_ for f in figures if f for id_ in f.reports_for[:_MOST]]
            found |= dict.fromkeys(self.cited(ids))
        return tuple(found)[: 2 * _MOST]

    def cited(self, ids: Iterable[str]) -> list[Evidence]:
        """Reports as evidence."""
        return [self.printed[id_] for id_ in ids if id_ in self.printed]


RATIOS = (Measure.YOY, Measure.MOM)
