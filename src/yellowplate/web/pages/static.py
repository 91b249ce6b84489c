"""The files that pages need: one style sheet, one script, the sign of the desk. Nothing comes from anywhere else."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response

from yellowplate.publish.charts.theme import ROLES

_KINDS = {"style.css": "text/css", "app.js": "text/javascript", "icon.svg": "image/svg+xml"}


def add(app: FastAPI) -> None:
    """Put the files into an application."""

    async def file(name: str) -> Response:
        if name not in _KINDS:
            raise HTTPException(404)
        return Response(_content(name), media_type=_KINDS[name])

    async def icon() -> Response:
        return Response(_content("icon.svg"), media_type=_KINDS["icon.svg"])

    app.add_api_route("/static/{name}", file, include_in_schema=False)
    app.add_api_route("/favicon.ico", icon, include_in_schema=False)


@cache
def _content(name: str) -> str:
    text = files("yellowplate.web").joinpath("static", name).read_text("utf-8")
    return text + _charts() if name == "style.css" else text


def _charts() -> str:
    """Rules that give the fixed colours of the charts the colours of the page."""
    return "".join(
        f':is(.wide, .narrow) svg [{paint}="{color}"] {{ {paint}: var(--{name}); }}\n'
        for name, color in ROLES.items()
        for paint in ("fill", "stroke")
    )
