"""The command line: `yellowplate` and `python -m yellowplate`."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code; Ctrl-C is quiet, even while modules load."""
    try:
        from yellowplate.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
