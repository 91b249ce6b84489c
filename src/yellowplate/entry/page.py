"""The appraisal as a page that an executive reads in two minutes: answer, odds, what decides; then the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from yellowplate.entry.costs import BUILT
from yellowplate.entry.drawing import NARROW, WIDE, Bar, Frame, bars, outcomes
from yellowplate.entry.inputs import VOLUME, number

if TYPE_CHECKING:
    from yellowplate.entry.appraisal import Appraisal
    from yellowplate.entry.cases import Cases
    from yellowplate.entry.sensitivity import Swing

_SWINGS, _IN_100 = 8, (0.0, 100.0)
_MILLION_USD = "million USD"
_KINDS = {1: "gain", 0: "plain", -1: "loss"}
NAMES = {VOLUME: "cars sold a year", "fx": "JPY per USD", "duty": "duty", "discount": "discount rate"}


def html(answer: Appraisal) -> str:
    """One self-contained page: style and charts stand inside, nothing is fetched."""
    return _filled(
        "appraisal",
        a=answer,
        verdict=f"{answer.verdict[0].upper()}{answer.verdict[1:]}.",
        charts={name: (wide, narrow) for name, (_, wide), (_, narrow) in _drawn(answer)},
    )


def cases_html(cases: Cases) -> str:
    """The cases beside each other on one self-contained page."""
    return _filled("cases", a=cases, rows=list(_figures(cases)), kind=_kind)


def _figures(cases: Cases) -> Iterator[list[str]]:
    """The table of the cases with its heading, without what stands above it in words."""
    at = [at for at, name in enumerate(cases.columns) if name not in ("answer", "decided by")]
    for row in (cases.columns, *cases.shown()):
        yield [row[place] for place in at]


def _filled(template: str, **told: Any) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(loader=PackageLoader("yellowplate.entry"), autoescape=True, undefined=StrictUndefined)
    made.filters.update(number=number, millions=millions, named=named)
    return made.get_template(f"{template}.html.j2").render(**told)


def _drawn(answer: Appraisal) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    wide, narrow = charts(answer), charts(answer, NARROW)
    return ((name, wide[name], narrow[name]) for name in wide)


def charts(answer: Appraisal, frame: Frame = WIDE) -> dict[str, tuple[str, str]]:
    """The charts by name, each as what it shows in words and its SVG, whose looks the page gives."""
    worth, ways = _worth_told(answer), "Odds that it pays, by partners and place"
    tornado = "Worth at the low and high value of each input, in million dollars"
    sticker = "What the middle sticker pays for, in dollars"
    return {
        "worth": (worth, outcomes(worth, answer.worths, 1e6, _MILLION_USD, frame)),
        "tornado": (tornado, bars(tornado, _swings(answer), frame, _MILLION_USD)),
        "sticker": (sticker, bars(sticker, _sticker(answer), frame, "USD")),
        "ways": (ways, bars(ways, _ways(answer), frame, "in 100", _IN_100)),
    }


def named(name: str) -> str:
    """An input as a page calls it."""
    return NAMES.get(name, name.replace("_", " "))


def millions(value: float) -> str:
    """Millions of dollars, a loss with a minus."""
    return f"{value / 1e6:,.0f}".replace("-", "\N{MINUS SIGN}")


def _odds(odds: float) -> str:
    return f"{odds * 100:.0f} in 100"


def _kind(odds: float) -> str:
    from yellowplate.entry.appraisal import leaning

    return _KINDS[leaning(odds)]


def _worth_told(answer: Appraisal) -> str:
    low, middle, high = (answer.spreads[0].quantiles[at] / 1e6 for at in (0, 2, 4))
    return f"Worth in million dollars: middle {middle:,.0f}, 5 percent below {low:,.0f}, 5 percent above {high:,.0f}"


def _swings(answer: Appraisal) -> list[Bar]:
    return [
        Bar(named(one.name), one.worth_low / 1e6, one.worth_high / 1e6, _span(answer, one))
        for one in answer.swings[:_SWINGS]
    ]


def _span(answer: Appraisal, swing: Swing) -> str:
    """The two values of an input, a unit that both share told once."""
    held = answer.inputs_by_name.get(swing.name)
    told = held.told if held else number
    low, high = told(swing.low), told(swing.high)
    for unit in (" million", " %"):
        if low.endswith(unit) and high.endswith(unit):
            low = low.removesuffix(unit)
    return f"{low} to {high}"


def _sticker(answer: Appraisal) -> list[Bar]:
    price = answer.spreads[1].quantiles[2]
    rows, at = [], 0.0
    for name, amount in answer.costs:
        rows.append(Bar(name, at, at + amount, f"{amount:,.0f}"))
        at += amount
    kind = "gain" if price >= at else "loss"
    return [*rows, Bar("left for fixed cost", at, price, f"{price - at:,.0f}", kind)]


def _ways(answer: Appraisal) -> list[Bar]:
    return [
        Bar(
            f"{len(one.partners)} {'brand' if len(one.partners) == 1 else 'brands'}, "
            f"{'built there' if one.build == BUILT else 'imported'}",
            0,
            one.odds * 100,
            _odds(one.odds),
            _kind(one.odds),
        )
        for one in answer.variants
    ]
