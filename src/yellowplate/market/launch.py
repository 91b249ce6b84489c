"""A launch: orders against the plan and against registrations, what is still to be delivered, and earlier launches.

Orders are what makers announced, each since a day and up to a day; nobody tells how many were cancelled. Before the day
it goes on sale nothing of a new car is registered. Where it replaces a car of its name on a day inside a month, that
month counts both, so the new car's own number is an interval; from the first whole month on all are taken to be the new
car.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any

from yellowplate.answers import Cell
from yellowplate.catalog import Catalog
from yellowplate.facts import Interval, Missing, Period, Relation, Segment
from yellowplate.market.known import Known, Sheet, tenths
from yellowplate.market.rankings import history
from yellowplate.market.shapes import Gap
from yellowplate.market.tables import Tables
from yellowplate.subjects import Generation, Orders, orders

_AGE = 12  # months after the month of the launch that a launch is followed for
_PACE = 3  # the whole months after it whose pace tells how long a backlog lasts
_ABOUT = Fraction(1, 20)  # "about 20,000" may be up to so much more or less


@dataclass(frozen=True, slots=True)
class LaunchMonth:
    """A month since the launch; `age` is 0 in the month of the launch.

    `units` are those of the line; where it counts the car that was replaced too, the month is `mixed`. A line of
    several cars counts others in every month, and doesn't tell whether the one replaced was still among them.
    """

    age: int
    period: Period
    units: Known
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """One launch month by month: which generation, its planned monthly number (None: not known), and its months.

    `line` is the nameplate that the units are counted in, `others` what else is counted there.
    """

    generation: Generation
    name: str
    line: str
    others: tuple[str, ...]
    months: tuple[LaunchMonth, ...]

    @property
    def plan(self) -> int | None:
        """The planned monthly number."""
        return self.generation.monthly_target

    @property
    def mixed(self) -> LaunchMonth | None:
        """The month that counts the car that was replaced too, where it has a figure."""
        return next((month for month in self.months if month.mixed and month.units.interval), None)

    @property
    def paces(self) -> list[Interval]:
        """Registrations of the first whole months since the launch, those that are known."""
        first = [month.units.interval for month in self.months[1 : 1 + _PACE]]
        return [pace for pace in first if pace is not None and pace.hi]

    def unsold(self, until: str) -> bool:
        """Whether the car was not yet on sale at the end of an ISO day or month."""
        return until < self.generation.on_sale[: len(until)]

    def registered(self, until: str) -> Interval | None:
        """Registrations of the new car from its first day to the end of an ISO day or month, as an interval.

        None where a month of them isn't known.
        """
        if self.unsold(until):
            return Interval(0, 0)
        low, high = 0, 0
        for month in self.months:
            if str(month.period) > until[:7]:
                break
            if month.units.interval is None or month.units.interval.hi is None:
                return None
            whole = not month.mixed and not self.others and _whole(month.period, until)
            low += month.units.interval.lo if whole else 0
            high += month.units.interval.hi
        return Interval(low, high)


@dataclass(frozen=True, slots=True)
class OrderBook:
    """One announcement of orders against the plan and against registrations up to the same day.

    `told` bounds the orders as they were worded, `backlog` is what was ordered and not yet registered, `waiting` how
    many months that takes at the pace of the first whole months since the launch; None where that isn't known.
    """

    orders: Orders
    told: Interval
    registered: Interval | None
    backlog: Interval | None
    waiting: tuple[Fraction, Fraction | None] | None

    def of_plan(self, plan: int) -> Fraction:
        """The least number of orders in multiples of the planned monthly number."""
        return Fraction(self.told.lo, plan)


@dataclass(frozen=True, slots=True)
class Launch(Sheet):
    """A launch with its announced orders, the earlier launches of its class, and rivals that are only announced."""

    subject: str
    segment: Segment
    curve: Curve
    books: tuple[OrderBook, ...]
    earlier: tuple[Curve, ...]
    rivals: tuple[tuple[str, Generation], ...]
    basis: str

    minor = ("known", "old car too")

    @property
    def name(self) -> str:
        """What the car is called."""
        return self.curve.name

    @property
    def title(self) -> str:
        """Which launch of which car."""
        return f"{self.name}, generation {self.curve.generation.generation}, on sale {self.curve.generation.on_sale}"

    @property
    def columns(self) -> Sequence[str]:
        """The column names: one row a month of a launch."""
        return ("launch", "on sale", "plan", "month", "period", "units", "low", "high", "known", "old car too")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """This launch first, then the earlier ones, the latest first."""
        for curve in (self.curve, *self.earlier):
            for month in curve.months:
                bounds = month.units.interval or (None, None)
                known = (month.units.value, *bounds, month.units.status or month.units.missing)
                head = (curve.name, curve.generation.on_sale, curve.plan, month.age, str(month.period))
                yield (*head, *(str(cell) if isinstance(cell, str) else cell for cell in known), month.mixed)

    def data(self) -> dict[str, Any]:
        """The launch with all that is known of it."""
        return {
            "subject": self.subject,
            "generation": self.curve.generation.generation,
            "on_sale": self.curve.generation.on_sale,
            "plan": self.curve.plan,
            "orders": [_book(book, self.curve.plan) for book in self.books],
            "months": [_month(month) for month in self.curve.months],
            "earlier": [
                {
                    "subject": curve.generation.nameplate,
                    "generation": curve.generation.generation,
                    "on_sale": curve.generation.on_sale,
                    "plan": curve.plan,
                    "counted_in": curve.line,
                    "months": [_month(month) for month in curve.months],
                }
                for curve in self.earlier
            ],
            "announced_rivals": [
                {"subject": plan.nameplate, "on_sale": plan.on_sale, "url": plan.source_url} for _, plan in self.rivals
            ],
            "basis": self.basis,
        }

    def notes(self) -> Sequence[str]:
        """The orders one by one, the plan, what is counted, announced rivals."""
        plan = self.curve.plan
        lines = [f"Planned: {plan:,} a month." if plan else "No planned monthly number is known."]
        lines += [_sentence(book, plan) for book in self.books]
        if mixed := self.curve.mixed:
            lines.append(f"{mixed.period} counts the car it replaced too: {mixed.units.interval} of both together.")
        if self.curve.others:
            lines.append(f"Counted in one line with {', '.join(self.curve.others)}, so its own number may be smaller.")
        lines += [f"Announced rival: {name}, on sale from {planned.on_sale}." for name, planned in self.rivals]
        return (*lines, self.basis)


def launch(tables: Tables, catalog: Catalog, subject: str, until: Period | None) -> Launch | Gap:
    """The latest launch of a car up to `until` (by default: the last month of the data); a Gap where none is known."""
    car = catalog.nameplates[subject]
    segment = car.segments[0]
    last = until.last if until else _last(tables, segment)
    known = [row for row in catalog.generations(subject) if row.nameplate == subject]
    begun = [row for row in known if not row.planned and Period.parse(row.on_sale[:7]) <= last]
    if not begun:
        planned = f"it is planned for {known[-1].on_sale}" if known else "no launch of it is in the catalog"
        return Gap(f"Launch of {catalog.name(subject)}", Missing.NOT_YET, f"{planned}.")
    latest = begun[-1]
    curve = _curve(tables, catalog, segment, latest, last)
    told = (row for row in orders() if row.subject == subject and _about(row, latest, known, last))
    books = tuple(_order_book(curve, row) for row in told)
    earlier = _earlier(tables, catalog, segment, latest)
    rivals = tuple(_announced(catalog, subject, latest, last))
    return Launch(subject, segment, curve, books, earlier, rivals, catalog.basis(curve.line, segment, period=last))


def _last(tables: Tables, segment: Segment) -> Period:
    """The last month whose leader is known: what lies beyond is known of a car or two at most."""
    question = "SELECT max(start) FROM standing WHERE kind = 'nameplate' AND ranking = ? AND place = 1"
    ((start,),) = tables.rows(question, [str(segment)])
    return Period(start or 0, 1)


def _curve(tables: Tables, catalog: Catalog, segment: Segment, row: Generation, last: Period) -> Curve:
    first = Period.parse(row.on_sale[:7])
    line = catalog.line(row.nameplate, first)
    run = Period.span(first, min(last, first.shift(_AGE)))
    answer = history(tables, catalog, "nameplate", segment, line, run.last)
    units = {} if isinstance(answer, Gap) else {month.period: month.units for month in answer.months}
    unknown = Known(missing=Missing.NOT_IN_LEDGER)
    counted = {line, *catalog.members(line, first, segment)} - {row.nameplate}
    mixed = not counted and _replaces(row, units.get(first.before, unknown))
    months = tuple(
        LaunchMonth(age, at, units.get(at, unknown), mixed and age == 0) for age, at in enumerate(run.each())
    )
    others = tuple(catalog.name(other) for other in sorted(counted))
    return Curve(row, catalog.name(row.nameplate), line, others, months)


def _replaces(row: Generation, before: Known) -> bool:
    """Whether a car of the name was still counted in the month that this one came in; not if it came on its first day.

    `before` is the line's figure of the month before: a name that returned after years has no car before it there.
    """
    gone = before.missing in (Missing.NO_SUCH_NAMEPLATE, Missing.NOT_YET)
    return row.generation != "1" and not gone and not row.on_sale.endswith("-01", len("2025-10"))


def _earlier(tables: Tables, catalog: Catalog, segment: Segment, latest: Generation) -> tuple[Curve, ...]:
    """The earlier launches of cars of the same body, with at least one month known, the latest first."""
    body = catalog.nameplates[latest.nameplate].body
    before = Period.parse(latest.on_sale[:7]).shift(-1)
    rows = [
        row
        for car in catalog.nameplates.values()
        if car.body == body and segment in car.segments
        for row in catalog.generations(car.id)
        if row.nameplate == car.id and not row.planned and Period.parse(row.on_sale[:7]) <= before
    ]
    rows.sort(key=lambda row: (row.on_sale, row.nameplate), reverse=True)
    found = (_curve(tables, catalog, segment, row, Period.parse(row.on_sale[:7]).shift(_AGE)) for row in rows)
    return tuple(curve for curve in found if any(month.units.interval for month in curve.months))


def _announced(catalog: Catalog, subject: str, latest: Generation, last: Period) -> Iterator[tuple[str, Generation]]:
    """Cars of the same body whose launch was announced by then and still to come."""
    body = catalog.nameplates[subject].body
    for car in catalog.nameplates.values():
        if car.kei and car.body == body and car.id != subject:
            for row in catalog.generations(car.id):
                if row.planned and row.announced[:7] <= str(last) < row.on_sale[:7]:
                    yield catalog.name(car.id), row


def _about(row: Orders, latest: Generation, known: Sequence[Generation], last: Period) -> bool:
    """Whether an announcement is about this launch, and was told by the end of `last`."""
    begun = latest.announced or latest.on_sale
    following = [other.announced or other.on_sale for other in known if other.on_sale > latest.on_sale]
    earliest = str(Period.parse(begun[:7]).shift(-3))
    return earliest <= row.to[:7] <= str(last) and all(row.to < day for day in following)


def _order_book(curve: Curve, row: Orders) -> OrderBook:
    told = bounds(row.relation, row.units)
    registered = curve.registered(row.to)
    backlog = registered and Interval(
        max(0, told.lo - (registered.hi or 0)), None if told.hi is None else max(0, told.hi - registered.lo)
    )
    return OrderBook(row, told, registered, backlog, backlog and _waiting(curve, backlog))


def bounds(relation: Relation, units: int) -> Interval:
    """What a worded number can be: about 20,000 is within a twentieth of it, over 22,000 has no upper end."""
    if relation is Relation.OVER:
        return Interval(units + 1, None)
    if relation is Relation.UNDER:
        return Interval(0, units - 1)
    spread = int(units * _ABOUT) if relation is Relation.ABOUT else 0
    return Interval(units - spread, units + spread)


def _waiting(curve: Curve, backlog: Interval) -> tuple[Fraction, Fraction | None] | None:
    """How many months a backlog takes at the fastest and the slowest of the first whole months since the launch."""
    if not curve.paces or curve.others:
        return None
    fastest, slowest = max(pace.hi or 0 for pace in curve.paces), min(pace.lo for pace in curve.paces)
    longest = None if backlog.hi is None or not slowest else Fraction(backlog.hi, slowest)
    return Fraction(backlog.lo, fastest), longest


def _whole(month: Period, until: str) -> bool:
    """Whether an ISO day or month leaves nothing of a month out."""
    last_day = month.ends - timedelta(days=1)
    return until >= last_day.isoformat() or until == str(month)


def _month(month: LaunchMonth) -> dict[str, Any]:
    return {"age": month.age, "period": str(month.period), "old_car_too": month.mixed, **month.units.data()}


def _book(book: OrderBook, plan: int | None) -> dict[str, Any]:
    row = book.orders
    waiting = book.waiting and [None if end is None else tenths(end) for end in book.waiting]
    return {
        "from": row.from_,
        "to": row.to,
        "relation": str(row.relation),
        "units": row.units,
        "reported": row.reported,
        "url": row.source_url,
        "times_plan": tenths(book.of_plan(plan)) if plan else None,
        "registered": _pair(book.registered),
        "backlog": _pair(book.backlog),
        "waiting_months": waiting,
    }


def _pair(interval: Interval | None) -> list[int | None] | None:
    return None if interval is None else list(interval)


def _sentence(book: OrderBook, plan: int | None) -> str:
    row = book.orders
    word = {Relation.EQUAL: "", Relation.ABOUT: "about ", Relation.OVER: "over ", Relation.UNDER: "under "}[
        row.relation
    ]
    since = f" from {row.from_}" if row.from_ else ""
    parts = [f"{word}{row.units:,} orders{since} to {row.to}"]
    parts += [f"{tenths(book.of_plan(plan))} times the planned month"] if plan else []
    parts += [f"registered by then: {book.registered}"] if book.registered else []
    parts += [f"still to be delivered: {book.backlog}"] if book.backlog else []
    if book.waiting:
        low, high = book.waiting
        longest = "or more" if high is None else f"to {tenths(high)}"
        parts.append(f"at the pace of the first whole months {tenths(low)} {longest} months of waiting")
    return "; ".join(parts) + "."
