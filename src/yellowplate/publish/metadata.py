"""What the page says of itself to machines, in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

from yellowplate.facts import Period
from yellowplate.publish.page import Page

_PLACE = {"@type": "Country", "name": "Japan"}


def metadata(page: Page) -> str:
    """The article and the data behind it as JSON-LD, safe inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": [_article(page), _dataset(page)]}
    return json.dumps(graph, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _article(page: Page) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "@id": "#article",
        "headline": page.headline,
        "name": page.title,
        "inLanguage": page.language,
        "articleSection": [section.title for section in page.sections],
        "contentReferenceTime": page.until,
        "temporalCoverage": _span(page),
        "spatialCoverage": _PLACE,
        "isBasedOn": {"@id": "#data"},
        "citation": [note.url for note in page.notes],
        "isAccessibleForFree": True,
    }


def _dataset(page: Page) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": "#data",
        "name": page.title,
        "description": " ".join([f"{page.title}: {page.headline}.", *page.basis]),
        "inLanguage": page.language,
        "temporalCoverage": _span(page),
        "spatialCoverage": _PLACE,
        "variableMeasured": ["new registrations", "change on the year before", "share", "place"],
        "isBasedOn": [note.url for note in page.notes if note.kind],
        "distribution": {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "data.json"},
    }


def _span(page: Page) -> str:
    """An ISO month, or an ISO interval of months."""
    period = Period.parse(page.period)
    return str(period) if period.is_month else f"{period.first}/{period.last}"
