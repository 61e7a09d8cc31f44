"""A district's own value may be entered in another unit of the same kind; a cited one stays as it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.factors import Choice, Factor, FactorBook, FactorRefused, Need
from ditan.core.factors.converting import in_unit

COAL = Factor("local:ncv", "原煤热值", "ncv", 20908.0, "kJ/kg", "local", fuel="raw_coal", verified=True, note="化验单")
HEAT = Need("ncv", match={"fuel": "raw_coal"}, unit="GJ/t|GJ/万Nm³")


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        (20908.0, "kJ/kg", "GJ/t", 20.908),
        (35.588, "MJ/m³", "GJ/万Nm³", 355.88),
        (0.5581, "tCO2/MWh", "kgCO2/kWh", 0.5581),
        (5.581, "tCO2/万kWh", "kgCO2/kWh", 0.5581),
        (110.0, "kgCO2/GJ", "tCO2/GJ", 0.11),
        (26.1, "kgC/GJ", "tC/TJ", 26.1),
        (98.0, "%", "1", 0.98),
        (0.7143, "tce/t", "kgce/kg", 0.7143),
    ],
)
def test_a_value_is_converted_by_the_registry(value: float, unit: str, wanted: str, expected: float) -> None:
    converted = in_unit(replace(COAL, value=value, unit=unit), wanted)
    assert converted is not None
    assert (converted.value, converted.unit) == (expected, wanted)


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("kcal/kg", "GJ/t"),
        ("GJ/t", "GJ/万Nm³"),
        ("tC/TJ", "tCO2/TJ"),
        ("kgce/kg", "kgCO2/kg"),
        ("", "GJ/t"),
        ("1", "%"),
    ],
)
def test_what_does_not_measure_the_same_or_is_not_plain_is_not_converted(unit: str, wanted: str) -> None:
    assert in_unit(replace(COAL, unit=unit), wanted) is None


def test_the_range_is_converted_with_the_value_and_the_note_keeps_what_was_entered() -> None:
    converted = in_unit(replace(COAL, lower=20000.0, upper=22000.0), "GJ/t")
    assert converted is not None
    assert (converted.lower, converted.value, converted.upper) == (20.0, 20.908, 22.0)
    assert converted.note == "化验单；由 20908 kJ/kg 换算"


def test_a_local_factor_is_picked_in_the_unit_that_is_needed() -> None:
    picked = FactorBook([COAL]).pick(HEAT, Choice(("local",)))
    assert (picked.code, picked.amount) == ("local:ncv", "20.908 GJ/t")


def test_a_value_of_the_row_itself_is_converted_too() -> None:
    picked = FactorBook([]).pick(HEAT, Choice((), own={"ncv": replace(COAL, factor_set="own")}), "ncv")
    assert picked.amount == "20.908 GJ/t"


def test_a_cited_factor_is_never_converted() -> None:
    with pytest.raises(FactorRefused, match="单位是 kJ/kg") as refused:
        FactorBook([replace(COAL, factor_set="ceads")]).pick(HEAT, Choice(("ceads",)))
    assert refused.value.code == "unfit"
