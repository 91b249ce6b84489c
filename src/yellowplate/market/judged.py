"""The shapes of what became of what was said: doubts, how often sources hold, and how the months are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from yellowplate.answers import Cell
from yellowplate.facts import Judgement, Number, Period, Verdict
from yellowplate.market.findings import Evidence
from yellowplate.market.known import Sheet, tenths


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement that can't be true or was revised, and the statements that overrule it."""

    said: Evidence
    verdict: Verdict
    name: str
    against: tuple[Evidence, ...]

    def data(self) -> dict[str, Any]:
        """The doubt as JSON shows it: `value` as a number, `printed` with its precision, `against` as report ids."""
        said = self.said.data()
        report = self.said.report
        return {
            "source_url": said["url"],
            "publisher": said["publisher"],
            "published": said["published"],
            "report": report.id,
            "place": report.place,
            "period": said["period"],
            "subject": report.subject,
            "name": self.name,
            "segment": said["segment"],
            "scope": report.scope,
            "measure": said["measure"],
            "relation": said["relation"],
            "value": _plain(report.number),
            "printed": said["printed"],
            "verdict": said["verdict"],
            "cause": said["cause"],
            "fits": said["fits"],
            "against": list(self.verdict.against),
            "note": said["note"],
        }


def _plain(number: Number) -> int | float:
    value = number.value
    return int(value) if value.denominator == 1 else float(value)


@dataclass(frozen=True, slots=True)
class DoubtsAnswer(Sheet):
    """Every contradicted and revised statement that was asked for; `detailed` ones name who overrules them."""

    asked: str
    doubts: tuple[Doubt, ...]
    detailed: bool = False

    minor = ("overruled by", "segment", "url", "publisher")

    @property
    def title(self) -> str:
        """One line that counts what is in doubt."""
        counts = [
            f"{sum(1 for doubt in self.doubts if doubt.verdict.judgement is judgement):,} {judgement}"
            for judgement in (Judgement.CONTRADICTED, Judgement.REVISED)
        ]
        return f"Statements in doubt{self.asked}: {', '.join(counts)}" if self.doubts else f"No doubts{self.asked}."

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        about = ("verdict", "period", "subject", "segment", "measure", "printed", "fits", "cause")
        return (*about, "overruled by", "publisher", "url")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a statement, contradicted ones first; `overruled by` counts statements."""
        for doubt in self.doubts:
            data = doubt.data()
            about = (data["verdict"], data["period"], data["subject"], data["segment"], data["measure"])
            fits = (data["printed"], data["fits"], data["cause"] or "no known cause")
            yield (*about, *fits, len(data["against"]), data["publisher"], data["source_url"])

    def data(self) -> list[dict[str, Any]]:
        """The doubts one by one."""
        return [doubt.data() for doubt in self.doubts]

    def notes(self) -> Sequence[str]:
        """Who overrules each statement, where one subject and period was asked for; else how to ask for it."""
        if not self.doubts:
            return ()
        if self.detailed:
            return tuple(line for doubt in self.doubts for line in _overruled(doubt))
        return ("Ask with --subject and --period for the pages that overrule a statement; --json names all of them.",)


def _overruled(doubt: Doubt) -> Iterator[str]:
    said = doubt.said.data()
    yield f"{said['measure']} {said['printed']} for {said['period']} on {said['url']} is overruled by"
    for other in doubt.against:
        data = other.data()
        about = "" if other.report.subject == doubt.said.report.subject else f" of {other.report.subject}"
        yield f"  {data['measure']} {data['printed']}{about} for {data['period']} on {data['url']}"
    if not doubt.against:
        yield "  no single statement, but by what is known of the whole ranking"


class Tally(NamedTuple):
    """How many Reports of a source have each verdict."""

    reports: int
    confirmed: int
    consistent: int
    revised: int
    contradicted: int

    @property
    def unknown(self) -> int:
        """Those of which nothing else speaks."""
        return self.reports - self.confirmed - self.consistent - self.revised - self.contradicted

    @property
    def holding(self) -> Fraction | None:
        """Confirmed and consistent ones, in percent of these and the contradicted ones; None where there is none."""
        holding = self.confirmed + self.consistent
        judged = holding + self.contradicted
        return Fraction(100 * holding, judged) if judged else None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A page, or a publisher with all its pages (then `url` is empty).

    `at_least` is the lower end of Wilson's 95 % interval for the share that holds, in percent; `rank` follows it.
    """

    rank: int | None
    name: str
    publisher: str
    kinds: tuple[str, ...]
    pages: int
    published: str
    url: str
    first: Period
    last: Period
    tally: Tally
    at_least: float | None


@dataclass(frozen=True, slots=True)
class SourcesAnswer(Sheet):
    """Who says what the desk holds, ranked by how many of their statements hold."""

    by: str
    lines: tuple[SourceLine, ...]

    minor = ("published", "from", "to", "kind", "pages", "unknown", "url", "at least %")

    @property
    def title(self) -> str:
        """One line that counts the sources."""
        return f"{len(self.lines):,} {self.by}s by how many of their statements hold"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        counts = ("reports", "confirmed", "consistent", "revised", "contradicted", "unknown", "holding %", "at least %")
        if self.by == "page":
            return ("rank", "source", "kind", "published", *counts, "from", "to", "url")
        return ("rank", "publisher", "kind", "pages", *counts, "from", "to")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a source."""
        for line in self.lines:
            tally, kinds = line.tally, " ".join(line.kinds)
            holding = None if tally.holding is None else tenths(tally.holding)
            rated = (*tally, tally.unknown, holding, line.at_least)
            span = (str(line.first), str(line.last))
            if self.by == "page":
                yield (line.rank, line.name, kinds, line.published or None, *rated, *span, line.url)
            else:
                yield (line.rank, line.name, kinds, line.pages, *rated, *span)

    def data(self) -> list[dict[str, Any]]:
        """One dictionary a source, a page with its publisher."""
        found: list[dict[str, Any]] = super(SourcesAnswer, self).data()
        return [{**row, "publisher": line.publisher} for row, line in zip(found, self.lines, strict=True)]

    def notes(self) -> Sequence[str]:
        """How the rank comes about."""
        return (
            "Holding: confirmed and consistent statements in percent of these and the contradicted ones; revised ones "
            "were right when printed and count neither way, and neither do those of which nothing else speaks.",
            "Ranked by the lower end of Wilson's 95 % interval for that share, so that few statements don't lead.",
        )


class CoverageLine(NamedTuple):
    """How the single months of one kind of subject are known in a year.

    `derived` months nobody prints; `corrected` ones somebody prints, but never right: both are known exactly.
    """

    year: int
    kind: str
    printed: int
    derived: int
    corrected: int
    bounded: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Coverage(Sheet):
    """How the single months of nameplates, makers and segments are known, by calendar year."""

    lines: tuple[CoverageLine, ...]

    @property
    def title(self) -> str:
        """How many months nobody prints and are known exactly."""
        derived = sum(line.derived for line in self.lines)
        return f"{derived:,} months that no page prints are known exactly"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return CoverageLine._fields

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a year and kind of subject, then the sums of all years."""
        yield from ((str(line.year), *line[1:]) for line in self.lines)
        for kind in dict.fromkeys(line.kind for line in self.lines):
            counts = zip(*(line[2:] for line in self.lines if line.kind == kind), strict=True)
            yield ("all", kind, *map(sum, counts))

    def data(self) -> list[dict[str, Any]]:
        """One dictionary a year and kind of subject, without the sums."""
        return [line._asdict() for line in self.lines]

    def notes(self) -> Sequence[str]:
        """What the columns count."""
        return (
            "A month of one nameplate, maker or segment counts once; counts under a rule of their own are left out.",
            "derived: no page prints it, and what they print leaves one number; corrected: printed, but never right; "
            "bounded: only known to lie between two numbers.",
        )
