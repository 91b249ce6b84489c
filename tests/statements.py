"""Reports written as text, for tests: `page kind | subject period measure number`, one a line."""

from __future__ import annotations

from yellowplate.catalog import Catalog
from yellowplate.facts import Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage
from yellowplate.reconcile import Reconciliation, reconcile

CATALOG = Catalog.packaged()


def source(name: str, kind: str = "press") -> Source:
    """A page of a publisher of its own."""
    return Source(name, f"https://{name}.example/page", Kind(kind), name, name)


def report(text: str) -> Report:
    """A Report from `page/stage: subject@segment period measure number`; segment and stage may be left out."""
    who, said = (part.strip() for part in text.split(":"))
    page, _, stage = who.partition("/")
    about, period, measure, value = said.split()
    subject, _, segment = about.partition("@")
    relation = Relation.ABOUT if value.startswith("~") else Relation.EQUAL
    number = Number.parse(value.lstrip("~"))
    part = Segment(segment or ("kei-passenger" if "/" in subject else subject))
    return Report(page, subject, part, Period.parse(period), Measure(measure), number, relation, stage=Stage(stage))


def judged(text: str, **kinds: str) -> tuple[Reconciliation, dict[str, Report]]:
    """Reconcile the Reports of some lines; returns what holds, and the Reports by their line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = {line: report(line) for line in lines}
    sources = {one.source: source(one.source, kinds.get(one.source, "press")) for one in said.values()}
    return reconcile(said.values(), sources, CATALOG), said


def figure(done: Reconciliation, subject: str, period: str):  # type: ignore[no-untyped-def]
    """The Figure of a subject and period in the only segment it has there; None where there is none."""
    found = [f for f in done.figures if f.subject == subject and f.period == Period.parse(period) and not f.scope]
    return found[0] if found else None
