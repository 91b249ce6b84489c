"""Servers that run for a measurement: the desk, a bare FastAPI application, datasette; each on loopback, each ended."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_PATIENCE_SECONDS = 120.0
_HELLO = """
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def hello():
    return {"hello": "world"}
"""


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, folder: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A server process from its first answer on; ended at the end."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(list(command), stdout=quiet, stderr=quiet, cwd=folder)
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def desk(*options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The desk's own address and process."""
    port = free_port()
    command = [sys.executable, "-m", "yellowplate", "serve", "--port", str(port), *options]
    with running(command, port) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def bare(room: Path) -> Iterator[str]:
    """A FastAPI application that says hello, as fast as the framework can."""
    port = free_port()
    (room / "hello.py").write_text(_HELLO)
    command = [sys.executable, "-m", "uvicorn", "hello:app", "--port", str(port), "--log-level", "warning"]
    with running([*command, "--no-access-log"], port, room):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def datasette(program: str, room: Path) -> Iterator[str]:
    """Datasette serving the ranking of a month out of the same table."""
    from yellowplate import open_desk

    rows = open_desk().tables.rows("SELECT start, subject, ranking, lo, hi, status, place FROM standing")
    with sqlite3.connect(room / "desk.db") as made:
        made.execute(
            "CREATE TABLE standing (start INT, subject TEXT, ranking TEXT, lo INT, hi INT, status TEXT, place INT)"
        )
        made.executemany("INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        made.execute("CREATE INDEX month ON standing (start, ranking)")
    made.close()
    port = free_port()
    with running([program, "serve", str(room / "desk.db"), "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}/desk/standing?ranking=kei-passenger&start={2025 * 12 + 10}"


def memory_mebi(process: subprocess.Popen[bytes]) -> float:
    """What a process and its children hold in memory, in MiB."""
    return sum(_resident(pid) for pid in _family(process.pid)) / 2**20


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=_PATIENCE_SECONDS):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer.")
