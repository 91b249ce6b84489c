"""The figures as pictures: kei cars per home on a map of prefectures, and against density."""

from __future__ import annotations

from typing import Any

from yellowplate.rules.conditions.figures import MEASURES, Known, measured
from yellowplate.rules.conditions.stories import DENSITY, HOMES, HOMES_IN, NEW, NEW_IN
from yellowplate.rules.rulebook import DISCLAIMER
from yellowplate.rules.tiles import Look, Tile, drawn

GRID = """
. . . . . . . . . . . HKD
. . . . . . . . . . AOM .
. . . . . . . . . AKT IWT .
. . . . . . . . . YGT MYG .
. . . . . . ISK TYM NGT FKS . .
. . . . . FKI GIF NGN GNM TCG IBR .
. . YGC SMN TTR KYT SIG AIC YMN STM . .
SAG FKO . HRS OKY HYG OSK MIE SZO KNG TKY CHB
NGS OIT . . . . NAR WKY . . . .
KMM MYZ . EHM KGW . . . . . . .
. KGS . KOC TKS . . . . . . .
OKN . . . . . . . . . . .
"""
_CODES = {
    "Hokkaido": "HKD",
    "Aomori": "AOM",
    "Iwate": "IWT",
    "Miyagi": "MYG",
    "Akita": "AKT",
    "Yamagata": "YGT",
    "Fukushima": "FKS",
    "Ibaraki": "IBR",
    "Tochigi": "TCG",
    "Gunma": "GNM",
    "Saitama": "STM",
    "Chiba": "CHB",
    "Tokyo": "TKY",
    "Kanagawa": "KNG",
    "Niigata": "NGT",
    "Toyama": "TYM",
    "Ishikawa": "ISK",
    "Fukui": "FKI",
    "Yamanashi": "YMN",
    "Nagano": "NGN",
    "Gifu": "GIF",
    "Shizuoka": "SZO",
    "Aichi": "AIC",
    "Mie": "MIE",
    "Shiga": "SIG",
    "Kyoto": "KYT",
    "Osaka": "OSK",
    "Hyogo": "HYG",
    "Nara": "NAR",
    "Wakayama": "WKY",
    "Tottori": "TTR",
    "Shimane": "SMN",
    "Okayama": "OKY",
    "Hiroshima": "HRS",
    "Yamaguchi": "YGC",
    "Tokushima": "TKS",
    "Kagawa": "KGW",
    "Ehime": "EHM",
    "Kochi": "KOC",
    "Fukuoka": "FKO",
    "Saga": "SAG",
    "Nagasaki": "NGS",
    "Kumamoto": "KMM",
    "Oita": "OIT",
    "Miyazaki": "MYZ",
    "Kagoshima": "KGS",
    "Okinawa": "OKN",
}
_STEPS = (
    (50, "under 50", Look("#dbe9f6", "#1f1f1f")),
    (88, "50 to 87", Look("#7fb2d9", "#1f1f1f")),
    (95, "88 to 94", Look("#2e79b9", "#ffffff")),
    (1000, "95 and more", Look("#0b4a86", "#ffffff")),
)
_BETWEEN = Look("#a9cbe6", "#1f1f1f", hatched=True)


def prefecture_map() -> str:
    """Kei vehicles per 100 households by prefecture as SVG; hatched where only bounds are known."""
    tiles = [_tile(known) for known in measured(HOMES, HOMES_IN).values()]
    legend = [(words, look) for _, words, look in _STEPS if any(tile.look == look for tile in tiles)]
    return drawn(
        f"Kei vehicles per 100 households, {HOMES_IN}",
        "Hatched: not printed, known to lie between the bounds shown. Rest the pointer on a tile for its name.",
        GRID,
        tiles,
        [*legend, ("between bounds", _BETWEEN)],
    )


def _tile(known: Known) -> Tile:
    if not known.exact:
        said = f"{known.low:g} to {known.high:g}"
        return Tile(_CODES[known.prefecture], said.replace(" to ", "-"), _BETWEEN, _sentence(known, said))
    look = next(look for limit, _, look in _STEPS if known.low < limit)
    return Tile(_CODES[known.prefecture], f"{known.low:g}", look, _sentence(known, f"{known.low:g}"))


def _sentence(known: Known, said: str) -> str:
    return f"{known.prefecture} {known.name_ja}: {said}. {known.note}"


def scatter() -> str:
    """Density against kei vehicles per home and against the kei share of new sales, side by side, as SVG."""
    import altair as alt
    import vl_convert

    left, right = (_panel(alt, measure, period) for measure, period in ((HOMES, HOMES_IN), (NEW, NEW_IN)))
    title = {
        "text": "The denser the prefecture, the fewer kei cars",
        "subtitle": [
            "Dots: printed values. Bars: not printed, known to lie between their ends.",
            f"{DISCLAIMER} Ranks go together; that is no cause.",
        ],
        "anchor": "start",
        "subtitleColor": "#444444",
    }
    chart = alt.hconcat(left, right, title=title).configure_view(stroke=None).configure(font="sans-serif")
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _panel(alt: Any, measure: str, period: str) -> Any:
    density, other = measured(DENSITY, ""), measured(measure, period)
    points = [_point(density[p].low, other[p]) for p in sorted(density.keys() & other.keys())]
    base = alt.Chart(alt.Data(values=points)).encode(
        x=alt.X("density:Q", scale=alt.Scale(type="log", domain=[50, 9000]), title=f"{MEASURES[DENSITY]} (log scale)"),
        tooltip=["prefecture:N", "density:Q", "low:Q", "high:Q"],
    )
    y = alt.Y("low:Q", title=f"{MEASURES[measure]}, {period}", scale=alt.Scale(zero=False))
    dots = base.transform_filter("datum.exact").mark_circle(size=46, color="#0b4a86", opacity=0.9).encode(y=y)
    bars = base.transform_filter("!datum.exact").mark_rule(color="#7fb2d9", strokeWidth=2).encode(y=y, y2="high:Q")
    named = ["Tokyo", "Osaka", "Kanagawa", "Okinawa", "Hokkaido", "Kochi"]
    names = (
        base.transform_filter(alt.FieldOneOfPredicate(field="prefecture", oneOf=named))
        .transform_filter("datum.exact")
        .mark_text(align="left", dx=6, dy=-4, fontSize=11)
        .encode(y=y, text="prefecture:N")
    )
    return (bars + dots + names).properties(width=380, height=320)


def _point(density: float, known: Known) -> dict[str, Any]:
    told = {"prefecture": known.prefecture, "density": density, "exact": known.exact}
    return {**told, "low": known.low, "high": known.high}
