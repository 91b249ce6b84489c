"""The page that checks an article: the text with coloured marks, evidence on tap, and a note to send to its author.

The address of a checked text holds the text itself, packed; nothing is kept. One that is too long for an address is
shown in answer to the form, without an address of its own.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import Response

from yellowplate.facts import Judgement
from yellowplate.judging.shown import SIGNS, cited, pieces, why, worst
from yellowplate.judging.wording import Wording
from yellowplate.questions import QUESTIONS, Asked, Refused, Why
from yellowplate.questions.study import CheckAsked
from yellowplate.read.prose.text import decode
from yellowplate.web.pages.corrections import Note
from yellowplate.web.pages.sheets import address
from yellowplate.web.pages.view import Unanswered

if TYPE_CHECKING:
    from yellowplate.judging import Checked
    from yellowplate.judging.answer import Claim
    from yellowplate.web.pages.view import View

_IN_ADDRESS = 24_000  # signs of a packed text that an address carries
_UNPACKED = 1_500_000
_FIELDS = ("title", "published", "language")
_EVIDENCE = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as the page tells it."""

    number: int
    sign: str
    verdict: str
    words: str
    about: str
    says: str
    why: str
    pages: tuple[tuple[str, str, str], ...]
    unsure: bool


async def check(view: View) -> Response:
    """The form, and the checked text where the address holds one."""
    query = view.request.query_params
    text = _unpacked(query["z"]) if query.get("z") else query.get("text", "")
    if not text.strip():
        return await view.page("check.html.j2", **_blank(view))
    return await _checked(view, text, dict(query), kept=True)


async def sent(view: View) -> Response:
    """A pasted text or a file: checked at an address of its own if it fits into one."""
    async with view.request.form(max_files=1, max_fields=8, max_part_size=_UNPACKED) as form:
        file, pasted = form.get("file"), form.get("text")
        fields = {name: str(value) for name, value in form.items() if name in _FIELDS and isinstance(value, str)}
        text = pasted if isinstance(pasted, str) else ""
        if isinstance(file, UploadFile) and file.filename:
            text = decode(await file.read(), file.filename[:100])
    if not text.strip():
        view.status = 400
        return await view.page(
            "check.html.j2", **_blank(view), problem=view.word("Paste a text or choose a file first.")
        )
    packed = _packed(text)
    if len(packed) <= _IN_ADDRESS:
        return view.elsewhere(view.link("check", z=packed, **fields))
    return await _checked(view, text, fields, kept=False)


async def _checked(view: View, text: str, fields: dict[str, str], *, kept: bool) -> Response:
    try:
        asked = CheckAsked(text=text, **{name: fields[name] for name in _FIELDS if fields.get(name)})  # type: ignore[arg-type]
    except ValidationError as error:
        reason = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors()[:3])
        raise Unanswered(Refused(Why.BAD_INPUT, f"{reason}.")) from None
    answer: Checked = await view.answer("check", asked)
    parts = await view.run(_shown, view, asked, answer)
    return await (view.page if kept else view.fresh)("check.html.j2", **parts, kept=kept)


def _blank(view: View) -> dict[str, Any]:
    return {"title": view.word("Check an article"), "answer": None, "asked": None, "fields": view.request.query_params}


def _shown(view: View, asked: Asked, answer: Checked) -> dict[str, Any]:
    wording = Wording(answer.language)
    claims = [_told(view, wording, number, claim) for number, claim in enumerate(answer.claims, 1)]
    marked = [
        (piece, str(worst(found)) if found else "", [claims[number - 1] for number, _ in found])
        for piece, found in pieces(answer)
    ]
    return {
        "title": view.word("Check an article"),
        "asked": asked,
        "question": QUESTIONS["check"],
        "answer": answer,
        "fields": asked.model_dump(mode="json", exclude_none=True),
        "paragraphs": _paragraphs(marked),
        "claims": claims,
        "wrong": [claim for claim in claims if claim.verdict == Judgement.CONTRADICTED],
        "counts": _counts(view, answer),
        "note": Note(answer, wording, view.desk.catalog).text(),
        "unread": answer.unread,
        "undated": bool(answer.hint),
    }


def _told(view: View, wording: Wording, number: int, claim: Claim) -> Told:
    pages = tuple(
        (told.rstrip(": "), item.source_url, address(item.source_url))
        for item, told in cited(wording, claim, _EVIDENCE)
        if item.source_url.startswith(("http://", "https://"))
    )
    return Told(
        number,
        SIGNS[claim.verdict],
        str(claim.verdict),
        " ".join(claim.text.split()),
        wording.about(claim),
        wording.says(claim),
        why(wording, claim).lstrip("; "),
        pages,
        claim.verdict is Judgement.UNKNOWN,
    )


Piece = tuple[str, str, list[Told]]


def _paragraphs(marked: list[Piece]) -> list[list[Piece]]:
    """The marked pieces, cut where the text has an empty line."""
    found: list[list[Piece]] = [[]]
    for piece, verdict, claims in marked:
        if claims:
            found[-1].append((piece, verdict, claims))
            continue
        first, *rest = piece.split("\n\n")
        found[-1].append((first, "", []))
        found += [[(part, "", [])] for part in rest]
    return [paragraph for paragraph in found if any(piece.strip() for piece, _, _ in paragraph)]


def _counts(view: View, answer: Checked) -> list[tuple[str, str, int]]:
    """How many claims have each verdict: its word, its sign, the number."""
    counts = [(word, sum(claim.verdict is word for claim in answer.claims)) for word in Judgement]
    return [(str(word), SIGNS[word], many) for word, many in counts if many]


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def _unpacked(packed: str) -> str:
    """The text of an address; never more than so much, whatever it claims to hold."""
    try:
        made = zlib.decompressobj()
        content = made.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), _UNPACKED)
        if made.unconsumed_tail or not made.eof:
            raise ValueError
        return content.decode()
    except (ValueError, zlib.error):
        raise Unanswered(Refused(Why.BAD_INPUT, "The address of this text is damaged; paste the text again.")) from None
