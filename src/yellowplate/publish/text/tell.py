"""Stories in sentences: those of one hero become a paragraph, the first of them introduces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yellowplate.facts import Event
from yellowplate.market.known import Known
from yellowplate.market.stories.shapes import Stories, Story, StoryKind
from yellowplate.publish.material import is_announcement
from yellowplate.publish.text import kinds, leads
from yellowplate.publish.text.kinds import changes, units, value
from yellowplate.publish.text.messages import joined
from yellowplate.publish.text.parts import Sentence, Text
from yellowplate.publish.text.pen import Pen

_LEADS = frozenset({StoryKind.LEAD_TAKEN, StoryKind.LEAD_REGAINED, StoryKind.LEAD_KEPT, StoryKind.LEAD_SHARED})
_LATER = (StoryKind.OVERTAKEN,)
_PLACES = (StoryKind.CLIMB, StoryKind.FALL)
_FIRST = (*_LEADS, StoryKind.MARKET, StoryKind.SHARE_GAIN, StoryKind.SHARE_LOSS)


def heroes(found: Stories) -> list[list[Story]]:
    """The stories by hero, the weightiest hero first; within one, what introduces it best comes first.

    A hero whose units are only known within bounds is left to the tables, which show them.
    """
    groups: dict[str, list[Story]] = {}
    for story in found.stories:
        units = value(story, "units", Known)
        if story.kind is not StoryKind.STANDING and units and units.interval and units.interval.exact:
            groups.setdefault(story.subject, []).append(story)
    return [sorted(group, key=lambda story: story.kind not in _FIRST) for group in groups.values()]


def paragraph(pen: Pen, stories: Sequence[Story]) -> list[Sentence]:
    """The stories of one hero in sentences; those that name another car come last, so that "it" stays the hero."""
    first = stories[0]
    said = list(_introduced(pen, first))
    said += _added(pen, [story for story in stories if story.kind not in (*_PLACES, *_LATER)])
    if first.kind in _LEADS:
        said += leads.others(pen, first)
    said += _added(pen, [story for story in stories if story.kind in _LATER])
    said += _added(pen, [story for story in stories if story.kind in _PLACES])
    if known := value(first, "units", Known):
        said += pen.certainty(known, first.subject)
    return said + near(pen, first)


def short(pen: Pen, stories: Sequence[Story]) -> list[Sentence]:
    """The first two sentences of a paragraph, and what happened near in time."""
    told = paragraph(pen, stories)
    return told[:2] + (told[-1:] if stories[0].events and len(told) > 2 else [])


def _added(pen: Pen, stories: Sequence[Story]) -> list[Sentence]:
    return [sentence for story in stories for sentence in kinds.added(pen, story)]


def _introduced(pen: Pen, story: Story) -> Iterator[Sentence]:
    if story.kind in _LEADS:
        return leads.lead(pen, story)
    if story.kind in (StoryKind.SHARE_GAIN, StoryKind.SHARE_LOSS):
        return kinds.share(pen, story)
    return _introduction(pen, story)


def _introduction(pen: Pen, story: Story) -> Iterator[Sentence]:
    """The hero with its place, its units and its changes."""
    told = {"units": units(pen, story), "changes": changes(pen, story)}
    place = value(story, "place", int)
    if story.subject in pen.catalog.segments:
        yield market(pen, story)
    elif place:
        hero = pen.hero(story.subject)
        yield pen.forms.say("{Hero} comes {place} with {units}{changes}.", place=pen.forms.place(place), **hero, **told)
    else:
        yield pen.forms.say("{Hero} comes to {units}{changes}.", **pen.hero(story.subject), **told)


def market(pen: Pen, story: Story) -> Sentence:
    """How many cars of the segment were counted in all."""
    known, when = value(story, "units", Known), pen.forms.within(story.period)
    assert known is not None and known.interval is not None
    return pen.forms.say(
        "{When}, {units} {segment} were registered in Japan{changes}.",
        When=pen.forms.capital(when),
        when=when,
        units=pen.bare(known, story.subject, story.period),
        segment=pen.forms.counted(story.subject, known.interval.hi or known.interval.lo),
        changes=changes(pen, story),
    )


def near(pen: Pen, story: Story) -> list[Sentence]:
    """What happened near in time, with its pages, and that this isn't called a cause."""
    if not story.events:
        return []
    happened = joined([_happened(pen, story, event) for event in story.events], pen.forms.pword("events", "; "))
    return [pen.forms.say("Near in time, which does not make it a cause: {events}.", events=happened)]


def _happened(pen: Pen, story: Story, event: Event) -> Text:
    what = {
        "launch": pen.forms.word("launch"),
        "full-model-change": pen.forms.word("new generation"),
        "facelift": pen.forms.word("facelift"),
        "supply-stop": pen.forms.word("supply stopped"),
        "supply-resume": pen.forms.word("supply resumed"),
        "tax-change": pen.forms.word("tax change"),
        "subsidy": pen.forms.word("subsidy"),
        "disaster": pen.forms.word("disaster"),
        "orders": pen.forms.word("orders announced"),
        "regulation": pen.forms.word("decision of the authorities"),
    }[event.kind]
    if is_announcement(pen.catalog, event):
        what = pen.forms.word("announced")
    return pen.forms.say("{who}: {what} ({day})", who=_who(pen, story, event), what=what, day=pen.notes.event(event))


def _who(pen: Pen, story: Story, event: Event) -> str:
    """Whom an event is about: the hero itself, its maker, or a car counted with it."""
    maker = story.subject.partition("/")[0]
    members = pen.catalog.members(story.subject) if story.subject in pen.catalog.nameplates else ()
    own = next((who for who in (story.subject, maker, *members) if who in event.subjects), "")
    return pen.short(own) if own else pen.forms.word("the market")
