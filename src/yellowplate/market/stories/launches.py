"""Launches above or below their plan."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from yellowplate.catalog import Catalog
from yellowplate.facts import Interval, Period, Status
from yellowplate.market.known import Known
from yellowplate.market.stories.field import Field, Line
from yellowplate.market.stories.scoring import impact, rarity, surprise
from yellowplate.market.stories.shapes import Fact, Score, Story, StoryKind
from yellowplate.market.tables import Standing

_FOLLOWED = 6  # whole months


class Begun(NamedTuple):
    """A launch with a planned monthly number, of a car that is counted alone."""

    line: Line
    first: Period
    plan: int


def launches(field: Field, catalog: Catalog) -> Iterator[Story]:
    """Cars launched not long ago whose registrations are surely above or below the plan."""
    begun = list(_begun(field, catalog))
    for launch in begun:
        months = field.period.start - launch.first.start
        if 1 <= months <= _FOLLOWED and (total := _total(field, launch, months)):
            against = _against(total, launch.plan * months)
            if against:
                earlier = (other for other in begun if other.first < launch.first)
                past = [
                    _against(told, other.plan * months) for other in earlier if (told := _total(field, other, months))
                ]
                yield _story(field, launch, months, total, _odds(against, past))


def _odds(today: float, past: list[float]) -> float:
    sign = 1 if today > 0 else -1
    return rarity(abs(today), [sign * value for value in past])


def _story(field: Field, launch: Begun, months: int, total: Known, odds: float) -> Story:
    subject = launch.line[0]
    run = Period.span(launch.first.shift(1), field.period)
    facts = (
        Fact("units", subject, field.period, field.lines[launch.line][field.period].known),
        Fact("plan", subject, field.period, launch.plan),
        Fact("months", subject, field.period, months),
        Fact("total", subject, run, total),
        Fact("launched", subject, field.period, launch.first),
    )
    score = Score(impact(field.share(launch.line, field.period)), surprise(odds))
    return Story(StoryKind.LAUNCH, (subject,), field.period, facts, score)


def _begun(field: Field, catalog: Catalog) -> Iterator[Begun]:
    """Every launch with a plan; a car that shares its line is left out, as the plan is for it alone."""
    for line in field.lines:
        for row in catalog.generations(line[0]):
            first = Period.parse(row.on_sale[:7])
            alone = not catalog.members(line[0], first) and catalog.line(row.nameplate, first) == line[0]
            if row.nameplate == line[0] and row.monthly_target and alone and not row.planned and first < field.period:
                yield Begun(line, first, row.monthly_target)


def _total(field: Field, launch: Begun, months: int) -> Known | None:
    """Registrations of the whole months since the launch; None where one of them isn't known."""
    run = Period.span(launch.first.shift(1), launch.first.shift(months))
    found: list[Standing] = [
        step for at in run.each() if (step := field.lines[launch.line].get(at)) and step.hi is not None
    ]
    if len(found) < months:
        return None
    if months == 1:
        return found[0].known
    low, high = sum(step.lo for step in found), sum(step.hi or 0 for step in found)
    status = Status.DERIVED if low == high else Status.BOUNDED
    reports = tuple(sorted({report for step in found for report in step.reports or ()}))
    return Known(Interval(low, high), status, None, min(step.voices for step in found), reports)


def _against(total: Known, planned: int) -> float:
    """The logarithm of the total in terms of what was planned; nought where it may lie on either side."""
    assert total.interval is not None and total.interval.hi is not None
    if total.interval.lo > planned:
        return math.log(total.interval.lo / planned)
    return math.log(max(total.interval.hi, 1) / planned) if total.interval.hi < planned else 0.0
