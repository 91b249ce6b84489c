"""The answers of the market: what each question returns, as frozen types that print themselves.

Units are whole vehicles. A ratio is in percent of its base (141 is +41 %) and exact: `low` and `high` are the
Fractions between which it must lie, equal where both sides are known exactly. What is missing is blank and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yellowplate.answers import Answer, Cell
from yellowplate.facts import Event, Figure, Interval, Missing, Period, Report, Segment, Source, Status, Verdict

if TYPE_CHECKING:
    from yellowplate.catalog import Generation


def tenths(value: Fraction) -> float:
    """Round to one decimal as the associations do: half a tenth goes up."""
    return (value * 10 + Fraction(1, 2)).__floor__() / 10


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one number of units: an interval with its status, or why there is none.

    `sources` counts the independent voices behind it and `reports` holds the ids of the Reports that carry it;
    a sum of months is derived and carries the Reports of all its months.
    """

    interval: Interval | None = None
    status: Status | None = None
    missing: Missing | None = None
    sources: int = 0
    reports: tuple[str, ...] = ()

    @property
    def value(self) -> int | None:
        """The units where they are exact and undisputed."""
        settled = self.interval is not None and self.interval.exact and self.status is not Status.DISPUTED
        return self.interval.lo if settled and self.interval else None

    def __str__(self) -> str:
        return f"({self.missing})" if self.interval is None else str(self.interval)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Units in percent of a base: of the month before, the year before, or the segment's total (a share).

    `period` is the base's period. `note` says where the base was counted otherwise (a car moved to another line).
    """

    period: Period
    base: Known
    low: Fraction | None = None
    high: Fraction | None = None
    missing: Missing | None = None
    note: str = ""

    @property
    def percent(self) -> Fraction | None:
        """The ratio in percent where it is known exactly."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def change(self) -> float | None:
        """The change in percent, rounded to one decimal: +43.0 for a ratio of 143.007; None where not exact."""
        return None if self.percent is None else tenths(self.percent - 100)

    @property
    def share(self) -> float | None:
        """The ratio read as a share, in percent, rounded to one decimal; None where not exact."""
        return None if self.percent is None else tenths(self.percent)

    def as_change(self) -> str:
        """The change as people read it: `+43.0 %`, `+41.2 to +41.9 %` where only bounds are known, else blank."""
        return self._read(Fraction(100), "+.1f")

    def as_share(self) -> str:
        """The share as people read it: `15.4 %`."""
        return self._read(Fraction(0), ".1f")

    def _read(self, less: Fraction, form: str) -> str:
        if self.low is None:
            return ""
        low = format(tenths(self.low - less), form)
        if self.high is None:
            return f"{low} % or more"
        high = format(tenths(self.high - less), form)
        return f"{low} %" if low == high else f"{low} to {high} %"


_MEASURED = ("units", "vs previous", "vs year before", "share", "margin")


class Sheet(Answer):
    """An answer whose cells read differently for people and for programs."""

    def shown(self) -> Iterator[Sequence[str]]:
        """The rows as people read them: thousands separated, blanks empty."""
        for row in self.rows():
            yield ["" if cell is None else f"{cell:,}" if type(cell) is int else str(cell) for cell in row]


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

    @property
    def title(self) -> str:
        """One line that says what is ranked."""
        return f"{self.segment} by {self.by}, {self.period}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        head = ("rank", self.by, "subject", "maker") if self.by == "nameplate" else ("rank", "maker", "subject")
        return (*head, *_MEASURED, "rank previous", "rank year before", "known", "sources")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The lines; changes and shares are numbers in percent."""
        for line in self.lines:
            changes = (line.month_before.change, line.year_before.change, line.share.share)
            margin = line.margin.lo if line.margin and line.margin.exact else None
            yield (*self._head(line), line.units.value, *changes, margin, *self._tail(line))

    def shown(self) -> Iterator[Sequence[str]]:
        """The lines as people read them."""
        for line in self.lines:
            ratios = (line.month_before.as_change(), line.year_before.as_change(), line.share.as_share())
            cells = (*self._head(line), line.units, *ratios, line.margin, *self._tail(line))
            yield ["" if cell is None else str(cell) for cell in cells]

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
class Evidence:
    """A Report with who says it and what became of it; `side` is `for`, `against` or `about` (a rank, a ratio)."""

    side: str
    report: Report
    source: Source
    verdict: Verdict | None

    def data(self) -> dict[str, Any]:
        """The statement as JSON shows it."""
        report, source = self.report, self.source
        day = report.published or source.published
        return {
            "report": report.id,
            "source": source.id,
            "publisher": source.publisher,
            "kind": str(source.kind),
            "url": source.url,
            "published": day.isoformat() if day else None,
            "measure": str(report.measure),
            "relation": str(report.relation),
            "printed": str(report.number),
            "stage": str(report.stage),
            "place": report.place,
            "verdict": str(self.verdict.judgement) if self.verdict else None,
            "cause": str(self.verdict.cause) if self.verdict and self.verdict.cause else None,
            "fits": self.verdict.fits if self.verdict else "",
            "note": self.verdict.note if self.verdict else "",
        }


@dataclass(frozen=True, slots=True)
class FigureAnswer(Sheet):
    """One Figure, how it is known, and every Report for and against it."""

    figure: Figure
    name: str
    evidence: tuple[Evidence, ...]
    derivation: str
    basis: str

    @property
    def title(self) -> str:
        """The figure in a sentence."""
        figure = self.figure
        where = "" if self.name == figure.segment else f" in {figure.segment}"
        return f"{self.name}{where}, {figure.period}: {figure.interval} ({figure.status})"

    @property
    def columns(self) -> Sequence[str]:
        """The column names: one row a Report."""
        return ("side", "measure", "printed", "verdict", "kind", "publisher", "published", "url")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The Reports, those for the figure first."""
        for item in self.evidence:
            data = item.data()
            about = "" if data["relation"] == "=" else f"{data['relation']} "
            tail = (data["kind"], data["publisher"], data["published"], data["url"])
            yield (item.side, data["measure"], about + data["printed"], data["verdict"], *tail)

    def data(self) -> dict[str, Any]:
        """The figure with its evidence."""
        figure = self.figure
        return {
            "subject": figure.subject,
            "name": self.name,
            "period": str(figure.period),
            "segment": str(figure.segment),
            "measure": "units",
            "lo": figure.interval.lo,
            "hi": figure.interval.hi,
            "status": str(figure.status),
            "value": figure.value,
            "alternatives": list(figure.alternatives),
            "for": [item.data() for item in self.evidence if item.side == "for"],
            "against": [item.data() for item in self.evidence if item.side == "against"],
            "about": [item.data() for item in self.evidence if item.side == "about"],
            "derivation": self.derivation,
            "basis": self.basis,
        }

    def notes(self) -> Sequence[str]:
        """How the figure is known and counted."""
        return tuple(filter(None, (self.derivation, self.basis)))


@dataclass(frozen=True, slots=True)
class NameLine:
    """A subject that a text can mean."""

    subject: str
    kind: str
    name: str
    maker: str
    segment: str
    counted_with: str = ""


@dataclass(frozen=True, slots=True)
class NamesAnswer(Sheet):
    """What a text can mean: the subject it names, the candidates, or near names where there is none."""

    text: str
    found: bool
    lines: tuple[NameLine, ...]

    @property
    def title(self) -> str:
        """One line that says whether the name is known."""
        if self.found:
            return f"{self.text!r} means" if len(self.lines) == 1 else f"{self.text!r} can mean"
        return f"Nothing is called {self.text!r}" + ("; near names are" if self.lines else "")

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("subject", "kind", "name", "maker", "segment", "counted with")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a subject."""
        return ((n.subject, n.kind, n.name, n.maker, n.segment, n.counted_with) for n in self.lines)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A Source, how many Reports it made, and how many of them are contradicted."""

    source: Source
    reports: int
    contradicted: int
    first: Period | None
    last: Period | None


@dataclass(frozen=True, slots=True)
class SourcesAnswer(Sheet):
    """Who says what the desk holds."""

    lines: tuple[SourceLine, ...]

    @property
    def title(self) -> str:
        """One line that counts the sources."""
        return f"{len(self.lines):,} sources"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("source", "kind", "publisher", "published", "reports", "contradicted", "from", "to", "url")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a source."""
        for line in self.lines:
            source = line.source
            span = tuple(str(period) if period else None for period in (line.first, line.last))
            day = source.published.isoformat() if source.published else None
            counts = (line.reports, line.contradicted)
            yield (source.id, str(source.kind), source.publisher, day, *counts, *span, source.url)


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
