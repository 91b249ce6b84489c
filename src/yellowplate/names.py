"""Names as people write them: folded once, looked up among all spellings, and never guessed.

What a spelling means is data (`Entry`); this module knows nothing of cars.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

# ヴィッツ and ビッツ, エブリィ and エブリイ, Алёна and Алена are one word each.
_SOUNDS = str.maketrans("ヴヸヹヺァィゥェォヮёґ", "ブヸヹヺアイウエオワег")
_VU = str.maketrans({"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"})
_VU_PAIR = re.compile("ヴ([ァィェォ])")

_BRACKETS = re.compile(r"[(\[【〔<《「](?P<inside>[^()\[\]]*)[)\]】〕>》」]")
_SUFFIXES = ("シリーズ", "系", "series", "серія", "серии", "серія", "全体", "計")
_ARTICLES = ("the", "der", "die")
_LINKS = ("", "s", "の", "製", "社")  # Honda N-BOX, Honda's N-BOX, ホンダのN-BOX, ホンダ製N-BOX


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form under which spellings are compared: width, case, dashes, dots, spaces and long vowels don't count.

    A plus sign does: N-BOX+ is another car than N-BOX.

    >>> fold("Ｎ―ＢＯＸ") == fold("N box") == fold("nーbox"), fold("ル-クス") == fold("ﾙｰｸｽ") == fold("ルークス")
    (True, True)
    >>> fold("ムーブ") == fold("ム-ヴ"), fold("N-BOX+") == fold("N-BOX")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _VU_PAIR.sub(lambda pair: pair[1].translate(_VU), text).translate(_SOUNDS)
    kept = (sign for sign in text if (sign.isalnum() and sign != "ー") or sign == "+")
    return unicodedata.normalize("NFKC", "".join(kept))


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of one subject; `bound` ones mean it only beside the maker's name (the 86, a bare ワゴン)."""

    spelling: str
    subject: str
    maker: str
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a name can mean.

    `subject` is set where one meaning is left; else `candidates` holds several or none, and `suggestions` near names.
    `maker_said` is the maker id that the text (or the column beside it) names: right or wrong, for others to judge.
    """

    subject: str | None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    maker_said: str = ""


@dataclass(frozen=True)
class NameIndex:
    """All spellings of all subjects, and of the makers that can stand before them."""

    entries: tuple[Entry, ...]
    makers: tuple[Entry, ...]

    @cached_property
    def by_spelling(self) -> dict[str, tuple[Entry, ...]]:
        """Folded spelling to what it can mean."""
        index: dict[str, tuple[Entry, ...]] = {}
        for entry in (*self.entries, *self.makers):
            meanings = index.setdefault(fold(entry.spelling), ())
            if all(entry.subject != other.subject for other in meanings):
                index[fold(entry.spelling)] = (*meanings, entry)
        return index

    @cached_property
    def maker_ids(self) -> dict[str, str]:
        """Folded maker name to maker id, longest name first."""
        names = {fold(entry.spelling): entry.subject for entry in self.makers}
        return dict(sorted(names.items(), key=lambda item: -len(item[0])))

    def maker(self, text: str) -> str:
        """The maker id that `text` names, or an empty string."""
        return self.maker_ids.get(fold(text), "")

    def find(self, text: str, maker: str, keep: Iterable[Callable[[str], bool]]) -> Match:
        """Look `text` up; `maker` is named beside it; each of `keep` may narrow down what is left, never to nothing."""
        beside = self.maker(maker)
        for name, said in self._readings(text):
            if found := self._meanings(name, said or beside):
                for test in keep:
                    found = tuple(filter(test, found)) or found
                return Match(found[0] if len(found) == 1 else None, found, (), said or beside)
        return Match(None, (), self.near(text), beside)

    def _meanings(self, name: str, maker: str) -> tuple[str, ...]:
        """The subjects of a folded name; where several share it, those of the maker named, if any."""
        found = [entry for entry in self.by_spelling.get(name, ()) if not entry.bound or entry.maker == maker]
        return tuple(entry.subject for entry in [e for e in found if maker and e.maker == maker] or found)

    def near(self, text: str, most: int = 5) -> tuple[str, ...]:
        """Subjects whose spelling contains the text or looks like it, nearest first."""
        wanted = [name for name, _ in self._readings(text) if len(name) > 1]
        spellings = sorted(self.by_spelling, key=lambda spelling: (len(spelling), spelling))
        names = [spelling for name in wanted for spelling in spellings if name in spelling]
        for name in wanted:
            names += difflib.get_close_matches(name, spellings, n=most, cutoff=0.6)
        subjects = (entry.subject for name in names for entry in self.by_spelling[name])
        return tuple(dict.fromkeys(subjects))[:most]

    def _readings(self, text: str) -> Iterator[tuple[str, str]]:
        """Ways to read the text, the plainest first: (folded name, maker id named in it)."""
        for name, said in self._unbracketed(text):
            yield from self._without_maker(name, said)
        for name, said in self._unbracketed(text):
            for suffix in map(fold, _SUFFIXES):
                if name.endswith(suffix) and name != suffix:
                    yield from self._without_maker(name.removesuffix(suffix), said)

    def _unbracketed(self, text: str) -> Iterator[tuple[str, str]]:
        """The whole text, then the text without what stands in brackets, which may be the maker."""
        plain = unicodedata.normalize("NFKC", text)
        yield fold(plain), ""
        if inside := _BRACKETS.search(plain):
            yield fold(_BRACKETS.sub("", plain)), self.maker(inside["inside"])

    def _without_maker(self, name: str, said: str) -> Iterator[tuple[str, str]]:
        """The name with a maker before it taken off, where what is left is a name, then as it stands."""
        for start in ("", *_ARTICLES):
            if not name.startswith(start):
                continue
            bare = name.removeprefix(start)
            for spelling, maker in self.maker_ids.items():
                for link in _LINKS:
                    rest = bare.removeprefix(spelling + link)
                    if rest and rest != bare and rest in self.by_spelling:
                        yield rest, maker
            yield bare, said
