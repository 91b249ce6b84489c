"""Amounts of yen that may be known exactly, within bounds, or not at all; and the items they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yellowplate.rules.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Amount:
    """Yen between `low` and `high`, equal where exact; both None where unknown, with the reason `why`."""

    low: int | None
    high: int | None
    why: str = ""

    @classmethod
    def exact(cls, yen: int) -> Amount:
        """An amount known to the yen."""
        return cls(yen, yen)

    @classmethod
    def unknown(cls, why: str) -> Amount:
        """An amount that isn't known; never a zero."""
        return cls(None, None, why)

    @property
    def known(self) -> bool:
        """Whether it is known, at least within bounds."""
        return self.low is not None

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return "unknown"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True, slots=True)
class Payment:
    """What falls due on a day for one item: `year` 0 is the purchase, 1 the twelve months that follow."""

    item: str
    year: int
    day: date
    amount: Amount
    rules: tuple[Rule, ...] = ()
    sources: tuple[str, ...] = ()


def total(payments: Iterable[Payment]) -> Amount:
    """The sum of what is known; unknown only where nothing is."""
    amounts = [payment.amount for payment in payments]
    known = [(amount.low, amount.high) for amount in amounts if amount.low is not None and amount.high is not None]
    if amounts and not known:
        return amounts[0]
    return Amount(sum(low for low, _ in known), sum(high for _, high in known))


def discounted(payments: Iterable[Payment], start: date, percent: float) -> Amount:
    """The sum of what is known, each payment worth less the later it falls due, at so many percent a year."""
    low = high = 0.0
    for payment in payments:
        if payment.amount.low is None or payment.amount.high is None:
            continue
        worth = (1 + percent / 100) ** -((payment.day - start).days / 365.25)
        low, high = low + payment.amount.low * worth, high + payment.amount.high * worth
    return Amount(round(low), round(high))
