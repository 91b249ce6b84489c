"""The writer: every text of a report in one language, composed by rules from typed facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.catalog import Catalog
from yellowplate.facts import Segment
from yellowplate.market.launch import Launch
from yellowplate.market.shapes import Ranking, RankLine
from yellowplate.market.stories.shapes import Stories, Story, StoryKind
from yellowplate.publish.material import Material
from yellowplate.publish.text import gaps, survey, tell
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.headline import headline
from yellowplate.publish.text.launches import launch
from yellowplate.publish.text.parts import Sentence
from yellowplate.publish.text.pen import Pen

if TYPE_CHECKING:
    from yellowplate.publish.evidence import Notebook

_PARAGRAPHS = 5


class Writer:
    """Writes in `en`, `ja`, `uk` or any other language that has a catalog; raises UsageError for others.

    Texts are lists of Sentences: tuples of plain strings and Values, whose numbers `notes` keeps with their evidence.
    No sentence says more than its figures: what is derived, bounded or disputed is called so, bounds are printed as
    bounds, nothing is called a cause, and records are said to be of the months known.
    """

    def __init__(self, language: str, catalog: Catalog) -> None:
        self.forms = Forms(language)
        self.catalog = catalog

    def name(self, subject: str) -> str:
        """What a car, maker or segment is called in this language."""
        return self.catalog.name(subject, self.forms.names_in)

    def headline(self, found: Stories, notes: Notebook) -> str:
        """One line without units for the top of the page: the lead story, and the first other car."""
        return headline(self._pen(notes, found.segment), found)

    def summary(self, material: Material, found: Stories, notes: Notebook) -> list[Sentence]:
        """The short of it: the market, the lead story, how the focus did."""
        pen = self._pen(notes, found.segment)
        groups = tell.heroes(found)
        market = [story for story in found.stories if story.kind is StoryKind.MARKET]
        said = [tell.market(pen, story) for story in market]
        lead = next((group for group in groups if group[0].subject not in pen.catalog.segments), None)
        said += tell.short(pen, lead) if lead else []
        if lead is None or lead[0].subject != material.focus:
            said += survey.focus(pen, material, _standing(found))[:1]
        return said

    def stories(self, found: Stories, notes: Notebook, most: int = _PARAGRAPHS) -> list[list[Sentence]]:
        """The stories in their order, those of one hero as one paragraph."""
        pen = self._pen(notes, found.segment)
        return [tell.paragraph(pen, group) for group in tell.heroes(found)[:most]]

    def focus(self, material: Material, found: Stories, notes: Notebook) -> list[Sentence]:
        """What the figures say of the focus: units, place, changes, neighbours, share."""
        return survey.focus(self._pen(notes, found.segment), material, _standing(found))

    def history(self, material: Material, notes: Notebook) -> list[Sentence]:
        """From when to when the months of the focus are known, and why others are not."""
        return survey.history(self._pen(notes, material.segment), material)

    def year(self, material: Material, answer: Ranking, notes: Notebook) -> list[Sentence]:
        """The year so far."""
        return survey.year(self._pen(notes, answer.segment), material, answer)

    def rivals(self, material: Material, notes: Notebook) -> list[Sentence]:
        """Where the focus stands among the cars of its body type."""
        return survey.rivals(self._pen(notes, material.segment), material)

    def leader(self, ranking: Ranking, notes: Notebook) -> list[Sentence]:
        """Who is first in a ranking (of makers, of a year), and by how much."""
        return survey.first(self._pen(notes, ranking.segment), ranking)

    def launch(self, found: Launch, notes: Notebook) -> list[Sentence]:
        """A launch: orders, plan, registrations, what is still to be delivered, announced rivals."""
        return launch(self._pen(notes, found.segment), found)

    def missing(self, material: Material, notes: Notebook) -> list[Sentence]:
        """What the report can't show, and why."""
        return gaps.missing(self._pen(notes, material.segment), material)

    def remarks(self, ranking: Ranking, lines: list[RankLine], notes: Notebook) -> list[Sentence]:
        """What belongs under a table of a ranking: open places, bases counted otherwise."""
        return gaps.remarks(self._pen(notes, ranking.segment), ranking, lines)

    def basis(self, segment: Segment) -> str:
        """How the cars of a segment are counted."""
        return self.forms.basis(segment)

    def _pen(self, notes: Notebook, segment: Segment) -> Pen:
        return Pen(self.forms, self.catalog, notes, segment)


def _standing(found: Stories) -> Story | None:
    """Where the focus stands, if it has a figure."""
    return next((story for story in found.stories if story.kind is StoryKind.STANDING), None)
