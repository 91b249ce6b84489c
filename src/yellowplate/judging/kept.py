"""A checked article as one more source: the statements that were tied to one meaning become its Reports.

A statement that the reader understands in one way is taken as that, whether the figures agree or not. One that it
understands in several ways is taken as the one that the figures bear out, or, where they bear out none, as the one
that a known mistake explains. Whatever stays open is left out and told: an article must not be made to say a thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from yellowplate.errors import InputError, UsageError
from yellowplate.facts import Judgement, Kind, Measure, Report, Segment, Source
from yellowplate.judging.answer import Checked, Claim
from yellowplate.judging.check import check
from yellowplate.judging.market import Market
from yellowplate.judging.numbers import judge_number
from yellowplate.judging.standing import judge_place
from yellowplate.judging.verdicts import Found
from yellowplate.ledger import Ledger
from yellowplate.read.addresses import is_address, publisher, source_id
from yellowplate.read.prose.statements import Reading
from yellowplate.read.prose.text import Article
from yellowplate.read.tables import Unread

_KEPT = frozenset({Measure.UNITS, Measure.YOY, Measure.MOM, Measure.RANK, Measure.SHARE})
_OPEN = frozenset({Judgement.CONSISTENT, Judgement.REVISED, Judgement.UNKNOWN})
_KINDS = (Kind.PRESS, Kind.BLOG, Kind.MAKER)
_SENTENCE = "sentence "  # how the places of Reports from articles begin
_SHOWN = 3
_PLACE_SIGNS = 60


class Kept(NamedTuple):
    """What an article gives a ledger: itself as the one source, its Reports, what was left out and why, and remarks."""

    sources: dict[str, Source]
    reports: list[Report]
    unread: list[Unread]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from: its address or, for want of one, its file's name; and what kind of source it is."""

    url: str
    name: str
    kind: Kind

    @classmethod
    def of(cls, where: str, url: str | None, kind: Kind | str) -> Origin:
        """What a user says of an article; raises UsageError for an address or a kind that can't be."""
        if url is not None and not is_address(url):
            raise UsageError(f"{url!r} is no address of a page; write it whole, with https://.")
        if kind not in _KINDS:
            raise UsageError(f"An article is no source of the kind {str(kind)!r}; choose {', '.join(_KINDS)}.")
        name = "standard input" if where == "-" else Path(where).name
        return cls(url or (where if is_address(where) else ""), name, Kind(kind))

    def source(self, checked: Checked, known: Mapping[str, Source]) -> Source:
        """The article as a Source: the one that its address stands for already, else a new one."""
        if not self.url:
            digest = hashlib.blake2b(checked.text.encode(), digest_size=6).hexdigest()
            said = (self.kind, self.name, self.name, checked.published, checked.headline)
            return Source(f"file:{digest}", f"file:{self.name}", *said)
        owner = publisher(self.url)
        new = Source(source_id(self.url), self.url, self.kind, owner, owner, checked.published, checked.headline)
        return known.get(new.id, new)


def keep(article: Article, origin: Origin, market: Market, ledger: Ledger) -> Kept:
    """Check an article and take its statements of units, changes, shares and places as Reports.

    One that was taken before is not taken again: it would be judged by its own statements. Raises InputError where it
    states nothing of that kind.
    """
    checked = check(article, market)
    source = origin.source(checked, ledger.sources())
    if before := [r for r in ledger.reports() if r.source == source.id and r.place.startswith(_SENTENCE)]:
        return Kept({source.id: source}, before, [], [f"{origin.name} was added before; it isn't read again."])
    reports: dict[str, Report] = {}
    unread = [Unread(_place(checked, item.start), item.text, item.reason) for item in checked.unread]
    others = 0
    for claim in checked.claims:
        if claim.reading.measure not in _KEPT:
            others += 1
            continue
        report = _report(claim, source, market)
        place = _place(checked, claim.start)
        if isinstance(report, str):
            unread.append(Unread(place, claim.text, report))
        else:
            words = " ".join(claim.text.split())[:_PLACE_SIGNS]
            reports.setdefault(report.id, replace(report, place=f"{place}: {words}"))
    if not reports and not unread:
        raise InputError(f"{origin.name} states no units, changes, shares or places; there is nothing to keep.")
    return Kept({source.id: source}, list(reports.values()), unread, _notes(checked, others))


def _notes(checked: Checked, others: int) -> list[str]:
    notes = []
    if others:
        what = "statement is" if others == 1 else "statements are"
        notes.append(f"{others} more {what} checked but not kept: makers, days, orders, who is ahead of whom.")
    if hint := checked.hint:
        notes.append(hint)
    return notes


def _place(checked: Checked, at: int) -> str:
    """The sentence that holds a character, counted from the first."""
    return f"{_SENTENCE}{sum(start <= at for start, _ in checked.sentences) or 1}"


def _report(claim: Claim, source: Source, market: Market) -> Report | str:
    """The Report that a claim makes; the reason where it makes none."""
    said = {
        report.id if report else str(reading): (reading, report)
        for reading in claim.readings
        for report in [reading.report(source.id, source.published)]
    }
    meant = [*said.values()] if len(said) == 1 else _meant([*said.values()], market)
    if len(meant) != 1:
        shown = " or ".join(_told(reading) for reading, _ in (meant or [*said.values()])[:_SHOWN])
        more = " or else" if len(meant or said) > _SHOWN else ""
        return f"it can mean {shown}{more}"
    ((reading, report),) = meant
    if claim.verdict is Judgement.UNKNOWN and claim.doubted:
        return claim.found.note
    if report is None or not _countable(report, market):
        return f"{_told(reading)} is {reading.value}, which a ledger has no form for"
    return report


_Said = tuple[Reading, Report | None]


def _meant(said: list[_Said], market: Market) -> list[_Said]:
    """Those of several meanings that the figures leave: the right ones, the open ones, those wrong in a known way."""
    judged = [(item, _judged(item[0], market)) for item in said]
    right = [item for item, found in judged if found.judgement is Judgement.CONFIRMED]
    open_ = [item for item, found in judged if found.judgement in _OPEN]
    explained = [item for item, found in judged if found.cause is not None]
    return right or open_ or explained


def _judged(reading: Reading, market: Market) -> Found:
    return (judge_place if reading.measure is Measure.RANK else judge_number)(reading, market)


def _told(reading: Reading) -> str:
    where = "" if reading.subject == reading.segment else f" in {reading.segment}"
    return f"{reading.measure} of {reading.subject}{where} for {reading.period}"


def _countable(report: Report, market: Market) -> bool:
    """Whether a ledger counts the subject in that segment: a share of a wider market has no form there."""
    if report.measure is not Measure.SHARE:
        return True
    car = market.catalog.nameplates.get(report.subject)
    if car:
        return report.segment in car.segments
    return report.subject not in list(Segment) or report.subject == report.segment
