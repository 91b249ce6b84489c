"""Articles with expected claims (tests/articles/README.md): reading the files, and scoring what a check found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from yellowplate.facts import Judgement, Number
from yellowplate.judging import Checked, Claim
from yellowplate.read.prose.opening import as_article
from yellowplate.read.prose.text import Article

CONTRADICTED = Judgement.CONTRADICTED
FOLDER = Path(__file__).with_name("articles")


@dataclass(frozen=True)
class Expected:
    """One line of expected claims; `start` and `end` are where its text stands in the article."""

    start: int
    end: int
    subject: str
    segment: str
    period: str
    measure: str
    relation: str
    value: str
    verdict: str
    cause: str
    text: str = ""

    def __str__(self) -> str:
        said = (self.subject, self.segment, self.period, self.measure, self.relation, self.value, self.verdict)
        return f"{self.text!r} | {' '.join(said)}"

    def read_as(self, claim: Claim) -> bool:
        """Whether a claim says just this; who is ahead of whom may be said from either side."""
        data = claim.data()
        return self._says(data) or (self.measure == "order" and self._says(_mirrored(data)))

    def _says(self, data: dict[str, Any]) -> bool:
        said = (data["measure"], data["relation"])
        if said != (self.measure, self.relation) or self.subject not in ("", data["subject"]):
            return False
        if data["period"] != self.period and self.measure != "date":  # a day's period is its value, or left empty
            return False
        return self.same_value(str(data["value"])) and (not self.segment or data["segment"] == self.segment)

    def same_value(self, value: str) -> bool:
        """Whether a printed value is the expected one; names may be cut differently."""
        if self.measure in ("publisher",) or (self.measure == "date" and not self.value[:1].isdigit()):
            return self.value.lower() in value.lower() or value.lower() in self.value.lower()
        if self.value.endswith("x") and self.value[0].isdigit():
            whole, _, part = self.value[:-1].partition(".")
            return value == f"{int(whole + part)}e{2 - len(part)}" or value == str(
                int(whole + part) * 10 ** (2 - len(part))
            )
        if self.relation in ("over", "under") and "e" in value + self.value and self.measure != "order":
            return Number.parse(value).value == Number.parse(self.value).value  # a bound has no rounding
        return value == self.value


@dataclass
class Score:
    """Counts over articles: `read` claims found just as expected, `judged` with the expected verdict."""

    expected: int = 0
    read: int = 0
    judged: int = 0
    claims: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: int = 0
    wrong_found: int = 0
    nothing: int = 0

    def __str__(self) -> str:
        recall, precision = self.read / max(1, self.expected), self.read / max(1, self.claims)
        right, nothing = self.judged / max(1, self.expected), self.nothing / max(1, self.expected)
        return (
            f"{self.expected} expected, {self.claims} read; extraction recall {recall:.1%}, precision {precision:.1%}; "
            f"verdicts right {right:.1%} (doing nothing: {nothing:.1%}); "
            f"wrong statements found {self.wrong_found} of {self.wrong}; false accusations {len(self.false)}"
        )


def files(part: str = "dev") -> list[Path]:
    """The article files of a part, in order."""
    return sorted((FOLDER / part).glob("*.txt"))


def load(path: Path) -> tuple[Article, list[Expected], list[str]]:
    """The article of a file, its expected claims, and the pieces that must stay unread."""
    head, body, lines = ("\n" + path.read_text(encoding="utf-8")).split("\n---\n", 2)
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    day = date.fromisoformat(fields["dateline"]) if fields.get("dateline") else None
    article = as_article(body.strip("\n")).stated(fields.get("title", ""), day, fields.get("language", ""))
    expected, unread = [], []
    for line in lines.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if cells[0] == "unread":
            unread.append(cells[1])
            continue
        start = _place(article.text, cells[0], path)
        end = start + len(cells[0].split("@")[0])
        said = (cells[1:] + [""] * 8)[:8]
        expected.append(Expected(start, end, *said, cells[0]))  # type: ignore[call-arg]
    return article, expected, unread


def _place(text: str, piece: str, path: Path) -> int:
    piece, _, nth = piece.partition("@")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.find(piece, at + 1)
        if at < 0:
            raise AssertionError(f"{path.name}: {piece!r} doesn't stand in the article")
    return at


def score(checked: Checked, expected: list[Expected], name: str, total: Score) -> None:
    """Add one article to a score."""
    claims = [claim for claim in checked.claims if not _right_maker(claim.data()["measure"], str(claim.verdict))]
    expected = [line for line in expected if not _right_maker(line.measure, line.verdict)]
    free = list(claims)
    total.expected += len(expected)
    total.claims += len(claims)
    for line in expected:
        total.nothing += line.verdict == "confirmed"
        total.wrong += line.verdict == "contradicted"
        accused = [c for c in _near(line, claims) if c.verdict is CONTRADICTED and c.data()["measure"] == line.measure]
        total.wrong_found += line.verdict == "contradicted" and bool(accused)
        same = [claim for claim in _near(line, free) if line.read_as(claim)]
        if not same:
            said = [
                "{subject} {segment} {period} {measure} {relation} {value}".format(**c.data())
                for c in _near(line, claims)
            ]
            total.missed.append(f"{name}: {line} was read as {said}")
            continue
        free.remove(same[0])
        total.read += 1
        total.judged += str(same[0].verdict) == line.verdict
        if str(same[0].verdict) != line.verdict:
            total.missed.append(
                f"{name}: {line} was judged {same[0].verdict} ({same[0].found.fits} {same[0].found.note})"
            )
    wrong = [line for line in expected if line.verdict == "contradicted"]
    for claim in claims:
        if claim.verdict is CONTRADICTED and not any(e.start < claim.end and claim.start < e.end for e in wrong):
            total.false.append(f"{name}: {claim.data()}")


_SIDES = {"over": "under", "under": "over", "=": "="}


def _mirrored(data: dict[str, Any]) -> dict[str, Any]:
    """An order told from the other side."""
    other, by, margin = str(data["value"]).partition(" by ")
    return data | {
        "subject": other,
        "value": data["subject"] + by + margin,
        "relation": _SIDES.get(data["relation"], data["relation"]),
    }


def _right_maker(measure: str, verdict: str) -> bool:
    return measure == "maker" and verdict == "confirmed"


def _near(line: Expected, claims: list[Claim]) -> Iterator[Claim]:
    return (c for c in claims if c.start < line.end and line.start < c.end)
