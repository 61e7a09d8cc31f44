"""Metric proposals: near names are found, other indicators are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.resolve.metrics import MetricIndex, same_dimension
from ditan.core.reading.resolve.names import likeness, name_key


@pytest.fixture(scope="module")
def index() -> MetricIndex:
    return MetricIndex.of(load_lexicon())


@pytest.mark.parametrize(
    ("name", "unit", "code"),
    [
        ("城镇绿色建筑占新建建筑比重", "%", "green_building_share"),
        ("城镇绿色建筑占新建建筑比例", "%", "green_building_share"),
        ("装配式建筑面积占新建建筑的比例", "%", "prefabricated_building_share"),
        ("单位GDP能耗降低", None, "energy_per_gdp_reduction"),
        ("单位地区生产总值能源消耗下降", "%", "energy_per_gdp_reduction"),
        ("單位地區生產總值能源消耗下降", "%", "energy_per_gdp_reduction"),
        ("全区森林覆盖率", "%", "forest_cover"),
        ("到2025年,人均公园绿地面积达到", "平方米", "park_area_per_capita"),
        ("道路网密度", "公里/平方公里", "road_density"),
        ("PM2.5年均浓度", "微克/立方米", "pm25"),
        ("细颗粒物(PM2.5)平均浓度", "μg/m³", "pm25"),
        ("绿化覆盖率", "%", "green_cover_rate"),
        ("水土流失治理面积", "平方公里", "soil_erosion_area"),
    ],
)
def test_names_of_plans_find_their_metric(index: MetricIndex, name: str, unit: str | None, code: str) -> None:
    metric = index.propose(name, unit)
    assert metric is not None
    assert metric.code == code


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("农村生活垃圾无害化处置点", "个"),
        ("星级绿色建筑面积", "万平方米"),
        ("县级及以上城市生活污水零直排区覆盖率", "%"),
        ("森林覆盖率", "万亩"),
        ("综合利用率", "%"),
        ("非水可再生能源电力消纳比重", "%"),
        ("既有居住建筑太阳能改造", "户"),
        ("", None),
    ],
)
def test_other_indicators_find_none(index: MetricIndex, name: str, unit: str | None) -> None:
    assert index.propose(name, unit) is None


def test_an_indicator_of_green_space_is_not_one_of_green_cover(index: MetricIndex) -> None:
    space, cover = index.propose("建成区绿地率", "%"), index.propose("建成区绿化覆盖率", "%")
    assert space is not None
    assert cover is not None
    assert (space.code, cover.code) == ("green_space_rate", "green_cover_rate")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("战略性新兴产业产值占工业总产值比重(%)", "战略性新兴产业产值占工业总产值占比"),
        ("单位GDP二氧化碳排放降低", "单位地区生产总值二氧化碳排放下降"),
        ("路网密度", "道路网密度"),
        ("“无废城市细胞”", "无废城市细胞"),
        ("力争高新技术企业达到", "高新技术企业"),
    ],
)
def test_printings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert name_key(a) == name_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("建成区绿地率", "建成区绿化覆盖率"),
        ("国家级绿色工厂", "市级绿色工厂"),
        ("100米覆盖率", "50米覆盖率"),
        ("生活垃圾回收利用率", "建筑垃圾回收利用率"),
    ],
)
def test_different_indicators_have_different_keys(a: str, b: str) -> None:
    assert name_key(a) != name_key(b)


@pytest.mark.parametrize(
    ("printed", "metric", "same"),
    [
        ("公里/平方公里", "千米/平方千米", True),
        ("万亩", "平方公里", True),
        ("吨", "万吨", True),
        ("", "%", True),
        (None, "%", True),
        ("个", "%", False),
        ("平方米", "立方米", False),
    ],
)
def test_dimensions(printed: str | None, metric: str, same: bool) -> None:
    assert same_dimension(printed, metric) is same


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_lies_between_none_and_all(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) == 1


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert len(key) <= 2 * len(text) + 12
