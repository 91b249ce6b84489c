"""Since when a Report could be read: what lets a ledger answer as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from yellowplate.facts import Kind, Report, Source


def published_by(day: date, reports: Iterable[Report], sources: Mapping[str, Source]) -> list[Report]:
    """The Reports that could be read on `day`, in the order given.

    A dated Report counts from its date on. An undated page can't be older than the latest period it prints, so all
    of it counts from the day after that period. Undated official tables are added to month by month under one
    address, so there each row counts from the day after its own period.
    """
    reports = list(reports)
    undated = [report for report in reports if _date(report, sources) is None]
    latest: dict[str, date] = {}
    for report in undated:
        latest[report.source] = max(report.period.ends, latest.get(report.source, date.min))

    def since(report: Report) -> date:
        official = sources[report.source].kind is Kind.OFFICIAL
        return _date(report, sources) or (report.period.ends if official else latest[report.source])

    return [report for report in reports if since(report) <= day]


def _date(report: Report, sources: Mapping[str, Source]) -> date | None:
    return report.published or sources[report.source].published
