"""A running desk for tests: in this process for requests, on a socket of its own for browsers and assistants."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.testclient import TestClient

from yellowplate import open_desk
from yellowplate.web.app import application
from yellowplate.web.run import listening

BASE = "http://127.0.0.1"


@contextmanager
def reading() -> Iterator[TestClient]:
    with TestClient(application(workers=1), base_url=BASE) as made:
        yield made


@contextmanager
def writing(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path, writes=True, workers=1), base_url=BASE) as made:
        yield made


@contextmanager
def listens() -> Iterator[str]:
    """The address of a desk that listens on loopback."""
    _ = open_desk().tables  # whose making would count as the time of the first page
    socket = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application(workers=1), log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"{BASE}:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    socket.close()
