"""Lists: a row is a car, a maker or a total, and its cells become Reports; what can't be tied to anything is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from yellowplate.facts import Measure, Number, Period, Relation, Segment, Stage
from yellowplate.read.tables import titles
from yellowplate.read.tables.cells import folded, is_blank, printed, record_month
from yellowplate.read.tables.headings import VALUES, Role
from yellowplate.read.tables.subjects import Row, is_total, usual_segment
from yellowplate.read.tables.table import Item, Table, Unread

_MEASURES = {
    Role.UNITS: Measure.UNITS,
    Role.YOY: Measure.YOY,
    Role.MOM: Measure.MOM,
    Role.SHARE: Measure.SHARE,
    Role.RANK: Measure.RANK,
}
_RATIOS = (Role.YOY, Role.MOM)
_ANY_YEAR = Period.year(2000)  # to see whether a cell is a month of some year
_PART_OF_ROW = re.compile("構成比|前年比|内輸入|うち輸入")  # rows that go with the one above them


class Lists:
    """Reads the rows of one list."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.section = table.section
        self.car = self.section.first(Role.NAME)
        self.maker = self.section.first(Role.MAKER)
        self.dated = self.section.first(Role.PERIOD)
        self.values = [column for column in self.section.columns if self.section.headings[column].role in VALUES]
        self.records = [column for column in self.section.columns if self.section.headings[column].role is Role.RECORD]
        self.words = self._columns_of_words()
        self.strange = self._strange()
        self.empty_is_zero = self._empty_is_zero()

    def read(self) -> Iterator[Item]:
        """The Reports of all rows, and what became none."""
        if reason := self._refusal():
            yield Unread(self.section.grid.place, " / ".join(self.section.heads[:2]), reason)
            return
        for column, reason in self.strange.items():
            yield Unread(self.section.grid.place, self.section.headings[column].text, reason)
        rows = [(row, *self._row(row)) for row in self.section.rows if self._prints(row)]
        rows += [(row, *said) for row in self._wordy() if not (said := self._row(row))[1].problem]
        rows.sort(key=lambda item: item[0])
        usual = usual_segment([found for _, _, found, _ in rows])
        rows = [(row, name, found.settled(usual), period) for row, name, found, period in rows]
        ranking = _ranking({found.segment for _, _, found, _ in rows if not found.problem})
        for row, name, found, period in rows:
            if found.problem or found.segment is None:
                yield Unread(self.section.place(row), name, found.problem)
                continue
            for column in self.values:
                if column not in self.strange:
                    yield from self._cell(row, column, found, period, ranking)
            yield from self._record(row, found, found.segment)

    def _refusal(self) -> str:
        if self.table.counted.refused:
            return f"the table {self.table.counted.refused}"
        if self.table.conflict:
            return self.table.conflict
        if self.car is None and self.maker is None and not self.words and self.dated is None:
            return "no column names cars or makers; head it 車名 or メーカー (model, maker), or name it with --columns"
        open_ = all(self.section.headings[column].period(None) is None for column in self.values)
        undated = open_ and self.table.period is None and self.dated is None
        return "no text above the table names its month; give it with --columns period=2025-11" if undated else ""

    def _columns_of_words(self) -> list[int]:
        """The columns without a known heading that hold words, before the first one of numbers."""
        found = []
        for column in self.section.columns:
            if self.section.headings[column].role in VALUES - {Role.RANK}:
                break
            cells = [cell for row in self.section.rows if (cell := self.section.cell(row, column))]
            words = sum(printed(cell) is None for cell in cells)
            if self.section.headings[column].role is Role.OTHER and words * 2 > len(cells):
                found.append(column)
        return found

    def _strange(self) -> dict[int, str]:
        """Columns whose heading isn't enough to tell what they hold, with the reason."""
        headings = self.section.headings
        strange, owner_known = {}, True
        for column in self.section.columns:
            heading = headings[column]
            owner_known = heading.role is Role.UNITS or (owner_known and not heading.foreign)
            if heading.role in _RATIOS and not owner_known:
                strange[column] = "this is the ratio of a column that isn't read"
            elif heading.foreign and any(printed(self.section.cell(row, column)) for row in self.section.rows):
                strange[column] = "the heading names no measure of this desk"
        known = [column for column in self.values if column not in strange]
        meant = {column: replace(headings[column], text="", change=False) for column in known}
        told = Counter(meant.values())
        twice = [column for column in known if told[meant[column]] > 1]
        return strange | dict.fromkeys(twice, "another column has the same heading")

    def _empty_is_zero(self) -> bool:
        """Whether this is a maker table of the association: there a maker without vehicles has empty cells."""
        headings = [self.section.headings[column] for column in self.section.columns]
        shares = any(item.role is Role.SHARE and "占" in item.text for item in headings)
        runs = sum(item.role is Role.UNITS and item.cumulative for item in headings)
        return shares and runs == 2 and self.car is None

    def _prints(self, row: int) -> bool:
        if self.empty_is_zero:
            return any(self.section.cell(row, column) for column in self.section.columns)
        return any(printed(self.section.cell(row, column)) for column in (*self.values, *self.records))

    def _wordy(self) -> Iterator[int]:
        """The rows that print words where numbers belong, and no number."""
        for row in self.section.rows:
            words = {self.section.cell(row, column) for column in self.values}
            if not self._prints(row) and not all(map(is_blank, words)):
                yield row

    def _row(self, row: int) -> tuple[str, Row, Period | None]:
        cells = [self.section.cell(row, column) for column in self.section.columns]
        part = next((cell for cell in cells if _PART_OF_ROW.fullmatch(folded(cell).replace(" ", ""))), None)
        period = self.table.period if self.dated is None else self._period(row, self.dated)
        name, found = self._named(row, period)
        if part is not None:
            return f"{name} {part}", Row("", None, "the desk has no measure for these rows"), period
        return name, found, period

    def _period(self, row: int, column: int) -> Period | None:
        return titles.period_in(self.section.cell(row, column), self.table.period)

    def _named(self, row: int, period: Period | None) -> tuple[str, Row]:
        """How the row is named, and whom that means."""
        namer = self.table.namer
        maker = "" if self.maker is None else self.section.cell(row, self.maker)
        if self.car is not None:
            name = self.section.cell(row, self.car)
            either = self.maker is None and not is_total(name)
            return name, namer.anyone(name, maker, period) if either else namer.car(name, maker, period)
        names = [maker, *(self.section.cell(row, column) for column in self.words)]
        name = next((name for name in names if name and printed(name) is None), "")
        if self.maker is not None:
            return name, namer.maker(name, period)
        if self.words:
            return name, namer.anyone(name, "", period)
        return self.section.cell(row, self.dated or 0), namer.titled(self.section.heads, period)

    def _cell(self, row: int, column: int, found: Row, table: Period | None, ranking: Segment) -> Iterator[Item]:
        heading, text = self.section.headings[column], self.section.cell(row, column)
        place = self.section.place(row, column)
        zero = self.empty_is_zero and heading.role is Role.UNITS and text == ""
        if is_blank(text) and not zero:
            return
        number = Number(0) if zero else self.table.value(row, column)
        period = heading.period(table)
        if (row, column) in self.section.grid.spread:
            yield Unread(place, text, "the cell is merged with another, and it isn't said whose number it is")
        elif period is None or (heading.role is Role.MOM and not period.is_month):
            yield Unread(place, text, self._undated(row))
        elif number is None:
            guess = "this is no number" if printed(text) is None else f"this can't be read as {heading.role} surely"
            yield Unread(place, text, guess)
        else:
            assert found.segment is not None
            segment = ranking if heading.role is Role.RANK else found.segment
            report = self.table.report(found.subject, segment, period, _MEASURES[heading.role], number)
            seen = printed(text)
            yield replace(report, place=place, relation=seen.relation if seen else Relation.EQUAL)

    def _undated(self, row: int) -> str:
        """Why the months of a row aren't known."""
        said = "" if self.dated is None else self.section.cell(row, self.dated)
        if titles.period_in(said, _ANY_YEAR) is not None:
            return f"the year of {said} isn't said"
        return f"{said} is no month" if said and printed(said) is None else "it isn't said for which months this is"

    def _record(self, row: int, found: Row, segment: Segment) -> Iterator[Item]:
        """The record and its month: units of that month, whichever release they came from."""
        cells = [column for column in self.records if not is_blank(self.section.cell(row, column))]
        if not cells:
            return
        units = self.table.units(row, cells[0])
        month = record_month(self.section.cell(row, cells[-1])) if len(cells) == 2 else None
        place = self.section.place(row, cells[0])
        if units is None or month is None:
            text = " ".join(folded(self.section.cell(row, column)) for column in cells)
            yield Unread(place, text, "this is no record with its month")
        else:
            report = self.table.report(found.subject, segment, month, Measure.UNITS, units)
            yield replace(report, place=place, stage=Stage.UNSTATED)


def _ranking(segments: set[Segment | None]) -> Segment:
    """The segment that the ranks of a list count in: the one that holds all its rows."""
    named = segments - {None}
    if len(named) == 1 and (only := next(iter(named))) is not None:
        return only
    return Segment.ALL if Segment.REGISTERED in named or Segment.ALL in named else Segment.KEI
