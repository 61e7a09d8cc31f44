"""Cleaning as a whole: what it changes, what it keeps, and that its map is exact."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean

PLANS = Path("examples/plans")
MORE = Path("tests/data/more")
TEXTS = sorted([*PLANS.glob("0*.txt"), *MORE.glob("*.txt")])


def test_a_page_with_pinyin_is_restored_to_simplified_characters() -> None:
    page = clean("生態(tài)環(huán)境")
    assert page.text == "生态环境"
    assert page.printed(0, 4) == "生态环境"
    assert page.quote(0, 4) == "生態(tài)環(huán)境"


def test_a_page_set_in_traditional_characters_keeps_them_in_print() -> None:
    page = clean("推進節能減排,單位地區生產總值能耗下降14%,排放量4.32萬噸")
    start = page.text.index("万吨")
    assert page.printed(start, start + 2) == "萬噸"
    assert page.text.startswith("推进节能减排")


def test_full_width_digits_and_signs_become_half_width() -> None:
    assert clean("２０２５年，下降１４％（约束性）").text == "2025年,下降14%(约束性)"


def test_half_width_and_chinese_punctuation_stay() -> None:
    text = "到2025年,“双碳”目标、任务。(征求意见稿)〔2022〕5号"
    assert clean(text).text == text


def test_radicals_that_pdf_fonts_give_become_characters() -> None:
    page = clean("⾸⻚ ⼈⺠政府各部⻔ ⻰⾥⻓安")
    assert page.text == "首页 人民政府各部门 龙里长安"
    assert page.printed(0, 2) == "首页"


def test_characters_that_print_nothing_are_taken_out() -> None:
    assert clean("\ufeff节\u200b能\u00ad减\u2060排").text == "节能减排"


def test_a_byte_order_mark_keeps_its_place_in_the_original() -> None:
    page = clean("\ufeff节能")
    assert page.span(0, 2) == (1, 3)
    assert page.original == "\ufeff节能"


def test_hard_blanks_and_ideographic_blanks_become_blanks() -> None:
    assert clean("第一章\u3000总体\xa0要求").text == "第一章 总体 要求"


def test_character_references_are_resolved() -> None:
    page = clean("第一章&nbsp;总体&ldquo;要求&rdquo;")
    assert page.text == "第一章 总体“要求”"
    assert page.span(4, 6) == (9, 11)


def test_a_lone_ampersand_stays() -> None:
    assert clean("R&D投入AT&T;A&B").text == "R&D投入AT&T;A&B"


def test_page_numbers_between_lines_are_taken_out() -> None:
    assert clean("推进节能\n— 12 —\n减排。\n- 3 -\n第 4 页 共 9 页\n").text == "推进节能\n减排。\n"


def test_a_year_alone_on_a_line_is_no_page_number() -> None:
    assert clean("指标\n2020\n2025\n").text == "指标\n2020\n2025\n"


def test_an_empty_text_is_clean() -> None:
    page = clean("")
    assert page.text == ""
    assert page.span(0, 0) == (0, 0)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_character_of_a_cleaned_text_comes_from_its_place(path: Path) -> None:
    page = clean(path.read_text("utf-8"))
    assert all(first < second for first, second in pairwise(page.starts))
    assert all(start + 1 == end for start, end in zip(page.starts, page.ends, strict=True))
    digits = [at for at, char in enumerate(page.text) if "0" <= char <= "9"]
    assert all(page.quote(at, at + 1) == page.text[at] for at in digits)


@pytest.mark.parametrize("path", sorted(PLANS.glob("00[0134]*.txt")), ids=lambda path: path.stem)
def test_a_plain_page_loses_no_printed_character(path: Path) -> None:
    text = path.read_text("utf-8")
    printed = "".join(text.split()).replace("•", "·")
    assert "".join(clean(text).text.split()) == printed


def test_the_damaged_plan_is_readable_again() -> None:
    page = clean((PLANS / "002-guangyangwan-eco-city.txt").read_text("utf-8"))
    assert "重庆市人民政府\n关于高质量创建广阳湾智创生态城的意见\n渝府〔2022〕5号\n" in page.text
    assert "序号 | 目标任务 | 责任单位 |" in page.text
    assert "广阳湾智创生态城规划范围168平方公里" in page.text
    assert "2022年1月25日\n(此件公开发布)" in page.text


def test_two_lost_characters_keep_their_places() -> None:
    page = clean((PLANS / "002-guangyangwan-eco-city.txt").read_text("utf-8"))
    start = page.text.index("三级医院和")
    assert page.text[start : start + 10] == "三级医院和□□漆□院"
    assert page.quote(start + 5, start + 10) == "??漆t(yī)院"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_cleaned_with_a_map_that_holds(text: str) -> None:
    page = clean(text)
    assert len(page.text) == len(page.printed_text) == len(page.starts)
    assert all(first < second for first, second in pairwise(page.starts))
    assert page.quote(0, len(page.text)) in text


@given(st.randoms(use_true_random=False))
def test_cleaning_twice_changes_nothing_more(rng: random.Random) -> None:
    text = "".join(
        rng.choices(["節(jié)", "环境", "２０", "\u3000", "\n— 1 —\n", "，", "(km)", "□", "a b", "责任。\n"], k=40)
    )
    once = clean(text).text
    assert clean(once).text == once
