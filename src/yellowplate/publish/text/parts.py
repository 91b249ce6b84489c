"""What a text is made of: plain strings, and numbers with what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it is shown; `cite` is the number of the best page in the notes, `more` how many pages agree.

    A blank has no `text`, and `why` gives its reason; the sign `*` stands where the base was counted otherwise.
    """

    text: str
    sign: str = ""
    cite: int = 0
    more: int = 0
    why: str = ""
    arrow: str = ""


Text = tuple[str | Value, ...]
Sentence = Text
