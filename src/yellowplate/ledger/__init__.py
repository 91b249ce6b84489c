"""The append-only store of Sources and Reports: packaged facts beneath, the user's own desk file on top."""

from yellowplate.ledger.deskfile import DeskFile
from yellowplate.ledger.store import Added, Ledger

__all__ = ["Added", "DeskFile", "Ledger"]
