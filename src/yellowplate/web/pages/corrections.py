"""A note to the author of an article, in its language: what is wrong, what is right, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yellowplate.facts import Judgement, Measure
from yellowplate.judging.shown import cited
from yellowplate.publish.text.messages import Messages, Part, plain

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.judging import Checked
    from yellowplate.judging.answer import Claim
    from yellowplate.judging.wording import Wording

_PAGES = 2


class Note:
    """Writes to the author of a checked article."""

    def __init__(self, answer: Checked, wording: Wording, catalog: Catalog) -> None:
        self.answer = answer
        self.wording = wording
        self.catalog = catalog
        self._messages = Messages(answer.language)

    def say(self, message: str, **parts: Part) -> str:
        """A message in the language of the article."""
        return plain(self._messages.say(message, **parts))

    def text(self) -> str:
        """Each wrong statement, what would be right, and a page that says so; empty where nothing is wrong."""
        wrong = [claim for claim in self.answer.claims if claim.verdict is Judgement.CONTRADICTED]
        if not wrong:
            return ""
        lines = [self.say("Corrections to “{title}”:", title=self.answer.headline or self.say("your article"))]
        for claim in wrong:
            lines += ["", self._sentence(claim), *self._pages(claim)]
        return "\n".join(lines) + "\n"

    def _sentence(self, claim: Claim) -> str:
        words, wording = " ".join(claim.text.split()), self.wording
        if claim.reading.measure is Measure.MAKER and claim.found.fits:
            return self.say(
                "“{words}”: the {car} is made by {maker}.",
                words=words,
                car=wording.name(claim.reading.subject),
                maker=wording.right(claim),
            )
        about = wording.about(claim)
        if claim.found.fits:
            right = wording.right(claim)
            said = self.say("“{words}” ({about}): it should read {right}.", words=words, about=about, right=right)
        else:
            said = self.say("“{words}” ({about}) can't be right.", words=words, about=about)
        note = claim.found.note.rstrip(".")
        return f"{said} ({note})" if note else said

    def _pages(self, claim: Claim) -> Iterator[str]:
        """The pages behind a correction; for a maker first one about the car itself."""
        cars = self.catalog.generations(claim.reading.subject) if claim.reading.measure is Measure.MAKER else ()
        own = [f"  {car.source_url}" for car in cars[-1:] if car.source_url]
        found = [
            f"  {told}{item.source_url}"
            for item, told in cited(self.wording, claim, _PAGES)
            if item.source_url.startswith(("http://", "https://"))
        ]
        yield from (own or found[:_PAGES])
