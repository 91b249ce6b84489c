"""The shapes of what is looked up: a figure with its evidence, what a name means, who the sources are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from yellowplate.answers import Cell
from yellowplate.facts import Figure, Measure, Report, Source, Verdict
from yellowplate.market.known import Sheet


@dataclass(frozen=True, slots=True)
class Evidence:
    """A Report with who says it and what became of it; `side` is `for`, `against` or `about` (a rank, a ratio)."""

    side: str
    report: Report
    source: Source
    verdict: Verdict | None

    def data(self) -> dict[str, Any]:
        """The statement as JSON shows it."""
        report, source = self.report, self.source
        day = report.published or source.published
        return {
            "report": report.id,
            "source": source.id,
            "publisher": source.publisher,
            "kind": str(source.kind),
            "url": source.url,
            "published": day.isoformat() if day else None,
            "subject": report.subject,
            "period": str(report.period),
            "segment": str(report.segment),
            "measure": str(report.measure),
            "relation": str(report.relation),
            "printed": str(report.number),
            "stage": str(report.stage),
            "place": report.place,
            "verdict": str(self.verdict.judgement) if self.verdict else None,
            "cause": str(self.verdict.cause) if self.verdict and self.verdict.cause else None,
            "fits": self.verdict.fits if self.verdict else "",
            "note": self.verdict.note if self.verdict else "",
        }


@dataclass(frozen=True, slots=True)
class FigureAnswer(Sheet):
    """One Figure, how it is known step by step, and every Report for and against it."""

    figure: Figure
    name: str
    evidence: tuple[Evidence, ...]
    derivation: tuple[str, ...]
    basis: str

    @property
    def title(self) -> str:
        """The figure in a sentence."""
        figure = self.figure
        where = "" if figure.subject == figure.segment else f" in {figure.segment}"
        return f"{self.name}{where}, {figure.period}: {figure.interval} ({figure.status})"

    @property
    def columns(self) -> Sequence[str]:
        """The column names: one row a Report."""
        return ("side", "subject", "period", "measure", "printed", "verdict", "kind", "publisher", "published", "url")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The Reports, those for the figure first; a rank names the list that it counts in."""
        for item in self.evidence:
            data = item.data()
            if item.report.measure is Measure.RANK:
                data["measure"] = f"rank in {data['segment']}"
            about = "" if data["relation"] == "=" else f"{data['relation']} "
            tail = (data["kind"], data["publisher"], data["published"], data["url"])
            said = (data["period"], data["measure"], about + data["printed"], data["verdict"])
            yield (item.side, data["subject"], *said, *tail)

    def data(self) -> dict[str, Any]:
        """The figure with its evidence."""
        figure = self.figure
        return {
            "subject": figure.subject,
            "name": self.name,
            "period": str(figure.period),
            "segment": str(figure.segment),
            "measure": "units",
            "lo": figure.interval.lo,
            "hi": figure.interval.hi,
            "status": str(figure.status),
            "value": figure.value,
            "alternatives": list(figure.alternatives),
            "for": [item.data() for item in self.evidence if item.side == "for"],
            "against": [item.data() for item in self.evidence if item.side == "against"],
            "about": [item.data() for item in self.evidence if item.side == "about"],
            "derivation": list(self.derivation),
            "basis": self.basis,
        }

    def notes(self) -> Sequence[str]:
        """How the figure is known and counted."""
        return (*self.derivation, self.basis)


@dataclass(frozen=True, slots=True)
class NameLine:
    """A subject that a text can mean."""

    subject: str
    kind: str
    name: str
    maker: str
    segment: str
    counted_with: str = ""


@dataclass(frozen=True, slots=True)
class NamesAnswer(Sheet):
    """What a text can mean: the subject it names, the candidates, or near names where there is none."""

    text: str
    found: bool
    lines: tuple[NameLine, ...]

    @property
    def title(self) -> str:
        """One line that says whether the name is known."""
        if self.found:
            return f"{self.text!r} means" if len(self.lines) == 1 else f"{self.text!r} can mean"
        return f"Nothing is called {self.text!r}" + ("; near names are" if self.lines else "")

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return ("subject", "kind", "name", "maker", "segment", "counted with")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One row a subject."""
        return ((n.subject, n.kind, n.name, n.maker, n.segment, n.counted_with) for n in self.lines)
