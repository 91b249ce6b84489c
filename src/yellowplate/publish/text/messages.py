"""Messages in the reader's language: gettext catalogs, read as translators write them, and filled with parts.

A language is a folder of `locale/` with a .po file, and one more for what only the web pages say; whatever differs by
language stands there: wording, plural forms, patterns of dates, how numbers are set. English is the language of the
messages themselves.
"""

from __future__ import annotations

import gettext
import io
import re
from functools import lru_cache
from importlib.resources import files

from yellowplate.errors import UsageError
from yellowplate.publish.text.parts import Text, Value

SOURCE = "en"
_CATALOG = ("LC_MESSAGES", "yellowplate.po")
_PAGES = ("LC_MESSAGES", "pages.po")
_PART = re.compile(r"\{(\w+)\}")

Part = str | Value | Text


def languages() -> tuple[str, ...]:
    """The languages that a report can be written in, by their codes."""
    folders = files("yellowplate").joinpath("locale").iterdir()
    return (SOURCE, *sorted(folder.name for folder in folders if folder.joinpath(*_CATALOG).is_file()))


@lru_cache(maxsize=8)
def translations(language: str) -> gettext.NullTranslations:
    """The messages of a language; raises UsageError for one without a catalog."""
    if language == SOURCE:
        return gettext.NullTranslations()
    if language not in languages():
        raise UsageError(f"No report can be written in {language!r}; choose one of {', '.join(languages())}.")
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    found: gettext.NullTranslations | None = None
    for name in (_PAGES, _CATALOG):
        po = files("yellowplate").joinpath("locale", language, *name)
        if po.is_file():
            compiled = io.BytesIO()
            with po.open("rb") as file:
                write_mo(compiled, read_po(file))
            compiled.seek(0)
            read = gettext.GNUTranslations(compiled)
            if found is not None:
                read.add_fallback(found)
            found = read
    assert found is not None
    return found


class Messages:
    """The messages of one language, filled with texts and Values.

    Every message is written out where it is said, so that the catalogs can be kept in step with the code.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._found = translations(language)

    def say(self, message: str, **parts: Part) -> Text:
        """A message with its parts."""
        return fill(self._found.gettext(message), parts)

    def nsay(self, one: str, more: str, number: int, **parts: Part) -> Text:
        """A message in the plural form that `number` asks for."""
        return fill(self._found.ngettext(one, more, number), parts)

    def psay(self, context: str, message: str, **parts: Part) -> Text:
        """A message whose meaning depends on a context."""
        return fill(self._found.pgettext(context, message), parts)

    def word(self, message: str) -> str:
        """A message without parts."""
        return self._found.gettext(message)

    def pword(self, context: str, message: str) -> str:
        """A message without parts whose meaning depends on a context."""
        return self._found.pgettext(context, message)


def fill(message: str, parts: dict[str, Part]) -> Text:
    """A message with its parts put in; strings that meet are joined."""
    text: list[str | Value] = []
    for at, piece in enumerate(_PART.split(message)):
        part = parts[piece] if at % 2 else piece
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, str) and text and isinstance(text[-1], str):
                text[-1] += one
            elif one != "":
                text.append(one)
    return tuple(text)


def joined(texts: list[Text], between: str = " ") -> Text:
    """Texts as one."""
    return fill("{x}", {"x": tuple(part for at, one in enumerate(texts) for part in ((between, *one) if at else one))})


def plain(text: Text) -> str:
    """A text without its links."""
    return "".join(part if isinstance(part, str) else part.text for part in text)
