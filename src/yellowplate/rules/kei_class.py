"""Is it a kei car under the limits of that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from yellowplate.answers import Cell
from yellowplate.errors import UsageError
from yellowplate.market.known import Sheet
from yellowplate.rules.decide import Verdict
from yellowplate.rules.rulebook import DISCLAIMER, rows_of
from yellowplate.subjects import DATA

_MEASURES = {"length": "length_mm", "width": "width_mm", "height": "height_mm", "displacement": "displacement_cc"}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the kei class between two days, and the power that makers agree not to exceed."""

    id: str
    first: date
    last: date | None
    length_mm: int
    width_mm: int
    height_mm: int
    displacement_cc: int
    two_stroke_cc: int
    power_ps: int | None
    power_note: str
    citation: str
    source_url: str
    confidence: str

    @property
    def dates(self) -> str:
        """When they are in force, as people read it."""
        return f"from {self.first}" if self.last is None else f"{self.first} to {self.last}"


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(rows_of(DATA / "kei_class.csv"))


@lru_cache(maxsize=1)
def all_limits() -> tuple[Limits, ...]:
    """The limits since there is a kei class, oldest first."""
    return tuple(_limits(row) for row in _rows() if row["length_mm"])


def _limits(row: dict[str, str]) -> Limits:
    return Limits(
        row["id"],
        date.fromisoformat(row["from"]),
        date.fromisoformat(row["to"]) if row["to"] else None,
        int(row["length_mm"]),
        int(row["width_mm"]),
        int(row["height_mm"]),
        int(row["displacement_cc"]),
        int(row["displacement_2stroke_cc"]),
        int(row["power_ps"]) if row["power_ps"] else None,
        row["note"],
        row["citation"],
        row["source_url"],
        row["confidence"],
    )


def limits_on(day: date) -> Limits:
    """The limits of a day; raises UsageError for a day before there was a kei class."""
    for limits in reversed(all_limits()):
        if limits.first <= day:
            return limits
    raise UsageError(f"On {day} there was no kei class; it began on {all_limits()[0].first}.")


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure against its limit; `within` is None where the car's own measure isn't known."""

    name: str
    value: int | None
    limit: int

    @property
    def within(self) -> bool | None:
        """Whether the measure keeps to the limit, which itself still counts as kept."""
        return None if self.value is None else self.value <= self.limit


@dataclass(frozen=True, slots=True)
class KeiClass(Sheet):
    """Whether a car is a kei car under the limits of a day, measure by measure."""

    day: date
    limits: Limits
    measured: tuple[Measured, ...]
    power_ps: int | None
    electric: bool

    @property
    def verdict(self) -> Verdict:
        """Yes, no, or depends on a measure that isn't known."""
        found = {line.within for line in self.measured}
        return Verdict.NO if False in found else Verdict.DEPENDS if None in found else Verdict.YES

    @property
    def title(self) -> str:
        """The answer in one line."""
        over = ", ".join(line.name for line in self.measured if line.within is False)
        unknown = ", ".join(line.name for line in self.measured if line.within is None)
        why = f" (over in {over})" if over else f" ({unknown} not given)" if unknown else ""
        return f"A kei car on {self.day}: {self.verdict}{why}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("measure", "car", "limit", "within")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The measures."""
        for line in self.measured:
            unit = "cc" if line.name.startswith("displacement") else "mm"
            within = {True: "yes", False: "no", None: "not known"}[line.within]
            yield (f"{line.name} ({unit})", line.value, line.limit, within)

    def data(self) -> Any:
        """The answer with the limits and where they stand."""
        return {
            "answer": str(self.verdict),
            "day": self.day.isoformat(),
            "measures": Sheet.data(self),
            "limits": {"id": self.limits.id, "in_force": self.limits.dates, "citation": self.limits.citation},
            "source_url": self.limits.source_url,
            "notes": list(self.notes()),
            "disclaimer": DISCLAIMER,
        }

    def notes(self) -> Sequence[str]:
        """The limits' dates and citation, the power that makers keep to, and the disclaimer."""
        stands = (
            f"Limits {self.limits.id}, in force {self.limits.dates}: {self.limits.citation} ({self.limits.source_url})."
        )
        said = [stands, *(() if not self.electric else ("A battery car has no displacement to keep to.",))]
        if (power := _power(self.day)) and self.power_ps is not None and self.power_ps > int(power["power_ps"]):
            agreed = f"{power['power_ps']} PS that makers keep to by agreement, no law"
            said.append(f"{self.power_ps} PS is over the {agreed} ({power['id']}).")
        if self.limits.confidence != "high":
            said.append(f"Confidence in these limits and days: {self.limits.confidence}.")
        return (*said, DISCLAIMER)


def _power(day: date) -> dict[str, str] | None:
    """The makers' own limit on power, where there was one on that day."""
    row = next(row for row in _rows() if not row["length_mm"])
    return row if date.fromisoformat(row["from"]) <= day else None


def kei_class(
    day: date, measures: dict[str, int | None], *, two_stroke: bool = False, electric: bool = False
) -> KeiClass:
    """Judge `length`, `width`, `height` (mm), `displacement` (cc) and `power` (PS) against the limits of a day.

    What is missing or None isn't known. Raises UsageError before there was a kei class, and for a measure below 1.
    """
    for name, value in measures.items():
        if value is not None and value < 1:
            raise UsageError(f"A {name} of {value} is none; give millimetres, cubic centimetres and PS.")
    limits = limits_on(day)
    lines = [Measured(name, measures.get(name), getattr(limits, column)) for name, column in _MEASURES.items()]
    if electric:
        lines.pop()
    elif two_stroke:
        lines[-1] = Measured("displacement, two-stroke", measures.get("displacement"), limits.two_stroke_cc)
    return KeiClass(day, limits, tuple(lines), measures.get("power"), electric)
