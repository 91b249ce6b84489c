"""The pages of the market: a month or other period, a car, a maker, a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import Response

from yellowplate.facts import Missing, Period, Segment
from yellowplate.market.launch import Launch
from yellowplate.market.shapes import Gap, Ranking, RankLine, Records
from yellowplate.market.stories import Stories
from yellowplate.publish.evidence import Note, Notebook, Text
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.happened import happened
from yellowplate.questions import QUESTIONS, Asked, Refused, Why
from yellowplate.web.pages import drawings
from yellowplate.web.pages.sheets import Shown, Table, made, of_lines, table
from yellowplate.web.pages.view import Unanswered

if TYPE_CHECKING:
    from yellowplate.market.shapes import FigureAnswer, History
    from yellowplate.web.pages.view import View

_RECENT = 36  # months of a history that are shown at once
_WORTH_READING = 5  # ranked lines from which on a month tells who sells what
_FAR = 24  # steps to look for the next period that has figures


@dataclass(frozen=True, slots=True)
class Told:
    """What a month's stories say, and the pages behind their numbers."""

    headline: str
    summary: tuple[Text, ...]
    paragraphs: tuple[tuple[Text, ...], ...]
    notes: tuple[Note, ...]


async def latest(view: View) -> Response:
    """The last month that has a ranking worth reading."""
    last = await view.run(_last, view, Segment.KEI_PASSENGER)
    if last is None:
        raise Unanswered(Refused(Why.NOT_IN_LEDGER, view.word("No month is known to this desk.")))
    return view.elsewhere(view.link(f"month/{last}"))


def _last(view: View, segment: Segment) -> Period | None:
    """The last month with enough ranked lines, else the last with any; None where there is none."""
    newest = view.desk.tables.last_month("nameplate", segment)
    if newest is None:
        return None
    for month in (newest.shift(-at) for at in range(_FAR)):
        found = view.desk.ranking(month, segment=segment)
        if isinstance(found, Ranking) and sum(line.rank is not None for line in found.lines) >= _WORTH_READING:
            return month
    return newest


def _beside(view: View, answer: Ranking, step: int) -> Period | None:
    """The next period before or after with figures; None where none is near."""
    for at in range(1, _FAR + 1):
        period = answer.period.shift(at * step * answer.period.months)
        found = view.desk.ranking(period, by=answer.by, segment=answer.segment)
        if isinstance(found, Ranking):
            return period
        if found.missing is Missing.NOT_YET:
            return None
    return None


async def find(view: View) -> Response:
    """From the form of filters to the address of what it asks for."""
    query = dict(view.request.query_params)
    period = quote(query.pop("period", "").strip()[:40], safe="")
    return view.elsewhere(view.link(f"month/{period}", **query) if period else view.link(""))


async def month(view: View) -> Response:
    """A ranking with filters, what is worth telling, and a chart."""
    asked = view.asked("ranking", period=view.request.path_params["period"])
    answer: Ranking = await view.answer("ranking", asked)
    return await view.page("month.html.j2", **await view.run(_month, view, asked, answer))


def _month(view: View, asked: Asked, answer: Ranking) -> dict[str, Any]:
    forms, period = view.forms, answer.period
    what, when = forms.segment(answer.segment), forms.long(period)
    title = forms.capital(view.say("{segment} in Japan, {when}", segment=what, when=when))
    chosen = view.request.query_params.get("maker", "")
    lines = [line for line in answer.lines if not chosen or line.subject == chosen or _maker_of(line) == chosen]
    caption = forms.capital(view.say("{What}, {when}: units", What=what, when=when))
    sold = {_maker_of(line) for line in answer.lines}
    return {
        "asked": asked,
        "question": QUESTIONS["ranking"],
        "answer": answer,
        "title": title,
        "told": _told(view, answer) if not chosen else None,
        "picture": drawings.ranking(view, caption, lines),
        "ranked": _ranked(view, caption, answer, lines),
        "before": _beside(view, answer, -1),
        "after": _beside(view, answer, 1),
        "makers": sorted((maker, view.name(maker)) for maker in sold if maker in view.desk.catalog.makers),
        "chosen": chosen,
        "total": view.units(answer.total),
        "basis": forms.basis(answer.segment),
        "segments": [(str(segment), forms.segment(segment)) for segment in Segment],
        "report": f"yellowplate report {period} --language {view.language} --out report",
    }


def _told(view: View, answer: Ranking) -> Told | None:
    """The stories of cars' months, written in the language of the page."""
    found = view.desk.stories(answer.period, segment=answer.segment)
    if isinstance(found, Gap) or not found.stories:
        return None
    return _written(view, found)


def _written(view: View, found: Stories) -> Told:
    notes = Notebook(view.desk.source_of, Forms(view.language))
    headline = view.writer.headline(found, notes)
    paragraphs = tuple(tuple(lines) for lines in view.writer.stories(found, notes) if lines)
    return Told(headline, (), paragraphs, tuple(notes.notes))


def _ranked(view: View, caption: str, answer: Ranking, lines: list[RankLine]) -> Table:
    yearly = answer.period.before == answer.period.year_before
    heads = [view.pword("column", "rank"), view.heads[answer.by]]
    heads += [] if answer.by == "maker" else [view.pword("column", "maker")]
    heads += [view.pword("column", "units"), *_bases(view, answer.period, yearly), view.pword("column", "share")]
    heads += [view.pword("column", "ahead of the next"), view.pword("column", "how known")]
    return of_lines(view, caption, heads, (_line(view, answer, line, yearly) for line in lines), lambda at: False)


def _maker_of(line: RankLine) -> str:
    return line.subject.partition("/")[0]


def _bases(view: View, period: Period, yearly: bool) -> list[str]:
    """The heads of the changes: on which period."""
    bases = [period.year_before] if yearly else [period.before, period.year_before]
    return [view.say("on {period}", period=view.forms.short(base)) for base in bases]


def _line(view: View, answer: Ranking, line: RankLine, yearly: bool) -> list[Shown]:
    changes = [line.year_before] if yearly else [line.month_before, line.year_before]
    ahead = view.forms.bounds(line.margin) if line.margin else ""
    cells = [Shown("" if line.rank is None else str(line.rank), number=True)]
    cells += [Shown(view.name(line.subject), view.subject_link(line.subject))]
    cells += [] if answer.by == "maker" else [Shown(view.name(_maker_of(line)), view.subject_link(_maker_of(line)))]
    cells += [Shown(view.units(line.units), view.figure_link(line.subject, answer.period, answer.segment), number=True)]
    cells += [Shown(view.change(ratio), number=True) for ratio in changes]
    cells += [Shown(view.share(line.share), number=True), Shown(ahead, number=True)]
    return [*cells, Shown(view.told(str(line.units.status or line.units.missing or "")))]


async def nameplate(view: View) -> Response:
    """A car: its months with events, its launch, its twins, its records."""
    parts = view.request.path_params
    asked = view.asked("history", subject=f"{parts['maker']}/{parts['name']}")
    answer: History = await view.answer("history", asked)
    return await view.page("nameplate.html.j2", **await view.run(_nameplate, view, asked, answer))


def _nameplate(view: View, asked: Asked, answer: History) -> dict[str, Any]:
    desk, catalog = view.desk, view.desk.catalog
    car = catalog.nameplates.get(answer.subject)
    launch = desk.launch(answer.subject) if car else None
    twins = [car.twin_of] if car and car.twin_of else []
    twins += [one.id for one in catalog.nameplates.values() if one.twin_of == answer.subject]
    return {
        **_past(view, asked, answer),
        "maker": answer.subject.partition("/")[0],
        "body": view.forms.body(car.body) if car else "",
        "twins": [(view.name(one), view.subject_link(one)) for one in dict.fromkeys(twins)],
        "members": [
            (view.name(one), view.subject_link(one)) for one in catalog.members(answer.subject) if one != answer.subject
        ],
        "rivals": [(view.name(one), view.subject_link(one)) for one in _rivals(view, answer.subject, twins)]
        if car and car.kei
        else [],
        "launch": table(view, view.word("The launch, month by month"), launch) if isinstance(launch, Launch) else None,
        "launched": launch if isinstance(launch, Launch) else None,
        "curves": drawings.launches(view, launch) if isinstance(launch, Launch) else None,
    }


def _rivals(view: View, subject: str, twins: list[str]) -> list[str]:
    """The cars of its body type, without its twins and the lines that these are counted in."""
    catalog = view.desk.catalog
    apart = {*twins, *map(catalog.line, twins)}
    return [one for one in catalog.rivals(subject) if one not in apart]


def _past(view: View, asked: Asked, answer: History) -> dict[str, Any]:
    """What the pages of a car and of a maker show of its past."""
    catalog = view.desk.catalog
    months = [month for month in answer.months if month.units.interval or month.units.missing]
    known = [at for at, month in enumerate(months) if month.units.interval is not None]
    months = months[known[0] : known[-1] + 1] if known else []
    begin, end = (months[0].period.start, months[-1].period.start) if months else (0, 0)
    events = [event for event in answer.events if begin <= event.month.start <= end]
    records = view.desk.records(answer.subject, segment=answer.segment)
    title = view.say("{name}, units a month", name=view.name(answer.subject))
    return {
        "asked": asked,
        "question": QUESTIONS["history"],
        "answer": answer,
        "title": view.name(answer.subject),
        "latest": months[-1] if months else None,
        "picture": drawings.history(view, title, months, events),
        "events": [(number, event, happened(view.forms, catalog, event)) for number, event in enumerate(events, 1)],
        "recent": _months(view, title, answer, months[-_RECENT:]),
        "older": _months(view, title, answer, months[:-_RECENT]) if len(months) > _RECENT else None,
        "records": table(view, view.word("Records within the data"), records) if isinstance(records, Records) else None,
        "basis": view.forms.basis(answer.segment),
    }


def _months(view: View, caption: str, answer: History, months: list[Any]) -> Table:
    heads = [view.heads[name] for name in ("month", "units", "rank", "vs previous", "vs year before", "known")]
    lines = (
        [
            Shown(view.forms.short(month.period), view.link(f"month/{month.period}", segment=answer.segment)),
            Shown(view.units(month.units), view.figure_link(answer.subject, month.period, answer.segment), number=True),
            Shown(str(month.rank or ""), number=True),
            Shown(view.change(month.month_before), number=True),
            Shown(view.change(month.year_before), number=True),
            Shown(view.told(str(month.units.status or month.units.missing or ""))),
        ]
        for month in reversed(months)
    )
    return of_lines(view, caption, heads, lines, lambda at: False)


async def maker(view: View) -> Response:
    """A maker: its months, its cars in the last month, what happened to it."""
    asked = view.asked("history", subject=view.request.path_params["maker"])
    answer: History = await view.answer("history", asked)
    return await view.page("maker.html.j2", **await view.run(_maker, view, asked, answer))


def _maker(view: View, asked: Asked, answer: History) -> dict[str, Any]:
    last = _last(view, answer.segment)
    ranking = view.desk.ranking(last, segment=answer.segment) if last else None
    cars = None
    if isinstance(ranking, Ranking):
        own = [line for line in ranking.lines if line.subject.startswith(f"{answer.subject}/")]
        caption = view.say("Its cars, {when}", when=view.forms.long(ranking.period))
        cars = _ranked(view, caption, ranking, own) if own else None
    listed = sorted(
        (view.name(car.id), view.subject_link(car.id))
        for car in view.desk.catalog.nameplates.values()
        if car.maker == answer.subject
    )
    return {**_past(view, asked, answer), "cars": cars, "listed": listed}


async def figure(view: View) -> Response:
    """One figure: how it is known, who prints it, what was set aside and why."""
    if not view.request.query_params.get("subject"):
        return await view.page("figure.html.j2", answer=None, title=view.word("A figure and its evidence"))
    asked = view.asked("figure")
    answer: FigureAnswer = await view.answer("figure", asked)
    return await view.page("figure.html.j2", **await view.run(_figure, view, asked, answer))


def _figure(view: View, asked: Asked, answer: FigureAnswer) -> dict[str, Any]:
    figure = answer.figure
    columns = ("publisher", "kind", "published", "period", "measure", "printed", "verdict", "cause", "fits", "url")
    groups = [
        ("for", view.word("Statements for it")),
        ("against", view.word("Set aside, and why")),
        ("about", view.word("Ranks and changes that bear on it")),
    ]
    tables = []
    for side, caption in groups:
        found = [item.data() for item in answer.evidence if item.side == side]
        if found:
            kept = columns if side != "for" else tuple(name for name in columns if name not in ("cause", "fits"))
            tables.append(made(view, caption, kept, [[data[name] or None for name in kept] for data in found]))
    return {
        "asked": asked,
        "question": QUESTIONS["figure"],
        "answer": answer,
        "title": f"{view.name(figure.subject)}, {view.forms.long(figure.period)}",
        "value": view.forms.bounds(figure.interval),
        "tables": tables,
        "segment": view.forms.segment(figure.segment),
        "alternatives": [view.forms.units(value) for value in figure.alternatives],
    }
