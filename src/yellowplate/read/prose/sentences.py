"""Sentences of a plain text, as offsets; a line of a list or table is a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATED = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Ms|Mrs|Dr|Inc|Co|Corp|Ltd|No|vs|approx|ca|cf|resp|St|"
    r"млн|тис|тыс|шт|р|рр|см|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)|\b[A-Z]\.[A-Z])\.$"
)
_END = re.compile(r"[。！？!?]+[」』)\"']*|\.(?=[)\"']*(?:\s|$))[)\"']*|\n+")
_LONGEST = 1000
_SOFT = re.compile(r"\n[ \t]*(?=[a-zа-яіїєґ])")


def sentences(plain: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it."""
    begin = 0
    for match in _END.finditer(plain):
        if match[0][0] == "." and _ABBREVIATED.search(plain, max(begin, match.start() - 8), match.start() + 1):
            continue
        if match[0][0] == "." and plain[begin : match.start()].strip().isdecimal():
            continue
        if match[0] == "\n" and _soft(plain, begin, match.start()):
            continue
        if match[0][0] in "！？!?" and match.end() < len(plain) and plain[match.end()] in "、」』":
            continue
        yield from _pieces(plain, begin, match.start(), match.end())
        begin = match.end()
    yield from _pieces(plain, begin, len(plain), len(plain))


def _pieces(plain: str, start: int, stop: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence with its marks, cut at blanks where it is longer than any: nothing ties its parts together."""
    while stop - start > _LONGEST:
        cut = max(plain.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
        if plain[start:cut].strip():
            yield _trimmed(plain, start, cut)
        start = cut
    if plain[start:stop].strip():
        yield _trimmed(plain, start, end)


def _soft(plain: str, begin: int, at: int) -> bool:
    """Whether a line break is only where a long line was wrapped."""
    line = plain[max(begin, plain.rfind("\n", 0, at) + 1) : at]
    return len(line) > 40 and "\t" not in line and bool(_SOFT.match(plain, at))


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while plain[start].isspace():
        start += 1
    while plain[end - 1].isspace():
        end -= 1
    return start, end
