"""One claim in words: whom it is about, what it says, and what would be right, as its article would put it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from yellowplate.catalog import Catalog
from yellowplate.facts import Measure, Number, Period, Relation
from yellowplate.judging.market import RATIOS
from yellowplate.judging.phrases import PHRASES
from yellowplate.read.prose.bodies import bodies
from yellowplate.read.prose.statements import Cars, Day, Fact, Other, Place, Points, Reading, Size, Text

if TYPE_CHECKING:
    from yellowplate.judging.answer import Claim

_WHOLE = 100  # percent
_COUNT = re.compile(r"-?\d+")
_RATIO = re.compile(r"\d+(?:\.\d+)?")
_PLACE = re.compile(r"(\d+)(?: (for|back after) (\d+) (months?|years?))?")


class Wording:
    """Tells claims in the language of their article."""

    def __init__(self, language: str) -> None:
        self.phrases = PHRASES.get(language, PHRASES["en"])
        self._parts = language
        self._names = "ja" if language == "ja" else "en"

    @cached_property
    def _catalog(self) -> Catalog:
        return Catalog.packaged()

    def name(self, subject: str) -> str:
        """The usual name of a subject."""
        if subject not in self._catalog:
            return subject
        return self._catalog.name(subject, self._parts if subject in self._catalog.segments else self._names)

    def about(self, claim: Claim) -> str:
        """Whom or what a claim is about, and when: `Roox, 2025-11`; a maker with the part of the market."""
        reading = claim.reading
        name = self.name(reading.subject)
        in_words = reading.measure in (Measure.RANK, Measure.SHARE)
        if reading.subject in self._catalog.makers and reading.segment and not in_words:
            name = f"{name} ({self.name(reading.segment)})"
        when = "" if reading.measure is Measure.ORDERS else claim.period
        return ", ".join(filter(None, (name, when)))

    def says(self, claim: Claim) -> str:
        """What a claim says of it: `41 % more than in 2024-11`."""
        reading = claim.reading
        value, words = reading.value, self.phrases
        if isinstance(value, Text):
            return self._named(reading, value.words)
        if isinstance(value, Day):
            return words.happened.get(reading.kind, "{day}").format(day=value.words)
        if isinstance(value, Size):
            return f"{words.dimensions[value.dimension]} {value}"
        said = self._value(reading)
        if reading.relation is Relation.EQUAL or isinstance(value, Other):
            return said
        return words.relations[reading.relation].format(said=said)

    def right(self, claim: Claim) -> str:
        """What would be right, in the same words without the comparison; as it is found where it has no other form."""
        reading, fits = claim.reading, claim.found.fits
        if isinstance(reading.value, Other):
            other, _, margin = fits.partition(" by ")
            leader = other.removesuffix(" ahead")
            return self._ahead(leader, margin, self.phrases.ahead if leader == other else self.phrases.leads)
        if reading.measure is Measure.MAKER:
            return self.name(fits)
        if reading.measure is Fact.PUBLISHER:
            return " / ".join(self._body(name) for name in fits.split(" / "))
        said = self.phrases.to.join(self._end(reading, end) for end in fits.split("..") if end)
        return self.phrases.or_more.format(said=said) if fits.endswith("..") else said

    def _body(self, name: str) -> str:
        """An association in the language of the article, with its own name behind it."""
        known = next((body for body in bodies() if body.name_ja == name), None)
        if known is None or self._parts == "ja":
            return name
        return f"{known.name_uk if self._parts == 'uk' else known.name_en} ({name})"

    def _end(self, reading: Reading, text: str) -> str:
        """One end of what would be right."""
        if isinstance(reading.value, Place):
            return self._place_text(text)
        if isinstance(reading.value, Cars) and _COUNT.fullmatch(text):
            return self._change_in_cars(int(text))
        if reading.measure in (*RATIOS, Measure.SHARE) and _RATIO.fullmatch(text):
            return self._percent(reading, Number.parse(text))
        if reading.measure is Measure.UNITS and _COUNT.fullmatch(text):
            return self._count(Number(int(text)))
        return text

    def number(self, text: str) -> str:
        """A printed number with its thousands apart; other texts as they are."""
        return self._figure(Number.parse(text)) if _RATIO.fullmatch(text) else text

    def _named(self, reading: Reading, words: str) -> str:
        if reading.measure is Measure.MAKER:
            return self.phrases.maker.format(maker=self.name(words))
        form = self.phrases.publisher if reading.measure is Fact.PUBLISHER else self.phrases.cause
        return form.format(body=words, words=words)

    def _value(self, reading: Reading) -> str:
        value, words = reading.value, self.phrases
        if isinstance(value, Place):
            return self._place(reading, value)
        if isinstance(value, Other):
            return self._ahead(value.subject, "" if value.margin is None else str(value.margin), words.ahead)
        if isinstance(value, Cars):
            return self._compared(self._change_in_cars(int(value.number.value)), reading)
        if isinstance(value, Points):
            form = words.points[value.number.digits < 0]
            return form.format(n=self._figure(Number(abs(value.number.digits), value.number.exponent)))
        assert isinstance(value, Number)
        if reading.measure in RATIOS:
            return self._ratio(reading, value)
        if reading.measure is Measure.SHARE:
            return words.share.format(n=self._figure(value), of=self.name(str(reading.segment)))
        if reading.measure is Measure.ORDERS:
            told = words.orders.format(n=self._figure(value))
            return words.since.format(said=told, day=reading.day.words) if reading.day else told
        return self._count(value)

    def _count(self, number: Number) -> str:
        return self.phrases.units.format(n=self._figure(number))

    def _ratio(self, reading: Reading, ratio: Number) -> str:
        """A ratio as a change where it is one, as a part or a multiple of its base where the article says so."""
        base = str(_base(reading))
        part = ratio.value < _WHOLE and reading.relation in (Relation.OVER, Relation.UNDER)
        if part or (ratio.exponent > 0 and ratio.value < _WHOLE):
            return self.phrases.percent_of.format(n=self._figure(ratio), base=base)
        if ratio.exponent > 0:
            times = Number(ratio.digits, ratio.exponent - 2)
            return self.phrases.times.format(n=self._figure(times), base=base)
        return self._compared(self._percent(reading, ratio), reading)

    def _percent(self, reading: Reading, ratio: Number) -> str:
        """A ratio as a change in percent; a share as it stands."""
        if reading.measure is Measure.SHARE:
            return f"{self._figure(ratio)} %"
        change = ratio.digits - _WHOLE * 10**-ratio.exponent if ratio.exponent <= 0 else 0
        if ratio.exponent > 0:
            change, ratio = int(ratio.value) - _WHOLE, Number(int(ratio.value))
        if not change:
            return self.phrases.same
        return self.phrases.change[change < 0].format(n=self._figure(Number(abs(change), ratio.exponent)))

    def _change_in_cars(self, cars: int) -> str:
        return self.phrases.cars[cars < 0].format(n=self._figure(Number(abs(cars))))

    def _compared(self, said: str, reading: Reading) -> str:
        return self.phrases.against.format(said=said, base=_base(reading))

    def _place(self, reading: Reading, value: Place) -> str:
        told = self.phrases.place.format(n=value.place, of=self.name(str(reading.segment)))
        return self._run(told, value.how, value.length, value.unit)

    def _place_text(self, text: str) -> str:
        """A place as found: `6`, or `1 for 16 months`."""
        match = _PLACE.fullmatch(text)
        if match is None:
            return text
        place = self.phrases.bare_place.format(n=match[1])
        return self._run(place, match[2], int(match[3]), match[4].rstrip("s") + "s") if match[2] else place

    def _run(self, place: str, how: str, length: int, unit: str) -> str:
        if not how:
            return place
        counted = self.phrases.counted[unit][length != 1].format(n=length) if unit else ""
        return self.phrases.runs[how].format(place=place, run=counted)

    def _ahead(self, other: str, margin: str, form: str) -> str:
        said = form.format(other=self.name(other))
        told = self.phrases.to.join(self.number(end) for end in margin.split("..") if end)
        return self.phrases.margin.format(said=said, n=told) if told else said

    def _figure(self, number: Number) -> str:
        """A number as its language prints it."""
        thousands, point = self.phrases.signs
        whole, _, part = str(number if number.exponent < 0 else int(number.value)).partition(".")
        return f"{int(whole):,}".replace(",", thousands) + (point + part if part else "")


def _base(reading: Reading) -> Period | str:
    """What a change is against."""
    if reading.period is None:
        return "?"
    return reading.period.year_before if reading.measure is Measure.YOY else reading.period.before
