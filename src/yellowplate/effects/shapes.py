"""What questions about effects return: an effect with its uncertainty, or why there is none; events; breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isinf
from typing import Any

from yellowplate.answers import Cell
from yellowplate.effects.inference import InSpace, InTime, Pieces
from yellowplate.effects.panel import Grain, Outcome
from yellowplate.facts import Event
from yellowplate.market.shapes import Sheet


class Phase(StrEnum):
    """What a step of time is used for."""

    BEFORE = "before"
    WAITING = "waiting"
    AFTER = "after"
    UNUSED = "not used"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of time: what happened, what the synthetic control would have done, and what the placebos' gaps span.

    In units, views, or percent of the segment; gaps of placebos are brought to the level of the car.
    """

    when: str
    phase: Phase
    actual: float | None
    synthetic: float | None
    placebos: tuple[float | None, ...] = ()

    @property
    def gap(self) -> float | None:
        """What happened less the synthetic control."""
        return None if self.actual is None or self.synthetic is None else self.actual - self.synthetic


@dataclass(frozen=True, slots=True)
class Tests:
    """How far the effect could be chance; `interval` holds relative effects at confidence 1 - `level`."""

    in_space: InSpace
    level: float
    interval: Pieces
    by_time: float
    in_time: InTime

    @property
    def clear(self) -> bool:
        """Whether both tests speak for an effect, the one in space as clearly as so few donors allow."""
        return self.in_space.p <= self.level and self.by_time <= CHANCE


CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Effect(Sheet):
    """What an event did to a car; `relative` effects are shares of what would have been (0.25 is +25 %).

    `mean` is the mean gap in the outcome's own unit. `donors` holds the weights, `without` the relative effect with
    one donor left out, `forms` that of the other estimators, `left_out` why lines are no donors. `misfit` is the usual
    gap before the event as a share of the car's level.
    """

    subject: str
    name: str
    event: Event
    outcome: Outcome
    grain: Grain
    steps: tuple[Step, ...]
    relative: float
    mean: float
    misfit: float
    tests: Tests
    donors: tuple[tuple[str, float], ...]
    without: tuple[tuple[str, float], ...]
    forms: tuple[tuple[str, float], ...]
    left_out: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]

    minor = ("placebos to", "placebos from")

    @property
    def title(self) -> str:
        """The finding in a sentence."""
        after = [step for step in self.steps if step.phase is Phase.AFTER]
        span = after[0].when if len(after) == 1 else f"{after[0].when} to {after[-1].when}"
        size = f"{self.name}, {span}: {percent(self.relative)} ({_amount(self.mean, self.outcome)} a {self.grain})"
        what = f"against what would have been without {self.event.day} ({self.event.headline})"
        if not self.tests.clear:
            return f"{size} {what}; that can't be told from chance."
        return f"{size} {what}; that is more than chance{self._by()}."

    def _by(self) -> str:
        """What a finding rests on where donors are too few for the test in space alone."""
        test = self.tests.in_space
        if test.least <= CHANCE:
            return f" (p = {test.p:.3f} in space, {self.tests.by_time:.3f} in time)"
        return (
            f" by the test in time (p = {self.tests.by_time:.3f}); in space it comes first of {test.placebos + 1}, and "
            f"so few allow no p below {test.least:.3f}"
        )

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return (str(self.grain), "phase", "actual", "synthetic", "gap", "placebos from", "placebos to")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a step of time."""
        for step in self.steps:
            spread = [gap for gap in step.placebos if gap is not None]
            bounds = (min(spread), max(spread)) if spread else (None, None)
            numbers = (step.actual, step.synthetic, step.gap, *bounds)
            yield (step.when, str(step.phase), *(_rounded(number, self.outcome) for number in numbers))

    def notes(self) -> Sequence[str]:
        """The tests, the donors, robustness and caveats, one sentence each."""
        return (*self._test_notes(), *self._donor_notes(), *self.remarks)

    def _test_notes(self) -> Iterator[str]:
        test = self.tests.in_space
        yield (
            f"Placebo test in space: the error ratio after to before is in place {test.place} of {test.placebos + 1}, "
            f"p = {test.p:.3f}; {test.placebos} donors allow no p below {test.least:.3f}."
        )
        yield f"Interval by the same test at {percent(1 - self.tests.level)[1:]}: {_pieces(self.tests.interval)}."
        yield f"Conformal test in time: p = {self.tests.by_time:.3f}."
        moved = self.tests.in_time
        if moved.dates:
            yield f"Placebo test in time: {moved.larger} of {moved.dates} earlier dates show an error ratio as large."

    def _donor_notes(self) -> Iterator[str]:
        used = [step for step in self.steps if step.phase is Phase.BEFORE]
        yield (
            f"Fitted on {len(used)} {self.grain}s from {used[0].when} to {used[-1].when}; the usual gap before the "
            f"event is {percent(self.misfit)[1:]} of its level."
        )
        yield (
            "Weights: "
            + ", ".join(f"{name} {percent(weight)[1:]}" for name, weight in self.donors if weight >= 0.005)
            + "."
        )
        if self.without:
            effects = [effect for _, effect in self.without]
            yield f"With one donor left out: {percent(min(effects))} to {percent(max(effects))}."
        yield "Other forms: " + ", ".join(f"{form} {percent(effect)}" for form, effect in self.forms) + "."

    def data(self) -> dict[str, Any]:
        """All that is known of the effect."""
        tests = self.tests
        return {
            "subject": self.subject,
            "event": _event_data(self.event),
            "outcome": str(self.outcome),
            "finding": self.title,
            "clear": tests.clear,
            "relative": self.relative,
            "mean": self.mean,
            "p": tests.in_space.p,
            "place": tests.in_space.place,
            "placebos": tests.in_space.placebos,
            "least_p": tests.in_space.least,
            "level": tests.level,
            "interval": [[None if isinf(end) else end for end in piece] for piece in tests.interval],
            "conformal_p": tests.by_time,
            "placebo_dates": {"as_large": tests.in_time.larger, "tried": tests.in_time.dates},
            "misfit": self.misfit,
            "weights": dict(self.donors),
            "without": dict(self.without),
            "forms": dict(self.forms),
            "left_out": dict(self.left_out),
            "notes": list(self.notes()),
            "steps": super(Effect, self).data(),
        }

    def html(self) -> str:
        """The answer as a page that needs nothing else: sentences, charts, the table."""
        from yellowplate.effects.page import effect_page

        return effect_page(self)


@dataclass(frozen=True, slots=True)
class Refusal(Sheet):
    """No estimate, and why: `reason` is a sentence; `left_out` says why lines are no donors where that is the point."""

    subject: str
    name: str
    event: Event
    outcome: Outcome
    reason: str
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What was asked and why it can't be said."""
        return f"{self.name}, {self.event.day} ({self.event.headline}): no estimate. {self.reason}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("no donor", "why")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The lines that can't stand in."""
        return iter(self.left_out)

    def data(self) -> dict[str, Any]:
        """The reason in a form programs can read."""
        asked = {"subject": self.subject, "event": _event_data(self.event), "outcome": str(self.outcome)}
        return {**asked, "reason": self.reason, "left_out": dict(self.left_out)}

    def html(self) -> str:
        """The answer as a page that needs nothing else."""
        from yellowplate.effects.page import refusal_page

        return refusal_page(self)


@dataclass(frozen=True, slots=True)
class Events(Sheet):
    """The dated happenings of a subject, or all of them."""

    about: str
    events: tuple[Event, ...]

    minor = ("detail", "source", "subjects")

    @property
    def title(self) -> str:
        """One line that says whose events these are."""
        return f"Events of {self.about}" if self.about else "All events"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("event", "day", "kind", "subjects", "headline", "detail", "source")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row an event, in the order of their days."""
        for event in self.events:
            said = (event.headline, event.detail or None, event.source_url)
            yield (event.id, event.day, event.kind, ", ".join(event.subjects), *said)


@dataclass(frozen=True, slots=True)
class Break:
    """A month from which a car did something else than its synthetic control; `q` is the false discovery rate."""

    subject: str
    name: str
    month: str
    relative: float
    p: float
    q: float
    q_dependent: float
    logged: str


@dataclass(frozen=True, slots=True)
class Sweep(Sheet):
    """The months in which cars broke with their past, at a false discovery rate of `rate`, and which nobody logged.

    `q` holds under positive dependence (Benjamini and Hochberg 1995), the stricter one under any (Benjamini and
    Yekutieli 2001). `tested` is the number of tests, `reference` that of quiet car-months they are compared with.
    """

    rate: float
    breaks: tuple[Break, ...]
    tested: int
    reference: int

    minor = ("q, any dependence", "subject")

    @property
    def title(self) -> str:
        """One line that says how many breaks were found."""
        unlogged = sum(not found.logged for found in self.breaks)
        rate = percent(self.rate)[1:]
        return f"{len(self.breaks)} breaks at a false discovery rate of {rate}, {unlogged} of them not logged"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("name", "subject", "from", "relative", "p", "q", "q, any dependence", "logged")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a break, those that nobody logged first, then by p."""
        for found in self.breaks:
            numbers = (round(found.relative, 3), round(found.p, 4), round(found.q, 4), round(found.q_dependent, 4))
            yield (found.name, found.subject, found.month, *numbers, found.logged or None)

    def notes(self) -> Sequence[str]:
        """How the tests were made."""
        return (
            f"{self.tested} car-months were tested; p is the share of {self.reference} car-months far from any logged "
            "event that show an error ratio as large.",
        )


def percent(relative: float) -> str:
    """A relative effect as people read it: +25 %."""
    return f"{relative:+.0%}".replace("%", " %")


def _amount(mean: float, outcome: Outcome) -> str:
    if outcome is Outcome.SHARE:
        return f"{mean:+.1f} points of the segment"
    return f"{mean:+,.0f} {'views' if outcome is Outcome.ATTENTION else 'units'}"


def _rounded(number: float | None, outcome: Outcome) -> float | int | None:
    if number is None:
        return None
    return round(number, 2) if outcome is Outcome.SHARE else round(number)


def _pieces(pieces: Pieces) -> str:
    if not pieces:
        return "no effect that is the same all the time fits, since it grew or faded"
    return " or ".join(_piece(low, high) for low, high in pieces)


def _piece(low: float, high: float) -> str:
    if low <= -1 and isinf(high):
        return "any effect at all"
    return f"{percent(low)} or more" if isinf(high) else f"{percent(low)} to {percent(high)}"


def _event_data(event: Event) -> dict[str, Any]:
    return {"id": event.id or None, "day": event.day, "kind": event.kind, "headline": event.headline}
