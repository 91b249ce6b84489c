"""What a story adds to its hero's paragraph, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from yellowplate.facts import Interval, Period
from yellowplate.market.known import Known, Ratio
from yellowplate.market.stories.shapes import Story, StoryKind
from yellowplate.publish.text.messages import Part
from yellowplate.publish.text.parts import Sentence, Text, Value
from yellowplate.publish.text.pen import Pen

_T = TypeVar("_T", Known, Ratio, Interval, Period, int)


def value(story: Story, name: str, kind: type[_T]) -> _T | None:
    """The value of a fact, where the story has it in that form."""
    fact = story.fact(name)
    return fact.value if fact and isinstance(fact.value, kind) else None


def units(pen: Pen, story: Story) -> Text:
    """The hero's units."""
    known = value(story, "units", Known)
    assert known is not None
    return pen.units(known, story.subject, story.period)


def changes(pen: Pen, story: Story) -> Text:
    """The hero's changes, with a comma before them."""
    found = ((name, value(story, name, Ratio)) for name in ("month", "year"))
    return pen.changes([(name, ratio) for name, ratio in found if ratio], story.subject, story.period)


def added(pen: Pen, story: Story) -> Iterator[Sentence]:
    """The sentences of a story whose hero has been introduced."""
    return _ADDED[story.kind](pen, story)


def share(pen: Pen, story: Story) -> Iterator[Sentence]:
    """A maker's share, then and now, and its units."""
    now, before = value(story, "share", Ratio), story.fact("share before")
    rose = story.kind is StoryKind.SHARE_GAIN
    told: dict[str, Part] = {
        "maker": pen.short(story.subject),
        "segment": pen.forms.parts_of(pen.segment),
        "units": units(pen, story),
        "changes": changes(pen, story),
    }
    if now is None:
        yield pen.forms.say("{maker} comes to {units}{changes}.", **told)
        return
    told["share"] = pen.notes.share(now, story.subject, story.period)
    if before is not None and isinstance(before.value, Ratio) and _differ(now, before.value, rose):
        told["before"] = pen.notes.share(before.value, story.subject, before.period)
        told["base"] = pen.base(before.period)
        if rose:
            yield pen.forms.say("{maker}'s share of {segment} rose to {share} from {before} {base}.", **told)
        else:
            yield pen.forms.say("{maker}'s share of {segment} fell to {share} from {before} {base}.", **told)
    else:
        yield pen.forms.say("{maker}'s share of {segment} stands at {share}.", **told)
    yield pen.forms.say("{maker} comes to {units}{changes}.", **told)


def _differ(now: Ratio, before: Ratio, rose: bool) -> bool:
    """Whether both shares are known and print as a change of that direction."""
    if now.share is None or before.share is None:
        return False
    return now.share > before.share if rose else now.share < before.share


def places(pen: Pen, story: Story) -> Iterator[Sentence]:
    """Where the hero stood before, unless it stood where it stands now."""
    now, month, year = (value(story, name, int) for name in ("place", "place month", "place year"))
    month, year = (None if place == now else place for place in (month, year))
    base = story.period.before
    told = {
        "in_month": pen.forms.in_month(base),
        "In_month": pen.forms.capital(pen.forms.in_month(base)),
        "month": pen.forms.place(month) if month else "",
        "year": pen.forms.place(year) if year else "",
        "in_year": pen.forms.within(story.period.year_before),
        "In_year": pen.forms.capital(pen.forms.within(story.period.year_before)),
        "Short": pen.again(story.subject),
        "short": pen.short(story.subject),
    }
    if not story.period.is_month:
        year = None
    if month and month == year:
        yield pen.forms.say("{Short} was {month} both {in_month} and a year earlier.", **told)
    elif month and year:
        yield pen.forms.say("{Short} was {month} {in_month} and {year} a year earlier.", **told)
    elif month:
        yield _was_last_month(pen, month, now, told)
    elif year:
        yield _was_last_year(pen, year, now, told)


def _was_last_month(pen: Pen, before: int, now: int | None, told: dict[str, str]) -> Sentence:
    """The place of the month before, in words that may tell whether the hero rose or fell since."""
    if now is None:
        return pen.forms.say("{Short} was {month} {in_month}.", **told)
    if now < before:
        return pen.forms.psay("risen", "{Short} was {month} {in_month}.", **told)
    return pen.forms.psay("fallen", "{Short} was {month} {in_month}.", **told)


def _was_last_year(pen: Pen, before: int, now: int | None, told: dict[str, str]) -> Sentence:
    """The place of the year before, in words that may tell whether the hero rose or fell since."""
    if now is None:
        return pen.forms.say("{Short} was {year} a year earlier.", **told)
    if now < before:
        return pen.forms.psay("risen", "{Short} was {year} a year earlier.", **told)
    return pen.forms.psay("fallen", "{Short} was {year} a year earlier.", **told)


def _overtaken(pen: Pen, story: Story) -> Iterator[Sentence]:
    rival, months = story.fact("other units"), value(story, "behind", int)
    if rival and months and isinstance(rival.value, Known):
        yield pen.forms.nsay(
            "{Short} passes {rival} ({units}), which had been ahead for {n} month running.",
            "{Short} passes {rival} ({units}), which had been ahead for {n} months running.",
            months,
            Short=pen.again(story.subject),
            rival=pen.hero(rival.subject)["hero"],
            units=pen.units(rival.value, rival.subject, rival.period),
            n=count(pen, story, months, "months behind"),
        )


def _newcomer(pen: Pen, story: Story) -> Iterator[Sentence]:
    months = value(story, "absent", int) or value(story, "absent at least", int) or 0
    yield pen.forms.nsay(
        "It had not been among the first ten in the {n} month before.",
        "It had not been among the first ten in the {n} months before.",
        months,
        n=count(pen, story, months, "months outside the first ten"),
    )


def _record(pen: Pen, story: Story) -> Iterator[Sentence]:
    high = story.kind is StoryKind.RECORD_HIGH
    previous = story.fact("previous")
    if not story.period.is_month:
        yield from _record_of_runs(pen, story, high)
    elif previous and isinstance(previous.value, Known):
        told: dict[str, Part] = {
            "since": pen.forms.of(previous.period),
            "units": pen.units(previous.value, story.subject, previous.period),
        }
        if high:
            yield pen.forms.say("It is the highest month since {since} ({units}).", **told)
        else:
            yield pen.forms.say("It is the lowest month since {since} ({units}).", **told)
    else:
        yield _record_of_all(pen, story, high)


def _record_of_all(pen: Pen, story: Story, high: bool) -> Sentence:
    compared, looked = value(story, "compared", int) or 0, value(story, "looked", Period)
    assert looked is not None
    told: dict[str, Part] = {
        "since": pen.forms.of(looked),
        "n": count(pen, story, compared, "months compared"),
    }
    if high:
        return pen.forms.nsay(
            "It is the highest of the {n} month known since {since}.",
            "It is the highest of the {n} months known since {since}.",
            compared,
            **told,
        )
    return pen.forms.nsay(
        "It is the lowest of the {n} month known since {since}.",
        "It is the lowest of the {n} months known since {since}.",
        compared,
        **told,
    )


def _record_of_runs(pen: Pen, story: Story, high: bool) -> Iterator[Sentence]:
    looked = value(story, "looked", Period)
    if looked is None or story.fact("previous"):
        return
    since = pen.forms.of(looked)
    if story.period.months == 12:
        yield from _record_of_years(pen, since, high)
    elif high:
        yield pen.forms.say("It is the highest figure of all such periods known since {since}.", since=since)
    else:
        yield pen.forms.say("It is the lowest figure of all such periods known since {since}.", since=since)


def _record_of_years(pen: Pen, since: str, high: bool) -> Iterator[Sentence]:
    if high:
        yield pen.forms.say("It is the highest of the years known since {since}.", since=since)
    else:
        yield pen.forms.say("It is the lowest of the years known since {since}.", since=since)


def _turn(pen: Pen, story: Story) -> Iterator[Sentence]:
    run = value(story, "run", int) or value(story, "run at least", int) or 0
    if not story.period.is_month:
        return
    months = count(pen, story, run, "months of the other direction")
    if story.kind is StoryKind.TURN_UP:
        yield pen.forms.nsay(
            "It is the first rise on a year earlier after at least {n} month of decline.",
            "It is the first rise on a year earlier after at least {n} months of decline.",
            run,
            n=months,
        )
    else:
        yield pen.forms.nsay(
            "It is the first decline on a year earlier after at least {n} month of growth.",
            "It is the first decline on a year earlier after at least {n} months of growth.",
            run,
            n=months,
        )


def _launch(pen: Pen, story: Story) -> Iterator[Sentence]:
    total, plan, months = story.fact("total"), value(story, "plan", int), value(story, "months", int)
    launched = value(story, "launched", Period)
    if not (total and plan and months and launched and isinstance(total.value, Known) and total.value.interval):
        return
    told: dict[str, Part] = {
        "total": pen.units(total.value, story.subject, total.period),
        "plan": pen.notes.count(plan, story.subject, story.period, "planned a month"),
        "n": count(pen, story, months, "whole months since the launch"),
        "launched": pen.forms.within(launched),
    }
    if total.value.interval.lo > plan * months:
        yield pen.forms.nsay(
            "In the {n} whole month since its launch {launched} it came to {total}, above the plan of {plan} a month.",
            "In the {n} whole months since its launch {launched} it came to {total}, above the plan of {plan} a month.",
            months,
            **told,
        )
    else:
        yield pen.forms.nsay(
            "In the {n} whole month since its launch {launched} it came to {total}, below the plan of {plan} a month.",
            "In the {n} whole months since its launch {launched} it came to {total}, below the plan of {plan} a month.",
            months,
            **told,
        )


def _nothing(pen: Pen, story: Story) -> Iterator[Sentence]:
    yield from ()


def count(pen: Pen, story: Story, number: int, measure: str) -> Value:
    """A number of the desk's own reckoning, small ones in words where the language writes them so."""
    return replace(pen.notes.count(number, story.subject, story.period, measure), text=pen.forms.few(number))


_ADDED: dict[StoryKind, Callable[[Pen, Story], Iterator[Sentence]]] = {
    **dict.fromkeys(StoryKind, _nothing),
    StoryKind.CLIMB: places,
    StoryKind.FALL: places,
    StoryKind.OVERTAKEN: _overtaken,
    StoryKind.NEWCOMER: _newcomer,
    StoryKind.RECORD_HIGH: _record,
    StoryKind.RECORD_LOW: _record,
    StoryKind.TURN_UP: _turn,
    StoryKind.TURN_DOWN: _turn,
    StoryKind.LAUNCH: _launch,
}
