"""Which source an address stands for, and who publishes it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

# Hosts under which every customer has a name of its own.
_SHARED_HOSTS = frozenset({"hatenablog.com", "ameblo.jp", "fc2.com", "livedoor.jp", "xn--ols92r56ds35c.tokyo"})
_SECOND_LEVELS = frozenset({"co", "ne", "or", "ac", "go", "gr", "ed"})


def is_address(text: str) -> bool:
    """Whether the text is the http(s) address of a page.

    >>> is_address("https://example.org/2025/12"), is_address("example.org"), is_address("https://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def publisher(url: str) -> str:
    """The part of the host name that someone registered.

    >>> publisher("https://www.zenkeijikyo.or.jp/statistics"), publisher("https://blog.example.com/1")
    ('zenkeijikyo.or.jp', 'example.com')
    """
    labels = (urlsplit(url).hostname or "").split(".")
    shared = labels[-2:-1] and (labels[-2] in _SECOND_LEVELS or ".".join(labels[-2:]) in _SHARED_HOSTS)
    return ".".join(labels[-3 if shared and len(labels) > 2 else -2 :])


def source_id(url: str) -> str:
    """A short id of the page, the same wherever the address is read.

    >>> source_id("http://e-nenpi.com/article/detail/188238")
    'e-nenpi.com:6fb6d3'
    """
    return f"{publisher(url)}:{hashlib.blake2b(url.encode(), digest_size=3).hexdigest()}"
