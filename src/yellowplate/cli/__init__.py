"""The command line: every command asks the desk one question and prints the answer.

Exit codes: 0 the answer, 1 the answer is no (nothing is known of that), 2 the question or an input is no good: a name
that nobody has, a period that is none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from yellowplate.cli.shared import BAD, INTERRUPTED, app
from yellowplate.errors import YellowplateError

__all__ = ["run"]

# Where each command lives: only the module of the one asked for is loaded, so that a ranking starts at once.
COMMANDS = {
    "market": ("rank", "figure", "names", "doubts", "sources", "known", "export"),
    "articles": ("add", "check"),
    "reports": ("stories", "launch", "report"),
    "effects": ("effect", "events"),
    "rules": ("access", "class", "own", "conditions"),
    "entry": ("enter",),
    "serve": ("serve", "mcp"),
}

_PLAIN = (
    (re.compile("Value error, "), ""),
    (re.compile("Input should be a valid integer"), "it should be a whole number"),
    (re.compile("Input should be"), "it should be"),
    (re.compile(r", unable to parse string as an? \w+"), ""),
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever is wrong becomes one sentence on stderr."""
    try:
        load(*arguments[:1])
        code = app(args=list(arguments) or ["--help"], prog_name="yellowplate", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except YellowplateError as error:
        return complain(str(error))
    except OSError as error:
        return complain(
            f"{error.filename or 'A file'} can't be used: {error.strerror}; check the path and its permissions."
        )
    except Exception as error:
        if str(error) == "Query interrupted":  # how DuckDB passes Ctrl-C on
            return INTERRUPTED
        if not hasattr(error, "format_message"):
            raise
        return complain(_plainly(error.format_message()))
    if not arguments:
        return BAD
    return code if isinstance(code, int) else 0


def load(command: str = "") -> None:
    """Add a command to the app; all of them where it is none of ours, as for help."""
    homes = [module for module, commands in COMMANDS.items() if command in commands] or COMMANDS
    for module in homes:
        import_module(f"yellowplate.cli.{module}")


def _plainly(message: str) -> str:
    """What is wrong with an option in words for people: those of the library that parses them are for programs."""
    for raw, plain in _PLAIN:
        message = raw.sub(plain, message)
    return " ".join(message.split())


def complain(sentence: str) -> int:
    print(f"yellowplate: {sentence}", file=sys.stderr)
    return BAD
