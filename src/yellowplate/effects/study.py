"""The study of one question: panel, timing and donors, or the sentence that says why nothing can be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.effects import donors as rules
from yellowplate.effects.attention import attention
from yellowplate.effects.gates import FEWEST_DONORS, SHORTEST
from yellowplate.effects.panel import Outcome, Panel, label, monthly
from yellowplate.effects.timing import Timing, timing
from yellowplate.facts import Event, Period, Segment

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.effects.attention import Look
    from yellowplate.effects.donors import Choice
    from yellowplate.effects.simplex import Bools, Floats
    from yellowplate.market.tables import Tables


@dataclass(frozen=True, slots=True)
class Question:
    """What an `event` did to a `subject`, a line of `segment`; `credited` is a month somebody says it drove."""

    subject: str
    segment: Segment
    event: Event
    outcome: Outcome
    credited: Period | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """What is compared with what.

    `raw` holds all values, `panel` those that tell of demand; `total` is the segment's total where the outcome is a
    share. `units` are the subject, at `treated`, and its donors, in the order of their ids.
    """

    question: Question
    raw: Panel
    panel: Panel
    total: Floats | None
    when: Timing
    choice: Choice
    units: tuple[str, ...]
    treated: int
    allowed: Bools


class UnanswerableError(Exception):
    """There is no estimate; `reason` is a sentence, `left_out` says why lines are no donors where that matters."""

    def __init__(self, reason: str, left_out: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.left_out = left_out or {}


def study(tables: Callable[[], Tables], catalog: Catalog, looks: Sequence[Look], question: Question) -> Study:
    """Set up the study of a question, working out the tables only where they are needed; raises UnanswerableError."""
    _check_time_order(question)
    raw, panel, total = _panels(tables, catalog, looks, question)
    when = _timing(catalog, panel, question)
    choice = _choice(catalog, panel, question, when)
    units = tuple(sorted((question.subject, *choice.donors)))
    related = [[one == other or rules.related(catalog, one, other) for other in units] for one in units]
    allowed = ~np.array(related)
    if not allowed.any(axis=1).all():
        lonely = catalog.name(units[int(np.flatnonzero(~allowed.any(axis=1))[0])])
        raise UnanswerableError(f"Too few donors: all that could stand in for {lonely} are its twins.", choice.barred)
    return Study(question, raw, panel, total, when, choice, units, units.index(question.subject), allowed)


def _check_time_order(question: Question) -> None:
    credited, event = question.credited, question.event
    if credited is not None and credited.end <= event.month.start:
        raise UnanswerableError(
            f"What sold in {credited} can have nothing to do with what happened on {event.day}: "
            "that month was over before the day came."
        )


def _panels(
    tables: Callable[[], Tables], catalog: Catalog, looks: Sequence[Look], question: Question
) -> tuple[Panel, Panel, Floats | None]:
    """All values, those that tell of demand, and the segment's total for a share."""
    if question.outcome is Outcome.ATTENTION:
        looked = attention(looks, question.subject)
        if looked is None:
            raise UnanswerableError("No views of it are in the desk; add its pageviews or a Trends file first.")
        return looked, looked, None
    raw, total = monthly(tables(), question.segment)
    if question.subject not in raw or np.isnan(raw.column(question.subject)).all():
        raise UnanswerableError(f"No month of it is known in {question.segment}.")
    hidden = rules.without_short_months(catalog, raw, question.subject, question.event)
    hidden |= rules.stalled(raw, question.event.month.start - 1)
    if question.outcome is Outcome.UNITS:
        return raw, replace(raw, values=np.where(hidden, np.nan, raw.values)), None
    hidden |= ~(raw.values > 0) | np.isnan(total)[:, None]
    return raw, replace(raw, values=np.where(hidden, np.nan, raw.values)), total


def _timing(catalog: Catalog, panel: Panel, question: Question) -> Timing:
    when = timing(catalog, question.subject, question.event, panel.grain)
    known = np.flatnonzero(~np.isnan(panel.column(question.subject)))
    last = panel.times[known[-1]] if len(known) else panel.times[0] - 1
    if last < when.first:
        raise UnanswerableError(
            f"The event is younger than the data: the first {panel.grain} that it can fill is "
            f"{label(panel.grain, when.first)}, and the last one known is {label(panel.grain, last)}."
        )
    if last < when.last:
        when = replace(when, last=last, why_last=f"The data end with {label(panel.grain, last)}.")
    for change in _changes(catalog, panel, question, question.subject):
        reason = _reason(catalog, question, change)
        if when.clean < change <= when.first:
            raise UnanswerableError(f"Before and after can't be compared: {reason}")
        if when.first < change <= when.last:
            return replace(when, last=change - 1, why_last=reason)
    return when


def _changes(catalog: Catalog, panel: Panel, question: Question, line: str) -> list[int]:
    """The months from which a line counts something else; attention counts no lines."""
    if question.outcome is Outcome.ATTENTION:
        return []
    return [found.month.start for found in catalog.breaks(line, question.segment)]


def _reason(catalog: Catalog, question: Question, month: int) -> str:
    found = catalog.breaks(question.subject, question.segment)
    return next(item.reason for item in found if item.month.start == month)


def _choice(catalog: Catalog, panel: Panel, question: Question, when: Timing) -> Choice:
    if "market" in question.event.subjects:
        raise UnanswerableError("The event touched the whole market, so that no car is left to compare with.")
    grain, subject = panel.grain, question.subject
    past = panel.column(subject)[: max(0, when.clean - panel.times[0] + 1)]
    if (known := int(np.count_nonzero(~np.isnan(past)))) < SHORTEST:
        raise UnanswerableError(
            f"The past is too short: it is known in {known} {grain}s up to {label(grain, when.clean)}, "
            f"and {SHORTEST} are needed."
        )
    excluded = rules.barred(catalog, grain, subject, panel.units, question.event, when)
    changes = {line: _changes(catalog, panel, question, line) for line in panel.units}
    choice = rules.choose(panel, subject, when, excluded, changes)
    if len(choice.donors) < FEWEST_DONORS:
        raise UnanswerableError(
            f"Too few donors: {len(choice.donors)} can stand in for it over {SHORTEST} {grain}s or more, "
            f"and {FEWEST_DONORS} are needed.",
            choice.barred,
        )
    return choice
