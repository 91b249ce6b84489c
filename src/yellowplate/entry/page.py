"""The appraisal as a page that an executive reads in two minutes: answer, odds, what decides; then the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.entry.costs import BUILT
from yellowplate.entry.drawing import Bar, bars, outcomes
from yellowplate.entry.inputs import VOLUME

if TYPE_CHECKING:
    from yellowplate.entry.appraisal import Appraisal

_SWINGS = 8
NAMES = {VOLUME: "cars sold a year", "fx": "JPY per USD", "duty": "duty", "discount": "discount rate"}


def html(answer: Appraisal) -> str:
    """One self-contained page: style and charts stand inside, nothing is fetched."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(loader=PackageLoader("yellowplate.entry"), autoescape=True, undefined=StrictUndefined)
    made.filters.update(number=number, millions=millions)
    return made.get_template("appraisal.html.j2").render(
        a=answer,
        verdict=f"{answer.verdict[0].upper()}{answer.verdict[1:]}.",
        **{name: svg for name, (_, svg) in charts(answer).items()},
        names={one.name: NAMES.get(one.name, one.name.replace("_", " ")) for one in answer.influences},
    )


def charts(answer: Appraisal) -> dict[str, tuple[str, str]]:
    """The charts by name, each as what it shows in words and its SVG, whose looks the page gives."""
    worth, ways = _worth_told(answer), "Odds that it pays, by partners and place"
    tornado = "Worth at the low and high value of each input, in million dollars"
    sticker = "What the middle sticker pays for, in dollars"
    return {
        "worth": (worth, outcomes(worth, answer.worths, 1e6)),
        "tornado": (tornado, bars(tornado, _swings(answer), 0.0)),
        "sticker": (sticker, bars(sticker, _sticker(answer))),
        "ways": (ways, bars(ways, _ways(answer))),
    }


def number(value: float) -> str:
    """A number as people read it: shares with digits, amounts with thousands separated, millions as M."""
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.4g}M"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def millions(value: float) -> str:
    """Millions of dollars, a loss with a minus."""
    return f"{value / 1e6:,.0f}".replace("-", "−")


def _worth_told(answer: Appraisal) -> str:
    low, middle, high = (answer.spreads[0].quantiles[at] / 1e6 for at in (0, 2, 4))
    return f"Worth in million dollars: middle {middle:,.0f}, 5 percent below {low:,.0f}, 5 percent above {high:,.0f}"


def _swings(answer: Appraisal) -> list[Bar]:
    return [
        Bar(
            f"{NAMES.get(one.name, one.name.replace('_', ' '))}",
            one.worth_low / 1e6,
            one.worth_high / 1e6,
            f"{number(one.low)} to {number(one.high)}",
        )
        for one in answer.swings[:_SWINGS]
    ]


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
            f"{one.odds * 100:.0f} in 100",
            "gain" if one.odds >= 0.5 else "loss",
        )
        for one in answer.variants
    ]
