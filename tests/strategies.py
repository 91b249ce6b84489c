"""Hypothesis strategies for the vocabulary, for every test that wants any Source or Report."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from yellowplate.facts import SCOPES, Kind, Measure, Number, Period, Relation, Report, Segment, Source, Stage

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
periods = st.builds(Period, st.integers(2000 * 12, 2050 * 12), st.integers(1, 24))
numbers = st.builds(Number, st.integers(-(10**9), 10**12), st.integers(-6, 6))


def sources(ids: st.SearchStrategy[str] = names) -> st.SearchStrategy[Source]:
    """Any Source."""
    return st.builds(Source, ids, names, st.sampled_from(Kind), names, names, st.none() | days, texts)


def reports(source_ids: st.SearchStrategy[str] = names) -> st.SearchStrategy[Report]:
    """Any Report of one of these sources."""
    return st.builds(
        Report,
        source=source_ids,
        subject=names,
        segment=st.sampled_from(Segment),
        period=periods,
        measure=st.sampled_from(Measure),
        number=numbers,
        relation=st.sampled_from(Relation),
        scope=st.sampled_from(list(SCOPES)),
        stage=st.sampled_from(Stage),
        place=texts,
        published=st.none() | days,
    )


@st.composite
def batches(draw: st.DrawFn) -> tuple[dict[str, Source], list[Report]]:
    """Some Sources by id, and Reports of these, no statement twice."""
    drawn = draw(st.lists(sources(), min_size=1, max_size=4, unique_by=lambda source: source.id))
    ids = st.sampled_from([source.id for source in drawn])
    said = draw(st.lists(reports(ids), max_size=12, unique_by=lambda report: report.id))
    return {source.id: source for source in drawn}, said
