"""The page that says what an event did to a car: the form, the events, the finding with its charts and tests."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.effects import Effect
from yellowplate.effects.panel import Grain, Outcome
from yellowplate.effects.shapes import CHANCE, Phase
from yellowplate.publish.text.happened import happened
from yellowplate.questions import QUESTIONS, Asked
from yellowplate.web.pages import drawings
from yellowplate.web.pages.jobs import put
from yellowplate.web.pages.lines import Line
from yellowplate.web.pages.sheets import table
from yellowplate.web.pages.spoken import spoken

if TYPE_CHECKING:
    from yellowplate.answers import Answer
    from yellowplate.effects.shapes import Refusal, Sweep
    from yellowplate.facts import Event
    from yellowplate.web.pages.drawings import Picture
    from yellowplate.web.pages.view import View

_TEMPLATE = "effects.html.j2"
_LEAST_WEIGHT = 0.005


async def effects(view: View) -> Response:
    """The form, or the answer to it, or the search for breaks that nobody logged."""
    title = view.word("What an event did")
    if view.request.query_params.get("sweep"):
        return await put(view, "sweep", title, _TEMPLATE, _sweep)
    if not view.request.query_params.get("subject"):
        return await view.page(_TEMPLATE, title=title, answer=None, job=None, events=None, asked=None)
    asked = view.asked("effect")
    answer: Effect | Refusal = await view.answer("effect", asked)
    return await view.page(_TEMPLATE, title=title, **await view.run(_effect, view, asked, answer))


def _shown(view: View, name: str, asked: Asked, answer: Answer) -> dict[str, Any]:
    shown = table(view, view.word("The answer in detail"), answer, left_out=("name",))
    return {"asked": asked, "question": QUESTIONS[name], "answer": answer, "shown": shown, "job": None}


def _sweep(view: View, asked: Asked, answer: Sweep) -> dict[str, Any]:
    unlogged = sum(not found.logged for found in answer.breaks)
    finding = view.tell(
        "{n} breaks at a false discovery rate of {rate} %, {unlogged} of them not logged.",
        n=str(len(answer.breaks)),
        rate=view.number(answer.rate * 100),
        unlogged=str(unlogged),
    )
    note = view.tell(
        "{n} car-months were tested; p is the share of {reference} car-months far from any logged event that show an "
        "error ratio as large.",
        n=view.forms.units(answer.tested),
        reference=view.forms.units(answer.reference),
    )
    parts = {"finding": finding, "notes": [note], "pictures": [], "events": None}
    return {**_shown(view, "sweep", asked, answer), **parts}


def _effect(view: View, asked: Asked, answer: Effect | Refusal) -> dict[str, Any]:
    found = isinstance(answer, Effect)
    return {
        **_shown(view, "effect", asked, answer),
        "finding": _finding(view, answer) if isinstance(answer, Effect) else _refusal(view, answer),
        "notes": list(_notes(view, answer)) if isinstance(answer, Effect) else [],
        "pictures": _pictures(view, answer) if isinstance(answer, Effect) else [],
        "events": _options(view, answer.subject, answer.event if view.request.query_params.get("event") else None),
        "refused": not found,
    }


def _options(view: View, subject: str, asked: Event | None) -> list[tuple[str, str]]:
    """Every event that can be asked about, with the one that was."""
    events = [event for event in view.desk.events(subject).events if event.id]
    if asked is not None and asked not in events:
        events = sorted([*events, asked], key=lambda event: event.day)
    return [(event.id, f"{view.forms.day(event.day)} {_happened(view, event)}") for event in events]


def _happened(view: View, event: Event) -> str:
    return happened(view.forms, view.desk.catalog, event)


def _event(view: View, event: Event) -> str:
    day = view.forms.day(event.day)
    return view.say("{day} ({what})", day=day, what=_happened(view, event)) if event.id else day


def _percent(view: View, relative: float) -> str:
    return f"{view.number(relative * 100, '+0;-0')} %"


def _size(view: View, share: float) -> str:
    return f"{view.number(share * 100, '0')} %"


def _span(view: View, answer: Effect) -> str:
    after = [step.when for step in answer.steps if step.phase is Phase.AFTER]
    first, last = view.forms.day(after[0]), view.forms.day(after[-1])
    return first if len(after) == 1 else view.say("{first} to {last}", first=first, last=last)


def _amount(view: View, answer: Effect) -> str:
    """The mean gap with its unit and the length of a step."""
    if answer.outcome is Outcome.SHARE:
        return view.say("{n} points of the segment", n=view.number(answer.mean, "+0.0;-0.0"))
    many = view.number(answer.mean, "+#,##0;-#,##0")
    if answer.outcome is Outcome.ATTENTION:
        return view.say("{n} views", n=many)
    return view.nsay("{n} car", "{n} cars", abs(round(answer.mean)), n=many)


def _finding(view: View, answer: Effect) -> Line:
    """The finding in a sentence, with how far it can be told from chance."""
    return view.tell(
        "{car}, {span}: {percent} ({amount} {each}) against what would have been without the event of {event}; {sure}.",
        car=view.name(answer.subject),
        span=_span(view, answer),
        percent=_percent(view, answer.relative),
        amount=_amount(view, answer),
        each=_each(view, answer.grain),
        event=_event(view, answer.event),
        sure=_sure(view, answer),
    )


def _each(view: View, grain: Grain) -> str:
    return {
        Grain.MONTH: view.word("a month"),
        Grain.WEEK: view.word("a week"),
        Grain.DAY: view.word("a day"),
    }[grain]


def _sure(view: View, answer: Effect) -> str:
    tests, test = answer.tests, answer.tests.in_space
    if not tests.clear:
        return view.word("that can't be told from chance")
    in_time = view.number(tests.by_time, "0.000")
    if test.least <= CHANCE:
        in_space = view.number(test.p, "0.000")
        return view.say("that is more than chance (p = {space} in space, {time} in time)", space=in_space, time=in_time)
    return view.say(
        "that is more than chance by the test in time (p = {time}); in space it comes first of {n}, and so few allow "
        "no p below {least}",
        time=in_time,
        n=str(test.placebos + 1),
        least=view.number(test.least, "0.000"),
    )


def _refusal(view: View, answer: Refusal) -> Line:
    car, why = view.name(answer.subject), spoken(view, answer.reason)
    return view.tell("{car}, {event}: no estimate. {why}", car=car, event=_event(view, answer.event), why=why)


def _notes(view: View, answer: Effect) -> Iterator[Line]:
    """The tests, the donors, robustness and caveats."""
    test, moved = answer.tests.in_space, answer.tests.in_time
    yield view.tell(
        "Placebo test in space: the error ratio after to before is in place {place} of {n}, p = {p}; {placebos} donors "
        "allow no p below {least}.",
        place=str(test.place),
        n=str(test.placebos + 1),
        p=view.number(test.p, "0.000"),
        placebos=str(test.placebos),
        least=view.number(test.least, "0.000"),
    )
    yield view.tell(
        "Interval by the same test at {percent}: {interval}.",
        percent=_size(view, 1 - answer.tests.level),
        interval=_interval(view, answer),
    )
    yield view.tell("Conformal test in time: p = {p}.", p=view.number(answer.tests.by_time, "0.000"))
    if moved.dates:
        yield view.tell(
            "Placebo test in time: {n} of {dates} earlier dates show an error ratio as large.",
            n=str(moved.larger),
            dates=str(moved.dates),
        )
    yield from _donors(view, answer)
    yield from view.spoken(answer.remarks)


def _interval(view: View, answer: Effect) -> str:
    if not answer.tests.interval:
        return view.word("no effect that is the same all the time fits, since it grew or faded")
    return view.word(" or ").join(_piece(view, low, high) for low, high in answer.tests.interval)


def _piece(view: View, low: float, high: float) -> str:
    if low <= -1 and isinf(high):
        return view.word("any effect at all")
    if isinf(high):
        return view.say("{percent} or more", percent=_percent(view, low))
    return view.say("{first} to {last}", first=_percent(view, low), last=_percent(view, high))


def _donors(view: View, answer: Effect) -> Iterator[Line]:
    used = [step.when for step in answer.steps if step.phase is Phase.BEFORE]
    yield view.tell(
        "Fitted on {n} steps from {first} to {last}; the usual gap before the event is {percent} of its level.",
        n=str(len(used)),
        first=view.forms.day(used[0]),
        last=view.forms.day(used[-1]),
        percent=_size(view, answer.misfit),
    )
    names = {view.desk.catalog.name(id_): view.name(id_) for id_ in view.desk.catalog.nameplates}
    weights = [
        f"{names.get(name, name)} {_size(view, weight)}" for name, weight in answer.donors if weight >= _LEAST_WEIGHT
    ]
    yield view.tell("Weights: {weights}.", weights=view.between[","].join(weights))
    if effects := [effect for _, effect in answer.without]:
        low, high = _percent(view, min(effects)), _percent(view, max(effects))
        yield view.tell("With one donor left out: {first} to {last}.", first=low, last=high)
    forms = [f"{view.told(form)} {_percent(view, effect)}" for form, effect in answer.forms]
    yield view.tell("Other forms: {forms}.", forms=view.between[","].join(forms))


def _pictures(view: View, answer: Effect) -> list[Picture]:
    from yellowplate.effects.page import drawings as drawn

    name = view.name(answer.subject)
    words = (
        view.say("{car}: actual (solid) and without the event (dashed); what follows it is shaded", car=name),
        view.say(
            "The difference for {car} (dark) and for cars without such an event (pale, their band in grey)", car=name
        ),
    )
    return drawings.foreign((said, svg) for said, (_, svg) in zip(words, drawn(answer), strict=True))
