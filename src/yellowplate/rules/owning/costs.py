"""The payments of owning a car, item by item: what the rules in force on each day ask for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yellowplate.rules.car import Question, Route, Vehicle
from yellowplate.rules.clocks import by_day
from yellowplate.rules.decide import Outcome, outcome
from yellowplate.rules.owning.amounts import Amount, Payment
from yellowplate.rules.rulebook import Effect, Rule, Rulebook

_TAX_FREE_PRICE = 500_000
# Tolls are told before tax, of 10 % since they are at this rate.
_WITH_TAX = Fraction(11, 10)
_NO_RULE = "no rule in the data holds on that day for such a car"


@dataclass(frozen=True, slots=True)
class Bought:
    """A car bought new or used on a day, and how it is used: what the payments hang on.

    `price_jpy` is the list price with tax, `price_why` says why there is none. `prefecture` and `kei_listed` tell
    where it is kept, the latter whether kei cars have to notify their parking space there.
    """

    car: Vehicle
    day: date
    years: int
    km_a_year: int
    new: bool
    price_jpy: int | None
    price_why: str
    price_source: str
    km_per_litre: float | None
    economy_source: str
    expressway_km: int | None = None
    yen_per_litre: Fraction | None = None
    prefecture: str = ""
    kei_listed: bool | None = None
    private: bool = True


@dataclass(frozen=True)
class Costs:
    """The payments of one car under a rulebook."""

    book: Rulebook
    bought: Bought
    told: dict[str, Rule] = field(default_factory=dict)

    def payments(self) -> Iterator[Payment]:
        """All payments, item by item."""
        for item in (
            self.price,
            self.levy,
            self.subsidy,
            self.yearly_tax,
            self.weight_tax,
            self.insurance,
            self.inspection,
            self.parking,
            self.fuel,
            self.tolls,
        ):
            yield from item()

    def price(self) -> Iterator[Payment]:
        """The price before tax, and the consumption tax in it."""
        bought = self.bought
        sources = (bought.price_source,) if bought.price_source else ()
        if bought.price_jpy is None:
            yield self._paid("price before tax", bought.day, Amount.unknown(bought.price_why))
            yield self._paid("consumption tax", bought.day, Amount.unknown(bought.price_why))
            return
        net, rules = self._net()
        yield Payment("price before tax", 0, bought.day, net, (), sources)
        low, high = (bought.price_jpy - part if part is not None else None for part in (net.low, net.high))
        yield Payment("consumption tax", 0, bought.day, Amount(low, high, net.why), rules)

    def _net(self) -> tuple[Amount, tuple[Rule, ...]]:
        """The price without consumption tax."""
        rules = self._holding("consumption tax", self.bought.day, Effect.AMOUNT)
        if self.bought.price_jpy is None:
            return Amount.unknown(self.bought.price_why), rules
        if not rules:
            return Amount.unknown(f"consumption tax: {_NO_RULE}"), rules
        return Amount.exact(round(self.bought.price_jpy * 100 / (100 + _value(rules[0])))), rules

    def levy(self) -> Iterator[Payment]:
        """The tax on buying: the acquisition tax, then the environment levy, until it was abolished."""
        day, gate = self.bought.day, "environment levy"
        least, most = (self._holding(gate, day, effect) for effect in (Effect.LEAST, Effect.AMOUNT))
        self._tell(gate, day)
        cuts = self._holding(gate, day, Effect.CUT)
        rates = most or least
        net, _ = self._net()
        if not rates or net.low is None:
            yield self._paid(gate, day, Amount.unknown(net.why or _NO_RULE), *rates)
            return
        cut = sum((-_value(rule) for rule in cuts), Fraction(0))
        high = max(_value(rates[0]) - cut, Fraction(0))
        low = min(_value(least[0]), high) if least else high
        taxed = net.low if net.low > _TAX_FREE_PRICE else 0
        yield self._paid(gate, day, Amount(_share(taxed, low), _share(taxed, high)), *rates, *least, *cuts)

    def subsidy(self) -> Iterator[Payment]:
        """What the state gives for a new electric car, below zero."""
        day = self.bought.day
        most, least = (self._holding("subsidy", day, effect) for effect in (Effect.AMOUNT, Effect.LEAST))
        if not self.bought.new or not most:
            return
        yield self._paid("subsidy", day, Amount(-_yen(most[0]), 0), *most, *least)

    def yearly_tax(self) -> Iterator[Payment]:
        """The tax of every 1 April; a registered car also pays for the months before the first one."""
        bought = self.bought
        if not bought.car.kei and bought.new:
            yield self._first_months()
        for day in _each_april(bought.day, bought.years):
            rules = self._holding("yearly tax", day, Effect.AMOUNT)
            cut = self._holding("yearly tax", bought.day, Effect.FIRST_YEAR) if _first_april(day, bought) else ()
            rules = cut or rules
            amount = Amount.exact(_yen(rules[0])) if rules else Amount.unknown(_NO_RULE)
            yield self._paid("yearly tax", day, amount, *rules)

    def _first_months(self) -> Payment:
        day = self.bought.day
        rules = self._holding("yearly tax", day, Effect.AMOUNT)
        months = (3 - day.month) % 12
        self._tell("yearly tax", day)
        if not rules:
            return self._paid("yearly tax", day, Amount.unknown(_NO_RULE))
        amount = _yen(rules[0]) * months // 12 // 100 * 100
        return self._paid("yearly tax", day, Amount.exact(amount), *rules)

    def weight_tax(self) -> Iterator[Payment]:
        """For the years to the next inspection, with it; from the rate of a car good enough up to the standard."""
        for day, years, first in self._inspections(purchase=True):
            most, least = (self._holding("weight tax", day, e) for e in (Effect.AMOUNT, Effect.LEAST))
            self._tell("weight tax", day)
            halves = self._half_tonnes()
            if not most or halves is None:
                why = _NO_RULE if halves else "its mass is not in the data"
                yield self._paid("weight tax", day, Amount.unknown(why), *most)
                continue
            high = _yen(most[0]) * years * halves
            low = high if not least else 0 if first else _yen(least[0]) * years * halves
            exempt = first and self.bought.car.electric
            yield self._paid("weight tax", day, Amount.exact(0) if exempt else Amount(low, high), *most, *least)

    def _half_tonnes(self) -> int | None:
        """By how much the weight tax is multiplied: 1 for a kei car, the half tonnes begun of another."""
        car = self.bought.car
        if car.kei:
            return 1
        return None if car.kerb_kg is None else math.ceil(car.kerb_kg / 500)

    def insurance(self) -> Iterator[Payment]:
        """Compulsory insurance: 37 months with a new car of three years to the first inspection, then 24."""
        for day, years, _ in self._inspections(purchase=True):
            months = 37 if years == 3 else 24
            gate = f"compulsory insurance {months}"
            rules = self._holding(gate, day, Effect.AMOUNT)
            unknown = self._holding("compulsory insurance 24", day, Effect.UNKNOWN)
            self._tell("compulsory insurance 12", day)
            if rules:
                yield self._paid("compulsory insurance", day, Amount.exact(_yen(rules[0])), *rules)
            else:
                why = "the rate is in force, its amount was not found" if unknown else _NO_RULE
                yield self._paid("compulsory insurance", day, Amount.unknown(why), *unknown)

    def inspection(self) -> Iterator[Payment]:
        """The statutory fee of each inspection; what a workshop asks for comes on top."""
        for day, _, _ in self._inspections(purchase=False):
            most, least = (self._holding("inspection", day, effect) for effect in (Effect.AMOUNT, Effect.LEAST))
            unknown = self._holding("inspection", day, Effect.UNKNOWN)
            if most:
                low = min(_yen(rule) for rule in (*most, *least))
                yield self._paid("inspection fee", day, Amount(low, _yen(most[0])), *most, *least)
            else:
                why = "new fees are in force, their amounts were not found" if unknown else _NO_RULE
                yield self._paid("inspection fee", day, Amount.unknown(why), *unknown)

    def parking(self) -> Iterator[Payment]:
        """The certificate of a registered car, or the notification of a kei car where its place is listed."""
        bought = self.bought
        self._tell("parking proof", bought.day)
        if not bought.prefecture:
            yield self._paid("parking proof", bought.day, Amount.unknown("no city was named"))
            return
        if bought.car.kei and bought.kei_listed is False:
            area = [rule for rule in self.told.values() if rule.id == "JP-PRK-05"]
            yield self._paid("parking proof", bought.day, Amount.exact(0), *area)
            return
        rules = self._holding("parking proof", bought.day, Effect.AMOUNT)
        known = (
            Amount.exact(_yen(rules[0])) if rules else Amount.unknown(f"no fee of {bought.prefecture} is in the data")
        )
        yield self._paid("parking proof", bought.day, known, *rules)

    def fuel(self) -> Iterator[Payment]:
        """Petrol at the price of the day of purchase, for every year alike."""
        bought = self.bought
        self._tell("fuel", bought.day)
        rules = self._holding("fuel", bought.day, Effect.AMOUNT)
        price = bought.yen_per_litre or (_value(rules[0]) if rules else None)
        amount, used = Amount.unknown("no petrol price of that month is in the data; give one"), rules
        if bought.car.electric:
            amount, used = Amount.unknown("what it uses and the price of power are not in the data"), ()
        elif bought.km_per_litre is None:
            amount = Amount.unknown("its fuel economy is not in the data; give one")
        elif price is not None:
            amount = Amount.exact(round(bought.km_a_year / bought.km_per_litre * float(price)))
        if bought.yen_per_litre:
            used = ()
        sources = (bought.economy_source,) if amount.known and bought.economy_source else ()
        for year in range(1, bought.years + 1):
            yield Payment("fuel", year, _middle(bought.day, year), amount, used, sources)

    def tolls(self) -> Iterator[Payment]:
        """The distance toll of expressways with tax, at the share of the car's class."""
        bought = self.bought
        rate = self._holding("tolls", bought.day, Effect.AMOUNT)
        share = self._holding("tolls", bought.day, Effect.SHARE)
        for year in range(1, bought.years + 1):
            day = _middle(bought.day, year)
            if bought.expressway_km is None:
                amount = Amount.unknown("the distance on expressways was not told")
            elif not rate or not share:
                amount = Amount.unknown(_NO_RULE)
            else:
                amount = Amount.exact(
                    round(bought.expressway_km * _value(rate[0]) * _value(share[0]) * Fraction(11, 10))
                )
            yield Payment("tolls", year, day, amount, rate + share)

    def _inspections(self, *, purchase: bool) -> Iterator[tuple[date, int, bool]]:
        """The days of inspections within the time owned, each with the years to the next one, and if it is the first.

        A new car's purchase stands for its inspection as new; a used car is taken as inspected on the day it is bought.
        """
        bought = self.bought
        first = self._interval(Effect.FIRST) or self._interval(Effect.LATER)
        later = self._interval(Effect.LATER) or first
        step = first if bought.new else later
        if purchase:
            yield bought.day, step, bought.new
        at, nth = step, 0
        while at < bought.years:
            yield by_day(bought.day, at), later, bought.new and nth == 0
            at, nth = at + later, nth + 1

    def _interval(self, effect: Effect) -> int:
        rules = self._holding("inspection interval", self.bought.day, effect)
        for rule in rules:
            self.told[rule.id] = rule
        return int(_value(rules[0])) if rules else 2

    def _holding(self, gate: str, day: date, effect: Effect) -> tuple[Rule, ...]:
        """The rules of a gate with an effect whose condition holds on a day."""
        return tuple(o.rule for o in self._outcomes(day) if o.rule.gate == gate and o.rule.effect is effect and o.holds)

    def _outcomes(self, day: date) -> list[Outcome]:
        car = self.bought.car
        question = Question("jp", day, Route.OWN, private=self.bought.private, place=self.bought.prefecture)
        return [outcome(rule, car, question) for rule in self.book.in_force("jp", Route.OWN, day)]

    def _tell(self, gate: str, day: date) -> None:
        for rule in self._holding(gate, day, Effect.TELL) + self._holding(gate, day, Effect.UNKNOWN):
            self.told[rule.id] = rule

    def _paid(self, item: str, day: date, amount: Amount, *rules: Rule) -> Payment:
        # What falls due on an anniversary belongs to the year that ends with it.
        year = math.ceil(((day - self.bought.day).days - 1) / 365.25) if day > self.bought.day else 0
        return Payment(item, year, day, amount, tuple(dict.fromkeys(rules)))


def _value(rule: Rule) -> Fraction:
    assert rule.threshold is not None
    return rule.threshold


def _yen(rule: Rule) -> int:
    return int(_value(rule))


def _share(yen: int, percent: Fraction) -> int:
    """So many percent of an amount, cut to 100 yen as these taxes are."""
    return int(yen * percent / 100) // 100 * 100


def _middle(day: date, year: int) -> date:
    return date.fromordinal(by_day(day, year - 1).toordinal() + 182)


def _each_april(day: date, years: int) -> Iterator[date]:
    """The first days of April after a day, within so many years."""
    end = by_day(day, years)
    for year in range(day.year, end.year + 1):
        april = date(year, 4, 1)
        if day < april < end:
            yield april


def _first_april(day: date, bought: Bought) -> bool:
    return bought.new and day == next(_each_april(bought.day, bought.years))
