"""What became of what was said: doubts, derivations, sources by how often they hold, and how months are known."""

import json
import math
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.desk import open_desk
from yellowplate.errors import UsageError
from yellowplate.facts import (
    Figure,
    Interval,
    Judgement,
    Kind,
    Measure,
    Missing,
    Number,
    Period,
    Report,
    Segment,
    Source,
    Status,
    Verdict,
)
from yellowplate.market import trust
from yellowplate.market.shapes import Gap
from yellowplate.market.tables import Tables, fill

KEI = Segment.KEI_PASSENGER
PAGES = [Source(f"p{n}", f"https://site{n % 2}.example/{n}", Kind.BLOG, f"site{n % 2}", f"v{n}") for n in range(4)]
SUBJECTS = ("honda", "honda/n-box", "suzuki/spacia", "kei-passenger")
PERIODS = tuple(map(Period.parse, ("2019-12", "2020-01", "2020-06", "2020", "FY2020", "2021-02")))
FIELDS = {"source_url", "period", "subject", "segment", "measure", "value", "verdict", "cause", "fits", "against"}
TERM = re.compile(r"([−+]?) ?([\d,]+) \(")


@pytest.fixture(scope="module")
def desk():
    return open_desk()


SAID = st.lists(
    st.tuples(
        st.sampled_from(PAGES),
        st.sampled_from(SUBJECTS),
        st.sampled_from(PERIODS),
        st.integers(1, 9),
        st.sampled_from(list(Judgement)),
    ),
    max_size=20,
    unique_by=lambda said: said[:4],
)


def tables_of(said, figures=()):
    """The tables of a few statements with their verdicts."""
    reports = [Report(s.id, subject, KEI, p, Measure.UNITS, Number(n)) for s, subject, p, n, _ in said]
    verdicts = [Verdict(report.id, judgement) for report, (*_, judgement) in zip(reports, said, strict=True)]
    tables = Tables(duckdb.connect())
    fill(tables.connection, reports, PAGES, figures, verdicts, Catalog.packaged())
    return tables


ASKED = st.tuples(
    st.sampled_from((None, *PERIODS)), st.sampled_from((None, *SUBJECTS)), st.sampled_from((None, "SITE1", "/3"))
)


@settings(max_examples=25, deadline=None)
@given(SAID, ASKED)
def test_doubts_are_what_was_asked_for(said, asked):
    period, subject, text = asked
    rank = {Judgement.CONTRADICTED: 0, Judgement.REVISED: 1}
    wanted = Counter()
    for source, about, when, number, judgement in said:
        ends_within = period is None or period.start < when.end <= period.end
        is_about = subject is None or about == subject or about.startswith(f"{subject}/")
        is_on = text is None or text.lower() in source.url + " " + source.publisher
        if judgement in rank and ends_within and is_about and is_on:
            wanted[source.url, about, str(when), number, judgement] += 1
    answer = trust.doubts(tables_of(said), period, subject, text)
    data = answer.data()
    assert Counter((d["source_url"], d["subject"], d["period"], d["value"], d["verdict"]) for d in data) == wanted
    order = [(rank[d["verdict"]], Period.parse(d["period"])) for d in data]
    assert order == sorted(order)


def slow_lower_end(holding, judged):
    """Wilson's interval, from the roots of its quadratic equation."""
    share, z = holding / judged, 1.96
    a, b, c = 1 + z * z / judged, -(2 * share + z * z / judged), share * share
    return round(100 * (-b - math.sqrt(max(b * b - 4 * a * c, 0))) / (2 * a), 1)


@settings(max_examples=25, deadline=None)
@given(SAID, st.sampled_from(("page", "publisher")))
def test_sources_are_counted_and_ranked_as_people_do(said, by):
    counts = {}
    for source, *_, judgement in said:
        counts.setdefault(source.id if by == "page" else source.publisher, Counter())[judgement] += 1
    answer = trust.sources(tables_of(said), by)
    assert {line.name for line in answer.lines} == set(counts)
    for line in answer.lines:
        count, tally = counts[line.name], line.tally
        assert (tally.reports, tally.unknown) == (count.total(), count[Judgement.UNKNOWN])
        holding = count[Judgement.CONFIRMED] + count[Judgement.CONSISTENT]
        judged = holding + count[Judgement.CONTRADICTED]
        assert tally.holding == (Fraction(100 * holding, judged) if judged else None)
        assert line.at_least == (pytest.approx(slow_lower_end(holding, judged), abs=0.11) if judged else None)
        assert (line.rank is None) == (judged == 0)
    ranked = [line.at_least for line in answer.lines if line.rank]
    assert ranked == sorted(ranked, reverse=True)


def test_two_statements_that_hold_do_not_lead():
    def said(page, count, wrong):
        whole = (Judgement.CONTRADICTED if n < wrong else Judgement.CONFIRMED for n in range(count))
        return [(PAGES[page], "honda", PERIODS[0], n, judgement) for n, judgement in enumerate(whole)]

    lines = trust.sources(tables_of(said(0, 2, 0) + said(1, 60, 1)), "page").lines
    assert [line.name for line in lines] == ["p1", "p0"]


KNOWN = st.lists(
    st.tuples(
        st.sampled_from(SUBJECTS),
        st.sampled_from([p.shift(n) for p in PERIODS if p.is_month for n in (0, 3)] + [Period.parse("2020")]),
        st.integers(1, 9),
        st.sampled_from(list(Status)),
        st.booleans(),
    ),
    max_size=15,
    unique_by=lambda cell: cell[:2],
)


@settings(max_examples=25, deadline=None)
@given(KNOWN)
def test_known_months_are_counted_by_year(cells):
    kinds = {"honda": "maker", "kei-passenger": "segment"}
    wanted, figures = Counter(), []
    for subject, period, units, status, wrong in cells:
        high = None if status is Status.BOUNDED and wrong else units + (status in (Status.BOUNDED, Status.DISPUTED))
        against = ("wrong",) if wrong else ()
        figures.append(Figure(subject, KEI, "", period, Interval(units, high), status, (), against))
        column = "corrected" if status is Status.DERIVED and wrong else str(status)
        if period.is_month and high is not None:
            wanted[period.begins.year, kinds.get(subject, "nameplate"), column] += 1
    answer = trust.coverage(tables_of([], figures))
    got = Counter()
    for row in answer.data():
        counts = {name: number for name, number in row.items() if name not in ("year", "kind") and number}
        got.update({(row["year"], row["kind"], name): number for name, number in counts.items()})
    assert got == wanted
    derived = sum(number for (_, _, column), number in wanted.items() if column == "derived")
    assert answer.title.startswith(f"{derived} months")


def test_doubts_of_the_packaged_facts_name_page_fit_and_who_overrules(desk):
    data = json.loads(desk.doubts().json())
    assert data and data[0].keys() >= FIELDS
    for doubt in data:
        assert doubt["source_url"].startswith("http") and doubt["verdict"] in ("contradicted", "revised")
        assert all(desk.source_of(report).url for report in doubt["against"])
    assert {doubt["verdict"] for doubt in data} == {"contradicted", "revised"}


def test_the_doubts_of_all_years_are_all_doubts(desk):
    reports = [doubt["report"] for doubt in desk.doubts().data()]
    years = [doubt["report"] for year in range(2010, 2028) for doubt in desk.doubts(period=str(year)).data()]
    assert sorted(years) == sorted(reports)


def test_doubts_of_one_subject_and_period_name_the_pages_that_overrule(desk):
    first = next(d for d in desk.doubts().doubts if d.against)
    report = first.said.report
    answer = desk.doubts(period=report.period, subject=report.subject)
    notes = "\n".join(answer.notes())
    assert first.said.source.url in notes
    assert all(item.source.url in notes for item in first.against)


def test_doubts_understand_every_name_and_refuse_unknown_ones(desk):
    assert desk.doubts(subject="タント") == desk.doubts(subject="daihatsu/tanto")
    assert desk.doubts(source="nowhere at all").title == "No doubts on pages with 'nowhere at all'."
    with pytest.raises(UsageError):
        desk.doubts(subject="no such car at all")
    with pytest.raises(UsageError, match="page or publisher"):
        desk.sources(by="colour")


def reckon(step):
    """What a step like `2020-01 = 9 (2020) − 4 (2020-02) = 5` adds up to, and what it says it does."""
    _, terms, result = (part.strip() for part in step.split(" = "))
    found = [(-1 if sign == "−" else 1) * int(units.replace(",", "")) for sign, units in TERM.findall(terms)]
    return sum(found), int(result.replace(",", ""))


def test_derivations_add_up(desk):
    rows = desk.connection.execute(
        "SELECT lo, derivation FROM figures WHERE status = 'derived' AND len(derivation) > 0"
    ).fetchall()
    formulas = [(lo, steps[-1]) for lo, steps in rows if steps[-1].count(" = ") == 2]
    assert len(formulas) > len(rows) / 4
    for units, step in formulas:
        assert reckon(step) == (units, units), step


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_derivation(desk, status):
    subject, segment, period = desk.connection.execute(
        "SELECT subject, segment, period FROM figures f JOIN subjects s ON s.id = f.subject "
        "WHERE status = ? AND scope = '' AND months = 1 AND lo > 0 AND hi IS NOT NULL AND s.kind = 'nameplate' "
        "ORDER BY start DESC, subject LIMIT 1",
        [str(status)],
    ).fetchone()
    answer = desk.figure(subject, period, segment=segment)
    data = answer.data()
    assert data["status"] == status
    assert data["derivation"] and all(data["derivation"])
    assert set(data["derivation"]) <= set(answer.notes())


def test_a_printed_figure_says_how_many_voices_carry_it(desk):
    answer = desk.figure("honda/n-box", "2025-11")
    voices = {item.source.voice for item in answer.evidence if item.side == "for"}
    assert answer.derivation == (f"printed by {len(voices)} independent voices",)


def test_a_sum_lists_its_months(desk):
    answer = desk.figure("nissan/roox", "2025-05..2025-06")
    *months, total = answer.derivation
    assert [step.split()[0] for step in months] == ["2025-05", "2025-06"]
    assert total.endswith(f"{answer.figure.value:,}")


def test_a_disputed_figure_says_who_prints_what(desk):
    disputed = desk.connection.execute(
        "SELECT subject, segment, period, alternatives FROM figures "
        "WHERE status = 'disputed' AND scope = '' AND months = 1 AND len(reports_for) + len(reports_against) > 1"
    ).fetchall()
    assert disputed
    for subject, segment, period, values in disputed:
        steps = desk.figure(subject, period, segment=segment).derivation
        assert any(step.startswith(f"{value:,} is printed by ") for value in values for step in steps[:-1])
        assert "nothing decides" in steps[-1]


def test_a_ranking_marks_what_nobody_prints_or_nothing_decides(desk):
    rows = desk.connection.execute(
        "SELECT subject, start, status FROM standing WHERE kind = 'nameplate' AND ranking = 'kei-passenger' "
        "AND status IN ('derived', 'disputed') AND start > 24000 ORDER BY start DESC LIMIT 4"
    ).fetchall()
    for subject, start, status in rows:
        ranking = desk.ranking(Period(start, 1))
        shown = {line.subject: row for line, row in zip(ranking.lines, ranking.shown(), strict=True)}
        assert f"({status})" in shown[subject][ranking.columns.index("units")]
        line = next(line for line in ranking.lines if line.subject == subject)
        assert line.units.reports or status == "disputed"


# Lines that come and go


@pytest.mark.parametrize("period", ["2019-02", "2019-04"])
def test_a_line_that_did_not_exist_has_no_figure(desk, period):
    answer = desk.figure("nissan/roox", period)
    assert isinstance(answer, Gap)
    assert answer.missing is Missing.NO_SUCH_NAMEPLATE
    assert "Dayz Roox" in answer.reason and "nissan/dayz" in answer.reason
    months = {month.period: month for month in desk.history("nissan/roox").months}
    assert months[Period.parse(period)].units.missing is Missing.NO_SUCH_NAMEPLATE


def test_records_hold_no_month_without_a_line(desk):
    pauses = Catalog.packaged().pauses("nissan/roox")
    answer = desk.records("nissan/roox", until="2025-11")
    assert not any(pause.run.covers(record.period) for pause in pauses for record in answer.records)
    known = [month for month in desk.history("nissan/roox", until="2025-11").months if month.units.value is not None]
    assert answer.records[0].months == len(known)
    paused = sum(pause.run.months for pause in pauses)
    span = Period.span(answer.known_since, Period.parse("2025-11")).months
    assert answer.gaps == span - len(known) - paused


def test_nobody_sells_nought_before_the_launch_or_after_the_end(desk):
    for subject, period in (("nissan/sakura", "2021-11"), ("nissan/moco", "2018-01"), ("suzuki/mr-wagon", "2024-05")):
        answer = desk.figure(subject, period)
        assert isinstance(answer, Gap)
        assert answer.missing in (Missing.NOT_YET, Missing.NO_SUCH_NAMEPLATE)
    assert desk.ranking("2024-05").lines[-1].units.interval.lo > 0


def test_a_line_lives_on_in_its_members(desk):
    answer = desk.figure("daihatsu/mira", "2019-08")
    assert not isinstance(answer, Gap) or answer.missing is not Missing.NO_SUCH_NAMEPLATE


def test_the_registered_sierra_is_no_remark_on_the_kei_jimny(desk):
    notes = {
        segment: [line.year_before.note for line in ranking.lines if line.subject == "suzuki/jimny"]
        for segment in ("kei-passenger", "registered")
        if (ranking := desk.ranking("2018-12", segment=segment))
    }
    assert not any(notes["kei-passenger"])
    assert all("Sierra" in note for note in notes["registered"])


def test_the_readme_tells_what_the_commands_print(desk):
    doubts = Counter(doubt.verdict.judgement for doubt in desk.doubts().doubts)
    by_year, by_kind = Counter(), Counter()
    for line in desk.known().lines:
        by_year[line.year] += line.derived
        by_kind[line.kind] += line.derived
    *years, last = (f"{count} in {year}" for year, count in sorted(by_year.items()) if count)
    told = " ".join(Path("README.md").read_text().split())
    doubted = f"`yellowplate doubts` finds {doubts[Judgement.CONTRADICTED]} statements that can't be true"
    revised = f"{doubts[Judgement.REVISED]} that a later edition revised"
    derived = f"{by_kind.total()} months that no page prints and that are now known exactly"
    kinds = ", ".join(f"{by_kind[kind]} of {kind}s" for kind in ("nameplate", "maker", "segment"))
    counted = f"`yellowplate known` counts {derived} ({kinds}): {', '.join(years)} and {last}."
    assert f"{doubted} and {revised}, and {counted}" in told
