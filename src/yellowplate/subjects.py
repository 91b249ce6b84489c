"""What the catalog knows, as types: nameplates, makers, segments, lines, generations; and their rows in the package.

Every fact stands in a CSV file of the package, one a row, with the address it was read at.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yellowplate.facts import Event, Period, Relation, Segment
from yellowplate.names import Entry, fold

DATA = Path(__file__).with_name("data")
KEI = frozenset({Segment.KEI_PASSENGER, Segment.KEI_TRUCK})


@dataclass(frozen=True, slots=True)
class Nameplate:
    """A car as the statistics count it.

    `segments` are those it is counted in; `first_sold` and `ended` are ISO days, months or years, empty where unknown
    or still on sale; `built_by` is a maker id, `twin_of` the nameplate it shares its body with. `with_maker` holds
    spellings that mean it only beside the maker's name.
    """

    id: str
    name_en: str
    name_ja: str
    name_uk: str
    spellings: tuple[str, ...]
    with_maker: tuple[str, ...]
    body: str
    segments: tuple[Segment, ...]
    built_by: str
    twin_of: str
    first_sold: str
    ended: str
    source_url: str

    @property
    def maker(self) -> str:
        """The id of the maker that sells it."""
        return self.id.partition("/")[0]

    @property
    def kei(self) -> bool:
        """Whether it is a kei car."""
        return not KEI.isdisjoint(self.segments)

    def launched(self, period: Period) -> bool | None:
        """Whether it was on sale before the end of `period`; None where its first month isn't known."""
        return Period.parse(self.first_sold[:7]).start < period.end if self.first_sold else None

    def gone(self, period: Period) -> bool:
        """Whether its sale had ended before `period` began."""
        return bool(self.ended) and Period.parse(self.ended[:7]).end <= period.start


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker as the statistics list it; `other` is the row that holds the rest."""

    id: str
    name_en: str
    name_ja: str
    name_uk: str
    spellings: tuple[str, ...]
    source_url: str


@dataclass(frozen=True, slots=True)
class Total:
    """A segment as a whole, and the labels that lists print it under; its id is the segment's own name."""

    id: str
    name_en: str
    name_ja: str
    name_uk: str
    spellings: tuple[str, ...]
    source_url: str


Subject = Nameplate | Maker | Total


@dataclass(frozen=True, slots=True)
class Counted:
    """From month `start` to month `end` (None: still) the statistics count `member` in `line`.

    A row whose member is the line itself says when a line that comes and goes exists.
    """

    line: str
    member: str
    start: Period
    end: Period | None
    note: str
    source_url: str

    def holds(self, period: Period) -> bool:
        """Whether it holds in any month of `period`."""
        return self.start.start < period.end and (self.end is None or period.start < self.end.end)


@dataclass(frozen=True, slots=True)
class Break:
    """From `month` on, a line counts something else than before; `reason` is a sentence."""

    month: Period
    reason: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """The name under which lists printed a line up to the month `until`."""

    line: str
    until: Period
    name_en: str
    name_ja: str
    name_uk: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A run of months in which a line that comes and goes didn't exist; `reason` is a part of a sentence."""

    run: Period
    reason: str


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation of a nameplate.

    `on_sale` and `announced` are ISO days or months; a `planned` one wasn't on sale when its source was read.
    `facts` holds what else the row says, by column: prices in yen, size in mm, power in PS, ...
    """

    nameplate: str
    generation: str
    on_sale: str
    announced: str
    monthly_target: int | None
    facts: tuple[tuple[str, str], ...]
    source_url: str

    @property
    def planned(self) -> bool:
        """Whether the launch was only announced."""
        return dict(self.facts).get("notes", "").startswith("PLANNED")


@dataclass(frozen=True, slots=True)
class Orders:
    """One dated announcement of orders: from an ISO day (empty where not known) to a day or month, told on a day."""

    subject: str
    from_: str
    to: str
    relation: Relation
    units: int
    reported: str
    note: str
    source_url: str


def nameplates() -> Iterator[Nameplate]:
    """The packaged nameplates, kei cars first."""
    for row in _rows("nameplates"):
        yield Nameplate(
            *_named(row),
            with_maker=_split(row["with_maker"]),
            body=row["body"],
            segments=tuple(map(Segment, _split(row["segments"]))),
            built_by=row["built_by"],
            twin_of=row["twin_of"],
            first_sold=row["first_sold"],
            ended=row["ended"],
            source_url=row["source_url"],
        )


def makers() -> Iterator[Maker]:
    """The packaged makers."""
    return (Maker(*_named(row), row["source_url"]) for row in _rows("makers"))


def totals() -> Iterator[Total]:
    """The packaged segments."""
    return (Total(*_named(row), row["source_url"]) for row in _rows("segments"))


def counted() -> Iterator[Counted]:
    """What is counted with what."""
    for row in _rows("counted"):
        end = Period.parse(row["to"]) if row["to"] else None
        yield Counted(row["line"], row["member"], Period.parse(row["from"]), end, row["note"], row["source_url"])


def renamed() -> Iterator[Renamed]:
    """The lines that lists once printed under another name."""
    for row in _rows("renamed"):
        names = (row["name_en"], row["name_ja"], row["name_uk"])
        yield Renamed(row["line"], Period.parse(row["until"]), *names, row["source_url"])


def generations() -> Iterator[Generation]:
    """The packaged generations."""
    named = ("nameplate", "generation", "on_sale", "announced", "monthly_target", "source_url")
    for row in _rows("generations"):
        yield Generation(
            row["nameplate"],
            row["generation"],
            row["on_sale"],
            row["announced"],
            monthly_target=int(row["monthly_target"]) if row["monthly_target"] else None,
            facts=tuple((key, value) for key, value in row.items() if value and key not in named),
            source_url=row["source_url"],
        )


def events() -> Iterator[Event]:
    """The packaged events, in the order of their days."""
    for row in _rows("events"):
        subjects = _split(row["subject"])
        yield Event(row["id"], row["date"], row["kind"], subjects, row["headline"], row["detail"], row["source_url"])


@lru_cache(maxsize=1)
def orders() -> tuple[Orders, ...]:
    """The packaged announcements of orders."""
    return tuple(
        Orders(
            row["subject"],
            row["from"],
            row["to"],
            Relation(row["relation"]),
            int(row["units"]),
            row["reported"],
            row["note"],
            row["source_url"],
        )
        for row in _rows("orders")
    )


def entries(subject: Subject) -> Iterator[Entry]:
    """The spellings of a subject; one letter or bare digits say nothing without the maker."""
    maker = "" if isinstance(subject, Total) else subject.id.partition("/")[0]
    for spelling in (subject.name_en, subject.name_ja, subject.name_uk, *subject.spellings):
        if folded := fold(spelling):
            yield Entry(spelling, subject.id, maker, bound=len(folded) < 2 or folded.isdecimal())
    if isinstance(subject, Nameplate):
        yield from (Entry(spelling, subject.id, maker, bound=True) for spelling in subject.with_maker)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO((DATA / f"{name}.csv").read_text(encoding="utf-8")))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _named(row: dict[str, str]) -> tuple[str, str, str, str, tuple[str, ...]]:
    return row["id"], row["name_en"], row["name_ja"], row["name_uk"], _split(row["spellings"])
