"""What a text has spoken of so far: subjects, periods, the part of the market, and when it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from yellowplate.catalog import Catalog
from yellowplate.facts import Period, Segment
from yellowplate.read.prose.periods import When
from yellowplate.read.prose.tokens import Scope

_KEI = (Segment.KEI, Segment.KEI_PASSENGER, Segment.KEI_TRUCK)
_TWO_NAMES = " / "
_CARS_LISTS = (Segment.KEI_PASSENGER, Segment.ALL)


class Subject(NamedTuple):
    """Something figures can be about, where it stands in the text.

    `ids` holds what the name can mean; `kind` is car, maker, total, or stranger
    (a car that the catalog doesn't know, without ids); a `secondary` one is only compared with.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str
    secondary: bool = False
    segments: tuple[Segment, ...] = ()
    named: bool = True


@lru_cache(maxsize=1024)
def _spoken(
    recent: tuple[Period, ...], topic: tuple[Period, ...], earlier: tuple[Period, ...], today: date | None
) -> tuple[Period, ...]:
    month = () if today is None else (Period.month(today.year, today.month).before,)
    return tuple(dict.fromkeys((*recent, *topic, *earlier, *month)))


@dataclass
class Context:
    """Carried from sentence to sentence."""

    catalog: Catalog
    today: date | None
    topic: tuple[Period, ...] = ()
    recent: tuple[Period, ...] = ()
    earlier: tuple[Period, ...] = ()
    subjects: tuple[Subject, ...] = ()
    mentioned: dict[str, list[str]] = field(default_factory=dict)
    orders: frozenset[str] = frozenset()  # the cars whose orders are being counted
    lately: tuple[Subject, ...] = ()
    pair: tuple[Subject, ...] = ()  # the two cars that were named side by side last
    bracketed: When | None = None  # what the changes in brackets are said to be against
    scopes: tuple[Segment, ...] = ()
    recent_scopes: tuple[Segment, ...] = ()
    last_base: When = field(default=When("year before"))

    @property
    def periods(self) -> tuple[Period, ...]:
        """What a sentence without a period can speak of, the likeliest first."""
        return _spoken(self.recent, self.topic, self.earlier, self.today)

    def meant(self, scope: Scope) -> tuple[Segment, ...]:
        """What a part of the market is in this text: "passenger cars" are kei cars where kei cars are spoken of."""
        if scope.sure or not self.scopes:
            return scope.segments
        return (
            tuple(segment for segment in scope.segments if segment in self.scopes or segment in _KEI) or scope.segments
        )

    @property
    def whole(self) -> tuple[Subject, ...]:
        """The market as a whole, which a sentence without a subject may speak of."""
        return (Subject(0, 0, (str(self.scopes[0]),), "total", False, self.scopes, False),) if self.scopes else ()

    def mention(self, id_: str) -> None:
        """Remember a car under its maker."""
        cars = self.mentioned.setdefault(id_.partition("/")[0], [])
        if id_ in cars:
            cars.remove(id_)
        cars.append(id_)

    def segments_of(self, subject: Subject, scopes: tuple[Segment, ...]) -> tuple[tuple[str, Segment], ...]:
        """What the units of a subject can be counted as: ids with segments, the likeliest first."""
        found: list[tuple[str, Segment]] = []
        for id_ in subject.ids:
            if subject.kind == "total":
                found += [(str(segment), segment) for segment in subject.segments]
            elif subject.kind == "maker":
                found += [(id_, segment) for segment in subject.segments or self._of_maker(scopes)]
            else:
                found += [pair for listed in self._listed(id_) for pair in self._of_car(listed, scopes)]
        return tuple(dict.fromkeys(found))

    def _listed(self, id_: str) -> tuple[str, ...]:
        """A car as the lists can mean it: the line that they print under two names, else (or as well) itself."""
        line = self.catalog.line(id_)
        return (line, id_) if _TWO_NAMES in self.catalog.nameplates[line].name_en and line != id_ else (id_,)

    def _of_maker(self, scopes: tuple[Segment, ...]) -> tuple[Segment, ...]:
        wanted = scopes or self.recent_scopes or self.scopes
        if Segment.KEI in wanted or Segment.KEI_PASSENGER in wanted:
            return tuple(dict.fromkeys((*wanted, Segment.KEI, Segment.KEI_PASSENGER)))
        return wanted if scopes else (Segment.ALL, Segment.KEI, Segment.KEI_PASSENGER, Segment.REGISTERED)

    def _of_car(self, id_: str, scopes: tuple[Segment, ...]) -> list[tuple[str, Segment]]:
        """The segments of a car; goods versions of passenger cars count only where a text speaks of such."""
        car = self.catalog.nameplates[id_]
        goods = Segment.KEI_TRUCK in (*scopes, *self.scopes) or car.body in ("van", "truck")
        own = [s for s in car.segments if goods or s is not Segment.KEI_TRUCK] or list(car.segments)
        return [(id_, segment) for segment in [s for s in own if s in scopes] or own]

    def lists_of(self, subject: Subject, scopes: tuple[Segment, ...]) -> tuple[tuple[str, Segment], ...]:
        """The lists that a place of a subject can count in."""
        if subject.kind != "car":
            return self.segments_of(subject, scopes)
        found: list[tuple[str, Segment]] = []
        for id_ in (listed for named in subject.ids for listed in self._listed(named)):
            kei = self.catalog.nameplates[id_].kei
            lists: tuple[Segment, ...]
            if scopes:
                lists = tuple(Segment.KEI_PASSENGER if s is Segment.KEI else s for s in scopes)
            else:
                lists = _CARS_LISTS if kei else (Segment.ALL, Segment.REGISTERED)
            found += [(id_, segment) for segment in lists]
        return tuple(dict.fromkeys(found))
