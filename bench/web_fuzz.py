"""Thousands of requests made from the API's own description: no server error, and every answer as described.

    python -m bench.web_fuzz [--calls 6000] [--seed 1]

Schemathesis makes parameters inside and outside of their limits and checks status, media type, headers and body of
every answer against the description. Long computations are asked for too, and cancelled in between by its own calls.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from bench.web_servers import desk

_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection"
)
_OPERATIONS = 25
_SPARE = 1.2  # examples are fewer where a parameter has few values


def main() -> int:
    """Do what the module's docstring says; the exit code of schemathesis."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with desk() as (address, process):
        program = Path(sys.executable).with_name("schemathesis")
        command = [
            str(program),
            "run",
            f"{address}/api/v1/openapi.json",
            "--checks",
            _CHECKS,
            "--seed",
            str(asked.seed),
        ]
        command += [
            "--max-examples",
            str(int(_SPARE * asked.calls / _OPERATIONS)),
            "--phases",
            "examples,coverage,fuzzing",
        ]
        command += ["--continue-on-failure", "--request-timeout", "60", "--no-color", "--suppress-health-check", "all"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        alive = process.poll() is None
    print(done.stdout[-6000:])
    calls = re.search(r"([\d,]+) generated", done.stdout)
    made = int(calls[1].replace(",", "")) if calls else 0
    print(f"{made:,} calls, the server {'is up' if alive else 'went down'}")
    return done.returncode or int(not alive or made < asked.calls)


if __name__ == "__main__":
    raise SystemExit(main())
