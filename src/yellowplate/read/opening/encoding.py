"""Which encoding a text is in: what it declares, if that can be, else the one under which it reads best."""

from __future__ import annotations

import codecs
import re

from yellowplate.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Shift_JIS and EUC-JP as Windows extends them: circled digits occur on real pages.
_NAMES = {
    "utf-8": ("utf-8",),
    "utf8": ("utf-8",),
    "utf-16": ("utf-16",),
    "shift_jis": ("cp932",),
    "shift-jis": ("cp932",),
    "sjis": ("cp932",),
    "x-sjis": ("cp932",),
    "windows-31j": ("cp932",),
    "cp932": ("cp932",),
    "ms932": ("cp932",),
    "euc-jp": ("euc_jp", "euc_jis_2004"),
    "x-euc-jp": ("euc_jp", "euc_jis_2004"),
    "iso-2022-jp": ("iso2022_jp",),
    "iso-8859-1": ("cp1252",),
    "windows-1252": ("cp1252",),
    "windows-1251": ("cp1251",),
    "koi8-u": ("koi8_u",),
}
_JAPANESE = ("cp932", "euc_jp", "euc_jis_2004")
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
_SAMPLE = 1 << 16
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> str:
    """The text that the bytes hold: UTF-8, UTF-16, Shift_JIS or EUC-JP, or a Western or Cyrillic set that it declares.

    A wrong declaration is passed over. Raises InputError where no encoding fits, and for what is no text at all.
    """
    text = next((text for codec in _candidates(data) if (text := _read(data, codec)) is not None), None)
    if text is None:
        raise InputError("it is in no encoding that is read (UTF-8, UTF-16, Shift_JIS, EUC-JP); save it as UTF-8.")
    if _BINARY.search(text):
        raise InputError("it is no text, and no workbook, page or PDF either; is it the right file?")
    return text


def _candidates(data: bytes) -> list[str]:
    marked = [codec for mark, codec in _MARKS if data.startswith(mark)]
    if marked:
        return marked
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = declared[1].decode("ascii").lower() if declared else ""
    return [*_NAMES.get(name, ()), "utf-8", *_unmarked_utf16(data), *_by_looks(data)]


def _unmarked_utf16(data: bytes) -> list[str]:
    """UTF-16 without its mark shows in the zero bytes of its line ends, commas and digits."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _by_looks(data: bytes) -> list[str]:
    """The Japanese encodings under which the text is valid, fewest half-width kana first: chance makes them."""
    readings = [(codec, text) for codec in _JAPANESE if (text := _read(data, codec)) is not None]
    return [codec for codec, text in sorted(readings, key=lambda item: len(_HALF_WIDTH_KANA.findall(item[1])))]


def _read(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None
