"""The cost of owning a car, alone or beside another: yen by year and item, and what makes the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yellowplate.answers import Cell
from yellowplate.market.known import Sheet
from yellowplate.rules.owning.amounts import Amount, Payment, discounted, total
from yellowplate.rules.owning.asked import Keeping, OneCar, bought
from yellowplate.rules.owning.costs import Bought, Costs
from yellowplate.rules.rulebook import DISCLAIMER, Rule, Rulebook

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from yellowplate.catalog import Catalog

_UNLIMITED = 10_000
_NOT_COUNTED = "voluntary insurance, a workshop's charges, repairs, tyres, parking rent, and what the car still fetches"


@dataclass(frozen=True, slots=True)
class Bill:
    """All payments of one car, and what its rules tell beside."""

    bought: Bought
    payments: tuple[Payment, ...]
    told: tuple[Rule, ...]

    @property
    def name(self) -> str:
        """The car, without an article."""
        return self.bought.car.name.removeprefix("a ")

    @property
    def items(self) -> dict[str, tuple[Payment, ...]]:
        """The payments by item, in order."""
        names = dict.fromkeys(payment.item for payment in self.payments)
        return {name: tuple(p for p in self.payments if p.item == name) for name in names}

    @property
    def unknown(self) -> Iterator[str]:
        """What isn't known, by item and years, with the reason."""
        for item, payments in self.items.items():
            reasons = dict.fromkeys(p.amount.why for p in payments if not p.amount.known)
            for why in reasons:
                years = sorted({p.year for p in payments if p.amount.why == why and not p.amount.known})
                yield f"{item} ({_years(years)}): {why}"


def _years(years: list[int]) -> str:
    if years == [0]:
        return "when bought"
    named = ["bought" if year == 0 else str(year) for year in years]
    return f"year{'s' if len(years) > 1 else ''} {', '.join(named)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more one item costs with the first car than with the second, where both are known throughout."""

    item: str
    amount: Amount

    @property
    def weight(self) -> int:
        """How large it is at the least, whichever way; 0 where it can be either way."""
        assert self.amount.low is not None and self.amount.high is not None
        return 0 if self.amount.low <= 0 <= self.amount.high else min(abs(self.amount.low), abs(self.amount.high))


@dataclass(frozen=True, slots=True)
class Owning(Sheet):
    """What one car costs, or two beside each other, over some years."""

    keeping: Keeping
    bills: tuple[Bill, ...]

    @property
    def title(self) -> str:
        """What is reckoned."""
        names = " against ".join(bill.name for bill in self.bills)
        city = f", {self.keeping.city}" if self.keeping.city else ""
        run = f"{self.keeping.years} years from {self.keeping.day}, {self.keeping.km:,} km a year"
        return f"Owning a {names} for {run}{city} (yen)"

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        years = (f"year {year}" for year in range(1, self.keeping.years + 1))
        return ("car", "item", "bought", *years, "in all", "rests on")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One line an item and car, and the sum of what is known."""
        for bill in self.bills:
            for item, payments in bill.items.items():
                rules = dict.fromkeys(rule.id for payment in payments for rule in payment.rules)
                yield (bill.name, item, *self._by_year(payments), _told(payments), " ".join(rules))
            yield (bill.name, "known in all", *self._by_year(bill.payments), _told(bill.payments), None)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show every year where the terminal is wide enough, else the sums alone, and say so."""
        years = tuple(name for name in self.columns if name.startswith("year"))
        unlimited = options.update(max_width=_UNLIMITED)
        tables = (self._table(left_out) for left_out in ((), ("rests on",)))
        fitting = (table for table in tables if console.measure(table, options=unlimited).maximum <= options.max_width)
        if whole := next(fitting, None):
            yield whole
        else:
            yield self._table(("rests on", *years))
            yield "The years one by one need a wider terminal; --json has them too."
        yield from self.notes()

    def shown(self) -> Iterator[Sequence[str]]:
        """The rows as people read them."""
        for row in self.rows():
            yield [_short(cell) for cell in row]

    def _by_year(self, payments: Sequence[Payment]) -> list[Cell]:
        return [_told([p for p in payments if p.year == year]) for year in range(self.keeping.years + 1)]

    def differences(self) -> list[Difference]:
        """What drives the difference, the largest first; items that aren't known throughout for both are left out."""
        if len(self.bills) < 2:
            return []
        one, other = self.bills
        found = []
        for item in dict.fromkeys([*one.items, *other.items]):
            sides = [bill.items.get(item, ()) for bill in (one, other)]
            if all(payment.amount.known for side in sides for payment in side):
                a, b = map(total, sides)
                assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
                found.append(Difference(item, Amount(a.low - b.high, a.high - b.low)))
        return sorted(found, key=lambda difference: -difference.weight)

    def notes(self) -> Sequence[str]:
        """Sums, what drives the difference, what is unknown, every amount's rule with its dates, the disclaimer."""
        lines = [line for bill in self.bills for line in bill.bought.car.remarks]
        lines += [self._worth(bill) for bill in self.bills]
        lines += self._drivers()
        for bill in self.bills:
            if unknown := list(bill.unknown):
                lines.append(f"Unknown for the {bill.name}: {'; '.join(unknown)}.")
        lines.append(f"An amount that isn't known is called unknown. Not counted: {_NOT_COUNTED}.")
        lines.append("Later years stand under the rules known now; petrol keeps the price of the day of purchase.")
        for rule in self._rules():
            lines.append(f"{rule.id}, {rule.dates}: {rule.said} {rule.citation} ({rule.confidence}).")
        lines += [f"Price and economy: {url}" for url in self._sources()]
        return (*lines, DISCLAIMER)

    def _worth(self, bill: Bill) -> str:
        worth = discounted(bill.payments, self.keeping.day, self.keeping.discount)
        at = f"{self.keeping.discount:g} % a year"
        return f"{bill.name}: {_told(bill.payments)} yen in all; what is known, discounted at {at}: {worth}."

    def _drivers(self) -> list[str]:
        found = [d for d in self.differences() if d.weight]
        if len(self.bills) < 2:
            return []
        one, other = (bill.name for bill in self.bills)
        if not found:
            return [f"Nothing that is known for both makes a sure difference between {one} and {other}."]
        parts = [f"{d.item} {d.amount} yen" for d in found]
        open_ = [d.item for d in self.differences() if not d.weight and d.amount != Amount(0, 0)]
        either = f"; either way: {', '.join(open_)}" if open_ else ""
        return [f"{one} less {other}, where both are known: {', '.join(parts)}{either}."]

    def _rules(self) -> list[Rule]:
        paid = [rule for bill in self.bills for payment in bill.payments for rule in payment.rules]
        return list(dict.fromkeys(paid + [rule for bill in self.bills for rule in bill.told]))

    def _sources(self) -> list[str]:
        return list(dict.fromkeys(url for bill in self.bills for payment in bill.payments for url in payment.sources))

    def data(self) -> Any:
        """Every payment with its rules, the sums, the differences and what is unknown."""
        return {
            "question": self.title,
            "cars": [_bill_data(bill, self.keeping) for bill in self.bills],
            "differences": [{"item": d.item, "low": d.amount.low, "high": d.amount.high} for d in self.differences()],
            "rules": [rule.data() for rule in self._rules()],
            "disclaimer": DISCLAIMER,
        }


def _short(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace(" to ", "\N{EN DASH}")


def _told(payments: Sequence[Payment]) -> str | None:
    """A sum as people read it: what is known, and that something is missing."""
    if not payments:
        return None
    known = [payment for payment in payments if payment.amount.known]
    if not known:
        return "unknown"
    return f"{total(known)}{'' if len(known) == len(payments) else ' + unknown'}"


def _bill_data(bill: Bill, keeping: Keeping) -> dict[str, Any]:
    known, worth = total(bill.payments), discounted(bill.payments, keeping.day, keeping.discount)
    return {
        "car": bill.name,
        "known": {"low": known.low, "high": known.high},
        "discounted": {"low": worth.low, "high": worth.high, "percent_a_year": keeping.discount},
        "unknown": list(bill.unknown),
        "payments": [
            {
                "item": payment.item,
                "year": payment.year,
                "day": payment.day.isoformat(),
                "low": payment.amount.low,
                "high": payment.amount.high,
                "unknown": payment.amount.why or None,
                "rules": [rule.id for rule in payment.rules],
                "sources": list(payment.sources),
            }
            for payment in bill.payments
        ],
    }


def own(catalog: Catalog, cars: Sequence[OneCar], keeping: Keeping) -> Owning:
    """What one or two cars cost to own. Raises UsageError, NameUnknownError and NameAmbiguousError."""
    return Owning(keeping, tuple(_bill(bought(catalog, car, keeping)) for car in cars))


def _bill(one: Bought) -> Bill:
    costs = Costs(Rulebook.packaged(), one)
    payments = tuple(costs.payments())
    return Bill(one, payments, tuple(costs.told.values()))
