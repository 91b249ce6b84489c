"""The ledger keeps every Report exactly, all of a batch or nothing, and shows what was known on a day."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_driver import SIZE, batch
from strategies import batches, days
from yellowplate.errors import LedgerBusyError, LedgerError, NotALedgerError, OutputError
from yellowplate.facts import Kind, Measure, Number, Period, Report, Segment, Source
from yellowplate.ledger import Added, Ledger

DRIVER = Path(__file__).parent / "ledger_driver.py"
PACKAGED = Ledger.open()


def own(ledger: Ledger) -> list[Report]:
    return ledger.reports()[len(PACKAGED.reports()) :]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my.desk"


@contextmanager
def driver(mode: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(DRIVER), mode, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


def said_by(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str], text: object) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{text}\n")
    process.stdin.flush()


# What goes in comes out


@given(batches())
@settings(max_examples=20, deadline=None)
def test_every_report_survives_the_file_exactly(drawn: tuple[dict[str, Source], list[Report]]) -> None:
    sources, reports = drawn
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.desk"
        assert Ledger.open(path, read_only=False).add(sources, reports) == Added(len(reports), 0)
        ledger = Ledger.open(path)
        assert own(ledger) == reports
        assert {id: ledger.sources()[id] for id in sources} == sources


def test_the_packaged_facts_lie_beneath(path: Path) -> None:
    Ledger.open(path, read_only=False).add(*batch(1))
    ledger = Ledger.open(path)
    assert ledger.reports()[: len(PACKAGED.reports())] == PACKAGED.reports()
    assert PACKAGED.sources().items() <= ledger.sources().items()


def test_the_same_report_twice_is_one(path: Path) -> None:
    sources, reports = batch(1)
    elsewhere = [replace(report, place="another row") for report in reports]
    ledger = Ledger.open(path, read_only=False)
    assert ledger.add(sources, reports[:10] + reports[:5]) == Added(10, 0)
    assert ledger.add(sources, elsewhere) == Added(SIZE - 10, 10)
    assert ledger.add(sources, reports) == Added(0, SIZE)
    assert own(ledger) == own(Ledger.open(path)) == reports[:10] + elsewhere[10:]


def test_packaged_reports_are_known(path: Path) -> None:
    ledger = Ledger.open(path, read_only=False)
    assert ledger.add(PACKAGED.sources(), PACKAGED.reports()[:7]) == Added(0, 7)
    assert ledger.state == PACKAGED.state


def test_a_source_added_before_is_enough(path: Path) -> None:
    sources, reports = batch(1)
    Ledger.open(path, read_only=False).add(sources, [])
    assert Ledger.open(path, read_only=False).add({}, reports).new == SIZE


def test_two_ledgers_add_to_one_file(path: Path) -> None:
    first, second = Ledger.open(path, read_only=False), Ledger.open(path, read_only=False)
    assert first.add(*batch(1)).new == SIZE
    assert second.add(*batch(1)) == Added(0, SIZE)
    assert second.add(*batch(2)).new == SIZE
    assert len(own(Ledger.open(path))) == 2 * SIZE


def test_a_ledger_shows_the_file_as_it_was_when_opened(path: Path) -> None:
    writer = Ledger.open(path, read_only=False)
    writer.add(*batch(1))
    reader = Ledger.open(path)
    state = reader.state
    writer.add(*batch(2))
    assert own(reader) == batch(1)[1] and reader.state == state != writer.state
    assert len(own(writer)) == 2 * SIZE


def test_a_report_without_its_source_adds_nothing(path: Path) -> None:
    (sources, good), (_, orphans) = batch(1), batch(2)
    with pytest.raises(LedgerError, match="'batch:2'"):
        Ledger.open(path, read_only=False).add(sources, good + orphans)
    assert not path.exists()


def test_a_batch_that_breaks_off_adds_nothing(path: Path) -> None:
    ledger = Ledger.open(path, read_only=False)
    ledger.add(*batch(1))
    sources, reports = batch(2)
    unstorable = replace(reports[0], place="\ud800")
    with pytest.raises((LedgerError, UnicodeError)):
        ledger.add(sources, [*reports, replace(unstorable, number=Number(9))])
    ledger.add(*batch(3))
    assert own(Ledger.open(path)) == batch(1)[1] + batch(3)[1]
    assert "batch:2" not in Ledger.open(path).sources()


# State


def test_state_is_of_the_rows_whatever_their_order(tmp_path: Path) -> None:
    one, two, empty = (Ledger.open(tmp_path / name, read_only=False) for name in ("one", "two", "empty"))
    one.add(*batch(1))
    one.add(*batch(2))
    two.add(batch(1)[0] | batch(2)[0], batch(2)[1] + batch(1)[1][::-1])
    assert one.state == two.state == Ledger.open(tmp_path / "one").state
    assert empty.state == PACKAGED.state == Ledger.open().state
    assert len({one.state, empty.state, Ledger.open(as_of=date(2024, 1, 1)).state}) == 3


# As of a day


def dated(day: str | None, *periods: str, kind: Kind = Kind.BLOG) -> tuple[dict[str, Source], list[Report]]:
    published = date.fromisoformat(day) if day else None
    source = Source("page", "https://example.com/page", kind, "example.com", "example.com", published)
    months = map(Period.parse, periods)
    return {"page": source}, [Report("page", "kei", Segment.KEI, month, Measure.UNITS, Number(1)) for month in months]


@pytest.mark.parametrize(
    ("page", "day", "periods"),
    [
        (dated("2025-12-04", "2025-11", "2025-10"), "2025-12-03", []),
        (dated("2025-12-04", "2025-11", "2025-10"), "2025-12-04", ["2025-11", "2025-10"]),
        (dated(None, "2025-11", "2025-10"), "2025-11-30", []),
        (dated(None, "2025-11", "2025-10"), "2025-12-01", ["2025-11", "2025-10"]),
        (dated(None, "2025-11", "2025-10", kind=Kind.OFFICIAL), "2025-11-30", ["2025-10"]),
        (dated(None, "2025-11", "2025-10", kind=Kind.OFFICIAL), "2025-10-31", []),
        (dated(None, "FY2024", kind=Kind.OFFICIAL), "2025-03-31", []),
        (dated(None, "FY2024", kind=Kind.OFFICIAL), "2025-04-01", ["FY2024"]),
    ],
)
def test_what_could_be_read_on_a_day(
    path: Path, page: tuple[dict[str, Source], list[Report]], day: str, periods: list[str]
) -> None:
    Ledger.open(path, read_only=False).add(*page)
    ledger = Ledger.open(path, as_of=date.fromisoformat(day))
    assert [str(report.period) for report in ledger.reports() if report.source == "page"] == periods
    assert ("page" in ledger.sources()) == bool(periods)


@given(days, days)
@settings(max_examples=15, deadline=None)
def test_a_later_day_sees_all_that_an_earlier_one_saw(one: date, other: date) -> None:
    earlier, later = Ledger.open(as_of=min(one, other)), Ledger.open(as_of=max(one, other))
    seen = {report.id for report in later.reports()}
    assert {report.id for report in earlier.reports()} <= seen
    assert earlier.sources().items() <= later.sources().items() <= PACKAGED.sources().items()


@given(batches(), days, st.integers(0, 5000))
@settings(max_examples=10, deadline=None)
def test_as_of_is_monotone_for_whatever_was_added(
    drawn: tuple[dict[str, Source], list[Report]], day: date, later: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.desk"
        Ledger.open(path, read_only=False).add(*drawn)
        before = Ledger.open(path, as_of=day)
        after = Ledger.open(path, as_of=day + timedelta(later))
        assert set(before.reports()) <= set(after.reports()) <= set(Ledger.open(path).reports())
        assert before.sources().items() <= after.sources().items()
        assert {report.source for report in after.reports()} <= after.sources().keys()


def test_in_the_end_all_is_seen() -> None:
    assert Ledger.open(as_of=date(2100, 1, 1)).reports() == PACKAGED.reports()
    assert Ledger.open(as_of=date(2010, 1, 1)).reports() == []


# Kill and lock


def test_killed_at_any_moment_it_holds_whole_batches(path: Path) -> None:
    number, written, chance = 0, 0, random.Random(2)
    start = time.monotonic()
    Ledger.open(path.with_name("other"), read_only=False).add(*batch(0))
    pace = time.monotonic() - start
    with driver("add", path) as process:
        assert said_by(process) == "ready"
        for kill in range(50):
            if kill % 10 == 9:
                path.unlink(missing_ok=True)  # so that starting the file is interrupted, too
                path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
            tell(process, number)
            pid = int(said_by(process))
            time.sleep(chance.uniform(0, 2 * pace))
            os.kill(pid, signal.SIGKILL)
            assert said_by(process) == "gone"
            held = Counter(report.source for report in own(Ledger.open(path))) if path.exists() else Counter()
            assert set(held.values()) <= {SIZE}, held
            if held:
                assert {id for id in Ledger.open(path).sources() if id.startswith("batch:")} == held.keys()
            written += len(held)
            number += 1000
    assert written > 10


def test_a_held_file_is_waited_for_and_then_told(path: Path) -> None:
    ledger = Ledger.open(path, read_only=False, patience=0.2)
    ledger.add(*batch(1))
    with driver("hold", path) as process:
        assert said_by(process) == "held"
        with pytest.raises(LedgerBusyError, match=r"Another process holds .*my\.desk .* 0\.2 s; try again"):
            ledger.add(*batch(2))
        with pytest.raises(LedgerBusyError):
            Ledger.open(path, patience=0)
        tell(process, "let go")
        assert Ledger.open(path, read_only=False).add(*batch(2)).new == SIZE  # waits until it is free


def test_readers_do_not_keep_a_writer_out(path: Path) -> None:
    writer = Ledger.open(path, read_only=False, patience=0)
    writer.add(*batch(1))
    readers = [Ledger.open(path) for _ in range(3)]
    assert [len(own(reader)) for reader in readers] == [SIZE] * 3
    assert writer.add(*batch(2)).new == SIZE


# What is no ledger


def refused(error: type[LedgerError] | type[OutputError], path: str | Path, read_only: bool) -> str:
    with pytest.raises(error) as caught:
        Ledger.open(path, read_only=read_only).add(*batch(1))
    assert type(caught.value) is error
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")
    return str(caught.value)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("content", [b"", b"hi", b"units,16198\n" * 1000, bytes(range(256)) * 80])
def test_another_file_is_no_desk_and_stays_as_it_is(path: Path, content: bytes, read_only: bool) -> None:
    path.write_bytes(content)
    assert f"{path} is no yellowplate desk" in refused(NotALedgerError, path, read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["mine.csv", "mine.JSON", "mine.parquet"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_name_that_duckdb_takes_for_a_table_is_refused(tmp_path: Path, name: str, read_only: bool) -> None:
    assert "is named like a table; give the path of a desk file" in refused(NotALedgerError, tmp_path / name, read_only)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("table", ["CREATE TABLE cars (units INTEGER)", "CREATE TABLE desk (chair VARCHAR)", ""])
def test_another_database_is_no_desk(path: Path, table: str, read_only: bool) -> None:
    with duckdb.connect(path) as connection:
        connection.execute(table)
    assert "no yellowplate desk" in refused(NotALedgerError, path, read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_desk_of_another_version_says_so(path: Path, read_only: bool) -> None:
    Ledger.open(path, read_only=False).add(*batch(1))
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE desk SET schema = 7")
    assert "a desk of version 7, and this yellowplate uses version 1" in refused(LedgerError, path, read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_or_an_empty_path_is_no_desk(tmp_path: Path, read_only: bool) -> None:
    assert "is a folder" in refused(NotALedgerError, tmp_path, read_only)
    assert "is empty" in refused(LedgerError, "", read_only)


def test_a_damaged_desk_is_told(path: Path) -> None:
    Ledger.open(path, read_only=False).add(*batch(1))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(LedgerError, match=r"my\.desk can't be (opened|read)"):
        own(Ledger.open(path))


def test_where_no_desk_can_be(path: Path) -> None:
    assert f"no desk at {path}" in refused(LedgerError, path, read_only=True)
    assert "no such folder" in refused(OutputError, path.parent / "none" / "my.desk", read_only=False)
    assert "can't be reached" in refused(LedgerError, path.parent / ("x" * 300), read_only=False)
    path.write_text("")
    assert "no such folder" in refused(OutputError, path / "my.desk", read_only=False)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the super-user's right to write anywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_can_be_read_but_not_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Ledger.open(folder / "my.desk", read_only=False).add(*batch(1))
        for path, mode in ((folder / "my.desk", 0o444), (folder, 0o555)):
            path.chmod(mode)
        with as_nobody():
            assert own(Ledger.open(folder / "my.desk")) == batch(1)[1]
            assert "can't be written to" in refused(OutputError, folder / "new.desk", read_only=False)
            assert "can't be opened for writing" in refused(LedgerError, folder / "my.desk", read_only=False)
        folder.chmod(0o755)


def test_a_ledger_for_reading_takes_nothing(path: Path) -> None:
    Ledger.open(path, read_only=False).add(*batch(1))
    assert "for reading" in refused(LedgerError, path, read_only=True)
    with pytest.raises(LedgerError, match="for reading"):
        Ledger.open().add(*batch(1))
    with suppress(LedgerError):
        Ledger.open(read_only=False).add(*batch(1))
    assert len(own(Ledger.open(path))) == SIZE
