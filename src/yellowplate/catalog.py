"""The catalog: names in any spelling to subjects; rivals, events, and what is counted with what, by date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from yellowplate import subjects
from yellowplate.errors import NameAmbiguousError, NameUnknownError
from yellowplate.facts import SCOPES, Event, Period, Segment
from yellowplate.names import Match, NameIndex, fold
from yellowplate.subjects import Break, Counted, Generation, Maker, Nameplate, Pause, Subject, Total

__all__ = [
    "Break",
    "Catalog",
    "Counted",
    "Generation",
    "Maker",
    "Match",
    "Nameplate",
    "Pause",
    "Subject",
    "Total",
    "fold",
]

_PARTS = {
    Segment.KEI: subjects.KEI,
    Segment.ALL: subjects.KEI | {Segment.REGISTERED},
}
_HOW = {
    Segment.KEI: "New kei vehicles, passenger and goods, counted when notified and plated",
    Segment.KEI_PASSENGER: "New kei passenger cars, counted when notified and plated",
    Segment.KEI_TRUCK: "New kei trucks and vans (goods), counted when notified and plated",
    Segment.REGISTERED: "New vehicles larger than kei, counted when registered and plated",
    Segment.ALL: "New vehicles, kei counted when notified, larger ones when registered, both when plated",
}


@dataclass(frozen=True, repr=False)
class Catalog:
    """Every subject, every spelling of it, and what the statistics add up under one name."""

    nameplates: dict[str, Nameplate]
    makers: dict[str, Maker]
    segments: dict[str, Total]
    counted: tuple[Counted, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Catalog:
        """The catalog that comes with the package."""
        return cls(
            nameplates={car.id: car for car in subjects.nameplates()},
            makers={maker.id: maker for maker in subjects.makers()},
            segments={total.id: total for total in subjects.totals()},
            counted=tuple(subjects.counted()),
        )

    def find(self, text: str, maker: str = "", segment: Segment | None = None, period: Period | None = None) -> Match:
        """What `text` can mean; a maker beside it, the segment of the list and the period narrow that down.

        A maker never rules out the only car of a name: `Match.maker_said` lets others judge it.

        >>> Catalog.packaged().find("the Subaru Spacia")
        Match(subject='suzuki/spacia', candidates=('suzuki/spacia',), suggestions=(), maker_said='subaru')
        """
        if (id_ := text.strip().lower()) in self:
            return Match(id_, (id_,), (), self._index.maker(maker))
        return self._index.find(text, maker, self._tests(segment, period))

    def subject(self, text: str, maker: str = "", segment: Segment | None = None, period: Period | None = None) -> str:
        """The one id that `text` means; raises NameUnknownError or NameAmbiguousError.

        >>> Catalog.packaged().subject("日産ルークス")
        'nissan/roox'
        """
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
        found = self.nameplates.get(id_) or self.makers.get(id_) or self.segments.get(id_)
        if found is None:
            raise NameUnknownError(id_, self._index.near(id_))
        return found

    def name(self, id_: str, language: str = "en") -> str:
        """The usual name in `en`, `ja` or `uk`; the Latin one where no other is in use."""
        subject = self[id_]
        return {"ja": subject.name_ja, "uk": subject.name_uk}.get(language) or subject.name_en

    def named_in(self, period: Period) -> Catalog:
        """The same catalog, its lines called as lists printed them in a period: eK for what is Delica Mini / eK now.

        >>> Catalog.packaged().named_in(Period.parse("2018-05")).name("mitsubishi/delica-mini-ek")
        'eK'
        """
        cars = dict(self.nameplates)
        for row in subjects.renamed():
            if period.end <= row.until.end:
                car = cars[row.line]
                cars[row.line] = replace(car, name_en=row.name_en, name_ja=row.name_ja, name_uk=row.name_uk)
        return replace(self, nameplates=cars)

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every folded spelling with each id it can mean, for looking through running text."""
        for spelling, entries in self._index.by_spelling.items():
            yield from ((spelling, entry.subject) for entry in entries if not entry.bound)

    def line(self, id_: str, period: Period | None = None) -> str:
        """The line that counts a nameplate in `period` (by default: ever, the latest one); itself where none does."""
        lines = [row.line for row in self.counted if row.member == id_ and (period is None or row.holds(period))]
        return lines[-1] if lines else id_

    def members(self, line: str, period: Period | None = None, segment: Segment | None = None) -> tuple[str, ...]:
        """What is counted in a line beside the car of its name, in `period` and `segment` (by default: ever, any)."""
        rows = self._rows(line, segment)
        found = (row.member for row in rows if row.member != line and (period is None or row.holds(period)))
        return tuple(dict.fromkeys(found))

    def sold(self, line: str) -> tuple[Period | None, Period | None]:
        """The month or year of a car's first sale, and of its last; None where unknown or still on sale.

        A line lives while any car that is counted in it does: the Mira as long as the Mira e:S.
        """
        car = self.nameplates[line]
        first, last = _whole(car.first_sold), _whole(car.ended)
        for row in self._rows(line):
            if last and row.member != line:
                ended = row.end or _whole(self.nameplates[row.member].ended)
                last = ended and max(last, ended, key=lambda period: period.end)
        return first, last

    def gone(self, line: str, period: Period) -> bool:
        """Whether the sale of a car, and of all that is counted in it, had ended before `period` began."""
        last = self.sold(line)[1]
        return last is not None and last.end <= period.start

    def pauses(self, line: str) -> tuple[Pause, ...]:
        """The months between two lives of a line in which it didn't exist, with what was counted where instead."""
        lives = [row for row in self._rows(line) if row.member == line]
        runs = (Period.span(a.end.shift(1), b.start.shift(-1)) for a, b in pairwise(lives) if a.end)
        return tuple(Pause(run, self._pause(line, run)) for run in runs)

    def breaks(self, line: str, segment: Segment | None = None) -> tuple[Break, ...]:
        """The months from which a line counts something else than before in a segment (by default: any), in order."""
        rows = self._rows(line, segment)
        starts = {(row.member, row.start) for row in rows}
        found = [Break(row.start, f"From {row.start} {self._counts(row)}: {row.note}.") for row in rows]
        for row in rows:
            if row.end and (row.member, month := row.end.shift(1)) not in starts:
                found.append(Break(month, f"From {month} {self._counts(row, no_longer=True)}."))
        return tuple(sorted(found, key=lambda item: item.month))

    def _rows(self, line: str, segment: Segment | None = None) -> list[Counted]:
        """What is counted in a line within a segment (by default: any)."""
        parts = _PARTS.get(segment, {segment}) if segment else frozenset(Segment)
        return [
            row
            for row in self.counted
            if row.line == line and not parts.isdisjoint(self.nameplates[row.member].segments)
        ]

    def _pause(self, line: str, run: Period) -> str:
        """Why a line didn't exist in a run, and where the car of the same maker and twin was counted meanwhile."""
        car = self.nameplates[line]
        said = f"there was no line {self.name(line)} from {run.first} to {run.last}"
        for other in self.nameplates.values():
            kin = other.id != line and (other.maker, other.twin_of) == (car.maker, car.twin_of) and car.twin_of
            if kin and (within := self.line(other.id, run)) != other.id:
                said += f"; {self.name(other.id)} took its place, counted in {self.name(within)} ({within})"
        return said

    def _counts(self, row: Counted, *, no_longer: bool = False) -> str:
        name = self.name(row.line)
        if row.member == row.line:
            return f"there is no line {name}" if no_longer else f"{name} is a line"
        return f"{name} {'no longer counts' if no_longer else 'counts'} {self.name(row.member)}"

    def rivals(self, id_: str, period: Period | None = None) -> tuple[str, ...]:
        """The other kei lines of the same body type, on sale in `period` (by default: ever)."""
        body = self.nameplates[id_].body
        return tuple(
            car.id
            for car in self.nameplates.values()
            if car.kei
            and car.body == body
            and self.line(car.id) not in (id_, self.line(id_))
            and self.line(car.id) == car.id
            and (period is None or self._lives(car, period))
        )

    def _lives(self, car: Nameplate, period: Period) -> bool:
        """Whether a line is known to have been on sale in a period, as a line of its own."""
        paused = any(pause.run.covers(period) for pause in self.pauses(car.id))
        return bool(car.launched(period)) and not self.gone(car.id, period) and not paused

    def generations(self, id_: str) -> tuple[Generation, ...]:
        """The generations known of a nameplate and of what is counted in it, oldest first."""
        wanted = {id_, *self.members(id_)}
        return tuple(sorted((row for row in self._generations if row.nameplate in wanted), key=lambda row: row.on_sale))

    def events(self, subject: str | None = None, *, market: bool = False) -> tuple[Event, ...]:
        """The events of a subject (by default: of all), with `market` also those of the market.

        A line's events include those of its members, a maker's those of its nameplates.
        """
        if subject is None:
            return self._events
        wanted = {subject, *self.members(subject)} | ({"market"} if market else set())
        own = f"{subject}/"
        return tuple(e for e in self._events if any(s in wanted or s.startswith(own) for s in e.subjects))

    def basis(self, subject: str, segment: Segment, scope: str = "", period: Period | None = None) -> str:
        """How the units of a subject are counted, in one sentence.

        >>> Catalog.packaged().basis("nissan/dayz", Segment.KEI_PASSENGER, "", Period.parse("2015-05"))
        'New kei passenger cars, counted when notified and plated: Dayz together with Dayz Roox.'
        """
        narrowed = f" ({SCOPES[scope]})" if scope else ""
        return f"{_HOW[segment]}{narrowed}: {self._counted_as(subject, segment, scope, period)}."

    def _counted_as(self, subject: str, segment: Segment, scope: str, period: Period | None) -> str:
        name = self.name(subject)
        if subject in self.segments:
            return "all makers together"
        if subject in self.makers:
            return f"all that {name} sells" if subject != "other" else "the makers not listed"
        if scope in ("apart", "own-release"):
            return f"{name} alone"
        if members := self.members(subject, period, segment):
            return f"{name} together with {', '.join(map(self.name, members))}"
        if (line := self.line(subject, period)) != subject:
            return f"{name} alone, which lists count in {self.name(line)}"
        return f"{name}, one nameplate"

    @cached_property
    def _generations(self) -> tuple[Generation, ...]:
        return tuple(subjects.generations())

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return tuple(subjects.events())

    @cached_property
    def _index(self) -> NameIndex:
        named: tuple[Subject, ...] = (*self.nameplates.values(), *self.segments.values())
        return NameIndex(
            tuple(entry for subject in named for entry in subjects.entries(subject)),
            tuple(entry for maker in self.makers.values() for entry in subjects.entries(maker)),
        )

    def _tests(self, segment: Segment | None, period: Period | None) -> list[Callable[[str], bool]]:
        """What may narrow several meanings down: the segment of the list, then what had been launched."""
        tests: list[Callable[[str], bool]] = []
        cars = self.nameplates
        if segment is not None:
            parts = _PARTS.get(segment, {segment})
            tests.append(lambda id_: id_ == segment if id_ not in cars else not parts.isdisjoint(cars[id_].segments))
        if period is not None:
            tests.append(lambda id_: id_ not in cars or cars[id_].launched(period) is not False)
        return tests


def _whole(day: str) -> Period | None:
    """The month or year that an ISO day, month or year lies in."""
    return Period.parse(day[:7]) if day else None
