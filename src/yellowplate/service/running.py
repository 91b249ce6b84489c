"""What pages, API and tools share: the desk as it stands, the jobs, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from yellowplate.errors import YellowplateError
from yellowplate.questions import Pace, Refused, put
from yellowplate.questions.put import refusal
from yellowplate.service.desks import Desks
from yellowplate.service.jobs import Job, Jobs

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.desk import Desk
    from yellowplate.questions import Asked, Question


@dataclass(slots=True)
class Service:
    """One running desk; `writes` says whether files may be added to it."""

    desks: Desks
    jobs: Jobs
    writes: bool = False

    @property
    def desk(self) -> Desk:
        """The desk of the ledger as it stands."""
        return self.desks.current().desk

    async def ask(self, question: Question, asked: Asked, patience: float) -> Answer | Refused | Job:
        """The answer: quick ones at once, others by a job that is waited for up to `patience` seconds."""
        if question.pace is not Pace.QUICK:
            try:
                return await self.jobs.ask(question, asked, patience)
            except YellowplateError as error:
                return refusal(error)
        return await run_in_threadpool(self._put, question, asked)

    def _put(self, question: Question, asked: Asked) -> Answer | Refused:
        try:
            return put(self.desk, question, asked)
        except YellowplateError as error:
            return refusal(error)
