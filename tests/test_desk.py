"""The desk on the packaged facts: what a market desk is asked, and what it must not claim."""

import json
import subprocess
import sys
from functools import partial

import pytest

import yellowplate
from yellowplate import open_desk
from yellowplate.errors import LedgerError, NameUnknownError, PeriodError, RowError, UsageError
from yellowplate.facts import Missing, Period, Segment
from yellowplate.market.grid import Grid
from yellowplate.market.shapes import FigureAnswer, Gap, History, Ranking, TopRun

ROWS = "period,level,segment,maker,name,units,rank,source_url,source_kind,published\n"
PAGE = "https://example.org/new,user,2026-10-01\n"


@pytest.fixture(scope="module")
def desk():
    return open_desk()


def test_public_names_are_sorted_and_there():
    assert yellowplate.__all__ == sorted(yellowplate.__all__)
    assert all(getattr(yellowplate, name) for name in yellowplate.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        yellowplate.nothing  # noqa: B018


def test_ranking_of_november_2025(desk):
    ranking = desk.ranking("2025-11")
    assert isinstance(ranking, Ranking)
    top = [(line.rank, line.subject, line.units.value) for line in ranking.lines[:5]]
    assert top == [
        (1, "honda/n-box", 16198),
        (2, "suzuki/spacia", 12904),
        (3, "daihatsu/move", 10951),
        (4, "daihatsu/tanto", 9520),
        (5, "nissan/roox", 7741),
    ]
    roox = ranking.lines[4]
    assert (roox.month_before.change, roox.year_before.change) == (43.0, 41.0)
    assert ranking.lines[0].margin == (3294, 3294)
    assert roox.units.sources >= 2 and roox.units.reports


def test_ranking_reads_as_a_frame_with_blanks_for_what_is_missing(desk):
    frame = desk.ranking("2025-11").df()
    assert frame["units"].tolist()[:2] == [16198, 12904]
    assert (frame["units"].dropna() > 0).all()
    assert json.loads(desk.ranking("2025-11").json())["lines"][0]["units"] == 16198


def test_limit_keeps_the_first_lines(desk):
    assert desk.ranking("2025-11", limit=3).lines == desk.ranking("2025-11").lines[:3]


def test_back_on_top_after_one_month_away(desk):
    top = desk.top_run("2025-11")
    assert isinstance(top, TopRun)
    assert (top.subject, top.months, top.away, top.before) == ("honda/n-box", 1, 1, "daihatsu/move")
    assert top.title == "N-BOX is back on top of kei-passenger in 2025-11 after one month away"


def test_a_ranking_of_all_says_how_each_is_counted(desk):
    ranking = desk.ranking("2025-11", segment="all")
    assert {"honda/n-box", "toyota/yaris"} <= {line.subject for line in ranking.lines}
    assert "notified" in ranking.basis and "registered" in ranking.basis
    assert any("shares are of all vehicles" in note for note in ranking.notes())


def test_shares_of_makers_add_up(desk):
    ranking = desk.ranking("2025-11", by="maker", segment="kei-passenger")
    assert sum(line.units.value for line in ranking.lines) <= ranking.total.value
    assert sum(line.share.low for line in ranking.lines) <= 100


def test_a_figure_carries_its_reports(desk):
    answer = desk.figure("suzuki/alto", "2024-02")
    assert isinstance(answer, FigureAnswer)
    data = answer.data()
    assert {"subject", "period", "segment", "measure", "lo", "hi", "status", "value", "for", "against"} <= set(data)
    assert data["for"] and all(item["url"].startswith("http") for item in data["for"] + data["about"])


def test_a_run_that_nobody_printed_is_the_sum_of_its_months(desk):
    months = [desk.figure("nissan/roox", month).figure.value for month in ("2025-05", "2025-06")]
    answer = desk.figure("nissan/roox", "2025-05..2025-06")
    assert answer.figure.value == sum(months)
    assert {item.report.period for item in answer.evidence} >= {Period.parse("2025-05"), Period.parse("2025-06")}


def test_every_name_of_a_car_is_understood(desk):
    assert desk.figure("ルークス", "2025-11").figure == desk.figure("Roox", Period.parse("2025-11")).figure


@pytest.mark.parametrize(
    ("subject", "period", "missing"),
    [
        ("honda/n-box", "2030-01", Missing.NOT_YET),
        ("honda/n-box", "2010-01", Missing.NOT_YET),
        ("daihatsu/copen", "2025-11", Missing.NOT_PUBLISHED),
        ("honda/n-box-plus", "2016-02", Missing.NOT_PUBLISHED),
        ("honda/n-box-slash", "2022-02", Missing.NO_SUCH_NAMEPLATE),
    ],
)
def test_what_is_missing_says_why(desk, subject, period, missing):
    answer = desk.figure(subject, period)
    assert isinstance(answer, Gap)
    assert answer.missing is missing
    assert answer.reason


def test_a_month_without_data_names_the_nearest(desk):
    answer = desk.ranking("2008-01")
    assert isinstance(answer, Gap)
    assert answer.missing is Missing.NOT_IN_LEDGER
    assert answer.nearest and list(answer.nearest) == sorted(answer.nearest)


def test_history_ends_where_asked_and_leaves_gaps_blank(desk):
    history = desk.history("nissan/roox", until="2025-11")
    assert isinstance(history, History)
    assert history.months[-1].period == Period.parse("2025-11")
    assert all((month.units.interval is None) == (month.units.missing is not None) for month in history.months)
    assert history.events and history.generations


def test_a_comparison_across_a_changed_line_says_so(desk):
    months = {month.period: month for month in desk.history("mitsubishi/delica-mini-ek").months}
    assert months[Period.parse("2023-08")].year_before.note
    assert not months[Period.parse("2025-08")].year_before.note


def test_records_say_since_when_we_look(desk):
    records = desk.records("nissan/roox", until="2025-11")
    assert str(records.known_since) in records.notes()[0]
    assert {record.kind for record in records.records} == {"highest", "lowest"}


def test_year_to_date(desk):
    answer = desk.cumulative("kei-passenger", "2025-03")
    assert answer.period == Period.parse("2025-01..2025-03")
    assert answer.units.interval


def test_as_of_a_day_knows_nothing_later(desk):
    early = open_desk(as_of="2020-01-31")
    assert isinstance(early.ranking("2025-11"), Gap)
    assert len(early.sources().lines) < len(desk.sources().lines)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda d: d.ranking("2025-13"), PeriodError),
        (lambda d: d.ranking("2025-11", segment="trucks"), UsageError),
        (lambda d: d.ranking("2025-11", by="colour"), UsageError),
        (lambda d: d.figure("no such car at all", "2025-11"), NameUnknownError),
        (lambda d: d.figure("kei", "2025-11", segment="registered"), UsageError),
        (lambda d: d.source_of("nobody"), UsageError),
        (lambda d: d.add("rows.csv"), UsageError),
        (lambda d: open_desk(as_of="yesterday"), UsageError),
        (lambda d: open_desk("nowhere.duckdb").sources(), LedgerError),
    ],
)
def test_what_cannot_be_asked_is_told_apart(desk, ask, error):
    with pytest.raises(error):
        ask(desk)


def test_added_rows_show_in_the_next_answer(tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS + "2026-09,model,kei-passenger,Honda,N-BOX,12345,1," + PAGE)
    own = open_desk(tmp_path / "mine.duckdb")
    assert own.add(rows)[:2] == (2, 0)
    assert own.add(rows)[:2] == (0, 2)
    assert own.ranking("2026-09").lines[0].units.value == 12345
    assert open_desk(tmp_path / "mine.duckdb").figure("honda/n-box", "2026-09").figure.value == 12345
    assert isinstance(open_desk().ranking("2026-09"), Gap)


def test_one_bad_row_adds_nothing(tmp_path):
    rows = tmp_path / "rows.csv"
    good = "2026-09,model,kei-passenger,Honda,N-BOX,12345,1," + PAGE
    rows.write_text(ROWS + good + good.replace("2026-09", "2026-19"))
    own = open_desk(tmp_path / "mine.duckdb")
    with pytest.raises(RowError, match="row 3"):
        own.add(rows)
    assert not (tmp_path / "mine.duckdb").exists()


def test_the_second_desk_reads_the_cache_and_loads_nothing_heavy(desk, cache):
    desk.ranking("2025-11")
    code = (
        "import sys, yellowplate; r = yellowplate.open_desk().ranking('2025-11'); print(r.lines[0].units.value); "
        "print([m for m in ('pandas', 'pyarrow', 'rich', 'typer', 'altair') if m in sys.modules])"
        "; from yellowplate.ledger.packaged import packaged_reports; print(packaged_reports.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["16198", "[]", "0"]


@pytest.mark.parametrize("damage", ["unwritable", "broken"])
def test_a_useless_cache_only_costs_time(damage, desk, cache, tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    if damage == "unwritable":
        folder.write_text("a file, not a folder")
    else:
        folder.mkdir()
        for kept in cache.glob("*.duckdb"):
            (folder / kept.name).write_bytes(b"broken")
    monkeypatch.setenv("YELLOWPLATE_CACHE", str(folder))
    assert open_desk().ranking("2025-11") == desk.ranking("2025-11")


@pytest.mark.parametrize("format", ["csv", "parquet", "xlsx"])
def test_export_holds_every_figure(desk, tmp_path, format):
    import pandas as pd

    out = desk.export(format, tmp_path / f"figures.{format}")
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": partial(pd.read_excel, engine="openpyxl")}[format]
    frame = read(out)
    count = desk.connection.execute("SELECT count(*) FROM figures").fetchone()[0]
    assert len(frame) == count
    found = frame[(frame.subject == "honda/n-box") & (frame.period == "2025-11")]
    assert found.lo.tolist() == [16198]
    assert [file.name for file in tmp_path.iterdir()] == [out.name]


def test_report_is_written_from_the_desk(desk, tmp_path):
    written = desk.report("2025-11", "nissan/roox", tmp_path / "report")
    assert written.page.read_text(encoding="utf-8").count("7,741")


def test_segments_may_be_given_either_way(desk):
    assert desk.ranking("2025-11", segment=Segment.KEI_PASSENGER) == desk.ranking("2025-11", segment="kei-passenger")


def test_a_grid_holds_the_months_of_the_rankings(desk):
    run = Period.parse("2025-09..2025-11")
    answer = desk.grid(run)
    assert isinstance(answer, Grid)
    for at, month in enumerate(run.each()):
        ranking = desk.ranking(month)
        assert isinstance(ranking, Ranking)
        lines = {line.subject: (line.units[at], line.places[at]) for line in answer.lines}
        assert {line.subject: lines[line.subject][0].interval for line in ranking.lines} == {
            line.subject: line.units.interval for line in ranking.lines
        }
        assert all(lines[line.subject][1] == line.rank for line in ranking.lines)
        assert answer.total[at].interval == ranking.total.interval
    assert all(known.interval or known.missing for line in answer.lines for known in line.units)
    assert isinstance(desk.grid("1999-01..1999-03"), Gap)
