"""The tables of a report: lines of a ranking with both changes, a history month by month, launches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yellowplate.facts import Period
from yellowplate.market.shapes import Known, Ranking, RankLine, Ratio
from yellowplate.publish.figures import Figures
from yellowplate.publish.text.messages import plain
from yellowplate.publish.text.parts import Text, Value

if TYPE_CHECKING:
    from yellowplate.market.grid import Grid, GridLine
    from yellowplate.market.launch import Launch, LaunchMonth
    from yellowplate.publish.evidence import Notebook
    from yellowplate.publish.material import Material
    from yellowplate.publish.text.writer import Writer


_SHORT = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, what stands small beneath it, and the number by which the column is sorted."""

    main: Text
    under: Text = ()
    key: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; its first cell names it, a strong one is the focus."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is shown; the first column names the lines."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def short(self) -> bool:
        """Whether it takes so little of a sheet of paper that it isn't broken."""
        return len(self.rows) <= _SHORT


def bases(period: Period) -> list[Period]:
    """What a period is compared with: a month with the month before, and every period with the year before."""
    return [period.before, period.year_before] if period.is_month else [period.year_before]


@dataclass(frozen=True, slots=True)
class Tables:
    """Sets tables in the language of the report; the numbers go to the notes."""

    writer: Writer
    notes: Notebook

    def ranking(self, caption: str, answer: Ranking, lines: Sequence[RankLine], focus: str) -> Sheet:
        """Lines with units, the changes on both bases, share, and the places before."""
        forms = self.writer.forms
        earlier = bases(answer.period)
        who = forms.word("Car") if answer.by == "nameplate" else forms.word("Maker")
        changes = [plain(forms.say("Change on {period}", period=forms.short(base))) for base in earlier]
        places = [plain(forms.say("Place in {period}", period=forms.short(base))) for base in earlier]
        columns = (who, forms.word("Place"), forms.word("Units"), *changes, forms.word("Share"), *places)
        rows = tuple(self._line(line, answer, len(earlier), line.subject == focus) for line in lines)
        return Sheet(caption, columns, rows)

    def months(self, material: Material) -> Sheet:
        """The history of the focus month by month, the latest first."""
        forms, focus = self.writer.forms, material.focus
        rows = tuple(
            Row(
                (
                    Cell((forms.short(month.period),), key=month.period.start),
                    self._place(month.rank),
                    self._units(month.units, focus, month.period),
                    self._change(month.year_before, focus, month.period),
                )
            )
            for month in reversed(material.months)
        )
        caption = plain(forms.say("{name} month by month", name=self.writer.name(focus)))
        columns = (
            forms.word("Month"),
            forms.word("Place"),
            forms.word("Units"),
            forms.word("Change on the year before"),
        )
        return Sheet(caption, columns, rows)

    def grid(self, caption: str, answer: Grid, lines: Sequence[GridLine]) -> Sheet:
        """Lines by months, units."""
        return self._by_months(
            caption, answer, lines, lambda line, at, month: self._units(line.units[at], line.subject, month)
        )

    def shares(self, caption: str, answer: Grid) -> Sheet:
        """Lines by months, their shares of the whole."""
        return self._by_months(
            caption, answer, answer.lines, lambda line, at, month: self._share(line, at, month, answer)
        )

    def places(self, caption: str, answer: Grid, lines: Sequence[GridLine]) -> Sheet:
        """Lines by months, their places."""
        return self._by_months(caption, answer, lines, lambda line, at, month: self._place(line.places[at]))

    def launches(self, caption: str, launch: Launch) -> Sheet:
        """The launches compared, one a row, their months since the launch across."""
        forms = self.writer.forms
        curves = (launch.curve, *launch.earlier)
        ages = range(max(len(curve.months) for curve in curves))
        rows = []
        for curve in curves:
            begun = forms.day(curve.generation.on_sale)
            if curve.others:
                begun = plain(forms.say("{day}, counted with other cars", day=begun))
            head = Cell((self.writer.name(curve.generation.nameplate),), (begun,))
            months = {month.age: self._launched(month, curve.line) for month in curve.months}
            plan = self._count(curve.plan, curve.generation.nameplate, curve.months[0].period, "planned a month")
            rows.append(Row((head, plan, *(months.get(age, Cell(())) for age in ages)), curve is launch.curve))
        return Sheet(caption, (forms.word("Car"), forms.word("Planned a month"), *map(str, ages)), tuple(rows))

    def _launched(self, month: LaunchMonth, line: str) -> Cell:
        """Units since a launch; beneath them that they count the car that was replaced too."""
        cell = self._units(month.units, line, month.period)
        return replace(cell, under=(self.writer.forms.word("with the old car"),)) if month.mixed else cell

    def _by_months(
        self, caption: str, answer: Grid, lines: Iterable[GridLine], cell: Callable[[GridLine, int, Period], Cell]
    ) -> Sheet:
        months = list(answer.period.each())
        rows = [
            Row((Cell((self.writer.name(line.subject),)), *(cell(line, at, month) for at, month in enumerate(months))))
            for line in lines
        ]
        who = self.writer.forms.word("Car") if answer.by == "nameplate" else self.writer.forms.word("Maker")
        return Sheet(caption, (who, *map(self.writer.forms.short, months)), tuple(rows))

    def _line(self, line: RankLine, answer: Ranking, compared: int, strong: bool) -> Row:
        period, subject = answer.period, line.subject
        ratios = (line.month_before, line.year_before)[-compared:]
        places = (line.rank_month_before, line.rank_year_before)[-compared:]
        maker = (self.writer.name(subject.partition("/")[0]),) if answer.by == "nameplate" else ()
        share = None if line.share.low is None else float(line.share.low)
        cells = (
            Cell((self.writer.name(subject),), maker),
            self._place(line.rank),
            self._units(line.units, subject, period),
            *(self._change(ratio, subject, period) for ratio in ratios),
            Cell((self.notes.share(line.share, subject, period),), key=share),
            *map(self._place, places),
        )
        return Row(cells, strong)

    def _units(self, known: Known, subject: str, period: Period) -> Cell:
        value = self.notes.units(known, subject, period)
        if known.interval is None:
            return Cell((value,))
        key = known.interval.lo if known.interval.hi is None else (known.interval.lo + known.interval.hi) / 2
        return Cell((replace(value, text=self._figures.bounds(known.interval)),), key=key)

    def _count(self, number: int | None, subject: str, period: Period, measure: str) -> Cell:
        if number is None:
            return Cell((Value("", why="–"),))
        value = self.notes.count(number, subject, period, measure)
        return Cell((replace(value, text=self._figures.units(number)),), key=number)

    def _place(self, rank: int | None) -> Cell:
        return Cell((str(rank) if rank else Value("", why=self.writer.forms.word("open")),), key=rank)

    def _share(self, line: GridLine, at: int, month: Period, answer: Grid) -> Cell:
        own, total = line.units[at], answer.total[at]
        ratio = Ratio(month, total, missing=own.missing)
        if own.value is not None and total.value:
            exact = Fraction(100 * own.value, total.value)
            ratio = replace(ratio, low=exact, high=exact)
        return Cell(
            (self.notes.share(ratio, line.subject, month),), key=None if ratio.low is None else float(ratio.low)
        )

    def _change(self, ratio: Ratio, subject: str, period: Period) -> Cell:
        change = replace(self.notes.change(ratio, subject, period), arrow="")  # a column of signs needs none
        change = replace(change, text=self._figures.signed(ratio.as_change()))
        under = () if ratio.base.interval is None else self._units(ratio.base, subject, ratio.period).main
        return Cell((change,), under, None if ratio.low is None else float(ratio.low))

    @property
    def _figures(self) -> Figures:
        return Figures(self.writer.forms.language)
