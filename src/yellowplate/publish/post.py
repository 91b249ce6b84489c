"""A report in the few lines that a post on a social network takes."""

from __future__ import annotations

import unicodedata

from yellowplate.market.shapes import RankLine
from yellowplate.publish.figures import Figures
from yellowplate.publish.material import Material
from yellowplate.publish.text.messages import plain
from yellowplate.publish.text.writer import Writer

MOST = 280  # signs that a post holds; a Japanese one takes the room of two
_FIRST = 5


def post(material: Material, writer: Writer, title: str, headline: str) -> str:
    """The headline, the first lines of the ranking and the focus, as many as there is room for."""
    when = writer.forms.short(material.period.year_before)
    closing = plain(writer.forms.say("(change on {period})", period=when))
    lines = material.ranking.lines
    shown = [line for at, line in enumerate(lines) if at < _FIRST or line.subject == material.focus]
    others = [line for line in shown if line.subject != material.focus]
    while True:
        told = [_line(line, writer) for line in lines if line in shown]
        text = "\n".join([title, "", headline, "", *told, closing]) + "\n"
        if room(text) <= MOST or not others:
            return text
        shown.remove(others.pop())


def room(text: str) -> int:
    """The room that a text takes in a post."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text.strip())


def _line(line: RankLine, writer: Writer) -> str:
    """`1. N-BOX 16,198 (−10.2%)`."""
    assert line.units.interval is not None
    figures, ratio = Figures(writer.forms.language), line.year_before
    change = "" if ratio.change is None else f"({writer.forms.signed(ratio.as_change())})"
    place = f"{line.rank}." if line.rank else "–"
    parts = (place, writer.name(line.subject), figures.bounds(line.units.interval), change)
    return " ".join(part for part in parts if part)
