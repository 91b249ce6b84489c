"""What hostile requests do to the desk: it has to stay up, answer others within a second, and bound its memory.

    python -m bench.web_abuse

While each kind of abuse goes on, another client asks for a month page every tenth of a second; the slowest answer
counts. Memory is that of the server with its workers, at its highest.
"""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bench.web_servers import desk, memory_mebi

_LIMIT_SECONDS = 1.0
_LIMIT_MEBI = 2048
_DRIPPING = 100
_LEAST_SECONDS = 5.0  # a kind of abuse is repeated for so long
_SAID = "In November 2025 the Honda N-BOX sold {} units, and the Suzuki Spacia sold 12,904. "
_NEW = count(10_000)  # so that no answer is one that was given before
_MONTH = "/en/month/2025-11"


@dataclass
class Watch:
    """What another client saw meanwhile, and the server's memory."""

    slowest: float = 0.0
    asked: int = 0
    failed: int = 0
    mebi: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def watched(address: str, process: subprocess.Popen[bytes]) -> Iterator[Watch]:
    """Asks for a page all the time."""
    watch = Watch()

    def look() -> None:
        while not watch.over.wait(0.1):
            begun = time.monotonic()
            try:
                with urlopen(f"{address}{_MONTH}?limit={watch.asked % 50 + 1}", timeout=30) as answer:
                    answer.read()
            except OSError:
                watch.failed += 1
            watch.asked += 1
            watch.slowest = max(watch.slowest, time.monotonic() - begun)
            watch.mebi = max(watch.mebi, memory_mebi(process))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        watch.over.set()
        thread.join()


def checked(address: str, text: str) -> int:
    """The status of a check."""
    body = json.dumps({"text": text}).encode()
    try:
        with urlopen(
            Request(f"{address}/api/v1/check", body, {"Content-Type": "application/json"}), timeout=120
        ) as said:
            said.read()
            return int(said.status)
    except HTTPError as error:
        return error.code


def megabyte(address: str) -> str:
    """Articles of a megabyte, plain and as HTML."""
    plain = (_SAID.format("16,198") * 14_000)[:1_000_000]
    page = f"<html><body><p>{plain}</p></body></html>"
    return f"status {checked(address, plain)} as text, {checked(address, page)} as HTML"


def longest(address: str) -> str:
    """The longest text that is read."""
    begun = time.monotonic()
    status = checked(address, (_SAID.format(f"{next(_NEW):,}") * 3_000)[:199_000])
    return f"status {status} after {time.monotonic() - begun:.1f} s"


def parallel(address: str) -> str:
    """Two hundred different checks at once."""
    begun = time.monotonic()
    with ThreadPoolExecutor(200) as pool:
        found = list(pool.map(lambda at: checked(address, _SAID.format(f"{next(_NEW):,}") * 3), range(200)))
    counts = {status: found.count(status) for status in sorted(set(found))}
    return f"{counts} in {time.monotonic() - begun:.1f} s"


def dripping(address: str) -> str:
    """Fifty clients that send a byte of a body a second, and fifty that send a byte of a head."""
    parts = urlsplit(address)
    head = f"POST /api/v1/check HTTP/1.1\r\nHost: {parts.netloc}\r\n"
    full = f"{head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
    opened = []
    for at in range(_DRIPPING):
        client = socket.create_connection((parts.hostname, parts.port))
        client.sendall((full if at % 2 else f"{head}X-Long: ").encode())
        opened.append(client)
    begun, ended = time.monotonic(), 0
    while opened and time.monotonic() - begun < 30:
        for client in list(opened):
            try:
                client.setblocking(False)
                with suppress(BlockingIOError):
                    ended += bool(client.recv(4096))
                    opened.remove(client)
                    client.close()
                    continue
                client.setblocking(True)
                client.sendall(b"a")
            except OSError:
                opened.remove(client)
                client.close()
        time.sleep(1)
    for client in opened:
        client.close()
    gone, seconds = _DRIPPING - len(opened), time.monotonic() - begun
    return f"{gone} of {_DRIPPING} sent away within {seconds:.0f} s, {ended} with an answer"


def bombs(address: str) -> str:
    """HTML that is nested, full of tags, or full of attributes, and an address that unpacks to very much."""
    deep = "<html><body>" + "<div>" * 90_000 + "x"
    many = "<html><body>" + "<p>a" * 240_000
    wide = "<html><body><p " + " ".join(f"a{at}=1" for at in range(90_000)) + ">x"
    found = [checked(address, page) for page in (deep, many, wide)]
    return f"status {', '.join(map(str, found))}"


def scripts(address: str) -> str:
    """A script inside an article; what comes back must not hold it."""
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    article = f"<html><body><p>{_SAID.format('16,198')}</p>{hostile}</body></html>"
    body = f"text={article}".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with urlopen(Request(f"{address}/en/check", body, kind), timeout=60) as answer:
        page, policy = answer.read().decode(), answer.headers["content-security-policy"]
    live = page.split("</head>")[1].count("<script") + page.count("onerror=alert(2)>")
    return f"{live} live pieces; policy: {policy.split(';')[2].strip()}"


_ABUSES: tuple[Callable[[str], str], ...] = (megabyte, longest, parallel, dripping, bombs, scripts)


def main() -> int:
    """Do what the module's docstring says; 1 where a limit is passed."""
    bad = 0
    with desk() as (address, process):
        urlopen(address + _MONTH, timeout=300).read()
        checked(address, _SAID.format("16,198"))
        print(f"At rest: {memory_mebi(process):,.0f} MiB")
        for abuse in _ABUSES:
            with watched(address, process) as watch:
                begun = time.monotonic()
                while (told := abuse(address)) and time.monotonic() - begun < _LEAST_SECONDS:
                    pass
            print(
                f"{abuse.__name__:10} {told}; others: {watch.asked} asked, {watch.failed} failed, slowest "
                f"{watch.slowest:.2f} s; memory up to {watch.mebi:,.0f} MiB"
            )
            bad += watch.failed > 0 or watch.slowest > _LIMIT_SECONDS or watch.mebi > _LIMIT_MEBI
        bad += process.poll() is not None
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
