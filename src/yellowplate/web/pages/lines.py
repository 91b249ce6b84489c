"""Sentences of a page: in its language, with what stands in English on any page and what leads elsewhere in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Bit:
    """A part of a sentence; `english` whatever the language of the page, a link where it has an `href`."""

    text: str
    english: bool = False
    href: str = ""


Line = tuple[Bit, ...]
Part = str | Bit | Line


def english(text: str) -> Bit:
    """The words of a law or a page, as they were written."""
    return Bit(text, english=True)


def filled(message: str, parts: Mapping[str, Part]) -> Line:
    """A message with its parts put in."""
    pieces = (parts[piece] if at % 2 else piece for at, piece in enumerate(_PART.split(message)))
    return tuple(bit for piece in pieces for bit in _bits(piece) if bit.text)


def joined(parts: Iterable[Part], between: str) -> Line:
    """Parts as one line."""
    found: list[Bit] = []
    for part in parts:
        found += [Bit(between)] if found else []
        found += _bits(part)
    return tuple(found)


def _bits(part: Part) -> Line:
    if isinstance(part, str):
        return (Bit(part),)
    return (part,) if isinstance(part, Bit) else part
