"""An article as text: bytes decoded, and a plain twin of the same length for the grammar to look at.

All offsets of the prose reader count characters of `Article.text`. The grammar looks at `plain`, in which full-width
signs, odd dashes and spaces are the common ones, one sign for one sign, so that offsets are the same in both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yellowplate.errors import InputError

MAX_BYTES = 8_000_000
_KANA = re.compile("[\u3040-\u30ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{3,20})""")
# What Markdown and footnotes put into a text without saying anything: references, pictures, bare addresses, escapes.
_MARKS = re.compile(
    r"(?m)^\[\^\w{1,9}\]: [^\n]*<https?://[^\n]*$|"
    r"\[\^\w{1,9}\]:?|!\[[^\]\n]{0,4000}\]\([^()\s]{1,300}\)|https?://[^\s<>\"」）)]+|\\[*_|<>\[\]]|(?<=[\d%％])[†‡§]|(?<=[%％])\*(?!\*)"
)
_HALF_MARKS = re.compile("[\uff66-\uff9d][\uff9e\uff9f]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"  # ④N-BOX is no 4N-BOX
_FILLER = "\u200b"  # keeps the length where two half-width signs become one; names ignore it


@dataclass(frozen=True)
class Article:
    """A text to be read: its title is the first line of `text` where it has one; `published` is its day."""

    text: str
    title: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""

    def stated(self, title: str = "", published: date | None = None, language: str = "") -> Article:
        """The article with what is known of it besides; each wins over what the text says of itself."""
        text = f"{title}\n\n{self.text}" if title and not self.text.startswith(title) else self.text
        return Article(text, title or self.title, published or self.published, language or self.language, self.url)

    @cached_property
    def plain(self) -> str:
        """The text for the grammar, of the same length."""
        return plain(self.text)

    @cached_property
    def tongue(self) -> str:
        """`en`, `ja` or `uk`: as given, else by the signs it is written in."""
        if self.language in ("en", "ja", "uk"):
            return self.language
        head = self.text[:4000]
        if len(_KANA.findall(head)) > len(head) // 50:
            return "ja"
        return "uk" if len(_CYRILLIC.findall(head)) > len(_LATIN.findall(head)) else "en"


class _Plain(dict[int, str]):
    """One sign for one sign, worked out once for each."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = sign if sign in _CIRCLED else unicodedata.normalize("NFKC", sign)
        self[code] = folded if len(folded) == 1 else sign
        return self[code]


_TABLE = _Plain(
    {ord(sign): "-" for sign in "‐‑‒–—―−－"}
    | {ord(sign): " " for sign in "\u00a0\u2009\u202f\u3000"}
    | {ord(sign): "'" for sign in "’‘ʼ`´"}
    | {ord(sign): '"' for sign in "“”„«»"}
    | {ord(sign): "~" for sign in "〜～∼"}
    | {ord("ヶ"): "カ", ord("ヵ"): "カ", ord("ケ"): "ケ", ord("\r"): " "}
)


def plain(text: str) -> str:
    """The text with every sign in its common form, of the same length.

    >>> plain("Ｎ―ＢＯＸは１万６１９８台（前年同月比１０．２％減）")
    'N-BOXは1万6198台(前年同月比10.2%減)'
    """
    text = _MARKS.sub(lambda mark: " " * len(mark[0]), text)
    if _HALF_MARKS.search(text):
        text = _HALF_MARKS.sub(_compose, text)
    return text.translate(_TABLE)


def _compose(pair: re.Match[str]) -> str:
    whole = unicodedata.normalize("NFKC", pair[0])
    return whole + _FILLER if len(whole) == 1 else pair[0]


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, Shift_JIS or EUC-JP; raises InputError."""
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; hand over the article alone.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise InputError(f"{name} is no text; hand over an article as text or HTML.")
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError(f"{name} is neither UTF-8 nor Shift_JIS nor EUC-JP; save it as UTF-8.")


def _encodings(data: bytes) -> list[str]:
    """What to try, the likeliest first: a named charset, UTF-8, then the Japanese one that gives more kana."""
    named = [match[1].decode("ascii") for match in [_CHARSET.search(data[:4096])] if match]
    named = ["cp932" if name.lower().replace("-", "_") in ("shift_jis", "x_sjis", "sjis") else name for name in named]
    japanese = sorted(("euc_jp", "cp932"), key=lambda encoding: -_kana(data, encoding))
    return ["utf-8-sig", *(name for name in named if name.lower() not in ("utf-8", "utf8")), *japanese]


def _kana(data: bytes, encoding: str) -> int:
    return len(_KANA.findall(data[:20000].decode(encoding, errors="ignore")))
