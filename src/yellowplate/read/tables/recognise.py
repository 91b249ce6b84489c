"""The grids of a file become Reports, by the layout they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from yellowplate.facts import Report
from yellowplate.read.opening import Grid
from yellowplate.read.tables.across import read_across
from yellowplate.read.tables.brands import is_brand_grid, read_brands
from yellowplate.read.tables.lists import Lists
from yellowplate.read.tables.sections import sections
from yellowplate.read.tables.table import Item, Setting, Table, Unread


class Recognised(NamedTuple):
    """The Reports of a file's tables, what became none, and what must be known about them."""

    reports: list[Report]
    unread: list[Unread]
    notes: list[str]


def recognise(grids: Iterable[Grid], setting: Setting, named: Mapping[str, str] | None = None) -> Recognised:
    """Read every table of the grids; `named` gives headings by hand (role to words)."""
    reports: dict[str, Report] = {}
    found = Recognised([], [], [])
    for grid in grids:
        for item in _items(grid, setting, named):
            if isinstance(item, Unread):
                found.unread.append(item)
            else:
                reports.setdefault(item.id, item)
    found.reports.extend(reports.values())
    if any(report.scope == "used" for report in found.reports):
        found.notes.append(
            "The table counts used cars; its figures are kept apart from those of new ones (scope used)."
        )
    return found


def _items(grid: Grid, setting: Setting, named: Mapping[str, str] | None) -> Iterator[Item]:
    if named is None and is_brand_grid(grid):
        yield from read_brands(grid, setting)
    elif named is None and (items := read_across(grid, setting)) is not None:
        yield from items
    else:
        for section in sections(grid, named):
            yield from Lists(Table(section, setting)).read()
