"""Tables inside articles: what their heads say of the cells, and whole reports handed back to the desk."""

import pytest

from yellowplate import open_desk
from yellowplate.facts import Judgement, Period
from yellowplate.publish import ReportKind, Wanted, report_files


@pytest.fixture(scope="module")
def desk():
    return open_desk()


def said(desk, *rows, title="Kei passenger cars, November 2025"):
    """What is read of a table: car, period, measure and value."""
    text = "\n\n".join((title, "\n".join("\t".join(row) for row in rows)))
    claims = [claim.data() for claim in desk.check(text).claims if claim.data()["measure"] != "maker"]
    return [tuple(claim[key] for key in ("subject", "period", "measure", "value")) for claim in claims]


def test_a_count_beside_a_ratio_is_its_base(desk):
    head = ("Car", "Place", "Units", "Change on Oct 2025", "Change on Nov 2024")
    assert said(desk, head, ("N-BOX", "1", "16,198", "+26.7% (12,784)", "−10.2% 18,028")) == [
        ("honda/n-box", "2025-11", "rank", "1"),
        ("honda/n-box", "2025-11", "units", "16198"),
        ("honda/n-box", "2025-11", "mom", "126.7"),
        ("honda/n-box", "2025-11", "yoy", "89.8"),
    ]


@pytest.mark.parametrize(
    ("title", "head", "name"),
    [
        ("Kei passenger cars, 2025", ("Car", "Sep 2025", "Oct 2025", "Nov 2025"), "Roox"),
        ("軽乗用車の販売", ("車名", "2025年9月", "2025年10月", "2025年11月"), "ルークス"),
        ("Легкові кей-кари за місяцями", ("Автомобіль", "вер. 2025", "жовт. 2025", "лист. 2025"), "Roox"),
    ],
)
def test_columns_of_months(desk, title, head, name):
    found = said(desk, head, (name, "4,824", "5,413", "7,741"), title=title)
    values = {"2025-09": "4824", "2025-10": "5413", "2025-11": "7741"}
    assert found == [("nissan/roox", month, "units", value) for month, value in values.items()]


def test_a_car_and_its_maker_in_one_cell_are_the_car(desk):
    head = ("Car", "Place", "Units")
    found = said(desk, head, ("Move Daihatsu", "3", "10,951"), ("Mira Daihatsu", "10", "4,521"))
    assert {subject for subject, *_ in found} == {"daihatsu/move", "daihatsu/mira"}


def test_ranges_plans_and_rows_of_strangers_say_nothing(desk):
    head = ("Car", "Units", "Plan a month")
    rows = (("N-WGN", "5,379 to 6,328", "9,000"), ("Wombat", "1,979", "2,000"), ("N-BOX", "16,198", "15,000"))
    assert said(desk, head, *rows) == [("honda/n-box", "2025-11", "units", "16198")]


def test_months_since_a_launch_are_no_months_of_the_calendar(desk):
    head = ("Car", "0", "1", "2", "3")
    assert said(desk, head, ("Roox", "5,413", "7,741", "6,613", "7,049")) == []


def test_notes_and_small_print_of_a_page_stand_apart(desk):
    page = (
        "<html lang='en'><body><article><h1>Kei passenger cars, November 2025</h1><table>"
        "<tr><th>Car</th><th>Units</th><th>Change on Oct 2025</th></tr>"
        "<tr><th>N-BOX<small>Honda</small></th><td>16,198<sup><a href='#note-2'>2</a>+3</sup></td>"
        "<td>+26.7%<small>12,784<sup><a href='#note-8'>8</a></sup></small></td></tr></table></article></body></html>"
    )
    claims = [claim for claim in desk.check(page).claims if claim.reading.measure != "maker"]
    assert [(claim.text, claim.verdict) for claim in claims] == [
        ("16,198", Judgement.CONFIRMED),
        ("+26.7%", Judgement.CONFIRMED),
    ]


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
@pytest.mark.parametrize(
    ("month", "car"), [("2025-11", "nissan/roox"), ("2023-12", "daihatsu/tanto"), ("2018-07", "honda/n-box")]
)
def test_a_whole_report_handed_back_is_confirmed(desk, language, month, car):
    files = report_files(desk, Wanted(Period.parse(month), car, ReportKind.MONTH, language))
    for name in ("report.html", "report.md"):
        verdicts = [claim.verdict for claim in desk.check(files[name].decode()).claims]
        assert Judgement.CONTRADICTED not in verdicts, name
        assert verdicts.count(Judgement.CONFIRMED) >= 0.95 * len(verdicts) > 25, name
