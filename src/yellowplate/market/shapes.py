"""The answers of the market: what each question returns, as frozen types that print themselves.

Units are whole vehicles. A ratio is in percent of its base (141 is +41 %) and exact: `low` and `high` are the
Fractions between which it must lie, equal where both sides are known exactly. What is missing is blank and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from yellowplate.answers import Cell
from yellowplate.facts import Event, Interval, Missing, Period, Segment
from yellowplate.market.findings import Evidence, FigureAnswer, NameLine, NamesAnswer
from yellowplate.market.judged import Coverage, CoverageLine, Doubt, DoubtsAnswer, SourceLine, SourcesAnswer, Tally
from yellowplate.market.known import Known, Ratio, Sheet, tenths

if TYPE_CHECKING:
    from yellowplate.catalog import Generation

__all__ = [
    "Coverage",
    "CoverageLine",
    "Cumulative",
    "Doubt",
    "DoubtsAnswer",
    "Evidence",
    "FigureAnswer",
    "Gap",
    "History",
    "HistoryMonth",
    "Known",
    "NameLine",
    "NamesAnswer",
    "RankLine",
    "Ranking",
    "Ratio",
    "Record",
    "Records",
    "Sheet",
    "SourceLine",
    "SourcesAnswer",
    "Tally",
    "TopRun",
    "tenths",
]

_Cell = TypeVar("_Cell")

_MEASURED = ("units", "vs previous", "vs year before", "share", "margin")
_BEFORE = ("vs previous", "rank previous")  # of a year, the same as those of the year before


@dataclass(frozen=True, slots=True)
class RankLine:
    """One line of a ranking.

    `rank` is None where the figures leave the place open. `margin` is how many units the line is ahead of the next
    one. The ranks before are those in the run just before and in the same months of the year before.
    """

    rank: int | None
    subject: str
    name: str
    maker: str
    units: Known
    month_before: Ratio
    year_before: Ratio
    share: Ratio
    margin: Interval | None = None
    rank_month_before: int | None = None
    rank_year_before: int | None = None

    def data(self) -> dict[str, Any]:
        """The line as JSON shows it."""
        return {
            "rank": self.rank,
            "subject": self.subject,
            "name": self.name,
            "maker": self.maker,
            **self.units.data(),
            "previous": self.month_before.data(),
            "year_before": self.year_before.data(),
            "share": self.share.data(),
            "margin": None if self.margin is None else list(self.margin),
            "rank_previous": self.rank_month_before,
            "rank_year_before": self.rank_year_before,
        }


@dataclass(frozen=True, slots=True)
class Ranking(Sheet):
    """Who sold what in a period: nameplates or makers of a segment, in order of units.

    `total` is the segment's total, `published_to` the depth of the longest public list of that period (0: none),
    `basis` says how the figures are counted.
    """

    period: Period
    segment: Segment
    by: str
    lines: tuple[RankLine, ...]
    total: Known
    basis: str
    published_to: int = 0
    remarks: tuple[str, ...] = ()

    minor = ("subject", "sources", "known", "margin", "rank year before", "rank previous", "maker")

    @property
    def title(self) -> str:
        """One line that says what is ranked."""
        return f"{self.segment} by {self.by}, {self.period}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names; of a year, whose run before is the year before, one comparison is enough."""
        return self._kept(self._all)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The lines; changes and shares are numbers in percent."""
        for line in self.lines:
            changes = (line.month_before.change, line.year_before.change, line.share.share)
            margin = line.margin.lo if line.margin and line.margin.exact else None
            yield self._kept((*self._head(line), line.units.value, *changes, margin, *self._tail(line)))

    def shown(self) -> Iterator[Sequence[str]]:
        """The lines as people read them."""
        for line in self.lines:
            ratios = (line.month_before.as_change(), line.year_before.as_change(), line.share.as_share())
            cells = (*self._head(line), line.units, *ratios, line.margin, *self._tail(line))
            yield self._kept(["" if cell is None else str(cell) for cell in cells])

    def data(self) -> dict[str, Any]:
        """The ranking with all that is known of every line."""
        return {
            "period": str(self.period),
            "segment": str(self.segment),
            "by": self.by,
            "basis": self.basis,
            "remarks": list(self.remarks),
            "published_to": self.published_to,
            "total": self.total.data(),
            "lines": [line.data() for line in self.lines],
        }

    @property
    def _all(self) -> Sequence[str]:
        head = ("rank", self.by, "subject", "maker") if self.by == "nameplate" else ("rank", "maker", "subject")
        return (*head, *_MEASURED, "rank previous", "rank year before", "known", "sources")

    def _kept(self, cells: Sequence[_Cell]) -> Sequence[_Cell]:
        """The cells of a line that are told."""
        if self.period.before != self.period.year_before:
            return cells
        return [cell for name, cell in zip(self._all, cells, strict=True) if name not in _BEFORE]

    def _head(self, line: RankLine) -> tuple[Cell, ...]:
        named = (line.rank, line.name, line.subject)
        return (*named, line.maker) if self.by == "nameplate" else named

    def _tail(self, line: RankLine) -> tuple[Cell, ...]:
        return line.rank_month_before, line.rank_year_before, line.units.status, line.units.sources

    def notes(self) -> Sequence[str]:
        """The basis, then what else a reader must know."""
        return (self.basis, *self.remarks)


@dataclass(frozen=True, slots=True)
class HistoryMonth:
    """One month of a subject; `rank` is None where the public lists don't tell."""

    period: Period
    units: Known
    rank: int | None
    month_before: Ratio
    year_before: Ratio


@dataclass(frozen=True, slots=True)
class History(Sheet):
    """A subject month by month, with what happened to it."""

    subject: str
    name: str
    maker: str
    segment: Segment
    months: tuple[HistoryMonth, ...]
    events: tuple[Event, ...]
    generations: tuple[Generation, ...]
    basis: str

    @property
    def title(self) -> str:
        """One line that names the subject and the segment."""
        return f"{self.name} in {self.segment}, month by month"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("period", "units", "low", "high", "rank", "vs previous", "vs year before", "known", "missing")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a month."""
        for month in self.months:
            known = month.units
            bounds = known.interval or (None, None)
            changes = (month.month_before.change, month.year_before.change)
            yield (str(month.period), known.value, *bounds, month.rank, *changes, known.status, known.missing)

    def notes(self) -> Sequence[str]:
        """The basis."""
        return (self.basis,)


@dataclass(frozen=True, slots=True)
class TopRun(Sheet):
    """Who leads in the month `until`, and since when.

    `months` is the length of the unbroken run in first place up to `until`. `away` is how many months another led
    just before the run since the leader last led (None: it never led before, as far as we look). `known_since` is
    the first month for which the ledger knows the leader; a run that begins there may be longer in truth
    (`at_least`). `before` names who led just before.
    """

    segment: Segment
    by: str
    until: Period
    subject: str
    name: str
    since: Period
    months: int
    away: int | None
    before: str
    known_since: Period
    at_least: bool

    @property
    def title(self) -> str:
        """The finding in a sentence."""
        if self.months == 1 and self.away:
            word = "one month" if self.away == 1 else f"{self.away} months"
            return f"{self.name} is back on top of {self.segment} in {self.until} after {word} away"
        least = "at least " if self.at_least else ""
        plural = "" if self.months == 1 else "s"
        return f"{self.name} is first in {self.segment} in {self.until}, for {least}{self.months} month{plural}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("subject", "name", "since", "until", "months", "away", "led before", "we look since")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """A single row."""
        run = (str(self.since), str(self.until), self.months, self.away)
        yield (self.subject, self.name, *run, self.before or None, str(self.known_since))


@dataclass(frozen=True, slots=True)
class Record:
    """A best or worst month of a subject: `kind` is `highest` or `lowest`, `months` how many months were compared."""

    kind: str
    period: Period
    units: Known
    months: int


@dataclass(frozen=True, slots=True)
class Records(Sheet):
    """The records of a subject within the data; never further back than `known_since`."""

    subject: str
    name: str
    segment: Segment
    records: tuple[Record, ...]
    known_since: Period
    gaps: int

    @property
    def title(self) -> str:
        """One line that says what the records are of."""
        return f"Records of {self.name} in {self.segment} since {self.known_since}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("record", "period", "units", "months compared")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a record."""
        return ((r.kind, str(r.period), r.units.value, r.months) for r in self.records)

    def notes(self) -> Sequence[str]:
        """Since when we look, and how many months are not known exactly."""
        gaps = f"; {self.gaps} months since then are not known exactly" if self.gaps else ""
        return (f"Within the data of this desk, which begin in {self.known_since}{gaps}.",)


@dataclass(frozen=True, slots=True)
class Cumulative(Sheet):
    """The calendar year up to a month, against the same months of the year before."""

    subject: str
    name: str
    segment: Segment
    period: Period
    units: Known
    year_before: Ratio
    basis: str

    @property
    def title(self) -> str:
        """One line that names the subject and the run."""
        return f"{self.name} in {self.segment}, {self.period}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("period", "units", "vs year before", "units year before", "known")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """A single row."""
        base = self.year_before.base.value
        yield (str(self.period), self.units.value, self.year_before.change, base, self.units.status)

    def notes(self) -> Sequence[str]:
        """The basis, and where the base was counted otherwise."""
        return tuple(filter(None, (self.basis, self.year_before.note)))


@dataclass(frozen=True, slots=True)
class Gap(Sheet):
    """The answer is no: there is no such figure, and why; `nearest` holds the nearest months that have one."""

    asked: str
    missing: Missing
    reason: str
    nearest: tuple[Period, ...] = ()

    @property
    def title(self) -> str:
        """What is missing and why, in a sentence."""
        return f"{self.asked}: {self.reason}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("nearest period with data",)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row for each near period."""
        return ((str(period),) for period in self.nearest)

    def data(self) -> dict[str, Any]:
        """The reason in a form programs can read."""
        nearest = [str(period) for period in self.nearest]
        return {"asked": self.asked, "missing": str(self.missing), "reason": self.reason, "nearest": nearest}
