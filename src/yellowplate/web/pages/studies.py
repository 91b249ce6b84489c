"""The pages of questions that are put by a form: effects, access, owning, entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.effects import Effect
from yellowplate.entry.appraisal import Appraisal
from yellowplate.entry.page import charts as entry_charts
from yellowplate.questions import QUESTIONS, Asked, Refused
from yellowplate.questions.study import AccessAsked, access_asked
from yellowplate.rules.car import HOLDABLE
from yellowplate.rules.owning.asked import places
from yellowplate.rules.shapes import MARKETS
from yellowplate.rules.steps import us_states
from yellowplate.service import Job
from yellowplate.web.pages import drawings
from yellowplate.web.pages.sheets import table
from yellowplate.web.pages.view import Unanswered

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.web.pages.view import View


async def effects(view: View) -> Response:
    """What an event did to a car: the form, its events, the finding with its charts and tests."""
    title = view.word("What an event did")
    if view.request.query_params.get("sweep"):
        return await _job(view, "sweep", title, "effects.html.j2")
    if not view.request.query_params.get("subject"):
        return await view.page("effects.html.j2", title=title, answer=None, job=None, events=None, asked=None)
    asked = view.asked("effect")
    answer = await view.answer("effect", asked)
    return await view.page("effects.html.j2", **await view.run(_effect, view, asked, answer))


def _effect(view: View, asked: Asked, answer: Answer) -> dict[str, Any]:
    from yellowplate.effects.page import drawings as drawn

    pictures = drawings.foreign(drawn(answer)) if isinstance(answer, Effect) else []
    return {
        **_put(view, "effect", asked, answer),
        "title": view.word("What an event did"),
        "pictures": pictures,
        "events": view.desk.events(getattr(asked, "subject", None)).events,
        "refused": not isinstance(answer, Effect),
    }


async def access(view: View) -> Response:
    """May a car be sold, imported and driven: the form, the answer rule by rule, how it moves, the map of states."""
    choices = {
        "title": view.word("May it be sold, imported, driven?"),
        "markets": [(code, view.told(name)) for code, name in MARKETS.items()],
        "states": sorted(us_states().items()),
        "holdable": list(HOLDABLE.items()),
    }
    if not view.request.query_params.get("car"):
        return await view.page("access.html.j2", answer=None, asked=None, **choices)
    asked = view.asked("access")
    answer = await view.answer("access", asked)
    moving = None
    if days := view.request.query_params.get("days", ""):
        over = view.asked("access_over", days=days)
        moving = await view.answer("access_over", over)
    return await view.page("access.html.j2", **choices, **await view.run(_access, view, asked, answer, moving))


def _access(view: View, asked: AccessAsked, answer: Answer, moving: Answer | None) -> dict[str, Any]:
    chart = view.desk.access_map(access_asked(asked)) if asked.market == "us" and not asked.state else ""
    words = view.word("The answer in every state")
    return {
        **_put(view, "access", asked, answer),
        "moving": table(view, view.word("How the answer moves"), moving) if moving else None,
        "moving_title": moving.title if moving else "",
        "pictures": drawings.foreign([(words, chart)]) if chart else [],
    }


async def own(view: View) -> Response:
    """What a car costs to own: the form, yen by year and item, every amount with its rule."""
    choices = {"title": view.word("What it costs to own"), "places": [place.id for place in places()]}
    if not view.request.query_params.get("car"):
        return await view.page("own.html.j2", answer=None, asked=None, **choices)
    asked = view.asked("own")
    answer = await view.answer("own", asked)
    return await view.page("own.html.j2", **choices, **await view.run(_put, view, "own", asked, answer))


async def entry(view: View) -> Response:
    """Would it pay to sell it abroad: inputs as a form, progress while it is worked out, the answer with its odds."""
    title = view.word("Would it pay to sell it there?")
    if not view.request.query_params.get("car"):
        return await view.page("entry.html.j2", title=title, answer=None, job=None, asked=None)
    return await _job(view, "enter", title, "entry.html.j2")


async def _job(view: View, name: str, title: str, template: str) -> Response:
    """The page of a question that takes long: how far it is, and then its answer at the same address."""
    asked = view.asked(name)
    outcome = await view.ask(name, asked)
    if isinstance(outcome, Refused):
        raise Unanswered(outcome)
    empty: dict[str, Any] = {"events": None, "pictures": [], "refused": False}
    if isinstance(outcome, Job):
        parts = {**empty, "title": title, "answer": None, "asked": asked, "job": outcome, "question": QUESTIONS[name]}
        return await view.fresh(template, **parts)
    put = await view.run(_put, view, name, asked, outcome)
    charts = drawings.foreign(entry_charts(outcome).values()) if isinstance(outcome, Appraisal) else []
    return await view.page(template, **{**empty, "title": title, **put, "pictures": charts})


async def cancel(view: View) -> Response:
    """End a job and go back to the form with its inputs."""
    async with view.request.form(max_files=0, max_fields=3) as form:
        job = view.service.jobs.find(str(form.get("job", "")))
    if job is None:
        return view.elsewhere(view.link("entry"))
    await view.service.jobs.cancel(job)
    return view.elsewhere(view.link("effects" if job.question.name == "sweep" else "entry"))


def _put(view: View, name: str, asked: Asked, answer: Answer) -> dict[str, Any]:
    """What every answer to a form shows."""
    return {
        "asked": asked,
        "question": QUESTIONS[name],
        "answer": answer,
        "shown": table(view, view.word("The answer in detail"), answer),
        "job": None,
    }
