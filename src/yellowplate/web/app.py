"""The application: API, pages, tools and static files behind the guard and the warm answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from yellowplate.mcp import over_http
from yellowplate.questions import QUESTIONS
from yellowplate.service import Desks, Jobs, Service
from yellowplate.web import api, pages
from yellowplate.web.guard import Guard, hosts_of
from yellowplate.web.problems import Problem, plain
from yellowplate.web.warm import Warm


def application(
    path: str | Path | None = None,
    as_of: date | None = None,
    *,
    writes: bool = False,
    host: str = "127.0.0.1",
    workers: int = 2,
) -> ASGIApp:
    """The desk over HTTP: on the desk file at `path`, for reading unless it `writes`, reached as `host`.

    `workers` processes work out what takes long.
    """
    desks = Desks(path, as_of, may_begin=writes)
    service = Service(desks, Jobs(desks, workers), writes)
    tools = over_http(service, host)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(tools.router.lifespan_context(tools))
            yield
        await service.jobs.close()

    app = FastAPI(
        title="yellowplate",
        version=version("yellowplate"),
        description="The market desk for vehicle registration figures, first of all for Japan's kei cars.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
    )
    app.include_router(api.router(service))
    pages.add(app, service)
    app.mount("/mcp", tools)
    _describe(app)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, pages.not_found(service))
    app.add_exception_handler(Exception, _broken)
    return Guard(Warm(app, desks), hosts_of(host), lambda path: writes and (path.endswith(("/add", "/sources"))))


async def _invalid(request: Request, error: Exception) -> Response:
    """A parameter that is missing or out of its limits, in one sentence."""
    assert isinstance(error, RequestValidationError)
    told = [f"{_place(one['loc'])}: {one['msg'][:1].lower()}{one['msg'][1:]}" for one in error.errors()[:5]]
    return plain(422, "bad parameter", "; ".join(told)[:2000] + ".")


def _place(path: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in path[1:]) or "body"


async def _broken(request: Request, error: Exception) -> Response:
    return plain(500, "error of the desk", "Something went wrong that is the desk's fault; its log says more.")


def _describe(app: FastAPI) -> None:
    """The description of the API, with problems instead of the framework's own errors."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(
                get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            )
            schemas = made["components"]["schemas"]
            schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            _exemplify(made["paths"])
        return made

    app.openapi = openapi  # type: ignore[method-assign]


def _exemplify(paths: dict[str, Any]) -> None:
    """Give every parameter of a question the value that it has in the question's example."""
    for name, question in QUESTIONS.items():
        for parameter in paths[f"/api/v1/{name}"].get("get", {}).get("parameters", ()):
            if parameter["name"] in question.example:
                parameter["example"] = question.example[parameter["name"]]
