"""Whom a row is about: a car, a maker, or the total of the table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from yellowplate.facts import Period, Segment
from yellowplate.names import Match
from yellowplate.read.tables.cells import folded
from yellowplate.subjects import KEI

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_TOTAL = re.compile("(?:総|合|総合)?計|総台数|(?:grand)?total|市場合計|全体|乗用車計", re.IGNORECASE)
_LIST_MARKS = re.compile(r"^[*※]+|[*※]+$|[*※]\d+$")
# JADA lists the larger Jimny, named Sierra, as ジムニー.
_NAMED_ALIKE = {("suzuki/jimny", Segment.REGISTERED): "suzuki/jimny-sierra"}
_ENOUGH = 4  # rows that show what a list holds
_LONGEST = 60  # signs of a name
_MOST_UNKNOWN = 300  # foreign brands in a brand workbook are 60
_NOBODY = Match(None)
_BETWEEN_NAMES = re.compile(r"[\s、,:：|/「」『』()（）の]+")
_VAN_SCOPES = {"bonnet-van": ("van",), "cab-van": ("van",), "truck": ("truck",)}


class Row(NamedTuple):
    """Whom a row is about, in which segment; or why that can't be told. `either` holds the segments left open."""

    subject: str
    segment: Segment | None
    problem: str = ""
    either: tuple[Segment, ...] = ()

    def settled(self, usual: Segment | None) -> Row:
        """The row with the segment that all the other cars of its list have, where its own is open between some."""
        return Row(self.subject, usual) if usual in self.either else self


def usual_segment(rows: Collection[Row]) -> Segment | None:
    """The segment of all rows of a list whose segment is clear, where there are enough to show what it holds."""
    segments = {row.segment for row in rows if not row.problem}
    return segments.pop() if len(segments) == 1 and len(rows) >= _ENOUGH else None


def is_total(name: str) -> bool:
    """Whether the name of a row says that it adds the others up."""
    return bool(_TOTAL.fullmatch(folded(name).replace(" ", "")))


class Names:
    """The names of one file: each is looked up once, as a name that nobody has takes long to look for."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._unknown: set[tuple[str, str]] = set()
        self._known: dict[tuple[str, str, Segment | None, Period | None], Match] = {}

    def find(self, name: str, maker: str = "", segment: Segment | None = None, period: Period | None = None) -> Match:
        """What the name can mean; a file that is full of names that mean nothing isn't looked through to its end."""
        key = (name, maker, segment, period)
        if (name, maker) in self._unknown or len(name) > _LONGEST:
            return _NOBODY
        if key not in self._known:
            if len(self._unknown) >= _MOST_UNKNOWN:
                return _NOBODY
            match = self.catalog.find(name, maker=maker, segment=segment, period=period)
            if not match.candidates:
                self._unknown.add((name, maker))
                return _NOBODY
            self._known[key] = match
        return self._known[key]


class Namer:
    """Finds the subjects of one table, whose words say that it counts `segment` under `scope`."""

    def __init__(self, names: Names, segment: Segment | None, scope: str) -> None:
        self.names = names
        self.catalog = names.catalog
        self.segment = segment
        self.scope = scope

    def car(self, name: str, maker: str, period: Period | None) -> Row:
        """The nameplate of that name."""
        if is_total(name):
            return Row("", None, "a list of cars need not hold all of them, so its total is no segment's")
        found = self._find(name, maker, period)
        if found.problem:
            return found
        if "/" not in found.subject:
            return Row("", None, f"{found.subject} is no car")
        return self._in_segment(found.subject)

    def maker(self, name: str, period: Period | None) -> Row:
        """The maker of that name, or the table's total."""
        if is_total(name):
            return Row(self.segment.value, self.segment) if self.segment else Row("", None, "total of what isn't said")
        found = self._find(name, "", period)
        if found.subject and found.subject not in self.catalog.makers:
            return Row("", None, f"{found.subject} is no maker")
        if not found.problem and self.segment is None:
            return Row("", None, "the words above the table don't say which vehicles it counts")
        return found._replace(segment=self.segment)

    def anyone(self, name: str, maker: str, period: Period | None) -> Row:
        """The maker, total or car of that name, where no heading says which."""
        if is_total(name) or self._find(name, maker, period).subject in self.catalog.makers:
            return self.maker(name, period)
        return self.car(name, maker, period)

    def titled(self, texts: Iterable[str], period: Period | None) -> Row:
        """The one car, else the one maker, that the words above a table name; else the total of its segment."""
        words = [word for text in texts for word in _BETWEEN_NAMES.split(folded(text)) if word]
        found = {self.names.find(word, segment=self.segment, period=period).subject for word in words} - {None}
        cars, makers = found & self.catalog.nameplates.keys(), found & self.catalog.makers.keys()
        if len(cars) == 1:
            return self._in_segment(str(cars.pop()))
        if cars or len(makers) > 1:
            return Row("", None, f"the words above the table name {', '.join(sorted(map(str, cars or makers)))}")
        if self.segment is None:
            return Row("", None, "the words above the table name no car, and no segment that it counts")
        return Row(str(makers.pop()) if makers else self.segment.value, self.segment)

    def brand(self, name: str) -> str | None:
        """The maker that sells under a brand, whatever the table counts; None for one the catalog doesn't know."""
        bare = folded(name).replace(" ", "")
        found = (self.names.find(one).subject for one in (bare, f"{bare}自動車"))  # 日野 alone is a town as well
        return next((subject for subject in found if subject in self.catalog.makers), None)

    def _find(self, name: str, maker: str, period: Period | None) -> Row:
        bare = _LIST_MARKS.sub("", folded(name)).strip()
        match = self.names.find(bare, maker, self.segment, period)
        subject = match.subject or self._by_body(match.candidates)
        if subject is None:
            return Row("", None, f"{name!r} can be {', '.join(match.candidates) or 'no car or maker of the catalog'}")
        return Row(_NAMED_ALIKE.get((subject, self.segment or Segment.KEI), subject), None)

    def _by_body(self, candidates: tuple[str, ...]) -> str | None:
        """A name that a van and a truck share means the one whose list it stands in."""
        bodies = _VAN_SCOPES.get(self.scope, ())
        found = [
            id_ for id_ in candidates if id_ in self.catalog.nameplates and self.catalog.nameplates[id_].body in bodies
        ]
        return found[0] if len(found) == 1 else None

    def _in_segment(self, subject: str) -> Row:
        """The segment that a car is counted in: the list's own, or within a wider one the car's."""
        own = self.catalog.nameplates[subject].segments
        if self.segment in (Segment.KEI_PASSENGER, Segment.KEI_TRUCK) and not KEI.isdisjoint(own):
            return Row(subject, self.segment)
        allowed = KEI if self.segment in (Segment.KEI, *KEI) else {Segment.REGISTERED}
        found = [segment for segment in own if self.segment in (None, Segment.ALL) or segment in allowed]
        if len(found) == 1:
            return Row(subject, found[0])
        if not found:
            return Row("", None, f"{subject} isn't counted in {self.segment}")
        problem = f"{subject} can be counted in {' or '.join(found)}, and the table doesn't say which"
        return Row(subject, None, problem, tuple(found))
