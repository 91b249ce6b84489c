"""The same entry in several cases beside each other: exchange rates, rules of the day and eased, alone and together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar

from yellowplate.answers import Cell
from yellowplate.entry.appraisal import Appraisal, appraise, called, leaning, steps
from yellowplate.entry.ask import EASED, TODAY, Asked, case_of
from yellowplate.entry.partners import joined
from yellowplate.errors import UsageError
from yellowplate.market.known import Sheet

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog

_ANSWERS = {1: "would more likely pay", 0: "toss-up", -1: "would more likely lose"}
_MOST_RATES = 4
_FX = "fx"


@dataclass(frozen=True, slots=True)
class OneCase:
    """One case: JPY per USD on the day of decision, the scenario, and its appraisal."""

    rate: float
    scenario: str
    answer: Appraisal

    @property
    def rules(self) -> str:
        """Which rules hold, in words."""
        return "eased" if self.scenario == EASED else "of the day"

    @property
    def partners(self) -> int:
        """How many sell it."""
        return len(self.answer.partners)

    @property
    def verdict(self) -> str:
        """Its most likely answer in a few words."""
        return _ANSWERS[leaning(self.answer.odds)]

    @property
    def deciding(self) -> str:
        """The three inputs that decide it."""
        return ", ".join(map(called, self.answer.deciding))


@dataclass(frozen=True, slots=True)
class Cases(Sheet):
    """Every combination of exchange rate, rules and partners, the first of each before the next; worths in dollars."""

    minor: ClassVar[tuple[str, ...]] = ("5 %", "95 %", "even odds at", "sticker, USD", "cars a year")
    asked: Asked
    cases: tuple[OneCase, ...]

    @property
    def car(self) -> str:
        """The car's name."""
        return self.cases[0].answer.car

    @property
    def title(self) -> str:
        """The answer in one sentence."""
        return f"The {self.car} in the US, decided {self.asked.day:%Y-%m}: {self.told[0].lower()}{self.told[1:-1]}"

    @property
    def told(self) -> str:
        """In how many cases it pays and loses, as a sentence."""
        leans = [leaning(one.answer.odds) for one in self.cases]
        pays, even, loses = (leans.count(side) for side in (1, 0, -1))
        toss_ups = f", {'one is a toss-up' if even == 1 else f'{even} are toss-ups'}" if even else ""
        return (
            f"In {pays} of {len(leans)} cases it would more likely pay than not, in {loses} more likely lose{toss_ups}."
        )

    @property
    def columns(self) -> Sequence[str]:
        """The column names."""
        return (
            *("JPY per USD", "rules", "partners", "answer", "odds in 100", "decided by"),
            *("middle, million USD", "5 %", "95 %", "sticker, USD", "cars a year", "even odds at"),
        )

    def rows(self) -> Iterator[Sequence[Cell]]:
        """One line a case: answer, odds and what decides it; then its figures."""
        for one in self.cases:
            found = one.answer
            worth, sticker, units = found.spreads[0], found.spreads[1], found.spreads[4]
            low, middle, high = (round(worth.quantiles[at] / 1e6) for at in (0, 2, 4))
            even = None if found.break_even_units is None else round(found.break_even_units)
            yield (
                *(round(one.rate, 1), one.rules, one.partners, one.verdict, round(found.odds * 100), one.deciding),
                *(middle, low, high, round(sticker.quantiles[2]), round(units.quantiles[2]), even),
            )

    def moving(self) -> Iterator[str]:
        """By how much each choice moves the odds, the others alike, on average."""
        rates = list(dict.fromkeys(one.rate for one in self.cases))
        if len(rates) > 1:
            moved = self._moved(lambda one: one.rate == rates[0], lambda one: one.rate == rates[-1])
            yield f"From {rates[0]:g} to {rates[-1]:g} JPY per USD the odds {moved}."
        eased = self._moved(lambda one: one.scenario == TODAY, lambda one: one.scenario == EASED)
        yield f"With eased instead of today's rules they {eased}."
        most = max(one.partners for one in self.cases)
        together = self._moved(lambda one: one.partners == 1, lambda one: one.partners == most)
        yield f"With {most} partners instead of one they {together}, for all of them together."

    def _moved(self, before: Callable[[OneCase], bool], after: Callable[[OneCase], bool]) -> str:
        one, other = ([case.answer.odds for case in self.cases if side(case)] for side in (before, after))
        points = round((sum(other) / len(other) - sum(one) / len(one)) * 100)
        return f"{'rise' if points > 0 else 'fall'} by {abs(points)} in 100" if points else "stay the same"

    def notes(self) -> Sequence[str]:
        """What moves the odds, and what the cases rest on."""
        return (*self.moving(), *self.grounds())

    def grounds(self) -> Sequence[str]:
        """What the cases differ in, and what the result can't know."""
        first = self.cases[0].answer
        saving, eased, duty = (first.inputs_by_name[name] for name in ("eased_saving", "eased_duty", "duty"))
        partners = dict.fromkeys(one.answer.partners for one in self.cases)
        return (
            f"Sold by {' or by '.join(', '.join(map(str.capitalize, makers)) for makers in partners)}. Eased: a rule "
            f"for kei-size cars saves {saving.told(saving.low)} to {saving.told(saving.high)} of certification, "
            f"engineering and federal equipment, and the duty is {eased.told(eased.central)}; on the day it is "
            f"{duty.told(duty.central)}.",
            "Worth is in dollars of today, before tax, in present value; even odds at: cars a year over five years.",
            *first.limits(),
            f"Seed {self.asked.seed}, {self.asked.draws:,} draws a case.",
        )

    def html(self) -> str:
        """The cases as a self-contained page."""
        from yellowplate.entry.page import cases_html

        return cases_html(self)

    def data(self) -> Any:
        """Every case with its whole appraisal."""
        told = [{"jpy_per_usd": one.rate, "scenario": one.scenario, **one.answer.data()} for one in self.cases]
        return {"answer": self.title, "sentences": list(self.notes()), "cases": told}


def rates_of(text: str) -> tuple[float, ...]:
    """Exchange rates as `158.1,111`; raises UsageError for what is none."""
    try:
        rates = tuple(float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"{text!r} are no exchange rates; write JPY per USD as 158.1,111.") from None
    if len(set(rates)) < len(rates) or len(rates) > _MOST_RATES:
        raise UsageError(f"{text!r} won't do; give one to {_MOST_RATES} different exchange rates, as 158.1,111.")
    return rates


def case_steps(asked: Asked, rates: Sequence[float]) -> int:
    """How many draws all cases take, for a progress bar."""
    return steps(asked) * len(rates) * 4


def compare(
    catalog: Catalog,
    asked: Asked,
    rates: Sequence[float],
    workers: int = 1,
    done: Callable[[int], None] | None = None,
) -> Cases:
    """Every combination of a rate, today's rules or eased ones, and the lead alone or all partners.

    The partners are those asked for, by default the lead's two neighbours. Raises UsageError.
    """
    together = joined(case_of(catalog, asked).partners)
    wanted = [
        (rate, scenario, replace(asked, scenario=scenario, partners=partners, given={**asked.given, _FX: rate}))
        for rate, scenario, partners in product(rates, (TODAY, EASED), (together[:1], together))
    ]
    for _, _, one in wanted:
        case_of(catalog, one)
    return Cases(
        asked, tuple(OneCase(rate, scenario, appraise(catalog, one, workers, done)) for rate, scenario, one in wanted)
    )
