"""Every statement of the packaged pages, told as a sentence in ten ways a language, is read back as the same Report.

Each run takes other chunks of them; with YELLOWPLATE_ALL=1 it takes all. What no sentence of a language can say is
left out: counts under a scope that the segment doesn't name ("vans only", "with imports"), and the rest of a list.
"""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from told import CATALOG, TEMPLATES, WHOLE, sentences
from yellowplate.facts import Measure
from yellowplate.ledger import Ledger
from yellowplate.read.prose import read_prose
from yellowplate.read.prose.text import Article

ALL = bool(os.environ.get("YELLOWPLATE_ALL"))
TEN = 10
CHUNKS = 200  # of the statements; one is about sixty of them


def said(report):
    return report.subject, report.segment, report.period, report.measure, report.number, report.relation


def told():
    """What sentences can say: one of each that says the same."""
    found = {said(r): r for r in Ledger.open().reports() if not r.scope and r.subject != "other"}
    return sorted(found.values(), key=lambda report: report.id)


REPORTS = told()
CARS = [r for r in REPORTS if r.subject in CATALOG.nameplates]


def lost(report, language):
    """The sentences that are not read back as what they were made of."""
    for text in sentences(report, language):
        read = read_prose(Article(text, language=language), CATALOG)
        back = {said(r) for s in read.statements for reading in s.readings if (r := reading.report(""))}
        if said(report) not in back:
            yield text


@pytest.mark.parametrize("language", list(TEMPLATES))
def test_there_are_ten_ways_to_tell_each_measure(language):
    for measures in (TEMPLATES[language], WHOLE[language]):
        assert set(measures) == {Measure.UNITS, Measure.YOY, Measure.MOM, Measure.RANK}
        assert all(len(set(ways)) >= TEN for ways in measures.values())


@pytest.mark.parametrize("language", list(TEMPLATES))
@settings(max_examples=CHUNKS if ALL else 4, deadline=None)
@given(chunk=st.integers(0, CHUNKS - 1))
def test_what_is_told_is_read_back(language, chunk):
    missing = [text for report in REPORTS[chunk::CHUNKS] for text in lost(report, language)]
    assert not missing, (len(missing), missing[:5])
