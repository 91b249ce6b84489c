"""What can go wrong.

    YellowplateError
      + UsageError          the question itself is malformed: an impossible period, an unknown option value
        x PeriodError
        x NumberError
        x NameUnknownError  no subject of that name; carries suggestions
        x NameAmbiguousError
      + InputError          a file, row, cell or page can't be used
        x RowError          names file, row and column
      + LedgerError         the desk file can't be used
        x NotALedgerError
        x LedgerBusyError
      + OutputError         the place to write to can't be used

Every message is one sentence that says what, where and what to do next; faces print it as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence


class YellowplateError(Exception):
    """Base of every error that yellowplate raises on purpose."""


class UsageError(YellowplateError):
    """The question can't be understood; ask it differently."""


class PeriodError(UsageError):
    """The text is no period that the calendar knows."""


class NumberError(UsageError):
    """The text is no printed number."""


class NameUnknownError(UsageError):
    """No subject goes by this name.

    `suggestions` holds ids of near names, nearest first; it may be empty.
    """

    def __init__(self, text: str, suggestions: Sequence[str] = ()) -> None:
        self.text = text
        self.suggestions = tuple(suggestions)
        hint = f"did you mean {', '.join(self.suggestions)}?" if self.suggestions else "try `yellowplate names TEXT`."
        super().__init__(f"No car, maker or segment is called {text!r}; {hint}")


class NameAmbiguousError(UsageError):
    """Several subjects go by this name; `candidates` holds their ids."""

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        super().__init__(f"{text!r} can mean {', '.join(self.candidates)}; give one of these ids.")


class InputError(YellowplateError):
    """Something handed over to be read can't be read."""


class RowError(InputError):
    """One row of a table is malformed."""

    def __init__(self, file: str, row: int, problem: str) -> None:
        self.file = file
        self.row = row
        super().__init__(f"{file}, row {row}: {problem}")


class LedgerError(YellowplateError):
    """The desk file can't be used."""


class NotALedgerError(LedgerError):
    """The file is there but is no yellowplate desk."""


class LedgerBusyError(LedgerError):
    """Another process is writing to the desk file."""


class OutputError(YellowplateError):
    """The place to write to can't be used."""
