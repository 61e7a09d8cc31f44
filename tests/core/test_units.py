"""The unit registry: definitions against their standards."""

from __future__ import annotations

import pint
import pytest

from ditan.core.units import registry


@pytest.mark.parametrize(
    ("quantity", "unit", "value"),
    [
        ("1 tce", "GJ", 29.307),
        ("1 kgce", "MJ", 29.307),
        ("1000 gce", "kgce", 1.0),
        ("3 mu", "meter ** 2", 2000.0),
        ("1 steam_tonne", "megawatt", 0.7),
        ("1 wan_tonne", "tonne", 10_000.0),
        ("1 yi_CNY", "wan_CNY", 10_000.0),
        ("1 qianwan_watt", "megawatt", 10.0),
        ("1 wan_square_kilometer", "square_kilometer", 10_000.0),
        ("1 qianyi_watt_hour", "gigawatt_hour", 100.0),
        ("1 tCO2", "tCO2e", 1.0),
        ("50 percent", "dimensionless", 0.5),
        ("2 percentage_point", "percent", 2.0),
        ("4 person", "count", 4.0),
    ],
)
def test_units_convert(quantity: str, unit: str, value: float) -> None:
    assert registry()(quantity).to(unit).magnitude == pytest.approx(value, rel=1e-12)


def test_energy_and_emission_do_not_mix() -> None:
    with pytest.raises(pint.DimensionalityError):
        registry()("1 tce").to("tCO2e")


def test_two_currencies_do_not_mix() -> None:
    with pytest.raises(pint.DimensionalityError):
        registry()("1 USD").to("CNY")


def test_there_is_one_registry() -> None:
    assert registry() is registry()
