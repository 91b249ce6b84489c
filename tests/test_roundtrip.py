"""Reports read back: what the writer says, the reader finds, and the ledger confirms (all months: bench)."""

from __future__ import annotations

import pytest
from bench.report_roundtrip import FORMS, confirmed, roundtrip

from yellowplate.desk import open_desk
from yellowplate.facts import Period
from yellowplate.publish.text import languages

MONTHS = ("2016-08", "2018-12", "2019-10", "2020-05", "2022-05", "2023-12", "2024-01", "2025-06", "2025-10", "2025-11")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages())
def test_no_claim_of_a_report_is_contradicted_and_nearly_all_are_confirmed(language: str, form: str) -> None:
    tally, wrong = roundtrip(open_desk(), list(map(Period.parse, MONTHS)), language, FORMS[form])
    assert not wrong
    assert tally.total() > 500
    assert confirmed(tally) >= 0.95
