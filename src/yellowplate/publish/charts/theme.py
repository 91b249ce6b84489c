"""Colours and sizes that all charts share."""

from __future__ import annotations

WIDE, NARROW = 700, 350

# Told apart in black and white by lightness, and by colour-blind readers (after Okabe and Ito).
ROLES = {
    "ink": "#1c2024",
    "muted": "#5c656e",
    "grid": "#d9dde1",
    "paper": "#ffffff",
    "strong": "#0b5fa5",
    "weak": "#a9b4be",
    "open": "#dfe4e8",
    "event": "#b4480a",
    "band1": "#0072b2",
    "band2": "#e69f00",
    "band3": "#009e73",
    "band4": "#cc79a7",
    "band5": "#56b4e9",
    "band6": "#d55e00",
    "band7": "#999999",
    "heat0": "#eef4fa",
    "heat1": "#c6dcef",
    "heat2": "#8fbbdd",
    "heat3": "#4c8fc4",
    "heat4": "#0b5fa6",
    "onlight": "#1c2025",
    "ondark": "#fefefe",
}
INK, MUTED, GRID, PAPER = (ROLES[name] for name in ("ink", "muted", "grid", "paper"))
STRONG, WEAK, OPEN, EVENT = (ROLES[name] for name in ("strong", "weak", "open", "event"))
BANDS = tuple(color for name, color in ROLES.items() if name.startswith("band"))
HEAT = tuple(color for name, color in ROLES.items() if name.startswith("heat"))
ON_LIGHT, ON_DARK = ROLES["onlight"], ROLES["ondark"]

DASHES = ("", "6 3", "2 2", "8 3 2 3", "4 2 1 2", "10 4", "1 3")
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "triangle-right")


def ticks(highest: float, most: int = 5) -> list[int]:
    """Round numbers from zero to just below or at `highest`, about `most` of them.

    >>> ticks(16198), ticks(830, 4), ticks(3)
    ([0, 5000, 10000, 15000], [0, 500], [0, 1, 2, 3])
    """
    step, size = 1, 0
    while highest / step > most:
        size += 1
        step = (1, 2, 5)[size % 3] * 10 ** (size // 3)
    return list(range(0, int(highest) + 1, step))
