"""The associations that publish figures, by the names people give them; facts of the package's `bodies.csv`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yellowplate.facts import Segment
from yellowplate.subjects import DATA


@dataclass(frozen=True, slots=True)
class Body:
    """An association; `segments` are those whose figures by nameplate it publishes itself."""

    id: str
    name_en: str
    name_ja: str
    name_uk: str
    segments: tuple[Segment, ...]
    spellings: tuple[str, ...]
    source_url: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every way it is called."""
        return (self.name_en, self.name_ja, self.name_uk, *self.spellings)


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """The packaged bodies."""
    rows = csv.DictReader(io.StringIO((DATA / "bodies.csv").read_text(encoding="utf-8")))
    return tuple(
        Body(
            row["id"],
            row["name_en"],
            row["name_ja"],
            row["name_uk"],
            tuple(map(Segment, row["segments"].split(";"))) if row["segments"] else (),
            tuple(row["spellings"].split(";")),
            row["source_url"],
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def body_names() -> dict[str, str]:
    """Each name, in small letters, with the id of its body."""
    return {name.lower(): body.id for body in bodies() for name in body.names}


def _bare(text: str) -> str:
    return " ".join(text.lower().replace("'", "").split())


@lru_cache(maxsize=1)
def _bare_names() -> frozenset[str]:
    return frozenset(map(_bare, body_names()))


def named_bodies(text: str) -> Iterator[re.Match[str]]:
    """Where a text names bodies."""
    bare = _bare(text)
    return body_pattern().finditer(text) if any(name in bare for name in _bare_names()) else iter(())


@lru_cache(maxsize=1)
def body_pattern() -> re.Pattern[str]:
    """Finds the names of bodies, the longest first."""
    names = sorted(body_names(), key=len, reverse=True)
    pieces = (re.escape(name).replace("\\ ", r"\s+").replace("'", "'?") for name in names)
    return re.compile(
        "|".join(rf"\b{piece}\b" if piece[0].isalpha() and ord(piece[0]) < 0x500 else piece for piece in pieces),
        re.IGNORECASE,
    )
