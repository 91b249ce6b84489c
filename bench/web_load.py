"""How many requests a second the desk answers, warm, beside a bare FastAPI hello and datasette, all in one run.

    python -m bench.web_load [--seconds 8] [--datasette PROGRAM]

Needs wrk (`apt-get install wrk`). Each server runs alone with one process; wrk uses one thread and 32 connections on
the same machine. Also shows that nothing is stale: a file is added between two requests of the same address.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bench.web_servers import bare, datasette, desk

_CONNECTIONS = 32
_AIM = 0.5  # of the bare framework's rate
_MONTH, _FIGURE = "/en/month/2025-11", "/en/figure?subject=N-BOX&period=2025-11"
_TABLE = "月,車名,台数\n2031年7月,N-BOX,12345\n"


class Rate(NamedTuple):
    """What wrk measured at one address."""

    name: str
    a_second: float
    p50: str
    p99: str
    kib: float
    failed: int


def measured(name: str, address: str, seconds: int, packed: bool = False) -> Rate:
    """Requests of one address for so many seconds, once it is warm."""
    urlopen(address).read()
    header = ["-H", "Accept-Encoding: gzip"] if packed else []
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", "--latency", *header, address]
    subprocess.run([*command, "-d1s"], capture_output=True, check=True)
    out = subprocess.run([*command, f"-d{seconds}s"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", out)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    spread = dict(re.findall(r"(50|99)%\s+(\S+)", out))
    assert found
    size = len(urlopen(Request(address, headers={"Accept-Encoding": "gzip"} if packed else {})).read()) / 1024
    return Rate(name, float(found[1]), spread["50"], spread["99"], size, int(failed[1]) if failed else 0)


def fresh_after_adding(room: Path) -> bool:
    """Whether an address answers with what was added a moment ago, though it was asked before."""
    with desk("--desk", str(room / "mine.duckdb"), "--write") as (address, _):
        month = f"{address}/api/v1/ranking?period=2031-07"
        try:
            urlopen(month)
        except HTTPError as error:
            before = error.code
        border = "----table"
        part = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
        body = f"--{border}\r\n{part}\r\n\r\n{_TABLE}\r\n--{border}--"
        kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
        urlopen(Request(f"{address}/api/v1/add", body.encode(), kind)).read()
        return before == 404 and b"12345" in urlopen(month).read()


def main() -> int:
    """Do what the module's docstring says; 1 where the aim is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--datasette", default=shutil.which("datasette"))
    asked = parser.parse_args()
    rates = []
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        with bare(room) as address:
            rates.append(measured("bare FastAPI hello", address, asked.seconds))
        with desk() as (address, _):
            for name, path in (("month page", _MONTH), ("figure page", _FIGURE)):
                rates.append(measured(name, address + path, asked.seconds))
                rates.append(measured(f"{name}, packed", address + path, asked.seconds, packed=True))
            rates.append(measured("month, API", f"{address}/api/v1/ranking?period=2025-11", asked.seconds))
        if asked.datasette:
            with datasette(asked.datasette, room) as address:
                rates.append(measured("datasette, a month", address, asked.seconds))
        fresh = fresh_after_adding(room)
    hello = rates[0].a_second
    print(f"{'':24}{'requests/s':>12}{'of bare':>9}{'p50':>10}{'p99':>10}{'KiB':>8}{'failed':>8}")
    for rate in rates:
        part = f"{rate.a_second / hello:.2f}"
        print(
            f"{rate.name:24}{rate.a_second:12,.0f}{part:>9}{rate.p50:>10}{rate.p99:>10}{rate.kib:8.1f}{rate.failed:8}"
        )
    print(f"Fresh after adding: {'yes' if fresh else 'NO'}")
    return 0 if fresh and rates[1].a_second >= _AIM * hello else 1


if __name__ == "__main__":
    raise SystemExit(main())
