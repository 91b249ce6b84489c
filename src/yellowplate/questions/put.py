"""Putting a question to the desk: an answer, or a typed refusal; and the answer with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from yellowplate.errors import (
    InputError,
    LedgerBusyError,
    NameAmbiguousError,
    NameUnknownError,
    UsageError,
    YellowplateError,
)

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.desk import Desk
    from yellowplate.questions.shapes import Asked, Question


class Why(StrEnum):
    """Why there is no answer; the first four are those of Missing, and never a zero."""

    NOT_PUBLISHED = "not published"
    NOT_IN_LEDGER = "not in the ledger"
    NO_SUCH_NAMEPLATE = "no such nameplate"
    NOT_YET = "not yet"
    AMBIGUOUS = "ambiguous name"
    BAD_QUESTION = "bad question"
    BAD_INPUT = "bad input"
    BUSY = "busy"
    TOO_LONG = "took too long"
    CANCELLED = "cancelled"
    BROKEN = "desk can't be used"

    @property
    def missing(self) -> bool:
        """Whether the question was fine and nothing is known."""
        return self in (self.NOT_PUBLISHED, self.NOT_IN_LEDGER, self.NO_SUCH_NAMEPLATE, self.NOT_YET)


@dataclass(frozen=True, slots=True)
class Refused:
    """No answer: `reason` is a sentence; `nearest` are periods that have one, `suggestions` ids of near names."""

    why: Why
    reason: str
    nearest: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """The refusal as JSON shows it."""
        told = {"nearest": list(self.nearest), "suggestions": list(self.suggestions)}
        return {"why": str(self.why), "reason": self.reason, **told}


def put(desk: Desk, question: Question, asked: Asked) -> Answer | Refused:
    """The desk's answer to a question, or why there is none."""
    from yellowplate.market.shapes import Gap

    try:
        answer = question.ask(desk, asked)
    except YellowplateError as error:
        return refusal(error)
    if isinstance(answer, Gap):
        return Refused(Why(answer.missing), answer.title, tuple(map(str, answer.nearest)))
    return answer


def refusal(error: YellowplateError) -> Refused:
    """What went wrong, as a refusal."""
    if isinstance(error, NameUnknownError):
        return Refused(Why.NO_SUCH_NAMEPLATE, str(error), suggestions=error.suggestions)
    if isinstance(error, NameAmbiguousError):
        return Refused(Why.AMBIGUOUS, str(error), suggestions=error.candidates)
    kinds = {UsageError: Why.BAD_QUESTION, InputError: Why.BAD_INPUT, LedgerBusyError: Why.BUSY}
    return Refused(next((why for kind, why in kinds.items() if isinstance(error, kind)), Why.BROKEN), str(error))


def enveloped(desk: Desk, question: Question, asked: Asked, answer: Answer) -> dict[str, Any]:
    """An answer with what it rests on, its units, and the command that gives the same."""
    cited = dict.fromkeys(question.cites(desk, answer))
    return {
        "question": question.name,
        "asked": asked.model_dump(mode="json", exclude={"text"}, exclude_none=True),
        "title": answer.title,
        "answer": answer.data(),
        "columns": list(answer.columns),
        "rows": [list(row) for row in answer.rows()],
        "notes": list(answer.notes()),
        "units": dict(question.units),
        "evidence": [page._asdict() for page in cited],
        "command": question.command(asked),
    }
