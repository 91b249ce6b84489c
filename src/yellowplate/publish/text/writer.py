"""The writer: every text of a report in one language, composed by rules from typed facts."""

from __future__ import annotations

from yellowplate.catalog import Catalog
from yellowplate.market.shapes import Ranking
from yellowplate.market.stories.shapes import Stories
from yellowplate.publish import gaps, stories
from yellowplate.publish.evidence import Notebook
from yellowplate.publish.material import Material
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.parts import Sentence


class Writer:
    """Writes in `en`, `ja`, `uk` or any other language that has a catalog; raises UsageError for others.

    Texts are lists of Sentences: tuples of plain strings and Values, whose numbers `notes` keeps with their evidence.
    """

    def __init__(self, language: str, catalog: Catalog) -> None:
        self.forms = Forms(language)
        self.catalog = catalog

    def name(self, subject: str) -> str:
        """What a car, maker or segment is called in this language."""
        return self.catalog.name(subject, self.forms.names_in)

    def headline(self, material: Material, found: Stories) -> str:
        """One line without numbers for the top of the page: the lead story."""
        return stories.headline(material)

    def summary(self, material: Material, found: Stories, notes: Notebook) -> list[Sentence]:
        """The short of it: the market, the lead story, how the focus did."""
        return stories.summary(material, notes)

    def stories(self, found: Stories, notes: Notebook, most: int = 5) -> list[list[Sentence]]:
        """The stories in their order, each as a paragraph."""
        return []

    def focus(self, material: Material, notes: Notebook) -> list[Sentence]:
        """What the figures say of the focus: units, place, changes, neighbours, share."""
        return stories.focus(material, notes)

    def history(self, material: Material, notes: Notebook) -> list[Sentence]:
        """From when to when the months of the focus are known, and why others are not."""
        return stories.history(material, notes)

    def year(self, material: Material, answer: Ranking, notes: Notebook) -> list[Sentence]:
        """The year so far."""
        return stories.year(material, answer, notes)

    def rivals(self, material: Material, notes: Notebook) -> list[Sentence]:
        """Where the focus stands among the cars of its body type."""
        return stories.rivals(material, notes)

    def leader(self, ranking: Ranking, notes: Notebook) -> list[Sentence]:
        """Who is first in a ranking (of makers, of a year), and by how much."""
        return stories.leader(ranking, notes)

    def missing(self, material: Material, notes: Notebook) -> list[Sentence]:
        """What the report can't show, and why."""
        return gaps.missing(material, notes)
