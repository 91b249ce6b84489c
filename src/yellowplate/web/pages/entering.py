"""The page that says whether selling a car abroad would pay: the odds, what decides them, and all that is behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.entry.appraisal import DECIDING, Appraisal
from yellowplate.entry.ask import EASED
from yellowplate.entry.costs import BUILT
from yellowplate.questions import QUESTIONS, Asked
from yellowplate.rules.ask import Asked as AccessAsked
from yellowplate.rules.car import Route
from yellowplate.rules.decide import Verdict
from yellowplate.web.pages.appraised import charts
from yellowplate.web.pages.jobs import put
from yellowplate.web.pages.lines import Line
from yellowplate.web.pages.sheets import Shown, Table, address, of_lines, table

if TYPE_CHECKING:
    from yellowplate.entry.inputs import Input
    from yellowplate.web.pages.view import View

_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Deciding:
    """One of the inputs that decide, and its part in the spread of the result in percent."""

    name: str
    part: int


async def entry(view: View) -> Response:
    """Inputs as a form, progress while it is worked out, the answer with its odds."""
    title = view.word("Would it pay to sell it there?")
    if not view.request.query_params.get("car"):
        return await view.page("entry.html.j2", title=title, answer=None, job=None, asked=None)
    return await put(view, "enter", title, "entry.html.j2", _shown)


def _shown(view: View, asked: Asked, answer: Appraisal) -> dict[str, Any]:
    return {
        "asked": asked,
        "question": QUESTIONS["enter"],
        "answer": answer,
        "headline": _headline(view, answer),
        "odds": round(answer.odds * 100),
        "worth": _worth(view, answer),
        "deciding": [
            Deciding(view.told(one.name), round(max(one.total, 0) * 100)) for one in answer.influences[:DECIDING]
        ],
        "pictures": charts(view, answer),
        "notes": list(_notes(view, answer)),
        "spreads": table(view, view.word("The numbers"), answer),
        "inputs": _inputs(view, answer),
        "job": None,
    }


def _headline(view: View, answer: Appraisal) -> str:
    who = view.forms.listed([view.name(partner) for partner in answer.partners])
    rules = view.word("eased rules") if answer.asked.scenario == EASED else view.word("rules of the day")
    parts = {
        "car": view.name(view.desk.catalog.subject(answer.asked.car)),
        "who": who,
        "month": view.forms.day(f"{answer.asked.day:%Y-%m}"),
        "rules": rules,
        "verdict": _verdict(view, answer),
    }
    if answer.asked.build == BUILT:
        return view.say(
            "Building the {car} in the United States ({who}; decided {month}, {rules}): {verdict}.", **parts
        )
    return view.say("Importing the {car} into the United States ({who}; decided {month}, {rules}): {verdict}.", **parts)


def _verdict(view: View, answer: Appraisal) -> str:
    return {
        "whether it would pay is a toss-up": view.word("whether it would pay is a toss-up"),
        "it would more likely pay than not": view.word("it would more likely pay than not"),
        "it would more likely lose money than not": view.word("it would more likely lose money than not"),
    }[answer.verdict]


def _worth(view: View, answer: Appraisal) -> str:
    low, *_, high = worths = answer.spreads[0].quantiles
    return view.say(
        "Middle worth {middle} million USD; one in twenty below {low}, one in twenty above {high}.",
        middle=_millions(view, worths[len(worths) // 2]),
        low=_millions(view, low),
        high=_millions(view, high),
    )


def _millions(view: View, value: float) -> str:
    return view.number(round(value / _MILLION), "#,##0")


def _notes(view: View, answer: Appraisal) -> Iterator[Line]:
    """Break-even, waiting, buyers, partners, the law, and what the result can't know."""
    yield _break_even(view, answer)
    yield _option(view, answer)
    yield from _mind(view, answer)
    best = max(answer.variants, key=lambda one: one.odds)
    yield view.tell(
        "Best odds of the variants: {who}, {where}, {n} in 100.",
        who=view.forms.listed([view.name(partner) for partner in best.partners]),
        where=view.word("built there") if best.build == BUILT else view.word("imported"),
        n=str(round(best.odds * 100)),
    )
    yield from _taken(view, answer)
    yield _law(view, answer)
    yield view.tell(
        "The level of sales is that of past small cars, price and rivals move it by the demand model; no survey of "
        "American interest in kei cars exists, and most costs are assumptions (see the inputs)."
    )
    yield view.tell(
        "Seed {seed}, {draws} draws; in {percent} % prices did not settle.",
        seed=str(answer.asked.seed),
        draws=view.forms.units(answer.asked.draws),
        percent=view.number(answer.unsolved * 100, "0.00"),
    )


def _break_even(view: View, answer: Appraisal) -> Line:
    units, rate = answer.break_even_units, answer.break_even_fx
    sold = view.say("{n} cars a year over five years", n=view.forms.units(round(units))) if units else ""
    money = view.say("{n} yen a dollar", n=view.number(rate, "0")) if rate else ""
    either = view.word(", or at ")
    if sold or money:
        return view.tell("The odds are even at {what}.", what=either.join(filter(None, (sold, money))))
    return view.tell("No volume makes the odds even, and no exchange rate between 75 and 360 yen a dollar.")


def _option(view: View, answer: Appraisal) -> Line:
    option = answer.option
    parts = {
        "now": view.number(option.starts[0] * 100, "0"),
        "later": view.number(sum(option.starts[1:]) * 100, "0"),
    }
    if option.adds < _MILLION / 2:
        return view.tell(
            "The right to wait up to five years for a rule adds nothing (it starts at once in {now} % of draws, later "
            "in {later} %).",
            **parts,
        )
    return view.tell(
        "The right to wait up to five years for a rule adds {n} million USD to the mean (it starts at once in {now} % "
        "of draws, later in {later} %).",
        n=_millions(view, option.adds),
        **parts,
    )


def _mind(view: View, answer: Appraisal) -> Iterator[Line]:
    """How many buyers like small cars, and how many would have to."""
    mind = answer.mind
    yield view.tell(
        "One buyer in {n} likes small cars today (published estimate).", n=view.number(1 / mind.liking, "0.0")
    )
    if mind.volume is None or mind.buyers_needed is None:
        return
    yield view.tell(
        "Even odds: one new-car buyer in {needed} takes it; the middle forecast is one in {n}.",
        needed=view.forms.units(round(mind.buyers_needed)),
        n=view.forms.units(round(mind.buyers)),
    )
    if mind.needed is not None:
        yield view.tell("That goes with one buyer in {n} liking small cars.", n=view.number(1 / mind.needed, "0.0"))


def _taken(view: View, answer: Appraisal) -> Iterator[Line]:
    losers = view.between[","].join(f"{name} ({view.number(share * 100, '0')} %)" for name, share in answer.losers)
    yield view.tell("Sales are taken from {cars}.", cars=losers)
    yield view.tell(
        "Of its buyers {diverted} % would have bought another car of {maker}, {grown} % no new car; it is sold for "
        "{years} years on average before it is given up.",
        diverted=view.number(answer.diverted * 100, "0"),
        maker=view.name(answer.partners[0]),
        grown=view.number(answer.grown * 100, "0"),
        years=view.number(answer.lasted, "0.0"),
    )


def _law(view: View, answer: Appraisal) -> Line:
    """What the law says of selling it new on the day."""
    asked = AccessAsked(answer.asked.car, answer.asked.market, answer.asked.day, route=str(Route.NEW))
    decision = view.desk.access(asked).routes[0].decision
    shut = [view.told(gate.name) for gate in decision.gates if gate.verdict is Verdict.NO]
    said = view.told(str(decision.verdict))
    return view.tell(
        "Selling it new on {day}: {answer}; the sum for certification and engineering is the price of changing that.",
        day=view.forms.day(answer.asked.day.isoformat()),
        answer=f"{said} ({view.between[','].join(shut)})" if shut else said,
    )


def _inputs(view: View, answer: Appraisal) -> Table:
    names = ("input", "low value", "central value", "high value", "unit", "kind", "confidence", "meaning", "source")
    return of_lines(
        view,
        view.word("Inputs and their sources"),
        [view.heads[name] for name in names],
        (_input(view, one) for one in answer.inputs),
        lambda at: False,
    )


def _input(view: View, one: Input) -> list[Shown]:
    source = Shown(address(one.source_url), one.source_url, away=True) if one.source_url.startswith("http") else None
    return [
        Shown(view.told(one.name)),
        *(Shown(_amount(view, value), number=True) for value in (one.low, one.central, one.high)),
        Shown(view.told(one.unit)),
        Shown(view.told(one.kind)),
        Shown(view.told(one.confidence)),
        Shown(one.meaning, english=True),
        source or Shown(""),
    ]


def _amount(view: View, value: float) -> str:
    """A value of an input: large ones in millions, others to four figures."""
    if abs(value) >= _MILLION:
        return view.say("{n} million", n=view.number(value / _MILLION))
    return view.number(float(f"{value:.4g}"))
