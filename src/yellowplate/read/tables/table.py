"""A table with the meaning of the words above it: what its cells can be read as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yellowplate.facts import Measure, Number, Period, Report, Segment, Source, Stage
from yellowplate.read.tables import titles
from yellowplate.read.tables.cells import Printed, printed
from yellowplate.read.tables.headings import Role, When
from yellowplate.read.tables.ratios import Style, percent_of_base, style_of
from yellowplate.read.tables.sections import Section
from yellowplate.read.tables.subjects import Namer, Names

_THOUSANDS = re.compile("千台|thousand", re.IGNORECASE)
_LOWEST_SHARE_OF_LEADER = 0.2


class Unread(NamedTuple):
    """A place whose numbers became no Report: what stands there, and why."""

    place: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole file: who says it, since when, and what was given by hand."""

    names: Names
    source: Source
    stage: Stage = Stage.UNSTATED
    published: date | None = None
    period: Period | None = None
    segment: Segment | None = None


class Table:
    """A section with the meaning of the words above it."""

    def __init__(self, section: Section, setting: Setting) -> None:
        self.section = section
        self.setting = setting
        self.counted = titles.counted(section.heads)
        self.segment = setting.segment or self.counted.segment
        self.period = setting.period or titles.period_of(section.heads) or _headed(section)
        self.conflict = "" if setting.period else _conflict(section)
        stage = titles.stage_of(section.heads)
        self.stage = setting.stage if stage is Stage.UNSTATED else stage
        self._fractions: dict[int, bool] = {}
        self._styles: dict[int, Style] = {}
        self.namer = Namer(setting.names, self.segment, self.counted.scope)

    def style(self, column: int) -> Style:
        """How a column prints its ratios."""
        if column not in self._styles:
            self._styles[column] = style_of(self._numbers(column), self.section.headings[column].change)
        return self._styles[column]

    def _numbers(self, column: int) -> list[Printed]:
        return [found for row in self.section.rows if (found := printed(self.section.cell(row, column)))]

    def report(self, subject: str, segment: Segment, period: Period, measure: Measure, number: Number) -> Report:
        """A Report of this table; who reads a cell adds where it stands."""
        scope = _scope(subject, self.counted.scope)
        return Report(
            self.setting.source.id,
            subject,
            segment,
            period,
            measure,
            number,
            scope=scope,
            stage=self.stage,
            published=self.setting.published,
        )

    def units(self, row: int, column: int) -> Number | None:
        """The units that a cell prints; None where it prints no such number."""
        cell = printed(self.section.cell(row, column))
        if cell is None or cell.sign or cell.unit not in ("", "台", "unit", "units"):
            return None
        if _THOUSANDS.search(self.section.headings[column].text):
            return Number(cell.number.digits, cell.number.exponent + 3)
        return cell.number if cell.number.value.denominator == 1 else None

    def value(self, row: int, column: int) -> Number | None:
        """The number of a cell in the measure of its column; None where it prints none that can be one."""
        role = self.section.headings[column].role
        if role is Role.UNITS:
            return self.units(row, column)
        cell = printed(self.section.cell(row, column))
        if cell is None:
            return None
        if role in (Role.YOY, Role.MOM):
            return percent_of_base(cell, self.style(column))
        if role is Role.RANK:
            whole = cell.number.value.denominator == 1 and cell.number.value >= 1 and not cell.sign
            return cell.number if whole and cell.unit in ("", "位") else None
        return self._share(cell, column)

    def _share(self, cell: Printed, column: int) -> Number | None:
        if cell.sign or cell.unit not in ("", "%") or cell.number.value > 100:
            return None
        if self._in_fractions(column):
            return Number(cell.number.digits, cell.number.exponent + 2)
        return cell.number

    def _in_fractions(self, column: int) -> bool:
        """Whether the shares of a column are printed as fractions of one."""
        if column not in self._fractions:
            cells = self._numbers(column)
            largest = max(float(cell.number.value) for cell in cells)
            bare = all(cell.unit != "%" for cell in cells)
            self._fractions[column] = bare and _LOWEST_SHARE_OF_LEADER <= largest <= 1
        return self._fractions[column]


Item = Report | Unread


def _headed(section: Section) -> Period | None:
    """The month that the columns of units are headed by, where others are only the bases of comparisons with it."""
    units = (section.headings[column] for column in section.columns if section.headings[column].role is Role.UNITS)
    named = {item.own for item in units if item.own is not None and item.year is None and item.when is When.NOW}
    last = max(named, key=lambda period: period.end, default=None)
    return last if last and named <= {last, last.before, last.year_before} else None


def _conflict(section: Section) -> str:
    """Why the month isn't clear: the name of the sheet gives another one than the title on it."""
    sheet = titles.periods(section.grid.sheet)
    others = [
        found[0] for text in section.heads if text != section.grid.sheet and len(found := titles.periods(text)) == 1
    ]
    if len(sheet) == 1 and others and sheet[0] != others[0]:
        return f"the sheet is named {sheet[0]}, and the title on it says {others[0]}"
    return ""


def _scope(subject: str, table: str) -> str:
    """The scope of a subject in a table: cars count whole, and the total of all makers is that of all brands."""
    if "/" in subject and table != "used":
        return ""
    return "passenger" if table == "by-maker" and subject in list(Segment) else table
