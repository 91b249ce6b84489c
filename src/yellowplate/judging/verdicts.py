"""One reading of a statement → how it stands to the figures."""

from __future__ import annotations

from dataclasses import dataclass

from yellowplate.facts import Cause, Judgement
from yellowplate.judging.market import Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """The judgement on one reading; `fits` is what would be right, `note` a sentence on why."""

    judgement: Judgement
    cause: Cause | None = None
    fits: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


# What speaks best for a statement comes first: it is contradicted only where every reading is.
BEST = (
    Judgement.CONFIRMED,
    Judgement.CONSISTENT,
    Judgement.REVISED,
    Judgement.UNKNOWN,
    Judgement.CONTRADICTED,
)
