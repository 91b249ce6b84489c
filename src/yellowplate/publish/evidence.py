"""Numbers with what stands behind them: the sign for how they are known, and the pages that print them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from yellowplate.facts import Event, Interval, Kind, Period, Source, Status
from yellowplate.market.shapes import Known, Ratio
from yellowplate.publish.text.forms import Forms, direction
from yellowplate.publish.text.parts import Text, Value
from yellowplate.subjects import Orders

__all__ = ["LEGEND", "RECOUNTED", "SIGNS", "Note", "Notebook", "Text", "Value"]

SIGNS = {Status.DERIVED: "†", Status.BOUNDED: "§", Status.DISPUTED: "‡"}
LEGEND = {
    Status.DERIVED: "not printed anywhere, but the only number that other printed figures leave",
    Status.BOUNDED: "only known to lie between two numbers",
    Status.DISPUTED: "pages that deserve equal trust print different numbers",
}
RECOUNTED = ("*", "the base was counted otherwise; the remarks under the table say how")
_ORDER = (Kind.OFFICIAL, Kind.MAKER, Kind.PRESS, Kind.BLOG, Kind.USER)


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered page in the notes; a page that only tells of an event has no kind."""

    number: int
    url: str
    publisher: str
    kind: str = ""
    published: date | None = None


@dataclass(slots=True)
class Notebook:
    """Collects every number that a report shows, and numbers the pages behind them as they are first needed.

    `source_of` tells the Source of a Report by its id; `forms` sets the numbers in the language of the report.
    """

    source_of: Callable[[str], Source]
    forms: Forms = field(default_factory=lambda: Forms("en"))
    facts: list[dict[str, Any]] = field(default_factory=list)
    signs: set[Status] = field(default_factory=set)
    recounted: bool = False
    _notes: dict[str, Note] = field(default_factory=dict)

    @property
    def notes(self) -> list[Note]:
        """The pages in the order of their numbers."""
        return list(self._notes.values())

    def page(self, url: str) -> int:
        """The number of a page that tells of an event."""
        host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
        return self._notes.setdefault(url, Note(len(self._notes) + 1, url, host)).number

    def units(self, known: Known, subject: str, period: Period) -> Value:
        """Units of a subject over a period, or a blank with its reason."""
        if known.interval is None:
            assert known.missing is not None
            why = self.forms.blank(known.missing)
            self._keep(subject, period, "units", missing=str(known.missing))
            return Value("", why=why)
        pages = self._pages(known.reports)
        cite = self._cite(pages)
        status = known.status or Status.PRINTED
        interval = known.interval
        bounds = {"lo": interval.lo, "hi": interval.hi, "status": str(status)}
        self._keep(subject, period, "units", **bounds, cite=cite, sources=[source.id for source in pages])
        if status in SIGNS:
            self.signs.add(status)
        return Value(self.forms.bounds(interval), SIGNS.get(status, ""), cite, max(len(pages) - 1, 0))

    def change(self, ratio: Ratio, subject: str, period: Period) -> Value:
        """The change on the base of a ratio in percent, or a blank with its reason."""
        return self._ratio(ratio, self.forms.signed(ratio.as_change()), direction(ratio), (subject, period, "change"))

    def size(self, ratio: Ratio, subject: str, period: Period) -> Value:
        """The change without its sign, for a sentence that says which way it went."""
        value = self.change(ratio, subject, period)
        return replace(value, text=value.text.replace("+", "").replace("−", ""), arrow="")

    def share(self, ratio: Ratio, subject: str, period: Period) -> Value:
        """The share in percent, or a blank with its reason."""
        return self._ratio(ratio, self.forms.signed(ratio.as_share()), "", (subject, period, "share"))

    def count(self, number: int, subject: str, period: Period, measure: str) -> Value:
        """A number of the desk's own reckoning: a margin, months in first place."""
        self._keep(subject, period, measure, value=number)
        return Value(self.forms.units(number))

    def span(self, interval: Interval, subject: str, period: Period, measure: str) -> Value:
        """Bounds of the desk's own reckoning: what is still to be delivered."""
        self._keep(subject, period, measure, lo=interval.lo, hi=interval.hi)
        return Value(self.forms.bounds(interval))

    def times(self, times: float, subject: str, period: Period) -> Value:
        """Orders in multiples of the planned monthly number."""
        text = self.forms.tenth(times)
        self._keep(subject, period, "times the plan", text=text)
        return Value(text)

    def months(self, low: float, high: float | None, subject: str, period: Period) -> Value:
        """A wait in months, as bounds."""
        text = self.forms.tenths(low, high)
        self._keep(subject, period, "months of waiting", text=text)
        return Value(text)

    def orders(self, row: Orders) -> Value:
        """An announced number of orders, with the page that tells it."""
        self._keep(row.subject, Period.parse(row.to[:7]), "orders", value=row.units, relation=str(row.relation))
        return Value(self.forms.units(row.units), cite=self.page(row.source_url))

    def event(self, event: Event) -> Value:
        """The day of an event, with the page that tells of it."""
        day = self.forms.day(event.day)
        self._keep(event.subjects[0], event.month, "event", id=event.id, day=event.day, text=day)
        return Value(day, cite=self.page(event.source_url))

    def _ratio(self, ratio: Ratio, text: str, arrow: str, what: tuple[str, Period, str]) -> Value:
        subject, period, measure = what
        if not text:
            missing = None if ratio.base.interval else ratio.missing or ratio.base.missing
            return Value("", why=self.forms.blank(missing))
        self._keep(subject, period, measure, base=str(ratio.period), text=text)
        self.recounted |= bool(ratio.note)
        return Value(text, sign=RECOUNTED[0] if ratio.note else "", arrow=arrow)

    def _keep(self, subject: str, period: Period, measure: str, **details: Any) -> None:
        fact = {"subject": subject, "period": str(period), "measure": measure, **details}
        if fact not in self.facts:
            self.facts.append(fact)

    def _pages(self, reports: Iterable[str]) -> list[Source]:
        found = {source.id: source for source in map(self.source_of, reports)}
        return sorted(found.values(), key=_trust)

    def _cite(self, pages: list[Source]) -> int:
        """The number of the best page; among equally good ones, of one that is cited already."""
        if not pages:
            return 0
        best = [page for page in pages if page.kind is pages[0].kind]
        page = next((page for page in best if page.url in self._notes), best[0])
        number = len(self._notes) + 1
        note = Note(number, page.url, page.publisher, str(page.kind), page.published)
        return self._notes.setdefault(page.url, note).number


def _trust(source: Source) -> tuple[int, date, str]:
    return _ORDER.index(source.kind), source.published or date.max, source.id
