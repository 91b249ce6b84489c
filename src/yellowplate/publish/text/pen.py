"""Clauses that many sentences share: a car with its maker, so many units, up or down on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yellowplate.catalog import Catalog
from yellowplate.facts import Interval, Period, Segment, Status
from yellowplate.market.known import Known, Ratio, tenths
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.messages import joined, plain
from yellowplate.publish.text.parts import Text, Value

if TYPE_CHECKING:
    from yellowplate.publish.evidence import Notebook

_SMALL = 100  # a change from fewer units than that isn't told in percent


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes clauses in one language; `notes` keeps every number with its evidence."""

    forms: Forms
    catalog: Catalog
    notes: Notebook
    segment: Segment

    def hero(self, subject: str) -> dict[str, str]:
        """Whom a sentence is about, within it (`hero`) and at its beginning (`Hero`)."""
        name = self.name(subject)
        if subject in self.catalog.nameplates:
            name = plain(self.forms.say("the {car}", car=name))
        return {"hero": name, "Hero": self.forms.capital(name)}

    def name(self, subject: str) -> str:
        """Honda N-BOX; Honda; kei passenger cars."""
        language = self.forms.names_in
        name = self.catalog.name(subject, language)
        if subject not in self.catalog.nameplates:
            return name
        maker = self.catalog.name(self.catalog.nameplates[subject].maker, language)
        return plain(self.forms.say("{maker} {car}", maker=maker, car=name))

    def short(self, subject: str) -> str:
        """N-BOX: for headlines and for a second mention."""
        return self.catalog.name(subject, self.forms.names_in)

    def again(self, subject: str) -> str:
        """The N-BOX, at the beginning of a later sentence."""
        name = self.short(subject)
        if subject in self.catalog.nameplates:
            name = plain(self.forms.say("the {car}", car=name))
        return self.forms.capital(name)

    def units(self, known: Known, subject: str, period: Period) -> Text:
        """16,198 units; the number carries its evidence."""
        assert known.interval is not None
        shown = self.bare(known, subject, period)
        return self.forms.nsay("{n} unit", "{n} units", _last(known.interval), n=shown)

    def bare(self, known: Known, subject: str, period: Period) -> Value:
        """16,198, where the sentence has said of what; between 3,100 and 3,200."""
        shown = self.notes.units(known, subject, period)
        return shown if known.interval is None else self.between(shown, known.interval)

    def between(self, shown: Value, bounds: Interval) -> Value:
        """A number with two ends as a sentence says it."""
        if bounds.exact or bounds.hi is None:
            return shown
        low, high = self.forms.units(bounds.lo), self.forms.units(bounds.hi)
        return replace(shown, text=plain(self.forms.say("between {low} and {high}", low=low, high=high)))

    def gap(self, gap: Interval, subject: str, period: Period) -> Text:
        """3,294 units: a difference."""
        shown = self.notes.count(gap.lo, subject, period, "margin")
        return self.forms.nsay("{n} unit", "{n} units", gap.lo, n=shown)

    def change(self, name: str, ratio: Ratio, subject: str, period: Period) -> Text | None:
        """Up 43.0% from October; None where it isn't known well enough to print as one number."""
        if ratio.low is None or not _telling(ratio):
            return None
        base = self._month_level(ratio.period) if name == "month" else self.base(ratio.period)
        if ratio.percent == 100:
            return self.forms.say("level with {base}", base=base)
        if tenths(ratio.low - 100) == 0:
            return self.forms.say("almost level with {base}", base=base)
        size = self.notes.size(ratio, subject, period)
        return self._up(name, size, ratio) if ratio.low >= 100 else self._down(name, size, ratio)

    def changes(self, found: Iterable[tuple[str, Ratio]], subject: str, period: Period) -> Text:
        """The changes on the month and the year, with a comma before them; nothing where none is known."""
        clauses = [clause for name, ratio in found if (clause := self.change(name, ratio, subject, period))]
        if not clauses:
            return ()
        both = clauses[0] if len(clauses) == 1 else self.forms.say("{a} and {b}", a=clauses[0], b=clauses[1])
        return self.forms.say(", {changes}", changes=both)

    def certainty(self, known: Known, subject: str) -> list[Text]:
        """How a figure is known that isn't simply printed, as a sentence."""
        name = self.short(subject)
        if known.status is Status.DERIVED:
            return [
                self.forms.say("The figure of the {car} is derived: other printed figures leave no other.", car=name)
            ]
        if known.status is Status.BOUNDED:
            return [self.forms.say("The figure of the {car} is only known within these bounds.", car=name)]
        if known.status is Status.DISPUTED:
            return [self.forms.say("Sources that deserve equal trust print different figures of the {car}.", car=name)]
        return []

    def sentences(self, texts: Iterable[Text]) -> Text:
        """Sentences as one text."""
        return joined(list(texts), self.forms.gap)

    def base(self, base: Period) -> str:
        """A year earlier: the same months of the year before, as what something is compared with."""
        if base.is_month:
            return self.forms.pword("level with", "a year earlier")
        if base.months == 12:
            return self.forms.pword("level with", "the year before")
        return self.forms.pword("level with", "the same months a year earlier")

    def _month_level(self, month: Period) -> str:
        return plain(self.forms.psay("level with", "{month}", **self._month(month)))

    def _up(self, name: str, size: Value, ratio: Ratio) -> Text:
        base = ratio.period
        if name == "month":
            return self.forms.say("up {size} from {month}", size=size, **self._month(base))
        if base.is_month:
            return self.forms.say("up {size} from a year earlier", size=size)
        if base.months == 12:
            return self.forms.say("up {size} from the year before", size=size)
        return self.forms.say("up {size} from the same months a year earlier", size=size)

    def _down(self, name: str, size: Value, ratio: Ratio) -> Text:
        base = ratio.period
        if name == "month":
            return self.forms.say("down {size} from {month}", size=size, **self._month(base))
        if base.is_month:
            return self.forms.say("down {size} from a year earlier", size=size)
        if base.months == 12:
            return self.forms.say("down {size} from the year before", size=size)
        return self.forms.say("down {size} from the same months a year earlier", size=size)

    def _month(self, month: Period) -> dict[str, str]:
        return {"month": self.forms.of_month(month), "in_month": self.forms.in_month(month)}


def _telling(ratio: Ratio) -> bool:
    """Whether a change is known exactly, undisputed, and from a base that isn't next to nothing."""
    base = ratio.base.value
    if ratio.percent is None or base is None or base < _SMALL:
        return False
    return ratio.percent == 0 or tenths(ratio.percent) > 0


def _last(interval: Interval) -> int:
    """The number that a noun after the figure agrees with."""
    return interval.lo if interval.hi is None else interval.hi
