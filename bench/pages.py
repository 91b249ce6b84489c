"""Pages of a made-up press: who prints which lists, in which columns, and who copies whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from bench.world import KEI, PASSENGER, TRUCK, World, base_of, ratio, total_of
from yellowplate.facts import Kind, Measure, Number, Period, Report, Segment, Series, Source, Stage

Cells = dict[str, Number]
Cell = tuple[Measure, Period]


@dataclass(frozen=True, slots=True)
class Publisher:
    """The habits of one publisher; `original` is whom it copies, `credited` whether it says so."""

    name: str
    kind: Kind
    depth: int
    columns: frozenset[str]
    decimals: int = 1
    coverage: float = 1.0
    stage: Stage = Stage.UNSTATED
    says_stage: bool = False
    original: str = ""
    credited: bool = False


ASSOCIATION = Publisher(
    "association.example", Kind.OFFICIAL, 0, frozenset({"units", "before", "yoy", "mom"}), stage=Stage.FINAL
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row: a series over a period, and its cells (`units`, `before`, `yoy`, `mom`, `rank`)."""

    series: Series
    period: Period
    cells: Cells


@dataclass(slots=True)
class Page:
    """One page; `lineage` is the publisher at the end of the chain of copying."""

    source: Source
    lineage: str
    stage: Stage
    topic: Period
    lines: list[Line]
    preliminary: bool = False


def cell(period: Period, column: str) -> Cell:
    """What a column of a row over `period` says, and over which period."""
    if column == "before":
        return Measure.UNITS, period.before
    return Measure(column), period


def publishers(rng: Random, count: int, copiers: float, depth: int) -> list[Publisher]:
    """Papers and blogs; the last of them, a share of `copiers`, copy one of the others."""
    found: list[Publisher] = []
    originals = max(1, round(count * (1 - copiers)))
    for index in range(count):
        kind = Kind.BLOG if rng.random() < 0.3 else Kind.PRESS
        columns = {"units", "rank"} | {c for c, p in (("before", 0.25), ("yoy", 0.6), ("mom", 0.2)) if rng.random() < p}
        preliminary = index % 5 == 1
        habits = Publisher(
            name=f"{kind}-{index + 1}.example",
            kind=kind,
            depth=depth if rng.random() < 0.5 else max(1, depth * 2 // 3),
            columns=frozenset(columns),
            decimals=0 if rng.random() < 0.1 else 1,
            coverage=rng.uniform(0.1, 0.5),
            stage=Stage.PRELIMINARY if preliminary else Stage.UNSTATED,
            says_stage=rng.random() < 0.5,
        )
        if index >= originals:
            original = found[rng.randrange(originals)]
            habits = replace(
                habits,
                original=original.name,
                credited=rng.random() < 0.5,
                coverage=rng.uniform(0.5, 1.0),
                stage=original.stage,
            )
        found.append(habits)
    return found


def official_pages(world: World) -> Iterator[Page]:
    """The association's tables of makers, segments and family members: months, and runs where a year or half ends."""
    rows = [Series(maker, segment) for segment in (PASSENGER, TRUCK, KEI) for maker in world.makers]
    rows += [total_of(segment) for segment in (PASSENGER, TRUCK, KEI, Segment.REGISTERED, Segment.ALL)]
    rows += world.members.values()
    for month in _printed_months(world):
        for period in (month, *_runs(month)):
            yield _page(world, ASSOCIATION, month, period, rows)


def pages(world: World, habits: Publisher, rng: Random) -> Iterator[Page]:
    """The lists that a publisher makes from the association's releases, before any mistake."""
    preliminary = habits.stage is Stage.PRELIMINARY
    for month in _printed_months(world):
        if rng.random() > habits.coverage:
            continue
        totals = [total_of(PASSENGER), total_of(KEI)] if rng.random() < 0.3 else []
        totals += [Series(maker, PASSENGER) for maker in world.makers if totals and rng.random() < 0.3]
        periods = [month, *(run for run in _runs(month) if rng.random() < 0.6)]
        if len(periods) == 1 and rng.random() < 0.15:
            periods.append(_so_far(month))
        for period in periods:
            listed = world.ranked(period, preliminary)[: habits.depth]
            yield _page(world, habits, month, period, [*totals, *listed] if period == month else listed)


def copies(habits: Publisher, original: Iterable[Page], rng: Random) -> Iterator[Page]:
    """What a copier makes of the pages it copies: fewer lines and columns, the same figures, the same mistakes."""
    for page in original:
        if rng.random() > habits.coverage:
            continue
        listed = [line for line in page.lines if "/" in line.series.subject][: habits.depth]
        lines = [
            Line(line.series, line.period, {c: n for c, n in line.cells.items() if c in habits.columns})
            for line in listed
        ]
        voice = page.source.voice if habits.credited else habits.name
        source = _source(habits, page.topic, page.lines[0].period, voice=voice)
        yield Page(source, page.lineage, page.stage, page.topic, lines, page.preliminary)


def reports(page: Page) -> Iterator[tuple[Line, str, Report]]:
    """Every statement of a page, with the line and the column it stands in."""
    for line in page.lines:
        for column, number in line.cells.items():
            measure, period = cell(line.period, column)
            own = period == line.period
            segment = PASSENGER if measure is Measure.RANK else line.series.segment
            yield (
                line,
                column,
                Report(
                    page.source.id,
                    line.series.subject,
                    segment,
                    period,
                    measure,
                    number,
                    scope=line.series.scope,
                    stage=page.stage if own else Stage.UNSTATED,
                    place=column,
                    published=page.source.published,
                ),
            )


def _printed_months(world: World) -> Iterator[Period]:
    return Period(world.start + 12, world.months - 12).each()


def _runs(month: Period) -> list[Period]:
    """The runs that are printed when this month ends: half-years, calendar and fiscal years."""
    lengths = {11: (12,), 2: (12,), 5: (6,), 8: (6,)}.get(month.start % 12, ())
    return [Period(month.end - length, length) for length in lengths]


def _so_far(month: Period) -> Period:
    """The calendar year up to this month; in January the fiscal year."""
    start = month.start - (month.start % 12 or 9)
    return Period(start, month.end - start)


def _page(world: World, habits: Publisher, month: Period, period: Period, rows: list[Series]) -> Page:
    preliminary = habits.stage is Stage.PRELIMINARY
    stage = habits.stage if habits.says_stage or habits.kind is Kind.OFFICIAL else Stage.UNSTATED
    first = min((i for i, s in enumerate(rows) if "/" in s.subject), default=0)
    lines = []
    for index, series in enumerate(rows):
        shift = world.preliminary.get((series, month), 0) if preliminary else 0
        cells = _cells(world, habits, Line(series, period, {}), shift)
        if "rank" in habits.columns and "/" in series.subject:
            cells["rank"] = Number(index - first + 1)
        if cells:
            lines.append(Line(series, period, cells))
    return Page(_source(habits, month, period), habits.name, stage, month, lines, preliminary)


def _cells(world: World, habits: Publisher, line: Line, shift: int) -> Cells:
    units = world.total(line.series, line.period)
    if units is None:
        return {}
    cells = {"units": Number(units + shift)}
    for column in sorted(habits.columns & {"yoy", "mom", "before"}):
        measure = Measure.MOM if column == "before" else Measure(column)
        base = world.total(line.series, base_of(line.period, measure))
        if base is None or (measure is Measure.MOM and not line.period.is_month):
            continue
        if column == "before":
            cells[column] = Number(base)
        elif base > 0 and units + shift < 20 * base:
            cells[column] = ratio(units + shift, base, habits.decimals)
    return cells


def _source(habits: Publisher, month: Period, period: Period, voice: str = "") -> Source:
    name = f"{habits.name}:{month}:{period}"
    published = month.ends + timedelta(days=5 if habits.kind is Kind.OFFICIAL else 8)
    url = f"https://{habits.name}/{month}/{period}"
    return Source(name, url, habits.kind, habits.name, voice or habits.name, published)
