"""The answer to a check: the text, its claims with verdicts, and what stayed unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from yellowplate.answers import Answer, Cell
from yellowplate.facts import Judgement, Measure
from yellowplate.judging.market import Evidence
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.statements import Fact, Reading

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["Checked", "Claim", "Evidence", "Passage"]

_UNDATED = "of which period"
_FACTS = frozenset({Measure.MAKER, Fact.PUBLISHER, Fact.DATE, Fact.LIMIT, Fact.CONDITION})


def _counted(what: str, claims: Sequence[Claim]) -> str:
    counts = [(word, sum(claim.verdict is word for claim in claims)) for word in Judgement]
    said = ", ".join(f"{count} {word}" for word, count in counts if count)
    return f"{len(claims) or 'no'} {what}{'' if len(claims) == 1 else 's'}{': ' if said else ''}{said}"


class Passage(NamedTuple):
    """A number or claim that wasn't read, and why."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text: where it stands, how it was read, and what was found.

    `readings` holds everything that it could mean, the likeliest first; `reading` is the one that stands best.
    `doubted` says that it was an accusation and was taken back.
    """

    text: str
    start: int
    end: int
    reading: Reading
    found: Found
    readings: tuple[Reading, ...]
    doubted: bool = False

    @property
    def verdict(self) -> Judgement:
        """The word of the verdict."""
        return self.found.judgement

    @property
    def period(self) -> str:
        """The period, or the day that orders are counted from."""
        if self.reading.kind == "cause":
            return ""
        if self.reading.day is not None and self.reading.period is None:
            return self.reading.day.words
        return "" if self.reading.period is None else str(self.reading.period)

    def data(self) -> dict[str, Any]:
        """The claim as JSON shows it: values and what fits in the words of Reports."""
        reading, found = self.reading, self.found
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "subject": reading.subject,
            "segment": str(reading.segment or ""),
            "period": self.period,
            "measure": str(reading.measure),
            "relation": str(reading.relation),
            "value": str(reading.value),
            "verdict": str(found.judgement),
            "cause": str(found.cause or ""),
            "fits": found.fits,
            "note": found.note,
            "evidence": [item._asdict() for item in found.evidence],
        }


@dataclass(frozen=True)
class Checked(Answer):
    """A checked article. Offsets count characters of `text`."""

    text: str
    claims: tuple[Claim, ...]
    unread: tuple[Passage, ...]
    sentences: tuple[tuple[int, int], ...]
    headline: str = ""
    published: date | None = None
    url: str = ""
    language: str = "en"

    @property
    def contradicted(self) -> int:
        """How many claims can't be true."""
        return sum(claim.verdict is Judgement.CONTRADICTED for claim in self.claims)

    @property
    def figures(self) -> tuple[Claim, ...]:
        """The claims that figures decide: units, changes, shares, places, orders."""
        return tuple(claim for claim in self.claims if claim.reading.measure not in _FACTS)

    @property
    def facts(self) -> tuple[Claim, ...]:
        """The claims that the catalog decides: makers, publishers, days, limits, causes."""
        return tuple(claim for claim in self.claims if claim.reading.measure in _FACTS)

    @property
    def title(self) -> str:
        """How many claims there are and how they stand; facts that anyone knows don't count as figures."""
        if not self.claims:
            return f"No claim found that could be judged; {len(self.unread)} unread"
        said = [_counted("figure", self.figures)] + ([_counted("fact", self.facts)] if self.facts else [])
        return f"{'; '.join(said)}; {len(self.unread)} unread"

    @property
    def hint(self) -> str:
        """What would let more be read: the day of an article that doesn't give it, where periods lean on it."""
        if self.published is None and any(_UNDATED in passage.reason for passage in self.unread):
            return "The day of the article isn't known, so its months aren't; give it with --dateline 2025-12-31."
        return ""

    @property
    def columns(self) -> Sequence[str]:
        """The columns of the tabular form."""
        return ("text", "subject", "segment", "period", "measure", "relation", "value", "verdict", "cause", "fits")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One claim a row."""
        for claim in self.claims:
            data = claim.data()
            yield [data[column] for column in self.columns]

    def data(self) -> dict[str, Any]:
        """Claims, what is unread, and the text that the offsets count in."""
        return {
            "claims": [claim.data() for claim in self.claims],
            "unread": [passage._asdict() for passage in self.unread],
            "text": self.text,
        }

    def html(self) -> str:
        """A page with the sentences, the claims marked, and the evidence in notes."""
        from yellowplate.judging.page import page

        return page(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The text with its claims marked, each explained below (used by rich)."""
        from yellowplate.judging.shown import shown

        yield from shown(self)

    def plain(self) -> str:
        """The text with its claims marked, each explained below, for a pipe."""
        from yellowplate.judging.shown import plain

        return plain(self)
