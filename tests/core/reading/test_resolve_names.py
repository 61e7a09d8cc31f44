"""One key for the many printings of an indicator's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.resolve.names import bigrams, likeness, name_key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("森林覆盖率", "森林覆盖率"),
        ("森林覆盖率(%)", "森林覆盖率"),
        ("全区森林覆盖率", "森林覆盖率"),
        ("到2025年,全市森林覆盖率达到", "森林覆盖率"),
        ("“十四五”期间,森林覆盖率", "森林覆盖率"),
        ("力争实现森林覆盖率", "森林覆盖率"),
        ("森林覆盖率稳定在", "森林覆盖率"),
        ("森林覆盖率不低于", "森林覆盖率"),
        ("天然气消费占比", "天然气消费比例"),
        ("天然气消费的比重", "天然气消费比例"),
        ("铁路货运比率", "铁路货运比例"),
        ("单位GDP能耗降低", "单位地区生产总值能源消耗下降"),
        ("万元地区生产总值能耗减少", "单位地区生产总值能源消耗下降"),
        ("细颗粒物(PM2.5)年平均浓度", "pm2.5年均浓度"),
        ("PM2.5年均浓度", "pm2.5年均浓度"),
        ("路网密度", "道路网密度"),
        ("城市道路网密度", "城市道路网密度"),
        ("规模以上工业单位增加值能耗", "规上工业单位增加值能源消耗"),
        ("森林覆蓋率", "森林覆盖率"),
        ("", ""),
        ("(%)", ""),
    ],
)
def test_keys_of_printed_names(printed: str, key: str) -> None:
    assert name_key(printed) == key


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("新增造林面积", "造林面积"),
        ("农村生活污水治理率", "城市生活污水处理率"),
        ("国家级绿色工厂", "绿色工厂"),
        ("50米覆盖率", "500米覆盖率"),
        ("单位GDP能耗下降", "能源消费总量下降"),
    ],
)
def test_what_makes_another_indicator_stays_in_the_key(a: str, b: str) -> None:
    assert name_key(a) != name_key(b)


@given(st.sampled_from(["森林覆盖率", "绿色建材应用比例", "装配式建筑占比", "人均公园绿地面积", "再生水利用率"]))
def test_time_place_and_verb_around_a_name_do_not_change_its_key(name: str) -> None:
    for around in ("到2030年,{}达到", "全区{}", "“十四五”期间{}", "力争{}提升至", "{}(%)", "《{}》"):
        assert name_key(around.format(name)) == name_key(name)


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert name_key(text) == name_key(text)
    assert " " not in name_key(text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("森林", {"森林"}), ("森林覆盖", {"森林", "林覆", "覆盖"}), ("林", {"林"}), ("", {""})],
)
def test_pairs_of_neighbours(text: str, pairs: set[str]) -> None:
    assert bigrams(text) == pairs


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [("绿地率", "绿地率", 1.0), ("绿地率", "绿化率", 0.0), ("森林覆盖率", "森林覆盖", 6 / 7), ("", "绿", 0.0)],
)
def test_likeness_of_keys(a: str, b: str, value: float) -> None:
    assert likeness(a, b) == pytest.approx(value)
