"""The answer about conditions: the story part by part, in numbers and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from yellowplate.answers import Cell
from yellowplate.facts import Period
from yellowplate.market.known import Sheet
from yellowplate.rules.conditions.figures import Share
from yellowplate.rules.conditions.stories import Finding, Story, stories
from yellowplate.rules.rulebook import DISCLAIMER

_HOW = (
    "Numbers on prefectures are Spearman's rank correlations; a value known only between bounds may lie anywhere "
    "between them, and the 95 % interval (Fisher) holds whichever way. They show what goes together, not why."
)


@dataclass(frozen=True, slots=True)
class Conditions(Sheet):
    """Why kei cars are said to thrive, held against figures."""

    stories: tuple[Story, ...]

    minor = ("when", "bounded", "prefectures or years")

    @property
    def title(self) -> str:
        """The story and what the figures say of each part, in one line."""
        said = "; ".join(f"{story.part}: {story.says}" for story in self.stories)
        return f"Why kei cars thrive, held against figures: {said}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        told = ("compared", "when", "prefectures or years", "bounded", "number", "95 % interval", "speaks", "in words")
        return ("part", *told)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every look at the figures, part by part."""
        for finding in self._findings():
            yield (
                str(finding.part),
                finding.compared,
                finding.when,
                finding.count,
                finding.bounded,
                finding.number,
                finding.interval or None,
                str(finding.says),
                finding.words,
            )

    def _findings(self) -> Iterator[Finding]:
        return (finding for story in self.stories for finding in story.findings)

    def notes(self) -> Sequence[str]:
        """What each part comes to, what else could be behind it, how the numbers are made, the sources."""
        lines = []
        for story in self.stories:
            lines.append(f"{story.claim} {story.words}")
            lines.append(f"Could be behind it as well: {'; '.join(story.confounders)}.")
        lines.append(_HOW)
        lines.append("Sources: " + " ".join(dict.fromkeys(url for f in self._findings() for url in f.sources)))
        return (*lines, DISCLAIMER)

    def data(self) -> Any:
        """The parts with their findings, in plain lists and dictionaries."""
        return {"question": self.title, "parts": [asdict(story) for story in self.stories], "disclaimer": DISCLAIMER}


def conditions(shares: Mapping[Period, Share]) -> Conditions:
    """The common story held against figures; `shares` are the kei shares of new vehicles by calendar year."""
    return Conditions(stories(shares))
