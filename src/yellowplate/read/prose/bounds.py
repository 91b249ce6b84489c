"""How much of a text is read as an article: what a hostile one can cost is bounded by this alone."""

from __future__ import annotations

import re

from yellowplate.errors import InputError
from yellowplate.read.prose.text import Article

MAX_SIGNS = 200_000  # the longest reports of the trade press have a tenth of that
_ENDLESS = re.compile(r"\d[\d,.]{99}")


def bounded(article: Article) -> Article:
    """The article; raises InputError for a text that is too long, or holds a number that nobody would print."""
    if len(article.text) > MAX_SIGNS:
        raise InputError(f"The text has more than {MAX_SIGNS:,} characters; hand over the article alone.")
    if endless := _ENDLESS.search(article.plain):
        raise InputError(
            f"The text holds a number of more than 100 digits at character {endless.start():,}; is it an article?"
        )
    return article
