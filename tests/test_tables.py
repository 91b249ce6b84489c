"""Any table with headings that people would understand is read, and what isn't one is refused in a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import csv, ods, page, pdf, read, said, table, xls, xlsx
from yellowplate.cli import run
from yellowplate.desk import open_desk
from yellowplate.errors import InputError, RowError, UsageError, YellowplateError
from yellowplate.facts import Number
from yellowplate.read.opening import limits
from yellowplate.read.opening.encoding import decode
from yellowplate.read.tables.cells import printed
from yellowplate.read.tables.titles import period_of, periods

NOVEMBER = ["2025年11月 軽乗用車 販売台数"]
ROWS = [["車名", "台数", "前年比"], ["N-BOX", "16198", "95.3"], ["ルークス", "7741", "141.0"]]
MEANT = {
    "honda/n-box kei-passenger 2025-11 units 16198",
    "honda/n-box kei-passenger 2025-11 yoy 95.3",
    "nissan/roox kei-passenger 2025-11 units 7741",
    "nissan/roox kei-passenger 2025-11 yoy 141.0",
}


@pytest.fixture
def file(tmp_path):
    def write(data: bytes, name: str = "given"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def meaning(file, data: bytes, **given) -> set[str]:
    return said(read(file(data), **given).reports)


# Headings and layouts


@pytest.mark.parametrize(
    "headings",
    [
        ["通称名", "本月", "前年同月比（%）"],
        ["車種", "販売台数（台）", "対前年比"],
        ["モデル", "登録台数", "前年同月比"],
        ["Model", "Units", "YoY (%)"],
        ["Nameplate", "Sales", "year-on-year ratio"],
        ["車 名", "届出台数", "前 年 比"],
    ],
)
def test_headings_may_be_called_many_things(file, headings):
    assert meaning(file, csv([headings, *ROWS[1:]], NOVEMBER_COMMENT)) == MEANT


NOVEMBER_COMMENT = ["# 2025年11月 軽乗用車"]


def test_columns_may_come_in_any_order(file):
    rows = [[row[2], row[0], row[1]] for row in ROWS]
    assert meaning(file, csv(rows, NOVEMBER_COMMENT)) == MEANT


def test_headings_may_be_merged_over_columns(file):
    rows = [
        ["2v車名", "2<2025年11月", "2<2025年1月～11月"],
        ["台数", "前年比", "台数", "前年比"],
        ["N-BOX", "16,198", "95.3%", "180,000", "98.0%"],
    ]
    expected = {
        "honda/n-box kei-passenger 2025-11 units 16198",
        "honda/n-box kei-passenger 2025-11 yoy 95.3",
        "honda/n-box kei-passenger 2025-01..2025-11 units 180000",
        "honda/n-box kei-passenger 2025-01..2025-11 yoy 98.0",
    }
    assert meaning(file, page(table(rows, "軽乗用車"))) == expected
    lost = [
        ["車名", "2025年11月", "", "2025年1月～11月", ""],
        ["", *rows[1]],
        ["N-BOX", "16198", "95.3", "180000", "98.0"],
    ]
    assert meaning(file, csv(lost, ["# 軽乗用車"])) == expected
    merged = xlsx({"軽乗用車": [[cell or None for cell in row] for row in lost]}, ["B1:C1", "D1:E1", "A1:A2"])
    assert {what.replace("yoy 98 ", "yoy 98.0") for what in meaning(file, merged)} == expected


def test_months_may_stand_over_the_columns(file):
    rows = [["車名", "2025年11月", "2025年10月", "2024年11月"], ["N-BOX", "16198", "14000", "17000"]]
    assert meaning(file, csv(rows)) == {
        "honda/n-box kei-passenger 2025-11 units 16198",
        "honda/n-box kei-passenger 2025-10 units 14000",
        "honda/n-box kei-passenger 2024-11 units 17000",
    }


def test_months_may_stand_in_a_column(file):
    rows = [["年月", "車名", "台数"], ["2025/11", "N-BOX", "16198"], ["2025年10月", "N-BOX", "14000"]]
    assert meaning(file, csv(rows)) == {
        "honda/n-box kei-passenger 2025-11 units 16198",
        "honda/n-box kei-passenger 2025-10 units 14000",
    }


def test_a_car_named_above_has_its_months_below(file):
    rows = [["年月", "台数", "前年比"], ["2025年10月", "14000", "90.1"], ["2025年11月", "16198", "95.3"]]
    assert meaning(file, page("<h2>ホンダ N-BOX の販売台数</h2>", table(rows))) >= {
        "honda/n-box kei-passenger 2025-10 units 14000",
        "honda/n-box kei-passenger 2025-11 yoy 95.3",
    }


def test_makers_may_stand_over_the_columns(file):
    rows = [["", "スズキ", "ダイハツ", "ホンダ"], ["10月", "100", "90", "80"], ["11月", "110", "95", "85"]]
    assert meaning(file, page("<h2>2025年 軽自動車 メーカー別販売台数</h2>", table(rows))) == {
        f"{maker} kei 2025-{month} units {units}"
        for month, line in (("10", (100, 90, 80)), ("11", (110, 95, 85)))
        for maker, units in zip(("suzuki", "daihatsu", "honda"), line, strict=True)
    }


def test_tables_side_by_side_and_below_each_other(file):
    beside = [["順位", "車名", "台数", "順位", "車名", "台数"], ["1", "N-BOX", "16198", "2", "スペーシア", "12904"]]
    assert meaning(file, csv(beside, NOVEMBER_COMMENT)) == {
        "honda/n-box kei-passenger 2025-11 units 16198",
        "honda/n-box kei-passenger 2025-11 rank 1",
        "suzuki/spacia kei-passenger 2025-11 units 12904",
        "suzuki/spacia kei-passenger 2025-11 rank 2",
    }
    below = [["2025年10月 軽乗用車"], ["車名", "台数", "前月"], ["N-BOX", "1", "2"], [], ["2025年11月 軽乗用車"]]
    below += [["車名", "台数", "前月"], ["N-BOX", "3", "1"]]
    assert meaning(file, xlsx({"Sheet1": below})) == {
        "honda/n-box kei-passenger 2025-10 units 1",
        "honda/n-box kei-passenger 2025-09 units 2",
        "honda/n-box kei-passenger 2025-11 units 3",
    }


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_a_workbook_with_two_months(file, write):
    book = write(
        {
            name: [["軽乗用車"], *ROWS[:1], ["N-BOX", units, 95.3]]
            for name, units in (("2025年10月", 1), ("2025年11月", 2))
        }
    )
    assert {what for what in meaning(file, book) if "units" in what} == {
        "honda/n-box kei-passenger 2025-10 units 1",
        "honda/n-box kei-passenger 2025-11 units 2",
    }


def test_sheet_and_title_that_disagree_are_not_read(file):
    book = xlsx({"2025年10月": [["2025年11月 軽乗用車"], *ROWS]})
    with pytest.raises(InputError, match="named 2025-10, and the title on it says 2025-11"):
        read(file(book))


def test_ranks_count_in_the_segment_that_holds_the_whole_list(file):
    rows = [["順位", "車名", "台数"], ["1", "N-BOX", "16198"], ["2", "ヤリス", "14000"]]
    found = meaning(file, csv(rows, ["# 2025年11月 乗用車ランキング"]))
    assert "honda/n-box all 2025-11 rank 1" in found and "toyota/yaris registered 2025-11 units 14000" in found


def test_a_list_s_own_total_is_no_segment_s(file):
    found = read(file(csv([*ROWS, ["合計", "23939", ""]], NOVEMBER_COMMENT)))
    assert said(found.reports) == MEANT
    assert [place.text for place in found.unread] == ["合計"]


def test_tables_with_layout_tables_around_them(file):
    inner = table(ROWS)
    body = f"<table><tr><td>メニュー</td><td><p>2025年11月 軽乗用車</p>{inner}</td></tr></table>"
    assert meaning(file, page(body)) == MEANT


def test_pdf_with_grouped_headings_and_empty_cells(file):
    at = (40, 160, 260, 360, 460)
    lines = [
        [(40, "2025年11月 軽乗用車")],
        [(at[1], "2025年11月"), (at[3], "2025年1月～11月")],
        [(at[0], "車名"), (at[1] + 40, "台数"), (at[2] + 30, "前年比"), (at[3] + 40, "台数"), (at[4] + 30, "前年比")],
        [(at[0], "N-BOX"), (at[1], "16,198"), (at[2], "95.3"), (at[3], "180,000"), (at[4], "98.0")],
        [(at[0], "ルークス"), (at[1], "7,741"), (at[3], "60,000"), (at[4], "101.0")],
    ]
    found = meaning(file, pdf(lines))
    assert found >= {
        "honda/n-box kei-passenger 2025-11 yoy 95.3",
        "nissan/roox kei-passenger 2025-11 units 7741",
        "nissan/roox kei-passenger 2025-01..2025-11 units 60000",
        "nissan/roox kei-passenger 2025-01..2025-11 yoy 101.0",
    }
    assert not any("roox" in what and "2025-11 yoy" in what and ".." not in what for what in found)


# Cells


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("16198", "16198"),
        ("１６，１９８", "16198"),
        ("*24178", "24178"),
        ("※ 16,198台", "16198"),
        ("1万6198台", "16198"),
        ("1.6万", "16e3"),
        ("16 198", "16198"),
        ("(16,198)", "16198"),
    ],
)
def test_units_in_all_their_spellings(file, cell, number):
    cells = [["車名", "台数", "前月"], ["N-BOX", f'"{cell}"', "1"]]
    assert f"honda/n-box kei-passenger 2025-11 units {number}" in meaning(file, csv(cells, NOVEMBER_COMMENT))


@pytest.mark.parametrize("cell", ["", "-", "―", "△", "…", "*"])
def test_a_blank_is_no_zero(file, cell):
    found = read(file(csv([*ROWS, ["タント", cell, "90.0"]], NOVEMBER_COMMENT)))
    assert said(found.reports) == MEANT | {"daihatsu/tanto kei-passenger 2025-11 yoy 90.0"}


@pytest.mark.parametrize("cell", ["16.198", "16198 141.0", "+16198", "95%", "sold out", "1,61,98", "16198(1位)"])
def test_what_is_no_number_of_units_is_told(file, cell):
    found = read(file(csv([*ROWS, ["タント", f'"{cell}"', "90.0"]], NOVEMBER_COMMENT)))
    assert not any("tanto" in what and "units" in what for what in said(found.reports))
    (place,) = found.unread
    assert (place.place, place.text) == ("the table, row 4, 台数", cell)


@pytest.mark.parametrize(
    ("cells", "ratios"),
    [
        (("95.3", "141.0"), ("95.3", "141.0")),
        (("95.3%", "141.0%"), ("95.3", "141.0")),
        (("-4.7%", "+41.0%"), ("95.3", "141.0")),
        (("▲4.7", "41.0"), ("95.3", "141.0")),
        (("△4.7%", "41%"), ("95.3", "141")),
        (("▼4.7%", "▲41.0%"), ("95.3", "141.0")),
        (("−4.7", "＋41.0"), ("95.3", "141.0")),
        (("95.3", "2.9倍"), ("95.3", "29e1")),
        (("▲4.7", "△41.0"), None),
        (("4.7%", "41.0%"), None),
    ],
)
def test_ratios_are_indices_or_changes(file, cells, ratios):
    rows = [ROWS[0], *([*row[:2], cell] for row, cell in zip(ROWS[1:], cells, strict=True))]
    found = read(file(csv(rows, NOVEMBER_COMMENT)))
    yoy = [str(report.number) for report in found.reports if report.measure == "yoy"]
    assert yoy == list(ratios or ())
    assert len(found.unread) == (0 if ratios else 2)


def test_ratios_that_a_workbook_computed(file):
    rows = [ROWS[0], ["N-BOX", 16198, 16198 / 17001], ["ルークス", 7741, 1.41], ["タント", 9520, 0.87]]
    found = meaning(file, xlsx({"2025年11月 軽乗用車": rows}))
    assert {"honda/n-box kei-passenger 2025-11 yoy 95.28", "nissan/roox kei-passenger 2025-11 yoy 141"} <= found


def test_units_in_thousands_keep_their_rounding(file):
    rows = [["車名", "台数（千台）", "前年比"], ["N-BOX", "16.2", "95.3"]]
    assert "honda/n-box kei-passenger 2025-11 units 16200" not in (found := meaning(file, csv(rows, NOVEMBER_COMMENT)))
    assert "honda/n-box kei-passenger 2025-11 units 162e2" in found


def test_shares_are_percent(file):
    rows = [
        ["メーカー", "台数", "シェア"],
        ["スズキ", "300", "60.0%"],
        ["ホンダ", "200", "40.0%"],
        ["合計", "500", "100.0%"],
    ]
    found = meaning(file, csv(rows, ["# 2025年11月 軽自動車"]))
    assert {"suzuki kei 2025-11 share 60.0", "kei kei 2025-11 units 500"} <= found


def test_a_number_in_a_merged_cell_is_nobody_s(file):
    rows = [["車名", "台数", "前月"], ["N-BOX", "2v30000", "5"], ["N-ONE", "6"]]
    found = read(file(page(table(rows, "2025年11月 軽乗用車"))))
    assert "honda/n-one kei-passenger 2025-11 units 30000" not in said(found.reports)
    assert "merged" in found.unread[0].reason


def test_two_columns_of_one_heading_are_not_read(file):
    rows = [["車名", "台数", "台数", "前月"], ["N-BOX", "16198", "17000", "14000"]]
    found = read(file(csv(rows, NOVEMBER_COMMENT)))
    assert said(found.reports) == {"honda/n-box kei-passenger 2025-10 units 14000"}
    assert [place.text for place in found.unread] == ["台数", "台数"]


def test_unknown_names_are_told_with_their_place(file):
    found = read(file(csv([*ROWS, ["ヌボックス", "1", "2"]], NOVEMBER_COMMENT)))
    assert said(found.reports) == MEANT
    assert found.unread[0][:2] == ("the table, row 4", "ヌボックス")


# Given by hand


def test_columns_may_be_given_by_hand(file):
    odd = [["what", "how many", "against"], *ROWS[1:]]
    by_hand = {"name": "what", "units": "how many", "yoy": "against", "period": "2025-11", "segment": "kei-passenger"}
    assert meaning(file, csv(odd), columns=by_hand) == MEANT


@pytest.mark.parametrize(
    ("columns", "match"),
    [
        ({"name": "車", "units": "台数"}, "No column of the table is headed '車'; its headings are 車名, 台数, 前年比"),
        ({"price": "台数"}, "'price' is no column"),
        ({"name": "車名", "units": "台数", "period": "11"}, "No column is headed '11'"),
        ({"name": "車名", "units": "台数", "segment": "small"}, "'small' is no segment"),
    ],
)
def test_columns_that_are_not_there_are_told(file, columns, match):
    with pytest.raises(UsageError, match=match):
        read(file(csv(ROWS, NOVEMBER_COMMENT)), columns=columns)


def test_an_address_that_is_none_is_told(file):
    with pytest.raises(UsageError, match="no address"):
        read(file(csv(ROWS, NOVEMBER_COMMENT)), url="example.org")


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_apart_without_a_declaration(file, encoding):
    assert meaning(file, csv(ROWS, NOVEMBER_COMMENT, encoding)) == MEANT


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc-jp"])
def test_declared_encodings_are_read_and_wrong_ones_passed_over(file, encoding):
    body = page(table(ROWS, NOVEMBER[0]), encoding=encoding)
    assert meaning(file, body) == MEANT
    assert meaning(file, body.replace(b'charset="' + encoding.encode(), b'charset="utf-8')) == MEANT


@given(st.text(st.characters(codec="cp932", categories=["L", "N"]), max_size=20))
def test_shift_jis_and_euc_jp_come_back_as_they_were(text):
    text = "通称名、本月、前年同月比" + text
    assert decode(text.encode("cp932")) == text


def test_an_unknown_encoding_is_told(file):
    with pytest.raises(InputError, match="no encoding that is read"):
        read(file(b"\x81\xff\xfe,\xa0\xff\n\x80\x01" * 20))


# What is no table


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"hello", "holds no table of figures; looked for a table headed 通称名"),
        (page("<p>2025年11月 N-BOX 16198</p>"), "holds no table"),
        (page(table([["都市", "人口"], ["東京", "1400"]])), "holds no table"),
        (csv(ROWS), "names its month; give it with --columns period="),
        (csv([["月", "車名", "台数"], ["2025-13", "N-BOX", "many"]]), "row 2, 台数: nothing is read, as 2025-13 is no"),
        ("2025年11月、N-BOXは1万6198台だった。".encode(), "no table but an article; add it with --article"),
        (csv([["", "台数", "前月"], ["スズキ", "5", "6"]], ["# 2025年11月"]), "which vehicles it counts"),
        (csv([["車名", "台数"], ["Trabant", "5"]], ["# 2025年11月"]), "no car or maker of the catalog"),
        (bytes(range(256)) * 50, "no text|no encoding"),
        (b"PK\x03\x04" + b"junk" * 100, "damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 1000, "damaged"),
        (b"%PDF-1.7\njunk", "PDF can't be opened"),
    ],
)
def test_what_is_no_table_is_told_in_one_sentence(file, data, match):
    with pytest.raises(InputError, match=match):
        read(file(data))


def test_a_row_without_a_number_is_told_and_no_heading(file):
    rows = [["month", "name", "units"], ["2025-11", "N-BOX", "lots"], ["2025-11", "ルークス", "7741"]]
    found = read(file(csv([*rows, ["2025-11", "Move", "-"], ["2025-13", "Tanto", "9"], ["11月", "Tanto", "9"]])))
    assert said(found.reports) == {"nissan/roox kei-passenger 2025-11 units 7741"}
    assert [(place.place.split(", ")[1], place.reason) for place in found.unread] == [
        ("row 2", "this is no number"),
        ("row 5", "2025-13 is no month"),
        ("row 6", "the year of 11月 isn't said"),
    ]


def test_the_month_may_head_the_units(file):
    headings = [
        ["順位", "車名", "2025年11月", "前年同月比"],
        ["順位", "車名", "2025年11月", "前年同月比", "2024年11月"],
    ]
    rows = [["5", "N-BOX", "16198", "95.3", "17000"], ["2", "ルークス", "7741", "141.0", "5490"]]
    for names in headings:
        found = meaning(file, csv([names, *(row[: len(names)] for row in rows)]))
        assert found >= {*MEANT, "honda/n-box kei-passenger 2025-11 rank 5"}


def test_files_are_added_all_or_none(tmp_path, capsys):
    good, bad, desk = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "mine.duckdb"
    good.write_bytes(csv(ROWS, ["# 2025年11月"]))
    bad.write_bytes(csv(ROWS))
    assert run(["add", str(good), str(bad), "--desk", str(desk)]) == 2
    assert "none of the 2 files is added" in capsys.readouterr().err and not desk.exists()


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "nothing.csv")


def test_printed_rows_keep_their_own_rules(file):
    cut = b"period,level,segment,maker,name,units,source_url\n2026-09,model,kei-pass"
    with pytest.raises(RowError, match="row 2"):
        read(file(cut))


# Hostile files


def refused(path) -> str:
    """What a user is told of a file, read in a process of its own: its children are all that the reader starts."""
    program = f"""
import resource, sys
from pathlib import Path
from yellowplate.catalog import Catalog
from yellowplate.errors import InputError
from yellowplate.read.files import read_file
try:
    read_file(Path({str(path)!r}), Catalog.packaged(), {{}})
except InputError as error:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, error)
"""
    began = time.monotonic()
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - began < limits.PATIENCE_SECONDS + 8
    kibibytes, _, sentence = told.partition(" ")
    assert int(kibibytes) < limits.MEMORY_BYTES // 1024
    return sentence


def test_a_page_of_50_megabytes(file):
    assert "MiB" in refused(file(page("<p>2025年11月</p>" + "<i>x</i>" * (50 * 2**20 // 8))))


def test_a_page_of_too_many_tags(file):
    assert "tags" in refused(file(page("<b></b>" * 300_000)))


def test_one_tag_of_very_many_attributes(file):
    attributes = " ".join(f"a{number}=1" for number in range(300_000))
    refused(file(page(f"<table {attributes}></table>")))


def test_deeply_nested_tables(file):
    refused(file(page("<table><tr><td>" * 50_000)))


def test_cells_that_span_millions(file):
    rows = "".join('<tr><td colspan="99999999" rowspan="99999999">1</td></tr>' for _ in range(5000))
    refused(file(page(f"<table>{rows}</table>")))


def test_a_table_of_nothing_but_headings(file):
    assert "rows of headings" in refused(file(csv([["車名", "台数", "前年比"]] * 5000)))


def test_names_that_nobody_has_are_not_looked_for_to_the_end(file):
    rows = [["車名", "台数", "前月"], *([f"名車{number}", "5", "6"] for number in range(20_000))]
    assert "no car or maker" in refused(file(csv(rows, NOVEMBER_COMMENT)))


def test_a_zip_bomb_as_workbook(file):
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(160):
            part.write(b" " * 2**20)
    assert "unpacks to more than" in refused(file(bomb.getvalue()))


def test_a_zip_bomb_whose_directory_lies(file):
    sheet = "xl/worksheets/sheet1.xml"
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"2025年11月": ROWS}))) as book,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in book.namelist():
            if name != sheet:
                packed.writestr(name, book.read(name))
        with packed.open(sheet, "w", force_zip64=True) as part:
            part.write(book.read(sheet).partition(b"</row>")[0] + b'<c r="D1" t="inlineStr"><is><t>')
            for _ in range(1100):
                part.write(b"x" * 2**20)
        size = packed.getinfo(sheet).file_size
    refused(file(made.getvalue().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))))


def test_a_cell_at_the_far_end_of_a_sheet(file):
    book = xlsx({"2025年11月": ROWS})
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            far = packed.read(name).replace(b'r="C3"', b'r="XFD1048576"').replace(b'<row r="3"', b'<row r="1048576"')
            again.writestr(name, far)
    refused(file(made.getvalue()))


def test_a_pdf_of_pictures(file):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (200, 200)).save(picture, "PDF")
    assert "only pictures" in refused(file(picture.getvalue()))


def _endless() -> bytes:
    pack = zlib.compressobj()
    line = b"BT /F1 9 Tf (1) Tj ET " * 50_000
    return b"".join(pack.compress(line) for _ in range(250)) + pack.flush()


def test_a_pdf_whose_page_never_ends(file):
    stream = _endless()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, start=1))
    began = time.monotonic()
    with pytest.raises(YellowplateError):
        read(file(body + b"trailer<</Root 1 0 R>>"))
    assert time.monotonic() - began < limits.PATIENCE_SECONDS + 5


def test_the_worker_imports_nothing_from_the_folder_it_runs_in(tmp_path):
    (tmp_path / "lxml").mkdir()
    (tmp_path / "lxml" / "__init__.py").write_text("raise SystemExit('hijacked')")
    (tmp_path / "given.html").write_bytes(page(table(ROWS, NOVEMBER[0])))
    code = "from pathlib import Path; from yellowplate.read.opening import *; p = Path('given.html')"
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{code}; print(len(open_grids(p, head_of(p)).grids))"],
        cwd=tmp_path,
        capture_output=True,
    )
    assert done.stdout.strip() == b"1"


# Words and numbers


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}", "*{:,}", "{}台", "約{:,}台"]))
def test_every_whole_number_is_read_as_printed(value, form):
    assert printed(form.format(value)).number == Number(value)


@given(st.text(max_size=30))
def test_no_text_breaks_the_cells_and_titles(text):
    printed(text)
    periods(text)


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["2025年11月"], "2025-11"),
        (["平成26年3月"], "2014-03"),
        (["令和元年5月"], "2019-05"),
        (["Sales in November 2025"], "2025-11"),
        (["2025年度上半期"], "2025-04..2025-09"),
        (["2025年上半期"], "2025-01..2025-06"),
        (["2021年度(21/4～22/3)"], "FY2021"),
        (["2025年12月4日更新", "2025年11月"], "2025-11"),
        (["2025/12/04", "ランキング 2025年11月"], "2025-11"),
        (["2025年11月・10月"], "None"),
        (["2025年11月と2024年11月"], "None"),
        (["ランキング"], "None"),
    ],
)
def test_the_month_comes_from_the_nearest_text_that_names_one(texts, period):
    assert str(period_of(texts)) == period


# Through the desk


def test_a_desk_takes_files_of_all_kinds_or_none(file, tmp_path):
    desk = open_desk(tmp_path / "mine.duckdb")
    later = [[cell.replace("2025", "2027") for cell in row] for row in [NOVEMBER, *ROWS]]
    book = file(xlsx({"Sheet1": [*later, ["ヌボックス", "1", "2"]]}), "book")
    with pytest.raises(InputError, match=r"junk holds no table"):
        desk.add(book, file(b"junk", "junk"))
    assert not (tmp_path / "mine.duckdb").exists()
    taken = desk.add(book)
    assert (taken.new, taken.known) == (4, 0)
    assert [(place.place, place.text) for place in taken.unread] == [("book, sheet Sheet1, row 5", "ヌボックス")]
    assert [line.subject for line in desk.ranking("2027-11").lines] == ["honda/n-box", "nissan/roox"]


def test_columns_can_be_named_on_the_command_line(file, tmp_path, capsys):
    rows = file(csv([["what", "how many"], *(row[:2] for row in ROWS[1:])]))
    named = "name=what,units=how many,period=2027-11,segment=kei-passenger"
    add = ["add", str(rows), "--desk", str(tmp_path / "mine.duckdb"), "--columns"]
    assert run([*add, named]) == 0
    assert capsys.readouterr().out == "2 new reports, 0 known already.\n"
    assert run([*add, "name"]) == 2
    assert "write them as name=車名" in capsys.readouterr().err
