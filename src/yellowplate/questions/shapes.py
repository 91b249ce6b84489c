"""The shape of a question: what it takes, whom it asks, how long that may take, and the command that asks the same."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from yellowplate.facts import Segment

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.desk import Desk

UNITS = {
    "units": "new vehicles registered or notified in the period, whole cars",
    "lo, hi": "bounds between which the units must lie; equal where they are known exactly",
    "previous, year_before": "percent of the units of the period before, of the year before (141.0 is +41.0 %)",
    "share": "percent of the segment's total",
}

PeriodText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        description="A month 2025-11, a year 2025 or FY2025 (from April), a run 2025-01..2025-06.",
        examples=["2025-11"],
    ),
]
SubjectText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=80,
        description="A car, maker or segment: an id such as nissan/roox, or any of its names in any language.",
        examples=["nissan/roox"],
    ),
]
DayText = Annotated[
    str, Field(min_length=1, max_length=20, description="A day 2026-03-01; a month stands for its first day.")
]
Short = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """The parameters of a question."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InSegment(Asked):
    """A question on one part of the market."""

    segment: Segment = Field(Segment.KEI_PASSENGER, description="The part of the market.")


class OfSubject(Asked):
    """A question on one subject."""

    subject: SubjectText
    segment: Segment | None = Field(None, description="The part of the market; by default where it is counted.")


class Pace(StrEnum):
    """How long an answer may take: at once, some seconds, or so long that it is a job to be polled."""

    QUICK = "quick"
    SLOW = "slow"
    LONG = "long"


class Cited(NamedTuple):
    """A page that an answer rests on: what it is cited for, who wrote it, and where it is."""

    about: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `ask` calls the desk's method of the same name, `command` is the shell command that asks the same.

    `seconds` is how long it may take before it is given up. `example` holds parameters that have an answer.
    """

    name: str
    asks: type[Asked]
    ask: Callable[[Desk, Any], Answer]
    command: Callable[[Any], str]
    example: Mapping[str, Any]
    units: Mapping[str, str]
    cites: Callable[[Desk, Any], Iterator[Cited]]
    pace: Pace = Pace.QUICK
    seconds: int = 20

    @property
    def said(self) -> str:
        """What is asked, in a sentence."""
        return " ".join((self.asks.__doc__ or "").split())


def command(*words: object, **options: object) -> str:
    """A command of the shell; options that are None, empty or False are left out.

    >>> command("rank", "2025-11", by="maker", desk=None)
    'yellowplate rank 2025-11 --by maker'
    """
    parts = ["yellowplate", *(str(word) for word in words)]
    for name, value in options.items():
        option = "--" + name.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(option)
        elif value is not None and value is not False and value != "":
            parts += [option, str(value)]
    return shlex.join(parts)


def in_python(method: str, *arguments: object, **options: object) -> str:
    """The same for a method of the desk that has no command of its own."""
    told = [repr(str(argument)) for argument in arguments]
    told += [f"{name}={str(value)!r}" for name, value in options.items() if value]
    return shlex.join(
        ["python", "-c", f"import yellowplate; print(yellowplate.open_desk().{method}({', '.join(told)}).json())"]
    )
