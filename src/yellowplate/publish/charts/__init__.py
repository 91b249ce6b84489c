"""The charts of a report, each drawn for a desk and for a phone from plain values.

Marks are placed in pixels and written as SVG. A grammar of graphics would place them too, but not around texts whose
width it can't know: here texts are outlined with the fonts of the package and measured by them, so that labels keep
clear of one another and a chart in any language is the same picture on every machine. Colours are few and fixed
(`theme.ROLES`): a page re-colours them for a dark screen. Nothing is told by colour alone: what stands out is also
darker, dashed, shaped or named.
"""

from yellowplate.publish.charts.areas import Band, areas
from yellowplate.publish.charts.bars import Bar, bars
from yellowplate.publish.charts.canvas import Drawing, Words
from yellowplate.publish.charts.curves import Curve, curves
from yellowplate.publish.charts.heat import Tile, heat
from yellowplate.publish.charts.history import Mark, Point, history
from yellowplate.publish.charts.places import Path, places
from yellowplate.publish.charts.spans import Pair, pairs

__all__ = [
    "Band",
    "Bar",
    "Curve",
    "Drawing",
    "Mark",
    "Pair",
    "Path",
    "Point",
    "Tile",
    "Words",
    "areas",
    "bars",
    "curves",
    "heat",
    "history",
    "pairs",
    "places",
]
