"""The kei share of new vehicles by calendar year: from the desk's own figures, else as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.facts import Interval, Number, Period, Segment
from yellowplate.market.findings import FigureAnswer
from yellowplate.market.lookups import figure
from yellowplate.rules.conditions.figures import CONDITIONS, Share, tax_changes
from yellowplate.rules.rulebook import rows_of

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.market.tables import Tables

_WIDEST = 0.5
_SCOPE = "all vehicles, registered and kei"


def kei_shares(tables: Tables, catalog: Catalog) -> dict[Period, Share]:
    """The share of the years around every tax change: the desk's, where it knows it to within half a point."""
    years = sorted({change.day.year + step for change in tax_changes() for step in (-1, 0, 1)})
    found = {}
    for year in map(Period.year, years):
        own = _own(tables, catalog, year)
        share = own if own and own.high - own.low <= _WIDEST else _printed(year) or own
        if share:
            found[year] = share
    return found


def _own(tables: Tables, catalog: Catalog, year: Period) -> Share | None:
    kei, every = (_units(tables, catalog, segment, year) for segment in (Segment.KEI, Segment.ALL))
    if kei is None or every is None or kei.hi is None or every.hi is None or not every.lo:
        return None
    told = f"yellowplate figure kei {year}, yellowplate figure all {year}"
    return Share(year, 100 * kei.lo / every.hi, 100 * kei.hi / every.lo, told)


def _units(tables: Tables, catalog: Catalog, segment: Segment, year: Period) -> Interval | None:
    answer = figure(tables, catalog, "segment", segment, str(segment), year)
    return answer.figure.interval if isinstance(answer, FigureAnswer) else None


def _printed(year: Period) -> Share | None:
    """The share that a page prints for a calendar year, as wide as it was rounded."""
    for row in rows_of(CONDITIONS / "share.csv"):
        if (row["period"], row["scope"]) == (str(year), _SCOPE):
            low, high = map(float, Number.parse(row["kei_share_pct"]).rounding)
            return Share(year, low, high, row["source_url"])
    return None
