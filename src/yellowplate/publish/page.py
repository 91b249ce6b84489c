"""The page: which sections a kind of report has, in their order, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yellowplate.facts import Kind, Status
from yellowplate.market.stories.shapes import StoryKind
from yellowplate.publish.charts import Drawing
from yellowplate.publish.evidence import SIGNS, Note, Notebook, Text
from yellowplate.publish.material import Material, ReportKind
from yellowplate.publish.post import post
from yellowplate.publish.sections import Builder, Section
from yellowplate.publish.text.messages import plain
from yellowplate.publish.text.writer import Writer

_SECTIONS: dict[ReportKind, tuple[Callable[[Builder], Section | None], ...]] = {
    ReportKind.MONTH: (
        Builder.stories,
        Builder.ranking,
        Builder.places,
        Builder.focus,
        Builder.launch,
        Builder.rivals,
        Builder.year,
        Builder.makers,
        Builder.shares,
    ),
    ReportKind.MODEL: (
        Builder.focus,
        Builder.years,
        Builder.launch,
        Builder.rivals,
        Builder.ranking,
        Builder.places,
        Builder.year,
    ),
    ReportKind.MAKER: (
        Builder.focus,
        Builder.stories,
        Builder.cars,
        Builder.year,
        Builder.ranking,
        Builder.shares,
        Builder.years,
        Builder.places,
    ),
    ReportKind.YEAR: (
        Builder.stories,
        Builder.ranking,
        Builder.year,
        Builder.focus,
        Builder.years,
        Builder.makers,
        Builder.shares,
    ),
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the page itself."""

    plate: str
    until: str
    contents: str
    short: str
    events: str
    table: str
    close: str
    missing: str
    counted: str
    rounding: str
    base: str
    notes: str
    notes_press: str
    notes_paper: str
    notes_where: str
    undated: str
    evidence: str
    more: str
    printed: str
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report, ready to be laid out."""

    language: str
    kind: ReportKind
    period: str
    until: str
    title: str
    headline: str
    summary: tuple[Text, ...]
    sections: tuple[Section, ...]
    missing: tuple[Text, ...]
    basis: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    labels: Labels
    gap: str
    colon: str
    post: str

    @property
    def drawings(self) -> list[Drawing]:
        """The charts in the order of the page."""
        return [section.drawing for section in self.sections if section.drawing]


def compose(material: Material, notes: Notebook, writer: Writer) -> Page:
    """Lay the report out; `notes` collects its numbers and pages on the way."""
    headline = _headline(material, notes, writer)
    summary = tuple(writer.summary(material, material.found, notes))
    builder = Builder(writer, material, notes)
    built = [build(builder) for build in _SECTIONS[material.kind]]
    missing = (*writer.missing(material, notes), *builder.lacking)
    title = _title(material, writer)
    return Page(
        language=writer.forms.language,
        kind=material.kind,
        period=str(material.period),
        until=material.until,
        title=title,
        headline=headline,
        summary=summary,
        sections=tuple(section for section in built if section is not None),
        missing=missing,
        basis=(writer.basis(material.segment),),
        signs=tuple(_signs(writer, notes)),
        notes=tuple(notes.notes),
        labels=_labels(writer, material.until),
        gap=writer.forms.gap,
        colon=writer.forms.colon,
        post=post(material, writer, title, headline),
    )


def _headline(material: Material, notes: Notebook, writer: Writer) -> str:
    """The lead story; where there is none of a car or maker, the first sentence on it."""
    news = any(story.kind is not StoryKind.STANDING for story in material.found.stories)
    if news or material.kind in (ReportKind.MONTH, ReportKind.YEAR):
        return writer.headline(material.found, notes)
    return plain(writer.focus(material, material.found, notes)[0]).rstrip(".。")


def _title(material: Material, writer: Writer) -> str:
    forms = writer.forms
    when, segment = forms.long(material.period), forms.segment(material.segment)
    if material.kind in (ReportKind.MODEL, ReportKind.MAKER):
        return plain(forms.say("{name} in Japan, {when}", name=writer.name(material.focus), when=when))
    return forms.capital(plain(forms.say("{segment} in Japan, {when}", segment=segment, when=when)))


def _signs(writer: Writer, notes: Notebook) -> list[tuple[str, str]]:
    """The signs that stand behind numbers of this report, with their meaning."""
    say = writer.forms.word
    meaning = {
        Status.DERIVED: say("not printed anywhere, but the only number that other printed figures leave"),
        Status.BOUNDED: say("only known to lie between two numbers"),
        Status.DISPUTED: say("pages that deserve equal trust print different numbers"),
    }
    found = [(SIGNS[status], meaning[status]) for status in meaning if status in notes.signs]
    recounted = ("*", say("the period it is compared with was counted otherwise"))
    return [*found, recounted] if notes.recounted else found


def _labels(writer: Writer, until: str) -> Labels:
    say = writer.forms.word
    return Labels(
        plate=say("yellowplate market report"),
        until=plain(writer.forms.say("Registrations up to {day}.", day=writer.forms.day(until))),
        contents=say("Contents"),
        short=say("In short"),
        events=say("Launches and events"),
        table=say("table"),
        close=say("Close"),
        missing=say("What is missing, and why"),
        counted=say("How the figures are counted"),
        rounding=say(
            "Changes and shares are worked out from the units and rounded to one decimal. "
            "“Open” means that the figures at hand leave it open."
        ),
        base=say("The smaller number with a change is its base."),
        notes=say("Notes: the pages behind the numbers"),
        notes_press=say(
            "Press or tap a number to see the page that prints it (for a figure marked †, one of those it follows "
            "from); a plus sign says how many more pages are behind it. All of them stand in data.json."
        ),
        notes_paper=say(
            "The small number behind a figure names the page that prints it (for a figure marked †, one of those it "
            "follows from); a plus sign says how many more pages are behind it. All of them stand in data.json."
        ),
        notes_where=say(
            "Each names the best page that prints the number (for a figure marked †, one of those it follows from). "
            "All pages stand in data.json, all tables in report.html."
        ),
        undated=say("undated"),
        evidence=say("Behind this number"),
        more=say("more pages at hand behind it:"),
        printed=say("Printed by"),
        kinds={
            Kind.OFFICIAL: say("official"),
            Kind.MAKER: say("maker"),
            Kind.PRESS: say("press"),
            Kind.BLOG: say("blog"),
            Kind.USER: say("your own"),
        },
    )
