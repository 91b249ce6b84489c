"""Each part of the common story: what it would lead one to expect, what the figures say, and what they can't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yellowplate.facts import Period
from yellowplate.rules.conditions.figures import (
    MEASURES,
    Known,
    Share,
    TaxChange,
    measured,
    nation,
    parking_rules,
    tax_changes,
)
from yellowplate.rules.conditions.ranks import Correlation, correlation, partial

HOMES, NEW = "kei_per_100_households", "kei_share_of_new_sales_pct"
ALL, DENSITY = "cars_per_household", "density_per_km2"
HOMES_IN, NEW_IN = "2019-12", "2014"
ALL_IN = ("2021-03", "2022-03", "2019-03")


class Part(StrEnum):
    """A part of the common explanation."""

    DENSITY = "dense cities"
    PARKING = "parking"
    TAXES = "taxes"


class Says(StrEnum):
    """What figures say of a part of the story."""

    FOR = "for it"
    AGAINST = "against it"
    UNDECIDED = "cannot decide"


@dataclass(frozen=True, slots=True)
class Finding:
    """One look at the figures: what was compared, the number, and what it says of the story in plain words."""

    part: Part
    compared: str
    when: str
    count: int
    bounded: int
    number: str
    interval: str
    says: Says
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A part of the story with all findings, what they come to, and what else could be behind them."""

    part: Part
    claim: str
    says: Says
    words: str
    confounders: tuple[str, ...]
    findings: tuple[Finding, ...]


def stories(shares: Mapping[Period, Share]) -> tuple[Story, ...]:
    """The three parts of the story; `shares` are the desk's own kei shares of new vehicles by calendar year."""
    return _density(), _parking(), _taxes(shares)


def _density() -> Story:
    density = measured(DENSITY, "")
    homes, new, every = measured(HOMES, HOMES_IN), measured(NEW, NEW_IN), measured(ALL, *ALL_IN)
    findings = (
        _ranked(density, homes, HOMES_IN, expected=1, words=_DENSE_HOMES),
        _ranked(density, new, NEW_IN, expected=1, words=_DENSE_NEW),
        _ranked(density, every, "2019 to 2022", expected=0, words=_DENSE_ALL),
        _given(density, new, every),
    )
    says = Says.AGAINST if all(f.says is Says.AGAINST for f in findings[:2]) else Says.UNDECIDED
    words = (
        "The figures speak against it: the denser a prefecture, the fewer kei cars its homes own and the smaller their "
        "share of new sales. Kei cars are the cars of the country and of small towns."
        if says is Says.AGAINST
        else "The figures cannot decide it."
    )
    return Story(Part.DENSITY, "Kei cars thrive because Japan's cities are dense.", says, words, _CONFOUNDERS, findings)


_DENSE_HOMES = "denser prefectures own {} kei cars per home"
_DENSE_NEW = "in denser prefectures the kei share of new sales is {}"
_DENSE_ALL = "denser prefectures own {} cars of any size per home: few kei cars there are also few cars"
_CONFOUNDERS = (
    "trains and buses, which dense prefectures have and others lack",
    "how many cars a home owns at all: second and third cars are often kei cars",
    "income, age, snow and the width of roads, none of which is in the data",
    "prefectures are large: a dense city may lie in a thin prefecture",
)


def _ranked(x: Mapping[str, Known], y: Mapping[str, Known], when: str, *, expected: int, words: str) -> Finding:
    """Density against another measure, over the prefectures that have both."""
    places = sorted(x.keys() & y.keys())
    found = correlation([x[p].low for p in places], [(y[p].low, y[p].high) for p in places])
    measure = next(iter(y.values())).measure
    more, fewer = ("higher", "lower") if measure == NEW else ("more", "fewer")
    said = {1: more, -1: fewer, 0: f"neither surely {more} nor {fewer}"}
    return Finding(
        Part.DENSITY,
        f"{MEASURES[DENSITY]} and {MEASURES[measure]}",
        when,
        found.pairs,
        found.bounded,
        _rho(found),
        _interval(found),
        _judged(found, expected),
        words.format(said[found.sign]),
        _urls([*x.values(), *y.values()]),
    )


def _judged(found: Correlation, expected: int) -> Says:
    if not expected or not found.sign:
        return Says.UNDECIDED
    return Says.FOR if found.sign == expected else Says.AGAINST


def _given(x: Mapping[str, Known], y: Mapping[str, Known], given: Mapping[str, Known]) -> Finding:
    places = sorted(x.keys() & y.keys() & given.keys())
    found = partial(*([table[p].low for p in places] for table in (x, y, given)))
    said = {
        -1: "also among prefectures whose homes own as many cars, the denser ones buy fewer kei cars",
        1: "among prefectures whose homes own as many cars, the denser ones buy more kei cars",
        0: "among prefectures whose homes own as many cars, density makes no sure difference",
    }
    return Finding(
        Part.DENSITY,
        f"{MEASURES[DENSITY]} and {MEASURES[NEW]}, cars per household taken out",
        f"{NEW_IN}, 2019 to 2022",
        found.pairs,
        0,
        _rho(found),
        _interval(found),
        _judged(found, 1),
        said[found.sign],
        _urls([*x.values(), *y.values(), *given.values()]),
    )


def _rho(found: Correlation) -> str:
    low, high = f"{found.low:+.2f}", f"{found.high:+.2f}"
    return low if low == high else f"{low} to {high}"


def _interval(found: Correlation) -> str:
    return "{:+.2f} to {:+.2f}".format(*found.interval)


def _urls(known: Sequence[Known]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source_url for one in known))


def _parking() -> Story:
    """The relief shrank in steps while ownership rose; where it holds can't be ranked."""
    homes = {period: known.low for period, known in nation(HOMES).items()}
    steps = [rule for rule in parking_rules() if rule.first]
    begun = steps[0]
    before, after = _last_before(homes, begun.first), homes[max(homes)]
    words = (
        f"The relief shrank in {len(steps)} steps from {begun.first} to {steps[-1].first}, while kei vehicles per 100 "
        f"households rose from {before:g} to {after:g}"
    )
    read_at = [known.source_url for known in nation(HOMES).values()] + [rule.source_url for rule in steps]
    over_time = Finding(
        Part.PARKING,
        "parking relief and kei vehicles per 100 households",
        f"{begun.first} to {max(homes)}",
        len(homes),
        0,
        f"{before:g} to {after:g}",
        "",
        Says.AGAINST if after > before else Says.UNDECIDED,
        words,
        tuple(dict.fromkeys(read_at)),
    )
    return Story(
        Part.PARKING,
        "Kei cars thrive because they need no proof of a parking space.",
        Says.UNDECIDED,
        "The figures cannot decide it. Every owner must have a space; what a kei owner is spared is the certificate "
        "before registration, and outside listed towns the notice too. The relief is widest where space is plenty "
        "anyway, so that area and density can't be told apart; over time the relief shrank and ownership still rose.",
        (
            "the towns without the duty are small and rural, where homes own more cars of any size",
            "the list of towns is known whole for Tokyo, Osaka and Aomori only",
            "kei cars grew longer and stronger in 1990 and 1998, while the relief shrank",
        ),
        (over_time, _parking_by_area()),
    )


def _last_before(homes: Mapping[str, float], day: str) -> float:
    return homes[max(period for period in homes if period < day)]


def _parking_by_area() -> Finding:
    new = measured(NEW, NEW_IN)
    listed = {"Tokyo": "all but 17 towns and villages", "Osaka": "29 cities", "Aomori": "3 cities"}
    parts = [f"{name} {new[name].low:g} % (the duty in {where})" for name, where in listed.items()]
    return Finding(
        Part.PARKING,
        "area of the duty and kei share of new sales (%)",
        NEW_IN,
        len(listed),
        0,
        "; ".join(parts),
        "",
        Says.UNDECIDED,
        "three prefectures are too few, and where the duty is widest the prefecture is also the densest",
        _urls([new[name] for name in listed]),
    )


def _taxes(shares: Mapping[Period, Share]) -> Story:
    findings = tuple(_tax(change, shares) for change in tax_changes())
    said = [finding.says for finding in findings]
    words = (
        f"The figures cannot decide it. All {len(said)} changes narrowed the kei car's advantage; its share fell with "
        f"{said.count(Says.FOR)} of them and rose with {said.count(Says.AGAINST)}. A share before and after can't tell "
        "a tax from all else that happened. That a kei car is taxed less is a fact; what that sells is not shown here."
    )
    confounders = tuple(dict.fromkeys(change.beside for change in tax_changes()))
    return Story(
        Part.TAXES, "Kei cars thrive because they are taxed less.", Says.UNDECIDED, words, confounders, findings
    )


def _tax(change: TaxChange, shares: Mapping[Period, Share]) -> Finding:
    """The kei share of the calendar year before the change, and of the first whole year after it.

    Where that year holds the next change already, the year of the change itself stands for it.
    """
    next_one = any(change.day < other.day <= change.day.replace(year=change.day.year + 1) for other in tax_changes())
    years = change.day.year - 1, change.day.year + (not next_one)
    before, after = (shares.get(Period.year(year)) for year in years)
    says, words = Says.UNDECIDED, "the share of a year around it is not known"
    if before and after:
        says, words = _moved(before, after)
    return Finding(
        Part.TAXES,
        f"{change.day}: {change.text}",
        " and ".join(map(str, years)),
        2,
        sum(share is not None and share.low != share.high for share in (before, after)),
        f"{before} to {after}" if before and after else "not known",
        "",
        says,
        words,
        (change.source_url, *(share.source for share in (before, after) if share)),
    )


def _moved(before: Share, after: Share) -> tuple[Says, str]:
    if after.high < before.low:
        return Says.FOR, "the kei share fell as its advantage shrank"
    if after.low > before.high:
        return Says.AGAINST, "the kei share rose although its advantage shrank"
    return Says.UNDECIDED, "the bounds leave open which way the share moved"
