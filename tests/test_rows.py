"""Tables of printed rows become Reports, or one clear sentence about what is wrong with them."""

from __future__ import annotations

import csv
import string
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.errors import InputError, RowError
from yellowplate.facts import Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage
from yellowplate.read.rows import Rows, read_rows, read_sources

OWN = (
    "period,level,segment,maker_en,name_ja,name_en,rank,units,prev_month_units,"
    "yoy_pct,mom_pct,published,source_url,source_kind,note"
)
PACKED = "source,period,level,segment,scope,maker,name,rank,ranking,units,before,yoy,mom,stage,note"
PAGE = "https://www.example.com/2025/12"
NBOX = f"2025-11,model,kei-passenger,Honda,N-BOX,N-BOX,1,16198,15000,101.3,108,2025-12-04,{PAGE},press,"
ROOX = f"2025-11,model,kei-passenger,Nissan,ルークス,Roox,5,7741,,141,,2025-12-04,{PAGE},press,"
KNOWN = {"a:1": Source("a:1", "https://a.example/1", Kind.BLOG, "a.example", "a.example", date(2025, 12, 5))}


def read(folder: Path, *lines: str, heading: str = OWN) -> Rows:
    path = folder / "mine.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return read_rows(path, Catalog.packaged(), KNOWN)


def packed(folder: Path, **cells: str) -> list[Report]:
    row = {"source": "a:1", "period": "2025-11", "level": "model", "segment": "kei-passenger", "name": "N-BOX"}
    return read(folder, ",".join((row | cells).get(name, "") for name in PACKED.split(",")), heading=PACKED).reports


def problem(folder: Path, *lines: str, heading: str = OWN) -> str:
    with pytest.raises(RowError) as caught:
        read(folder, *lines, heading=heading)
    message = str(caught.value)
    assert "\n" not in message and message[-1] in ".?"
    assert (caught.value.file, message.split(":")[0]) == ("mine.csv", f"mine.csv, row {caught.value.row}")
    return message


def test_a_row_says_everything_it_prints(tmp_path: Path) -> None:
    sources, reports = read(tmp_path, NBOX)
    ((id_, source),) = sources.items()
    assert source == Source(id_, PAGE, Kind.PRESS, "example.com", "example.com", date(2025, 12, 4))
    assert {(report.source, report.subject, report.segment, report.published) for report in reports} == {
        (id_, "honda/n-box", Segment.KEI_PASSENGER, date(2025, 12, 4))
    }
    assert [(str(r.period), r.measure, r.number, r.place) for r in reports] == [
        ("2025-11", Measure.UNITS, Number(16198), "mine.csv row 2, units"),
        ("2025-10", Measure.UNITS, Number(15000), "mine.csv row 2, prev_month_units"),
        ("2025-11", Measure.YOY, Number(1013, -1), "mine.csv row 2, yoy_pct"),
        ("2025-11", Measure.MOM, Number(108), "mine.csv row 2, mom_pct"),
        ("2025-11", Measure.RANK, Number(1), "mine.csv row 2, rank"),
    ]


@pytest.mark.parametrize(
    ("cell", "number", "relation"),
    [
        ("141.0", Number(1410, -1), Relation.EQUAL),
        ("141", Number(141), Relation.EQUAL),
        ("6.3x", Number(63, 1), Relation.EQUAL),
        ("~2x", Number(2, 2), Relation.ABOUT),
    ],
)
def test_ratios_keep_the_precision_they_were_printed_with(
    tmp_path: Path, cell: str, number: Number, relation: Relation
) -> None:
    (report,) = packed(tmp_path, yoy=cell)
    assert (report.measure, report.number, report.relation) == (Measure.YOY, number, relation)


def test_about_so_many(tmp_path: Path) -> None:
    (report,) = packed(tmp_path, units="~20000")
    assert (report.number, report.relation) == (Number(20000), Relation.ABOUT)


def test_a_rank_counts_in_its_own_list(tmp_path: Path) -> None:
    units, rank = packed(tmp_path, units="16198", rank="1", ranking="all", stage="final")
    assert (units.segment, rank.segment) == (Segment.KEI_PASSENGER, Segment.ALL)
    assert (rank.measure, rank.number, rank.stage) == (Measure.RANK, Number(1), Stage.FINAL)


def test_makers_and_segments(tmp_path: Path) -> None:
    (maker,) = packed(tmp_path, level="maker", name="スズキ", segment="kei", units="5")
    (total,) = packed(tmp_path, level="segment", name="合計", segment="kei", units="9", period="FY2024")
    assert (maker.subject, total.subject, total.period) == ("suzuki", "kei", Period.fiscal(2024))


def test_the_statistics_line_goes_with_the_period(tmp_path: Path) -> None:
    (report,) = packed(tmp_path, maker="Mitsubishi", name="eK", period="2015-05", units="1")
    assert report.subject == "mitsubishi/delica-mini-ek"


def test_rows_of_known_sources_share_them(tmp_path: Path) -> None:
    sources, reports = read(tmp_path, "a:1,2025-11,model,kei-passenger,,,N-BOX,,,1,,,,,", heading=PACKED)
    assert sources == KNOWN and reports[0].published == date(2025, 12, 5)


def test_one_dated_row_dates_its_page(tmp_path: Path) -> None:
    sources, reports = read(tmp_path, ROOX.replace("2025-12-04", ""), NBOX)
    assert [source.published for source in sources.values()] == [date(2025, 12, 4)]
    assert reports[0].published is None and reports[-1].published == date(2025, 12, 4)


def test_blank_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"\ufeff{OWN}\r\n\r\n{NBOX}\r\n", encoding="utf-8")
    assert read_rows(path, Catalog.packaged()).reports[0].place == "mine.csv row 3, units"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2025-11", "2025-13", "period: "),
        ("16198", "-16198", "units: '-16198' is no whole number of 0 or more"),
        ("16198", "16198.5", "units: '16198.5'"),
        ("15000", "x", "prev_month_units: 'x'"),
        ("101.3", "+1.3", "yoy_pct: '+1.3' is no ratio"),
        (",1,16198", ",0,16198", "rank: a rank begins at 1."),
        ("kei-passenger", "kei-passengers", "segment: 'kei-passengers' is none of kei, kei-passenger"),
        (",model,", ",car,", "level: 'car' is none of model, maker, segment."),
        (",model,", ",maker,", "name_ja: 'N-BOX' is honda/n-box, which is no maker"),
        ("N-BOX,N-BOX", "N-BOXX,", "did you mean honda/n-box"),
        ("2025-12-04", "4.12.2025", "published: '4.12.2025' is no day; write it as 2025-12-31."),
        (PAGE, "example.com/2025", "source_url: 'example.com/2025' is no address"),
        (",press,", ",rumour,", "source_kind: 'rumour' is none of official"),
        (",1,16198,15000,101.3,108", ",,,,,", "units: the row says nothing"),
        ("2025-11,", "2025-01..2025-06,", "prev_month_units: 2025-01..2025-06 is no month"),
    ],
)
def test_what_is_wrong_with_a_cell(tmp_path: Path, old: str, new: str, says: str) -> None:
    bad = NBOX.replace(old, new)
    assert bad != NBOX
    assert says in problem(tmp_path, ROOX, bad)
    assert problem(tmp_path, ROOX, bad).startswith("mine.csv, row 3: ")


def test_an_unknown_source_id_is_named(tmp_path: Path) -> None:
    assert "source: no source is called 'b:2'" in problem(
        tmp_path, "b:2,2025-11,model,kei-passenger,,,N-BOX,,,1,,,,,", heading=PACKED
    )


def test_several_bad_rows_are_counted(tmp_path: Path) -> None:
    bad = NBOX.replace("16198", "-1")
    assert problem(tmp_path, bad, NBOX, bad).endswith("16198; 1 more row is malformed too, and nothing was read.")
    assert "3 more rows are malformed" in problem(tmp_path, *[bad] * 4)


def test_a_truncated_file_names_the_row(tmp_path: Path) -> None:
    assert problem(tmp_path, ROOX, NBOX[:60]) == (
        "mine.csv, row 3: 10 columns instead of 15, wrong from mom_pct on; the file may be cut off."
    )


def test_headings_are_checked(tmp_path: Path) -> None:
    assert "the column segment is missing" in problem(tmp_path, heading="period,level,name_ja,units")
    assert "no column is called 'unit'" in problem(tmp_path, heading=f"{OWN},unit")
    assert "the column units stands there twice" in problem(tmp_path, heading=f"{OWN},units")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (OWN.encode() + b'\n"2025', "is the file cut off?"),
        ("期間,台数\n".encode("shift-jis"), "is no UTF-8 text"),
        (b"PAR1\x00\x00\xff", "is no UTF-8 text"),
        (b"", "the column period is missing"),
        (None, "can't be read: No such file or directory"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "mine.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.csv") as caught:
        read_rows(path, Catalog.packaged())
    assert says in str(caught.value) and "\n" not in str(caught.value)


def test_sources_are_read_by_id(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    row = "a:1,https://a.example/1,blog,a.example,a.example,2025-12-05"
    path.write_text(f"id,url,kind,publisher,voice,published\n{row}\n", encoding="utf-8")
    assert read_sources(path) == KNOWN
    path.write_text(f"id,url,kind,publisher,voice,published\n{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(RowError, match="row 3: the id 'a:1' is taken"):
        read_sources(path)


@given(st.lists(st.lists(st.text(string.printable + "年〜１ｘ", max_size=8), max_size=16), max_size=4), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_any_table_is_read_or_refused(tmp_path: Path, rows: list[list[str]], headed: bool) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([OWN.split(",")] * headed + rows)
    with pytest.raises(InputError) if any(rows) or not headed else nullcontext():
        read_rows(path, Catalog.packaged())


@given(cell=st.from_regex(r"~?[0-9]{1,6}(\.[0-9]{1,3})?x?", fullmatch=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_every_ratio_as_printed_comes_back(tmp_path: Path, cell: str) -> None:
    (report,) = packed(tmp_path, yoy=cell)
    text = cell.strip("~x")
    decimals = len(text.partition(".")[2])
    assert report.number.digits == int(text.replace(".", ""))
    assert report.number.exponent == (2 if cell.endswith("x") else 0) - decimals
    assert (report.relation is Relation.ABOUT) == cell.startswith("~")
