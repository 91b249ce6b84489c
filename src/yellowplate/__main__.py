"""The command line: `yellowplate` and `python -m yellowplate`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code; Ctrl-C and a closed pipe are quiet, even while modules load."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _open_what_is_closed()
    try:
        from yellowplate.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def _open_what_is_closed() -> None:
    """Let what is printed go nowhere where the caller closed an output, as `>&-` does."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (open to the end)


if __name__ == "__main__":
    main()
