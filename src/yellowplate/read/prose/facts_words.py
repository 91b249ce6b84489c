"""The wordings of facts that are no numbers of a series, as one type for all languages."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class FactWords:
    """The wordings of facts in one language."""

    happening: re.Pattern[str]  # groups show, launch, announce, order, stop, resume
    before_day: re.Pattern[str]  # between a happening and the day behind it
    after_day: re.Pattern[str]  # between a day and the happening behind it
    happened_to: re.Pattern[str]  # between a happening and the car behind it that it happened to
    orders: re.Pattern[str]  # right before a number: it counts orders
    ordered: re.Pattern[str]  # in the clause of a change: it is one of orders
    class_limit: re.Pattern[str]  # in a sentence that names a car: it speaks of the limits of the class all the same
    sales: re.Pattern[str]  # in a sentence: it counts cars plated
    since: re.Pattern[str]  # right before a day (or behind it in Japanese): orders are counted from it
    since_after: re.Pattern[str]
    limit: re.Pattern[str]  # a sentence about what a class allows
    dimensions: tuple[tuple[str, re.Pattern[str]], ...]
    cue: re.Pattern[str]  # a sentence that says whose figures they are
    speaker: re.Pattern[str]  # words that make a body a speaker on other matters
    cause: re.Pattern[str]  # before a cause
    cause_after: re.Pattern[str]  # behind a cause
    effect: re.Pattern[str]  # what causes are given for
