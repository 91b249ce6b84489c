"""Bring the catalogs of `src/yellowplate/locale` in step with the messages that the code says.

    python -m tools.messages          write new messages into every catalog, drop those no longer said
    python -m tools.messages ja       name messages of one catalog that still want a translation

A translator starts a language with a folder of its code and an empty catalog in it, as `de/LC_MESSAGES/yellowplate.po`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1] / "src" / "yellowplate"
LOCALES = ROOT / "locale"
KEYWORDS = {"say": None, "word": None, "nsay": (1, 2), "psay": ((1, "c"), 2), "pword": ((1, "c"), 2)}


def said() -> Catalog:
    """Every message that the code says, with where it does."""
    catalog = Catalog(fuzzy=False, header_comment="# Messages of yellowplate")
    for file, line, message, comments, context in extract_from_dir(ROOT / "publish", keywords=KEYWORDS):
        if message:
            catalog.add(message, locations=[(f"publish/{file}", line)], auto_comments=comments, context=context)
    return catalog


def catalogs() -> dict[str, Path]:
    """The catalog of each language."""
    return {path.parents[1].name: path for path in sorted(LOCALES.glob("*/LC_MESSAGES/yellowplate.po"))}


def read(language: str) -> Catalog:
    """The catalog of a language as it stands."""
    with catalogs()[language].open("rb") as file:
        return read_po(file, locale=language)


def missing(catalog: Catalog) -> list[str]:
    """Messages of a catalog that want a translation."""
    return [str(message.id) for message in catalog if message.id and not all(_strings(message.string))]


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


def main(arguments: list[str]) -> int:
    """Do what the module's docstring says."""
    if arguments:
        wanting = missing(read(arguments[0]))
        print("\n".join(wanting) or "Everything is translated.")
        return 1 if wanting else 0
    template = said()
    for language, path in catalogs().items():
        catalog = read(language)
        template.creation_date = catalog.creation_date
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, no_location=True, omit_header=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
