"""How numbers, periods, places and changes read in a language; by Babel, and by patterns that stand in the catalogs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from yellowplate.facts import Interval, Missing, Period, Segment
from yellowplate.market.known import Ratio, tenths
from yellowplate.publish.text.messages import Messages, fill, plain

if TYPE_CHECKING:
    from babel import Locale

_MYRIAD = 10_000


class Forms(Messages):
    """The forms of one language, such as 16,198 or 1万6198, November 2025 or 2025年11月."""

    @cached_property
    def locale(self) -> Locale:
        """Babel's data of the language."""
        from babel import Locale

        return Locale.parse(self.language)

    @cached_property
    def names_in(self) -> str:
        """The language whose spelling of names a text in this language uses."""
        return self.pword("setting", "names: en").removeprefix("names: ")

    @cached_property
    def gap(self) -> str:
        """What stands between two sentences."""
        return self.pword("setting", "gap: space").removeprefix("gap: ").replace("space", " ").replace("none", "")

    @cached_property
    def colon(self) -> str:
        """What stands between a title and what it is the title of."""
        return self.pword("title", ": ")

    def units(self, number: int) -> str:
        """16198 -> 16,198; 1万6198; 16 198."""
        from babel.numbers import format_decimal

        if self.pword("setting", "numbers: grouped") == "numbers: myriads":
            high, low = divmod(number, _MYRIAD)
            return f"{high}万{low or ''}" if high else str(low)
        return str(format_decimal(number, locale=self.locale))

    def few(self, number: int) -> str:
        """One, two, ... ten in words where the language writes them so, then in digits."""
        return self._few[number - 1] if 1 <= number <= len(self._few) else self.units(number)

    def bounds(self, interval: Interval) -> str:
        """16,198; 3,100 to 3,200; 3,100 or more."""
        low = self.units(interval.lo)
        if interval.exact:
            return low
        if interval.hi is None:
            return plain(self.say("{low} or more", low=low))
        return plain(self.psay("bounds", "{low} to {high}", low=low, high=self.units(interval.hi)))

    def long(self, period: Period) -> str:
        """November 2025; 2025; fiscal 2025; January to November 2025."""
        if period.is_month:
            return self._date(period, self.pword("date", "MMMM y"))
        return self._run(period, self.pword("date", "MMMM y"), self.pword("date", "MMMM"))

    def short(self, period: Period) -> str:
        """Nov 2025; 2025; FY2025; Jan-Nov 2025."""
        name = str(period)
        if period.is_month:
            return self._date(period, self.pword("date", "MMM y"))
        if ".." not in name:
            return name
        first, last = self._ends(period, self.pword("date", "MMM y"), self.pword("date", "MMM"))
        return plain(self.psay("short", "{first}–{last}", first=first, last=last))

    def of(self, period: Period) -> str:
        """A period as it stands after "of", "from" or "compared with"."""
        name, year = str(period), str(period.begins.year)
        if period.is_month:
            return self._date(period, self.pword("date of", "MMMM y"))
        if ".." in name:
            return self._run(period, self.pword("date of", "MMMM y"), self.pword("date of", "MMMM"))
        fiscal = name.startswith("FY")
        return plain(self.psay("of", "fiscal {year}", year=year) if fiscal else self.psay("of", "{year}", year=year))

    def within(self, period: Period) -> str:
        """In November 2025; in 2025; in fiscal 2025; from January to November 2025."""
        year = str(period.begins.year)
        if period.is_month:
            return plain(self.say("{in_month} {year}", in_month=self.in_month(period), year=year))
        if ".." in str(period):
            first, last = self._ends(period, self.pword("date of", "MMMM y"), self.pword("date of", "MMMM"))
            return plain(self.say("from {first} to {last}", first=first, last=last))
        return plain(
            self.say("in fiscal {year}", year=year) if period.begins.month > 1 else self.say("in {year}", year=year)
        )

    def in_month(self, month: Period) -> str:
        """In November."""
        return self._months[month.start % 12]

    def of_month(self, month: Period) -> str:
        """November, as it stands after "of", "from" or "compared with"."""
        return self._date(month, self.pword("date of", "MMMM"))

    def day(self, iso: str) -> str:
        """2025-10-27 -> 27 October 2025; 2025-10 -> October 2025."""
        if len(iso) < len("2025-10-27"):
            return self.long(Period.parse(iso))
        return self._format(date.fromisoformat(iso), self.pword("date", "d MMMM y"))

    def place(self, rank: int) -> str:
        """In first place, as a part of a sentence: first, 11th; 首位, 2位; на першому місці."""
        words = self._places
        if rank <= len(words):
            return words[rank - 1]
        return plain(fill(self._ordinals[str(self.locale.ordinal_form(rank))], {"n": str(rank)}))

    def listed(self, names: Sequence[str]) -> str:
        """A, B and C."""
        from babel.lists import format_list

        return str(format_list(list(names), locale=self.locale)).replace(", and ", " and ")

    def tenth(self, number: float) -> str:
        """2.8; 2,8: with one decimal."""
        return self._digits(str(number))

    def tenths(self, low: float, high: float | None) -> str:
        """0.9–1.6; 1.6; 0.9 or more."""
        if high is None:
            return plain(self.say("{low} or more", low=self.tenth(low)))
        if low == high:
            return self.tenth(low)
        return plain(self.say("{low}–{high}", low=self.tenth(low), high=self.tenth(high)))

    def signed(self, text: str) -> str:
        """A change as the market prints it (`+43.0 %`, `-1.0 to +2.0 %`, `+3.0 % or more`) as this language sets it."""
        shown = [self._sign(number) + self._digits(number) for number in re.findall(r"[+-]?\d+(?:\.\d+)?", text)]
        if not shown:
            return ""
        between = self.word("{low}–{high}")
        numbers = plain(fill(between, {"low": shown[0], "high": shown[1]})) if len(shown) > 1 else shown[0]
        percent = plain(self.psay("percent", "{number}%", number=numbers))
        return plain(self.say("{low} or more", low=percent)) if "or more" in text else percent

    def capital(self, text: str) -> str:
        """The text with its first letter large."""
        return text[:1].upper() + text[1:]

    def segment(self, segment: Segment) -> str:
        """Kei passenger cars."""
        return {
            Segment.KEI: self.word("kei cars"),
            Segment.KEI_PASSENGER: self.word("kei passenger cars"),
            Segment.KEI_TRUCK: self.word("kei commercial vehicles"),
            Segment.REGISTERED: self.word("cars larger than kei"),
            Segment.ALL: self.word("cars of all sizes"),
        }[segment]

    def counted(self, segment: str, number: int) -> str:
        """Kei passenger cars, in the form that a number before them asks for."""
        said = {
            Segment.KEI: self.nsay("kei car", "kei cars", number),
            Segment.KEI_PASSENGER: self.nsay("kei passenger car", "kei passenger cars", number),
            Segment.KEI_TRUCK: self.nsay("kei commercial vehicle", "kei commercial vehicles", number),
            Segment.REGISTERED: self.nsay("car larger than kei", "cars larger than kei", number),
            Segment.ALL: self.nsay("car of any size", "cars of all sizes", number),
        }
        return plain(said[Segment(segment)])

    def parts_of(self, segment: Segment) -> str:
        """All kei passenger cars, of which something is a share."""
        return {
            Segment.KEI: self.pword("share of", "all kei cars"),
            Segment.KEI_PASSENGER: self.pword("share of", "kei passenger cars"),
            Segment.KEI_TRUCK: self.pword("share of", "kei commercial vehicles"),
            Segment.REGISTERED: self.pword("share of", "cars larger than kei"),
            Segment.ALL: self.pword("share of", "cars of all sizes"),
        }[segment]

    def body(self, body: str) -> str:
        """A body type, as a car has it."""
        return {
            "height-wagon": self.pword("body", "tall wagon"),
            "super-height-wagon": self.pword("body", "super tall wagon"),
            "sedan": self.pword("body", "hatchback"),
            "suv": self.pword("body", "crossover"),
            "sports": self.pword("body", "sports car"),
            "micro": self.pword("body", "micro car"),
            "van": self.pword("body", "van"),
            "truck": self.pword("body", "truck"),
        }.get(body, body)

    def bodies(self, body: str) -> str:
        """Cars of a body type: super tall wagons."""
        return {
            "height-wagon": self.pword("body", "tall wagons"),
            "super-height-wagon": self.pword("body", "super tall wagons"),
            "sedan": self.pword("body", "hatchbacks"),
            "suv": self.pword("body", "crossovers"),
            "sports": self.pword("body", "sports cars"),
            "micro": self.pword("body", "micro cars"),
            "van": self.pword("body", "vans"),
            "truck": self.pword("body", "trucks"),
        }[body]

    def among_bodies(self, body: str) -> str:
        """Cars of a body type, as they stand after "among"."""
        return {
            "height-wagon": self.pword("among", "tall wagons"),
            "super-height-wagon": self.pword("among", "super tall wagons"),
            "sedan": self.pword("among", "hatchbacks"),
            "suv": self.pword("among", "crossovers"),
            "sports": self.pword("among", "sports cars"),
            "micro": self.pword("among", "micro cars"),
            "van": self.pword("among", "vans"),
            "truck": self.pword("among", "trucks"),
        }[body]

    def basis(self, segment: Segment) -> str:
        """How the cars of a segment are counted, in a sentence."""
        return {
            Segment.KEI: self.word("New kei vehicles, passenger and goods, counted when notified and plated."),
            Segment.KEI_PASSENGER: self.word("New kei passenger cars, counted when notified and plated."),
            Segment.KEI_TRUCK: self.word("New kei trucks and vans, counted when notified and plated."),
            Segment.REGISTERED: self.word("New vehicles larger than kei, counted when registered and plated."),
            Segment.ALL: self.word(
                "New vehicles, kei counted when notified, larger ones when registered, both when plated."
            ),
        }[segment]

    def running(self, number: int) -> str:
        """Third, 12th: the so-manieth month running."""
        if number <= len(self._places) and self.pword("setting", "running: words") == "running: words":
            return self._places[number - 1]
        return plain(fill(self._turns[str(self.locale.ordinal_form(number))], {"n": str(number)}))

    def blank(self, missing: Missing | None) -> str:
        """Why a cell is empty, in a word or two; open where nothing is missing."""
        if missing is None:
            return self.word("open")
        return {
            Missing.NOT_PUBLISHED: self.word("not published"),
            Missing.NOT_IN_LEDGER: self.word("no page at hand"),
            Missing.NO_SUCH_NAMEPLATE: self.word("not on sale"),
            Missing.NOT_YET: self.word("not yet"),
        }[missing]

    def why(self, missing: Missing) -> str:
        """Why there is no figure, as a part of a sentence."""
        return {
            Missing.NOT_PUBLISHED: self.word("not published: below the end of the public list"),
            Missing.NOT_IN_LEDGER: self.word("not in the ledger: no page at hand prints it"),
            Missing.NO_SUCH_NAMEPLATE: self.word("the car was not on sale, or no line of its own"),
            Missing.NOT_YET: self.word("before its first sale, or not published yet"),
        }[missing]

    def _sign(self, number: str) -> str:
        signed = number[0] in "+-" and float(number) != 0
        return {"+": "+", "-": "−"}[number[0]] if signed else ""

    def _digits(self, number: str) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(abs(float(number)), "#,##0.0", locale=self.locale))

    def _run(self, period: Period, with_year: str, bare: str) -> str:
        name = str(period)
        if ".." in name:
            first, last = self._ends(period, with_year, bare)
            return plain(self.say("{first} to {last}", first=first, last=last))
        year = str(period.begins.year)
        return plain(self.say("fiscal {year}", year=year) if name.startswith("FY") else self.say("{year}", year=year))

    def _ends(self, period: Period, with_year: str, bare: str) -> tuple[str, str]:
        """The first and the last month of a run; a year that both share is said once, where the language says it."""
        same = period.begins.year == period.last.begins.year
        year_last = self.pword("setting", "year: last") == "year: last"
        first = with_year if not (same and year_last) else bare
        last = with_year if not (same and not year_last) else bare
        return self._date(period.first, first), self._date(period.last, last)

    def _date(self, period: Period, pattern: str) -> str:
        return self._format(period.begins, pattern)

    def _format(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return str(format_date(day, pattern, locale=self.locale))

    @cached_property
    def _months(self) -> tuple[str, ...]:
        return (
            self.word("in January"),
            self.word("in February"),
            self.word("in March"),
            self.word("in April"),
            self.word("in May"),
            self.word("in June"),
            self.word("in July"),
            self.word("in August"),
            self.word("in September"),
            self.word("in October"),
            self.word("in November"),
            self.word("in December"),
        )

    @cached_property
    def _places(self) -> tuple[str, ...]:
        return (
            self.pword("place", "first"),
            self.pword("place", "second"),
            self.pword("place", "third"),
            self.pword("place", "fourth"),
            self.pword("place", "fifth"),
            self.pword("place", "sixth"),
            self.pword("place", "seventh"),
            self.pword("place", "eighth"),
            self.pword("place", "ninth"),
            self.pword("place", "tenth"),
        )

    @cached_property
    def _few(self) -> tuple[str, ...]:
        return (
            self.pword("count", "one"),
            self.pword("count", "two"),
            self.pword("count", "three"),
            self.pword("count", "four"),
            self.pword("count", "five"),
            self.pword("count", "six"),
            self.pword("count", "seven"),
            self.pword("count", "eight"),
            self.pword("count", "nine"),
            self.pword("count", "ten"),
        )

    @cached_property
    def _turns(self) -> dict[str, str]:
        return {
            "one": self.pword("running", "{n}st"),
            "two": self.pword("running", "{n}nd"),
            "few": self.pword("running", "{n}rd"),
            "other": self.pword("running", "{n}th"),
            "many": self.pword("running", "{n}th"),
        }

    @cached_property
    def _ordinals(self) -> dict[str, str]:
        """Higher places by the ordinal form that the language gives a number."""
        return {
            "one": self.pword("place", "{n}st"),
            "two": self.pword("place", "{n}nd"),
            "few": self.pword("place", "{n}rd"),
            "other": self.pword("place", "{n}th"),
            "many": self.pword("place", "{n}th"),
        }


def direction(ratio: Ratio) -> str:
    """An arrow for a change as it is printed: up or down; nothing where it is 0.0, open, or may be either."""
    if ratio.low is not None and tenths(ratio.low - 100) > 0:
        return "↑"
    return "↓" if ratio.high is not None and tenths(ratio.high - 100) < 0 else ""
