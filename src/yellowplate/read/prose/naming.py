"""Names of a sentence → subjects: cars with the makers beside them, makers alone, totals, "the Nissan model", "it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yellowplate.facts import Measure, Relation
from yellowplate.read.prose.context import Context, Subject
from yellowplate.read.prose.scanner import Hit, heads_row
from yellowplate.read.prose.statements import Reading, Statement, Text
from yellowplate.read.prose.tokens import Token, Words

_ANAPHOR = {
    "en": re.compile(
        r"(?:'s?)?\s+(?:(?:new|little|boxy|small|tall|popular|kei|mini|tiny|compact)\s+)*(?:model|car|minicar|minivan|van|wagon|vehicle|contender|box|newcomer|"
        r"nameplate|entry|offering|best-?seller|runabout|hatchback|people carrier)s?\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        "の?(?:この|新型)?(?:車|モデル|軽|軽自動車|軽スーパーハイトワゴン|新型車|主力車)(?=[はがもをにの、])"
    ),
    "uk": re.compile(r"\s+(?:модель|автомобіль|кей-кар|новинка)", re.IGNORECASE),
}
_TURNED = {
    "en": re.compile(r"\b(?:model|car|minicar|vehicle|entry) (?:from|of|by|made by)\s+$", re.IGNORECASE),
    "ja": re.compile("(?!)"),
    "uk": re.compile(r"\b(?:модель|моделі|моделлю|автомобіль|новинка|новинки)\s+(?:від\s+)?$", re.IGNORECASE),
}


def subjects_of(
    plain: str,
    span: tuple[int, int],
    hits: Sequence[Hit],
    tokens: Sequence[Token],
    words: Words,
    tongue: str,
    context: Context,
) -> tuple[list[Subject], list[Statement]]:
    """The subjects of a sentence in order, and what it says about makers."""
    found: list[Subject] = []
    said: list[Statement] = []
    used: set[int] = set()
    for index, hit in enumerate(hits):
        if hit.maker:
            continue
        maker, start, end = _beside(plain, hits, index, words, used)
        secondary = _secondary(plain, span[0], start, end, words)
        ids = _narrowed(hit.ids, maker, context)
        found.append(Subject(start, end, ids, "car", secondary))
        if maker is not None and not words.not_made.match(plain, hit.end):
            built = words.built.search(plain, min(maker.end, hit.end), max(maker.start, hit.start))
            said.append(_made(maker, ids, "built" if built else ""))
        for id_ in ids:
            context.mention(id_)
    for index, hit in enumerate(hits):
        if hit.maker and index not in used:
            found.append(_alone(plain, span, hit, words, tongue, context))
    for token in tokens:
        meant = _MEANT.get(token.kind)
        if meant and (subject := meant(token, found, context)):
            found.append(subject)
    found += [
        _total(plain, span[0], token, words, context)
        for token in tokens
        if token.kind == "scope" and token.data.subject
    ]
    found.sort(key=lambda subject: subject.start)
    return _merged(plain, found, words), said


def _merged(plain: str, found: list[Subject], words: Words) -> list[Subject]:
    """A maker and the part of the market named with it are one subject: "Suzuki's sales of kei cars"."""
    merged: list[Subject] = []
    for subject in found:
        last = merged[-1] if merged else None
        alone = subject.kind == "total" and last and last.kind == "maker" and not last.segments
        if last and alone and words.maker_part.fullmatch(plain, last.end, subject.start):
            merged[-1] = last._replace(end=subject.end, segments=subject.segments)
        else:
            merged.append(subject)
    return merged


def _beside(plain: str, hits: Sequence[Hit], index: int, words: Words, used: set[int]) -> tuple[Hit | None, int, int]:
    """The maker named directly before or behind a car, and where both stand together."""
    hit = hits[index]
    before = hits[index - 1] if index else None
    if before and before.maker and words.maker_link.fullmatch(plain, before.end, hit.start):
        used.add(index - 1)
        joined = index > 1 and hits[index - 2].maker and before.start - hits[index - 2].end <= 2
        glued = index > 1 and not hits[index - 2].maker and before.start - hits[index - 2].end <= 1
        return (None if joined or glued else before), before.start, hit.end
    after = hits[index + 1] if index + 1 < len(hits) else None
    if (
        after
        and after.maker
        and (words.maker_after.fullmatch(plain, hit.end, after.start) or heads_row(plain, hit, after))
    ):
        used.add(index + 1)
        end = after.end + 1 if plain[after.end : after.end + 1] in (")", "]") else after.end
        return after, hit.start, end
    return None, hit.start, hit.end


def _narrowed(ids: tuple[str, ...], maker: Hit | None, context: Context) -> tuple[str, ...]:
    """What a shared name means beside its maker, or where one of its cars was spoken of before."""
    if len(ids) == 1:
        return ids
    if maker is not None and (own := tuple(id_ for id_ in ids if id_.startswith(f"{maker.ids[0]}/"))):
        return own
    return ids


def _made(maker: Hit, ids: tuple[str, ...], kind: str) -> Statement:
    value = Text(maker.ids[0])
    readings = tuple(Reading(id_, None, None, Measure.MAKER, value, Relation.EQUAL, None, kind) for id_ in ids)
    return Statement(maker.start, maker.end, readings)


def _secondary(plain: str, floor: int, start: int, end: int, words: Words) -> bool:
    before = plain[max(floor, start - 60) : start]
    return bool(words.secondary.search(before) or words.secondary_after.match(plain, end))


def _alone(plain: str, span: tuple[int, int], hit: Hit, words: Words, tongue: str, context: Context) -> Subject:
    """A maker alone: itself, or its car that was spoken of where the words say so."""
    secondary = _secondary(plain, span[0], hit.start, hit.end, words) or not words.head.match(plain, hit.end)
    after = _ANAPHOR[tongue].match(plain, hit.end)
    turned = _TURNED[tongue].search(plain, max(span[0], hit.start - 40), hit.start)
    if unknown := words.unknown.match(plain, hit.end, span[1]):
        return Subject(hit.start, unknown.end(), (), "stranger", secondary)
    articled = words.articled.search(plain, span[0], hit.start) and words.articled_after.match(plain, hit.end, span[1])
    if (after or turned or articled) and (cars := context.mentioned.get(hit.ids[0])):
        end = after.end() if after else hit.end
        secondary = _secondary(plain, span[0], hit.start, hit.end, words)
        return Subject(hit.start, end, (cars[-1],), "car", secondary, named=False)
    return Subject(hit.start, hit.end, hit.ids, "maker", secondary)


def _company(token: Token, found: list[Subject], context: Context) -> Subject | None:
    """What "the company" is: the maker named last, or the maker of the car spoken of."""
    before = [s for s in found if s.end <= token.start] or list(context.subjects)
    id_ = next((s.ids[0].partition("/")[0] for s in before if s.kind in ("car", "maker")), None)
    return Subject(token.start, token.end, (id_,), "maker", named=False) if id_ else None


def _thing(token: Token, found: list[Subject], context: Context) -> Subject | None:
    """What "the car" is, where the sentence hasn't named one: the one spoken of, of the maker that is spoken of."""
    before = [s for s in found if s.end <= token.start]
    if any(s.kind == "car" and not s.secondary for s in before):
        return None
    spoken = next((s for s in (*before[::-1], *context.subjects) if s.kind == "maker"), None)
    cars = context.mentioned.get(spoken.ids[0], []) if spoken else []
    ids = cars[-1:] or [id_ for s in context.subjects if s.kind == "car" for id_ in s.ids][:1]
    return Subject(token.start, token.end, tuple(ids), "car", named=False) if ids else None


def _one_of_pair(token: Token, found: list[Subject], context: Context) -> Subject | None:
    """What "the former" or "the latter" of two cars is."""
    if len(context.pair) != 2:
        return None
    return context.pair[token.data]._replace(start=token.start, end=token.end, secondary=False, named=False)


def _stranger(token: Token, found: list[Subject], context: Context) -> Subject | None:
    """A name that stands where a car's would and that the catalog doesn't know: its numbers are nobody else's."""
    return Subject(token.start, token.end, (), "stranger")


_MEANT = {"stranger": _stranger, "company": _company, "thing": _thing, "pair": _one_of_pair}


def _total(plain: str, floor: int, token: Token, words: Words, context: Context) -> Subject:
    segments = context.meant(token.data)
    secondary = _secondary(plain, floor, token.start, token.end, words)
    return Subject(token.start, token.end, (str(segments[0]),), "total", secondary, segments)
