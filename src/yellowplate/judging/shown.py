"""A checked text on a terminal: every claim marked with a number and a colour, explained in the lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yellowplate.facts import Judgement
from yellowplate.judging.verdicts import BEST

if TYPE_CHECKING:
    from rich.text import Text

    from yellowplate.judging.answer import Checked, Claim

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
    yield ""
    for number, claim in enumerate(checked.claims, 1):
        yield Text(explained(number, claim), _STYLES[claim.verdict])
    yield from _rest(checked)


def plain(checked: Checked) -> str:
    """The same without colours."""
    marked = "".join(
        piece + "".join(f"[{number}{SIGNS[claim.verdict]}]" for number, claim in claims)
        for piece, claims in pieces(checked)
    )
    lines = [explained(number, claim) for number, claim in enumerate(checked.claims, 1)]
    return "\n".join([marked, "", *lines, *_rest(checked)])


def _rest(checked: Checked) -> Iterator[str]:
    if checked.unread:
        yield ""
        yield "Not read:"
        yield from (f"  {' '.join(passage.text.split())}: {passage.reason}" for passage in checked.unread)
    yield ""
    yield checked.title + "."


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


def explained(number: int, claim: Claim) -> str:
    """One claim in one line: what it says, how it stands, what fits, why, and an address."""
    reading, found = claim.reading, claim.found
    about = " ".join(filter(None, (reading.subject, str(reading.segment or ""), claim.period)))
    relation = "" if str(reading.relation) == "=" else f"{reading.relation} "
    said = f"{SIGNS[claim.verdict]} [{number}] {about}: {reading.measure} {relation}{reading.value} is {claim.verdict}"
    cause = f" ({found.cause})" if found.cause else ""
    fits = (
        f"; right is {found.fits}"
        if found.fits and claim.verdict in (Judgement.CONTRADICTED, Judgement.REVISED)
        else ""
    )
    note = f"; {found.note}" if found.note else ""
    source = f" <{found.evidence[0].source_url}>" if found.evidence else ""
    return f"{said}{cause}{fits}{note}{source}"
