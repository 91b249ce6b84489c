"""The page: sections in their order, each with its sentences, chart and table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yellowplate.facts import Status
from yellowplate.market.shapes import Gap, Ranking
from yellowplate.publish import gaps, pictures, stories, tables, words
from yellowplate.publish.charts import Drawing
from yellowplate.publish.evidence import LEGEND, RECOUNTED, SIGNS, Note, Notebook, Text
from yellowplate.publish.material import Material, is_launch


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as it is listed under the history: its number in the chart, the day, what, and the page that tells."""

    number: int
    day: str
    headline: str
    launch: bool
    cite: int


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page; `folded` is a long table that opens on demand."""

    id: str
    title: str
    paragraphs: tuple[tuple[Text, ...], ...] = ()
    drawing: Drawing | None = None
    legend: str = ""
    sheet: tables.Sheet | None = None
    happenings: tuple[Happening, ...] = ()
    folded: tables.Sheet | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report, ready to be laid out."""

    title: str
    headline: str
    summary: tuple[Text, ...]
    sections: tuple[Section, ...]
    missing: tuple[Text, ...]
    basis: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]

    @property
    def drawings(self) -> list[Drawing]:
        """The charts in the order of the page."""
        return [section.drawing for section in self.sections if section.drawing]


def compose(material: Material, notes: Notebook) -> Page:
    """Lay the report out; `notes` collects its numbers and pages on the way."""
    summary = tuple(stories.summary(material, notes))
    sections = [_ranking(material, notes), _top(material, notes), _focus(material, notes), _rivals(material, notes)]
    sections += [_year(material, notes), _makers(material, notes)]
    missing = tuple(gaps.missing(material, notes))
    signs = [(SIGNS[status], LEGEND[status]) for status in Status if status in notes.signs]
    return Page(
        title=words.capital(f"{words.SEGMENTS[material.segment]} in Japan, {words.long(material.period)}"),
        headline=stories.headline(material),
        summary=summary,
        sections=tuple(section for section in sections if section is not None),
        missing=missing,
        basis=_basis(material),
        signs=(*signs, RECOUNTED) if notes.recounted else tuple(signs),
        notes=tuple(notes.notes),
    )


def _basis(material: Material) -> tuple[str, ...]:
    """How the figures are counted, each sentence once."""
    counted = [material.ranking.basis]
    if not isinstance(material.past, Gap):
        counted.append(material.past.basis)
    return tuple(dict.fromkeys(filter(None, counted)))


def _ranking(material: Material, notes: Notebook) -> Section:
    caption = words.capital(words.SEGMENTS[material.segment])
    return _ranked("ranking", "The ranking", caption, material.ranking, material.focus, notes)


def _ranked(id_: str, title: str, caption: str, answer: Ranking, focus: str, notes: Notebook) -> Section:
    """A ranking as chart and table."""
    lines = tables.shown(answer.lines, focus)
    when = words.long(answer.period)
    return Section(
        id=id_,
        title=title,
        drawing=pictures.ranking(id_, answer, lines, focus),
        legend=f"Units in {when}, and the change on each period named above a column (– where it is open).",
        sheet=tables.ranking(f"{caption}, {when}", answer, lines, focus, notes, answer.remarks),
    )


def _top(material: Material, notes: Notebook) -> Section | None:
    texts = stories.top_story(material, notes)
    return Section("top", "The top of the list", (tuple(texts),)) if texts else None


def _focus(material: Material, notes: Notebook) -> Section:
    happenings = tuple(
        Happening(at, words.day(event.day), event.headline, is_launch(event), notes.page(event.source_url))
        for at, event in enumerate(material.events, start=1)
    )
    drawing = pictures.history("history", material)
    legend = f"{material.name}, units a month. Months without a figure are left blank."
    if happenings:
        legend += " Numbered lines are events: solid for a launch, broken for others."
    if any(month.units.interval is not None and month.units.value is None for month in material.months):
        legend += " A hollow dot with a bar is only known to lie within the bar."
    return Section(
        id="focus",
        title=material.name,
        paragraphs=(tuple(stories.focus(material, notes)), tuple(stories.history(material, notes))),
        drawing=drawing,
        legend=legend,
        happenings=happenings,
        folded=tables.months(material, notes) if material.months else None,
    )


def _rivals(material: Material, notes: Notebook) -> Section | None:
    if len(material.rivals) + len(material.unranked) < 2:
        return None
    answer = material.ranking
    caption = f"Cars of the body type {material.body}, {words.long(material.period)}"
    sheet = tables.ranking(caption, answer, material.rivals, material.focus, notes) if material.rivals else None
    return Section(
        id="rivals",
        title="Rivals of the same body",
        paragraphs=(tuple(stories.rivals(material, notes)),),
        drawing=pictures.rivals("rivals", material),
        legend=f"Units in {words.long(material.period.year_before)} (hollow) and {words.long(material.period)} (full).",
        sheet=sheet,
    )


def _year(material: Material, notes: Notebook) -> Section | None:
    answer = material.year
    if answer is None:
        return None
    if isinstance(answer, Gap):
        return Section("year", "The year so far", ((_no_ranking(answer),),))
    lines = tables.shown(answer.lines, material.focus)
    caption = f"{words.capital(words.SEGMENTS[material.segment])}, {words.long(answer.period)}"
    sheet = tables.ranking(caption, answer, lines, material.focus, notes, answer.remarks)
    return Section("year", "The year so far", (tuple(stories.year(material, answer, notes)),), sheet=sheet)


def _makers(material: Material, notes: Notebook) -> Section:
    answer = material.makers
    if not isinstance(answer, Ranking):
        return Section("makers", "Makers", ((_no_ranking(answer),),))
    texts = tuple(stories.leader(answer, notes))
    maker = material.focus.partition("/")[0]
    caption = f"Makers of {words.SEGMENTS[material.segment]}"
    return replace(_ranked("makers", "Makers", caption, answer, maker, notes), paragraphs=(texts,))


def _no_ranking(gap: Gap) -> Text:
    return (f"There is no ranking to show. {words.capital(gap.reason.rstrip('.'))}.",)
