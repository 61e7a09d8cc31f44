"""A fuel is entered once: greenhouse gases and pollutants come from the same row."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.inventory.entry import read_row, values_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.methods import Context, evaluate

SETS = ("provincial_guide_2025", "tcses_144_2024")
COAL = {
    "fuel": "烟煤",
    "fuel_amount": "1000",
    "department": "采矿业和制造业",
    "boiler": "自动炉排层燃炉",
    "sulphur_percent": "0.8%",
    "ash_percent": "20",
    "controls": "石灰石/石膏法 100% × 95%；选择性催化还原法 100%；袋式除尘法 100%",
}


def given(cells: Mapping[str, str]) -> dict[str, float | None]:
    kind = kind_of("stationary_fuel")
    row = read_row(kind, cells)
    assert row.faults == {}
    values = values_of(kind, row.values)
    return {
        line.output.gas: line.amount
        for method in kind.methods_for(values)
        for line in evaluate(method, values, book(), Choice(SETS, unverified=True), Context("重庆", 2023)).lines
        if line.output.gas
    }


def test_a_row_of_coal_gives_carbon_dioxide_and_nine_pollutants() -> None:
    found = given(COAL)
    assert found["CO2"] == pytest.approx(1741.75, rel=1e-6)
    assert found["SO2"] == pytest.approx(13.6 * (1 - 0.8 * 0.95), rel=1e-12)
    assert found["NOx"] == pytest.approx(4.0 * 0.58, rel=1e-12)
    assert found["NH3"] == pytest.approx(0.16, rel=1e-12)
    pollutants = ("SO2", "NOx", "CO", "NMVOC", "NH3", "PM10", "PM2.5", "BC", "OC")
    assert all(isinstance(found[gas], float) for gas in pollutants)


def test_a_row_of_gas_asks_for_no_boiler_sulphur_or_ash() -> None:
    found = given(
        {"fuel": "天然气", "fuel_amount": "100", "department": "采矿业和制造业", "controls": "无控制技术 100%"}
    )
    assert found["CO2"] == pytest.approx(2162.1888, rel=1e-6)
    assert found["NOx"] == pytest.approx(2.09, rel=1e-12)
    assert "NH3" not in found


def test_a_row_of_fuel_alone_gives_carbon_dioxide_and_says_of_the_rest_that_it_is_unknown() -> None:
    found = given({"fuel": "柴油", "fuel_amount": "10"})
    assert found["CO2"] == pytest.approx(30.95910, rel=1e-6)
    assert found["NOx"] is None
