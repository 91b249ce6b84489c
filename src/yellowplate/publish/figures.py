"""How numbers stand in tables and charts: digits in groups, whatever a running text does."""

from __future__ import annotations

from yellowplate.facts import Period
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.messages import Part, plain


class Figures(Forms):
    """The forms of a language where numbers stand in columns: 16,198 also where a sentence says 1万6198."""

    def units(self, number: int) -> str:
        """16198 -> 16,198; 16 198."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.locale))

    def signed(self, text: str) -> str:
        """A change as a column shows it: +43.0%; −8.7 to −7.4%, whose two signs a dash would blur."""
        low, to, high = text.partition(" to ")
        if not to:
            return super().signed(text)
        ends: dict[str, Part] = {"low": self._sign(low) + self._digits(low), "high": super().signed(high)}
        return plain(self.say("{low} to {high}", **ends))

    def percent(self, number: float) -> str:
        """43.0 -> 43.0%; 43.0％; 43,0 %."""
        return plain(self.psay("percent", "{number}%", number=self._digits(f"{number:.1f}")))

    def thousands(self, number: int, decimals: int) -> str:
        """16198 -> 16.2, or 16 without decimals."""
        from babel.numbers import format_decimal

        return str(format_decimal(number / 1000, "0." + "0" * decimals if decimals else "0", locale=self.locale))

    def month(self, month: Period) -> str:
        """Nov; 11月; лист."""
        from babel.dates import format_date

        return str(format_date(month.begins, "MMM", locale=self.locale)).rstrip(".")
