"""The catalog: names in any spelling and language to subjects; makers, twins, and what is counted with what, by date.

Everything it knows stands in CSV files of the package, one fact a row with the address it was read at.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from yellowplate.errors import NameAmbiguousError, NameUnknownError
from yellowplate.facts import Event, Period, Segment
from yellowplate.names import Entry, Match, NameIndex, fold

__all__ = ["Break", "Catalog", "Counted", "Generation", "Maker", "Match", "Nameplate", "SegmentName", "fold"]

_KEI = frozenset({Segment.KEI, Segment.KEI_PASSENGER, Segment.KEI_TRUCK})
_PARTS = {
    Segment.KEI: {Segment.KEI_PASSENGER, Segment.KEI_TRUCK},
    Segment.ALL: {Segment.KEI_PASSENGER, Segment.KEI_TRUCK, Segment.REGISTERED},
}


@dataclass(frozen=True, slots=True)
class Nameplate:
    """A car as the statistics count it.

    `segments` are those it is counted in; `first_sold` and `ended` are ISO days, months or years, empty where unknown
    or still on sale; `built_by` is a maker id, `twin_of` the nameplate it is the same car as.
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
        return not _KEI.isdisjoint(self.segments)

    def sold_by(self, period: Period) -> bool:
        """Whether it was on sale before the end of `period`; true where its first month isn't known."""
        return not self.first_sold or Period.parse(self.first_sold[:7]).start < period.end


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
class SegmentName:
    """A segment total and the labels that lists print it under."""

    id: str
    name_en: str
    name_ja: str
    name_uk: str
    spellings: tuple[str, ...]
    source_url: str


Subject = Nameplate | Maker | SegmentName


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
class Generation:
    """One generation of a nameplate: `facts` holds what else its row says (plan, prices in yen, size in mm)."""

    nameplate: str
    generation: str
    on_sale: str
    announced: str
    monthly_target: int | None
    facts: tuple[tuple[str, str], ...]
    source_url: str


@dataclass(frozen=True)
class Catalog:
    """Every subject, every spelling of it, and what the statistics add up under one name."""

    nameplates: dict[str, Nameplate]
    makers: dict[str, Maker]
    segments: dict[str, SegmentName]
    counted: tuple[Counted, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Catalog:
        """The catalog that comes with the package."""
        return cls(
            nameplates={row["id"]: _nameplate(row) for row in _rows("nameplates")},
            makers={row["id"]: Maker(*_named(row), row["source_url"]) for row in _rows("makers")},
            segments={row["id"]: SegmentName(*_named(row), row["source_url"]) for row in _rows("segments")},
            counted=tuple(map(_counted, _rows("counted"))),
        )

    def find(self, text: str, maker: str = "", segment: Segment | None = None, period: Period | None = None) -> Match:
        """What `text` can mean; a maker beside it, the segment of the list and the period narrow that down.

        A maker never rules out the only car of a name: `Match.maker_said` lets others judge it.

        >>> Catalog.packaged().find("the Subaru Spacia")
        Match(subject='suzuki/spacia', candidates=('suzuki/spacia',), suggestions=(), maker_said='subaru')
        """
        if (id_ := text.strip()) in self:
            return Match(id_, (id_,), (), self._index.maker(maker))
        return self._index.find(text, maker, self._tests(segment, period))

    def subject(self, text: str, maker: str = "", segment: Segment | None = None, period: Period | None = None) -> str:
        """The one id that `text` means; raises NameUnknownError or NameAmbiguousError."""
        match = self.find(text, maker, segment, period)
        if match.subject is not None:
            return match.subject
        if match.candidates:
            raise NameAmbiguousError(text, match.candidates)
        raise NameUnknownError(text, match.suggestions)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.nameplates or id_ in self.makers or id_ in self.segments

    def __getitem__(self, id_: str) -> Subject:
        """The nameplate, maker or segment of that id; raises NameUnknownError."""
        for kind in (self.nameplates, self.makers, self.segments):
            if id_ in kind:
                return kind[id_]
        raise NameUnknownError(id_, self._index.near(id_))

    def name(self, id_: str, language: str = "en") -> str:
        """The usual name in `en`, `ja` or `uk`; Latin where no other is in use."""
        subject = self[id_]
        return {"ja": subject.name_ja, "uk": subject.name_uk}.get(language) or subject.name_en

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every folded spelling with an id it can mean, for looking through running text."""
        for spelling, entries in self._index.by_spelling.items():
            yield from ((spelling, entry.subject) for entry in entries if not entry.bound)

    def line(self, id_: str, period: Period | None = None) -> str:
        """The line in which the statistics count a nameplate in `period` (by default: last), itself where alone."""
        lines = [
            row.line
            for row in self.counted
            if row.member == id_ and (row.end is None if period is None else row.holds(period))
        ]
        return lines[-1] if lines else id_

    def members(self, line: str, period: Period | None = None) -> tuple[str, ...]:
        """What else than the line's own car is counted in it in `period` (by default: ever)."""
        rows = (row for row in self.counted if row.line == line and (period is None or row.holds(period)))
        return tuple(dict.fromkeys(row.member for row in rows if row.member != line))

    def breaks(self, line: str) -> tuple[Break, ...]:
        """The months from which the line counts something else than before, in order."""
        found = []
        for row in (row for row in self.counted if row.line == line):
            what = (
                "this line exists" if row.member == line else f"{self.name(line)} also counts {self.name(row.member)}"
            )
            found.append(Break(row.start, f"From {row.start} {what}: {row.note}."))
            if row.end is not None:
                what = "this line is gone" if row.member == line else f"{self.name(row.member)} is no longer in it"
                found.append(Break(row.end.shift(1), f"From {row.end.shift(1)} {what}."))
        return tuple(sorted(found, key=lambda item: item.month))

    def rivals(self, id_: str) -> tuple[str, ...]:
        """The other kei lines of the same body type."""
        body = self.nameplates[id_].body
        return tuple(
            other.id
            for other in self.nameplates.values()
            if other.kei and body and other.body == body and other.id != id_ and self.line(other.id) == other.id
        )

    @cached_property
    def _generations(self) -> tuple[Generation, ...]:
        return tuple(map(_generation, _rows("generations")))

    def generations(self, id_: str) -> tuple[Generation, ...]:
        """The generations known of a nameplate or of the members of a line, oldest first."""
        wanted = {id_, *self.members(id_)}
        return tuple(sorted((row for row in self._generations if row.nameplate in wanted), key=lambda row: row.on_sale))

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return tuple(map(_event, _rows("events")))

    def events(self, subject: str | None = None, *, market: bool = False) -> tuple[Event, ...]:
        """The events of a subject (by default: of all), with `market` also those of the market.

        A line's events include those of its members, a maker's those of its nameplates.
        """
        if subject is None:
            return self._events
        wanted = {subject, *self.members(subject)} | ({"market"} if market else set())
        mine = f"{subject}/"
        return tuple(e for e in self._events if any(s in wanted or s.startswith(mine) for s in e.subjects))

    @cached_property
    def _index(self) -> NameIndex:
        cars = [entry for car in self.nameplates.values() for entry in _entries(car)]
        totals = [Entry(s, total.id, "") for total in self.segments.values() for s in _all_names(total)]
        makers = [Entry(s, maker.id, maker.id) for maker in self.makers.values() for s in _all_names(maker)]
        return NameIndex((*cars, *totals), tuple(makers))

    def _tests(self, segment: Segment | None, period: Period | None) -> list[Callable[[str], bool]]:
        """What may narrow several meanings down: the segment of the list, then what was on sale."""
        tests: list[Callable[[str], bool]] = []
        if segment is not None:
            parts = _PARTS.get(segment, {segment})
            cars = self.nameplates
            tests.append(lambda id_: id_ == segment if id_ not in cars else not parts.isdisjoint(cars[id_].segments))
        if period is not None:
            tests.append(lambda id_: id_ not in self.nameplates or self.nameplates[id_].sold_by(period))
        return tests


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("yellowplate").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _named(row: dict[str, str]) -> tuple[str, str, str, str, tuple[str, ...]]:
    return row["id"], row["name_en"], row["name_ja"], row["name_uk"], _split(row["spellings"])


def _nameplate(row: dict[str, str]) -> Nameplate:
    return Nameplate(
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


def _counted(row: dict[str, str]) -> Counted:
    end = Period.parse(row["to"]) if row["to"] else None
    return Counted(row["line"], row["member"], Period.parse(row["from"]), end, row["note"], row["source_url"])


def _generation(row: dict[str, str]) -> Generation:
    named = ("nameplate", "generation", "on_sale", "announced", "monthly_target", "source_url")
    return Generation(
        row["nameplate"],
        row["generation"],
        row["on_sale"],
        row["announced"],
        monthly_target=int(row["monthly_target"]) if row["monthly_target"] else None,
        facts=tuple((key, value) for key, value in row.items() if value and key not in named),
        source_url=row["source_url"],
    )


def _event(row: dict[str, str]) -> Event:
    subjects = _split(row["subject"])
    return Event(row["id"], row["date"], row["kind"], subjects, row["headline"], row["detail"], row["source_url"])


def _all_names(subject: Subject) -> tuple[str, ...]:
    names = (subject.name_en, subject.name_ja, subject.name_uk, *subject.spellings)
    return tuple(name for name in names if name)


def _entries(car: Nameplate) -> Iterator[Entry]:
    """The spellings of a car; one letter or bare digits say nothing without the maker."""
    for spelling in _all_names(car):
        folded = fold(spelling)
        yield Entry(spelling, car.id, car.maker, bound=len(folded) < 2 or folded.isdecimal())
    yield from (Entry(spelling, car.id, car.maker, bound=True) for spelling in car.with_maker)
