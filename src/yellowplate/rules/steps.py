"""What was said and done about kei cars in the United States, and the names of its states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from yellowplate.rules.rulebook import RULES, rows_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step since kei cars became a matter of talk: a statement, a bill, a rule; and what it changed in law."""

    day: date
    actor: str
    kind: str
    text: str
    legal_effect: str
    citation: str
    source_url: str
    confidence: str


@lru_cache(maxsize=1)
def us_steps() -> tuple[Step, ...]:
    """The steps in the United States, oldest first."""
    return tuple(
        Step(
            date.fromisoformat(row["date"]),
            row["actor"],
            row["kind"],
            row["what_happened"],
            row["legal_effect"],
            row["citation"],
            row["source_url"],
            row["confidence"],
        )
        for row in rows_of(RULES / "us_steps.csv")
    )


@lru_cache(maxsize=1)
def us_states() -> dict[str, str]:
    """The states by their two letters."""
    return {row["code"]: row["name"] for row in rows_of(RULES / "states.csv")}
