"""A checked text on a terminal: every claim marked with a number and a colour, explained in the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yellowplate.facts import Judgement, Measure
from yellowplate.judging.market import Evidence
from yellowplate.judging.verdicts import BEST
from yellowplate.judging.wording import Wording

if TYPE_CHECKING:
    from rich.text import Text

    from yellowplate.judging.answer import Checked, Claim

_CITED = 4  # addresses below a claim that doesn't hold; the others show one
_WRONG = (Judgement.CONTRADICTED, Judgement.REVISED)
SIGNS = {
    Judgement.CONFIRMED: "✓",
    Judgement.CONSISTENT: "~",
    Judgement.REVISED: "±",
    Judgement.CONTRADICTED: "✗",
    Judgement.UNKNOWN: "?",
}
_STYLES = {
    Judgement.CONFIRMED: "green",
    Judgement.CONSISTENT: "cyan",
    Judgement.REVISED: "yellow",
    Judgement.CONTRADICTED: "bold red",
    Judgement.UNKNOWN: "dim",
}


def shown(checked: Checked) -> Iterator[Text | str]:
    """The marked text, the explanations, and the count, as rich texts."""
    from rich.text import Text

    marked = Text()
    for piece, claims in pieces(checked):
        marked.append(piece, _STYLES[worst(claims)] if claims else None)
        for number, claim in claims:
            marked.append(f"[{number}{SIGNS[claim.verdict]}]", _STYLES[claim.verdict])
    yield marked
    wording = Wording(checked.language)
    if checked.claims:
        yield ""
    for number, claim in enumerate(checked.claims, 1):
        first, *rest = explained(wording, number, claim)
        yield Text(first, _STYLES[claim.verdict])
        yield from (Text(line, "dim") for line in rest)
    yield from _rest(checked)


def plain(checked: Checked) -> str:
    """The same without colours."""
    marked = "".join(
        piece + "".join(f"[{number}{SIGNS[claim.verdict]}]" for number, claim in claims)
        for piece, claims in pieces(checked)
    )
    wording = Wording(checked.language)
    lines = [line for number, claim in enumerate(checked.claims, 1) for line in explained(wording, number, claim)]
    return "\n".join([marked, *([""] if lines else []), *lines, *_rest(checked)])


def _rest(checked: Checked) -> Iterator[str]:
    if checked.unread:
        yield ""
        yield "Not read:"
        yield from (f"  {' '.join(passage.text.split())}: {passage.reason}" for passage in checked.unread)
    yield ""
    yield checked.title + "."
    if checked.hint:
        yield checked.hint


def pieces(checked: Checked) -> Iterator[tuple[str, list[tuple[int, Claim]]]]:
    """The text cut at its claims: each piece with the claims that end with it (several where they overlap)."""
    numbered = list(enumerate(checked.claims, 1))
    at = 0
    for index, (_, claim) in enumerate(numbered):
        if claim.start < at:
            continue
        overlapping = [item for item in numbered[index:] if item[1].start < claim.end]
        end = max(item[1].end for item in overlapping)
        if claim.start > at:
            yield checked.text[at : claim.start], []
        yield checked.text[claim.start : end], overlapping
        at = end
    if at < len(checked.text):
        yield checked.text[at:], []


def worst(claims: Sequence[tuple[int, Claim]]) -> Judgement:
    """The word that a piece with several claims is coloured by."""
    return max((claim.verdict for _, claim in claims), key=BEST.index)


def explained(wording: Wording, number: int, claim: Claim) -> Iterator[str]:
    """One claim in a line: what it says, how it stands, what fits and why; below it what that rests on."""
    yield f"{SIGNS[claim.verdict]} [{number}] {wording.about(claim)}: {wording.says(claim)}: {reasoned(wording, claim)}"
    most = _CITED if claim.verdict in _WRONG else 1
    yield from (f"        {told}{item.source_url}" for item, told in cited(wording, claim, most))


def reasoned(wording: Wording, claim: Claim) -> str:
    """The verdict with its cause, what would be right, and why."""
    return f"{claim.verdict}{why(wording, claim)}"


def why(wording: Wording, claim: Claim) -> str:
    """What follows the word of a verdict: the cause, what would be right, and why."""
    found = claim.found
    cause = f" ({found.cause})" if found.cause else ""
    right = f"; right is {wording.right(claim)}" if found.fits and claim.verdict in _WRONG else ""
    return cause + right + (f"; {found.note}" if found.note else "")


def cited(wording: Wording, claim: Claim, most: int) -> Iterator[tuple[Evidence, str]]:
    """Addresses that a verdict rests on, with what they print: one for each figure, then further ones up to `most`."""
    figures: dict[tuple[str, str], Evidence] = {}
    for item in claim.found.evidence:
        figures.setdefault((item.value, item.period), item)
    others = [item for item in claim.found.evidence if item not in figures.values()]
    for item in [*figures.values(), *others[: max(0, most - len(figures))]]:
        value = wording.number(item.value) if claim.reading.measure is not Measure.MAKER else wording.name(item.value)
        yield item, f"{' for '.join(filter(None, (value, item.period)))}: "
