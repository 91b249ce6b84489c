"""What a file is, by its first bytes; its name doesn't count."""

from __future__ import annotations

import re
from enum import StrEnum


class FileKind(StrEnum):
    """The ways to open a file."""

    WORKBOOK = "workbook"
    PDF = "pdf"
    PAGE = "page"
    DELIMITED = "table"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAG = re.compile(rb"<(?:!doctype|html|head|body|meta|title|table|div|p|h[1-6]|!--|\?xml)[\s>/]?", re.IGNORECASE)
_LOOK_WITHIN = 4096


def kind_of(head: bytes) -> FileKind:
    """The kind of a file that begins with `head`; what is nothing else is taken for a table in text."""
    if head.startswith((_OLE, *_ZIP)):
        return FileKind.WORKBOOK
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    begin = head[:_LOOK_WITHIN].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if begin.startswith(b"<") and _TAG.search(begin):
        return FileKind.PAGE
    return FileKind.DELIMITED
