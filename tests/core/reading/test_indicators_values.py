"""Printed values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.draft import Value
from ditan.core.reading.indicators.texts import split_texts
from ditan.core.reading.indicators.values import is_bracketed, read_value


@pytest.mark.parametrize(
    ("cell", "value", "comparator"),
    [
        ("45", 45.0, "="),
        ("0.5216", 0.5216, "="),
        ("20%", 20.0, "="),
        ("≥70", 70.0, ">="),
        (">80", 80.0, ">"),
        ("<5", 5.0, "<"),
        ("≤35", 35.0, "<="),
        ("不低于95", 95.0, ">="),
        ("不小于30%", 30.0, ">="),
        ("大于90", 90.0, ">"),
        ("约15", 15.0, "approx"),
        ("[22]", 22.0, "="),
        ("〔18〕", 18.0, "="),
        ("【13.5】", 13.5, "="),
        ("[≥15]", 15.0, ">="),
        ("1,200", 1200.0, "="),
        ("-3.2", -3.2, "="),
        ("76。7", 76.7, "="),
        ("86.5(2019年)", 86.5, "="),
        ("35*", 35.0, "="),
        ("0", 0.0, "="),
    ],
)
def test_a_bare_number_is_a_value(cell: str, value: float, comparator: str) -> None:
    assert read_value(cell) == Value(value, cell, comparator, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "number", "comparator"),
    [
        ("15左右", 15.0, "approx"),
        ("80%以上", 80.0, ">="),
        ("70以内", 70.0, "<="),
        ("160万立方米", 160.0, "="),
        ("下降15%", 15.0, "="),
        ("控制在35以内", 35.0, "<="),
        ("累计100", 100.0, "="),
    ],
)
def test_a_number_in_words_stays_text_and_keeps_its_amount(cell: str, number: float, comparator: str) -> None:
    assert read_value(cell) == Value(None, cell, comparator, number)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["市级下达", "不减少", "完成国家下达目标", "干-支:缆线约2:8", "30-35", "Ⅲ类"])
def test_words_are_text_without_an_amount(cell: str) -> None:
    assert read_value(cell) == Value(None, cell)


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "——", "/", "无"])
def test_a_cell_that_says_nothing_is_no_value(cell: str) -> None:
    assert read_value(cell) is None


def test_blanks_and_line_breaks_do_not_hide_a_number() -> None:
    assert read_value(" ≥ 70\n") == Value(70.0, "≥ 70", ">=", 70.0)


def test_brackets_mark_a_sum() -> None:
    assert is_bracketed("[22]")
    assert is_bracketed("〔18〕")
    assert is_bracketed("【13.5】%")
    assert not is_bracketed("22")
    assert not is_bracketed("(22)")


@given(st.floats(min_value=0, max_value=1e6, allow_nan=False).map(lambda number: f"{number:.2f}"))
def test_any_printed_number_is_read_back(text: str) -> None:
    value = read_value(text)

    assert value is not None
    assert value.value == float(text)
    assert value.text == text


@given(st.text(max_size=30))
def test_no_cell_breaks_the_reader(text: str) -> None:
    value = read_value(text)

    assert value is None or value.text


@pytest.mark.parametrize(
    ("tail", "columns", "cells"),
    [
        ("-不减少不减少", 3, ("-", "不减少", "不减少")),
        ("不减少不减少", 2, ("不减少", "不减少")),
        ("-市级下达", 2, ("-", "市级下达")),
        ("50完成市级下达任务", 2, ("50", "完成市级下达任务")),
        ("[22]市级下达", 2, ("[22]", "市级下达")),
        ("-干-支:缆线约2:8干-支:缆线约2:8", 3, ("-", "干-支:缆线约2:8", "干-支:缆线约2:8")),
        ("市级下达", 1, ("市级下达",)),
        ("逐步提高95%", 2, ("逐步提高", "95%")),
    ],
)
def test_text_values_run_together_are_parted(tail: str, columns: int, cells: tuple[str, ...]) -> None:
    split = split_texts(tail, columns)

    assert split is not None
    assert split.cells == cells
    assert not split.ambiguous


def test_different_words_are_cut_by_guess_and_marked() -> None:
    split = split_texts("-基本建成全面建成", 3)

    assert split is not None
    assert split.cells == ("-", "基本建成", "全面建成")
    assert split.ambiguous
    assert split.confidence <= 0.5


def test_a_tail_without_words_is_no_text() -> None:
    assert split_texts("4550", 2) is None
    assert split_texts("", 2) is None


@given(st.text(alphabet="完成市级下达不减少-45%〔〕[]", max_size=30), st.integers(min_value=1, max_value=4))
def test_parted_words_give_the_tail_back(tail: str, columns: int) -> None:
    split = split_texts(tail, columns)

    assert split is None or ("".join(split.cells) == tail and len(split.cells) == columns)
