"""What is found worth telling: in the packaged data without help, and in small made markets where it is known."""

from __future__ import annotations

import json
from collections.abc import Iterable

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yellowplate.catalog import Catalog
from yellowplate.desk import Desk, open_desk
from yellowplate.errors import UsageError
from yellowplate.facts import Figure, Interval, Kind, Measure, Number, Period, Report, Segment, Source, Status
from yellowplate.market.shapes import Gap, Known, Ratio
from yellowplate.market.stories import Stories, Story, StoryKind, stories
from yellowplate.market.stories.scoring import impact, rarity, succession, surprise
from yellowplate.market.tables import Tables, fill

CATALOG = Catalog.packaged()
KEI = Segment.KEI_PASSENGER
CARS = ("honda/n-box", "suzuki/spacia", "daihatsu/tanto", "suzuki/hustler", "nissan/roox")
NOW = Period.month(2025, 11)
LEADS = (StoryKind.LEAD_TAKEN, StoryKind.LEAD_REGAINED, StoryKind.LEAD_KEPT)
MONTHS = ("2012-01", "2012-09", "2014-05", "2016-02", "2017-11", "2019-08", "2020-05", "2022-01", "2023-12", "2026-02")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def told(desk: Desk, period: str, focus: str | None = None) -> Stories:
    answer = desk.stories(period, focus)
    assert isinstance(answer, Stories)
    return answer


def market(units: dict[str, Iterable[int]], total: int = 10_000, until: Period = NOW) -> Tables:
    """A market in which every car's units are printed month by month up to `until`, with the whole list and a total."""
    source = Source("made", "https://made.example/", Kind.OFFICIAL, "made", "made")
    reports, figures = [], []
    series = {car: list(values) for car, values in units.items()}
    length = max(map(len, series.values()))
    series[str(KEI)] = [total] * length
    for subject, values in series.items():
        for back, value in enumerate(reversed(values)):
            month = until.shift(-back)
            report = Report("made", subject, KEI, month, Measure.UNITS, Number(value))
            reports.append(report)
            figures.append(Figure(subject, KEI, "", month, Interval(value, value), Status.PRINTED, (report.id,)))
    for back in range(length):
        month = until.shift(-back)
        standing = sorted(
            (values[-1 - back], car) for car, values in series.items() if car in units and len(values) > back
        )
        for place, (_, car) in enumerate(reversed(standing), 1):
            reports.append(Report("made", car, KEI, month, Measure.RANK, Number(place)))
    connection = duckdb.connect()
    fill(connection, reports, [source], figures, (), CATALOG)
    return Tables(connection)


def found(units: dict[str, Iterable[int]], until: Period = NOW) -> Stories:
    answer = stories(market(units, until=until), CATALOG, until, KEI)
    assert isinstance(answer, Stories)
    return answer


def one(answer: Stories, kind: StoryKind, subject: str) -> Story:
    (story,) = [story for story in answer.stories if story.kind is kind and story.subject == subject]
    return story


def number(story: Story, name: str) -> int:
    fact = story.fact(name)
    assert fact is not None and isinstance(fact.value, int)
    return fact.value


def test_november_2025_is_led_by_the_return_of_the_n_box_and_the_jump_of_the_roox(desk: Desk) -> None:
    answer = told(desk, "2025-11")
    lead = answer.lead
    assert lead is not None
    assert (lead.kind, lead.subject, number(lead, "away")) == (StoryKind.LEAD_REGAINED, "honda/n-box", 1)
    heroes = [story.subject for story in answer.stories if story.subject in CATALOG.nameplates]
    assert heroes[1] == "nissan/roox"
    climb = one(answer, StoryKind.CLIMB, "nissan/roox")
    year, month = climb.fact("year"), climb.fact("month")
    assert year and isinstance(year.value, Ratio) and year.value.change == 41.0
    assert month and isinstance(month.value, Ratio) and month.value.change == 43.0


def test_october_2025_is_led_by_the_move_taking_first_place(desk: Desk) -> None:
    lead = told(desk, "2025-10").lead
    assert lead is not None and lead.subject == "daihatsu/move" and lead.kind in LEADS
    assert lead.kind is not StoryKind.LEAD_KEPT


@pytest.mark.parametrize("period", ["2023-12", "2024-01"])
def test_daihatsus_stop_leads_the_months_it_fell_in(desk: Desk, period: str) -> None:
    lead = told(desk, period).lead
    assert lead is not None
    assert (lead.kind, lead.subject) == (StoryKind.SHARE_LOSS, "daihatsu")
    assert "2023-12-20-daihatsu-scandal" in [event.id for event in lead.events]


@pytest.mark.parametrize("period", [*MONTHS, "2019", "FY2019", "2025-01..2025-06"])
def test_every_story_is_dated_named_weighed_and_printable(desk: Desk, period: str) -> None:
    answer = told(desk, period)
    asked = Period.parse(period)
    assert answer.stories
    assert json.loads(answer.json())["period"] == period
    assert len(answer.df()) == len(answer.stories)
    for story in answer.stories:
        assert story.fact("units")
        assert all(subject in answer.names for subject in story.subjects)
        assert all(event.day < asked.ends.isoformat() and event.month.start < asked.end for event in story.events)
        assert 0 <= story.score.impact <= 1 and 0 <= story.score.surprise <= 1
        for fact in story.facts:
            assert fact.period.end <= asked.end
            assert not isinstance(fact.value, Known) or fact.value.interval is not None
    totals = [story.score.total for story in answer.stories if story.kind is not StoryKind.STANDING]
    assert totals[0] == max(totals)
    # A story of the kind just told waits its turn at half its weight, so what follows weighs up to twice as much.
    assert all(2 * total + 1e-3 >= max(totals[place:]) for place, total in enumerate(totals))


def test_nothing_after_the_period_is_looked_at() -> None:
    then = NOW.shift(-6)
    units = {car: [1000 + 37 * ((at * (n + 3)) % 17) - 100 * n for at in range(40)] for n, car in enumerate(CARS)}
    known = {car: values[:34] for car, values in units.items()}
    whole = stories(market(units), CATALOG, then, KEI)
    before = stories(market(known, until=then), CATALOG, then, KEI)
    assert isinstance(whole, Stories) and isinstance(before, Stories)
    assert whole.data() == before.data()


def test_first_place_taken_kept_and_regained() -> None:
    steady = {"suzuki/spacia": [800] * 14, "daihatsu/tanto": [500] * 14}
    kept = one(found({"honda/n-box": [900] * 14, **steady}), StoryKind.LEAD_KEPT, "honda/n-box")
    assert number(kept, "run at least") == 14
    taken = one(found({"honda/n-box": [700] * 13 + [900], **steady}), StoryKind.LEAD_TAKEN, "honda/n-box")
    assert number(taken, "ended at least") == 13
    regained = one(
        found({"honda/n-box": [900] * 10 + [700] * 3 + [900], **steady}), StoryKind.LEAD_REGAINED, "honda/n-box"
    )
    assert (number(regained, "away"), number(regained, "ended")) == (3, 3)
    assert taken.score.surprise > regained.score.surprise > kept.score.surprise


def test_shared_first_place_names_both() -> None:
    answer = found({"honda/n-box": [900] * 3, "suzuki/spacia": [900] * 3})
    (shared,) = [story for story in answer.stories if story.kind is StoryKind.LEAD_SHARED]
    assert set(shared.subjects) == {"honda/n-box", "suzuki/spacia"}


def test_a_climb_needs_every_comparison_to_agree() -> None:
    noise = [1000 + 10 * (at % 5) for at in range(40)]
    rivals = {"suzuki/spacia": [3000] * 41, "daihatsu/tanto": [2000] * 41}
    both = found({"honda/n-box": [*noise, 1500], **rivals})
    assert one(both, StoryKind.CLIMB, "honda/n-box").score.surprise > 0.6
    mixed = found({"honda/n-box": [*noise[:-1], 2000, 1500], **rivals})
    assert not [s for s in mixed.stories if s.kind in (StoryKind.CLIMB, StoryKind.FALL) and s.subject == "honda/n-box"]


def test_records_reach_as_far_back_as_is_known() -> None:
    rivals = {"suzuki/spacia": [3000] * 41}
    values = [1000 + at % 7 for at in range(40)]
    best = one(found({"honda/n-box": [*values, 1500], **rivals}), StoryKind.RECORD_HIGH, "honda/n-box")
    assert number(best, "compared") == 41 and best.fact("previous") is None
    values[5] = 1600
    since = one(found({"honda/n-box": [*values, 1500], **rivals}), StoryKind.RECORD_HIGH, "honda/n-box")
    previous = since.fact("previous")
    assert previous is not None and previous.period == NOW.shift(-35)
    short = found({"honda/n-box": [1000] * 10 + [1500], "suzuki/spacia": [3000] * 11})
    assert not [story for story in short.stories if story.kind is StoryKind.RECORD_HIGH]


def test_overtaken_after_a_long_time_behind() -> None:
    answer = found({"honda/n-box": [3000] * 20, "suzuki/spacia": [1000] * 19 + [1300], "daihatsu/tanto": [1200] * 20})
    story = one(answer, StoryKind.OVERTAKEN, "suzuki/spacia")
    assert story.subjects == ("suzuki/spacia", "daihatsu/tanto")
    assert number(story, "behind") == 19


def test_turning_point_counts_the_run_that_ended() -> None:
    falling = [2000 - 20 * at for at in range(30)]
    answer = found({"daihatsu/tanto": [*falling, 1900], "suzuki/spacia": [3000] * 31})
    assert number(one(answer, StoryKind.TURN_UP, "daihatsu/tanto"), "run at least") == 18


def test_what_was_counted_otherwise_is_not_compared() -> None:
    """The N-BOX counts the N-BOX JOY from 2024-09: comparisons across that month don't count as a run."""
    falling = [2000 - 20 * at for at in range(30)]
    answer = found({"honda/n-box": [*falling, 1900], "suzuki/spacia": [3000] * 31})
    assert not [story for story in answer.stories if story.kind is StoryKind.TURN_UP and story.subject == "honda/n-box"]


def test_focus_is_always_told(desk: Desk) -> None:
    answer = told(desk, "2025-11", "タフト")
    standing = one(answer, StoryKind.STANDING, "daihatsu/taft")
    assert number(standing, "place") == 12
    assert answer.of("daihatsu/taft")


def test_a_period_without_a_ranking_is_a_gap(desk: Desk) -> None:
    assert isinstance(desk.stories("1999-01"), Gap)
    with pytest.raises(UsageError):
        desk.stories("2025-13")


def test_launches_are_measured_against_plans(desk: Desk) -> None:
    launch = one(told(desk, "2023-12", "honda/n-box"), StoryKind.LAUNCH, "honda/n-box")
    total = launch.fact("total")
    assert (number(launch, "plan"), number(launch, "months")) == (15_000, 2)
    assert total is not None and isinstance(total.value, Known) and total.value.value == 21_097 + 19_681


@given(st.lists(st.floats(0, 10), max_size=50), st.floats(0, 10))
def test_rarity_counts_and_surprise_grows_with_it(past: list[float], today: float) -> None:
    odds = rarity(today, past)
    assert 0 < odds <= 1
    assert odds <= rarity(today - 1, past)
    assert 0 <= surprise(odds) <= surprise(odds / 2) <= 1


def test_scale_of_the_score() -> None:
    assert surprise(1) == 0 and surprise(0.1) == pytest.approx(0.5) and surprise(0.01) == surprise(0.0001) == 1
    assert succession(0) == 0.5 and succession(8) == 0.1
    assert impact(1) == 1 and impact(0.25) == 0.5
