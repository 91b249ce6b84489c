"""How long the first table takes, beside the import of the engine that it needs, in one run."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

RANK = (sys.executable, "-m", "yellowplate", "rank", "2025-11")
IMPORT = (sys.executable, "-c", "import duckdb")


def main() -> None:
    """Print the medians and their ratio, and the time of the main job with and without its cache."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as room:
        os.environ["YELLOWPLATE_CACHE"] = f"{room}/cache"
        report = (
            sys.executable,
            "-m",
            "yellowplate",
            "report",
            "2025-11",
            "--focus",
            "nissan/roox",
            "--out",
            f"{room}/out",
        )
        cold, warm = _seconds(report), _seconds(report)
        pairs = [(_seconds(RANK), _seconds(IMPORT)) for _ in range(rounds)]
    rank, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"yellowplate rank 2025-11    {rank:.3f} s (median of {rounds})")
    print(f"python -c 'import duckdb'   {bare:.3f} s")
    print(f"ratio                       {rank / bare:.2f}")
    print(f"report, nothing cached      {cold:.1f} s")
    print(f"report, figures cached      {warm:.1f} s")


def _seconds(command: Sequence[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
