"""Adds batch after batch to a desk file until killed; started by test_ledger.

python ledger_driver.py add PATH     # for each line, a number, forks a child that adds batches from that number on
python ledger_driver.py hold PATH    # holds the file for writing until a line comes
"""

from __future__ import annotations

import os
import sys

from yellowplate.facts import Kind, Measure, Number, Period, Report, Segment, Source
from yellowplate.ledger import Ledger

SIZE = 300


def batch(number: int) -> tuple[dict[str, Source], list[Report]]:
    """One page and its rows, like no other batch."""
    source = Source(f"batch:{number}", f"https://example.com/{number}", Kind.BLOG, "example.com", "example.com")
    months = (Period(2010 * 12 + month, 1) for month in range(SIZE))
    said = [Report(source.id, "kei", Segment.KEI, month, Measure.UNITS, Number(number)) for month in months]
    return {source.id: source}, said


def add_for_ever(path: str, number: int) -> None:
    ledger = Ledger.open(path, read_only=False)
    while True:
        ledger.add(*batch(number))
        number += 1


def fork_adders(path: str) -> None:
    Ledger.open().reports()  # so that no child has to read the packaged facts first
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            add_for_ever(path, int(line))
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("gone", flush=True)


def hold(path: str) -> None:
    import duckdb

    with duckdb.connect(path):
        print("held", flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    {"add": fork_adders, "hold": hold}[sys.argv[1]](sys.argv[2])
