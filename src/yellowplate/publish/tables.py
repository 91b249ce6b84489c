"""The tables of a report: lines of a ranking with both changes, and a history month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yellowplate.facts import Period
from yellowplate.market.shapes import Ranking, RankLine, Ratio
from yellowplate.publish import words
from yellowplate.publish.evidence import Notebook, Text, Value
from yellowplate.publish.material import Material

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and what stands small beneath it."""

    main: Text
    under: Text = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; its first cell names it, a strong one is the focus."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is shown; the first column names the lines; `remarks` belong under it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


def shown(lines: Sequence[RankLine], focus: str) -> list[RankLine]:
    """The lines that a table shows: the first ones, and the focus wherever it is."""
    return [line for at, line in enumerate(lines) if at < MOST_LINES or line.subject == focus]


def bases(period: Period) -> list[Period]:
    """What a period is compared with: a month with the month before, and every period with the year before."""
    return [period.before, period.year_before] if period.is_month else [period.year_before]


def ranking(
    caption: str, answer: Ranking, lines: Sequence[RankLine], focus: str, notes: Notebook, remarks: tuple[str, ...] = ()
) -> Sheet:
    """Lines with units, the changes on both bases, share, and the places before."""
    period = answer.period
    earlier = bases(period)
    who = "Car" if answer.by == "nameplate" else "Maker"
    changes = [f"Change on {words.short(base)}" for base in earlier]
    columns = (who, "Place", "Units", *changes, "Share", *(f"Place {words.short(base)}" for base in earlier))
    rows = tuple(_line(line, answer, len(earlier), line.subject == focus, notes) for line in lines)
    return Sheet(caption, columns, rows, remarks)


def months(material: Material, notes: Notebook) -> Sheet:
    """The history of the focus month by month, the latest first."""
    rows = tuple(
        Row(
            (
                Cell((words.short(month.period),)),
                _place(month.rank),
                Cell((notes.units(month.units, material.focus, month.period),)),
                Cell((notes.change(month.year_before, material.focus, month.period),)),
            )
        )
        for month in reversed(material.months)
    )
    caption = f"{material.name} month by month, {words.SEGMENTS[material.segment]}"
    return Sheet(caption, ("Month", "Place", "Units", "Change on the year before"), rows)


def _line(line: RankLine, answer: Ranking, compared: int, strong: bool, notes: Notebook) -> Row:
    period, subject = answer.period, line.subject
    ratios = (line.month_before, line.year_before)[-compared:]
    places = (line.rank_month_before, line.rank_year_before)[-compared:]
    maker = (line.maker,) if answer.by == "nameplate" else ()
    cells = (
        Cell((line.name,), maker),
        _place(line.rank),
        Cell((notes.units(line.units, subject, period),)),
        *(_change(ratio, subject, period, notes) for ratio in ratios),
        Cell((notes.share(line.share, subject, period),)),
        *map(_place, places),
    )
    return Row(cells, strong)


def _place(rank: int | None) -> Cell:
    return Cell((str(rank) if rank else Value("", why="open"),))


def _change(ratio: Ratio, subject: str, period: Period, notes: Notebook) -> Cell:
    change = notes.change(ratio, subject, period)
    if ratio.base.interval is None:
        return Cell((change,))
    return Cell((change,), (notes.units(ratio.base, subject, ratio.period),))
