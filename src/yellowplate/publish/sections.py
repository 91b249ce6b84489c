"""The parts of a report, each with its sentences, chart and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yellowplate.facts import Event, Status
from yellowplate.market.shapes import Gap, Ranking, RankLine
from yellowplate.publish.charts import Drawing
from yellowplate.publish.evidence import Notebook, Text
from yellowplate.publish.material import Material, is_announcement, is_launch
from yellowplate.publish.pictures import Pictures
from yellowplate.publish.tables import Sheet, Tables
from yellowplate.publish.text.happened import happened
from yellowplate.publish.text.messages import SOURCE, Part, plain
from yellowplate.publish.text.writer import Writer

_MOST_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as it is listed under the history: its number in the chart, the day, what, and the page that tells.

    `headline` tells it as it was written, where that is in the language of the report.
    """

    number: int
    day: str
    what: str
    headline: str
    launch: bool
    cite: int


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page; `folded` are long tables that open on demand."""

    id: str
    title: str
    paragraphs: tuple[tuple[Text, ...], ...] = ()
    drawing: Drawing | None = None
    legend: str = ""
    sheet: Sheet | None = None
    remarks: tuple[Text, ...] = ()
    happenings: tuple[Happening, ...] = ()
    folded: tuple[Sheet, ...] = ()


@dataclass(slots=True)
class Builder:
    """Builds the sections of one report; a remark that stood under one table isn't said again."""

    writer: Writer
    material: Material
    notes: Notebook
    lacking: list[Text] = field(default_factory=list)
    _said: set[Text] = field(default_factory=set)

    def say(self, message: str, **parts: Part) -> str:
        """A message of the catalogs as plain text."""
        return plain(self.writer.forms.say(message, **parts))

    def stories(self) -> Section | None:
        """What stands out."""
        texts = self.writer.stories(self.material.found, self.notes)
        told = tuple(tuple(paragraph) for paragraph in texts if paragraph)
        return Section("stories", self.say("What stands out"), told) if told else None

    def ranking(self) -> Section:
        """Who sold what."""
        return self._ranked("ranking", self.say("The ranking"), self.material.ranking, self.material.ranking.lines)

    def places(self) -> Section | None:
        """Places over the last months."""
        answer = self.material.places
        drawing = self._pictures.places("places")
        if drawing is None or isinstance(answer, Gap):
            return None
        sheet = self._tables.places(self.say("Places month by month"), answer, answer.lines)
        legend = self.say("Months in which a place is open are left out.")
        return Section("places", self.say("Places over a year"), (), drawing, legend, folded=(sheet,))

    def focus(self) -> Section:
        """The focus: where it stands, its history and its events."""
        material, writer = self.material, self.writer
        texts = (writer.focus(material, material.found, self.notes), writer.history(material, self.notes))
        happenings = tuple(self._happening(at, event) for at, event in enumerate(material.events, start=1))
        return Section(
            id="focus",
            title=writer.name(material.focus),
            paragraphs=tuple(tuple(text) for text in texts if text),
            drawing=self._pictures.history("history"),
            legend=self.writer.forms.gap.join(self._history_legend(bool(happenings))),
            happenings=happenings,
            folded=(self._tables.months(material),) if material.months else (),
        )

    def years(self) -> Section | None:
        """The focus by years and months as tiles."""
        drawing = self._pictures.years("years")
        legend = self._shades() if drawing else ""
        return Section("years", self.say("Year by year"), (), drawing, legend) if drawing else None

    def launch(self) -> Section | None:
        """The launch of the focus over earlier ones of its class."""
        answer = self.material.launched
        drawing = self._pictures.launches("launch", answer) if answer else None
        if answer is None or drawing is None:
            return None
        sheet = self._tables.launches(self.say("Units by months since the launch (0: its month)"), answer)
        legend = self.say("Units by months since the launch (0: its month)")
        if any(curve.mixed or curve.others for curve in (answer.curve, *answer.earlier)):
            hollow = self.say("A hollow dot counts other cars too: the one that was replaced, or others of the line")
            legend = self.say("{title}. {told}.", title=legend, told=hollow)
        told = tuple(self.writer.launch(answer, self.notes))
        return Section("launch", self.say("The launch"), (told,), drawing, legend, folded=(sheet,))

    def rivals(self) -> Section | None:
        """Cars of the same body type."""
        material = self.material
        if len(material.rivals) + len(material.unranked) < 2:
            return None
        body = self.writer.catalog.nameplates[material.focus].body
        caption = self.writer.forms.capital(self.writer.forms.bodies(body))
        section = self._ranked("rivals", self.say("Rivals"), material.ranking, material.rivals, caption)
        return Section(
            id=section.id,
            title=section.title,
            paragraphs=(tuple(self.writer.rivals(material, self.notes)),),
            drawing=self._pictures.rivals("rivals"),
            legend=self.say("A bar with caps: only known to lie within; a diamond: disputed."),
            sheet=section.sheet if material.rivals else None,
            remarks=section.remarks,
        )

    def year(self) -> Section | None:
        """The year so far, or the period month by month."""
        material, answer = self.material, self.material.year
        title = self.say("The year so far") if material.period.is_month else self.say("Month by month")
        paragraphs: tuple[tuple[Text, ...], ...] = ()
        sheet: Sheet | None = None
        remarks: tuple[Text, ...] = ()
        if isinstance(answer, Gap):
            paragraphs = (self._gap(title),)
        elif answer is not None:
            ranked = self._ranked("year", title, answer, answer.lines)
            paragraphs, sheet, remarks = (
                (tuple(self.writer.year(material, answer, self.notes)),),
                ranked.sheet,
                ranked.remarks,
            )
        drawing, folded = self._calendar()
        if not paragraphs and drawing is None:
            return None
        legend = self._shades() if drawing else ""
        return Section("year", title, paragraphs, drawing, legend, sheet, remarks, folded=folded)

    def cars(self) -> Section | None:
        """The cars of a maker."""
        cars = self.material.cars
        return self._ranked("cars", self.say("Its cars"), cars, cars.lines) if cars.lines else None

    def makers(self) -> Section:
        """The makers."""
        answer = self.material.makers
        title = self.say("Makers")
        if not isinstance(answer, Ranking):
            return Section("makers", title, (self._gap(title),))
        section = self._ranked("makers", title, answer, answer.lines)
        return Section(
            "makers", title, (tuple(self.writer.leader(answer, self.notes)),), section.drawing, section.legend,
            section.sheet, section.remarks,
        )  # fmt: skip

    def shares(self) -> Section | None:
        """The makers' shares over two years."""
        answer, drawing = self.material.shares, self._pictures.shares("shares")
        if drawing is None or isinstance(answer, Gap):
            return None
        title = self.say("Makers' shares")
        sheet = self._tables.shares(self.say("Makers' shares month by month"), answer)
        legend = self.say("Percent of the segment; the labels tell the last month.")
        return Section("shares", title, (), drawing, legend, folded=(sheet,))

    def _ranked(self, id_: str, title: str, answer: Ranking, lines: Sequence[RankLine], caption: str = "") -> Section:
        """A ranking as chart and table, with the remarks that no table above has."""
        forms, focus = self.writer.forms, self.material.focus
        said = caption or forms.capital(forms.segment(answer.segment))
        when = forms.long(answer.period)
        strong = focus.partition("/")[0] if answer.by == "maker" else focus
        remarks = [text for text in self.writer.remarks(answer, list(lines), self.notes) if text not in self._said]
        self._said.update(remarks)
        return Section(
            id=id_,
            title=title,
            drawing=self._pictures.ranking(id_, answer, lines, strong),
            legend=self.say("Units, and the change on each period named above a column (– where it is open)."),
            sheet=self._tables.ranking(self.say("{what}, {when}", what=said, when=when), answer, lines, strong),
            remarks=tuple(remarks),
        )

    def _calendar(self) -> tuple[Drawing | None, tuple[Sheet, ...]]:
        """Cars by months as tiles and as a table; nothing where there is one month."""
        answer = self.material.calendar
        months = [] if isinstance(answer, Gap) else list(answer.period.each())
        if isinstance(answer, Gap) or not 1 < len(months) <= _MOST_MONTHS:
            return None, ()
        shown = {line.subject for line in self.material.cars.lines} | {self.material.focus}
        lines = [line for line in answer.lines if line.subject in shown]
        drawing = self._pictures.calendar("calendar", lines, months)
        caption = self.say("Units by month, {when}", when=self.writer.forms.long(answer.period))
        return drawing, (self._tables.grid(caption, answer, lines),)

    def _shades(self) -> str:
        return self.say(
            "Thousand units; the stronger the shade, the more; a dot is a month without a figure, "
            "~ the middle of what is possible."
        )

    def _happening(self, number: int, event: Event) -> Happening:
        forms, page = self.writer.forms, self.notes.page(event.source_url)
        day, told = forms.day(event.day), happened(forms, self.writer.catalog, event)
        what, headline = (self._kind(event), told) if forms.language == SOURCE else (told, "")
        return Happening(number, day, what, headline, is_launch(event), page)

    def _kind(self, event: Event) -> str:
        """What kind of event it is."""
        forms = self.writer.forms
        if is_announcement(self.writer.catalog, event):
            return forms.word("Announcement")
        return {
            "launch": forms.word("Launch"),
            "full-model-change": forms.word("New generation"),
            "facelift": forms.word("Facelift"),
            "supply-stop": forms.word("Supply stop"),
            "supply-resume": forms.word("Supply resumes"),
            "tax-change": forms.word("Tax"),
            "orders": forms.word("Orders"),
            "reveal": forms.word("Presentation"),
            "regulation": forms.word("Regulation"),
            "disaster": forms.word("Disaster"),
            "award": forms.word("Award"),
            "subsidy": forms.word("Subsidy"),
        }.get(event.kind, forms.word("Event"))

    def _history_legend(self, events: bool) -> Iterator[str]:
        yield self.say("Units a month. Months without a figure are left blank.")
        if events:
            yield self.say("Numbered lines are events: solid for a launch, broken for others.")
        statuses = {month.units.status for month in self.material.months if month.units.value is None}
        if Status.BOUNDED in statuses:
            yield self.say("A hollow dot with a bar is only known to lie within the bar.")
        if Status.DISPUTED in statuses:
            yield self.say("A diamond is disputed: its bar ends at the figures that pages print.")

    def _gap(self, title: str) -> tuple[Text, ...]:
        """That a ranking is missing; the report says so again among all that is missing."""
        said = self.writer.forms.say("There is no ranking to show: no page at hand tells these figures.")
        self.lacking.append(self.writer.forms.say("{section}: {said}", section=title, said=said))
        return (said,)

    @property
    def _pictures(self) -> Pictures:
        return Pictures(self.writer, self.material)

    @property
    def _tables(self) -> Tables:
        return Tables(self.writer, self.notes)
