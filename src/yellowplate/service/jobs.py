"""Answers that take their time: each is worked out once, can be waited for, polled and cancelled, and is kept."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from yellowplate.questions import Refused, Why
from yellowplate.service.workers import Workers

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.questions import Asked, Question
    from yellowplate.service.desks import Desks

_WAITING = 250  # jobs that may wait; more are refused
_KEPT = 48  # finished jobs whose answers are kept


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Job:
    """A question that is being worked out; `steps` are finished of `all_steps`, where it can be told."""

    id: str
    question: Question
    asked: Asked
    stage: Stage = Stage.WAITING
    steps: int = 0
    all_steps: int | None = None
    outcome: Answer | Refused | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    def data(self) -> dict[str, Any]:
        """The job as JSON shows it."""
        return {
            "id": self.id,
            "question": self.question.name,
            "asked": self.asked.model_dump(mode="json", exclude={"text"}, exclude_none=True),
            "stage": str(self.stage),
            "steps": self.steps,
            "of": self.all_steps,
            "poll": f"/api/v1/jobs/{self.id}",
        }

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in (Stage.DONE, Stage.CANCELLED)


class Jobs:
    """All jobs, by an id that the question, its parameters and the ledger's state give."""

    def __init__(self, desks: Desks, count: int) -> None:
        self._desks = desks
        self._workers = Workers(desks, count)
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    async def ask(self, question: Question, asked: Asked, patience: float) -> Answer | Refused | Job:
        """The answer if it comes within `patience` seconds, else the job; a job like it is joined."""
        held = await self._desks.looked_up()
        id_ = _id(held.state, question.name, asked.model_dump_json())
        job = self._jobs.get(id_)
        if job is None or job.stage is Stage.CANCELLED:
            if sum(not job.over for job in self._jobs.values()) >= _WAITING:
                return Refused(Why.BUSY, "Too many questions wait for an answer already; ask again in a minute.")
            job = self._begin(Job(id_, question, asked, all_steps=_steps(asked)))
        self._jobs.move_to_end(id_)
        if job.task is not None and not job.over and patience:
            await asyncio.wait([job.task], timeout=patience)
        return job if job.outcome is None else job.outcome

    def find(self, id_: str) -> Job | None:
        """The job of that id, if it is still known."""
        return self._jobs.get(id_)

    async def cancel(self, job: Job) -> None:
        """End the work on a job."""
        if job.task is not None and not job.over:
            job.task.cancel()
            await asyncio.wait([job.task])

    async def close(self) -> None:
        """Cancel all jobs and end the workers."""
        for job in list(self._jobs.values()):
            await self.cancel(job)
        self._workers.close()

    def _begin(self, job: Job) -> Job:
        self._jobs[job.id] = job
        job.task = asyncio.create_task(self._run(job))
        for id_ in [id_ for id_, one in self._jobs.items() if one.over][:-_KEPT]:
            del self._jobs[id_]
        return job

    async def _run(self, job: Job) -> None:
        def begun() -> None:
            job.stage = Stage.RUNNING

        def told(steps: int) -> None:
            job.steps += steps

        try:
            job.outcome = await self._workers.answer(job.question, job.asked, begun, told)
            job.stage = Stage.DONE
        except asyncio.CancelledError:
            job.stage = Stage.CANCELLED
            job.outcome = Refused(Why.CANCELLED, "It was cancelled; ask again to have it worked out.")


def _steps(asked: Asked) -> int | None:
    """How many steps are told, where the question tells them."""
    from yellowplate.questions.study import EnterAsked

    if not isinstance(asked, EnterAsked):
        return None
    from yellowplate.entry.appraisal import steps
    from yellowplate.entry.ask import Asked as Entry

    return steps(Entry(asked.car, draws=asked.draws))


def _id(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
