"""The associations' releases are read to exactly the numbers in them, in all eras of their layout."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from made import ods, page, pdf, read, said, table, xls, xlsx
from yellowplate.errors import InputError
from yellowplate.facts import Kind, Measure, Period, Stage

SAMPLES = Path(__file__).parent / "samples"
MAKERS = {
    "スズキ": "suzuki",
    "ダイハツ": "daihatsu",
    "三菱": "mitsubishi",
    "スバル": "subaru",
    "ホンダ": "honda",
    "マツダ": "mazda",
    "日産": "nissan",
    "トヨタ": "toyota",
    "その他": "other",
}
SEGMENTS = {"軽四輪車総台数": "kei", "軽四輪乗用車台数": "kei-passenger", "軽四輪貨物車台数": "kei-truck"}
BONNET_VANS = "軽貨物車内訳-ボンネットバン"


def cells_of(sample: str) -> list[tuple[str, list[list[str]]]]:
    """The captions and cells of a sample, read as plainly as can be."""
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    found = []
    for caption, body in re.findall(r"<caption>.*? (\S+)</caption>(.*?)</table>", text, re.DOTALL):
        rows = [re.findall(r"<td>(.*?)</td>", row) for row in body.split("<tr>")]
        found.append((caption, [row for row in rows if row]))
    return found


def counted(caption: str) -> tuple[str, str]:
    return ("kei-truck", " (bonnet-van)") if caption == BONNET_VANS else (SEGMENTS[caption], "")


def month_of(text: str) -> str:
    year, month = re.fullmatch(r"(\d+)[/.] ?(\d+)", text).groups()
    return f"{year if len(year) == 4 else ('19' if int(year) > 60 else '20') + year}-{int(month):02d}"


def expected_month(sample: str, month: str, scope: str = "") -> set[str]:
    """What a month's maker tables say, by the places of their cells alone."""
    period = Period.parse(month)
    year = Period.span(Period.parse(f"{month[:4]}-01"), period)
    said = set()
    for caption, rows in cells_of(sample):
        segment, part = counted(caption)
        for cells in rows:
            name = cells[0].replace(" ", "")
            subject = segment if name == "合計" else MAKERS.get(name)
            if subject is None:
                continue
            about = f"{subject} {segment}{scope or part}"
            units = {1: period, 2: period.before, 4: period.year_before, 8: year, 9: year.year_before}
            said |= {f"{about} {when} units {cells[i].lstrip('*') or 0}" for i, when in units.items()}
            ratios = {3: f"{period} mom", 5: f"{period} yoy", 10: f"{year} yoy"}
            shares = {11: f"{period} share", 12: f"{year} share"}
            said |= {f"{about} {what} {cells[i]}" for i, what in (ratios | shares).items() if cells[i]}
            if cells[6]:
                said.add(f"{about} {month_of(cells[7])} units {cells[6]}")
    return said


@pytest.mark.parametrize(
    ("sample", "month", "unread"),
    [
        ("4kaku-8075_2022-06.html", "2022-06", 0),
        ("p-5156_2020-03.html", "2020-03", 0),
        ("kakuhou-0903_2009-03_legacy.html", "2009-03", 1),
    ],
)
def test_month_of_makers_is_read_to_every_number(sample, month, unread):
    found = read(SAMPLES / sample)
    assert said(found.reports) == expected_month(sample, month)
    assert [place.text for place in found.unread] == ["スマート"] * unread
    assert found.notes == []


def test_used_cars_keep_to_themselves():
    found = read(SAMPLES / "4used-475_2016-03_used.html")
    assert said(found.reports) == expected_month("4used-475_2016-03_used.html", "2016-03", " (used)")
    assert "used cars" in found.notes[0]
    assert "nissan kei (used) 2016-03 units 24178" in said(found.reports)


def test_fiscal_year_of_makers_is_read_to_every_number():
    sample = "4kaku-nendo-7710_fy2021.html"
    expected = set()
    for caption, rows in cells_of(sample):
        segment, part = counted(caption)
        for name, now, before, ratio, share in rows:
            maker = name.replace(" ", "")
            about = f"{segment if maker == '合計' else MAKERS[maker]} {segment}{part}"
            expected |= {f"{about} FY2021 units {now or 0}", f"{about} FY2020 units {before or 0}"}
            expected |= {f"{about} FY2021 {what}" for what in (f"yoy {ratio}", f"share {share}") if what[-1] != " "}
    assert said(read(SAMPLES / sample).reports) == expected


def test_kei_columns_of_the_brand_workbook_are_read():
    sample = "jada-337_2022-06_kei-columns.csv"
    rows = [line.split(",") for line in (SAMPLES / sample).read_text(encoding="utf-8").splitlines()[3:]]
    expected = {f"{MAKERS[row[0]]} kei-passenger 2022-06 units {row[5]}" for row in rows}
    expected |= {f"{MAKERS[row[0]]} kei-truck 2022-06 units {row[9]}" for row in rows}
    found = read(SAMPLES / sample)
    assert said(found.reports) == expected
    assert found.sources.popitem()[1].published == date(2024, 3, 28)


def test_saved_page_is_from_its_own_address():
    found = read(SAMPLES / "4kaku-8075_2022-06.html")
    (source,) = found.sources.values()
    assert (source.url, source.kind) == ("https://zenkeijikyo.or.jp/statistics/4kaku-8075", Kind.OFFICIAL)
    assert {report.stage for report in found.reports if report.period == Period.parse("2022-06")} == {Stage.FINAL}
    assert found.reports[0].place == "table 1, row 3, 本月"


def test_given_address_stands_before_the_page_s_own():
    found = read(SAMPLES / "4kaku-8075_2022-06.html", url="https://example.org/copy")
    (source,) = found.sources.values()
    assert (source.url, source.kind) == ("https://example.org/copy", Kind.USER)


def maker_table(caption: str, run: str, now: str, before: str, ratio: str, names: tuple[str, str], record: str) -> str:
    """A maker table in the layout of one era."""
    return table(
        [
            [
                "2v",
                "2v本月",
                "2v前月",
                "2v前月比",
                "2v前年同月",
                "2v前年同月比",
                "2v2<過去最高（年月）",
                f"3<{run}",
                "2<占 拠 率",
            ],
            [now, before, ratio, "本月", "本年"],
            [names[0], "*100", "80", "125.0", "50", "200.0", "99", record, "300", "200", "150.0", "40.0", "50.0"],
            [names[1], "250", "160", "156.3", "", "", "", "", "600", "400", "150.0", "100.0", "100.0"],
        ],
        caption,
    )


@pytest.mark.parametrize(
    ("month", "run", "now", "before", "ratio", "names", "record", "recorded"),
    [
        (
            "１９９９年４月",
            "１月～４月累計",
            "９９年(A)",
            "９８年(B)",
            "(A / B)",
            ("スズキ", "合計"),
            "82/7",
            "1982-07",
        ),
        ("平成11年4月", "１月〜４月累計", "９９年(A)", "９８年(B)", "(A / B)", ("スズキ", "合計"), "82/ 7", "1982-07"),
        ("2012年8月", "1月～8月累計", "１２年(A)", "１１年(B)", "(A / B)", ("ス ズ キ", "合 計"), "2005/ 3", "2005-03"),
        (
            "2014年8月",
            "1月～8月累計",
            "2014年Ａ",
            "2013年Ｂ",
            "（Ａ／Ｂ）",
            ("ス ズ キ", "合 計"),
            "1982/ 7",
            "1982-07",
        ),
        ("2017年4月", "1月～ 4月累計", "17年A", "16年B", "(A/B)", ("ス ズ キ", "合 計"), "2014. 3", "2014-03"),
        ("2022年12月", "1月～12月累計", "22年A", "21年B", "(A/B)", ("ス ズ キ", "合 計"), "2014/03", "2014-03"),
        ("2023年1月", "1月～ 1月累計", "23年A", "22年B", "(A/B)", ("ス ズ キ", "合 計"), "2014/03", "2014-03"),
    ],
)
def test_every_era_of_the_maker_table(tmp_path, month, run, now, before, ratio, names, record, recorded):
    title = f"{month} 軽四輪車 新車販売確報"
    body = maker_table("軽四輪乗用車台数", run, now, before, ratio, names, record)
    path = tmp_path / "saved.htm"
    path.write_bytes(page(f"<h1>{title}</h1>", body, encoding="shift_jis"))
    period = Period.parse(re.sub(r"平成11年", "1999年", month))
    year = Period.span(Period.month(period.start // 12, 1), period)
    found = read(path)
    assert found.unread == []
    assert said(found.reports) == {
        f"suzuki kei-passenger {what}"
        for what in (
            f"{period} units 100",
            f"{period.before} units 80",
            f"{period} mom 125.0",
            f"{period.year_before} units 50",
            f"{period} yoy 200.0",
            f"{recorded} units 99",
            f"{year} units 300",
            f"{year.year_before} units 200",
            f"{year} yoy 150.0",
            f"{period} share 40.0",
            f"{year} share 50.0",
        )
    } | {
        f"kei-passenger kei-passenger {what}"
        for what in (
            f"{period} units 250",
            f"{period.before} units 160",
            f"{period} mom 156.3",
            f"{period.year_before} units 0",
            f"{year} units 600",
            f"{year.year_before} units 400",
            f"{year} yoy 150.0",
            f"{period} share 100.0",
            f"{year} share 100.0",
        )
    }
    assert {report.stage for report in found.reports if report.period == period} == {Stage.FINAL}


def test_three_tables_of_a_page_keep_their_own_segments(tmp_path):
    bodies = [
        f"<h4>{caption}</h4>"
        + maker_table("", "1月～ 6月累計", "22年A", "21年B", "(A/B)", ("ス ズ キ", "合 計"), "2014/03")
        for caption in SEGMENTS
    ]
    path = tmp_path / "4soku.html"
    path.write_bytes(page("<h1>2022年6月 軽四輪車 新車販売速報</h1>", *bodies))
    found = read(path)
    now = [report for report in found.reports if report.measure is Measure.UNITS and str(report.period) == "2022-06"]
    assert [report.segment for report in now] == [s for s in SEGMENTS.values() for _ in range(2)]
    assert {report.stage for report in now} == {Stage.PRELIMINARY}


def test_preliminary_page_means_the_month_in_its_title(tmp_path):
    path = tmp_path / "4soku.html"
    for month, period in (("2022年6月", "2022-06"), ("2022年7月", "2022-07")):
        body = maker_table(
            "軽四輪車総台数", f"1月～ {period[-1]}月累計", "22年A", "21年B", "(A/B)", ("スズキ", "合計"), "2014/03"
        )
        path.write_bytes(page(f"<h1>{month} 軽四輪車 新車販売速報</h1>", body))
        found = read(path, url="https://zenkeijikyo.or.jp/statistics/4soku")
        assert f"suzuki kei {period} units 100" in said(found.reports)


NAMEPLATES = [
    ["", "メーカー", "通称名", "本月", "前月", "前月比", "前年同月", "前年同月比"],
    ["1", "ホンダ", "Ｎ－ＢＯＸ", "16198", "14000", "115.7", "17000", "95.3"],
    ["2", "2vスズキ", "スペーシア", "12904", "13000", "99.3", "", ""],
    ["3", "アルト", "5000", "4000", "125.0", "2500", "200.0"],
    ["4", "三 菱", "デリカミニ／ｅＫ", "3747", "3000", "124.9", "3100", "120.9"],
    ["＊デリカミニ／ｅＫはｅＫクロスＥＶを含まない"],
]


def nameplates(month: str, place: str) -> set[str]:
    return {
        f"honda/n-box kei-passenger {month} units 16198",
        "honda/n-box kei-passenger 2025-10 units 14000",
        f"honda/n-box kei-passenger {month} mom 115.7",
        "honda/n-box kei-passenger 2024-11 units 17000",
        f"honda/n-box kei-passenger {month} yoy 95.3",
        f"suzuki/spacia kei-passenger {month} units 12904",
        "suzuki/spacia kei-passenger 2025-10 units 13000",
        f"suzuki/spacia kei-passenger {month} mom 99.3",
        f"suzuki/alto kei-passenger {month} units 5000",
        "suzuki/alto kei-passenger 2025-10 units 4000",
        f"suzuki/alto kei-passenger {month} mom 125.0",
        "suzuki/alto kei-passenger 2024-11 units 2500",
        f"suzuki/alto kei-passenger {month} yoy 200.0",
        f"mitsubishi/delica-mini-ek kei-passenger {month} units 3747",
        "mitsubishi/delica-mini-ek kei-passenger 2025-10 units 3000",
        f"mitsubishi/delica-mini-ek kei-passenger {month} mom 124.9",
        "mitsubishi/delica-mini-ek kei-passenger 2024-11 units 3100",
        f"mitsubishi/delica-mini-ek kei-passenger {month} yoy 120.9",
        *(
            f"{car} kei-passenger {month} rank {rank}"
            for rank, car in enumerate(
                ("honda/n-box", "suzuki/spacia", "suzuki/alto", "mitsubishi/delica-mini-ek"), start=int(place)
            )
        ),
    }


def test_nameplates_page(tmp_path):
    path = tmp_path / "tushosoku"
    heading = "<h1>2025年11月 軽四輪車通称名別新車販売速報</h1><h2>乗用車</h2>"
    rows = [["順位", *NAMEPLATES[0][1:]], *NAMEPLATES[1:]]
    path.write_bytes(page(heading, table(rows)))
    found = read(path)
    assert said(found.reports) == nameplates("2025-11", "1")
    assert found.unread == []


def test_nameplates_workbook(tmp_path):
    path = tmp_path / "tushosoku4-2511.xls"
    rows = [[int(c) if c.isdigit() else float(c) if "." in c else c for c in row] for row in NAMEPLATES[1:]]
    rows[2].insert(1, "スズキ")
    for row in rows:
        row[2:3] = [row[2].removeprefix("2v")] if len(row) > 2 else []
        row[1:2] = [row[1].removeprefix("2v")] if len(row) > 1 else []
    sheet = [["軽四輪車通称名別新車販売速報"], ["2025年11月"], [], ["順位", *NAMEPLATES[0][1:]], *rows]
    path.write_bytes(xls({"乗用車": sheet}))
    assert said(read(path).reports) == {
        what.replace("mom 125.0", "mom 125").replace("yoy 200.0", "yoy 200") for what in nameplates("2025-11", "1")
    }


def test_vans_of_one_name_keep_to_their_lists(tmp_path):
    rows = [["順位", "メーカー", "通称名", "本月", "前月"], ["1", "ダイハツ", "ハイゼット", "5000", "4000"]]
    path = tmp_path / "tushokaku-13648"
    path.write_bytes(
        page(
            "<h1>2026年5月 軽四輪車通称名別</h1><h3>キャブオーバーバン</h3>",
            table(rows),
            "<h3>トラック</h3>",
            table(rows),
        )
    )
    units = {what for what in said(read(path).reports) if "2026-05 units" in what}
    assert units == {
        "daihatsu/hijet-cargo kei-truck 2026-05 units 5000",
        "daihatsu/hijet-truck kei-truck 2026-05 units 5000",
    }


HISTORY = ["", "総台数", "前年比", "乗用車 A", "前年比", "ボンネットバン B", "前年比", "乗用群計 A+B", "前年比"]
HISTORY += [
    "キャブオーバーバン C",
    "前年比",
    "トラック D",
    "前年比",
    "貨物群計 C+D",
    "前年比",
    "貨物計 B+C+D",
    "前年比",
]


def test_history_prints_changes_and_groups_that_are_no_segments(tmp_path):
    january = ["1月", "152,657", "29.0", "119,578", "31.2", "800", "-2.7", "120,378", "30.9"]
    january += ["20,000", "‐", "12,279", "5.0", "32,279", "7.0", "33,079", "▲6.8"]
    coming = ["2月", *[""] * 16]
    run = ["1～1月累計", "152,657", "29.0", *[""] * 14]
    bare = ["累計", "152,657", "29.0", *[""] * 14]
    path = tmp_path / "4new-month.html"
    path.write_bytes(page("<h2>2012年</h2>", table([HISTORY, january, coming, run, bare])))
    found = read(path)
    assert said(found.reports) == {
        "kei kei 2012-01 units 152657",
        "kei kei 2012-01 yoy 129.0",
        "kei-passenger kei-passenger 2012-01 units 119578",
        "kei-passenger kei-passenger 2012-01 yoy 131.2",
        "kei-truck kei-truck (bonnet-van) 2012-01 units 800",
        "kei-truck kei-truck (bonnet-van) 2012-01 yoy 97.3",
        "kei-truck kei-truck (cab-van) 2012-01 units 20000",
        "kei-truck kei-truck (truck) 2012-01 units 12279",
        "kei-truck kei-truck (truck) 2012-01 yoy 105.0",
        "kei-truck kei-truck 2012-01 units 33079",
        "kei-truck kei-truck 2012-01 yoy 93.2",
    }
    assert [place.text for place in found.unread] == ["乗用群計A+B", "貨物群計C+D", "累計"]


BRANDS = [
    ["ブランド別登録台数（確報）"],
    ["", "", "", "乗用車", "", "", "", "貨物車", "", "", "", "バス"],
    ["", "", "", "普通", "小型", "軽", "計", "普通", "小型", "軽", "計", "計"],
    ["トヨタ", "合計", "", 100, 50, 20, 170, 30, 20, 8, 58, 1],
    ["", "内輸入", "", 5, "", "", 5, "", "", "", "", ""],
    ["", "前年比", "", 98.5, 101.2, "", 99.1, 80.0, 90.5, 95.1, 88.8, 100.0],
    ["ＳＵＢＡＲＵ", "合計", "", 40, 10, 5, 55, "", "", 4, 4, ""],
    ["日野", "合計", "", "", "", "", "", 17, 3, "", 20, 9],
    ["三菱ふそう", "合計", "", "", "", "", "", 11, 2, "", 13, 4],
    ["ABARTH", "合計", "", 7, "", "", 7, "", "", "", "", ""],
    ["合　計", "合計", "", 147, 60, 25, 232, 30, 20, 12, 62, 1],
]


@pytest.mark.parametrize("write", [xls, xlsx, ods])
def test_brand_workbook_of_two_months(tmp_path, write):
    path = tmp_path / "brands"
    later = [[40 * cell if cell == 1 else cell for cell in row] for row in BRANDS]
    path.write_bytes(write({"2025年11月": BRANDS, "2025年12月": later, "注": [["注意", "書き"]]}))
    found = read(path, url="https://www.jada.or.jp/files/libs/3424/202601050949129338.xls")
    assert {str(report.period) for report in found.reports} == {"2025-11", "2025-12"}
    november = {what for what in said(found.reports) if " 2025-11 " in what}
    assert november >= {
        "toyota kei-passenger 2025-11 units 20",
        "toyota registered (ordinary) 2025-11 units 100",
        "toyota registered (small) 2025-11 units 50",
        "toyota all (passenger) 2025-11 units 170",
        "toyota kei-truck 2025-11 units 8",
        "toyota all (goods) 2025-11 units 58",
        "toyota registered (ordinary) 2025-11 yoy 98.5",
        "toyota kei-truck 2025-11 yoy 95.1",
        "subaru kei-truck 2025-11 units 4",
        "hino all (goods) 2025-11 units 20",
        "mitsubishi-fuso all (goods) 2025-11 units 13",
        "kei-passenger kei-passenger 2025-11 units 25",
        "all all (passenger) 2025-11 units 232",
    }
    assert not any("bus" in what or " 7" in what for what in november)
    assert {report.stage for report in found.reports} == {Stage.FINAL}
    assert {report.published for report in found.reports} == {date(2026, 1, 5)}
    assert any(place.text.startswith("ABARTH") for place in found.unread)
    assert any("内輸入" in place.text for place in found.unread)


def ranking(volume: str) -> list[list[object]]:
    return [
        ["乗用車ブランド通称名別順位"],
        ["順位", "ブランド通称名", "ブランド名", volume, "前年比"],
        [1, "ヤリス", "トヨタ", 14000, 97.5],
        [2, "ＲＡＶ４", "トヨタ", 9000, "-"],
        [3, "ジムニー", "スズキ", 3000, 120.1],
    ]


@pytest.mark.parametrize("volume", ["台数", "2025年11月"])
def test_nameplates_of_larger_cars_take_the_sheet_s_month(tmp_path, volume):
    path = tmp_path / "340.xlsx"
    path.write_bytes(xlsx({"2025年11月": ranking(volume), "2025年1月～12月": ranking("台数")}))
    found = said(read(path).reports)
    assert {what for what in found if " 2025-11 " in what} == {
        "toyota/yaris registered 2025-11 units 14000",
        "toyota/yaris registered 2025-11 yoy 97.5",
        "toyota/yaris registered 2025-11 rank 1",
        "toyota/rav4 registered 2025-11 units 9000",
        "toyota/rav4 registered 2025-11 rank 2",
        "suzuki/jimny-sierra registered 2025-11 units 3000",
        "suzuki/jimny-sierra registered 2025-11 yoy 120.1",
        "suzuki/jimny-sierra registered 2025-11 rank 3",
    }
    assert "toyota/yaris registered 2025 units 14000" in found


def test_fuel_workbook_gives_the_sum_of_each_maker_alone(tmp_path):
    sheet = [
        ["燃料別メーカー別登録台数（乗用車）　2025年11月"],
        ["", "メーカー", "", "ガソリン", "前年比", "ＨＶ", "前年比", "ＥＶ", "前年比", "合計", "前年比"],
        ["乗用車計", "", "", 90, 99.0, 60, 98.0, 5, 50.5, 155, 97.7],
        ["", "トヨタ", "", 40, 90.5, 30, 99.5, 1, 20.2, 71, 95.5],
        ["", "構成比", "", 56.3, "", 42.3, "", 1.4, "", 100.0, ""],
        ["", "輸入車", "", 20, 90.5, 3, 99.5, 2, 20.2, 25, 92.5],
    ]
    path = tmp_path / "342.xlsx"
    path.write_bytes(xlsx({"2025年11月": sheet}))
    found = read(path)
    assert said(found.reports) == {
        "registered registered (passenger) 2025-11 units 155",
        "registered registered (passenger) 2025-11 yoy 97.7",
        "toyota registered (by-maker) 2025-11 units 71",
        "toyota registered (by-maker) 2025-11 yoy 95.5",
    }
    assert {"ガソリン", "HV", "EV"} <= {place.text for place in found.unread}
    assert any(place.text == "輸入車" for place in found.unread)


def test_pdf_of_a_ranking(tmp_path):
    places = (40, 120, 260, 420, 560)
    lines = [[(40, "乗用車ブランド通称名別順位"), (420, "2025年11月")]]
    for row in ranking("台数")[1:]:
        lines.append([(left, str(cell)) for left, cell in zip(places, row, strict=True)])
    path = tmp_path / "340"
    path.write_bytes(pdf(lines))
    assert said(read(path).reports) >= {
        "toyota/yaris registered 2025-11 units 14000",
        "toyota/yaris registered 2025-11 yoy 97.5",
        "toyota/rav4 registered 2025-11 rank 2",
    }


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("2022年6月 軽二輪車新車販売確報", "two-wheelers"),
        ("2022年3月末 軽自動車保有台数", "in use"),
        ("2022年6月 県別 軽自動車台数", "by prefecture"),
    ],
)
def test_tables_that_count_something_else_are_refused(tmp_path, title, reason):
    path = tmp_path / "other.html"
    path.write_bytes(page(table([["", "本月", "前月"], ["スズキ", "100", "90"]], title)))
    with pytest.raises(InputError, match=reason):
        read(path)
