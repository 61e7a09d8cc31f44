"""Cells as people type them: what is taken, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.workflow.rounds.values import Refused, Value, read_note, read_value


@pytest.mark.parametrize(
    "text, number",
    [
        ("12.50", 12.5),
        ("1,234,567.8", 1234567.8),
        ("１２３", 123),
        ("-3.2", -3.2),
        ("−3.2", -3.2),
        ("+5", 5),
        ("1.5e3", 1500),
        ("12.5万吨", 12.5),
        ("12.5 万吨", 12.5),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, number: float) -> None:
    assert read_value(text, unit="万吨").number == number


@pytest.mark.parametrize(
    "text", ["=SUM(A1:A9)", "@cmd", "+A1", "-A1*2", "＝1+1", "|calc", "-2+3", '=HYPERLINK("http://x")']
)
def test_formulas_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="公式"):
        read_value(text, unit="万吨")


@pytest.mark.parametrize(
    "text, words",
    [
        ("1e400", "超出可记录的范围"),
        ("1,23,4", "千分位"),
        ("2025-03-01", "是日期"),
        ("2025年3月1日", "是日期"),
        ("—", "没有数据请填“未知”"),
        ("约27", "不是确数"),
        ("很多", "不是数值"),
        ("nan", "不是数值"),
        ("inf", "不是数值"),
        ("3.1.4", "不是数值"),
        ("1200吨", "换算后为 0.12"),
        ("5亿元", "不能换算"),
        ("9" * 61, "最多 60 个"),
    ],
)
def test_what_is_no_value_is_told_what_it_is(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_value(text, unit="万吨")


def test_a_metric_of_words_takes_words_and_no_formula() -> None:
    assert read_value("Ⅱ类", unit="", is_text=True) == Value("text", "Ⅱ类")
    with pytest.raises(Refused):
        read_value("=A1", unit="", is_text=True)


def test_a_note_may_begin_with_a_dash_before_words_and_is_one_line() -> None:
    assert read_note("- 已核对\n见附件") == "- 已核对 见附件"
    with pytest.raises(Refused, match="公式符号"):
        read_note("=cmd|' /C calc'!A0")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_every_number_is_read_with_its_thousands_separated_or_not(number: object) -> None:
    plain, separated = f"{number:f}", f"{number:,f}"
    assert read_value(plain, unit="").number == read_value(separated, unit="").number == float(plain)
    assert read_value(separated, unit="").reported == separated


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert _state_of(text) in ("refused", "empty", "number", "unknown", "not_applicable")


def _state_of(text: str) -> str:
    try:
        return read_value(text, unit="万吨").state
    except Refused:
        return "refused"
