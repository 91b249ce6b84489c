"""Who sold what month by month: all lines of a ranking over a run of months at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yellowplate.answers import Cell
from yellowplate.facts import Period, Segment
from yellowplate.market.known import Known, Sheet
from yellowplate.market.missing import ranking_gap, why
from yellowplate.market.shapes import Gap
from yellowplate.market.tables import Standing, Tables


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line: its units and its place (None where it is open) in every month of the run, in order."""

    subject: str
    name: str
    units: tuple[Known, ...]
    places: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Grid(Sheet):
    """The lines of a ranking month by month, the largest of the last month first; `total` is the whole segment."""

    period: Period
    segment: Segment
    by: str
    lines: tuple[GridLine, ...]
    total: tuple[Known, ...]

    @property
    def title(self) -> str:
        """One line that says what is listed."""
        return f"{self.segment} by {self.by}, month by month, {self.period}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names: a line, then the months."""
        return (self.by, "subject", *(str(month) for month in self.period.each()))

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The units of each line where they are exact."""
        for line in self.lines:
            yield (line.name, line.subject, *(known.value for known in line.units))

    def data(self) -> dict[str, Any]:
        """The grid with all that is known of every month."""
        return {
            "period": str(self.period),
            "segment": str(self.segment),
            "by": self.by,
            "total": [known.data() for known in self.total],
            "lines": [
                {
                    "subject": line.subject,
                    "name": line.name,
                    "units": [known.data() for known in line.units],
                    "places": list(line.places),
                }
                for line in self.lines
            ],
        }


def grid(tables: Tables, period: Period, by: str, segment: Segment) -> Grid | Gap:
    """All lines of a ranking that have a figure in any month of `period`; a Gap where none has."""
    months = list(period.each())
    rows = tables.standings(by, segment, [month.start for month in months], 1)
    found: dict[str, dict[int, Standing]] = {}
    for row in rows:
        found.setdefault(row.subject, {})[row.start] = row
    total = found.pop(str(segment), {})
    if not found:
        return ranking_gap(tables, by, segment, period)
    order = sorted(found, key=lambda subject: _weight(found[subject], months[-1]), reverse=True)
    lines = tuple(_line(tables, by, segment, months, subject, found[subject]) for subject in order)
    whole = tuple(_known(tables, "segment", segment, month, str(segment), total) for month in months)
    return Grid(period, segment, by, lines, whole)


def _line(
    tables: Tables, by: str, segment: Segment, months: Sequence[Period], subject: str, rows: dict[int, Standing]
) -> GridLine:
    units = tuple(_known(tables, by, segment, month, subject, rows) for month in months)
    places = tuple(rows[month.start].place if month.start in rows else None for month in months)
    return GridLine(subject, tables.subjects[subject].name, units, places)


def _known(tables: Tables, by: str, segment: Segment, month: Period, subject: str, rows: dict[int, Standing]) -> Known:
    if month.start in rows:
        return rows[month.start].known
    return Known(missing=why(tables, by, segment, month, subject)[0])


def _weight(rows: dict[int, Standing], last: Period) -> tuple[int, int]:
    """By the last month, then by all of them together."""
    now = rows.get(last.start)
    return (now.lo if now else -1, sum(row.lo for row in rows.values()))
