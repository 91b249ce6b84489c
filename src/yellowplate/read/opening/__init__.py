"""Opening files: whatever holds tables becomes plain grids of cell texts; nothing here knows what a table means."""

from yellowplate.read.opening.grid import Grid, Opened
from yellowplate.read.opening.kinds import FileKind, kind_of
from yellowplate.read.opening.sandbox import head_of, open_grids

__all__ = ["FileKind", "Grid", "Opened", "head_of", "kind_of", "open_grids"]
