"""What a report is made of: the desk's answers on one period and one focus, asked once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

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

if TYPE_CHECKING:
    from yellowplate.market.grid import Grid
    from yellowplate.market.launch import Launch
    from yellowplate.market.stories import Stories

_LONG_GAP = 13
_RECENT = 24  # months after which a launch is no news
_LAUNCHES = frozenset({"launch", "full-model-change"})
_SAID = "statement"
_SUPPLY = frozenset({"supply-stop", "supply-resume", "regulation", "disaster"})
_OF_MAKERS = _LAUNCHES | _SUPPLY | {"tax-change"}
_MONTHS_OF_PLACES = 13
_MONTHS_OF_SHARES = 25


class ReportKind(StrEnum):
    """What a report is about: the market of a month, a car, a maker, or a year."""

    MONTH = "month"
    MODEL = "model"
    MAKER = "maker"
    YEAR = "year"


_OF_MARKET = (ReportKind.MONTH, ReportKind.YEAR)


class ReportDesk(Protocol):
    """The questions a report asks; the desk answers them."""

    @property
    def catalog(self) -> Catalog:
        """Names, bodies and events."""
        ...

    def ranking(self, period: Period, *, by: str = ..., segment: Segment = ...) -> Ranking | Gap:
        """Who sold what."""
        ...

    def grid(self, period: Period, *, by: str = ..., segment: Segment = ...) -> Grid | Gap:
        """Who sold what month by month."""
        ...

    def stories(self, period: Period, focus: str | None = ..., *, segment: Segment = ...) -> Stories | Gap:
        """What is worth telling."""
        ...

    def launch(self, subject: str, until: Period | None = ...) -> Launch | Gap:
        """The latest launch of a car."""
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
    """The answers behind one report.

    `ranking` is that of the focus's kind: of cars, or of makers. `line` is the focus in it; without one, `reason`
    says why. `cars` is the ranking of cars, in a report on a maker of the maker's own. `places` and `shares` look
    back over a year and two, `calendar` over the months of the year or of the period.
    """

    kind: ReportKind
    period: Period
    segment: Segment
    focus: str
    name: str
    found: Stories
    ranking: Ranking
    cars: Ranking
    makers: Ranking | Gap
    year: Ranking | Gap | None
    past: History | Gap
    of_maker: tuple[Event, ...]
    so_far: Cumulative | Gap | None
    top: TopRun | Gap | None
    led_before: str
    records: Records | Gap
    places: Grid | Gap
    shares: Grid | Gap
    calendar: Grid | Gap
    launch: Launch | Gap | None
    line: RankLine | None
    reason: str
    body: str
    rivals: tuple[RankLine, ...]
    unranked: tuple[str, ...]

    @property
    def until(self) -> str:
        """The last day of the period, as an ISO date."""
        return (self.period.ends - timedelta(days=1)).isoformat()

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
    def launched(self) -> Launch | None:
        """The launch of the focus that is worth comparing: any in a report on the car, else a recent one."""
        if self.launch is None or isinstance(self.launch, Gap):
            return None
        begun = Period.parse(self.launch.curve.generation.on_sale[:7])
        recent = self.period.start - begun.start <= _RECENT
        return self.launch if recent or self.kind is ReportKind.MODEL else None

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened to the focus within the months of its history, in order; nothing that came later.

        To a car also happens what stops or resumes all of its maker's sales; what was only said is left out.
        """
        if isinstance(self.past, Gap) or not self.months:
            return ()
        of_maker = self.kind is ReportKind.MAKER
        own = [event for event in self.past.events if (event.kind in _OF_MAKERS if of_maker else event.kind != _SAID)]
        told = {event.id: event for event in (*own, *self.of_maker)}.values()
        first = self.months[0].period.start
        inside = [event for event in told if first <= event.month.start < self.period.end]
        return tuple(sorted(inside, key=lambda event: (event.day, event.id)))


def is_announcement(catalog: Catalog, event: Event) -> bool:
    """Whether an event announced a car that went on sale on another day."""
    cars = (row for subject in event.subjects if subject in catalog.nameplates for row in catalog.generations(subject))
    return is_launch(event) and any(row.announced == event.day != row.on_sale for row in cars)


def is_launch(event: Event) -> bool:
    """Whether the event put a car on sale."""
    return event.kind in _LAUNCHES


def _moves(event: Event, maker: str) -> bool:
    """Whether an event moved the sales of all cars of a maker."""
    return event.kind in _SUPPLY and maker in event.subjects


def gather(desk: ReportDesk, period: Period, focus: str = "", kind: ReportKind = ReportKind.MONTH) -> Material:
    """Ask the desk everything a report needs; without a `focus` it is whom the lead story tells of.

    Raises UsageError where the period has no ranking at all, and where `focus` is not what the kind of report is about.
    """
    catalog = desk.catalog
    subject = _subject(catalog, period, focus, kind)
    segment = _segment(catalog, subject)
    by = "maker" if kind is ReportKind.MAKER else "nameplate"
    ranking = desk.ranking(period, by=by, segment=segment)
    cars = ranking if by == "nameplate" else desk.ranking(period, by="nameplate", segment=segment)
    found = desk.stories(period, subject or None, segment=segment)
    if isinstance(ranking, Gap) or isinstance(cars, Gap) or isinstance(found, Gap):
        gap = next(answer for answer in (ranking, cars, found) if isinstance(answer, Gap))
        raise UsageError(f"There is nothing to report: {gap.title}{_instead(gap)}")
    if not subject:
        subject = _hero(catalog, found, ranking)
        found = desk.stories(period, subject, segment=segment)
        assert not isinstance(found, Gap)
    line = next((line for line in ranking.lines if line.subject == subject), None)
    top = desk.top_run(period, by=by, segment=segment) if period.is_month else None
    run = _year_to_date(period)
    car = catalog.nameplates.get(subject)
    rivals = (subject, *catalog.rivals(subject, period)) if car and car.kei else ()
    ranked = tuple(row for row in ranking.lines if row.subject in rivals)
    listed = {row.subject for row in ranked}
    last = period.last
    return Material(
        kind=kind,
        period=period,
        segment=segment,
        focus=subject,
        name=catalog.name(subject),
        found=found if kind in _OF_MARKET else _told_of(subject, found),
        ranking=ranking,
        cars=cars if by == "nameplate" else replace(cars, lines=_of(subject, cars.lines)),
        year=desk.ranking(run, by=by, segment=segment) if run else None,
        of_maker=tuple(event for event in catalog.events(car.maker) if _moves(event, car.maker)) if car else (),
        so_far=desk.cumulative(subject, period, segment=segment) if run else None,
        top=top,
        led_before=catalog.name(top.before) if isinstance(top, TopRun) and top.before else "",
        makers=ranking if by == "maker" else desk.ranking(period, by="maker", segment=segment),
        past=desk.history(subject, segment=segment, until=last),
        records=desk.records(subject, segment=segment, until=last),
        places=desk.grid(Period.span(last.shift(1 - _MONTHS_OF_PLACES), last), by=by, segment=segment),
        shares=desk.grid(Period.span(last.shift(1 - _MONTHS_OF_SHARES), last), by="maker", segment=segment),
        calendar=desk.grid(_calendar(period), by="nameplate", segment=segment),
        launch=desk.launch(subject, last) if car and car.kei else None,
        line=line,
        reason="" if line else _reason(desk, subject, period, segment),
        body=car.body.replace("-", " ") if car else "",
        rivals=ranked,
        unranked=tuple(catalog.name(rival) for rival in rivals if rival not in listed),
    )


def _subject(catalog: Catalog, period: Period, focus: str, kind: ReportKind) -> str:
    """The id that the focus means; blank without one, where the kind of report can do without."""
    if not focus:
        if kind in (ReportKind.MODEL, ReportKind.MAKER):
            raise UsageError(f"A report of kind {kind} is about one {kind}; name it with --focus.")
        return ""
    subject = catalog.subject(focus, period=period)
    if kind is ReportKind.MAKER:
        if subject not in catalog.makers:
            raise UsageError(f"{focus!r} is no maker; give a maker as the focus, such as suzuki.")
    elif subject not in catalog.nameplates:
        raise UsageError(f"{focus!r} is no car; give a car as the focus, such as nissan/roox.")
    return subject


def _told_of(subject: str, found: Stories) -> Stories:
    """The stories whose hero is the car, or the maker and its cars."""
    own = f"{subject}/"
    return replace(found, stories=tuple(story for story in found.stories if f"{story.subject}/".startswith(own)))


def _of(maker: str, lines: tuple[RankLine, ...]) -> tuple[RankLine, ...]:
    return tuple(line for line in lines if line.subject.startswith(f"{maker}/"))


def _segment(catalog: Catalog, subject: str) -> Segment:
    """Kei passenger cars, but for a car or maker that sells none."""
    cars = [car for car in catalog.nameplates.values() if subject in ("", car.id, car.maker)]
    return Segment.KEI_PASSENGER if any(car.kei for car in cars) else Segment.REGISTERED


def _hero(catalog: Catalog, found: Stories, ranking: Ranking) -> str:
    """The car that the first story with one tells of; else the first of the ranking."""
    heroes = (subject for story in found.stories for subject in story.subjects if subject in catalog.nameplates)
    return next(heroes, ranking.lines[0].subject)


def _calendar(period: Period) -> Period:
    """The months of the year up to a month; the months of any other period."""
    return Period.span(Period.year(period.begins.year).first, period) if period.is_month else period


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
