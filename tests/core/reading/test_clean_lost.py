"""Lost blanks and lost characters."""

import pytest

from ditan.core.reading.clean import clean


@pytest.mark.parametrize(
    "damaged, mended",
    [
        ("序号 | 目????标????任????务 | 责任单位 |", "序号 | 目标任务 | 责任单位 |"),
        ("备??注", "备注"),
        ("2022年1月25日?", "2022年1月25日"),
        ("目标。\n????为贯彻落实", "目标。\n为贯彻落实"),
        ("??(此件公开发布)", "(此件公开发布)"),
        ("同意。\n?\n???????? ?某市人民政府\n?????? 2018年12月24日\n?\n", "同意。\n\n某市人民政府\n2018年12月24日\n\n"),
    ],
)
def test_question_marks_for_white_space_go(damaged: str, mended: str) -> None:
    assert clean(damaged).text == mended


def test_question_marks_inside_a_word_keep_the_places_of_lost_characters() -> None:
    assert clean("三级医院和??漆医院").text == "三级医院和□□漆医院"


def test_replacement_marks_keep_their_places() -> None:
    assert clean("生态\ufffd境").text == "生态□境"


def test_a_real_question_stays() -> None:
    assert clean("什么是碳达峰?怎么实现?").text == "什么是碳达峰?怎么实现?"


def test_bullets_of_symbol_fonts_become_dots_and_unknown_signs_boxes() -> None:
    assert clean("\uf0b7加快\ue123发展").text == "·加快□发展"
