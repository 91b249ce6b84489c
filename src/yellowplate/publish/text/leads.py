"""First place in sentences: taken, regained, kept or shared, and who led before."""

from __future__ import annotations

from collections.abc import Iterator

from yellowplate.facts import Interval, Period
from yellowplate.market.known import Known
from yellowplate.market.stories.shapes import Story, StoryKind
from yellowplate.publish.text.kinds import changes, count, units, value
from yellowplate.publish.text.messages import Part
from yellowplate.publish.text.parts import Sentence
from yellowplate.publish.text.pen import Pen


def lead(pen: Pen, story: Story) -> Iterator[Sentence]:
    """Who is first, and since when."""
    if story.kind is StoryKind.LEAD_SHARED:
        yield _shared(pen, story)
        return
    told: dict[str, Part] = {**pen.hero(story.subject), "among": _among(pen, story)}
    told |= {"units": units(pen, story), "changes": changes(pen, story)}
    yield from {
        StoryKind.LEAD_KEPT: _kept,
        StoryKind.LEAD_REGAINED: _regained,
        StoryKind.LEAD_TAKEN: _taken,
    }[story.kind](pen, story, told)


def others(pen: Pen, story: Story) -> Iterator[Sentence]:
    """How far ahead of the second, and who led before."""
    yield from _margin(pen, story)
    yield from _former(pen, story)


def _among(pen: Pen, story: Story) -> str:
    return pen.forms.word(" among makers") if story.subject in pen.catalog.makers else ""


def _kept(pen: Pen, story: Story, told: dict[str, Part]) -> Iterator[Sentence]:
    run = value(story, "run", int)
    if not run or run < 2 or not _steps(story.period):
        yield pen.forms.say("{Hero} is first{among} with {units}{changes}.", **told)
        return
    told |= {"n": pen.forms.running(run), "count": count(pen, story, run, "months first")}
    if story.period.is_month:
        yield pen.forms.say("{Hero} is first{among} for the {n} month running, with {units}{changes}.", **told)
    else:
        yield pen.forms.say("{Hero} is first{among} for the {n} year running, with {units}{changes}.", **told)


def _regained(pen: Pen, story: Story, told: dict[str, Part]) -> Iterator[Sentence]:
    away = value(story, "away", int)
    if not away or not story.period.is_month:
        yield pen.forms.say("{Hero} takes first place{among} with {units}{changes}.", **told)
        return
    told |= {
        "n": count(pen, story, away, "months away"),
        "since": count(pen, story, away + 1, "months since it last led"),
    }
    if away == 1:
        yield pen.forms.say("{Hero} is back in first place{among} after one month away, with {units}{changes}.", **told)
        return
    yield pen.forms.nsay(
        "{Hero} is back in first place{among} after {n} month away, with {units}{changes}.",
        "{Hero} is back in first place{among} after {n} months away, with {units}{changes}.",
        away,
        **told,
    )


def _taken(pen: Pen, story: Story, told: dict[str, Part]) -> Iterator[Sentence]:
    yield pen.forms.say(
        "{Hero} takes first place{among} for the first time in the data at hand, with {units}{changes}.", **told
    )


def _margin(pen: Pen, story: Story) -> Iterator[Sentence]:
    second, margin = story.fact("second"), value(story, "margin", Interval)
    if second and margin and isinstance(second.value, Known):
        yield pen.forms.say(
            "It is {margin} ahead of {second}, second with {units}.",
            margin=pen.gap(margin, story.subject, story.period),
            second=pen.hero(second.subject)["hero"],
            units=pen.bare(second.value, second.subject, second.period),
            short=pen.short(story.subject),
        )


def _former(pen: Pen, story: Story) -> Iterator[Sentence]:
    """Who led until then; for how long where that is known."""
    ended = story.fact("ended") or story.fact("ended at least")
    if not ended or not isinstance(ended.value, int) or not story.period.is_month:
        return
    former, month = pen.hero(ended.subject), story.period.before
    if ended.value == 1 or ended.name != "ended":
        told = {"in_month": pen.forms.in_month(month), "of_month": pen.forms.of_month(month)}
        yield pen.forms.say("{Hero} led {in_month}.", **former, **told)
        return
    months = count(pen, story, ended.value, "months that the former leader led")
    yield pen.forms.nsay(
        "Until then {hero} had led for {n} month.",
        "Until then {hero} had led for {n} months.",
        ended.value,
        n=months,
        **former,
    )


def _shared(pen: Pen, story: Story) -> Sentence:
    names = pen.forms.listed([pen.hero(subject)["hero"] for subject in story.subjects])
    return pen.forms.say(
        "{Names} share first place{among} with {units} each.",
        Names=pen.forms.capital(names),
        names=names,
        units=units(pen, story),
        among=_among(pen, story),
    )


def _steps(period: Period) -> bool:
    return period.is_month or period.months == 12
