"""HTML → the article's text with its title and day; tables and lists keep their lines, cells are parted by tabs.

Nothing of the markup gets into the text. Menus, footers, scripts and the like are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from yellowplate.errors import InputError
from yellowplate.read.prose.text import Article

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "head",
        "figure",
        "menu",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "dl",
        "blockquote",
        "section",
        "article",
        "main",
        "pre",
        "br",
        "hr",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "figcaption",
        "details",
        "summary",
        "address",
        "body",
    ]
)
_CELLS = frozenset(("td", "th"))
_SMALL = frozenset(("small", "sub"))  # stand apart from what they follow, without a blank between
_ASIDE = re.compile(
    r"\b(?:related|comment|sidebar|breadcrumb|share|social|advert|promo|cookie|newsletter)", re.IGNORECASE
)
_DATED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @itemprop='datePublished']/@content",
    "//time[@datetime]/@datetime",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether a text is HTML."""
    return bool(_HTML.match(text)) and "</" in text


def read_page(markup: str, url: str = "") -> Article:
    """The article of a page; raises InputError where there is none."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError(f"The page can't be read as HTML ({error}); hand over the article as text.") from None
    body = _text(_container(root))
    if not body:
        raise InputError("The page holds no article; hand over its text.")
    title = _title(root)
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    language = (root.get("lang") or "")[:2].lower()
    return Article(body, title, _published(root, markup), language, url)


def _container(root: Any) -> Any:
    """The part that holds the article: the longest <article>, <main>, or where the paragraphs stand."""
    for path in ("//article", "//main", "//*[@itemprop='articleBody']"):
        if found := root.xpath(path):
            best = max(found, key=lambda node: len(node.text_content()))
            if len(best.text_content().strip()) > 40:
                return best
    weight: Counter[Any] = Counter()
    for node in root.iter("p", "li", "tr", "td"):
        parent = node.getparent()
        if node.tag == "p" and parent is not None:
            weight[parent] += len(node.text_content())
    body = root.find("body")
    whole = body if body is not None else root
    if not weight:
        return whole
    best, letters = weight.most_common(1)[0]
    return best if letters * 2 > len(whole.text_content()) else whole


def _text(container: Any) -> str:
    """The lines of a part, blanks collapsed."""
    lines = "".join(_pieces(container)).split("\n")
    kept = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip("\t ") for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _pieces(container: Any) -> Iterator[str]:
    """Walk without recursion, so that no nesting is too deep."""
    from lxml import etree

    skipped = None
    for event, node in etree.iterwalk(container, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            tail_only = skipped is None and node is not container
            yield _flat(node.tail) if tail_only else ""
            continue
        if event == "start":
            if skipped is None and _left_out(node, container):
                skipped = node
            if skipped is None:
                yield " " if node.tag in _SMALL else "\n" if node.tag in _BLOCKS and node.tag != "tr" else ""
                yield _flat(node.text)
        else:
            if skipped is None:
                yield (
                    "\t"
                    if node.tag in _CELLS
                    else "\n\n"
                    if node.tag in ("p", "table", "ul", "ol")
                    else "\n"
                    if node.tag in _BLOCKS
                    else " "
                    if node.tag in _SMALL
                    else ""
                )
            if skipped is node:
                skipped = None
            if skipped is None and node is not container:
                yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _left_out(node: Any, container: Any) -> bool:
    if node is container:
        return False
    marked = f"{node.get('class', '')} {node.get('id', '')}"
    hidden = node.get("hidden") is not None or "display:none" in (node.get("style") or "").replace(" ", "")
    return node.tag in _DROPPED or hidden or bool(_ASIDE.search(marked)) or _is_note(node)


def _is_note(node: Any) -> bool:
    """Whether it is the mark of a footnote."""
    return node.tag == "sup" and bool(
        node.xpath(".//a[starts-with(@href, '#')] | ancestor::a[starts-with(@href, '#')]")
    )


def _title(root: Any) -> str:
    for path in ("//article//h1", "//h1", "//meta[@property='og:title']/@content", "//title"):
        for found in root.xpath(path):
            words = found if isinstance(found, str) else found.text_content()
            if words := " ".join(words.split()):
                return str(words)
    return ""


def _published(root: Any, markup: str) -> date | None:
    dated = [str(value) for path in _DATED for value in root.xpath(path)]
    dated += _JSON_DATE.findall(markup)
    for text in dated:
        if match := _ISO.search(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
