"""Printed units as expressions of the registry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.resolve.units import BASES, COUNTERS, EXPONENTS, SHARES, UNSCALED, pint_unit
from ditan.core.units import registry


@pytest.mark.parametrize(
    ("printed", "expression"),
    [
        ("万吨", "wan_tonne"),
        ("亿元", "yi_CNY"),
        ("千米/平方千米", "kilometer / square_kilometer"),
        ("吨标准煤/万元", "tce / wan_CNY"),
        ("克标准煤/千瓦时", "gce / kilowatt_hour"),
        ("万千瓦", "qianwan_watt"),
        ("亿千瓦时", "qianyi_watt_hour"),
        ("万m3/d", "wan_cubic_meter / day"),
        ("μg/m³", "microgram / cubic_meter"),
        ("微克每立方米", "microgram / cubic_meter"),
        ("吨/天", "tonne / day"),
        ("㎡", "square_meter"),
        ("%", "percent"),
        ("％", "percent"),
        ("‰", "permille"),
        ("个百分点", "percentage_point"),
        ("萬噸", "wan_tonne"),
        ("kWh/(m2·a)", "kilowatt_hour / square_meter / year"),
        ("℃", "degree_Celsius"),
        ("dB(A)", "decibel"),
        ("家", "count"),
        ("台套", "count"),
        ("万辆", "wan_count"),
        ("人次", "person"),
    ],
)
def test_units_of_plans(printed: str, expression: str) -> None:
    assert pint_unit(printed) == expression


@pytest.mark.parametrize("printed", ["", "番", "成", "度", "年吨", "万℃", "不减少", "/", "吨/", "十十吨"])
def test_what_is_no_unit_of_the_registry_stays_empty(printed: str) -> None:
    assert pint_unit(printed) == ""


def test_every_expression_is_parsed_by_the_registry() -> None:
    units = registry()
    for printed in (*BASES, *COUNTERS, *SHARES, *UNSCALED):
        for scale in ("", *EXPONENTS):
            expression = pint_unit(scale + printed)
            if expression:
                units.parse_units(expression)


def test_a_scale_multiplies_what_it_stands_before() -> None:
    units = registry()
    for printed in BASES:
        plain, scaled = pint_unit(printed), pint_unit("万" + printed)
        if plain and scaled:
            assert units(f"1 {scaled}").to(plain).magnitude == pytest.approx(10_000, rel=1e-9), printed


@given(st.text(max_size=12))
def test_any_text_gives_an_expression_or_nothing(text: str) -> None:
    expression = pint_unit(text)
    if expression:
        registry().parse_units(expression)
