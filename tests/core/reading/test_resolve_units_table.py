"""Every printed unit of the table: known to the registry, of the right dimension, and scaled by the right power."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.resolve.units import BASES, COUNTERS, EXPONENTS, SHARES, UNSCALED, pint_unit, size_of
from ditan.core.units import registry

SCALED = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "千亿": 1e11, "万亿": 1e12}


def test_every_printed_unit_is_an_expression_of_the_registry() -> None:
    units = registry()
    unknown = [printed for printed in (*BASES, *SHARES, *UNSCALED, *COUNTERS) if not pint_unit(printed)]
    assert unknown == []
    for printed in (*BASES, *SHARES, *COUNTERS):
        assert units.parse_expression(pint_unit(printed)) is not None


@pytest.mark.parametrize(
    "printed", ["吨", "吨标准煤", "立方米", "平方米", "元", "米", "瓦", "千瓦时", "亩", "个", "人"]
)
def test_a_scale_word_multiplies_the_unit_and_not_its_side(printed: str) -> None:
    units = registry()
    one = units.parse_expression(pint_unit(printed))
    scaled = {
        scale: units.parse_expression(pint_unit(scale + printed)).to(one.units).magnitude / one.magnitude
        for scale in SCALED
        if pint_unit(scale + printed)
    }
    assert {"", "万", "亿"} <= set(scaled)
    assert scaled == pytest.approx({scale: SCALED[scale] for scale in scaled})


@pytest.mark.parametrize(
    ("printed", "other", "times"),
    [
        ("万吨标准煤", "吨标准煤", 1e4),
        ("亿立方米", "万立方米", 1e4),
        ("平方公里", "公顷", 100.0),
        ("公顷", "亩", 15.0),
        ("万亩", "公顷", 10000 / 15),
        ("吨", "千克", 1000.0),
        ("微克/立方米", "毫克/立方米", 1e-3),
        ("百分点", "%", 1.0),
        ("‰", "%", 0.1),
    ],
)
def test_two_units_of_one_kind_compare_by_their_sizes(printed: str, other: str, times: float) -> None:
    kind, size = size_of(printed)
    other_kind, other_size = size_of(other)
    assert kind == other_kind
    assert size / other_size == pytest.approx(times)


@pytest.mark.parametrize(
    ("printed", "other"),
    [("吨", "立方米"), ("%", "吨"), ("公里", "平方公里"), ("元", "个"), ("亩", "吨"), ("千瓦", "千瓦时")],
)
def test_units_of_different_kinds_are_told_apart(printed: str, other: str) -> None:
    assert size_of(printed)[0] != size_of(other)[0]


@pytest.mark.parametrize("printed", ["", "年吨", "市级下达", "//", "吨吨", "万万", "□□", "每"])
def test_what_is_no_unit_has_no_expression(printed: str) -> None:
    assert pint_unit(printed) == ""


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("萬噸", "万吨"),
        ("万 吨", "万吨"),
        ("ｋｍ²", "km2"),
        ("㎡", "平方米"),
        ("吨/万元", "吨/万元"),
        ("(万吨)", "万吨"),
        ("μg/m3", "微克/立方米"),
    ],
)
def test_how_a_unit_is_set_does_not_matter(printed: str, same: str) -> None:
    assert pint_unit(printed) == pint_unit(same) != ""


@given(st.text(alphabet="万亿吨标准煤/立方米·%个()千 瓦时年每", max_size=10))
def test_any_text_gives_an_expression_that_the_registry_reads_or_none(printed: str) -> None:
    expression = pint_unit(printed)
    assert expression == "" or registry().parse_units(expression.replace("percentage_point", "percent")) is not None


@given(st.sampled_from(sorted(EXPONENTS)), st.sampled_from(sorted(COUNTERS)))
def test_a_scaled_count_is_a_count(scale: str, counter: str) -> None:
    assert pint_unit(scale + counter) == "" or size_of(scale + counter)[0] in (("count",), (scale + counter,))


def test_an_unknown_unit_measures_only_itself() -> None:
    assert size_of("标准游泳池") == (("标准游泳池",), 1.0)
    assert size_of("") == ((), 1.0)
