"""The API: every question of the desk under its own name, with its parameters, answers and refusals described."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Query
from fastapi import UploadFile as Upload
from pydantic import BaseModel, Field, create_model
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from yellowplate.answers import Cell
from yellowplate.errors import YellowplateError
from yellowplate.questions import QUESTIONS, Asked, Pace, Question, Refused, Why, enveloped
from yellowplate.questions.put import refusal
from yellowplate.service.jobs import Job
from yellowplate.web.problems import problem, responses

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.service.running import Service

PATIENCE = 25.0
_PROBLEMS = (400, 404, 409, 413, 422, 503)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Page(BaseModel):
    """A page that the answer rests on."""

    about: str = Field(description="What it is cited for.")
    publisher: str
    url: str


class Envelope(BaseModel):
    """An answer with what belongs to it; the tabular form says the same in rows."""

    question: str = Field(description="The method of the desk that was asked.")
    asked: dict[str, Any] = Field(description="The parameters, as they were understood.")
    title: str = Field(description="The answer in one line.")
    answer: dict[str, Any] | list[Any] = Field(description="The answer, as the command gives it with --json.")
    columns: list[str]
    rows: list[list[Cell]] = Field(description="The tabular form; what is missing is null.")
    notes: list[str] = Field(description="Sentences that belong under the table.")
    units: dict[str, str] = Field(description="The units of the numbers, by their names in the answer.")
    evidence: list[Page] = Field(description="Pages that the answer rests on; the first of them.")
    command: str = Field(description="The shell command that gives the same.")


class Pending(BaseModel):
    """A job that is not finished yet."""

    id: str
    question: str
    asked: dict[str, Any]
    stage: Literal["waiting", "running", "done", "cancelled"]
    steps: int = Field(ge=0, description="Steps that are finished.")
    of: int | None = Field(description="All steps, where that can be told.")
    poll: str = Field(description="The address that tells how far it is.")


class Added(BaseModel):
    """What adding did."""

    new: int = Field(ge=0, description="Reports that were new.")
    known: int = Field(ge=0, description="Reports that were known already.")
    unread: list[dict[str, Any]] = Field(description="Cells that could not be read, and why.")
    notes: list[str]


def router(service: Service) -> APIRouter:
    """All operations of the API."""
    made = APIRouter(prefix="/api/v1")
    for question in QUESTIONS.values():
        if question.name == "check":
            _add_check(made, service, question)
        else:
            _add_question(made, service, question)
    _add_jobs(made, service)
    if service.writes:
        _add_adding(made, service)
    return made


def _add_question(made: APIRouter, service: Service, question: Question) -> None:
    """A GET whose parameters are those of the question, and the form that is wanted."""
    form: Any = (Literal["json", "csv"], Field("json", description="JSON with everything, or the tabular form as CSV."))
    asks = create_model(f"{question.asks.__name__}Query", __base__=question.asks, __doc__=question.said, format=form)

    async def endpoint(query):  # type: ignore[no-untyped-def]  # FastAPI reads the annotation below
        asked = question.asks.model_validate(query.model_dump(exclude={"format"}))
        return await answered(service, question, asked, query.format)

    endpoint.__annotations__ = {"query": Annotated[asks, Query()]}
    described: dict[int | str, dict[str, Any]] = {
        200: {"model": Envelope, "description": "The answer.", "content": {"text/csv": {"schema": {"type": "string"}}}},
        **responses(*_PROBLEMS),
    }
    if question.pace is not Pace.QUICK:
        described[202] = {"model": Pending, "description": "It takes longer: poll the job, then ask again."}
        described |= responses(410)
    made.add_api_route(
        f"/{question.name}",
        endpoint,
        summary=question.said,
        operation_id=question.name,
        responses=described,
        openapi_extra={
            "x-example": f"/api/v1/{question.name}?{urlencode(question.example)}",
            "x-command": question.command(question.asks(**question.example)),
        },
    )


def _add_check(made: APIRouter, service: Service, question: Question) -> None:
    """A POST, since articles are long."""

    async def check(asked):  # type: ignore[no-untyped-def]  # FastAPI reads the annotation below
        return await answered(service, question, asked, "json")

    check.__annotations__ = {
        "asked": Annotated[question.asks, Body(openapi_examples={"a sentence": {"value": dict(question.example)}})]
    }
    made.add_api_route(
        "/check",
        check,
        methods=["POST"],
        summary=question.said,
        operation_id="check",
        responses={
            200: {"model": Envelope, "description": "Every claim with its verdict."},
            202: {"model": Pending, "description": "It takes longer: poll the job, then ask again."},
            **responses(403, 408, 410, *_PROBLEMS),
        },
    )


def _add_jobs(made: APIRouter, service: Service) -> None:
    told = {200: {"model": Pending, "description": "How far it is."}, **responses(404, 422)}

    @made.get("/jobs/{id_}", summary="How far a job is", operation_id="job", responses=told)
    async def job(id_: str) -> Response:
        found = service.jobs.find(id_)
        return _unknown(id_) if found is None else _fresh(found.data())

    @made.delete("/jobs/{id_}", summary="Cancel a job", operation_id="cancel", responses={**told, **responses(403)})
    async def cancel(id_: str) -> Response:
        found = service.jobs.find(id_)
        if found is None:
            return _unknown(id_)
        await service.jobs.cancel(found)
        return _fresh(found.data())


def _add_adding(made: APIRouter, service: Service) -> None:
    described = {200: {"model": Added, "description": "What is new."}, **responses(400, 403, 408, 409, 413, 422, 503)}

    @made.post("/add", summary="Read a table into the desk file", operation_id="add", responses=described)
    async def add(file: Upload, url: Annotated[str, Query(max_length=2000)] = "") -> Response:
        found = await add_file(service, file, url)
        return problem(found) if isinstance(found, Refused) else _fresh(found)


async def add_file(service: Service, file: UploadFile, url: str) -> dict[str, Any] | Refused:
    """Add one uploaded file to the desk file: what was new, or why it can't be added."""
    name = Path(file.filename or "table").name or "table"
    content = await file.read()

    def add() -> dict[str, Any] | Refused:
        with tempfile.TemporaryDirectory(prefix="yellowplate-") as room:
            path = Path(room) / name[-100:]
            path.write_bytes(content)
            try:
                taken = service.desks.to_write().add(path, url=url or None)
            except YellowplateError as error:
                told = refusal(error)
                return Refused(told.why, told.reason.replace(f"{room}/", ""))
        unread = [place._asdict() for place in taken.unread]
        return {"new": taken.new, "known": taken.known, "unread": unread, "notes": list(taken.notes)}

    return await run_in_threadpool(add)


async def answered(service: Service, question: Question, asked: Asked, form: str) -> Response:
    """The answer in the form wanted, a refusal as a problem, or the job that will answer."""
    outcome = await service.ask(question, asked, 0 if question.pace is Pace.LONG else PATIENCE)
    if isinstance(outcome, Job):
        return JSONResponse(outcome.data(), 202, {"cache-control": "no-store", "location": outcome.data()["poll"]})
    if isinstance(outcome, Refused):
        return problem(outcome)
    if form == "csv":
        return csv_of(outcome, question.name)
    body = await run_in_threadpool(enveloped, service.desk, question, asked, outcome)
    return JSONResponse(body)


def csv_of(answer: Answer, name: str) -> Response:
    """The tabular form; a cell that a spreadsheet would take for a formula is set apart by a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_safe(cell) for cell in row] for row in answer.rows())
    disposition = f'inline; filename="{name}.csv"'
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers={"content-disposition": disposition})


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _unknown(id_: str) -> Response:
    return problem(Refused(Why.NOT_IN_LEDGER, f"No job is called {id_[:80]!r}, or it is forgotten; ask again."))


def _fresh(data: dict[str, Any]) -> JSONResponse:
    return JSONResponse(data, headers={"cache-control": "no-store"})
