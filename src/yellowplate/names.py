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
from itertools import islice, product

# ヴィッツ and ビッツ, エブリィ and エブリイ, Орёл and Орел are one word each.
_MARKS = str.maketrans("゛゜", "\u3099\u309a")
_SOUNDS = str.maketrans("ヴァィゥェォヮёґ", "ブアイウエオワег")
_VU = re.compile("ヴ[ァィェォ]")
_BA = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ"}

_BRACKETS = re.compile(r"[(\[【〔<《「](?P<inside>[^()\[\]]*)[)\]】〕>》」]")
_PREFIX = re.compile("^(?:the|new|新型|先代|旧型|現行|初代)+")
_SUFFIX = re.compile("(?:シリズ|系|series|серія|серия|全体)$")  # as folded
_CYRILLIC = re.compile("[а-яіїє]{3,20}")
# As folded: letters, and pairs of them that stand for one sound, with what car names write for them in Latin.
_CLUSTERS = re.compile("дж|кс|[а-яіїє]")
_LETTERS = """
а=a б=b в=v|w г=g|h д=d е=e|ie є=ie|ye ж=j|zh з=z|s и=i|y і=i|y|ee ї=i|yi й=y|i к=k|c|ck л=l|ll м=m н=n о=o п=p р=r
с=s|c т=t|tt у=u|oo|w ф=f|ph х=h|kh ц=ts|c ч=ch ш=sh щ=sch ъ= ы=y|i ь= э=e|a ю=yu|u я=ya|ia дж=j|g кс=x|ks
"""
_LATIN = {letter: latin.split("|") for letter, _, latin in (pair.partition("=") for pair in _LETTERS.split())}
_MOST_SPELLINGS = 512
_LINKS = ("", "s", "の", "製", "社")  # Honda N-BOX, Honda's N-BOX, ホンダのN-BOX, ホンダ製N-BOX


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form under which spellings are compared: width, case, dashes, dots, spaces and long vowels don't count.

    A plus sign and a slash do: N-BOX+ is another car than N-BOX, and ワゴンR/スマイル is not ワゴンRスマイル.

    >>> fold("Ｎ―ＢＯＸ") == fold("N box") == fold("nーbox"), fold("ル-クス") == fold("ﾙｰｸｽ") == fold("ルークス")
    (True, True)
    >>> fold("ムーブ") == fold("ム-ヴ"), fold("N-BOX+") == fold("N-BOX")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", text.translate(_MARKS)).casefold()
    text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if _counts(sign))
    text = _VU.sub(lambda pair: _BA[pair[0]], text).translate(_SOUNDS)
    return unicodedata.normalize("NFKC", text)


def _counts(sign: str) -> bool:
    return (sign.isalnum() and sign != "ー") or sign in "+/"


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
        for name in _in_latin(fold(text)):
            if found := self._meanings(name, beside):
                return Match(found[0] if len(found) == 1 else None, found, (), beside)
        return Match(None, (), self.near(text), beside)

    def _meanings(self, name: str, maker: str) -> tuple[str, ...]:
        """The subjects of a folded name; where several share it, those of the maker named, if any."""
        found = [entry for entry in self.by_spelling.get(name, ()) if not entry.bound or entry.maker == maker]
        return tuple(entry.subject for entry in [e for e in found if maker and e.maker == maker] or found)

    def near(self, text: str, most: int = 5) -> tuple[str, ...]:
        """Subjects whose spelling contains the text or looks like it, nearest first."""
        wanted = dict.fromkeys(name for name, _ in self._readings(text) if len(name) > 1)
        spellings = sorted(self.by_spelling, key=lambda spelling: (len(spelling), spelling))
        names = [spelling for name in wanted for spelling in spellings if _within(name, spelling)]
        for name in wanted:
            names += difflib.get_close_matches(name, spellings, n=most, cutoff=0.6)
        subjects = (entry.subject for name in names for entry in self.by_spelling[name])
        return tuple(dict.fromkeys(subjects))[:most]

    def _readings(self, text: str) -> Iterator[tuple[str, str]]:
        """Ways to read the text, the plainest first: (folded name, maker id named in it)."""
        plain = unicodedata.normalize("NFKC", text)
        names = [(fold(plain), "")]
        if inside := _BRACKETS.search(plain):
            names.append((fold(_BRACKETS.sub("", plain)), self.maker(inside["inside"])))
        names += [(bare, said) for name, said in names for bare in _stripped(name)]
        for name, said in names:
            yield name, said
            yield from self._without_maker(name)

    def _without_maker(self, name: str) -> Iterator[tuple[str, str]]:
        """What is left when a maker before the name is taken off, stripped again where need be."""
        for spelling, maker in self.maker_ids.items():
            if not name.startswith(spelling):
                continue
            for link in _LINKS:
                if (rest := name.removeprefix(spelling + link)) != name and rest:
                    yield rest, maker
                    yield from ((bare, maker) for bare in _stripped(rest))


def _in_latin(name: str) -> Iterator[str]:
    """Latin spellings of a folded name in Cyrillic letters, the likeliest first: хустлер is hustler."""
    if not _CYRILLIC.fullmatch(name):
        return
    choices = [_LATIN[letter] for letter in _CLUSTERS.findall(name)]
    for spelling in islice(product(*choices), _MOST_SPELLINGS):
        yield "".join(spelling)


def _within(name: str, spelling: str) -> bool:
    return spelling.startswith(name) or (len(name) > 2 and name in spelling)


def _stripped(name: str) -> Iterator[str]:
    """The folded name without the words that people put around names: behind it, before it, both."""
    front = _PREFIX.sub("", name)
    yield from dict.fromkeys((_SUFFIX.sub("", name), front, _SUFFIX.sub("", front)))
