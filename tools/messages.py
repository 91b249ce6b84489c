"""Bring the catalogs of `src/yellowplate/locale` in step with the messages that the code says.

Each language has two: `yellowplate.po` for reports, whose charts need every letter as an outline, and `pages.po` for
what only the web pages say.

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
REPORTS, PAGES = "yellowplate", "pages"
FOLDERS = {REPORTS: "publish", PAGES: "web"}
METHODS = [("**.py", "python"), ("**/templates/*.html.j2", "jinja2.ext:babel_extract")]
KEYWORDS = {"say": None, "word": None, "tell": None, "nsay": (1, 2), "psay": ((1, "c"), 2), "pword": ((1, "c"), 2)}


def said(name: str = REPORTS) -> Catalog:
    """Every message that the code says and no catalog before this one holds, with where it does."""
    catalog = Catalog(fuzzy=False, header_comment="# Messages of yellowplate")
    before = said() if name != REPORTS else Catalog()
    folder = FOLDERS[name]
    for file, line, message, comments, context in extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS):
        if message and before.get(message, context) is None:
            catalog.add(message, locations=[(f"{folder}/{file}", line)], auto_comments=comments, context=context)
    return catalog


def catalogs(name: str = REPORTS) -> dict[str, Path]:
    """The catalog of each language."""
    return {path.parents[1].name: path for path in sorted(LOCALES.glob(f"*/LC_MESSAGES/{name}.po"))}


def read(language: str, name: str = REPORTS) -> Catalog:
    """The catalog of a language as it stands."""
    with catalogs(name)[language].open("rb") as file:
        return read_po(file, locale=language)


def missing(catalog: Catalog) -> list[str]:
    """Messages of a catalog that want a translation."""
    return [str(message.id) for message in catalog if message.id and not all(_strings(message.string))]


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


def main(arguments: list[str]) -> int:
    """Do what the module's docstring says."""
    if arguments:
        wanting = [message for name in FOLDERS for message in missing(read(arguments[0], name))]
        print("\n".join(wanting) or "Everything is translated.")
        return 1 if wanting else 0
    for name in FOLDERS:
        template = said(name)
        for language, path in catalogs(name).items():
            catalog = read(language, name)
            template.creation_date = catalog.creation_date
            catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
            catalog.obsolete.clear()
            with path.open("wb") as file:
                write_po(file, catalog, width=110, sort_output=True, no_location=True, omit_header=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
