"""The desk: one object that holds a ledger and a catalog and answers every question; all faces call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.errors import UsageError
from yellowplate.facts import Period, Segment, Source
from yellowplate.ledger import Ledger
from yellowplate.market import lookups, rankings, statements, tops, trust
from yellowplate.market.cache import connect
from yellowplate.market.grid import Grid, grid
from yellowplate.market.shapes import (
    Coverage,
    Cumulative,
    DoubtsAnswer,
    FigureAnswer,
    Gap,
    History,
    NamesAnswer,
    Ranking,
    Records,
    SourcesAnswer,
    TopRun,
)
from yellowplate.market.tables import Tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from yellowplate.catalog import Catalog
    from yellowplate.effects import Effect, Events, Refusal, Sweep
    from yellowplate.entry.appraisal import Appraisal
    from yellowplate.entry.ask import Asked as Entry
    from yellowplate.entry.cases import Cases
    from yellowplate.judging import Checked
    from yellowplate.judging.kept import Kept
    from yellowplate.judging.market import Market
    from yellowplate.market.launch import Launch
    from yellowplate.market.stories import Stories
    from yellowplate.publish import Written
    from yellowplate.read.files import Read
    from yellowplate.read.prose.text import Article
    from yellowplate.read.tables import Unread
    from yellowplate.rules.ask import Asked
    from yellowplate.rules.conditions.answer import Conditions
    from yellowplate.rules.kei_class import KeiClass
    from yellowplate.rules.owning.answer import Owning
    from yellowplate.rules.owning.asked import Keeping, OneCar
    from yellowplate.rules.scenario import Compared
    from yellowplate.rules.shapes import Access
    from yellowplate.rules.timeline import Timeline


class Taken(NamedTuple):
    """What adding files did: how many Reports were new and how many known already, and what couldn't be read."""

    new: int
    known: int
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


_BY = ("nameplate", "maker")
_SAID_BY = ("page", "publisher")


def open_desk(path: str | Path | None = None, as_of: date | str | None = None) -> Desk:
    """Open the desk: the packaged facts, and the desk file at `path` on top of them.

    With `as_of` (a day, or its ISO form) it knows only what was published by then. Raises UsageError for a day that
    is none; the first question raises LedgerError where no desk file is at `path`, which `add` would start.

    >>> open_desk().ranking("2025-11").lines[0].units.value
    16198
    """
    return Desk(path, _day(as_of))


class Desk:
    """Answers every question about the market; made by `open_desk`.

    Periods are given as Period or as text (`2025-11`, `FY2019`), subjects as ids or by any of their names, segments as
    Segment or by their value. A question without an answer returns a Gap; one that can't be understood raises
    UsageError.
    """

    def __init__(self, path: str | Path | None, as_of: date | None) -> None:
        self._path = path
        self._as_of = as_of

    def __repr__(self) -> str:
        own = "" if self._path is None else f" and {self._path}"
        return f"<Desk: the packaged facts{own}{f', as of {self._as_of}' if self._as_of else ''}>"

    @cached_property
    def ledger(self) -> Ledger:
        """The Reports and Sources that the desk knows."""
        return Ledger.open(self._path, self._as_of)

    @property
    def catalog(self) -> Catalog:
        """Names, makers, generations and events."""
        from yellowplate.catalog import Catalog

        return Catalog.packaged()

    @cached_property
    def tables(self) -> Tables:
        """The tables behind the answers, worked out on first use."""
        return Tables(connect(self.ledger))

    @property
    def connection(self) -> DuckDBPyConnection:
        """A connection that reads the tables reports, sources, figures, verdicts and nameplates."""
        return self.tables.connection

    def ranking(
        self,
        period: Period | str,
        *,
        by: str = "nameplate",
        segment: Segment | str = Segment.KEI_PASSENGER,
        limit: int | None = None,
    ) -> Ranking | Gap:
        """Who sold what in a month or any other period, by `nameplate` or `maker`; the first `limit` lines."""
        return rankings.ranking(self.tables, _period(period), _by(by), _segment(segment), limit)

    def grid(
        self, period: Period | str, *, by: str = "nameplate", segment: Segment | str = Segment.KEI_PASSENGER
    ) -> Grid | Gap:
        """Who sold what in each month of a run, by `nameplate` or `maker`."""
        return grid(self.tables, _period(period), _by(by), _segment(segment))

    def history(
        self, subject: str, *, segment: Segment | str | None = None, until: Period | str | None = None
    ) -> History | Gap:
        """A subject month by month, with its events and generations."""
        last = None if until is None else _period(until).last
        id_, kind, part = self._about(subject, segment, last)
        return rankings.history(self.tables, self.catalog, kind, part, id_, last)

    def top_run(
        self, until: Period | str, *, by: str = "nameplate", segment: Segment | str = Segment.KEI_PASSENGER
    ) -> TopRun | Gap:
        """Who leads in the month `until` (or in the last month of a run), and since when."""
        return tops.top_run(self.tables, _by(by), _segment(segment), _period(until))

    def records(
        self, subject: str, *, segment: Segment | str | None = None, until: Period | str | None = None
    ) -> Records | Gap:
        """The highest and lowest month of a subject within the data."""
        last = None if until is None else _period(until).last
        id_, kind, part = self._about(subject, segment, last)
        return tops.records(self.tables, kind, part, id_, last)

    def cumulative(
        self, subject: str, until: Period | str, *, segment: Segment | str | None = None
    ) -> Cumulative | Gap:
        """The calendar year up to the end of `until`, against the same months of the year before."""
        last = _period(until).last
        id_, kind, part = self._about(subject, segment, last)
        return rankings.cumulative(self.tables, self.catalog, kind, part, id_, last)

    def figure(self, subject: str, period: Period | str, *, segment: Segment | str | None = None) -> FigureAnswer | Gap:
        """One figure, how it is known, and every Report for and against it."""
        asked = _period(period)
        id_, kind, part = self._about(subject, segment, asked)
        return lookups.figure(self.tables, self.catalog, kind, part, id_, asked)

    def names(self, text: str) -> NamesAnswer:
        """What a name can mean, in any spelling; near names where it means nothing."""
        return lookups.names(self.catalog, text)

    def stories(
        self, period: Period | str, focus: str | None = None, *, segment: Segment | str = Segment.KEI_PASSENGER
    ) -> Stories | Gap:
        """What is worth telling of a period, the weightiest first, and where the `focus` stands."""
        from yellowplate.market.stories import stories

        asked, part = _period(period), _segment(segment)
        id_ = None if focus is None else self._about(focus, part, asked)[0]
        return stories(self.tables, self.catalog, asked, part, id_)

    def launch(self, subject: str, until: Period | str | None = None) -> Launch | Gap:
        """The latest launch of a car up to a month: orders, plan, registrations, and earlier launches of its class."""
        from yellowplate.market.launch import launch

        last = None if until is None else _period(until)
        id_ = self._about(subject, None, last)[0]
        if id_ not in self.catalog.nameplates:
            raise UsageError(f"{subject!r} is no car; give a car, such as nissan/roox.")
        return launch(self.tables, self.catalog, id_, last)

    def doubts(
        self, *, period: Period | str | None = None, subject: str | None = None, source: str | None = None
    ) -> DoubtsAnswer:
        """Every contradicted and revised statement, with what fits, the cause, and the statements that overrule it.

        By default all of them; else those of a `period` (about it, a part of it, or a run that ends in it), of a
        `subject` (of a maker also those of its cars), of pages whose address, publisher or title holds `source`.
        """
        asked = None if period is None else _period(period)
        id_ = None if subject is None else self._about(subject, None, asked)[0]
        return trust.doubts(self.tables, asked, id_, source)

    def sources(self, by: str = "page") -> SourcesAnswer:
        """Who says what the desk holds, by `page` or `publisher`: those first of whose statements most hold."""
        return trust.sources(self.tables, _by(by, _SAID_BY))

    def known(self) -> Coverage:
        """How many months are printed, derived, bounded or disputed, by year and kind of subject."""
        return trust.coverage(self.tables)

    def source_of(self, report: str) -> Source:
        """Who made the Report of that id; raises UsageError where there is none."""
        source = statements.source_of(self.tables, report)
        if source is None:
            raise UsageError(f"No Report is called {report!r}; take an id from an answer of this desk.")
        return source

    def add(self, *files: str | Path, columns: Mapping[str, str] | None = None, url: str | None = None) -> Taken:
        """Read tables, pages, workbooks and PDFs into the desk file; later questions see them.

        Downloads of Wikimedia's pageviews (JSON) and Google Trends (CSV) become attention, an outcome of effects.
        Cells that can't be read are left out and told as unread; where a file can't be used, none of them is added.
        `columns` gives headings by hand (`{"name": "車名", "units": "台数"}`; `period` and `segment` may be given as
        such), `url` is the address that a single file comes from. Raises UsageError for a desk without a file of its
        own and for columns that aren't there, InputError and RowError for a file that can't be read, LedgerError and
        OutputError for a desk file that can't be written.
        """
        from yellowplate.effects.attention import read_looks
        from yellowplate.effects.keep import keep
        from yellowplate.read.files import read_file

        ledger = self._ledger_to_write(files, url)
        known = ledger.sources()
        looks, others = read_looks(files, self.catalog)
        read = [read_file(Path(f), self.catalog, known, columns, url) for f in others]
        taken = self._take(ledger, others, read) if others else Taken(0, 0)
        new, old = keep(self._path, looks) if self._path and looks else (0, 0)
        return taken._replace(new=taken.new + new, known=taken.known + old)

    def add_articles(
        self, *articles: str | Path, kind: str = "press", url: str | None = None, published: date | str | None = None
    ) -> Taken:
        """Check articles and keep their statements in the desk file, each article as a source.

        An article is a file, `-` for standard input, or an http(s) address; its `kind` is press, blog or maker, `url`
        the address of a single one, `published` its day. Only what is tied to one meaning becomes a Report; the rest
        is told as unread. An article that was added before adds nothing. Raises as `add` and `check` do.
        """
        from yellowplate.judging.kept import Origin, keep
        from yellowplate.judging.market import Market
        from yellowplate.read.prose.opening import open_article

        ledger = self._ledger_to_write(articles, url)
        opened = [
            (open_article(str(a)).stated(published=_day(published)), Origin.of(str(a), url, kind)) for a in articles
        ]
        market = Market(Tables(connect(ledger)), self.catalog)
        return self._take(ledger, articles, [keep(article, origin, market, ledger) for article, origin in opened])

    def _ledger_to_write(self, files: Sequence[str | Path], url: str | None) -> Ledger:
        if self._path is None:
            raise UsageError("The packaged facts can't be added to; name a desk file of your own with --desk PATH.")
        if url is not None and len(files) != 1:
            raise UsageError("An address belongs to one file; add the files one by one.")
        return Ledger.open(self._path, read_only=False)

    def _take(self, ledger: Ledger, files: Sequence[str | Path], read: Sequence[Read | Kept]) -> Taken:
        """Write what files said; later questions see it."""
        sources = {id_: source for one in read for id_, source in one.sources.items()}
        added = ledger.add(sources, [report for one in read for report in one.reports])
        for outdated in ("ledger", "tables", "_market"):
            self.__dict__.pop(outdated, None)
        unread = tuple(
            place._replace(place=f"{Path(f).name}, {place.place}")
            for f, one in zip(files, read, strict=True)
            for place in one.unread
        )
        return Taken(added.new, added.known, unread, tuple(dict.fromkeys(note for one in read for note in one.notes)))

    def check(
        self,
        article: Article | str,
        *,
        title: str = "",
        published: date | str | None = None,
        language: str = "",
    ) -> Checked:
        """Judge every statement of an article, given as text or HTML.

        `title`, `published` (a day) and `language` (`en`, `ja`, `uk`) win over what the text says of itself. What a
        statement could mean is kept: it is contradicted only where all of that is. Raises UsageError for a day that
        is none, InputError for a page that holds no article.

        >>> print(open_desk().check("In November 2025 the Honda N-BOX sold 16,198 units.").title)
        1 figure: 1 confirmed; 1 fact: 1 confirmed; 0 unread
        """
        from yellowplate.judging import check
        from yellowplate.read.prose.opening import as_article

        if isinstance(article, str):
            article = as_article(article)
        article = article.stated(title, _day(published), language)
        return check(article, self._market, self._as_of)

    @cached_property
    def _market(self) -> Market:
        from yellowplate.judging.market import Market

        return Market(self.tables, self.catalog)

    def export(self, format: str, out: str | Path) -> Path:
        """Write all figures as one `csv`, `parquet` or `xlsx` file and return its path; raises OutputError."""
        from yellowplate.market.export import export

        return export(self.tables, format, Path(out))

    def report(
        self,
        period: Period | str,
        focus: str,
        out: str | Path,
        *,
        kind: str = "month",
        language: str = "en",
        pdf: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> Written:
        """Write a report into the folder `out`: of a `month` (or other period), a `model`, a `maker` or a `year`.

        The `focus` is the car or maker that it looks at closely; blank, for a month or a year, it is whom the lead
        story tells of. `tell` hears what is being done. Raises UsageError where there is nothing to report or the
        question is malformed, OutputError where the folder can't be written or no browser can print the `pdf`.
        """
        from yellowplate.publish import ReportKind, Wanted, write_report

        if kind not in tuple(ReportKind):
            raise UsageError(f"{kind!r} is no kind of report; choose one of {', '.join(ReportKind)}.")
        wanted = Wanted(_period(period), focus, ReportKind(kind), language, pdf)
        return write_report(self, wanted, Path(out), tell or (lambda step: None))

    def effect(
        self,
        subject: str,
        *,
        event: str | None = None,
        on: str | None = None,
        outcome: str = "units",
        credited: Period | str | None = None,
        segment: Segment | str | None = None,
    ) -> Effect | Refusal:
        """What an event did to a car's `units`, `share` or `attention`, or why that can't be said.

        The event is given by its id or by the day `on` which something happened; by default it is the car's last
        launch, or its last supply stop where no launch is logged. `credited` is a month whose sales somebody credits
        to it. Raises UsageError for what is no car, event, day, month or outcome.
        """
        from yellowplate.effects import ask, effect, kept

        month = None if credited is None else _period(credited)
        part = None if segment is None else _segment(segment)
        question = ask.question(self.catalog, subject, part, outcome, (event, on), month)
        return effect(lambda: self.tables, self.catalog, kept(self._path, self._as_of), question)

    def events(self, subject: str | None = None) -> Events:
        """The dated happenings of a subject and of the whole market, or all that are logged."""
        from yellowplate.effects import ask

        return ask.events(self.catalog, subject, self._as_of)

    def sweep(self, segment: Segment | str = Segment.KEI_PASSENGER, *, rate: float = 0.1) -> Sweep:
        """The months in which cars broke with their past, at a false discovery `rate`, and which nobody logged."""
        from yellowplate.effects import sweep

        return sweep(self.tables, self.catalog, _segment(segment), rate)

    def access(self, asked: Asked) -> Access:
        """May a car be sold, imported and driven there on that day; raises UsageError.

        >>> from yellowplate.rules.ask import Asked
        >>> str(open_desk().access(Asked("nissan/roox", "us", "2026-03-01", route="new")).verdict)
        'no'
        """
        from yellowplate.rules.ask import access

        return access(self.catalog, asked)

    def access_under(self, asked: Asked, scenario: str) -> Compared:
        """The same with the proposed rules of a scenario beside it: a file, or the name of a shipped one."""
        from yellowplate.rules.ask import under

        return under(self.catalog, asked, scenario)

    def access_over(self, asked: Asked, days: str) -> Timeline:
        """How the answer moves between two days, given as `2024-01-01..2026-12-31`; raises UsageError."""
        from yellowplate.rules.ask import over_time

        return over_time(self.catalog, asked, days)

    def access_map(self, asked: Asked) -> str:
        """The answers of all states to one question, as a map in SVG; raises UsageError."""
        from yellowplate.rules.ask import state_map

        return state_map(self.catalog, asked)

    def own(self, cars: Sequence[OneCar], keeping: Keeping) -> Owning:
        """What one car costs to own in Japan, or two beside each other; raises UsageError.

        >>> from yellowplate.rules.owning.asked import Keeping, OneCar
        >>> bill = open_desk().own([OneCar("nissan/roox")], Keeping("2025-11", city="tokyo-23")).bills[0]
        >>> str(bill.items["yearly tax"][0].amount)
        '10,800'
        """
        from yellowplate.rules.owning.answer import own

        return own(self.catalog, cars, keeping)

    def conditions(self) -> Conditions:
        """The common explanation of why kei cars thrive, held against figures."""
        from yellowplate.rules.conditions.answer import conditions
        from yellowplate.rules.conditions.shares import kei_shares

        return conditions(kei_shares(self.tables, self.catalog))

    def kei_class(
        self, on: date | str, measures: Mapping[str, int | None], *, two_stroke: bool = False, electric: bool = False
    ) -> KeiClass:
        """Is it a kei car under the limits of that day: `length`, `width`, `height` in mm, `displacement`, `power`."""
        from yellowplate.rules.car import day_of
        from yellowplate.rules.kei_class import kei_class

        return kei_class(day_of(on), dict(measures), two_stroke=two_stroke, electric=electric)

    def enter(self, asked: Entry, workers: int = 1, done: Callable[[int], None] | None = None) -> Appraisal:
        """Would it pay to sell a car abroad; `done` hears how many draws are finished. Raises UsageError.

        The same question and seed give the same answer on any number of `workers`.
        """
        from yellowplate.entry.appraisal import appraise

        return appraise(self.catalog, asked, workers, done)

    def enter_cases(
        self, asked: Entry, rates: Sequence[float], workers: int = 1, done: Callable[[int], None] | None = None
    ) -> Cases:
        """The same at each exchange rate, under today's and eased rules, alone and with partners; raises UsageError."""
        from yellowplate.entry.cases import compare

        return compare(self.catalog, asked, rates, workers, done)

    def _about(self, subject: str, segment: Segment | str | None, period: Period | None) -> tuple[str, str, Segment]:
        """The id of a subject, its kind, and the segment it is asked for in: by default where it is counted."""
        part = None if segment is None else _segment(segment)
        known = self.tables.subjects.get(subject)
        id_ = known.id if known else self.catalog.subject(subject, segment=part, period=period)
        kind = self.tables.subjects[id_].kind
        if kind == "segment":
            if part not in (None, id_):
                raise UsageError(f"{id_} is a segment itself; leave out --segment {part}.")
            return id_, kind, Segment(id_)
        if part is None and kind == "nameplate":
            return id_, kind, self.catalog.nameplates[id_].segments[0]
        return id_, kind, part or Segment.KEI_PASSENGER


def _day(day: date | str | None) -> date | None:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        raise UsageError(f"{day!r} is no day; write it as 2025-12-31.") from None


def _period(period: Period | str) -> Period:
    return Period.parse(period) if isinstance(period, str) else period


def _segment(segment: Segment | str) -> Segment:
    try:
        return Segment(segment)
    except ValueError:
        raise UsageError(f"{segment!r} is no segment; choose one of {', '.join(Segment)}.") from None


def _by(by: str, choices: tuple[str, ...] = _BY) -> str:
    if by not in choices:
        raise UsageError(f"{by!r} can't be ranked; choose {' or '.join(choices)}.")
    return by
