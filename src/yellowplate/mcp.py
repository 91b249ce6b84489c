"""Tools for assistants, by the Model Context Protocol: the questions of the desk, each with schema, units and evidence.

Every tool answers in one form. What isn't known is never filled in: the tool says `answered: false` and why (not
published, not in the ledger, no such nameplate, not yet), so that an assistant has nothing to invent from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from yellowplate.facts import Period, Segment
from yellowplate.questions import QUESTIONS, Asked, Pace, Question, Refused, Why, enveloped
from yellowplate.service import Job, Service

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from yellowplate.answers import Answer

TOOLS = {
    "ranking": "ranking",
    "figure": "figure",
    "check_text": "check",
    "doubts": "doubts",
    "effect": "effect",
    "access": "access",
    "own": "own",
    "enter": "enter",
}
_PATIENCE = {Pace.QUICK: 0.0, Pace.SLOW: 25.0, Pace.LONG: 45.0}
_MOST_LINES = 100
_SCHEME = "yellowplate://"
_ABOUT = (
    "Figures of Japan's vehicle registrations, worked out from thousands of printed statements. Give the numbers of an "
    "answer exactly as they stand and with their evidence. Where `answered` is false, say that and why; never put a "
    "number in its place. An interval (lo, hi) is a bound, not an estimate."
)
_REFUSAL = {
    "type": "object",
    "properties": {
        "why": {"type": "string", "enum": [str(why) for why in Why]},
        "reason": {"type": "string", "description": "What is wrong or missing, in a sentence."},
        "nearest": {"type": "array", "items": {"type": "string"}, "description": "Nearest periods with an answer."},
        "suggestions": {"type": "array", "items": {"type": "string"}, "description": "Ids of near names."},
    },
    "required": ["why", "reason", "nearest", "suggestions"],
}
_PAGE = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("about", "publisher", "url")},
    "required": ["about", "publisher", "url"],
}
_RESULT = {
    "type": "object",
    "properties": {
        "answered": {"type": "boolean", "description": "Whether there is an answer."},
        "title": {"type": "string", "description": "The answer in one line."},
        "answer": {"type": ["object", "array"], "description": "The answer; null in it means unknown, never zero."},
        "left_out": {"type": "integer", "description": "How many lines of the answer are left out here."},
        "notes": {"type": "array", "items": {"type": "string"}},
        "units": {"type": "object", "additionalProperties": {"type": "string"}},
        "evidence": {"type": "array", "items": _PAGE, "description": "Pages that the answer rests on."},
        "command": {"type": "string", "description": "The shell command that gives the same."},
        "refusal": _REFUSAL,
        "pending": {"type": "object", "description": "It is still being worked out: call again with the same."},
    },
    "required": ["answered"],
}


class _Assistant:
    """Answers the protocol's requests from a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def list_tools(self, context: Any, params: Any) -> types.ListToolsResult:
        """The tools, each with the schema of its question."""
        return types.ListToolsResult(tools=[_tool(name, QUESTIONS[asks]) for name, asks in TOOLS.items()])

    async def call_tool(self, context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        """The answer, the refusal, or that it is still being worked out."""
        if params.name not in TOOLS:
            raise MCPError(types.INVALID_PARAMS, f"No tool is called {params.name!r}; choose from {', '.join(TOOLS)}.")
        question = QUESTIONS[TOOLS[params.name]]
        try:
            asked = question.asks.model_validate(params.arguments or {})
        except ValidationError as error:
            return _told(_refused(Refused(Why.BAD_QUESTION, _sentence(error))), wrong=True)
        outcome = await self._service.ask(question, asked, _PATIENCE[question.pace])
        if isinstance(outcome, Job):
            return _told({"answered": False, "pending": outcome.data()})
        if isinstance(outcome, Refused):
            return _told(_refused(outcome), wrong=not outcome.why.missing)
        return _told(await run_in_threadpool(self._answered, question, asked, outcome))

    async def list_resources(self, context: Any, params: Any) -> types.ListResourcesResult:
        """Every month with a ranking, latest first, and every car."""
        return types.ListResourcesResult(resources=await run_in_threadpool(self._resources))

    async def list_templates(self, context: Any, params: Any) -> types.ListResourceTemplatesResult:
        """How the addresses of months and cars are made."""
        month = types.ResourceTemplate(
            name="month",
            uri_template=f"{_SCHEME}month/{{period}}",
            mime_type="application/json",
            description="Who sold what in a month, as 2025-11.",
        )
        car = types.ResourceTemplate(
            name="nameplate",
            uri_template=f"{_SCHEME}nameplate/{{maker}}/{{name}}",
            mime_type="application/json",
            description="A car month by month, with its events.",
        )
        return types.ListResourceTemplatesResult(resource_templates=[month, car])

    async def read_resource(self, context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """A month's ranking or a car's months; a refusal where nothing is known."""
        kind, _, rest = params.uri.removeprefix(_SCHEME).partition("/")
        name = {"month": "ranking", "nameplate": "history"}.get(kind)
        if not params.uri.startswith(_SCHEME) or name is None or not 0 < len(rest) <= 80:
            raise MCPError(types.INVALID_PARAMS, f"No resource is at {params.uri[:100]}; see the templates.")
        question = QUESTIONS[name]
        asked = question.asks.model_validate({"period" if kind == "month" else "subject": unquote(rest)})
        outcome = await self._service.ask(question, asked, 0)
        if isinstance(outcome, Refused | Job):
            said = _refused(outcome) if isinstance(outcome, Refused) else {"answered": False, "pending": outcome.data()}
        else:
            said = await run_in_threadpool(self._answered, question, asked, outcome)
        text = types.TextResourceContents(uri=params.uri, mime_type="application/json", text=_json(said))
        return types.ReadResourceResult(contents=[text])

    def _answered(self, question: Question, asked: Asked, answer: Answer) -> dict[str, Any]:
        whole = enveloped(self._service.desk, question, asked, answer)
        told = {name: whole[name] for name in ("title", "answer", "notes", "units", "evidence", "command")}
        lines = told["answer"]
        if isinstance(lines, list) and len(lines) > _MOST_LINES:
            told |= {"answer": lines[:_MOST_LINES], "left_out": len(lines) - _MOST_LINES}
        reason = getattr(answer, "reason", None)  # of an effect that can't be said
        if isinstance(reason, str):
            return {"answered": False, **told}
        return {"answered": True, **told}

    def _resources(self) -> list[types.Resource]:
        desk = self._service.desk
        months = sorted(
            (period for period in desk.tables.lists("nameplate", Segment.KEI_PASSENGER) if period.is_month),
            reverse=True,
        )
        cars = desk.catalog.nameplates.values()
        return [*map(_month, months), *(_resource("nameplate", car.id, car.name_en) for car in cars if car.kei)]


def server(service: Service) -> Server[Any]:
    """The server of one desk, to be run over any transport."""
    assistant = _Assistant(service)
    return Server(
        "yellowplate",
        version=version("yellowplate"),
        instructions=_ABOUT,
        on_list_tools=assistant.list_tools,
        on_call_tool=assistant.call_tool,
        on_list_resources=assistant.list_resources,
        on_list_resource_templates=assistant.list_templates,
        on_read_resource=assistant.read_resource,
    )


def over_http(service: Service, host: str = "127.0.0.1") -> Starlette:
    """The server as an application that speaks streamable HTTP at its root; it keeps no sessions."""
    return server(service).streamable_http_app(
        streamable_http_path="/", json_response=True, stateless_http=True, host=host
    )


async def over_stdio(service: Service) -> None:
    """Serve one client over standard input and output until it leaves."""
    from mcp.server.stdio import stdio_server

    made = server(service)
    try:
        async with stdio_server() as (reading, writing):
            await made.run(reading, writing, made.create_initialization_options())
    finally:
        await service.jobs.close()


def _tool(name: str, question: Question) -> types.Tool:
    units = "; ".join(f"{what}: {unit}" for what, unit in question.units.items())
    return types.Tool(
        name=name,
        description=f"{question.said} Units: {units}.",
        input_schema=question.asks.model_json_schema(),
        output_schema=_RESULT,
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _month(period: Period) -> types.Resource:
    return _resource("month", str(period), f"Kei passenger cars, {period}")


def _resource(kind: str, id_: str, title: str) -> types.Resource:
    return types.Resource(name=f"{kind} {id_}", title=title, uri=f"{_SCHEME}{kind}/{id_}", mime_type="application/json")


def _refused(refused: Refused) -> dict[str, Any]:
    return {"answered": False, "refusal": refused.data()}


def _told(said: Mapping[str, Any], *, wrong: bool = False) -> types.CallToolResult:
    content = [types.TextContent(type="text", text=_json(said))]
    return types.CallToolResult(content=list(content), structured_content=dict(said), is_error=wrong)


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _sentence(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5]) + "."
