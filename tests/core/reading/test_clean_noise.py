"""Anti-copy noise of forum pages."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean


def noise(rng: random.Random, groups: int) -> str:
    """As forum software makes it: a character of 32 to 59, a blank, a character of 63 to 126."""
    return "".join(chr(rng.randint(33, 59)) + " " + chr(rng.randint(63, 126)) for _ in range(groups))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("指标. w* k% q* V. p2 s% C: x", "指标"),
        ("| >808 {# m/ \\1 r; \\) m% t", "| >80"),
        ("| 约束性! r& @# o/ D' y/ T", "| 约束性"),
        ('6 H; N" g1 T# x! F1 A, Q6 g9 S. @ |', " |"),
        ('| 预期性1 h7 C3 X5 I9 H2 K" j e', "| 预期性"),
        ("地下水质量极差比例(%)7 t7 N5 b/ E5 J# x5 ~# |", "地下水质量极差比例(%)"),
        ("% ` t F2 P$ P: b2 r | 〔18〕", " | 〔18〕"),
        ("| 15左右\n- |! V4 _8 f: I! i | q4 ]3 h1 d | -", "| 15左右\n | -"),
        ("| 70。8 k! W# ^4 z) X, v", "| 70。8"),
        ("| <5 k! W# ^4 z) X, v", "| <5"),
        ("| - k! W# ^4 z) X, v", "| -"),
        ("| 76。7! C3 ^4 a5 w% S1 Q R6 Z+ \\- l", "| 76。7"),
    ],
)
def test_noise_goes_and_the_cell_stays(line: str, kept: str) -> None:
    assert clean(line).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "LEED V4 a b c d",
        "2 a 3 b",
        "x y z w v u t",
        "到 2025 年 G D P 增长",
        "A) b C) d",
        "CO2、SO2 和 NOx",
        "1 km 2 km 3 km 4 km",
    ],
)
def test_ordinary_latin_text_is_no_noise(text: str) -> None:
    assert clean(text).text == text


@given(st.randoms(use_true_random=False), st.integers(min_value=5, max_value=15))
def test_any_noise_after_a_chinese_word_goes(rng: random.Random, groups: int) -> None:
    cleaned = clean("森林覆盖率" + noise(rng, groups) + "\n约束性").text
    assert cleaned == "森林覆盖率\n约束性"


def test_fillers_between_words_go_from_a_page_full_of_them() -> None:
    text = "各县@@、各区@@人民政府@@,市直@@各部门@@:\n推进@@节能@@降碳@@工作@@,一@@、总体@@要求@@。\n(一@@)目标@@"
    assert clean(text).text == "各县、各区人民政府,市直各部门:\n推进节能降碳工作,一、总体要求。\n(一)目标"


def test_few_signs_are_no_fillers() -> None:
    assert clean("邮箱:a@@b,注##说明**").text == "邮箱:a@@b,注##说明**"


def test_commas_before_other_marks_go_from_a_page_full_of_them() -> None:
    text = "一,、总体要求\n推进节能,,落实责任,。" + "健全机制,,完善政策,、标准,。" * 5
    assert clean(text).text == "一、总体要求\n推进节能,落实责任。" + "健全机制,完善政策、标准。" * 5


def test_a_doubled_comma_stays_where_it_is_alone() -> None:
    assert clean("推进节能,,落实责任。").text == "推进节能,,落实责任。"
