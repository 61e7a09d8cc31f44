"""The reader of targets as a whole: damaged pages, mutated plans, time."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.targets.sections import preface_end, read_sections
from tests.core.reading.target_pages import only, read

PLANS = sorted((Path(__file__).parents[3] / "examples" / "plans").glob("*.txt"))
DRAFT = (PLANS[0]).read_text("utf-8")
WORDS = "到2025年 力争 分别 均 达到 下降 建成 比2020年 50% 3个 1.2万吨 以上 、 ， 。 ； ： ( ) “ ” 《 》 和 森林覆盖率 企业 其中 每年 \n".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=300, deadline=None)
def test_words_of_plans_in_any_order_give_quotes_that_equal_their_spans(words: list[str]) -> None:
    text = "".join(words)

    for target in read(text):
        assert text[slice(*target.span)] == target.quote
        assert 0.0 <= target.confidence <= 1.0
        assert target.name


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    assert all(text[slice(*target.span)] == target.quote for target in read(text))


@given(st.integers(0, len(DRAFT) - 1), st.integers(1, 400), st.sampled_from(["", "(", "“", "2025年", "%", "\n", "、"]))
@settings(max_examples=40, deadline=None)
def test_a_mutated_plan_is_read(start: int, length: int, patch: str) -> None:
    text = DRAFT[max(0, start - 3000) : start] + patch + DRAFT[start + length : start + 3000]

    assert all(text[slice(*target.span)] == target.quote for target in read(text))


@pytest.mark.parametrize(
    "sentence", ["力争" * 3000 + "5%。", "、" * 9000, "(" * 5000 + "50%" + ")" * 5000, "到2025年" * 2000 + "达到5%"]
)
def test_a_hostile_sentence_costs_little(sentence: str) -> None:
    begun = time.perf_counter()
    read(sentence)

    assert time.perf_counter() - begun < 5.0


def test_pinyin_and_traditional_characters_are_read_and_printed_simplified() -> None:
    text = "為(wei)全(quan)面(mian)貫(guan)徹(che)發(fa)展(zhan)理(li)念,到2025年,綠(lv)色建筑占新(xin)建建筑比例達(da)到100%。"
    target = only(text)

    assert (target.name, target.value) == ("绿色建筑占新建建筑比例", 100.0)
    assert text[slice(*target.span)] == target.quote


def test_a_page_set_in_traditional_characters_keeps_them() -> None:
    text = (
        "到2025年,全市單位地區生產總值能源消耗比2020年下降14%,揮發性有機物重點工程減排量達到1.06萬噸。"
        "節能減排政策機制更加健全,重點行業能源利用效率達到國內先進水平。"
    )

    assert [(target.name, target.unit) for target in read(text)] == [
        ("單位地區生產總值能源消耗下降", "%"),
        ("揮發性有機物重點工程減排量", "萬噸"),
    ]


def test_a_target_knows_the_heading_that_it_stands_under() -> None:
    text = "一、总体要求\n绿色发展。\n二、主要目标\n到2025年，绿地率达到39%。"

    assert only(text).heading == 1


def test_confidence_falls_with_what_is_inherited() -> None:
    stated, inherited, carried = read("到2025年，绿地率达到39%。绿化覆盖率达到45%，力争达到48%。")

    assert stated.confidence > inherited.confidence > carried.confidence


def test_an_empty_text_has_no_targets() -> None:
    assert read("") == ()


def test_sections_tell_goals_background_projects_and_years() -> None:
    from ditan.core.reading.clean import clean
    from ditan.core.reading.outline import read_outline

    page = clean("第一章 发展现状\n内容。\n第二章 主要目标\n内容。\n专栏1 重点工程\n内容。\n第三章 2025年行动\n内容。")
    outline = read_outline(page)
    by_title = dict(zip([entry.title for entry in outline.entries], read_sections(page, outline), strict=True))

    assert by_title["发展现状"].background
    assert by_title["主要目标"].goals
    assert not by_title["主要目标"].background
    assert by_title["重点工程"].projects
    assert by_title["2025年行动"].year == 2025
    assert preface_end(page) == 0
