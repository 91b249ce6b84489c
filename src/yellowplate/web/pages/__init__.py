"""The pages: every one at a permanent address `/LANGUAGE/...` that holds its whole state, readable without scripts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from yellowplate.errors import YellowplateError
from yellowplate.publish.text.messages import languages
from yellowplate.questions import Refused, Why
from yellowplate.questions.put import refusal
from yellowplate.web.pages import checking, effects, entering, jobs, laws, market, owning, static, trust
from yellowplate.web.pages.view import Unanswered, View, Waiting, preferred
from yellowplate.web.problems import STATUS, plain

if TYPE_CHECKING:
    from yellowplate.service import Service

Page = Callable[[View], Awaitable[Response]]

READ: dict[str, Page] = {
    "/month/{period}": market.month,
    "/nameplate/{maker}/{name}": market.nameplate,
    "/maker/{maker}": market.maker,
    "/find": market.find,
    "/figure": market.figure,
    "/doubts": trust.doubts,
    "/sources": trust.sources,
    "/about": trust.about,
    "/check": checking.check,
    "/effects": effects.effects,
    "/access": laws.access,
    "/own": owning.own,
    "/entry": entering.entry,
}
SENT: dict[str, Page] = {"/check": checking.sent, "/cancel": jobs.cancel}


def add(app: FastAPI, service: Service) -> None:
    """Put all pages into an application."""
    static.add(app)

    async def home(request: Request) -> Response:
        return RedirectResponse(
            f"/{preferred(request.headers.get('accept-language', ''))}/", 307, {"vary": "accept-language"}
        )

    app.add_api_route("/", home, include_in_schema=False)
    app.add_api_route("/{language}/", _endpoint(market.latest, service), include_in_schema=False)
    for path, page in READ.items():
        app.add_api_route(f"/{{language}}{path}", _endpoint(page, service), include_in_schema=False)
    sent = {**SENT, "/sources": trust.add} if service.writes else SENT
    for path, page in sent.items():
        app.add_api_route(f"/{{language}}{path}", _endpoint(page, service), methods=["POST"], include_in_schema=False)


def _endpoint(page: Page, service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        language = request.path_params["language"]
        if language not in languages():
            raise HTTPException(404)
        view = View(request, service, language)
        try:
            return await page(view)
        except Waiting as waiting:
            return await view.waiting(waiting.job)
        except Unanswered as unanswered:
            return await view.refused(unanswered.refused, STATUS[unanswered.refused.why])
        except YellowplateError as error:
            told = refusal(error)
            return await view.refused(told, STATUS[told.why])

    return endpoint


def not_found(service: Service) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What answers for an address that is none: a page for people, a problem for programs."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        language = request.url.path.split("/")[1]
        if error.status_code == 404 and language in languages():
            view = View(request, service, language)
            return await view.refused(Refused(Why.NOT_IN_LEDGER, view.word("There is no such page.")), 404)
        said: dict[int, Any] = {404: ("no such page", "Nothing is at this address; see /api/v1/openapi.json.")}
        told = said.get(error.status_code, (str(error.detail).lower(), f"{error.detail}."))
        response = plain(error.status_code, *told)
        response.headers.update(error.headers or {})
        return response

    return answer
