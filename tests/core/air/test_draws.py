"""Pollutants under uncertainty: the draws go through the same formulas, controls and all."""

from __future__ import annotations

import pytest

from ditan.core.air.coal_combustion import METHOD
from ditan.core.methods import Control
from ditan.core.uncertainty.approach2 import simulate
from ditan.core.uncertainty.propagating import Propagation
from tests.core.air.rows import carry_out


def test_draws_of_coal_amount_and_efficiencies_centre_on_the_amount() -> None:
    row = {
        "fuel": "raw_coal",
        "fuel_amount": 1000.0,
        "department": "industry",
        "boiler": "automatic_stoker",
        "sulphur_percent": 1.0,
        "ash_percent": 20.0,
        "controls": (Control("石灰石/石膏法", 1.0, 0.95), Control("袋式除尘法", 0.9)),
    }
    lines = {each.output.gas: each for each in carry_out(METHOD, row).lines}
    rows = Propagation()
    rows.add(
        "锅炉", lines["PM10"], percents={"fuel_amount": 5.0, "ash_percent": 10.0}, assumed={"pm25_efficiency": 2.0}
    )
    run = simulate(rows.terms, rows.sampler(20_000, 1))
    assert lines["PM10"].amount is not None
    assert run.total.mean == pytest.approx(lines["PM10"].amount, rel=0.01)
    assert run.total.lower < lines["PM10"].amount < run.total.upper
