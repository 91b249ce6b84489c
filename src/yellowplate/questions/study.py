"""Questions that take an article, an event, the law, or a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from yellowplate.errors import UsageError
from yellowplate.facts import Segment
from yellowplate.questions.shapes import (
    Asked,
    Cited,
    DayText,
    Pace,
    PeriodText,
    Question,
    Short,
    SubjectText,
    command,
    in_python,
)

if TYPE_CHECKING:
    from yellowplate.desk import Desk
    from yellowplate.effects import Effect, Events, Refusal, Sweep
    from yellowplate.entry.appraisal import Appraisal
    from yellowplate.entry.ask import Asked as Entry
    from yellowplate.judging import Checked
    from yellowplate.rules.ask import Asked as Access_
    from yellowplate.rules.conditions.answer import Conditions
    from yellowplate.rules.kei_class import KeiClass
    from yellowplate.rules.owning.answer import Owning
    from yellowplate.rules.shapes import Access

TEXT_SIGNS = 200_000
_MOST = 60
_ENTRY_DRAWS = 20_000


class CheckAsked(Asked):
    """Judge every statement of an article on vehicle registrations, given as text or HTML."""

    text: str = Field(min_length=1, max_length=1_500_000, description="The article, as text or HTML.")
    title: Short = Field("", description="Its headline, where the text doesn't have it.")
    published: DayText | None = Field(None, description="The day it appeared, as 2025-12-31.")
    language: Literal["", "en", "ja", "uk"] = Field("", description="Its language, by default told from the text.")


class EffectAsked(Asked):
    """What an event did to a car's units, share or attention, with its uncertainty, or why that can't be said."""

    subject: SubjectText
    event: Short | None = Field(
        None, description="The id of an event; by default its last launch, or supply stop where none is logged."
    )
    on: DayText | None = Field(None, description="A day on which something happened, instead of an event.")
    outcome: Literal["units", "share", "attention"] = Field("units", description="What it is measured on.")
    credited: PeriodText | None = Field(None, description="A month whose sales somebody credits to the event.")
    segment: Segment | None = Field(None, description="The part of the market.")


class EventsAsked(Asked):
    """The dated happenings of a subject and of the whole market, or all that are logged."""

    subject: SubjectText | None = None


class SweepAsked(Asked):
    """The months in which cars broke with their past, and which of them nobody logged."""

    segment: Segment = Field(Segment.KEI_PASSENGER, description="The part of the market.")
    rate: float = Field(0.1, gt=0, le=0.5, description="The false discovery rate.")


class AccessAsked(Asked):
    """May a car be sold, imported and driven there on that day: yes, no, depends or unclear, rule by rule."""

    car: SubjectText
    market: Literal["us", "eu", "gb", "ca", "au", "nz", "pk", "in", "cn", "tw", "jp"] = "us"
    on: DayText
    state: str = Field("", max_length=2, description="A US state by its two letters.")
    built: str = Field("", max_length=20, description="When it was built: a day, a month or a year.")
    route: Literal["", "new", "used", "low-speed"] = Field("", description="Sell new, import used, or low-speed.")
    road: str = Field("", max_length=12, description="The road's posted limit in mph, or interstate.")
    holds: Short = Field("", description="Permits it holds, as epa-certificate,standard-500.")
    sold: int | None = Field(None, ge=1, le=100_000_000, description="How many are to be sold a year.")
    certified: bool = Field(False, description="Its maker certified it to all rules there.")
    altered: bool = Field(False, description="It isn't in its original condition.")
    facts: Short = Field("", description="What the asker knows: length_mm=3295,powertrain=petrol,body=goods.")


class AccessOverAsked(AccessAsked):
    """How the answer about access moves between two days."""

    days: str = Field(max_length=30, description="Two days, as 2024-01-01..2026-12-31.", examples=["2024..2026"])


class OwnAsked(Asked):
    """What a car costs to own in Japan, or two beside each other: yen by year and item, every amount with its rule."""

    car: SubjectText
    on: DayText
    against: str = Field("", max_length=80, description="Another car beside it.")
    years: int = Field(7, ge=1, le=30, description="How long it is kept.")
    km: int = Field(8000, ge=0, le=500_000, description="How far it is driven a year.")
    city: str = Field("", max_length=40, description="Where it is kept: tokyo-23, osaka, fussa, 青森市, ...")
    built: str = Field("", max_length=20, description="Used, first inspected then; new by default.")
    expressway_km: int | None = Field(None, ge=0, le=500_000, description="Of the distance, on expressways.")
    fuel_price: float | None = Field(None, ge=0, le=10_000, description="Yen a litre, where the data has none.")
    discount: float = Field(2.0, ge=0, lt=100, description="Percent a year by which later yen are worth less.")
    price: int | None = Field(None, ge=1, le=1_000_000_000, description="The car's price with tax in yen.")
    against_price: int | None = Field(None, ge=1, le=1_000_000_000, description="The other car's price in yen.")
    km_per_litre: float | None = Field(None, ge=0.1, le=1000, description="The car's fuel economy.")
    against_km_per_litre: float | None = Field(None, ge=0.1, le=1000, description="The other car's fuel economy.")
    business: bool = Field(False, description="Kept for business instead of privately.")


class KeiClassAsked(Asked):
    """Is it a kei car under the limits of that day."""

    on: DayText
    length: int | None = Field(None, ge=1, le=100_000, description="Millimetres.")
    width: int | None = Field(None, ge=1, le=100_000, description="Millimetres.")
    height: int | None = Field(None, ge=1, le=100_000, description="Millimetres.")
    displacement: int | None = Field(None, ge=1, le=100_000, description="Cubic centimetres.")
    power: int | None = Field(None, ge=1, le=100_000, description="PS.")
    two_stroke: bool = Field(False, description="The engine is a two-stroke.")
    electric: bool = Field(False, description="It runs on a battery.")


class ConditionsAsked(Asked):
    """Why kei cars are said to thrive, held against figures."""


class EnterAsked(Asked):
    """Would it pay to sell this car abroad, alone or with partners: the answer, its odds, and what decides it."""

    car: SubjectText
    market: Literal["us"] = "us"
    on: DayText = Field("2026-01", description="When it is decided: whose law and duty count.")
    price: float | None = Field(None, gt=0, le=1_000_000, description="The sticker in USD; by default chosen.")
    scenario: Literal["today", "eased", "low-speed"] = Field("today", description="The rules of the day, or eased.")
    partners: Short = Field("", description="Makers that sell it, the first leads: nissan,mitsubishi.")
    build: Literal["japan", "us"] = Field("japan", description="Where it is built.")
    draws: int = Field(2_000, ge=100, le=_ENTRY_DRAWS, description="How many draws.")
    seed: int = Field(1, ge=0, lt=2**31, description="The same seed gives the same answer.")
    given: Short = Field("", description="Inputs that replace their ranges: fx=150,certification=30e6.")


def access_asked(a: AccessAsked) -> Access_:
    """The question about access as the desk takes it; raises UsageError for facts that are none."""
    from yellowplate.rules.ask import Asked as Question_
    from yellowplate.rules.car import facts_of

    said = dict(facts_of(_pairs(a.facts)))
    said |= {"certified": a.certified or None, "original": False if a.altered else None}
    if a.holds:
        said["holds"] = frozenset(part.strip() for part in a.holds.split(","))
    return Question_(a.car, a.market, a.on, a.state, a.built, a.route, a.road, a.sold, said)


def entry_asked(a: EnterAsked) -> Entry:
    """The question about entry as the desk takes it; raises UsageError for inputs that are none."""
    from yellowplate.entry.ask import Asked as Entry_
    from yellowplate.entry.ask import given_of, partners_of

    given = given_of(part for part in a.given.split(",") if part.strip())
    partners = partners_of(a.partners)
    return Entry_(a.car, a.market, a.on, a.price, a.scenario, partners, a.build, a.draws, a.seed, given)


def _pairs(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not (name.strip() and value.strip()) for name, _, value in pairs):
        raise UsageError(f"{text!r} sets nothing; write it as name=value,name=value.")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _own(desk: Desk, a: OwnAsked) -> Owning:
    from yellowplate.rules.owning.asked import Keeping, OneCar

    keeping = Keeping(
        a.on, a.years, a.km, a.city, a.built, a.expressway_km, a.fuel_price, a.discount, private=not a.business
    )
    cars = [OneCar(a.car, a.price, a.km_per_litre)]
    if a.against:
        cars.append(OneCar(a.against, a.against_price, a.against_km_per_litre))
    return desk.own(cars, keeping)


def _kei_class(desk: Desk, a: KeiClassAsked) -> KeiClass:
    measures = {name: getattr(a, name) for name in ("length", "width", "height", "displacement", "power")}
    return desk.kei_class(a.on, measures, two_stroke=a.two_stroke, electric=a.electric)


def _check(desk: Desk, a: CheckAsked) -> Checked:
    return desk.check(a.text, title=a.title, published=a.published, language=a.language)


def _access_command(a: AccessAsked, **more: object) -> str:
    return command(
        "access",
        a.car,
        a.market,
        on=a.on,
        state=a.state,
        built=a.built,
        route=a.route,
        road=a.road,
        holds=a.holds,
        sold=a.sold,
        certified=a.certified,
        altered=a.altered,
        facts=a.facts,
        **more,
    )


def _own_command(a: OwnAsked) -> str:
    told = a.model_dump(exclude={"car"}, exclude_defaults=True)
    return command("own", a.car, **told)


def _enter_command(a: EnterAsked) -> str:
    told = {"on": a.on, "price": a.price, "scenario": a.scenario, "partners": a.partners, "build": a.build}
    sets = "".join(f" --set {name}={value}" for name, value in _pairs(a.given).items())
    return command("enter", a.car, a.market, **told, draws=a.draws, seed=a.seed) + sets


def _cited_claims(desk: Desk, answer: Checked) -> Iterator[Cited]:
    for claim in answer.claims:
        for item in claim.found.evidence[:2]:
            yield Cited(f"{claim.verdict}: {' '.join(claim.text.split())[:80]}", "", item.source_url)


def _cited_event(desk: Desk, answer: Effect | Refusal) -> Iterator[Cited]:
    if answer.event.source_url:
        yield Cited(f"{answer.event.day} {answer.event.headline}", "", answer.event.source_url)


def _cited_events(desk: Desk, answer: Events) -> Iterator[Cited]:
    return (Cited(f"{event.day} {event.headline}", "", event.source_url) for event in answer.events[:_MOST])


def _cited_rules(desk: Desk, answer: Access | Owning) -> Iterator[Cited]:
    """Every rule of the answer that has an address, wherever it stands."""
    found: dict[object, Cited] = {}
    for rule in _rules_in(answer.data()):
        found.setdefault(rule["id"], Cited(str(rule["id"]), str(rule.get("citation", "")), str(rule["source_url"])))
    return iter(list(found.values())[:_MOST])


def _rules_in(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "id" in data and "source_url" in data:
            yield data
        for value in data.values():
            yield from _rules_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _rules_in(value)


def _cited_inputs(desk: Desk, answer: Appraisal) -> Iterator[Cited]:
    return (Cited(one.name, f"{one.kind}, {one.confidence}", one.source_url) for one in answer.inputs if one.source_url)


def _nobody(desk: Desk, answer: Sweep | KeiClass | Conditions) -> Iterator[Cited]:
    return iter(())


_SAID = "In November 2025 the Honda N-BOX sold 16,198 units."

STUDY = (
    Question(
        "check",
        CheckAsked,
        _check,
        lambda a: command("check", "article.txt", dateline=a.published),
        {"text": _SAID, "published": "2025-12-05"},
        {"value, fits": "in the measure of the claim: units in cars, changes and shares in percent, places as numbers"},
        _cited_claims,
        Pace.SLOW,
    ),
    Question(
        "effect",
        EffectAsked,
        lambda desk, a: desk.effect(
            a.subject, event=a.event, on=a.on, outcome=a.outcome, credited=a.credited, segment=a.segment
        ),
        lambda a: command("effect", a.subject, event=a.event, on=a.on, outcome=a.outcome, credited=a.credited),
        {"subject": "daihatsu/tanto", "event": "2023-12-20-daihatsu-scandal"},
        {"relative": "share of what would have been without the event", "gap": "in the outcome's unit a month"},
        _cited_event,
        Pace.SLOW,
    ),
    Question(
        "events",
        EventsAsked,
        lambda desk, a: desk.events(a.subject),
        lambda a: command("events", subject=a.subject),
        {"subject": "nissan/roox"},
        {"day": "ISO day or month"},
        _cited_events,
    ),
    Question(
        "sweep",
        SweepAsked,
        lambda desk, a: desk.sweep(a.segment, rate=a.rate),
        lambda a: (
            in_python("sweep", a.segment) if a.segment != Segment.KEI_PASSENGER else command("effect", sweep=True)
        ),
        {},
        {"relative": "share of what would have been"},
        _nobody,
        Pace.LONG,
        seconds=600,
    ),
    Question(
        "access",
        AccessAsked,
        lambda desk, a: desk.access(access_asked(a)),
        _access_command,
        {"car": "nissan/roox", "market": "us", "on": "2026-03-01"},
        {"duty": "percent of the car's value"},
        _cited_rules,
    ),
    Question(
        "access_over",
        AccessOverAsked,
        lambda desk, a: desk.access_over(access_asked(a), a.days),
        lambda a: _access_command(a, timeline=a.days),
        {"car": "kei-truck", "market": "us", "on": "2026-03-01", "built": "2000-05", "days": "2024-01-01..2026-12-31"},
        {},
        _nobody,
    ),
    Question(
        "own",
        OwnAsked,
        _own,
        _own_command,
        {"car": "nissan/roox", "on": "2025-11", "city": "tokyo-23"},
        {"low, high": "yen of the year they fall in, tax included"},
        _cited_rules,
    ),
    Question(
        "kei_class",
        KeiClassAsked,
        _kei_class,
        lambda a: command("class", **a.model_dump(exclude_defaults=True)),
        {"on": "1996-03-01", "length": 3295, "width": 1395, "height": 1350, "displacement": 656},
        {"length, width, height": "millimetres", "displacement": "cubic centimetres", "power": "PS"},
        _nobody,
    ),
    Question(
        "conditions",
        ConditionsAsked,
        lambda desk, a: desk.conditions(),
        lambda a: command("conditions"),
        {},
        {},
        _nobody,
    ),
    Question(
        "enter",
        EnterAsked,
        lambda desk, a: desk.enter(entry_asked(a)),
        _enter_command,
        {"car": "nissan/roox", "draws": 200},
        {"worth, costs": "US dollars of today before tax, in present value", "odds": "share of draws in which it pays"},
        _cited_inputs,
        Pace.LONG,
        seconds=600,
    ),
)
