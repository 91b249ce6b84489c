"""A launch in sentences: orders, plan, registrations, what is still to be delivered, announced rivals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from yellowplate.facts import Period
from yellowplate.market.known import tenths
from yellowplate.market.launch import Launch, OrderBook
from yellowplate.publish.text.happened import ordered
from yellowplate.publish.text.messages import Part
from yellowplate.publish.text.parts import Sentence, Text
from yellowplate.publish.text.pen import Pen


def launch(pen: Pen, found: Launch) -> list[Sentence]:
    """What is known of a launch, each announcement of orders by itself."""
    begun = pen.forms.day(found.curve.generation.on_sale)
    said = [
        pen.forms.say(
            "{Hero} went on sale on {day}.", **pen.hero(found.subject), day=begun, short=pen.short(found.subject)
        )
    ]
    if found.curve.plan:
        planned = pen.notes.count(found.curve.plan, found.subject, _month(found), "planned a month")
        said.append(pen.forms.say("The plan is {plan} a month.", plan=planned))
    else:
        said.append(pen.forms.say("No planned monthly number is known."))
    said += _mixed(pen, found)
    for book in found.books:
        said += _orders(pen, found, book)
    if found.curve.others:
        said.append(pen.forms.say("It is counted in one line with other cars, so its own number may be smaller."))
    for _, planned_rival in found.rivals:
        rival, day = pen.hero(planned_rival.nameplate)["hero"], pen.forms.day(planned_rival.on_sale)
        said.append(pen.forms.say("A rival is announced: {rival}, planned for {day}.", rival=rival, day=day))
    return said


def _mixed(pen: Pen, found: Launch) -> Iterator[Sentence]:
    """That the month in which the car came in counts the one it replaced too."""
    if mixed := found.curve.mixed:
        when = pen.forms.within(mixed.period)
        yield pen.forms.say(
            "{When}, the old and the new car were counted together, with {units}.",
            When=pen.forms.capital(when),
            when=when,
            units=pen.units(mixed.units, found.curve.line, mixed.period),
        )


def _month(found: Launch) -> Period:
    return Period.parse(found.curve.generation.on_sale[:7])


def _orders(pen: Pen, found: Launch, book: OrderBook) -> Iterator[Sentence]:
    row = book.orders
    told: dict[str, Part] = {
        "car": pen.short(found.subject),
        "orders": _number(pen, book),
        "first": pen.forms.day(row.from_) if row.from_ else "",
        "last": pen.forms.day(row.to),
    }
    if row.from_:
        yield pen.forms.say("From {first} to {last}, the {car} drew {orders}.", **told)
    else:
        yield pen.forms.say("By {last}, the {car} had drawn {orders}.", **told)
    if found.curve.plan:
        times = pen.notes.times(tenths(book.of_plan(found.curve.plan)), found.subject, _month(found))
        yield pen.forms.say("That is at least {times} times the planned monthly number.", times=times)
    yield from _backlog(pen, found, book)


def _number(pen: Pen, book: OrderBook) -> Text:
    return ordered(pen.forms, book.orders, pen.notes.orders(book.orders))


def _backlog(pen: Pen, found: Launch, book: OrderBook) -> Iterator[Sentence]:
    if book.registered is None or book.backlog is None or not book.backlog.lo:
        return
    month = Period.parse(book.orders.to[:7])
    if found.curve.unsold(book.orders.to):
        yield pen.forms.say("It was not on sale yet, so all of them were still to be delivered if none was cancelled.")
        if book.waiting:
            yield _wait(pen, found, month, *book.waiting)
        return
    backlog = pen.notes.span(book.backlog, found.subject, month, "ordered and not yet registered")
    if book.backlog.hi is None:
        least = replace(backlog, text=pen.forms.units(book.backlog.lo))
        yield pen.forms.say(
            "Less what was registered by then, the order backlog was at least {backlog} if none was cancelled.",
            backlog=least,
        )
    else:
        yield pen.forms.nsay(
            "Less what was registered by then, the order backlog was {backlog} order if none was cancelled.",
            "Less what was registered by then, the order backlog was {backlog} orders if none was cancelled.",
            book.backlog.hi,
            backlog=pen.between(backlog, book.backlog),
        )
    if book.waiting:
        yield _wait(pen, found, month, *book.waiting)


def _wait(pen: Pen, found: Launch, month: Period, low: Fraction, high: Fraction | None) -> Sentence:
    months = pen.notes.months(tenths(low), None if high is None else tenths(high), found.subject, month)
    if high is None:
        least = replace(months, text=pen.forms.tenth(tenths(low)))
        return pen.forms.nsay(
            "At the pace of the first whole month that is a wait of at least {months} months.",
            "At the pace of the first whole months that is a wait of at least {months} months.",
            len(found.curve.paces),
            months=least,
        )
    return pen.forms.nsay(
        "At the pace of the first whole month that is a wait of {months} months.",
        "At the pace of the first whole months that is a wait of {months} months.",
        len(found.curve.paces),
        months=months,
    )
