"""Words that a page spread apart."""

import pytest

from ditan.core.reading.clean import clean


@pytest.mark.parametrize(
    "spread, word",
    [
        ("责 任 单 位", "责任单位"),
        ("目  录\n", "目录\n"),
        ("序 号 | 备 注", "序号| 备注"),
        ("前\u3000言", "前言"),
        ("到2 0 2 5 年", "到2025年"),
    ],
)
def test_blanks_inside_a_word_go(spread: str, word: str) -> None:
    assert clean(spread).text.replace(" |", "|") == word


@pytest.mark.parametrize(
    "text", ["市财政局 市水利局", "前 言 1", "重庆市 生态环境局", "2020 2025 2030 年", "指标 单位"]
)
def test_blanks_between_words_stay(text: str) -> None:
    assert clean(text).text == text
