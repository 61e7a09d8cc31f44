"""Department names by level and region."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.resolve.organisations import Resolver, is_collective

TONGLIANG, YUZHONG, GAOXIN, GUANGYANG = "500151", "500103", "L500001", "L500004"


def resolver(code: str) -> Resolver:
    lexicon = load_lexicon()
    return Resolver(lexicon, lexicon.region_by_code(code))


@pytest.mark.parametrize(
    ("region", "printed", "canonical"),
    [
        (TONGLIANG, "区发改委", "铜梁区发展改革委"),
        (TONGLIANG, "区发展改革委", "铜梁区发展改革委"),
        (TONGLIANG, "区发展和改革委员会", "铜梁区发展改革委"),
        (TONGLIANG, "铜梁区发改委", "铜梁区发展改革委"),
        (TONGLIANG, "市生态环境局", "重庆市生态环境局"),
        (TONGLIANG, "市发改委", "重庆市发展改革委"),
        (TONGLIANG, "区规资局", "铜梁区规划自然资源局"),
        (TONGLIANG, "区委组织部", "铜梁区委组织部"),
        (TONGLIANG, "区政府办", "铜梁区政府办公室"),
        (TONGLIANG, "高新区管委会", "铜梁高新区管委会"),
        (TONGLIANG, "庆隆镇", "铜梁区庆隆镇"),
        (TONGLIANG, "双山镇", "铜梁区双山镇"),
        (YUZHONG, "区公安分局", "渝中区公安分局"),
        (YUZHONG, "区产业发展促进局", "渝中区产业发展促进局"),
        (YUZHONG, "重庆邮管局四分局", "重庆邮管局四分局"),
        (GAOXIN, "改革发展局", "重庆高新区改革发展局"),
        (GAOXIN, "区发改委", "重庆高新区改革发展局"),
        (GAOXIN, "高新区改革发展局", "重庆高新区改革发展局"),
        (GAOXIN, "城建中心", "重庆高新区城市建设事务中心"),
        (GAOXIN, "市经济信息委", "重庆市经济信息委"),
        (GUANGYANG, "市规划自然资源局", "重庆市规划自然资源局"),
        (GUANGYANG, "市市场监管局", "重庆市市场监管局"),
        (GUANGYANG, "人行重庆营管部", "人行重庆营管部"),
        (GUANGYANG, "南岸区", "南岸区"),
        (GUANGYANG, "江北区", "江北区"),
        ("445100", "市发展和改革局", "潮州市发展改革局"),
        ("445100", "省生态环境厅", "广东省生态环境厅"),
        ("640000", "自治区机管局", "宁夏回族自治区机关事务管理局"),
        ("640000", "宁夏邮政管理局", "宁夏回族自治区邮政管理局"),
        ("220000", "省住建厅", "吉林省住房城乡建设厅"),
        ("330281", "市经信局", "余姚市工业和信息化局"),
    ],
)
def test_printed_names_by_level(region: str, printed: str, canonical: str) -> None:
    assert resolver(region).name(printed) == canonical


def test_a_level_written_once_holds_for_the_names_behind_it() -> None:
    names, level = resolver(TONGLIANG).names(["市生态环境局", "市场监管局", "区水利局", "林业局"])
    assert names == ("重庆市生态环境局", "重庆市市场监管局", "铜梁区水利局", "铜梁区林业局")
    assert level == "区"


def test_a_list_keeps_its_order_and_length_with_gaps_for_the_unknown() -> None:
    names, _ = resolver(TONGLIANG).names(["区教委", "飞行汽车公司", "区林业局"])
    assert names == ("铜梁区教委", "", "铜梁区林业局")


@pytest.mark.parametrize(
    ("region", "printed"),
    [
        (TONGLIANG, "区发展改革"),
        (TONGLIANG, "各镇街"),
        (TONGLIANG, "区级有关部门"),
        (TONGLIANG, ""),
        ("640000", "银川海关"),
        ("500000", "重庆海关"),
        ("500000", "区发改委"),
    ],
)
def test_what_cannot_be_known_stays_empty(region: str, printed: str) -> None:
    assert resolver(region).name(printed) == ""


def test_without_a_region_nothing_local_is_invented() -> None:
    assert Resolver(load_lexicon(), None).name("区发改委") == ""


@pytest.mark.parametrize("name", ["各镇街", "各相关产业部门", "市级有关部门", "区政府各部门", "各管委会", "管委会"])
def test_collective_names(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["区教委", "高新区管委会", "庆隆镇", "市场监管局"])
def test_single_bodies_are_not_collective(name: str) -> None:
    assert not is_collective(name)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_list_resolves_to_one_of_the_same_length(names: list[str]) -> None:
    assert len(resolver(TONGLIANG).names(names)[0]) == len(names)
