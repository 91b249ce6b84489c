"""A checked text as one page: sentences with coloured marks, evidence in notes, nothing of the article's markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from yellowplate.facts import Judgement
from yellowplate.judging.shown import SIGNS, cited, pieces, why, worst
from yellowplate.judging.wording import Wording

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
li b { padding: 0 .3em; font-weight: 600; } ul { padding-left: 1rem; margin: .2rem 0; }
ul.wrong { list-style: none; padding: .4rem .8rem; border-left: 4px solid #cf222e; }
p.words { font-size: .85rem; color: #6e7781; }
q { quotes: “ ” ‘ ’; color: #6e7781; }
h2 { font-size: 1.15rem; }
@media print { body { margin: 0; max-width: none; } }
"""

_WORDS = (
    "Confirmed: the figures say so. Consistent: they leave room for it. Revised: it was right when it was printed. "
    "Contradicted: whatever it could mean is wrong. Unknown: nothing held decides it."
)


def page(checked: Checked) -> str:
    """The page as one self-contained text."""
    wording = Wording(checked.language)
    title = escape(checked.headline or "A checked article")
    body = "".join(_piece(piece, claims) for piece, claims in pieces(checked))
    paragraphs = "".join(f"<p>{lines.replace(chr(10), '<br>')}</p>\n" for lines in body.split("\n\n") if lines.strip())
    hint = f"<p>{escape(checked.hint)}</p>\n" if checked.hint else ""
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<p><b>{escape(checked.title)}.</b></p>\n{hint}"
        f'{_wrong(wording, checked)}<main lang="{checked.language}">\n{paragraphs}</main>\n{_notes(wording, checked)}'
        f"{_unread(checked)}<p class=words>{_WORDS}</p>\n</html>\n"
    )


def _wrong(wording: Wording, checked: Checked) -> str:
    """What an editor must look at first: what is contradicted, and what would be right."""
    wrong = [
        f'<li><a href="#c{number}">{number}{SIGNS[claim.verdict]}</a> {_head(wording, claim)}</li>'
        for number, claim in enumerate(checked.claims, 1)
        if claim.verdict is Judgement.CONTRADICTED
    ]
    return f'<ul class="wrong">{"".join(wrong)}</ul>\n' if wrong else ""


def _notes(wording: Wording, checked: Checked) -> str:
    notes = "".join(_note(wording, number, claim) for number, claim in enumerate(checked.claims, 1))
    return f"<h2>Claims</h2>\n<ol>{notes}</ol>\n" if notes else ""


def _unread(checked: Checked) -> str:
    unread = "".join(f"<li>{escape(p.text)}: {escape(p.reason)}</li>" for p in checked.unread)
    return f"<h2>Not read</h2>\n<ul>{unread}</ul>\n" if unread else ""


def _piece(piece: str, claims: list[tuple[int, Claim]]) -> str:
    if not claims:
        return escape(piece)
    links = "".join(f'<a href="#c{number}">{number}{SIGNS[claim.verdict]}</a>' for number, claim in claims)
    return f'<mark class="{worst(claims)}">{escape(piece)}{links}</mark>'


def _head(wording: Wording, claim: Claim) -> str:
    return (
        f"{escape(wording.about(claim))}: {escape(wording.says(claim))} "
        f'<b class="{claim.verdict}">{claim.verdict}</b>{escape(why(wording, claim))}'
    )


def _note(wording: Wording, number: int, claim: Claim) -> str:
    evidence = "".join(
        f"<li>{escape(told)}{_link(item.source_url)}</li>"
        for item, told in cited(wording, claim, len(claim.found.evidence))
    )
    shown = f"<ul>{evidence}</ul>" if evidence else ""
    words = escape(" ".join(claim.text.split()))
    return f'<li id="c{number}"><q>{words}</q> {_head(wording, claim)}{shown}</li>\n'


def _link(url: str) -> str:
    shown = escape(unquote(url))
    if urlsplit(url).scheme not in ("http", "https"):
        return shown
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>'
