"""Answers that were given are kept as bytes, and given again as long as the ledger and the code are the same."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yellowplate.errors import YellowplateError

if TYPE_CHECKING:
    from yellowplate.service.desks import Desks

_KEPT_BYTES = 64 << 20
_LARGEST = 4 << 20
_WORTH_PACKING = 1024
_NEVER = ("/mcp", "/api/v1/jobs")
_VALIDATED = {b"cache-control": b"no-cache", b"vary": b"accept-encoding"}

Fields = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: `start` and `body` are the messages that give it, `packed_start` and `packed` those packed."""

    state: str
    etag: bytes
    start: Message
    body: Message
    packed_start: Message
    packed: Message
    size: int


class Warm:
    """Keeps what GET answers with 200, validated by an ETag that the address, the ledger's state and the code give."""

    def __init__(self, app: ASGIApp, desks: Desks) -> None:
        self._app = app
        self._desks = desks
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, else ask and keep."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(_NEVER):
            await self._app(scope, receive, send)
            return
        if (state := await self._state()) is None:
            await self._app(scope, receive, send)
            return
        key = scope["raw_path"] + b"?" + scope["query_string"]
        etag = b'"' + hashlib.blake2b(state.encode() + key, digest_size=12).hexdigest().encode() + b'"'
        wanted = dict(scope["headers"])
        kept = self._kept.get(key)
        if etag in wanted.get(b"if-none-match", b"").split(b", "):
            await send(
                {"type": "http.response.start", "status": 304, "headers": [(b"etag", etag), *_VALIDATED.items()]}
            )
            await send({"type": "http.response.body", "body": b""})
        elif kept is not None and kept.state == state:
            self._kept.move_to_end(key)
            await _give(kept, scope, wanted, send)
        else:
            await self._ask(scope, receive, send, (key, state, etag))

    async def _state(self) -> str | None:
        """What answers depend on; None where the ledger can't be read, which the question itself will tell."""
        try:
            held = await self._desks.looked_up()
        except YellowplateError:
            return None
        return f"{held.state} {date.today()}"

    async def _ask(self, scope: Scope, receive: Receive, send: Send, known: tuple[bytes, str, bytes]) -> None:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        head = scope["method"] == "HEAD"
        try:
            await self._app({**scope, "method": "GET"} if head else scope, receive, keep)
        except Exception:
            for message in messages:  # what the application says of its own failure
                await send(message)
            raise
        start, body = messages[0], b"".join(message.get("body", b"") for message in messages[1:])
        if not _keepable(start, body):
            start["headers"] = [
                *start["headers"],
                *([] if _said(start, b"cache-control") else [(b"cache-control", b"no-cache")]),
            ]
            await send(start)
            await send({"type": "http.response.body", "body": b"" if head else body})
            return
        kept = _kept(start, body, *known)
        self._put(known[0], kept)
        await _give(kept, scope, dict(scope["headers"]), send)

    def _put(self, key: bytes, kept: Kept) -> None:
        old = self._kept.pop(key, None)
        self._size += kept.size - (old.size if old else 0)
        self._kept[key] = kept
        while self._size > _KEPT_BYTES:
            self._size -= self._kept.popitem(last=False)[1].size


async def _give(kept: Kept, scope: Scope, wanted: dict[bytes, bytes], send: Send) -> None:
    packed = b"gzip" in wanted.get(b"accept-encoding", b"")
    await send(kept.packed_start if packed else kept.start)
    await send(
        {"type": "http.response.body", "body": b""}
        if scope["method"] == "HEAD"
        else kept.packed
        if packed
        else kept.body
    )


def _said(start: Message, name: bytes) -> bytes:
    return next((value for key, value in start["headers"] if key == name), b"")


def _keepable(start: Message, body: bytes) -> bool:
    return start["status"] == 200 and b"no-store" not in _said(start, b"cache-control") and len(body) <= _LARGEST


def _kept(start: Message, body: bytes, key: bytes, state: str, etag: bytes) -> Kept:
    fields: Fields = [(k, v) for k, v in start["headers"] if k not in (b"content-length", b"etag", *_VALIDATED)]
    fields += [(b"etag", etag), *_VALIDATED.items()]
    packed = gzip.compress(body, 6, mtime=0) if len(body) > _WORTH_PACKING else b""
    plain = _started(fields, len(body))
    small = _started([*fields, (b"content-encoding", b"gzip")], len(packed)) if packed else plain
    size = len(body) + len(packed) + len(key) + 1000
    return Kept(state, etag, plain, _whole(body), small, _whole(packed or body), size)


def _started(fields: Fields, length: int) -> Message:
    return {"type": "http.response.start", "status": 200, "headers": [*fields, (b"content-length", b"%d" % length)]}


def _whole(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body}
