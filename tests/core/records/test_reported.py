"""Values as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.records import Misreported, UnitMismatch, factor_between, read_reported, shown


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        ("1560.9", 1560.9, "="),
        (" 1,560.90 ", 1560.9, "="),
        ("１，５６０．９", 1560.9, "="),
        ("-1.4", -1.4, "="),
        ("－1.4", -1.4, "="),
        ("约27", 27.0, "approx"),
        ("27左右", 27.0, "approx"),
        ("≥98", 98.0, ">="),
        ("超过9200", 9200.0, ">"),
        ("不足3", 3.0, "<"),
        ("2e3", 2000.0, "="),
        (".5", 0.5, "="),
    ],
)
def test_numbers_are_read_as_written(text: str, number: float, qualifier: str) -> None:
    read = read_reported(text)
    assert (read.state, read.number, read.qualifier, read.text) == ("number", number, qualifier, text.strip())


@pytest.mark.parametrize(
    ("text", "state"), [("未知", "unknown"), ("不适用", "not_applicable"), ("n/a", "not_applicable")]
)
def test_what_is_not_known_is_said_and_is_no_number(text: str, state: str) -> None:
    read = read_reported(text)
    assert (read.state, read.number) == (state, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("—", "empty"),
        ("若干", "not_a_number"),
        ("=SUM(A1)", "not_a_number"),
        ("@x", "not_a_number"),
        ("12 34 吨", "not_a_number"),
        ("2022-05-01", "not_a_number"),
        ("12,34", "grouping"),
        ("1e400", "too_large"),
        ("9" * 30, "too_large"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
    ],
)
def test_what_is_no_value_says_why(text: str, problem: str) -> None:
    with pytest.raises(Misreported) as raised:
        read_reported(text)
    assert raised.value.problem == problem


def test_words_are_a_value_only_where_they_are_asked_for() -> None:
    assert read_reported("8.8:55.4:35.8", allow_text=True).state == "text"


def test_the_precision_is_in_the_text() -> None:
    assert (read_reported("53.30").decimals, read_reported("27").decimals) == (2, 0)


@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_a_number_that_python_writes_is_read_back(number: float) -> None:
    assert read_reported(repr(number)).number == number


@given(st.integers(-(10**12), 10**12))
def test_a_shown_number_is_read_back(number: int) -> None:
    assert read_reported(shown(float(number))).number == number


@pytest.mark.parametrize(
    ("unit", "expected", "factor"),
    [
        ("万元", "亿元", 1e-4),
        ("亿元", "亿元", 1.0),
        ("公顷", "平方公里", 0.01),
        ("吨标煤", "万吨标准煤", 1e-4),
        ("千米/平方千米", "公里/平方公里", 1.0),
        ("", "", 1.0),
        ("摄氏度", "摄氏度", 1.0),
    ],
)
def test_units_of_one_kind_turn_into_each_other(unit: str, expected: str, factor: float) -> None:
    assert factor_between(unit, expected) == factor


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("万吨", "亿元"), ("%", "个"), ("个", "%"), ("", "亿元"), ("分", "亿元"), ("美元", "元"), ("摄氏度", "米")],
)
def test_units_of_different_kinds_do_not(unit: str, expected: str) -> None:
    with pytest.raises(UnitMismatch):
        factor_between(unit, expected)
