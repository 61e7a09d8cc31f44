"""The linear case that both approaches are measured on."""

import pytest

from benchmarks.uncertainty import linear


def test_both_approaches_agree_on_the_linear_case() -> None:
    run, expected = linear(categories=10, draws=100_000, seed=2024)

    assert run.total.percent == pytest.approx(expected, rel=0.01)
    assert set(run.groups) == {f"sector {number}" for number in range(5)}
    assert run.total.point == 2 * sum(range(100, 110))
