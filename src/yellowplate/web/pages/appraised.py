"""The charts of an appraisal, with the words of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.entry.costs import BUILT
from yellowplate.entry.drawing import NARROW, WIDE, Bar, bars, outcomes
from yellowplate.web.pages.drawings import Picture

if TYPE_CHECKING:
    from yellowplate.entry.appraisal import Appraisal
    from yellowplate.entry.partners import Variant
    from yellowplate.entry.sensitivity import Swing
    from yellowplate.web.pages.view import View

_SWINGS = 8
_MILLION = 1e6
_TOSS_UP = 0.05


def charts(view: View, answer: Appraisal) -> list[Picture]:
    """What it can be worth, what moves that, what the sticker pays for, and other ways to do it."""
    million = view.word("million USD")
    worth = view.word("Worth over all draws")
    drawn = (outcomes(worth, answer.worths, _MILLION, million, frame) for frame in (WIDE, NARROW))
    swings = [_swing(view, swing) for swing in answer.swings[:_SWINGS]]
    tornado = view.word("Worth at the low and the high value of each input")
    ways = view.word("Odds in 100 that it pays, by partners and place")
    return [
        Picture(worth, worth, *drawn),
        _bars(tornado, swings, million),
        _bars(view.word("What the middle sticker pays for, in USD"), _sticker(view, answer)),
        _bars(ways, [_way(view, variant) for variant in answer.variants]),
    ]


def _bars(title: str, rows: list[Bar], unit: str = "") -> Picture:
    told = "; ".join(f"{row.label} {row.value}" for row in rows)
    return Picture(title, f"{title}. {told}.", *(bars(title, rows, frame, unit) for frame in (WIDE, NARROW)))


def _swing(view: View, swing: Swing) -> Bar:
    low, high = (swing.worth_low / _MILLION, swing.worth_high / _MILLION)
    told = (view.number(round(value), "#,##0") for value in sorted((low, high)))
    return Bar(view.told(swing.name), low, high, " … ".join(told))


def _sticker(view: View, answer: Appraisal) -> list[Bar]:
    price = answer.spreads[1].quantiles[2]
    rows, at = [], 0.0
    for name, amount in answer.costs:
        rows.append(Bar(view.told(name), at, at + amount, view.number(amount, "#,##0")))
        at += amount
    kind = "gain" if price >= at else "loss"
    return [*rows, Bar(view.word("left for fixed cost"), at, price, view.number(price - at, "#,##0"), kind)]


def _way(view: View, variant: Variant) -> Bar:
    many = len(variant.partners)
    brands = view.nsay("{n} brand", "{n} brands", many, n=str(many))
    where = view.word("built there") if variant.build == BUILT else view.word("imported")
    kind = "plain" if abs(variant.odds - 0.5) < _TOSS_UP else "gain" if variant.odds > 0.5 else "loss"
    return Bar(f"{brands}, {where}", 0, variant.odds * 100, view.number(variant.odds * 100, "0"), kind)
