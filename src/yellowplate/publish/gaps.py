"""What is missing, in sentences: each blank with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from yellowplate.facts import Missing, Period
from yellowplate.market.shapes import HistoryMonth, Ranking, RankLine, Ratio
from yellowplate.publish import words
from yellowplate.publish.evidence import Notebook, Text
from yellowplate.publish.material import Material
from yellowplate.publish.tables import bases


def missing(material: Material, notes: Notebook) -> list[Text]:
    """What the report can't show, and why."""
    ranking = material.ranking
    when = words.long(material.period)
    texts: list[Text] = []
    if ranking.published_to:
        depth = notes.count(ranking.published_to, ranking.segment, ranking.period, "published to place")
        text = f"The longest public list at hand for {when} ends at place "
        texts.append((text, depth, "; cars below it have a figure only where a page prints it by itself."))
    else:
        texts.append((f"No page at hand prints the list of {when} as a whole; cars may be missing from the ranking.",))
    if material.line is None:
        texts.append(no_figure(material))
    if others := [name for name in material.unranked if name != material.name]:
        texts.append((f"Of the same body type, without a figure in {when}: {words.listed(others)}.",))
    texts += _bases_missing(ranking)
    return texts


def no_figure(material: Material) -> Text:
    """That the focus has no figure in the period, and why."""
    return (f"There is no figure for {material.name} in {words.long(material.period)}: {material.reason.rstrip('.')}.",)


def not_comparable(ratios: Sequence[Ratio]) -> list[Text]:
    """Which earlier periods have no figure, one sentence a reason."""
    why = {ratio.period: ratio.missing or ratio.base.missing for ratio in ratios if ratio.base.interval is None}
    texts: list[Text] = []
    for reason in Missing:
        if without := [words.long(period) for period, missing in why.items() if missing is reason]:
            texts.append((f"There is no figure to compare for {words.listed(without)} ({words.MISSING[reason]}).",))
    return texts


def blanks(months: tuple[HistoryMonth, ...], material: Material, notes: Notebook) -> Text:
    """How many of the months are blank, by reason; the end of a sentence."""
    text: Text = ()
    for reason in Missing:
        if number := sum(month.units.missing is reason for month in months):
            count = notes.count(number, material.focus, material.period, f"months {reason}")
            text += ("; ", count, f" left blank ({words.MISSING[reason]})")
    return text


def _bases_missing(ranking: Ranking) -> list[Text]:
    """Which lines can't be compared with an earlier period, by reason."""
    texts: list[Text] = []
    for base in bases(ranking.period):
        for reason in Missing:
            lines = [line for line in ranking.lines if _lacks(line, base, reason)]
            if lines:
                names = words.listed([line.name for line in lines])
                texts.append((f"No figure for {words.long(base)} ({words.MISSING[reason]}): {names}.",))
    return texts


def _lacks(line: RankLine, base: Period, reason: Missing) -> bool:
    return any(ratio.period == base and ratio.base.missing is reason for ratio in (line.month_before, line.year_before))
