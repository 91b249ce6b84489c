"""What a report says beside its stories: first places, the focus, its history and rivals, the year so far."""

from __future__ import annotations

from collections.abc import Iterator

from yellowplate.facts import Interval, Missing, Period
from yellowplate.market.known import Known, Ratio
from yellowplate.market.shapes import Cumulative, Ranking, RankLine
from yellowplate.market.stories.shapes import Fact, Story
from yellowplate.publish.material import Material
from yellowplate.publish.text.gaps import blanks, no_figure
from yellowplate.publish.text.kinds import changes, places, units, value
from yellowplate.publish.text.messages import Part
from yellowplate.publish.text.parts import Sentence, Text
from yellowplate.publish.text.pen import Pen


def first(pen: Pen, ranking: Ranking) -> list[Sentence]:
    """Who is first in a ranking, and by how much."""
    when = pen.forms.within(ranking.period)
    lines = [line for line in ranking.lines if line.rank == 1]
    told: dict[str, Part] = {"When": pen.forms.capital(when), "when": when}
    makers = ranking.by == "maker"
    if not lines:
        if makers:
            return [pen.forms.say("{When}, the order at the top among makers is open.", **told)]
        return [pen.forms.say("{When}, the order at the top is open.", **told)]
    line = lines[0]
    told |= {
        "units": pen.units(line.units, line.subject, ranking.period),
        "changes": _changes(pen, line, ranking.period),
    }
    if len(lines) > 1:
        told["names"] = pen.forms.listed([pen.hero(other.subject)["hero"] for other in lines])
        if makers:
            return [pen.forms.say("{When}, {names} share first place among makers with {units} each.", **told)]
        return [pen.forms.say("{When}, {names} share first place with {units} each.", **told)]
    told |= pen.hero(line.subject)
    if makers:
        said = [pen.forms.say("{When}, {hero} was first among makers with {units}{changes}.", **told)]
    else:
        said = [pen.forms.say("{When}, {hero} was first with {units}{changes}.", **told)]
    return said + _ahead(pen, ranking, line)


def _ahead(pen: Pen, ranking: Ranking, line: RankLine) -> list[Sentence]:
    if line.margin is None or not line.margin.exact or len(ranking.lines) < 2:
        return []
    second = ranking.lines[1]
    return [
        pen.forms.say(
            "It is {margin} ahead of {second}, second with {units}.",
            margin=pen.gap(line.margin, line.subject, ranking.period),
            second=pen.hero(second.subject)["hero"],
            units=pen.bare(second.units, second.subject, ranking.period),
            short=pen.short(line.subject),
        )
    ]


def _changes(pen: Pen, line: RankLine, period: Period) -> Text:
    found = [("month", line.month_before)] if period.is_month else []
    return pen.changes([*found, ("year", line.year_before)], line.subject, period)


def focus(pen: Pen, material: Material, story: Story | None) -> list[Sentence]:
    """Where the focus stands: its place, changes, neighbours and share; or why there is no figure."""
    if story is None:
        return [no_figure(pen, material)]
    when = pen.forms.within(story.period)
    told: dict[str, Part] = {**pen.hero(story.subject), "When": pen.forms.capital(when), "when": when}
    told |= {"units": units(pen, story), "changes": changes(pen, story)}
    place = value(story, "place", int)
    if place:
        told["place"] = pen.forms.place(place)
        said = [pen.forms.say("{When}, {hero} came {place} with {units}{changes}.", **told)]
    else:
        said = [pen.forms.say("{When}, {hero} came to {units}{changes}.", **told)]
    known = value(story, "units", Known)
    certainty = pen.certainty(known, story.subject) if known else []
    return [*said, *certainty, *_share(pen, story), *_neighbours(pen, story), *places(pen, story)]


def _neighbours(pen: Pen, story: Story) -> Iterator[Sentence]:
    behind, ahead = _neighbour(pen, story.fact("behind")), _neighbour(pen, story.fact("ahead"))
    told: dict[str, Part] = {**behind, **ahead, "Short": pen.again(story.subject), "short": pen.short(story.subject)}
    if behind and ahead:
        yield pen.forms.say("{Short} is {behind} behind {above} and {ahead} ahead of {below}.", **told)
    elif behind:
        yield pen.forms.say("{Short} is {behind} behind {above}.", **told)
    elif ahead:
        yield pen.forms.say("{Short} is {ahead} ahead of {below}.", **told)


def _neighbour(pen: Pen, fact: Fact | None) -> dict[str, Part]:
    if fact is None or not isinstance(fact.value, Interval):
        return {}
    who = pen.hero(fact.subject)["hero"]
    gap = pen.gap(fact.value, fact.subject, fact.period)
    return {"behind": gap, "above": who} if fact.name == "behind" else {"ahead": gap, "below": who}


def _share(pen: Pen, story: Story) -> Iterator[Sentence]:
    share = value(story, "share", Ratio)
    if share:
        shown = pen.notes.share(share, story.subject, story.period)
        segment = pen.forms.parts_of(pen.segment)
        name = pen.again(story.subject)
        yield pen.forms.say("{maker}'s share of {segment} stands at {share}.", maker=name, segment=segment, share=shown)


def history(pen: Pen, material: Material) -> list[Sentence]:
    """From when to when the months of the focus are known, and why the others are not."""
    months = material.months
    known = sum(month.units.interval is not None for month in months)
    name = pen.name(material.focus)
    if not known:
        return [pen.forms.say("No month of {name} is known so far.", name=name)]
    told: dict[str, Part] = {
        "name": name,
        "span": pen.forms.within(Period.span(months[0].period, months[-1].period)),
        "n": pen.notes.count(known, material.focus, material.period, "months known"),
        "blanks": blanks(pen, months, material),
    }
    said = pen.forms.nsay(
        "{name} {span}: {n} month with a figure{blanks}.",
        "{name} {span}: {n} months with a figure{blanks}.",
        known,
        **told,
    )
    return [said, pen.forms.say("Earlier single months stand in history.csv.")] if material.earlier else [said]


def year(pen: Pen, material: Material, answer: Ranking) -> list[Sentence]:
    """The year so far: the leader where one can be named, and the focus."""
    said = first(pen, answer)
    if any(line.rank == 1 and line.subject == material.focus for line in answer.lines):
        return said
    return said + _so_far(pen, material, answer.period)


def _so_far(pen: Pen, material: Material, period: Period) -> list[Sentence]:
    so_far, when = material.so_far, pen.forms.within(period)
    told: dict[str, Part] = {**pen.hero(material.focus), "When": pen.forms.capital(when), "when": when}
    if isinstance(so_far, Cumulative) and so_far.units.interval is not None and so_far.units.interval.hi is not None:
        told["units"] = pen.units(so_far.units, material.focus, so_far.period)
        told["changes"] = pen.changes([("year", so_far.year_before)], material.focus, so_far.period)
        return [pen.forms.say("{When}, {hero} came to {units}{changes}.", **told)]
    missing = None if so_far is None else so_far.units.missing if isinstance(so_far, Cumulative) else so_far.missing
    told["why"] = pen.forms.why(missing or Missing.NOT_IN_LEDGER)
    return [pen.forms.say("For {hero} no sum of these months is known ({why}, in one month or more).", **told)]


def rivals(pen: Pen, material: Material) -> list[Sentence]:
    """Where the focus stands among the cars of its body type."""
    ranked, line = material.rivals, material.line
    body = pen.catalog.nameplates[material.focus].body
    if not [row for row in ranked if row.subject != material.focus]:
        when = pen.forms.within(material.period)
        told: dict[str, Part] = {"bodies": pen.forms.among_bodies(body), "when": when}
        return [pen.forms.say("Among {bodies}, no other car has a figure {when}.", **told)]
    if line is None or line.rank is None:
        return []
    told = {**pen.hero(material.focus), "bodies": pen.forms.among_bodies(body)}
    ahead = [row for row in ranked if row.rank is not None and row.rank < line.rank]
    if not ahead:
        return [pen.forms.say("Among the {bodies} with a known figure, {hero} is the best placed.", **told)]
    told["names"] = pen.forms.listed([pen.hero(row.subject)["hero"] for row in ahead])
    return [
        pen.forms.nsay(
            "Among the {bodies} with a known figure, {names} is ahead of {hero}.",
            "Among the {bodies} with a known figure, {names} are ahead of {hero}.",
            len(ahead),
            **told,
        )
    ]
