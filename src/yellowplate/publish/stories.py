"""Sentences composed from the figures of the period by rules; a sentence says no more than its figures."""

from __future__ import annotations

from dataclasses import replace

from yellowplate.facts import Period
from yellowplate.market.shapes import Gap, Ranking, RankLine, Ratio, TopRun
from yellowplate.publish import gaps, words
from yellowplate.publish.evidence import Notebook, Text, Value
from yellowplate.publish.material import Material
from yellowplate.publish.tables import bases

_TELLING = 12  # a record among fewer months says little


def summary(material: Material, notes: Notebook) -> list[Text]:
    """The headline facts: the market, who leads, how the focus did."""
    texts = [*_market(material.ranking, notes), joined(leader(material.ranking, notes))]
    texts += top_story(material, notes)[:1]
    if material.line is None:
        texts.append(gaps.no_figure(material))
    elif material.line.rank != 1:
        texts.append(joined(_standing(material.line, material.period, notes)))
    return texts


def joined(texts: list[Text]) -> Text:
    """Sentences as one text."""
    return tuple(part for at, text in enumerate(texts) for part in ((" ", *text) if at else text))


def headline(material: Material) -> str:
    """One line without numbers: who leads, and where the focus stands."""
    first = leaders(material.ranking)
    parts = [_headline_leader(material, first)] if first else ["No leader can be named"]
    line = material.line
    if line is not None and line.rank != 1:
        place = f"is {words.ordinal(line.rank)}" if line.rank else "has a figure but no certain place"
        parts.append(f"{line.name} {place}{_headline_change(line.year_before)}")
    elif line is not None and len(first) == 1:
        parts[0] += _headline_change(line.year_before)
    elif line is None:
        parts.append(f"no figure for {material.name}")
    return words.capital("; ".join(parts))


def leaders(ranking: Ranking) -> list[RankLine]:
    """The lines in first place: one, several when they are level, none where the figures leave it open."""
    return [line for line in ranking.lines if line.rank == 1]


def leader(ranking: Ranking, notes: Notebook) -> list[Text]:
    """Who is first, by how much, and how that compares."""
    first = leaders(ranking)
    period = ranking.period
    if not first:
        return [(f"Who was first in {words.long(period)} can't be said from the figures at hand.",)]
    if len(first) > 1:
        names = words.listed([line.name for line in first])
        return [(f"{names} share first place with ", notes.units(first[0].units, first[0].subject, period), " each.")]
    line = first[0]
    text: Text = (f"{line.name} is first with ", notes.units(line.units, line.subject, period), " units")
    if line.margin is not None and line.margin.exact and len(ranking.lines) > 1:
        second = ranking.lines[1]
        margin = notes.count(line.margin.lo, line.subject, period, "margin")
        text += (", ", margin, f" ahead of {second.name} (", notes.units(second.units, second.subject, period), ")")
    return [(*text, "."), *_changes(line, period, notes)]


def top_story(material: Material, notes: Notebook) -> list[Text]:
    """How long the leader has led, whom it replaced, and how far back the data can tell."""
    top = material.top
    if not isinstance(top, TopRun):
        return []
    look = (f"The earliest month whose leader is known is {words.long(top.known_since)}.",)
    months = notes.count(top.months, top.subject, top.until, "months first")
    if top.at_least:
        before = words.long(top.since.before)
        return [
            (f"{top.name} has led for at least ", months, f" {_noun(top.months)}; who led in {before} isn't known.")
        ]
    replaced = f" {material.led_before} led before." if material.led_before else ""
    if top.months > 1:
        text = (f"{top.name} has led for ", months, f" months running, since {words.long(top.since)}.{replaced}")
        return [text, look]
    if top.away:
        away = words.count(top.away, "month")
        notes.count(top.away, top.subject, top.until, "months away")
        return [(f"{top.name} is back on top after {away} away.{replaced}",), look]
    return [(f"{top.name} takes first place.{replaced}",), look]


def focus(material: Material, notes: Notebook) -> list[Text]:
    """What the figures say of the focus: units, place, changes, neighbours, share, records."""
    line = material.line
    if line is None:
        return [gaps.no_figure(material)]
    texts = _standing(line, material.period, notes)
    texts += _places(line, material.period)
    texts += _neighbours(material, notes)
    texts += _share(line, material.ranking, notes)
    texts += _records(material, notes)
    return texts


def _standing(line: RankLine, period: Period, notes: Notebook) -> list[Text]:
    place = f"comes {words.ordinal(line.rank)} with " if line.rank else "has no certain place; its figure is "
    text: Text = (f"{line.name} {place}", notes.units(line.units, line.subject, period), ".")
    return [text, *_changes(line, period, notes)]


def history(material: Material, notes: Notebook) -> list[Text]:
    """From when to when the months of the focus are known, and why the others are not."""
    months = material.months
    known = [month for month in months if month.units.interval is not None]
    if not known:
        return [(f"No month of {material.name} is known up to {words.long(material.period)}.",)]
    blank = len(months) - len(known)
    counted = notes.count(len(known), material.focus, material.period, "months known")
    span = words.long(Period.span(months[0].period, months[-1].period))
    text: Text = (f"{material.name} in {span}: ", counted, f" {_noun(len(known))} with a figure")
    texts: list[Text] = [(*text, *gaps.blanks(months, material, notes), ".") if blank else (*text, ".")]
    if material.earlier:
        texts.append(("Single months from before a gap of more than a year stand in history.csv.",))
    return texts


def year(material: Material, answer: Ranking, notes: Notebook) -> list[Text]:
    """The year so far: the market, the leader where one can be named, and the focus."""
    texts = [*_market(answer, notes), *leader(answer, notes)]
    so_far = material.so_far
    if isinstance(so_far, Gap):
        texts.append((f"There is no sum for {material.name}: {so_far.reason.rstrip('.')}.",))
    elif so_far is not None and so_far.units.interval is None and so_far.units.missing is not None:
        why = words.MISSING[so_far.units.missing]
        texts.append((f"For {material.name} no sum of these months is known ({why}, in one month or more).",))
    elif (
        so_far is not None
        and so_far.units.interval is not None
        and material.focus not in [line.subject for line in leaders(answer)]
    ):
        text: Text = (f"{material.name} stands at ", notes.units(so_far.units, material.focus, so_far.period))
        if so_far.year_before.percent is not None:
            text = (*text, ", ", *_change(so_far.year_before, material.focus, so_far.period, notes))
        texts.append((*text, "."))
    return texts


def rivals(material: Material, notes: Notebook) -> list[Text]:
    """Where the focus stands among the cars of its body type, and which of these have no figure."""
    texts: list[Text] = []
    ranked, line = material.rivals, material.line
    if not [row for row in ranked if row.subject != material.focus]:
        return [(f"No other car of the body type {material.body} has a figure in {words.long(material.period)}.",)]
    if line is not None and line.rank is not None and len(ranked) > 1:
        ahead = [row for row in ranked if row.rank is not None and row.rank < line.rank]
        place = words.ordinal(len(ahead) + 1)
        total = notes.count(len(ranked), material.focus, material.period, "rivals with a figure")
        kind = f" lines of the body type {material.body} with a figure, {line.name} is {place}."
        texts.append(("Among the ", total, kind))
    return texts


def _noun(number: int) -> str:
    return "month" if number == 1 else "months"


def _headline_leader(material: Material, first: list[RankLine]) -> str:
    names = words.listed([line.name for line in first])
    if len(first) > 1:
        return f"{names} share first place"
    top = material.top
    if isinstance(top, TopRun) and top.months == 1 and not top.at_least:
        return f"{names} is back on top" if top.away else f"{names} takes first place"
    return f"{names} leads" if not isinstance(top, TopRun) or top.months == 1 else f"{names} stays on top"


def _headline_change(ratio: Ratio) -> str:
    percent = ratio.percent
    if percent is None or percent == 100:
        return ""
    return f", {'up' if percent > 100 else 'down'} on {words.long(ratio.period)}"


def _market(ranking: Ranking, notes: Notebook) -> list[Text]:
    if ranking.total.interval is None or ranking.total.interval.hi is None:
        return []
    total = notes.units(ranking.total, ranking.segment, ranking.period)
    kind = words.SEGMENTS[ranking.segment]
    return [("In all, ", total, f" {kind} were counted in {words.long(ranking.period)}.")]


def _changes(line: RankLine, period: Period, notes: Notebook) -> list[Text]:
    ratios = (line.month_before, line.year_before)[-len(bases(period)) :]
    known = [_change(ratio, line.subject, period, notes) for ratio in ratios if _telling(ratio)]
    texts: list[Text] = (
        [("That is ", *known[0], *(part for more in known[1:] for part in (" and ", *more)), ".")] if known else []
    )
    return [*texts, *gaps.not_comparable(ratios)]


def _telling(ratio: Ratio) -> bool:
    """Whether a sentence can say at least which way it went: not where it may have gone either way."""
    return ratio.low is not None and ratio.high is not None and (ratio.low >= 100 or ratio.high <= 100)


def _change(ratio: Ratio, subject: str, period: Period, notes: Notebook) -> Text:
    """`up 43.0 % on October 2025 (5,413)`, in words that fit the number."""
    base = (f" {words.long(ratio.period)} (", notes.units(ratio.base, subject, ratio.period), ")")
    if ratio.percent == 100:
        return ("level with", *base)
    if ratio.change == 0:
        return ("within a twentieth of a percent of", *base)
    value = notes.change(ratio, subject, period)
    if not value.arrow or " to " in value.text:
        return (replace(value, arrow=""), " on", *base)
    word = "up " if value.arrow == "▲" else "down "
    return (word, Value(value.text.lstrip("+−"), value.sign), " on", *base)


def _places(line: RankLine, period: Period) -> list[Text]:
    """Where it stood before, only where both places are certain."""
    if line.rank is None:
        return []
    ranks = (line.rank_month_before, line.rank_year_before)[-len(bases(period)) :]
    then = [(rank, base) for rank, base in zip(ranks, bases(period), strict=True) if rank is not None]
    if not then:
        return []
    if len({rank for rank, _ in then}) < len(then):
        told = f"{words.ordinal(then[0][0])} in both {words.listed([words.long(base) for _, base in then])}"
    else:
        told = " and ".join(f"{words.ordinal(rank)} in {words.long(base)}" for rank, base in then)
    return [(f"It was {told}.",)]


def _neighbours(material: Material, notes: Notebook) -> list[Text]:
    """The gaps to the car above and the car below."""
    lines, line = material.ranking.lines, material.line
    assert line is not None
    at = lines.index(line)
    parts: list[Text] = []
    above = lines[at - 1] if at else None
    if above and above.margin is not None and above.margin.exact:
        gap = notes.count(above.margin.lo, above.subject, material.period, "margin")
        parts.append((gap, f" behind {above.name}"))
    if at + 1 < len(lines) and line.margin is not None and line.margin.exact:
        gap = notes.count(line.margin.lo, line.subject, material.period, "margin")
        parts.append((gap, f" ahead of {lines[at + 1].name}"))
    if not parts:
        return []
    joined = parts[0] if len(parts) == 1 else (*parts[0], " and ", *parts[1])
    return [("It is ", *joined, ".")]


def _share(line: RankLine, ranking: Ranking, notes: Notebook) -> list[Text]:
    if line.share.low is None:
        return []
    share = notes.share(line.share, line.subject, ranking.period)
    return [("Its share of all ", f"{words.SEGMENTS[ranking.segment]} is ", share, ".")]


def _records(material: Material, notes: Notebook) -> list[Text]:
    texts: list[Text] = []
    records = material.records
    if records is None or isinstance(records, Gap):
        return texts
    for record in records.records:
        if record.period == material.period and record.months >= _TELLING:
            months = notes.count(record.months, material.focus, material.period, "months compared")
            since = words.long(records.known_since)
            texts.append((f"It is the {record.kind} of the ", months, f" months known exactly since {since}."))
    return texts
