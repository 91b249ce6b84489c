"""Refusals as problem+json (RFC 9457), with the status that says whose turn it is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from yellowplate.questions import Refused, Why

MEDIA = "application/problem+json"
STATUS = {
    Why.NOT_PUBLISHED: 404,
    Why.NOT_IN_LEDGER: 404,
    Why.NO_SUCH_NAMEPLATE: 404,
    Why.NOT_YET: 404,
    Why.AMBIGUOUS: 400,
    Why.BAD_QUESTION: 400,
    Why.BAD_INPUT: 400,
    Why.BUSY: 503,
    Why.TOO_LONG: 413,
    Why.CANCELLED: 410,
    Why.BROKEN: 409,
}


class Problem(BaseModel):
    """Why there is no answer."""

    type: str = Field(description="What kind of problem it is; `about:blank` for those of HTTP alone.")
    title: str = Field(description="The kind in words, the same for all of its kind.")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What is wrong, where, and what to do, in a sentence.")
    nearest: list[str] = Field(default_factory=list, description="The nearest periods that have an answer.")
    suggestions: list[str] = Field(default_factory=list, description="Ids of subjects that are called nearly so.")


def problem(refused: Refused) -> JSONResponse:
    """A refusal of the desk."""
    name = str(refused.why)
    body = Problem(
        type="/problems/" + name.replace(" ", "-").replace("'", ""),
        title=name,
        status=STATUS[refused.why],
        detail=refused.reason,
        nearest=list(refused.nearest),
        suggestions=list(refused.suggestions),
    )
    return _response(body)


def plain(status: int, title: str, detail: str) -> JSONResponse:
    """A problem of the request itself."""
    return _response(Problem(type="about:blank", title=title, status=status, detail=detail))


def _response(body: Problem) -> JSONResponse:
    headers = {"retry-after": "10"} if body.status == 503 else {}
    return JSONResponse(body.model_dump(), body.status, headers, MEDIA)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of an operation, for its description."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": _SAID[status], "content": {MEDIA: {"schema": schema}}} for status in statuses}


_SAID = {
    400: "The question can't be understood.",
    403: "Not allowed from another site, or the desk is for reading only.",
    404: "Nothing is known of that: why, and what is nearest.",
    405: "No such method here.",
    408: "The request did not arrive in time.",
    409: "The desk file can't be used.",
    410: "The job was cancelled.",
    413: "Too large, or too long to work out.",
    422: "A parameter is missing or out of its limits.",
    503: "Too busy; try again a little later.",
}
