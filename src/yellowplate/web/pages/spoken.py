"""Sentences of answers in the page's language, known by their English form; others stay as they were said.

Answers tell in English, with numbers, days and names in fixed sentences. A page finds the sentence by its form, and
says it in its own language with the same parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from yellowplate.facts import Period, Segment
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.messages import SOURCE
from yellowplate.web.pages.lines import Bit, Line, Part, english, filled, joined

if TYPE_CHECKING:
    from yellowplate.web.pages.view import View

_PART = re.compile(r"\\\{(\w+)\\\}")
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})*|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_PERIOD = re.compile(r"(?:FY)?\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_PROSE = re.compile(r"[A-Za-z]+ [A-Za-z]")


def spoken(view: View, text: str) -> Line:
    """A sentence in the page's language; as it was said, in English, where its form isn't known."""
    if view.language == SOURCE:
        return (Bit(text),)
    return _each(view, text) or _said(view, text) or (english(text),)


def _said(view: View, text: str) -> Line | None:
    if text in view.words:
        return (Bit(view.words[text]),)
    for form, message in _forms(view.language):
        if found := form.fullmatch(text):
            return filled(message, {name: _part(view, name, part) for name, part in found.groupdict().items()})
    return None


def _each(view: View, text: str) -> Line | None:
    """Several that were put into one sentence."""
    lines = [_said(view, part) for part in text.removesuffix(".").split("; ")]
    if len(lines) < 2 or not all(lines):
        return None
    stop = view.between["."] if text.endswith(".") else ""
    return (*joined([line for line in lines if line], view.between[";"]), Bit(stop))


def _part(view: View, name: str, text: str) -> Part:
    """A period, number, day, name or word as the page's language has it; other words in English."""
    if name == "period" and (period := _PERIOD.fullmatch(text)):
        return view.forms.long(Period.parse(period[0]))
    if whole := _word(view, text):
        return whole
    for between, ours in ((", ", view.between[","]), (" to ", "–")):
        known = [_word(view, part) for part in text.split(between)]
        if all(known):
            return ours.join(word for word in known if word)
    return english(text) if _PROSE.search(text) else text


def _word(view: View, text: str) -> str | None:
    if _DAY.fullmatch(text):
        return view.forms.day(text)
    if _COUNT.fullmatch(text):
        return view.forms.units(int(text.replace(",", "")))
    if _DECIMAL.fullmatch(text):
        return view.number(float(text), "0.0##")
    return view.words.get(text) or view.named.get(text)


@lru_cache(maxsize=8)
def _forms(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each form as it is recognised, with the message of the language."""
    ours, theirs = (_sentences(Forms(one)) for one in (SOURCE, language))
    return tuple((_recognised(form), message) for form, message in zip(ours, theirs, strict=True))


def _recognised(form: str) -> re.Pattern[str]:
    return re.compile(_PART.sub(r"(?P<\1>.+?)", re.escape(form)))


def bases(forms: Forms) -> Mapping[str, str]:
    """How units are counted, by its English without the full stop."""
    return {Forms(SOURCE).basis(one).rstrip("."): forms.basis(one).rstrip(".。") for one in Segment}


def _sentences(forms: Forms) -> tuple[str, ...]:
    """All forms; where two fit, the first is meant."""
    groups: Iterable[Callable[[Forms], tuple[str, ...]]] = (
        _of_figures,
        _of_launches,
        _of_effects,
        _of_laws,
        _of_cars,
        _of_refusals,
    )
    return tuple(sentence for group in groups for sentence in group(forms))


def _of_figures(forms: Forms) -> tuple[str, ...]:
    word = forms.word
    return (
        word("printed by {n} independent voice"),
        word("printed by {n} independent voices"),
        word("nobody prints it; what is printed elsewhere leaves {n} alone"),
        word("nobody prints it; what is printed elsewhere leaves {n}"),
        word("what is printed elsewhere leaves {n}"),
        word("nothing decides which of these statements is wrong"),
        word("so {period} is {n}"),
        word("{period} is {low} to {high} % of {base} ({who})"),
        word("{n} is printed by {who}"),
        word("{period} is {n} ({who})"),
        word("{how}: {name}, one nameplate."),
        word("{how}: {name} together with {names}."),
        word("{how}: all makers together."),
        word("{how}: all that {name} sells."),
        word("{n} more is known only in part and not shown."),
        word("{n} more are known only in part and not shown."),
        word("A line without a rank: the public lists don't say whether others stand above it."),
        word("Shares are of all kei vehicles."),
        word("Cars are ranked; shares are of all registered vehicles, trucks and buses included."),
        word("Passenger cars are ranked; shares are of all vehicles, kei and larger, trucks and buses included."),
        word(
            "Holding: confirmed and consistent statements in percent of these and the contradicted ones; revised ones "
            "were right when printed and count neither way, and neither do those of which nothing else speaks."
        ),
        word("Ranked by the lower end of Wilson's 95 % interval for that share, so that few statements don't lead."),
    )


def _of_launches(forms: Forms) -> tuple[str, ...]:
    word = forms.word
    return (
        word("No planned monthly number is known."),
        word("Planned: {n} a month."),
        word("{month} counts the car it replaced too: {n} of both together."),
        word("Counted in one line with {names}, so its own number may be smaller."),
        word("Announced rival: {name}, on sale from {day}."),
        word("over {n} orders from {first} to {last}"),
        word("about {n} orders from {first} to {last}"),
        word("{n} orders from {first} to {last}"),
        word("{n} orders to {last}"),
        word("{n} times the planned month"),
        word("registered by then: {n}"),
        word("still to be delivered: {n} or more"),
        word("still to be delivered: {n}"),
        word("at the pace of the first whole months {n} or more months of waiting"),
        word("at the pace of the first whole months {n} months of waiting"),
    )


def _of_effects(forms: Forms) -> tuple[str, ...]:
    word = forms.word
    return (
        word("Buyers wait in the {n} months before a {kind}."),
        word("Buyers can have waited since {day} ({what})."),
        word("What came after {day} may be due to another event ({what})."),
        word("Not used, as the car or one of its donors isn't known well enough: {months}."),
        word("The event is none of the car's own; its donors may have felt it too."),
        word("Attention is no sale: it counts who looked, for whatever reason."),
        word("Left out as short of supply: {months}."),
        word("{n} of the figures are the middle of bounds at most 5 % apart."),
        word("{names} are of the same maker, and may lose to it or gain from it."),
        word("What it lost or won went to other cars or came from them, donors among them; that widens the gap."),
        word("Too few donors: {n} can stand in for it, and {least} are needed."),
        word("The past is too short: it is known in {n} months up to {month}, and {least} are needed."),
        word("The past is too short: {n} {grain} before the event can be compared, and {least} are needed."),
        word(
            "No mix of the donors follows it before the event: the usual gap is {percent} of its level, and up to "
            "{most} would do."
        ),
        word("counts otherwise from {month}"),
        word("not known in enough months"),
    )


def _of_laws(forms: Forms) -> tuple[str, ...]:
    word = forms.word
    return (
        word(
            "The {n} statements of {first} to {last} that small cars are approved published no rule, order or "
            "exemption: the answer on {day} and on {after} is the same, by the same rules."
        ),
        word("It is built after the day asked about, in {built}: asked as if it were there already."),
        word("{rule} began about {day}, on a day not known exactly: near it the answer may be another."),
        word("It is known to be sold new at home from {day}: {page}"),
        word("no price of {day} is in the data (the last known is {n} yen, good to {last}); give one"),
        word("no fee of {place} is in the data"),
    )


def _of_cars(forms: Forms) -> tuple[str, ...]:
    """What rules ask of a car."""
    word = forms.word
    return (
        word("it is {n} years old, counted from the day it was built"),
        word("it is {n} years old, counted from the month it was built in"),
        word("it is {n} years old, counted by year of production"),
        word("it is {n} years old, counted by calendar year"),
        word("its maker certified it to all rules of that market or it comes with {what}"),
        word("its maker certified it to all rules of that market"),
        word("it comes with {what}"),
        word("it is in its original condition"),
        word("it was altered"),
        word("it can't go faster than {n} mph"),
        word("it goes faster than {n} mph"),
        word("at most {n} are sold a year"),
        word("whether its gross mass is {n} lb or more"),
        word("whether it is in its original condition"),
        word("the rules of that day: {rules}"),
    )


def _of_refusals(forms: Forms) -> tuple[str, ...]:
    """Why there is no answer."""
    word = forms.word
    return (
        word("{what} by {kind}, {period}: no source in the ledger tells who sold what."),
        word("{what} by {kind}, {period}: the ledger holds nothing after {last} on it."),
        word("{what} by {kind}, {period}: the ledger holds only bounds of it."),
        word("{what} by {kind}, {period}: the ledger holds only some of its months."),
        word("{name} in {what}, {period}: no source in the ledger tells it for {same}."),
        word("{name} in {what}, {period}: the ledger holds nothing after {last} on it."),
        word("{name} in {what}, {period}: {same} is below the public list, which ends at place {n}."),
        word("No car, maker or segment is called '{name}'; did you mean {ids}?"),
        word("No car, maker or segment is called '{name}'."),
        word("'{text}' is no event."),
        word("'{text}' is no day; write it as 1998-05-20, 1998-05 or 1998."),
        word("{text} is no month; write a month as 2025-11."),
        word(
            "'{text}' is no period; write a month as 2025-11, a year as 2025, a fiscal year as FY2025, a run as "
            "2025-01..2025-06."
        ),
        word("What a car costs to own is known from {day} on; {asked} is before that."),
    )


_COMMANDS = (
    (re.compile(r"; (?:see|try) `yellowplate [^`]*`"), ""),
    (re.compile(r" with --set (\S+=[\d.e]*\d)"), r" as an input: \1"),
    (re.compile(r"leave out --segment [\w-]+"), "leave out the part of the market"),
)


def without_commands(text: str) -> str:
    """What a refusal says to readers of a page, who type no commands."""
    for command, instead in _COMMANDS:
        text = command.sub(instead, text)
    return text
