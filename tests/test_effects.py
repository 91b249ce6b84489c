"""Effects through the desk's door: what events did to cars, why that can't be said, attention, breaks, pages."""

import json
import random
import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.effects_pages import STUDIES, page

from yellowplate.cli import run
from yellowplate.desk import open_desk
from yellowplate.effects import Effect, Refusal
from yellowplate.effects.attention import read_attention
from yellowplate.effects.panel import Grain
from yellowplate.effects.shapes import Phase
from yellowplate.effects.sweep import false_discovery
from yellowplate.effects.timing import LAUNCHES, short_of_supply, timing
from yellowplate.errors import InputError, LedgerError, RowError, UsageError
from yellowplate.facts import Event, Period

STOP = "2023-12-20-daihatsu-scandal"


@pytest.fixture(scope="module")
def desk():
    return open_desk()


@pytest.fixture(scope="module")
def tanto(desk):
    return desk.effect("tanto", event=STOP)


class TestAnswer:
    def test_a_stop_of_supply_is_seen(self, tanto):
        assert isinstance(tanto, Effect)
        assert tanto.tests.clear
        assert tanto.relative < -0.5
        assert tanto.tests.in_space.place == 1

    def test_p_is_not_below_its_limit_which_is_told(self, tanto):
        test = tanto.tests.in_space
        assert test.p >= 1 / (test.placebos + 1)
        assert f"allow no p below {test.least:.3f}" in " ".join(tanto.notes())

    def test_no_donor_was_touched_or_is_kin(self, desk, tanto):
        names = {name for name, _ in tanto.donors}
        assert not names & {"Move", "Mira", "Taft", "Tanto"}
        assert dict(tanto.left_out)["Move"] == "the event touches it too"
        assert dict(tanto.left_out)["Chiffon"] == "the event touches it too"
        assert "2023-11-22" in dict(tanto.left_out)["Spacia"]

    def test_weights_add_up(self, tanto):
        assert sum(weight for _, weight in tanto.donors) == pytest.approx(1)

    def test_the_broken_month_is_on_neither_side(self, tanto):
        phases = {step.when: step.phase for step in tanto.steps}
        assert phases["2023-12"] is Phase.WAITING
        assert phases["2024-01"] is Phase.AFTER
        assert tanto.steps[-1].when == "2024-03"

    def test_actual_figures_are_those_of_the_desk(self, desk, tanto):
        for step in tanto.steps[-3:]:
            assert step.actual == desk.figure("daihatsu/tanto", step.when).figure.value

    def test_the_mean_is_that_of_the_table(self, tanto):
        gaps = [step.gap for step in tanto.steps if step.phase is Phase.AFTER]
        assert tanto.mean == pytest.approx(np.mean(gaps))
        synthetic = [step.synthetic for step in tanto.steps if step.phase is Phase.AFTER]
        assert tanto.relative == pytest.approx(sum(gaps) / sum(synthetic))

    def test_the_interval_holds_nought_where_the_test_does_not_reject(self, desk):
        for car in ("tanto", "move", "taft", "roox", "hustler"):
            found = desk.effect(car)
            if isinstance(found, Effect):
                inside = any(low <= 0 <= high for low, high in found.tests.interval)
                assert inside == (found.tests.in_space.p > found.tests.level)

    def test_same_bytes_twice(self, desk, tanto):
        assert desk.effect("daihatsu/tanto", event=STOP).json() == tanto.json()

    def test_every_form_of_the_answer(self, tanto):
        assert json.loads(tanto.json())["clear"] is True
        assert len(tanto.df()) == tanto.arrow().num_rows == len(tanto.steps)
        page = tanto.html()
        assert page.count("<svg") == 2
        assert not re.search(r'(?:src|href)="http', page)
        assert tanto.title in page

    def test_shares_tell_the_same_story(self, desk):
        found = desk.effect("tanto", event=STOP, outcome="share")
        assert found.relative < -0.5
        assert -20 < found.mean < 0

    def test_a_car_counted_in_another_line_is_asked_for_by_that_line(self, desk):
        assert desk.effect("Move Canbus", event=STOP).subject == "daihatsu/move"


class TestWhyNot:
    @pytest.mark.parametrize(
        ("car", "given", "words"),
        [
            ("nissan/roox", {"event": "2025-12-03-trump-kei", "credited": "2025-11"}, "over before the day came"),
            ("nissan/roox", {"event": "2025-12-03-trump-kei"}, "whole market"),
            ("nissan/roox", {"on": "2026-10-01"}, "younger than the data"),
            ("mira", {"event": STOP}, "no longer counts Mira Tocot"),
            ("honda/n-wgn", {"on": "2014-10-01"}, "past is too short"),
            ("honda/n-box", {"event": "2023-10-06-n-box-gen3"}, "Too few donors"),
            ("suzuki/palette", {"on": "2011-09-01"}, "past is too short"),
        ],
    )
    def test_one_sentence_says_so(self, desk, car, given, words):
        refused = desk.effect(car, **given)
        assert isinstance(refused, Refusal)
        assert words in refused.reason
        assert refused.reason.endswith(".")
        assert words in refused.html().replace("&#39;", "'")
        assert json.loads(refused.json())["reason"] == refused.reason

    def test_too_few_donors_are_named_with_the_reason(self, desk):
        left_out = dict(desk.effect("honda/n-box", event="2023-10-06-n-box-gen3").left_out)
        assert left_out["Spacia"].startswith("an event of its own, 2023-11-22")

    @pytest.mark.parametrize(
        "given",
        [
            {"event": "no-such-event"},
            {"on": "2025-13-01"},
            {"on": "soon"},
            {"event": STOP, "on": "2023-12-20"},
            {"outcome": "profit"},
            {"event": STOP, "credited": "2024"},
        ],
    )
    def test_a_question_that_makes_no_sense(self, desk, given):
        with pytest.raises(UsageError):
            desk.effect("tanto", **given)

    def test_makers_have_no_effects(self, desk):
        with pytest.raises(UsageError, match="no car"):
            desk.effect("nissan", event=STOP)

    def test_a_car_of_nine_months(self, tmp_path):
        rows = ["period,level,segment,maker_en,name_ja,rank,units,published,source_url,source_kind"]
        rows += [
            f"2011-{month:02d},model,kei-passenger,Honda,ライフ,,{4000 + month * 37},2012-12-01,https://made.example/,press"
            for month in range(1, 10)
        ]
        (tmp_path / "life.csv").write_text("\n".join(rows), encoding="utf-8")
        own = open_desk(tmp_path / "own.desk")
        own.add(tmp_path / "life.csv")
        assert "past is too short" in own.effect("honda/life", on="2011-08-01").reason

    def test_a_file_with_negative_units_never_gets_that_far(self, tmp_path):
        head = "period,level,segment,maker_en,name_ja,rank,units,published,source_url,source_kind"
        row = "2025-11,model,kei-passenger,Honda,N-BOX,,-5,2025-12-05,https://made.example/,press"
        (tmp_path / "bad.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
        with pytest.raises(RowError, match="row"):
            open_desk(tmp_path / "own.desk").add(tmp_path / "bad.csv")


class TestTiming:
    def test_a_launch_is_waited_for(self, desk):
        launch = next(e for e in desk.catalog.events() if e.id == "2025-10-27-roox-gen4")
        when = timing(desk.catalog, "nissan/roox", launch, Grain.MONTH)
        assert [str(Period(month, 1)) for month in (when.clean, when.first)] == ["2025-07", "2025-11"]
        assert when.why_waiting

    def test_an_early_day_fills_its_month_and_a_late_one_does_not(self, desk):
        for day, first in (("2022-03-15", "2022-03"), ("2022-03-16", "2022-04"), ("2022-03", "2022-04")):
            event = Event("x", day, "statement", ("honda/n-box",), "", "", "")
            assert str(Period(timing(desk.catalog, "honda/n-box", event, Grain.MONTH).first, 1)) == first

    def test_days_and_weeks_begin_where_they_do(self, desk):
        event = Event("x", "2022-03-16", "statement", ("honda/n-box",), "", "", "")
        days = timing(desk.catalog, "honda/n-box", event, Grain.DAY)
        assert (days.clean, days.first) == (date(2022, 3, 15).toordinal(), date(2022, 3, 16).toordinal())
        weeks = timing(desk.catalog, "honda/n-box", event, Grain.WEEK)
        assert (weeks.first - weeks.clean) == 2

    def test_months_without_supply_are_known(self, desk):
        short = short_of_supply(desk.catalog, "daihatsu/tanto")
        assert {str(Period(month, 1)) for month in short} >= {"2023-12", "2024-01", "2024-02", "2024-03"}


class TestEvents:
    def test_all_and_those_of_a_car(self, desk):
        assert len(desk.events().events) == len(desk.catalog.events())
        roox = desk.events("roox")
        assert {"2025-10-27-roox-gen4", "2025-12-03-trump-kei"} <= {event.id for event in roox.events}
        assert not any("honda/n-wgn" in event.subjects for event in roox.events)
        assert len(roox.df()) == len(roox.events)

    def test_those_of_a_maker_are_those_of_its_cars(self, desk):
        tanto = {event.id for event in desk.events("daihatsu/tanto").events}
        assert {"2023-12-20-daihatsu-scandal", "2024-03-25-tanto-ship", "2025-12-03-trump-kei"} <= tanto
        assert "2025-10-27-roox-gen4" not in tanto

    def test_the_last_launch_is_asked_of_by_default(self, desk):
        launches = [event for event in desk.events("spacia").events if event.kind == "full-model-change"]
        assert desk.effect("spacia").event.day >= launches[-1].day
        assert desk.effect("spacia").event.kind in LAUNCHES

    def test_what_was_not_yet_known(self):
        known = open_desk(as_of="2020-01-01").events("roox")
        assert all(event.day <= "2020-01-01" for event in known.events)


@pytest.fixture(scope="module")
def swept(desk):
    return desk.sweep()


class TestSweep:
    def test_known_breaks_are_found_and_marked_as_logged(self, swept):
        logged = {(found.subject, found.logged) for found in swept.breaks}
        assert ("honda/n-wgn", "2019-09-02-n-wgn-stop") in logged
        assert all(found.q <= swept.rate for found in swept.breaks)
        assert swept.tested > 300
        assert len(swept.df()) == len(swept.breaks)

    def test_a_break_is_told_once(self, swept):
        months = {}
        for found in swept.breaks:
            months.setdefault(found.subject, []).append(Period.parse(found.month).start)
        assert all(abs(a - b) > 3 for many in months.values() for a in many for b in many if a != b)

    @given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=40), st.floats(0.01, 0.5))
    def test_discoveries_are_those_of_the_step_up_rule(self, chances, rate):
        p = np.array(chances)
        ordered = np.sort(p)
        steps = [at for at, value in enumerate(ordered, start=1) if value * len(p) / at <= rate]
        cut = ordered[max(steps) - 1] if steps else -1.0
        assert ((false_discovery(p) <= rate) == (p <= cut)).all()
        assert (false_discovery(p, dependent=True) >= false_discovery(p)).all()


def wikimedia(article, views, start=date(2023, 1, 1)):
    days = (start + timedelta(days=at) for at in range(len(views)))
    items = [
        {
            "project": "ja.wikipedia",
            "article": article,
            "granularity": "daily",
            "timestamp": f"{day:%Y%m%d}00",
            "access": "all-access",
            "agent": "user",
            "views": int(count),
        }
        for day, count in zip(days, views, strict=True)
    ]
    return json.dumps({"items": items}, ensure_ascii=False)


ARTICLES = (
    "ホンダ・N-BOX",
    "スズキ・スペーシア",
    "ダイハツ・タント",
    "スズキ・ハスラー",
    "日産・サクラ",
    "スズキ・アルト",
)


@pytest.fixture
def watched(tmp_path):
    rng = np.random.default_rng(5)
    own = open_desk(tmp_path / "own.desk")
    season = 1 + 0.3 * np.sin(np.arange(200) / 3)
    for at, article in enumerate(ARTICLES):
        views = 400 * (at + 1) * season * np.exp(rng.normal(size=200) * 0.05)
        views[170:] *= 2.5 if article == "ダイハツ・タント" else 1
        (tmp_path / f"{at}.json").write_text(wikimedia(article, views), encoding="utf-8")
    taken = own.add(*(tmp_path / f"{at}.json" for at in range(len(ARTICLES))))
    assert (taken.new, taken.known) == (200 * len(ARTICLES), 0)
    return own


class TestAttention:
    def test_a_rush_of_readers_is_measured_by_the_day(self, watched):
        found = watched.effect("tanto", on="2023-06-20", outcome="attention")
        assert isinstance(found, Effect)
        assert found.grain is Grain.DAY
        assert found.tests.clear
        assert found.relative == pytest.approx(1.5, abs=0.15)
        assert all(low > 0 for low, _ in found.tests.interval)
        assert "views" in found.title

    def test_nothing_happened_to_the_others(self, watched):
        assert not watched.effect("hustler", on="2023-06-20", outcome="attention").tests.clear

    def test_the_same_file_again_adds_nothing(self, watched, tmp_path):
        taken = watched.add(tmp_path / "0.json")
        assert (taken.new, taken.known) == (0, 200)

    def test_what_was_looked_up_later_is_not_yet_known(self, watched, tmp_path):
        earlier = open_desk(tmp_path / "own.desk", as_of="2023-06-01")
        assert "younger than the data" in earlier.effect("tanto", on="2023-06-20", outcome="attention").reason

    def test_without_views_there_is_no_attention(self, desk):
        assert "No views" in desk.effect("tanto", event=STOP, outcome="attention").reason

    @pytest.mark.parametrize(("head", "first"), [("Week", "2023-01-01"), ("週", "2023-01-01"), ("Day", "2023-01-01")])
    def test_trends_of_weeks_and_days(self, tmp_path, desk, head, first):
        lines = [
            "Category: All categories",
            "",
            f"{head},N-BOX: (Japan),Tanto: (Japan)",
            f"{first},45,<1",
            "2023-01-08,50,",
        ]
        path = tmp_path / "multiTimeline.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        looks = read_attention(path, desk.catalog)
        assert [(look.subject, look.views) for look in looks] == [
            ("honda/n-box", 45),
            ("daihatsu/tanto", 0.5),
            ("honda/n-box", 50),
        ]

    @pytest.mark.parametrize(
        ("name", "text", "words"),
        [
            ("a.json", '{"items": [{"article": "タント", "granularity": "daily", "views": 1}]}', "row 1"),
            ("b.json", wikimedia("タント", [-4]), "not negative"),
            ("c.json", wikimedia("Ford F-150", [4]), "no car of the catalog"),
            ("d.json", '{"items": [], "granularity": ""}', "holds no views"),
            ("e.json", '{"items": "granularity"}', "no list"),
            ("f.json", '{"items": [{"granularity": "daily"', "no list of items"),
            ("g.csv", "Category: All\n\nWeek,Tanto: (Japan)\n2023-01-01,-3", "not negative"),
            ("h.csv", "Category: All\n\nWeek,Tanto: (Japan)\n2023-01-01,3,4", "3 cells"),
            ("i.csv", "Category: All\n\nWeek,Tanto: (Japan)\n01/01/2023,3", "no day"),
        ],
    )
    def test_a_file_that_is_no_good_is_named_with_the_place(self, tmp_path, desk, name, text, words):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=words) as raised:
            read_attention(path, desk.catalog)
        assert name in str(raised.value)

    @given(
        text=st.text(max_size=200),
        start=st.sampled_from(["{", '{"items":[{"granularity"', "Category: x\nWeek,Tanto\n"]),
    )
    @settings(max_examples=60, deadline=None)
    def test_any_text_is_read_or_refused_in_a_sentence(self, tmp_path_factory, desk, text, start):
        path = tmp_path_factory.mktemp("any") / "file"
        path.write_text(start + text, encoding="utf-8", newline="")
        with suppress(InputError):
            assert read_attention(path, desk.catalog)

    def test_the_order_of_files_changes_nothing(self, tmp_path):
        answers = []
        for order in (range(len(ARTICLES)), random.Random(1).sample(range(len(ARTICLES)), len(ARTICLES))):
            own = tmp_path / f"{len(answers)}.desk"
            for at in order:
                views = 300 + 20 * np.sin(np.arange(120) * (at + 1)) + at
                (tmp_path / f"{at}.json").write_text(wikimedia(ARTICLES[at], views), encoding="utf-8")
                open_desk(own).add(tmp_path / f"{at}.json")
            answers.append(open_desk(own).effect("tanto", on="2023-04-01", outcome="attention").json())
        assert answers[0] == answers[1]

    def test_a_desk_that_is_not_there(self, tmp_path):
        with pytest.raises(LedgerError):
            open_desk(tmp_path / "none.desk").effect("tanto", event=STOP, outcome="attention")


class TestCommands:
    def test_effect_events_and_pages(self, capsys):
        assert run(["effect", "tanto", "--event", STOP]) == 0
        assert "Placebo test in space" in capsys.readouterr().out
        assert run(["effect", "tanto", "--event", STOP, "--html"]) == 0
        assert capsys.readouterr().out.startswith("<!doctype html>")
        assert run(["effect", "roox", "--event", "2025-12-03-trump-kei", "--credited", "2025-11", "--json"]) == 1
        assert "over before the day came" in json.loads(capsys.readouterr().out)["reason"]
        assert run(["events", "--subject", "roox"]) == 0
        assert "2025-10-27-roox-gen4" in capsys.readouterr().out

    def test_a_car_or_all_of_them(self, capsys):
        assert run(["effect"]) == 2
        assert run(["effect", "tanto", "--sweep"]) == 2
        assert "--sweep" in capsys.readouterr().err


class TestPages:
    def test_each_study_has_its_page_and_the_command_writes_it(self, desk):
        folder = Path(__file__).parents[1] / "docs" / "effects"
        words = next(study for study in STUDIES if study.credited)
        answer = desk.effect(words.cars[0], event=words.event, credited=words.credited)
        assert page(words, [answer]) == (folder / f"{words.name}.md").read_text(encoding="utf-8")
        for study in STUDIES:
            text = (folder / f"{study.name}.md").read_text(encoding="utf-8")
            assert all(f"## {desk.catalog.name(car)}" in text for car in study.cars)
            assert all((folder / name).is_file() for name in re.findall(r"\]\((\S+\.svg)\)", text))

    def test_an_estimate_is_written_with_charts_and_caveats(self, tanto):
        text = page(STUDIES[0], [tanto])
        assert tanto.title in text
        assert text.count(".svg)") == 2
        assert all(f"- {note}" in text for note in tanto.notes())
