"""A checked text as one page: sentences with coloured marks, evidence in notes, nothing of the article's markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from yellowplate.judging.shown import SIGNS, pieces, worst

if TYPE_CHECKING:
    from yellowplate.judging.answer import Checked, Claim

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
mark { color: inherit; border-bottom: 2px solid; border-radius: 2px; padding: 0 .1em; }
mark a { color: inherit; text-decoration: none; font-size: .75em; vertical-align: super; }
.confirmed { background: #1a7f3722; border-color: #1a7f37; }
.consistent { background: #0969da22; border-color: #0969da; }
.revised { background: #9a670022; border-color: #9a6700; }
.contradicted { background: #cf222e33; border-color: #cf222e; }
.unknown { background: #6e778122; border-color: #6e7781; }
ol { padding-left: 1.6rem; font-size: .92rem; } li { margin: .4rem 0; overflow-wrap: anywhere; }
li:target { outline: 2px solid; }
li b.contradicted { padding: 0 .3em; } ul { padding-left: 1rem; margin: .2rem 0; }
@media print { body { margin: 0; max-width: none; } }
"""


def page(checked: Checked) -> str:
    """The page as one self-contained text."""
    title = escape(checked.headline or "A checked article")
    body = "".join(_piece(piece, claims) for piece, claims in pieces(checked))
    paragraphs = "".join(f"<p>{lines.replace(chr(10), '<br>')}</p>\n" for lines in body.split("\n\n") if lines.strip())
    notes = "".join(_note(number, claim) for number, claim in enumerate(checked.claims, 1))
    unread = "".join(f"<li>{escape(p.text)}: {escape(p.reason)}</li>" for p in checked.unread)
    rest = f"<h2>Not read</h2>\n<ul>{unread}</ul>\n" if unread else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<p><b>{escape(checked.title)}.</b></p>\n"
        f"<main>\n{paragraphs}</main>\n<h2>Claims</h2>\n<ol>{notes}</ol>\n{rest}</html>\n"
    )


def _piece(piece: str, claims: list[tuple[int, Claim]]) -> str:
    if not claims:
        return escape(piece)
    links = "".join(f'<a href="#c{number}">{number}{SIGNS[claim.verdict]}</a>' for number, claim in claims)
    return f'<mark class="{worst(claims)}">{escape(piece)}{links}</mark>'


def _note(number: int, claim: Claim) -> str:
    reading, found = claim.reading, claim.found
    said = " ".join(
        filter(
            None,
            (
                reading.subject,
                str(reading.segment or ""),
                claim.period,
                str(reading.measure),
                str(reading.relation),
                str(reading.value),
            ),
        )
    )
    why = "; ".join(filter(None, (str(found.cause or ""), f"right is {found.fits}" if found.fits else "", found.note)))
    evidence = "".join(
        f"<li>{_link(item.source_url)}: {escape(item.value)} {escape(item.period)}</li>" for item in found.evidence
    )
    shown = f"<ul>{evidence}</ul>" if evidence else ""
    return (
        f'<li id="c{number}">“{escape(claim.text)}”: {escape(said)} is <b class="{claim.verdict}">{claim.verdict}</b>'
        f"{': ' + escape(why) if why else ''}{shown}</li>\n"
    )


def _link(url: str) -> str:
    shown = escape(url)
    return (
        f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'
        if urlsplit(url).scheme in ("http", "https")
        else shown
    )
