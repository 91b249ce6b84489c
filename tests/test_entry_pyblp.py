"""The same markets solved by pyblp: equal prices and shares."""

import numpy as np
import pytest

pytest.importorskip("pyblp", reason="needs the extra `entry`")

from bench.entry_speed import drawn, theirs

from yellowplate.entry.equilibrium import solve


@pytest.mark.filterwarnings("ignore")
def test_prices_and_shares_are_those_of_pyblp():
    market, entering = drawn(3)
    one = entering.only(np.array([1]))
    ours, (results, _) = solve(market, one), theirs(market, one)
    assert ours.converged.all() and results.fp_converged.all()
    assert np.abs(results.product_data.prices[:, 0] - ours.prices[:, 0]).max() < 1e-8
    assert np.abs(results.product_data.shares[:, 0] - ours.shares[:, 0]).max() < 1e-8
