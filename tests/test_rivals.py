"""The solvers of the benchmark solve the problem they are given: CP-SAT and ours equal brute force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from brute import Tiny, instance_of, tiny

pytest.importorskip("ortools")
pytest.importorskip("highspy")

from bench.rivals import Statement, cp_sat, from_reports, highs, ours


def posed(drawn: Tiny) -> tuple[dict[str, int], list[Statement]]:
    weights = {report.id: 100 + 7 * place for place, report in enumerate(drawn.reports)}
    (component,) = from_reports(drawn.reports, weights)
    cells = {cell for said in component for terms, _, _ in said.rows() for cell in terms}
    caps = [Statement("sum", s, m, m, 0, drawn.cap, 10**6, f"cap {m}") for s, m in sorted(cells)]
    return weights, [*component, *caps]


@settings(max_examples=25, deadline=None)
@given(tiny(series=1, months=2, years=2))
def test_cp_sat_equals_brute_force(drawn: Tiny) -> None:
    weights, component = posed(drawn)
    answer = instance_of(drawn.reports, weights, drawn.cap).solve()
    solved = cp_sat(component, limit=20)
    assert solved.proved and not solved.failure
    assert solved.cost == answer.cost and solved.removed in answer.removals
    assert ours(component).cost == answer.cost


@settings(max_examples=25, deadline=None)
@given(tiny(series=1, months=5))
def test_highs_is_right_on_tiny_cases_or_is_seen_to_fail(drawn: Tiny) -> None:
    weights, component = posed(drawn)
    solved = highs(component, limit=20)
    assert solved.failure or solved.cost == instance_of(drawn.reports, weights, drawn.cap).solve().cost


def test_an_answer_that_breaks_a_statement_is_not_taken() -> None:
    said = Statement("ratio", "s", 1, 1, 5, 7, 1, "a", 0, 0, 10)
    assert said.holds({("s", 1): 6, ("s", 0): 10})
    assert not said.holds({("s", 1): 8, ("s", 0): 10})
    assert not replace(said, kind="sum").holds({("s", 1): 4})
