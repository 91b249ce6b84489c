"""Charts: labels keep clear of one another, what is open is drawn as such, and every letter is at hand."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.publish import charts
from yellowplate.publish.charts import Bar, Mark, Pair, Point, Words, glyphs
from yellowplate.publish.charts.canvas import spread
from yellowplate.publish.charts.theme import ROLES, ticks

SVG = "{http://www.w3.org/2000/svg}"
LOCALE = Path(charts.__file__).parents[2] / "locale"
WORDS = Words("chart", "A title", "What it shows.", lambda number: f"{number:,}")
STYLE = (Path(charts.__file__).parents[1] / "templates" / "style.css").read_text("utf-8")


def letters(svg: str) -> list[tuple[float, float, str]]:
    """Where each text stands, and what it says."""
    found = []
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        uses = [use.get("href", "") for use in group.findall(f"{SVG}use")]
        if uses:
            x, y = re.findall(r"translate\((\S+) (\S+)\)", group.get("transform", ""))[0]
            found.append((float(x), float(y), "".join(chr(int(use[2:], 16)) for use in uses)))
    return found


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_labels_are_spread_in_order_and_within_bounds(wanted: list[float]) -> None:
    placed = spread(wanted, 14, 0, 300)
    by_wish = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    assert all(after - before >= 14 - 1e-6 for before, after in pairwise(by_wish))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in placed)


@given(st.integers(1, 3_000_000))
def test_ticks_are_few_round_and_inside(highest: int) -> None:
    found = ticks(highest)
    assert 2 <= len(found) <= 6
    assert found[0] == 0 and found[-1] <= highest
    assert len({after - before for before, after in pairwise(found)}) == 1


@given(st.lists(st.integers(0, 140), min_size=1, max_size=25))
def test_numbers_of_events_never_overlap(months: list[int]) -> None:
    points = [Point(month, 1000 + month, 1000 + month) for month in range(24000, 24141)]
    events = [Mark(at, 24000 + month, at % 2 == 0) for at, month in enumerate(sorted(months), 1)]
    drawing = charts.history(WORDS, points, events)
    for svg in (drawing.wide, drawing.narrow):
        tags = [(x, y, text) for x, y, text in letters(svg) if y < 0]
        assert sum(len(text.split("·")) for *_, text in tags) == len(events)
        boxes = [(x - glyphs.width(text, 11) / 2, x + glyphs.width(text, 11) / 2, y) for x, y, text in tags]
        for at, (left, right, y) in enumerate(boxes):
            assert not any(left < b and a < right and y == other for a, b, other in boxes[:at])


def test_an_event_stands_over_the_point_of_its_month() -> None:
    points = [Point(24000 + at, 10 * at, 10 * at) for at in range(13)]
    drawing = charts.history(WORDS, points, [Mark(1, 24007, True)])
    (x,) = (x for x, y, text in letters(drawing.wide) if y < 0 and text == "1")
    circles = [float(circle.get("cx", "")) for circle in ElementTree.fromstring(drawing.wide).iter(f"{SVG}circle")]
    assert circles[7] == x


def test_what_is_open_has_a_whisker_and_what_is_unbounded_an_arrow() -> None:
    sure = charts.bars(WORDS, [Bar("A", 100, 100, "100")]).wide
    open_ = charts.bars(WORDS, [Bar("A", 100, 100, "100"), Bar("B", 60, 80, "60–80")]).wide
    unbounded = charts.bars(WORDS, [Bar("A", 100, 100, "100"), Bar("B", 60, None, "60 or more")]).wide
    strokes = f'stroke="{ROLES["ink"]}"'
    assert (sure.count(strokes), open_.count(strokes)) == (0, 3)
    assert unbounded.count(f'Z" fill="{ROLES["ink"]}"') == 1


def test_a_disputed_line_is_drawn_between_its_values() -> None:
    rows = [Pair("A", (10, 10), (20, 20)), Pair("B", (90, 95), (12, 12), disputed=frozenset({"then"}))]
    drawing = charts.pairs(WORDS, rows, ("then", "now"))
    assert {"A", "B"} <= {text for *_, text in letters(drawing.wide)}
    diamonds = re.findall(rf'Z" fill="{ROLES["paper"]}"', drawing.wide)
    assert len(diamonds) == 1


def test_a_sign_that_no_font_has_stays_text() -> None:
    drawing = charts.bars(WORDS, [Bar("𓀀", 1, 1, "1")])
    texts = list(ElementTree.fromstring(drawing.svg).iter(f"{SVG}text"))
    assert [text.text for text in texts] == ["𓀀"]


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
def test_the_fonts_have_every_letter_of_names_and_messages(language: str) -> None:
    catalog = Catalog.packaged()
    text = "".join(catalog.name(id_, language) for id_ in (*catalog.nameplates, *catalog.makers, *catalog.segments))
    po = LOCALE / language / "LC_MESSAGES" / "yellowplate.po"
    if po.exists():
        with po.open("rb") as file:
            text += "".join(str(message.string) for message in read_po(file) if message.id)
    lacking = {sign for sign in text if glyphs.glyph(sign) is None and sign.isprintable()}
    assert not lacking, "cut the fonts anew with tools/fonts.py"


def test_a_dark_page_knows_every_colour() -> None:
    names = set(re.findall(r"--([a-z]+\d?):", STYLE))
    assert set(ROLES) <= names
    light = dict(re.findall(r"--([a-z]+\d?): (#[0-9a-f]{6})", STYLE.partition("@media")[0]))
    assert {name: light[name] for name in ROLES} == ROLES
    assert len(set(ROLES.values())) == len(ROLES)
