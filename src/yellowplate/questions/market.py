"""Questions on figures: who sold what, how a figure is known, what is worth telling, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from yellowplate.questions.shapes import (
    UNITS,
    Asked,
    Cited,
    InSegment,
    OfSubject,
    PeriodText,
    Question,
    Short,
    SubjectText,
    command,
    in_python,
)

if TYPE_CHECKING:
    from yellowplate.desk import Desk
    from yellowplate.market.grid import Grid
    from yellowplate.market.launch import Launch
    from yellowplate.market.shapes import (
        Coverage,
        Cumulative,
        DoubtsAnswer,
        FigureAnswer,
        History,
        Known,
        NamesAnswer,
        Ranking,
        Records,
        SourcesAnswer,
        TopRun,
    )
    from yellowplate.market.stories import Stories

_PAGES = 2  # cited for one line
_MOST = 60  # cited for one answer


class RankingAsked(InSegment):
    """Who sold what in a month or any other period, with changes, shares, margins and ranks then and now."""

    period: PeriodText
    by: Literal["nameplate", "maker"] = Field("nameplate", description="What is ranked.")
    limit: int | None = Field(None, ge=1, le=1000, description="Only the first lines.")


class GridAsked(InSegment):
    """Who sold what in each month of a run."""

    period: PeriodText
    by: Literal["nameplate", "maker"] = Field("nameplate", description="What stands in the lines.")


class FigureAsked(OfSubject):
    """One figure, how it is known step by step, and every report for and against it, with addresses."""

    period: PeriodText


class HistoryAsked(OfSubject):
    """A car, maker or segment month by month, with its events and generations."""

    until: PeriodText | None = Field(None, description="The last month to show.")


class RecordsAsked(OfSubject):
    """The highest and the lowest month of a subject within the data."""

    until: PeriodText | None = Field(None, description="The last month to look at.")


class CumulativeAsked(OfSubject):
    """The calendar year up to a month, against the same months of the year before."""

    until: PeriodText


class TopRunAsked(InSegment):
    """Who leads in a month, and since when."""

    until: PeriodText
    by: Literal["nameplate", "maker"] = Field("nameplate", description="What is ranked.")


class StoriesAsked(InSegment):
    """What is worth telling of a period, the weightiest first, each with its numbers and how it is weighed."""

    period: PeriodText
    focus: SubjectText | None = Field(None, description="A car of which everything is told.")


class LaunchAsked(Asked):
    """A launch: orders against plan and registrations, the backlog, and earlier launches of its class."""

    subject: SubjectText
    until: PeriodText | None = Field(None, description="The latest launch by this month, as it stood then.")


class NamesAsked(Asked):
    """What a name can mean, in any spelling and language; near names where it means nothing."""

    text: str = Field(min_length=1, max_length=200, description="A name in any spelling.", examples=["ルークス"])


class DoubtsAsked(Asked):
    """Statements of pages that can't be true or were revised: what fits instead, how they came about, who overrules."""

    period: PeriodText | None = Field(None, description="About this period, a part of it, or a run ending in it.")
    subject: SubjectText | None = Field(None, description="About this car, maker (and its cars) or segment.")
    source: Short | None = Field(None, description="Of pages with this text in address, publisher or title.")


class SourcesAsked(Asked):
    """Who says what the desk holds, ranked by how many of their statements hold."""

    by: Literal["page", "publisher"] = Field("page", description="Whose statements are counted together.")


class KnownAsked(Asked):
    """How many months are printed, derived from others, bounded or disputed, by year."""


def _pages(desk: Desk, about: str, reports: Iterable[str], most: int = _PAGES) -> Iterator[Cited]:
    """The pages of Reports, each once."""
    sources = {source.id: source for source in (desk.source_of(report) for report in reports)}
    for source in list(sources.values())[:most]:
        yield Cited(about, source.publisher, source.url)


def _lines(desk: Desk, answer: Ranking) -> Iterator[Cited]:
    for line in answer.lines[: _MOST // _PAGES]:
        yield from _pages(desk, f"{line.name}, {answer.period}", line.units.reports)


def _figure(desk: Desk, answer: FigureAnswer) -> Iterator[Cited]:
    for item in answer.evidence[:_MOST]:
        said = f"{item.side}: {item.report.measure} {item.report.number} for {item.report.period}"
        yield Cited(said, item.source.publisher, item.source.url)


def _months(desk: Desk, answer: History) -> Iterator[Cited]:
    known: list[tuple[str, Known]] = [
        (str(month.period), month.units) for month in answer.months if month.units.reports
    ]
    for period, units in known[-_MOST:]:
        yield from _pages(desk, period, units.reports, 1)
    for event in answer.events:
        yield Cited(f"{event.day} {event.headline}", "", event.source_url)


def _doubts(desk: Desk, answer: DoubtsAnswer) -> Iterator[Cited]:
    for doubt in answer.doubts[:_MOST]:
        report = doubt.said.report
        about = f"{doubt.verdict.judgement}: {report.measure} {report.number} of {report.subject} for {report.period}"
        yield Cited(about, doubt.said.source.publisher, doubt.said.source.url)
        for other in doubt.against[:1]:
            yield Cited(
                f"against that: {other.report.measure} {other.report.number}", other.source.publisher, other.source.url
            )


def _sources(desk: Desk, answer: SourcesAnswer) -> Iterator[Cited]:
    return (Cited(line.name, line.publisher, line.url) for line in answer.lines[:_MOST] if line.url)


def _stories(desk: Desk, answer: Stories) -> Iterator[Cited]:
    from yellowplate.market.known import Known

    for story in answer.stories[:_MOST]:
        for fact in story.facts:
            if isinstance(fact.value, Known):
                yield from _pages(desk, f"{fact.subject}, {fact.period}", fact.value.reports, 1)


def _launch(desk: Desk, answer: Launch) -> Iterator[Cited]:
    generation = answer.curve.generation
    yield Cited(f"{generation.nameplate} on sale from {generation.on_sale}", "", generation.source_url)


def _nobody(desk: Desk, answer: Grid | TopRun | Records | Cumulative | NamesAnswer | Coverage) -> Iterator[Cited]:
    """Worked out from figures that are each asked for by their own name."""
    return iter(())


_ROOX = {"subject": "nissan/roox"}

MARKET = (
    Question(
        "ranking",
        RankingAsked,
        lambda desk, a: desk.ranking(a.period, by=a.by, segment=a.segment, limit=a.limit),
        lambda a: command("rank", a.period, by=a.by, segment=a.segment, limit=a.limit or 1000),
        {"period": "2025-11", "limit": 10},
        UNITS,
        _lines,
    ),
    Question(
        "grid",
        GridAsked,
        lambda desk, a: desk.grid(a.period, by=a.by, segment=a.segment),
        lambda a: in_python("grid", a.period, by=a.by, segment=a.segment),
        {"period": "2025-06..2025-11"},
        UNITS,
        _nobody,
    ),
    Question(
        "figure",
        FigureAsked,
        lambda desk, a: desk.figure(a.subject, a.period, segment=a.segment),
        lambda a: command("figure", a.subject, a.period, segment=a.segment),
        _ROOX | {"period": "2025-11"},
        UNITS,
        _figure,
    ),
    Question(
        "history",
        HistoryAsked,
        lambda desk, a: desk.history(a.subject, segment=a.segment, until=a.until),
        lambda a: in_python("history", a.subject, segment=a.segment, until=a.until),
        _ROOX,
        UNITS,
        _months,
    ),
    Question(
        "records",
        RecordsAsked,
        lambda desk, a: desk.records(a.subject, segment=a.segment, until=a.until),
        lambda a: in_python("records", a.subject, segment=a.segment, until=a.until),
        _ROOX,
        UNITS,
        _nobody,
    ),
    Question(
        "cumulative",
        CumulativeAsked,
        lambda desk, a: desk.cumulative(a.subject, a.until, segment=a.segment),
        lambda a: in_python("cumulative", a.subject, a.until, segment=a.segment),
        _ROOX | {"until": "2025-11"},
        UNITS,
        _nobody,
    ),
    Question(
        "top_run",
        TopRunAsked,
        lambda desk, a: desk.top_run(a.until, by=a.by, segment=a.segment),
        lambda a: in_python("top_run", a.until, by=a.by, segment=a.segment),
        {"until": "2025-11"},
        {"months": "months without a break in first place"},
        _nobody,
    ),
    Question(
        "stories",
        StoriesAsked,
        lambda desk, a: desk.stories(a.period, a.focus, segment=a.segment),
        lambda a: command("stories", a.period, focus=a.focus, segment=a.segment),
        {"period": "2025-11"},
        UNITS,
        _stories,
    ),
    Question(
        "launch",
        LaunchAsked,
        lambda desk, a: desk.launch(a.subject, a.until),
        lambda a: command("launch", a.subject, until=a.until),
        _ROOX,
        UNITS | {"orders, plan": "cars ordered since the announcement; cars a month planned by the maker"},
        _launch,
    ),
    Question(
        "names",
        NamesAsked,
        lambda desk, a: desk.names(a.text),
        lambda a: command("names", a.text),
        {"text": "ルークス"},
        {},
        _nobody,
    ),
    Question(
        "doubts",
        DoubtsAsked,
        lambda desk, a: desk.doubts(period=a.period, subject=a.subject, source=a.source),
        lambda a: command("doubts", period=a.period, subject=a.subject, source=a.source),
        {"period": "2025-11"},
        {"printed, fits": "in the measure of the statement: units in cars, yoy, mom and share in percent, ranks"},
        _doubts,
    ),
    Question(
        "sources",
        SourcesAsked,
        lambda desk, a: desk.sources(a.by),
        lambda a: command("sources", by=a.by),
        {"by": "publisher"},
        {"reports, confirmed, ...": "statements", "holding %": "percent of judged statements"},
        _sources,
    ),
    Question(
        "known",
        KnownAsked,
        lambda desk, a: desk.known(),
        lambda a: command("known"),
        {},
        {"printed, derived, ...": "months of one subject"},
        _nobody,
    ),
)
