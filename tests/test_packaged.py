"""Every packaged row is well formed; whether what it says is true is another matter."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import yellowplate
from yellowplate.catalog import Catalog
from yellowplate.facts import SCOPES, Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage
from yellowplate.ledger import Ledger
from yellowplate.read.addresses import is_address, publisher, source_id

DATA = Path(yellowplate.__path__[0]) / "data"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.open()


@pytest.fixture(scope="module")
def reports(ledger: Ledger) -> list[Report]:
    return ledger.reports()


@pytest.fixture(scope="module")
def sources(ledger: Ledger) -> dict[str, Source]:
    return ledger.sources()


def test_source_rows_are_pages_with_their_own_address_and_day(sources: dict[str, Source]) -> None:
    rows = table("sources.csv")
    assert len({row["url"] for row in rows}) == len({row["id"] for row in rows}) == len(rows) == len(sources)
    for row in rows:
        source = sources[row["id"]]
        assert is_address(source.url) and source.id == source_id(source.url)
        assert source.publisher == publisher(source.url) and source.voice
        assert source.kind is Kind(row["kind"]) and source.kind is not Kind.USER
        assert str(source.published or "") == row["published"]
        assert source.published is None or date(2012, 1, 1) <= source.published


def test_every_source_says_something(reports: list[Report], sources: dict[str, Source]) -> None:
    assert {report.source for report in reports} == sources.keys()


def test_every_cell_of_a_row_is_read(reports: list[Report]) -> None:
    rows = table("reports.csv")
    columns = ("units", "before", "yoy", "mom", "rank")
    cells = [(number, column) for number, row in enumerate(rows, start=2) for column in columns if row[column]]
    assert len(rows) > 7000
    places = {f"reports.csv row {row}, {column}" for row, column in cells}
    assert {report.place for report in reports} <= places
    assert len({report.id for report in reports}) == len({report.place for report in reports}) == len(reports)
    # The rest is what a page says twice: a month in its own row and beside the next one, or a whole row again.
    said = {(report.source, report.period, report.measure, report.number) for report in reports}
    for row, column in cells:
        month = Period.parse(rows[row - 2]["period"])
        period, measure = (month.before, "units") if column == "before" else (month, column)
        printed = rows[row - 2][column].removeprefix("~")
        assert (rows[row - 2]["source"], period, Measure(measure), Number.parse(printed)) in said, (row, column)


def test_reports_keep_to_the_vocabulary(reports: list[Report], sources: dict[str, Source]) -> None:
    catalog = Catalog.packaged()
    for report in reports:
        assert report.subject in catalog or report.subject in list(Segment), report
        assert report.scope in SCOPES and report.stage in list(Stage)
        assert report.published == sources[report.source].published
        assert Period.parse(str(report.period)) == report.period
        assert Period.month(2010, 1).start <= report.period.start and report.period.months <= 12
        assert report.relation in (Relation.EQUAL, Relation.ABOUT)


def test_counts_are_whole_and_ratios_keep_their_decimals(reports: list[Report]) -> None:
    exponents: dict[Measure, set[int]] = {measure: set() for measure in Measure}
    for report in reports:
        exponents[report.measure].add(report.number.exponent)
        assert report.number.digits >= (report.measure is Measure.RANK), report
    assert exponents[Measure.UNITS] == exponents[Measure.RANK] == {0}
    assert exponents[Measure.YOY] >= {-1, 0, 1}  # 141.0, 141 and 6.3x


def test_nobody_prints_a_month_that_has_not_ended(reports: list[Report]) -> None:
    assert [report for report in reports if report.published and report.published < report.period.ends] == []
