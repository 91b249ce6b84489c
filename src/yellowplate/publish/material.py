"""What a report is made of: the desk's answers on one period and one focus, asked once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from yellowplate.catalog import Catalog
from yellowplate.errors import UsageError
from yellowplate.facts import Event, Period, Segment, Source
from yellowplate.market.shapes import (
    Cumulative,
    FigureAnswer,
    Gap,
    History,
    HistoryMonth,
    Ranking,
    RankLine,
    Records,
    TopRun,
)

_LONG_GAP = 13
_LAUNCHES = frozenset({"launch", "full-model-change"})


class ReportDesk(Protocol):
    """The questions a report asks; the desk answers them."""

    @property
    def catalog(self) -> Catalog:
        """Names, bodies and events."""
        ...

    def ranking(self, period: Period, *, by: str = ..., segment: Segment = ...) -> Ranking | Gap:
        """Who sold what."""
        ...

    def history(self, subject: str, *, segment: Segment | None = ..., until: Period | None = ...) -> History | Gap:
        """A subject month by month."""
        ...

    def top_run(self, until: Period, *, by: str = ..., segment: Segment = ...) -> TopRun | Gap:
        """Who leads, and since when."""
        ...

    def cumulative(self, subject: str, until: Period, *, segment: Segment | None = ...) -> Cumulative | Gap:
        """The year up to a month."""
        ...

    def records(self, subject: str, *, segment: Segment | None = ..., until: Period | None = ...) -> Records | Gap:
        """The best and worst month."""
        ...

    def figure(self, subject: str, period: Period, *, segment: Segment | None = ...) -> FigureAnswer | Gap:
        """One figure, or why there is none."""
        ...

    def source_of(self, report: str) -> Source:
        """Who made a Report."""
        ...


@dataclass(frozen=True, slots=True)
class Material:
    """The answers behind one report. `line` is the focus in the ranking; without one, `reason` says why."""

    period: Period
    segment: Segment
    focus: str
    name: str
    ranking: Ranking
    makers: Ranking | Gap
    year: Ranking | Gap | None
    past: History | Gap
    so_far: Cumulative | Gap | None
    top: TopRun | Gap | None
    led_before: str
    records: Records | Gap
    line: RankLine | None
    reason: str
    body: str
    rivals: tuple[RankLine, ...]
    unranked: tuple[str, ...]

    @property
    def months(self) -> tuple[HistoryMonth, ...]:
        """The months of the focus up to the end of the period, from the first one that has a figure.

        What lies before a gap of more than a year is left out.
        """
        if isinstance(self.past, Gap):
            return ()
        months = [month for month in self.past.months if month.period.start < self.period.end]
        known = [month.period.start for month in months if month.units.interval is not None]
        after_gaps = [now for before, now in pairwise(known) if now - before > _LONG_GAP]
        begin = (known[:1] + after_gaps)[-1] if known else self.period.end
        return tuple(month for month in months if month.period.start >= begin)

    @property
    def earlier(self) -> bool:
        """Whether the focus has figures before the months shown."""
        if isinstance(self.past, Gap) or not self.months:
            return False
        first = self.months[0].period.start
        return any(month.units.interval is not None for month in self.past.months if month.period.start < first)

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to the focus within the months of its history, in order; nothing that came later."""
        if isinstance(self.past, Gap) or not self.months:
            return ()
        first = self.months[0].period.start
        inside = [event for event in self.past.events if first <= event.month.start < self.period.end]
        return tuple(sorted(inside, key=lambda event: (event.day, event.id)))


def is_launch(event: Event) -> bool:
    """Whether the event put a car on sale."""
    return event.kind in _LAUNCHES


def gather(desk: ReportDesk, period: Period, focus: str) -> Material:
    """Ask the desk everything a report needs.

    Raises UsageError where the period has no ranking at all, and where `focus` is no car.
    """
    catalog = desk.catalog
    subject = catalog.subject(focus, period=period)
    if subject not in catalog.nameplates:
        raise UsageError(f"{focus!r} is no car; give a car as the focus, such as nissan/roox.")
    car = catalog.nameplates[subject]
    segment = Segment.KEI_PASSENGER if car.kei else Segment.REGISTERED
    ranking = desk.ranking(period, by="nameplate", segment=segment)
    if isinstance(ranking, Gap):
        raise UsageError(f"There is nothing to report: {ranking.title}{_instead(ranking)}")
    line = next((line for line in ranking.lines if line.subject == subject), None)
    run = _year_to_date(period)
    top = desk.top_run(period, by="nameplate", segment=segment) if period.is_month else None
    rivals = (subject, *(catalog.rivals(subject, period) if car.kei else ()))
    ranked = tuple(row for row in ranking.lines if row.subject in rivals)
    listed = {row.subject for row in ranked}
    return Material(
        period=period,
        segment=segment,
        focus=subject,
        name=catalog.name(subject),
        ranking=ranking,
        year=desk.ranking(run, by="nameplate", segment=segment) if run else None,
        so_far=desk.cumulative(subject, period, segment=segment) if run else None,
        top=top,
        led_before=catalog.name(top.before) if isinstance(top, TopRun) and top.before else "",
        makers=desk.ranking(period, by="maker", segment=segment),
        past=desk.history(subject, segment=segment, until=period.last),
        records=desk.records(subject, segment=segment, until=period.last),
        line=line,
        reason="" if line else _reason(desk, subject, period, segment),
        body=car.body.replace("-", " "),
        rivals=ranked,
        unranked=tuple(catalog.name(rival) for rival in rivals if rival not in listed),
    )


def _instead(gap: Gap) -> str:
    """What can be asked instead."""
    near = ", ".join(map(str, gap.nearest))
    return f" Try one of the nearest with a ranking: {near}." if near else ""


def _year_to_date(period: Period) -> Period | None:
    """The calendar year up to a month; None for January and for what is no month."""
    run = Period.span(Period.year(period.begins.year).first, period.last)
    return run if period.is_month and not run.is_month else None


def _reason(desk: ReportDesk, subject: str, period: Period, segment: Segment) -> str:
    answer = desk.figure(subject, period, segment=segment)
    if isinstance(answer, Gap):
        return answer.reason
    return f"it is only known to be {answer.figure.interval}"
