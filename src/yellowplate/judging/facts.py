"""Makers, publishers, days, limits, orders, and whether a cause came before its effect."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from yellowplate.catalog import Catalog
from yellowplate.facts import Cause, Judgement, Number, Period, Relation, Segment
from yellowplate.judging.market import Evidence, Market
from yellowplate.judging.verdicts import Found
from yellowplate.read.prose.bodies import bodies, body_names
from yellowplate.read.prose.facts import SUPPLY
from yellowplate.read.prose.statements import Day, Reading, Size, Text
from yellowplate.subjects import DATA, Orders, orders

_NEAR = timedelta(days=60)
_CLOSE = Fraction(1, 20)
_KINDS = {
    "show": ("reveal",),
    "launch": ("launch", "full-model-change", "facelift", "on_sale", "announced"),
    "announce": ("launch", "full-model-change", "announced", "reveal", "statement"),
    "order": ("launch", "announced", "orders open"),
    "stop": ("supply-stop",),
    "resume": ("supply-resume",),
}
_METRIC = {"m": Fraction(1000), "cm": Fraction(10), "mm": Fraction(1), "cc": Fraction(1), "PS": Fraction(1)}
_PER_PS = {"hp": Fraction(1000, 1014), "kW": Fraction(10000, 13596)}
_SIZES = {
    "length": "length_mm",
    "width": "width_mm",
    "height": "height_mm",
    "displacement": "displacement_cc",
    "power": "power_ps",
}


@lru_cache(maxsize=1)
def _classes() -> tuple[dict[str, str], ...]:
    return tuple(_rows("kei_class"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO((DATA / f"{name}.csv").read_text(encoding="utf-8")))


def judge_maker(reading: Reading, market: Market) -> Found:
    """Whether a maker sells the car; the one that builds it for another is no mistake."""
    car, said = market.catalog.nameplates[reading.subject], str(reading.value)
    evidence = (Evidence(car.source_url, car.maker, ""),) if car.source_url else ()
    if said == car.maker:
        return Found(Judgement.CONFIRMED, evidence=evidence)
    if said == car.built_by and reading.kind == "built":
        return Found(
            Judgement.CONSISTENT,
            note=f"{market.named(said)} builds it, {market.named(car.maker)} sells it",
            evidence=evidence,
        )
    return Found(Judgement.CONTRADICTED, Cause.MAKER, car.maker, "", evidence)


def judge_publisher(reading: Reading, named: Iterable[str]) -> Found:
    """Whether an association publishes the figures of a part of the market; `named` are all that the text names."""
    body = next(b for b in bodies() if b.id == body_names()[" ".join(str(reading.value).lower().split())])
    right = [b for b in bodies() if reading.subject in b.segments]
    if body in right:
        return Found(Judgement.CONFIRMED, evidence=(Evidence(body.source_url, body.name_ja, ""),))
    if reading.subject == Segment.ALL or any(b.id in named for b in right):
        return Found(Judgement.UNKNOWN, note="it publishes other figures of the market")
    fits = " / ".join(b.name_ja for b in right)
    evidence = tuple(Evidence(b.source_url, b.name_ja, "") for b in right)
    return Found(Judgement.CONTRADICTED, None, fits, f"the figures of {reading.subject} cars are not its own", evidence)


@dataclass(frozen=True, slots=True)
class _Known:
    """A day or month on which something happened, as the catalog has it."""

    first: date
    last: date
    kind: str
    words: str
    url: str


def judge_date(reading: Reading, market: Market) -> Found:
    """Whether something happened to a car on a day; a day of another happening of that car is left open.

    Plants, shipments and models stop and start again on different days, so a day that isn't known is open too.
    """
    said = reading.value
    assert isinstance(said, Day)
    known = list(_happenings(reading.subject, market.catalog))
    for wanted, judgement in ((True, Judgement.CONFIRMED), (False, Judgement.CONSISTENT)):
        for item in known:
            if (item.kind in _KINDS[reading.kind]) is wanted and item.first <= said.last and said.first <= item.last:
                return Found(judgement, None, "", "", (Evidence(item.url, item.words, ""),))
    near = [item for item in known if item.kind in _KINDS[reading.kind] and _distance(item, said) <= _NEAR]
    if not near or reading.kind in SUPPLY:
        return Found(Judgement.UNKNOWN, note="the catalog knows of nothing of the kind on that day")
    best = min(near, key=lambda item: _distance(item, said))
    return Found(Judgement.CONTRADICTED, None, best.words, "", (Evidence(best.url, best.words, ""),))


def _distance(item: _Known, said: Day) -> timedelta:
    return max(item.first - said.last, said.first - item.last, timedelta(0))


def _happenings(subject: str, catalog: Catalog) -> Iterator[_Known]:
    for event in catalog.events(subject):
        kinds = [event.kind] + (["orders open"] if "orders" in event.headline.lower() else [])
        for kind in kinds:
            yield _known(event.day, kind, event.source_url)
    for row in catalog.generations(subject):
        if row.on_sale and not row.planned:
            yield _known(row.on_sale, "on_sale", row.source_url)
        if row.announced:
            yield _known(row.announced, "announced", row.source_url)


def _known(day: str, kind: str, url: str) -> _Known:
    if len(day) == len("2025-08-22"):
        first = last = date.fromisoformat(day)
    else:
        period = Period.parse(day)
        first, last = period.begins, period.ends - timedelta(days=1)
    return _Known(first, last, kind, day, url)


def judge_cause(reading: Reading) -> Found:
    """A cause that came after the end of its effect can't have been one; more can't be said here."""
    assert reading.day is not None and reading.period is not None and isinstance(reading.value, Text)
    if reading.day.first >= reading.period.ends:
        note = f"{reading.day.words} came after {reading.period}"
        return Found(Judgement.CONTRADICTED, Cause.TIME_ORDER, "", note)
    return Found(Judgement.UNKNOWN, note="whether it was the cause can't be read off the figures")


def judge_limit(reading: Reading, market: Market, today: date) -> Found:
    """A limit of the kei class: the one in force, or an earlier one."""
    size = reading.value
    assert isinstance(size, Size)
    column = _SIZES[size.dimension]
    rows = [row for row in _classes() if row[column]]
    now = next(row for row in reversed(rows) if row["length_mm"] and row["from"] <= today.isoformat())
    evidence = (Evidence(now["source_url"], now[column], now["from"]),)
    if _is_size(size, int(now[column])):
        return Found(Judgement.CONFIRMED, evidence=evidence)
    for row in rows:
        if _is_size(size, int(row[column])):
            until = row["to"] or "today"
            return Found(
                Judgement.CONSISTENT,
                note=f"the limit from {row['from']} to {until}",
                evidence=(Evidence(row["source_url"], row[column], row["from"]),),
            )
    unit = "cc" if size.dimension == "displacement" else "PS" if size.dimension == "power" else "mm"
    return Found(
        Judgement.CONTRADICTED,
        Cause.UNIT if _other_unit(size, int(now[column])) else None,
        f"{now[column]} {unit}",
        "",
        evidence,
    )


def _is_size(size: Size, limit: int) -> bool:
    if size.unit in _PER_PS:
        return abs(size.number.value - limit * _PER_PS[size.unit]) <= 1
    return size.number.value * _METRIC[size.unit] == limit


def _other_unit(size: Size, limit: int) -> bool:
    return any(size.number.value * factor == limit for factor in _METRIC.values())


def judge_orders(reading: Reading, market: Market, today: date) -> Found:
    """Orders against the dated announcements of them, told by the day of the text."""
    assert isinstance(reading.value, Number)
    told = [item for item in orders() if item.subject == reading.subject and item.to <= today.isoformat()]
    told = [item for item in told if reading.day is None or item.to >= reading.day.first.isoformat()[: len(item.to)]]
    for item in told:
        if _same_orders(reading.value, reading.relation, item):
            return Found(Judgement.CONFIRMED, note=_counted(item), evidence=(_cited(item),))
    if reading.relation is Relation.OVER:
        for item in told:
            if (
                item.relation is not Relation.UNDER
                and item.units >= reading.value.value
                and not _stale(reading, item, today)
            ):
                return Found(Judgement.CONFIRMED, note=_counted(item), evidence=(_cited(item),))
    note = "no announcement of these orders is known" if not told else f"known: {'; '.join(map(_counted, told[-2:]))}"
    return Found(Judgement.UNKNOWN, note=note, evidence=tuple(map(_cited, told[-2:])))


def _same_orders(number: Number, relation: Relation, item: Orders) -> bool:
    if relation is Relation.ABOUT:
        return abs(number.value - item.units) <= item.units * _CLOSE
    return number.value == item.units and relation is not Relation.UNDER


def _stale(reading: Reading, item: Orders, today: date) -> bool:
    """Whether an announcement is about another time than the text: more than a generation's first year ago."""
    return item.reported < (today - timedelta(days=400)).isoformat()


def _counted(item: Orders) -> str:
    since = f"from {item.from_} " if item.from_ else ""
    words = {Relation.EQUAL: "", Relation.OVER: "over ", Relation.ABOUT: "about ", Relation.UNDER: "under "}
    return f"{words[item.relation]}{item.units:,} orders {since}to {item.to}, told {item.reported}"


def _cited(item: Orders) -> Evidence:
    return Evidence(item.source_url, str(item.units), f"{item.from_}..{item.to}")
