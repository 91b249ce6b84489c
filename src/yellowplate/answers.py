"""What every answer can do: become a data frame, an Arrow table, JSON, or a rich table on a terminal or in a notebook.

An answer is a frozen dataclass that names its `columns` and yields its `rows`; everything else follows from these.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table

Cell = str | int | float | bool | None


class Answer(ABC):
    """Base of all answers of the desk."""

    @property
    @abstractmethod
    def title(self) -> str:
        """One line that says what is answered."""

    @property
    @abstractmethod
    def columns(self) -> Sequence[str]:
        """The column names of the tabular form."""

    @abstractmethod
    def rows(self) -> Iterator[Sequence[Cell]]:
        """The rows of the tabular form, in the order of the columns."""

    def data(self) -> Any:
        """The answer as plain lists and dictionaries; by default one dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows()]

    def notes(self) -> Sequence[str]:
        """Sentences that belong under the table: the basis, what is missing and why."""
        return ()

    def json(self) -> str:
        """The answer as JSON text."""
        return json.dumps(self.data(), ensure_ascii=False, indent=2)

    def df(self) -> pd.DataFrame:
        """The tabular form as a pandas data frame; missing numbers are `<NA>`, never zero."""
        import pandas as pd

        return pd.DataFrame(list(self.rows()), columns=list(self.columns)).convert_dtypes()

    def arrow(self) -> pa.Table:
        """The tabular form as an Arrow table."""
        import pyarrow as pa

        rows = list(self.rows())
        return pa.table({name: [row[index] for row in rows] for index, name in enumerate(self.columns)})

    def table(self) -> Table:
        """The tabular form for a terminal."""
        from rich.table import Table

        rows = [list(row) for row in self.rows()]
        numeric = [all(isinstance(row[i], int | float | None) for row in rows) for i in range(len(self.columns))]
        table = Table(title=self.title, title_justify="left")
        for name, right in zip(self.columns, numeric, strict=True):
            table.add_column(name, justify="right" if right else "left")
        for row in rows:
            table.add_row(
                *("" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row)
            )
        return table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the table and its notes (used by rich)."""
        yield self.table()
        yield from self.notes()

    def _repr_html_(self) -> str:
        """Show the table in a notebook."""
        return str(self.df().to_html(index=False, na_rep=""))
