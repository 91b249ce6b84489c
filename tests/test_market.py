"""Every SQL question against a slow version in plain Python, on small markets of any shape."""

from fractions import Fraction
from itertools import pairwise, product, takewhile

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yellowplate import open_desk
from yellowplate.catalog import Catalog
from yellowplate.facts import (
    Figure,
    Interval,
    Kind,
    Measure,
    Missing,
    Number,
    Period,
    Report,
    Segment,
    Source,
    Status,
)
from yellowplate.market import rankings, tops
from yellowplate.market.shapes import Gap, Known, Ratio, tenths
from yellowplate.market.tables import Tables, fill

KEI = Segment.KEI_PASSENGER
CARS = ("daihatsu/tanto", "honda/n-box", "nissan/dayz", "suzuki/spacia")
FIRST = Period.month(2021, 1)
MONTHS = tuple(FIRST.shift(n) for n in range(4))
QUARTER = Period(FIRST.start, 3)
SOURCE = Source("page", "https://example.org/page", Kind.PRESS, "page", "page")


def exact(value):
    return Interval(value, value), Status.PRINTED


CELLS = st.one_of(
    st.none(),
    st.integers(0, 12).map(exact),
    st.tuples(st.integers(0, 9), st.integers(1, 4)).map(lambda c: (Interval(c[0], c[0] + c[1]), Status.BOUNDED)),
    st.tuples(st.integers(1, 9), st.integers(1, 4)).map(lambda c: (Interval(c[0], c[0] + c[1]), Status.DISPUTED)),
    st.integers(0, 9).map(lambda lo: (Interval(lo, None), Status.BOUNDED)),
)
PERIODS = (*MONTHS, QUARTER)
TOTALS = st.one_of(st.none(), st.integers(0, 60).map(exact))
MARKETS = st.tuples(
    st.fixed_dictionaries(dict.fromkeys(product(CARS, PERIODS), CELLS)),
    st.fixed_dictionaries(dict.fromkeys(PERIODS, TOTALS)),
    st.fixed_dictionaries({period: st.lists(st.sampled_from(CARS), unique=True) for period in PERIODS}),
)


def market(cells, totals, lists):
    """The tables of a small market: figures by (car, period), totals by period, printed lists by period."""
    known = {**cells, **{(KEI, period): cell for period, cell in totals.items()}}
    figures = [
        Figure(str(subject), KEI, "", period, *cell, ("carried",))
        for (subject, period), cell in known.items()
        if cell is not None
    ]
    reports = [
        Report("page", car, KEI, period, Measure.RANK, Number(place))
        for period, cars in lists.items()
        for place, car in enumerate(cars, start=1)
    ]
    tables = Tables(duckdb.connect())
    fill(tables.connection, reports, [SOURCE], figures, [], Catalog.packaged())
    return tables


def slow_list(cells, lists, period):
    """The printed list down to the first line without units."""
    return list(takewhile(lambda car: cells[car, period] and cells[car, period][0].lo > 0, lists[period]))


def slow_cutoff(cells, lists, period):
    """The units of the last line of the list that has an upper bound."""
    bounds = [cells[car, period][0].hi for car in slow_list(cells, lists, period)]
    return next((hi for hi in reversed(bounds) if hi is not None), None)


def slow_cap(cells, lists, car, period, high, low):
    """What bounds a car from above: its own figure, and the list that it isn't on."""
    capped = high if car in slow_list(cells, lists, period) else least(high, slow_cutoff(cells, lists, period))
    return None if capped is None else max(capped, low)


def least(*values):
    return min((value for value in values if value is not None), default=None)


def is_exact(cell):
    return cell is not None and cell[0].exact and cell[1] is not Status.DISPUTED


def slow_units(cells, lists, car, period):
    """(lo, hi, status) of one car, or None where the car is not in the market at all."""
    total = car == KEI
    lo, hi, sure = 0, 0, True
    for month in period.each():
        cell = cells[car, month]
        low, high = cell[0] if cell else (0, None)
        if not total and not is_exact(cell):
            high = slow_cap(cells, lists, car, month, high, low)
        lo, hi = lo + low, None if high is None or hi is None else hi + high
        sure = sure and is_exact(cell)
    run = cells[car, period]
    if run is not None and (is_exact(run) or run[1] is Status.DISPUTED):
        return (*run[0], run[1])
    if sure:
        return lo, hi, Status.DERIVED
    low = max(lo, run[0].lo if run else 0)
    high = least(hi, run[0].hi if run else None)
    if not total:
        high = slow_cap(cells, lists, car, period, high, low)
    return low, high, Status.BOUNDED if low else None


def slow_places(cells, lists, period):
    """The certain places: nobody else, seen or unseen, can change them; else the printed ones."""
    members = [car for car in (*CARS, KEI) if any(cells[car, p] is not None for p in PERIODS)]
    field = {car: slow_units(cells, lists, car, period) for car in members}
    whole = field.pop(KEI, None)
    spare = None if whole is None or whole[1] is None else whole[1] - sum(lo for lo, _, _ in field.values())
    cuts = [slow_cutoff(cells, lists, month) for month in period.each()]
    unseen = least(None if None in cuts else sum(cuts), slow_cutoff(cells, lists, period), spare)
    places = {}
    for car, (lo, hi, status) in field.items():
        above = sum(hi is not None and other[0] > hi for other in field.values())
        could = 0
        for name, (low, high, _) in field.items():
            most = least(high, None if spare is None else low + spare)
            could += name != car and (most is None or most > lo)
        sure = unseen is not None and lo >= unseen and above == could
        printed = lists[period].index(car) + 1 if car in lists[period] else None
        places[car] = None if status is None else above + 1 if sure else printed
    return field, places


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_standings_are_what_plain_python_works_out(shape):
    cells, totals, lists = shape
    tables = market(*shape)
    everything = {**cells, **{(KEI, period): cell for period, cell in totals.items()}}
    for period in PERIODS:
        field, places = slow_places(everything, lists, period)
        rows = [r for r in tables.standings("nameplate", KEI, [period.start], period.months) if r.subject != KEI]
        got = {row.subject: (row.lo, row.hi, row.status, row.place) for row in rows if row.status}
        assert got == {car: (*cell, places[car]) for car, cell in field.items() if cell[2]}


@settings(max_examples=20, deadline=None)
@given(MARKETS)
def test_margins_are_the_distance_to_the_next_line(shape):
    tables = market(*shape)
    rows = [r for r in tables.standings("nameplate", KEI, [FIRST.start], 1) if r.subject != KEI]
    for line, following in pairwise(rows):
        if line.place is None or following.place not in (line.place, line.place + 1):
            assert line.ahead is None
        else:
            high = None if line.hi is None else line.hi - following.lo
            low = None if following.hi is None else max(line.lo - following.hi, 0)
            assert (line.ahead_lo, line.ahead_hi) == (low if low is not None else 0, high)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from((None, *CARS[:2])), min_size=1, max_size=9))
def test_top_run_counts_as_people_do(leaders):
    months = [FIRST.shift(n) for n in range(len(leaders))]
    others = dict.fromkeys(CARS, 1)
    cells = {
        (car, month): exact(9 if car == leader else others[car])
        for month, leader in zip(months, leaders, strict=True)
        if leader
        for car in CARS
    }
    tables = market(cells, {}, {m: [led] for m, led in zip(months, leaders, strict=True) if led})
    answer = tops.top_run(tables, "nameplate", KEI, months[-1])
    last = leaders[-1]
    if last is None:
        assert isinstance(answer, Gap)
        return
    run = next((n for n, car in enumerate(reversed(leaders)) if car != last), len(leaders))
    earlier = leaders[: len(leaders) - run]
    away = next((n for n, car in enumerate(reversed(earlier)) if car == last), None)
    if away is not None and None in earlier[len(earlier) - away :]:
        away = None
    assert (answer.subject, answer.months, answer.since) == (last, run, months[-run])
    assert answer.away == away
    assert answer.before == ((earlier[-1] if earlier else None) or "")
    assert answer.at_least == (answer.before == "")


@settings(max_examples=12, deadline=None)
@given(st.lists(CELLS, min_size=4, max_size=4))
def test_records_are_the_extremes_of_the_exact_months(column):
    cells = {("honda/n-box", month): cell for month, cell in zip(MONTHS, column, strict=True)}
    found = {month: cell[0].lo for (_, month), cell in cells.items() if is_exact(cell)}
    tables = market(cells, {}, {})
    answer = tops.records(tables, "nameplate", KEI, "honda/n-box", MONTHS[-1])
    # A single month of zero units that nobody prints as such is no line of a ranking.
    if not found:
        assert isinstance(answer, Gap)
        return
    got = {record.kind: (record.period, record.units.value) for record in answer.records}
    highest, lowest = max(found.values()), min(found.values())
    assert got["highest"] == (min(m for m, v in found.items() if v == highest), highest)
    assert got.get("lowest", got["highest"])[1] == lowest
    assert answer.known_since == min(found)
    assert answer.gaps == MONTHS[-1].end - min(found).start - len(found)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_ratio_of_exact_units_is_exact(units, base):
    known = [Known(Interval(n, n), Status.PRINTED) for n in (units, base)]
    found = rankings.ratio(*known, FIRST)
    assert found.percent == Fraction(100 * units, base)
    assert abs(Fraction(str(found.share)) - found.percent) <= Fraction(1, 20)


@given(st.integers(1, 99), st.integers(0, 9), st.integers(1, 99), st.integers(0, 9))
def test_ratio_of_bounds_holds_every_ratio_within(lo, more, base, wider):
    units = Known(Interval(lo, lo + more), Status.BOUNDED)
    found = rankings.ratio(units, Known(Interval(base, base + wider), Status.BOUNDED), FIRST)
    for x, y in product((lo, lo + more), (base, base + wider)):
        assert found.low <= Fraction(100 * x, y) <= found.high


@pytest.mark.parametrize(("value", "rounded"), [("141.05", 141.1), ("-10.25", -10.2), ("43", 43.0)])
def test_tenths_go_up_at_the_half(value, rounded):
    assert tenths(Fraction(value)) == rounded


def test_a_ratio_without_a_base_says_why():
    found = rankings.ratio(Known(Interval(5, 5), Status.PRINTED), Known(missing=Missing.NOT_PUBLISHED), FIRST)
    assert (found.percent, found.as_change(), found.missing) == (None, "", Missing.NOT_PUBLISHED)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [("143", "143", "+43.0 %"), ("90", "99", "-10.0 to -1.0 %"), ("120", None, "+20.0 % or more")],
)
def test_changes_read_as_people_write_them(low, high, text):
    assert Ratio(FIRST, Known(), Fraction(low), high and Fraction(high)).as_change() == text


def test_a_car_counted_in_another_line_is_no_line_of_its_own():
    ranking = open_desk().ranking("2024")
    assert "mitsubishi/delica-mini-ek" in [line.subject for line in ranking.lines]
    assert "mitsubishi/delica-mini" not in [line.subject for line in ranking.lines]


def test_a_car_that_is_not_counted_in_a_segment_says_where_it_is():
    gap = open_desk().figure("honda/n-box", "2024-05", segment="registered")
    assert "N-BOX is counted in kei-passenger, not there." in gap.json()


@pytest.mark.parametrize(("car", "year", "run"), [("nissan/sakura", 2022, run) for run in (6, 7, 8)])
def test_cars_plated_before_the_first_sale_count_in_the_year_so_far(car, year, run):
    desk = open_desk()
    first, last = Period(Period.year(year).start, run), Period(Period.year(year).start + run, 12 - run)
    so_far, rest, whole = (desk.figure(car, period).figure.interval for period in (first, last, Period.year(year)))
    assert so_far.lo + rest.lo <= whole.hi and whole.lo <= so_far.hi + rest.hi
