"""The answers of all states to one question, as a map."""

from __future__ import annotations

from collections.abc import Mapping

from yellowplate.rules.decide import Verdict
from yellowplate.rules.steps import us_states
from yellowplate.rules.tiles import Look, Tile, drawn

GRID = """
AK . . . . . . . . . . ME
. . . . . . . . . . VT NH
. WA ID MT ND MN IL WI MI NY RI MA
. OR NV WY SD IA IN OH PA NJ CT .
. CA UT CO NE MO KY WV VA MD DE .
. . AZ NM KS AR TN NC SC DC . .
. . . . OK LA MS AL GA . . .
HI . . . TX . . . . FL . .
"""
# Colours that stay apart for colour-blind readers; the second line says the same without colour.
_LOOKS = {
    Verdict.YES: Look("#1b7f5c", "#ffffff"),
    Verdict.DEPENDS: Look("#f0c244", "#1f1f1f"),
    Verdict.UNCLEAR: Look("#d5d5d5", "#1f1f1f"),
    Verdict.NO: Look("#9c2f45", "#ffffff"),
}


def state_map(title: str, subtitle: str, answers: Mapping[str, tuple[Verdict, str]]) -> str:
    """The map as SVG: for each state its answer and a sentence that shows when the pointer rests on it."""
    names = us_states()
    tiles = [Tile(code, str(v), _LOOKS[v], f"{names[code]}: {said}") for code, (v, said) in answers.items()]
    counts = {verdict: sum(found is verdict for found, _ in answers.values()) for verdict in Verdict}
    return drawn(title, subtitle, GRID, tiles, [(f"{v}: {counts[v]}", _LOOKS[v]) for v in Verdict])
