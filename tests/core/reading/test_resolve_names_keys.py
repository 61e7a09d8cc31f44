"""The key of an indicator's name: what may change between two printings, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.resolve.names import bigrams, likeness, name_key

NAMES = st.text(alphabet="森林覆盖率单位能耗下降占比重例的()2025到全区达", max_size=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("森林覆盖率", "到2025年,森林覆盖率"),
        ("森林覆盖率", "全区森林覆盖率达到"),
        ("森林覆盖率", "森林覆蓋率"),
        ("森林覆盖率", " 森林 覆盖率 "),
        ("森林覆盖率(%)", "森林覆盖率"),
        ("单位GDP能耗下降", "单位地区生产总值能源消耗降低"),
        ("万元地区生产总值能耗", "单位GDP能源消耗"),
        ("非化石能源占比", "非化石能源比重"),
        ("规模以上工业增加值能耗", "规上工业增加值能耗"),
        ("细颗粒物(PM2.5)年均浓度", "细颗粒物年平均浓度"),
        ("城镇新建建筑中绿色建筑的比例", "新建建筑中绿色建筑占比"),
        ("“十四五”期间单位GDP能耗降低", "单位GDP能耗下降"),
    ],
)
def test_two_ways_to_write_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("建成区绿地率", "建成区绿化覆盖率"),
        ("用水总量", "万元GDP用水量"),
        ("煤炭消费总量", "能源消费总量"),
        ("氮氧化物排放总量", "挥发性有机物排放总量"),
        ("城镇污水处理率", "农村污水处理率"),
        ("单位GDP能耗下降", "单位GDP二氧化碳排放下降"),
        ("森林覆盖率", "森林蓄积量"),
    ],
)
def test_two_indicators_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(NAMES)
def test_blanks_and_quotation_marks_are_no_part_of_a_name(name: str) -> None:
    assert name_key(" ".join(name)) == name_key(name)
    assert name_key(f"“{name}”") == name_key(name) or name.startswith("2") or "十" in name


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)


@given(NAMES)
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert likeness(name, name) == 1.0


@given(st.text(alphabet="甲乙丙", min_size=2, max_size=12))
def test_pairs_are_those_of_neighbours(text: str) -> None:
    assert all(pair in text and len(pair) == 2 for pair in bigrams(text))
    assert len(bigrams(text)) <= len(text) - 1


def test_a_single_character_is_its_own_pair() -> None:
    assert bigrams("率") == frozenset({"率"})
