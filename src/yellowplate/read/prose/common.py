"""Names of cars that are common words too, and what shows that the car is meant; companies that only share a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from yellowplate.names import fold

NOT_MAKERS = re.compile(
    r"UFJ|商事|重工|電機|地所|ケミカル|マテリアル|倉庫|銀行|化学|鉛筆|宗一郎"
    r"| (?:Heavy|Electric|Corporation|Estate|UFJ|Chemical)"
)

_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]\s*['\"(]*)$")
_ARTICLE = re.compile(
    r"(?:\b[Tt]he|\bnew|\bNew|\bits|\band|\bor|,|;|\bby|\bof|\b[Nn]o\. ?\d+|\b\d+[.)]?|"
    r"(?:\d+\.?\s*\||\t)\s*|[*-])\s*['\"]?$"
)
_SAYS = re.compile(
    r"'s?\b|\s*[:(|\t=,?]?\s*\d|\s*[:(]|\s+(?:sold|fell|rose|took|came|finished|followed|with|had|did|at|gained|lost|"
    r"climbed|"
    r"slipped|dropped|grew|jumped|(?:and|or|vs)(?= [A-Z])|\+|-|plus|minus|registered|Custom|buyers|sales|stands?|"
    r"ranked|was|is|month by month|за місяцями)\b"
)
_AROUND = 24
_BRACKET = re.compile('[「『"《【]$')
_NUMBER_NEAR = re.compile(
    r"[」』\"]?(?:シリーズ)?\s*(?:[(:、は,がもの]|\s|に|と)*[^\n。、]{0,14}\d[\d,.]*(?![\d,.]|年目|歳|周年)"
)
_RANKED = re.compile(r"(?:\d+\s*位[はがに、:\s]*|^\s*\d+[.\s、:)]*|\t|[、・]|とは?)$")


def _english(plain: str, start: int, end: int) -> bool:
    """A capital inside a sentence, or a sentence that begins with a name and goes on like one."""
    word = plain[start:end]
    if not word[0].isupper():
        return False
    if _among_others(plain, start, end):
        return True
    before = plain[max(0, start - 16) : start]
    if _SENTENCE_START.search(before):
        return bool(_SAYS.match(plain, end))
    return bool(_ARTICLE.search(before)) or bool(_SAYS.match(plain, end)) or _lower_around(plain, start)


def _among_others(plain: str, start: int, end: int) -> bool:
    """Whether the next letters around are of another script: a Latin word stands there as a name."""
    around = (plain[max(0, start - _AROUND) : start][::-1], plain[end : end + _AROUND])
    letters = [next((sign for sign in side if sign.isalpha()), "") for side in around]
    return any(sign and not sign.isascii() for sign in letters)


def _lower_around(plain: str, start: int) -> bool:
    """Whether the word before is written small, as in a sentence and unlike in a headline."""
    words = plain[max(0, start - 30) : start].split()
    return bool(words) and words[-1][:1].islower()


def _bare(plain: str, start: int, end: int) -> bool:
    """Only after an article: the word opens sentences too often."""
    before = plain[max(0, start - 16) : start]
    return plain[start].isupper() and bool(re.search(r"\b(?:the|new|its)\s+['\"]?$|[、\t]$|\d[.)]?\s*$", before))


def _month(plain: str, start: int, end: int) -> bool:
    """March the car: after "the", and no date."""
    return _bare(plain, start, end) and not re.match(
        r"\s+(?:\d|figures?|results?|quarter|ranking|sales)", plain[end : end + 12]
    )


def _spelled(plain: str, start: int, end: int) -> bool:
    """N-ONE is no "none"."""
    word = plain[start:end]
    return word[0] in "NＮ" and not word.isalpha()


def _as_printed(plain: str, start: int, end: int) -> bool:
    """The eK is written so."""
    return plain[start:end].startswith("eK")


def _kana(plain: str, start: int, end: int) -> bool:
    if plain[start].isascii():
        return _english(plain, start, end)
    before = plain[max(0, start - 8) : start]
    return bool(_BRACKET.search(before) or _RANKED.search(before) or _NUMBER_NEAR.match(plain, end))


_ENGLISH = (
    "move life cast wake cube fit tank leaf crown kicks palette spade swift freed cocoa chiffon carol hustler scrum "
    "flair zest noah thor rocky harrier smile conte clipper toppo alto mira taft stella roomy aqua"
)
_JAPANESE = (
    "ライフ ノート フィット キャスト タンク クラウン マーチ パレット キューブ サクラ スマイル リーフ "
    "キックス ウェイク トール フレア ゼスト"
)

# Folded spelling to the test that tells the car from the word.
COMMON: dict[str, Callable[[str, int, int], bool]] = {
    **dict.fromkeys(_ENGLISH.split(), _english),
    **dict.fromkeys(("every", "note", "carry", "life"), _bare),
    "march": _month,
    "none": _spelled,
    "ek": _as_printed,
    **{fold(word): _kana for word in _JAPANESE.split()},
}
