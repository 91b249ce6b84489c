"""Whether words speak of another country than Japan: the names of all countries, from the Unicode CLDR."""

from __future__ import annotations

import re
from functools import cache

# What people call them besides the names in the CLDR.
_SHORT = {
    "en": ("America", "Britain", "England", "U.S.", "UK", "EU"),
    "ja": ("米国", "アメリカ", "英国", "欧州", "海外"),
    "uk": ("США", "Америка", "Британія", "ЄС"),
}
_ENDINGS = re.compile("[аеєиіїйоуьюя]{1,2}$")
_SHORTEST = 3


def foreign(words: str, language: str) -> str:
    """The first other country, or part of the world, that is named; nothing where none is."""
    found = _names(language).search(words)
    return found[0] if found else ""


@cache
def _names(language: str) -> re.Pattern[str]:
    from babel import Locale

    territories = Locale(language).territories
    names = sorted((*_SHORT[language], *(name for code, name in territories.items() if code != "JP")), reverse=True)
    if language == "ja":
        return re.compile("|".join(map(re.escape, names)))
    if language == "uk":  # declined
        return re.compile(rf"\b(?:{'|'.join(map(_declined, names))})\b")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _declined(name: str) -> str:
    stem = _ENDINGS.sub("", name)
    return rf"{re.escape(stem)}\w{{0,3}}" if len(stem) > _SHORTEST else re.escape(name)
