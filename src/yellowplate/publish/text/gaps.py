"""What is missing, in sentences: each blank with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from yellowplate.facts import Missing, Period
from yellowplate.market.shapes import Gap, HistoryMonth, Ranking, RankLine
from yellowplate.publish.material import Material
from yellowplate.publish.text.parts import Sentence, Text
from yellowplate.publish.text.pen import Pen


def missing(pen: Pen, material: Material) -> list[Sentence]:
    """What the report can't show, and why."""
    ranking = material.ranking
    when = pen.forms.within(material.period)
    said: list[Sentence] = []
    if runs_to := material.cars.published_to:
        depth = pen.notes.count(runs_to, ranking.segment, ranking.period, "published to place")
        said.append(
            pen.forms.nsay(
                "The longest public list at hand for {of} runs to {n} line; "
                "whatever stands below has a figure only where a page prints it by itself.",
                "The longest public list at hand for {of} runs to {n} lines; "
                "whatever stands below has a figure only where a page prints it by itself.",
                runs_to,
                when=when,
                of=pen.forms.of(material.period),
                period=pen.forms.long(material.period),
                n=depth,
            )
        )
    else:
        said.append(
            pen.forms.say(
                "No page at hand prints the whole list of {of}; cars may be missing from the ranking.",
                of=pen.forms.of(material.period),
            )
        )
    if material.line is None:
        said.append(no_figure(pen, material))
    listed = {material.focus, *(row.subject for row in material.rivals)}
    rivals = pen.catalog.rivals(material.focus, material.period) if material.focus in pen.catalog.nameplates else ()
    if others := [rival for rival in rivals if rival not in listed]:
        names = pen.forms.listed([pen.short(rival) for rival in others])
        said.append(pen.forms.say("Of the same body type, without a figure {when}: {names}.", when=when, names=names))
    return said + _bases_missing(pen, ranking)


def no_figure(pen: Pen, material: Material) -> Sentence:
    """That the focus has no figure in the period, and why."""
    return pen.forms.say(
        "There is no figure for {hero} {when} ({why}).",
        hero=pen.hero(material.focus)["hero"],
        when=pen.forms.within(material.period),
        why=pen.forms.why(_why(material)),
    )


def _why(material: Material) -> Missing:
    if isinstance(material.past, Gap):
        return material.past.missing
    now = (month.units.missing for month in material.past.months if month.period == material.period)
    return next(now, None) or Missing.NOT_IN_LEDGER


def blanks(pen: Pen, months: Sequence[HistoryMonth], material: Material) -> Text:
    """How many of the months are blank, by reason; the end of a sentence."""
    text: Text = ()
    for reason in Missing:
        if number := sum(month.units.missing is reason for month in months):
            count = pen.notes.count(number, material.focus, material.period, f"months {reason}")
            text += pen.forms.nsay(
                "; {n} left blank ({why})", "; {n} left blank ({why})", number, n=count, why=pen.forms.why(reason)
            )
    return text


def _bases_missing(pen: Pen, ranking: Ranking) -> list[Sentence]:
    """Which lines can't be compared with an earlier period, by reason."""
    said: list[Sentence] = []
    for base in bases(ranking.period):
        for reason in Missing:
            if lines := [line for line in ranking.lines if _lacks(line, base, reason)]:
                names = pen.forms.listed([pen.short(line.subject) for line in lines])
                told = {
                    "when": pen.forms.within(base),
                    "of": pen.forms.of(base),
                    "why": pen.forms.why(reason),
                    "names": names,
                }
                said.append(pen.forms.say("No figure {when} ({why}): {names}.", **told))
    return said


def bases(period: Period) -> list[Period]:
    """What a period is compared with: a month with the month before, and every period with the year before."""
    return [period.before, period.year_before] if period.is_month else [period.year_before]


def _lacks(line: RankLine, base: Period, reason: Missing) -> bool:
    return any(ratio.period == base and ratio.base.missing is reason for ratio in (line.month_before, line.year_before))


def remarks(pen: Pen, ranking: Ranking, lines: Sequence[RankLine]) -> list[Sentence]:
    """What a reader of a ranking must know: open places, and bases that were counted otherwise."""
    said: list[Sentence] = []
    if any(line.rank is None for line in lines):
        said.append(pen.forms.say("A line without a place: the public lists don't say whether others stand above it."))
    if again := [line for line in lines if line.month_before.note or line.year_before.note]:
        names = pen.forms.listed([pen.short(line.subject) for line in again])
        said.append(pen.forms.say("Counted otherwise in the period it is compared with: {names}.", names=names))
    return said
