"""Running the application on a socket of this machine until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from datetime import date
from pathlib import Path

import uvicorn

from yellowplate.errors import UsageError
from yellowplate.mcp import over_stdio
from yellowplate.service import Desks, Jobs, Service
from yellowplate.web.app import application
from yellowplate.web.patience import Impatient

_OPEN = 400  # connections at one time; more are told to come back
_KEEP_SECONDS = 10
_STOP_SECONDS = 5


def run(
    path: str | Path | None,
    as_of: date | None,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    writes: bool = False,
    workers: int = 2,
    path_shown: str = "/",
) -> int:
    """Serve until interrupted; says the address on stderr. Raises UsageError where it can't listen there."""
    _survive_closed_pipes()
    if not writes:
        Desks(path, as_of).current()
    bound = listening(host, port)
    address = bound.getsockname()
    name = f"[{address[0]}]" if ":" in address[0] else address[0]
    print(f"yellowplate: http://{name}:{address[1]}{path_shown} (Ctrl-C ends it)", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        application(path, as_of, writes=writes, host=host, workers=workers),
        http=Impatient,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_OPEN,
        timeout_keep_alive=_KEEP_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[bound])
    return 0


def assist(path: str | Path | None, as_of: date | None) -> int:
    """Serve one assistant over standard input and output until it leaves."""
    _survive_closed_pipes()

    async def serve() -> None:
        desks = Desks(path, as_of)
        await over_stdio(Service(desks, Jobs(desks, 1)))

    asyncio.run(serve())
    return 0


def _survive_closed_pipes() -> None:
    """Commands end quietly when their pipe is closed; a server must not end when a client leaves."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to an address; raises UsageError where that can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # taken over by connections: no answer waits to be full
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(f"Nothing can listen at {host}, port {port}: {error.strerror}; choose another.") from None
    made.set_inheritable(True)
    return made
