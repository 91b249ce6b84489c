"""What stands before everything else: which hosts are answered, how large and slow a request may be, strict headers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yellowplate.web.problems import plain

MEBI = 1 << 20
ADDRESS_BYTES = 48 << 10
BODY_BYTES = 2 * MEBI
FILE_BYTES = 33 * MEBI  # where files are added
HELD_BYTES = 96 * MEBI  # of all requests that are arriving at one time
BODY_SECONDS = 15.0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

_RAW = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]


class Guard:
    """Refuses what no page of ours sends, before anything is read into it.

    `hosts` are the names under which the desk is reached (None: any); other names are refused, so that no other site
    can make a browser ask a desk on its own machine (DNS rebinding). `adding` tells which paths take files.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None, adding: Callable[[str], bool]) -> None:
        self._app = app
        self._hosts = hosts
        self._adding = adding
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a good request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        strict = _strictly(send)
        refused = self._refused(scope)
        if refused is not None:
            await plain(*refused)(scope, receive, strict)
        elif scope["method"] in ("POST", "PUT", "PATCH"):
            await self._with_body(scope, receive, strict)
        else:
            await self._app(scope, receive, strict)

    def _refused(self, scope: Scope) -> tuple[int, str, str] | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_BYTES:
            return 414, "address too long", f"An address may have {ADDRESS_BYTES:,} bytes; send long texts as a form."
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return 421, "unknown host", "This desk is reached by the address it was started with, and by no other."
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _foreign(headers, host):
            return 403, "another site", "Only pages of this desk itself may send it anything."
        return None

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body first, within limits on size and time."""
        most = FILE_BYTES if self._adding(scope["path"]) else BODY_BYTES
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                refused = await self._read(receive, body, most)
        except TimeoutError:
            refused = 408, "too slow", f"A request has to arrive within {BODY_SECONDS:g} seconds."
        try:
            if refused is None:
                await self._app(scope, _replayed(bytes(body), receive), send)
            else:
                await plain(*refused)(scope, receive, _closing(send))
        finally:
            self._held -= len(body)

    async def _read(self, receive: Receive, body: bytearray, most: int) -> tuple[int, str, str] | None:
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return 400, "cut off", "The request ended before it was complete."
            part = message.get("body", b"")
            if len(body) + len(part) > most:
                return 413, "too large", f"A request may have {most // MEBI} MiB; hand over the article or table alone."
            if self._held + len(part) > HELD_BYTES:
                return 503, "busy", "Too many large requests arrive at once; try again a little later."
            body += part
            self._held += len(part)
            more = message.get("more_body", False)
        return None


def loopback(host: str) -> bool:
    """Whether nobody but this machine can reach that address."""
    return host in _LOOPBACK or host.startswith("127.")


def hosts_of(bound: str) -> frozenset[str] | None:
    """The names under which a desk bound to that address is asked; None: any."""
    return _LOOPBACK | {bound} if loopback(bound) else None


def _name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""


def _foreign(headers: Headers, host: str) -> bool:
    """Whether a request that changes something comes from a page of another site."""
    if (site := headers.get("sec-fetch-site")) is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != host


def _strictly(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_RAW]}
        await send(message)

    return sent


def _closing(send: Send) -> Send:
    """What is left of a refused request isn't waited for."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await send(message)

    return sent


def _replayed(body: bytes, receive: Receive) -> Receive:
    told = False

    async def received() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received
