"""The page that says what a car costs to own: yen by year and item, every amount with its rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.questions import QUESTIONS, Asked
from yellowplate.rules.owning.amounts import Amount, Payment, discounted, total
from yellowplate.rules.owning.asked import place_of, places
from yellowplate.web.pages.lines import Line, joined
from yellowplate.web.pages.sheets import Shown, Table, address, of_lines
from yellowplate.web.pages.spoken import spoken

if TYPE_CHECKING:
    from yellowplate.rules.owning.answer import Bill, Owning
    from yellowplate.rules.rulebook import Rule
    from yellowplate.web.pages.view import View


async def own(view: View) -> Response:
    """The form, the sums and what makes the difference, yen by year and item, and the rules behind them."""
    named = [(place.id, place.name_ja if view.language == "ja" else place.id) for place in places()]
    choices = {"title": view.word("What it costs to own"), "places": named}
    if not view.request.query_params.get("car"):
        return await view.page("own.html.j2", answer=None, asked=None, **choices)
    asked = view.asked("own")
    answer = await view.answer("own", asked)
    return await view.page("own.html.j2", **choices, **await view.run(_own, view, asked, answer))


def _own(view: View, asked: Asked, answer: Owning) -> dict[str, Any]:
    rules = dict.fromkeys(
        rule for bill in answer.bills for rule in (*(r for p in bill.payments for r in p.rules), *bill.told)
    )
    urls = dict.fromkeys(url for bill in answer.bills for payment in bill.payments for url in payment.sources)
    return {
        "asked": asked,
        "question": QUESTIONS["own"],
        "answer": answer,
        "headline": _headline(view, answer),
        "notes": list(_notes(view, answer)),
        "tables": [_table(view, answer, bill) for bill in answer.bills],
        "rules": [_rule(rule) for rule in rules],
        "sources": [(url, address(url)) for url in urls],
    }


def _name(view: View, bill: Bill) -> str:
    id_ = bill.bought.car.id
    return view.name(id_) if id_ in view.desk.catalog.nameplates else view.told(bill.bought.car.name)


def _headline(view: View, answer: Owning) -> str:
    keeping = answer.keeping
    place = place_of(keeping.city)
    where = (place.name_ja if view.language == "ja" else place.id) if place else ""
    said = view.say(
        "{cars}: {years} from {day}, {km} km a year, in yen",
        cars=view.forms.listed([_name(view, bill) for bill in answer.bills]),
        years=view.nsay("{n} year", "{n} years", keeping.years, n=str(keeping.years)),
        day=view.forms.day(keeping.day.isoformat()),
        km=view.forms.units(keeping.km),
    )
    return view.say("{said} ({place}).", said=said, place=where) if where else view.say("{said}.", said=said)


def _yen(view: View, amount: Amount) -> str:
    if amount.low is None or amount.high is None:
        return view.told("unknown")
    low, high = (view.number(end, "#,##0") for end in (amount.low, amount.high))
    return low if low == high else view.say("{low} to {high}", low=low, high=high)


def _sum(view: View, payments: Sequence[Payment]) -> str:
    """A sum as people read it: what is known, and that something is missing."""
    known = [payment for payment in payments if payment.amount.known]
    if not known:
        return view.told("unknown") if payments else ""
    said = _yen(view, total(known))
    return said if len(known) == len(payments) else view.say("{known} + unknown", known=said)


def _table(view: View, answer: Owning, bill: Bill) -> Table:
    years = [view.say("year {n}", n=str(year)) for year in range(1, answer.keeping.years + 1)]
    heads = [view.heads["item"], view.heads["bought"], *years, view.heads["in all"], view.heads["rests on"]]
    rows = [_row(view, answer, view.told(item), payments) for item, payments in bill.items.items()]
    rows.append(_row(view, answer, view.word("known in all"), bill.payments, rules=False))
    return of_lines(view, _name(view, bill), heads, rows, lambda at: False)


def _row(view: View, answer: Owning, item: str, payments: Sequence[Payment], *, rules: bool = True) -> list[Shown]:
    by_year = [[p for p in payments if p.year == year] for year in range(answer.keeping.years + 1)]
    ids = dict.fromkeys(rule.id for payment in payments for rule in payment.rules) if rules else {}
    amounts = [Shown(_sum(view, found), number=True) for found in (*by_year, payments)]
    return [Shown(item), *amounts, Shown(" ".join(ids))]


def _notes(view: View, answer: Owning) -> Iterator[Line]:
    """Sums, what makes the difference, what isn't known or counted."""
    for bill in answer.bills:
        yield from view.spoken(bill.bought.car.remarks)
        yield _worth(view, answer, bill)
    yield from _drivers(view, answer)
    for bill in answer.bills:
        if unknown := list(_unknown(view, bill)):
            yield view.tell(
                "Unknown for {car}: {what}.", car=_name(view, bill), what=joined(unknown, view.between[";"])
            )
    yield view.tell(
        "Not counted: voluntary insurance, a workshop's charges, repairs, tyres, parking rent, and what the car still "
        "fetches."
    )
    yield view.tell("Later years stand under the rules known now; petrol keeps the price of the day of purchase.")


def _worth(view: View, answer: Owning, bill: Bill) -> Line:
    keeping = answer.keeping
    return view.tell(
        "{car}: {sum} yen in all; what is known is worth {worth} yen today, later yen being worth {percent} % less a "
        "year.",
        car=_name(view, bill),
        sum=_sum(view, bill.payments),
        worth=_yen(view, discounted(bill.payments, keeping.day, keeping.discount)),
        percent=view.number(keeping.discount),
    )


def _drivers(view: View, answer: Owning) -> Iterator[Line]:
    """What makes the difference between two cars."""
    if len(answer.bills) < 2:
        return
    one, other = (_name(view, bill) for bill in answer.bills)
    differences = answer.differences()
    if not (sure := [found for found in differences if found.weight]):
        yield view.tell(
            "Nothing that is known for both makes a sure difference between {one} and {other}.", one=one, other=other
        )
        return
    told = [f"{view.told(found.item)} {_yen(view, found.amount)}" for found in sure]
    yield view.tell(
        "{one} less {other}, in yen, where both are known: {items}.",
        one=one,
        other=other,
        items=view.between[","].join(told),
    )
    if either := [view.told(d.item) for d in differences if not d.weight and d.amount != Amount(0, 0)]:
        yield view.tell("Either of the two may pay more for: {items}.", items=view.between[","].join(either))


def _unknown(view: View, bill: Bill) -> Iterator[Line]:
    """What isn't known: the items by years and reason."""
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for item, payments in bill.items.items():
        missing = [payment for payment in payments if not payment.amount.known]
        for why in dict.fromkeys(payment.amount.why for payment in missing):
            years = tuple(sorted({payment.year for payment in missing if payment.amount.why == why}))
            found.setdefault((why, years), []).append(view.told(item))
    for (why, years), items in found.items():
        reason = spoken(view, why)
        when = _years(view, years)
        yield view.tell("{item} ({when}): {reason}", item=view.between[","].join(items), when=when, reason=reason)


def _years(view: View, years: tuple[int, ...]) -> str:
    """Years of owning, a run of them by its ends."""
    later = [year for year in years if year]
    if not later:
        return view.word("when bought")
    run = len(later) > 2 and later[-1] - later[0] == len(later) - 1
    return view.say(
        "years {years}", years=f"{later[0]}–{later[-1]}" if run else view.between[","].join(map(str, later))
    )


def _rule(rule: Rule) -> tuple[str, str, str]:
    return rule.id, rule.source_url, f"{rule.dates}: {rule.said} {rule.citation} ({rule.confidence})."
