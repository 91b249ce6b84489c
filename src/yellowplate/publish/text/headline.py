"""The line at the top: the lead story and the first other car, without units or percentages."""

from __future__ import annotations

from yellowplate.market.known import Ratio
from yellowplate.market.stories.shapes import Stories, Story, StoryKind
from yellowplate.publish.text.kinds import value
from yellowplate.publish.text.messages import plain
from yellowplate.publish.text.parts import Text
from yellowplate.publish.text.pen import Pen


def headline(pen: Pen, found: Stories) -> str:
    """N-BOX back in first place; Roox climbs to fifth."""
    stories = [story for story in found.stories if story.kind is not StoryKind.STANDING]
    if not stories:
        when = pen.forms.within(found.period)
        return plain(
            pen.forms.say("{Segment} {when}", Segment=pen.forms.capital(pen.forms.segment(found.segment)), when=when)
        )
    lead = stories[0]
    others = (story for story in stories if story.subject in pen.catalog.nameplates and story.subject != lead.subject)
    parts = [_said(pen, story) for story in (lead, *list(others)[:1])]
    told = parts[0] if len(parts) == 1 else pen.forms.psay("headline", "{a}; {b}", a=parts[0], b=parts[1])
    return pen.forms.capital(plain(told))


def _said(pen: Pen, story: Story) -> Text:
    name, kind = pen.short(story.subject), story.kind
    place = value(story, "place", int)
    if (
        kind in (StoryKind.CLIMB, StoryKind.FALL, StoryKind.OVERTAKEN, StoryKind.NEWCOMER)
        and place
        and _moved(story, place)
    ):
        at = pen.forms.place(place)
        if kind is StoryKind.FALL:
            return pen.forms.psay("headline", "{name} falls to {place} place", name=name, place=at)
        return pen.forms.psay("headline", "{name} climbs to {place} place", name=name, place=at)
    if story.subject in pen.catalog.segments:
        return _market(pen, story)
    return {
        StoryKind.LEAD_TAKEN: pen.forms.psay("headline", "{name} takes first place", name=name),
        StoryKind.LEAD_REGAINED: pen.forms.psay("headline", "{name} back in first place", name=name),
        StoryKind.LEAD_KEPT: pen.forms.psay("headline", "{name} stays in first place", name=name),
        StoryKind.LEAD_SHARED: pen.forms.psay("headline", "first place shared"),
        StoryKind.CLIMB: pen.forms.psay("headline", "{name} gains", name=name),
        StoryKind.FALL: pen.forms.psay("headline", "{name} falls back", name=name),
        StoryKind.SHARE_GAIN: pen.forms.psay("headline", "{name} gains market share", name=name),
        StoryKind.SHARE_LOSS: pen.forms.psay("headline", "{name} loses market share", name=name),
        StoryKind.OVERTAKEN: pen.forms.psay("headline", "{name} passes a rival", name=name),
        StoryKind.NEWCOMER: pen.forms.psay("headline", "{name} among the first ten", name=name),
        StoryKind.RECORD_HIGH: pen.forms.psay("headline", "{name} at a high", name=name),
        StoryKind.RECORD_LOW: pen.forms.psay("headline", "{name} at a low", name=name),
        StoryKind.TURN_UP: pen.forms.psay("headline", "{name} grows again", name=name),
        StoryKind.TURN_DOWN: pen.forms.psay("headline", "{name} falls after a run of growth", name=name),
        StoryKind.LAUNCH: pen.forms.psay("headline", "{name} measured against its plan", name=name),
    }[kind]


def _market(pen: Pen, story: Story) -> Text:
    """Which way the whole market went on the year before."""
    year = value(story, "year", Ratio)
    up = year is not None and year.low is not None and year.low >= 100
    return pen.forms.psay("headline", "market grows") if up else pen.forms.psay("headline", "market shrinks")


def _moved(story: Story, place: int) -> bool:
    """Whether the hero's place is known to have changed as the story tells."""
    before = value(story, "place month", int) or value(story, "place year", int)
    if before is None:
        return story.kind is StoryKind.NEWCOMER
    return before < place if story.kind is StoryKind.FALL else before > place
