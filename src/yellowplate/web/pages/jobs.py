"""Questions that take long: how far they are, and then their answer at the same address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.questions import QUESTIONS, Asked, Refused
from yellowplate.service import Job
from yellowplate.web.pages.view import Unanswered

if TYPE_CHECKING:
    from yellowplate.web.pages.view import View

Shows = Callable[["View", Asked, Any], dict[str, Any]]


async def put(view: View, name: str, title: str, template: str, shows: Shows) -> Response:
    """The page of a question: its progress, and the answer as `shows` lays it out."""
    asked = view.asked(name)
    outcome = await view.ask(name, asked)
    if isinstance(outcome, Refused):
        raise Unanswered(outcome)
    if isinstance(outcome, Job):
        parts = {"answer": None, "asked": asked, "job": outcome, "question": QUESTIONS[name], "events": None}
        return await view.fresh(template, title=title, **parts)
    return await view.page(template, title=title, **await view.run(shows, view, asked, outcome))


async def cancel(view: View) -> Response:
    """End a job and go back to the form with its inputs."""
    async with view.request.form(max_files=0, max_fields=3) as form:
        job = view.service.jobs.find(str(form.get("job", "")))
    if job is None:
        return view.elsewhere(view.link("entry"))
    await view.service.jobs.cancel(job)
    return view.elsewhere(view.link("effects" if job.question.name == "sweep" else "entry"))
