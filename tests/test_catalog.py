"""The catalog: every printed name is found, no name is guessed, and what is counted with what has its dates."""

import csv
from importlib.resources import files

import pytest

from yellowplate.catalog import Catalog
from yellowplate.facts import Period, Segment


@pytest.fixture(scope="module")
def catalog():
    return Catalog.packaged()


def printed():
    with files("yellowplate").joinpath("data", "reports.csv").open(encoding="utf-8", newline="") as file:
        return {(r["level"], r["segment"], r["maker"], r["name"]): r["period"] for r in csv.DictReader(file)}


def test_every_packaged_row_names_one_subject(catalog):
    for (level, segment, maker, name), period in printed().items():
        found = catalog.subject(name, maker, Segment(segment), Period.parse(period))
        if level == "segment":
            assert found == segment, name
        elif level == "maker":
            assert found == catalog.subject(maker) and found in catalog.makers, name
        else:
            assert catalog.nameplates[found].maker == catalog.subject(maker), name
