"""The pages on what was said: statements in doubt, who said it, and what the desk is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.responses import Response

from yellowplate.facts import Judgement
from yellowplate.questions import QUESTIONS, Asked, Refused
from yellowplate.web.pages.sheets import Shown, address, of_lines, table
from yellowplate.web.problems import STATUS

if TYPE_CHECKING:
    from yellowplate.market.judged import Doubt, DoubtsAnswer, SourcesAnswer
    from yellowplate.web.pages.view import View

_A_PAGE = 50
_CAUSES = 12
_SORTS = ("verdict", "period", "subject", "cause", "page")


async def doubts(view: View) -> Response:
    """Statements that can't be true or were revised, sortable, by page and by cause."""
    asked = view.asked("doubts")
    answer: DoubtsAnswer = await view.answer("doubts", asked)
    return await view.page("doubts.html.j2", **await view.run(_doubts, view, asked, answer))


def _doubts(view: View, asked: Asked, answer: DoubtsAnswer) -> dict[str, Any]:
    query = view.request.query_params
    sort = query.get("sort", "verdict")
    sort = sort if sort in _SORTS else "verdict"
    causes = Counter(_cause(doubt) for doubt in answer.doubts)
    pages = Counter(doubt.said.source.publisher for doubt in answer.doubts)
    chosen = query.get("cause", "")
    found = [doubt for doubt in answer.doubts if not chosen or _cause(doubt) == chosen]
    if sort != "verdict":
        found.sort(key=lambda doubt: _key(doubt, sort), reverse=sort == "period")
    number = int(query["page"]) if query.get("page", "").isdecimal() and len(query["page"]) < 6 else 1
    last = max(1, -(-len(found) // _A_PAGE))
    number = min(max(number, 1), last)
    return {
        "asked": asked,
        "question": QUESTIONS["doubts"],
        "answer": answer,
        "title": view.word("Statements in doubt"),
        "shown": _table(view, found[(number - 1) * _A_PAGE : number * _A_PAGE]),
        "found": len(found),
        "contradicted": sum(doubt.verdict.judgement is Judgement.CONTRADICTED for doubt in found),
        "causes": [(cause, view.told(cause), many) for cause, many in causes.most_common(_CAUSES)],
        "pages": pages.most_common(_CAUSES),
        "sorts": [(name, _sort_word(view, name)) for name in _SORTS],
        "sort": sort,
        "chosen": chosen,
        "number": number,
        "last": last,
    }


def _sort_word(view: View, name: str) -> str:
    return view.word("page") if name == "page" else view.heads[name]


def _cause(doubt: Doubt) -> str:
    return str(doubt.verdict.cause or "no known cause")


def _key(doubt: Doubt, sort: str) -> tuple[object, ...]:
    report = doubt.said.report
    keys: dict[str, object] = {
        "period": (report.period.end, report.period.months),
        "subject": report.subject,
        "cause": _cause(doubt),
        "page": doubt.said.source.url,
    }
    return (keys[sort],)


def _table(view: View, doubts: list[Doubt]) -> Any:
    heads = [
        view.heads[name] for name in ("subject", "period", "measure", "printed", "fits", "verdict", "cause", "url")
    ]
    return of_lines(
        view, view.word("Statements in doubt"), heads, (_row(view, doubt) for doubt in doubts), lambda at: False
    )


def _row(view: View, doubt: Doubt) -> list[Shown]:
    report, source = doubt.said.report, doubt.said.source
    link = view.figure_link(report.subject, report.period, report.segment)
    fits = doubt.verdict.fits
    return [
        Shown(view.name(report.subject), link),
        Shown(str(report.period)),
        Shown(view.told(str(report.measure))),
        Shown(str(report.number)),
        Shown(fits, english=" " in fits),
        Shown(view.told(str(doubt.verdict.judgement))),
        Shown(view.told(_cause(doubt))),
        Shown(address(source.url), source.url, away=True) if source.url.startswith("http") else Shown(source.publisher),
    ]


async def sources(view: View) -> Response:
    """Who says what the desk holds, and how much of that holds."""
    return await _sources(view, None, None)


async def add(view: View) -> Response:
    """Take a file into the desk file, and tell what was new."""
    from yellowplate.web.api import add_file

    async with view.request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        url = form.get("url")
        if not isinstance(file, UploadFile) or not file.filename:
            view.status = 400
            return await _sources(view, None, view.word("Choose a file first."))
        taken = await add_file(view.service, file, url if isinstance(url, str) else "")
    if isinstance(taken, Refused):
        view.status = STATUS[taken.why]
        return await _sources(view, None, taken.reason)
    return await _sources(view, taken, None)


async def _sources(view: View, taken: dict[str, Any] | None, problem: str | None) -> Response:
    asked = view.asked("sources")
    answer: SourcesAnswer = await view.answer("sources", asked)
    left_out = ("unknown", "from", "to", "pages", "published")
    shown = await view.run(lambda: table(view, view.word("Sources"), answer, left_out))
    parts = {
        "asked": asked,
        "question": QUESTIONS["sources"],
        "answer": answer,
        "title": view.word("Sources"),
        "shown": shown,
        "taken": taken,
        "problem": problem,
        "writes": view.service.writes,
    }
    return await (view.fresh if taken or problem else view.page)("sources.html.j2", **parts)


async def about(view: View) -> Response:
    """What the desk is, how far its figures are known, and the other ways to ask it."""
    asked = view.asked("known")
    answer = await view.answer("known", asked)
    shown = await view.run(lambda: table(view, view.word("Months by how they are known"), answer))
    return await view.page(
        "about.html.j2",
        asked=asked,
        question=QUESTIONS["known"],
        answer=answer,
        title=view.word("About this desk"),
        shown=shown,
        questions=list(QUESTIONS.values()),
    )
