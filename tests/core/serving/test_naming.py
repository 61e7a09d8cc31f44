"""Which metrics a text names, where, and what it says of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.serving import LOWERS, RAISES, UNCLEAR, Names, sign_of, states_quantity
from ditan.core.serving.naming import Name, names_of

NAMES = Names(
    (
        *names_of(1, "绿色社区达标率", ["绿色社区占比"]),
        *names_of(2, "城镇绿色建筑占新建建筑比例", ["绿色建筑占新建建筑比例"]),
        *names_of(3, "单位地区生产总值能源消耗降低", ["单位GDP能耗", "单位GDP能耗降低"]),
        *names_of(4, "充电桩", []),
    )
)


def found(text: str) -> list[tuple[int, str, str]]:
    """Key, ground and quote of each name in the text."""
    return [(each.key, each.ground, text[each.start : each.end]) for each in NAMES.mentions(text)]


def test_the_longest_name_is_found_and_its_parts_are_not_counted_again() -> None:
    assert found("单位GDP能耗降低14%") == [(3, "alias", "单位GDP能耗降低")]


def test_a_name_is_found_through_what_printing_adds_and_quoted_as_it_stands() -> None:
    assert found("到2025年“绿色 建筑”占新建建筑比重达到70%") == [(2, "alias", "绿色 建筑”占新建建筑比重")]


def test_full_width_letters_are_the_same_letters() -> None:
    assert found("单位ＧＤＰ能耗") == [(3, "alias", "单位ＧＤＰ能耗")]


def test_the_thing_that_is_counted_is_a_weaker_ground() -> None:
    assert found("开展绿色社区创建，建设充电桩50个") == [(1, "thing", "绿色社区"), (4, "name", "充电桩")]


def test_names_of_two_characters_are_not_looked_for() -> None:
    assert list(Names([Name(1, "碳汇")]).mentions("提升碳汇能力")) == []


def test_of_two_metrics_with_one_name_the_one_whose_own_name_it_is_wins() -> None:
    names = Names([Name(1, "充电设施", "alias"), Name(2, "充电设施", "name")])
    assert [each.key for each in names.mentions("新建充电设施")] == [2]


@settings(max_examples=40)
@given(st.text("绿色社区单位GDP能耗降低充电桩，。 “”", max_size=30))
def test_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    ends = 0
    for each in NAMES.mentions(text):
        assert ends <= each.start < each.end <= len(text)
        ends = each.end


@pytest.mark.parametrize(
    ("text", "name", "metric", "sign"),
    [
        ("到2025年森林覆盖率提高到50%", "森林覆盖率", "森林覆盖率", RAISES),
        ("提升森林覆盖率", "森林覆盖率", "森林覆盖率", RAISES),
        ("森林覆盖率达到50%", "森林覆盖率", "森林覆盖率", UNCLEAR),
        ("森林火灾受害率控制在0.3‰以内", "森林火灾受害率", "森林火灾受害率", LOWERS),
        ("单位GDP能耗降低14%", "单位GDP能耗", "单位地区生产总值能源消耗降低", RAISES),
        (
            "单位地区生产总值能源消耗降低完成下达任务",
            "单位地区生产总值能源消耗降低",
            "单位地区生产总值能源消耗降低",
            RAISES,
        ),
        ("加强统计。能源消费总量", "能源消费总量", "能源消费总量", UNCLEAR),
        ("减少排放，能源消费总量", "能源消费总量", "能源消费总量", UNCLEAR),
    ],
)
def test_only_words_beside_the_name_say_whether_it_rises_or_falls(text: str, name: str, metric: str, sign: int) -> None:
    start = text.index(name)
    assert sign_of(text, start, start + len(name), metric) == sign


@pytest.mark.parametrize(
    "text", ["更新纯电动公交车99台", "完成25万亩高标准农田", "投资1.2亿元", "占比达到70%", "1-2个社区"]
)
def test_a_number_with_a_unit_is_a_quantity(text: str) -> None:
    assert states_quantity(text)


@pytest.mark.parametrize("text", ["到2025年基本建成", "第3次会议", "十四五期间", "4A级景区", "1.推进改造", "5G应用"])
def test_years_numbering_and_names_are_no_quantity(text: str) -> None:
    assert not states_quantity(text)
