"""Composting and digestion."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import biological_treatment
from ditan.core.methods import Context, Evaluation, evaluate


def treated(treatment: str, basis: str, **changed: Any) -> Evaluation:
    values = {"treatment": treatment, "weight_basis": basis, "treated_t": 1000.0, "recovered_ch4_t": 0.0} | changed
    return evaluate(biological_treatment.METHOD, values, book(), Choice(("ipcc_2006",)), Context("重庆", 2023))


@pytest.mark.parametrize(
    ("treatment", "basis", "ch4", "n2o"),
    [
        ("compost", "wet", 4.0, 0.24),
        ("compost", "dry", 10.0, 0.6),
        ("digestion", "wet", 0.8, 0.0),
        ("digestion", "dry", 2.0, 0.0),
    ],
)
def test_a_thousand_tonnes_emit_by_process_and_weight(treatment: str, basis: str, ch4: float, n2o: float) -> None:
    """EFDB 615011 to 615018 (IPCC 2006 volume 5 table 4.1); N2O of digestion: negligible in the table."""
    assert [line.amount for line in treated(treatment, basis).lines] == [pytest.approx(ch4), pytest.approx(n2o)]


def test_recovered_gas_is_taken_off() -> None:
    assert treated("compost", "wet", recovered_ch4_t=1.5).lines[0].amount == pytest.approx(2.5)


def test_more_recovered_than_generated_gives_no_number_and_leaves_the_other_gas() -> None:
    ch4, n2o = treated("compost", "wet", recovered_ch4_t=5.0).lines
    assert (ch4.amount, [each.code for each in ch4.problems]) == (None, ["number"])
    assert n2o.amount == pytest.approx(0.24)
