"""From wherever an article is to the article: a file, standard input, or an address that the user names."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from yellowplate.errors import InputError, UsageError
from yellowplate.read.prose.pages import is_page, read_page
from yellowplate.read.prose.text import MAX_BYTES, Article, decode

_SECONDS = 20
_AGENT = "yellowplate (reads one article that its user names)"


def open_article(where: str) -> Article:
    """The article at a path, an http(s) address, or `-` for standard input; raises InputError, UsageError."""
    if where == "-":
        return as_article(decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"))
    scheme = urlsplit(where).scheme
    if scheme in ("http", "https"):
        return as_article(decode(_fetched(where), where), where)
    if "://" in where:
        raise UsageError(f"{where} can't be fetched; give a file, `-`, or an http(s) address.")
    path = Path(where)
    if not path.exists():
        raise InputError(f"There is no file {where}; give the article as a file, `-`, or an http(s) address.")
    with path.open("rb") as file:
        return as_article(decode(file.read(MAX_BYTES + 1), where))


def as_article(text: str, url: str = "") -> Article:
    """A text or an HTML page as an article; raises InputError for a page that holds none."""
    return read_page(text, url) if is_page(text) else Article(text.strip("\ufeff\n"), url=url)


def _fetched(url: str) -> bytes:
    request = Request(url, headers={"User-Agent": _AGENT, "Accept": "text/html,text/plain"})  # noqa: S310
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 (http and https only)
            return bytes(answer.read(MAX_BYTES + 1))
    except (URLError, OSError, ValueError) as error:
        raise InputError(
            f"{url} can't be fetched ({getattr(error, 'reason', error)}); save the page and check the file."
        ) from None
