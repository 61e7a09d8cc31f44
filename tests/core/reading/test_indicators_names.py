"""Names of indicators, their units, and the way their values move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.indicators.evidence import Mentions, trend_of
from ditan.core.reading.indicators.footnotes import find_footnotes
from ditan.core.reading.indicators.names import read_name, unit_in
from ditan.core.reading.indicators.schema import categories, nature_of


@pytest.mark.parametrize(
    ("cell", "name", "unit"),
    [
        ("森林覆盖率(%)", "森林覆盖率", "%"),
        ("森林蓄积量（万立方米）", "森林蓄积量", "万立方米"),
        ("非化石能源占一次能源消费比重(%", "非化石能源占一次能源消费比重", "%"),
        ("道路网密度(千米/平方千米)", "道路网密度", "千米/平方千米"),
        ("单位GDP能耗(吨标准煤/万元)", "单位GDP能耗", "吨标准煤/万元"),
        ("细颗粒物(PM2.5)浓度(微克/立方米)", "细颗粒物(PM2.5)浓度", "微克/立方米"),
        ("城镇新建建筑实施建筑能效(绿色建筑)测评比重(%)", "城镇新建建筑实施建筑能效(绿色建筑)测评比重", "%"),
        ("近岸海域水质优良(一、二类)比例(%)", "近岸海域水质优良(一、二类)比例", "%"),
        ("地表水质量达到或好于Ⅲ类水体比例", "地表水质量达到或好于Ⅲ类水体比例", ""),
        ("农田灌溉水有效利用系数", "农田灌溉水有效利用系数", ""),
        ("基站绿色化改造项目(个)", "基站绿色化改造项目", "个"),
        ("单位GDP二氧化碳排放降低(%)[累计]", "单位GDP二氧化碳排放降低", "%"),
        ("单位GDP能耗降低(五年累计,%)", "单位GDP能耗降低", "%"),
        ("每万人公交车保有量(标台/万人)", "每万人公交车保有量", "标台/万人"),
        ("森林覆盖率%", "森林覆盖率", "%"),
        ("森林覆盖率(%)*", "森林覆盖率", "%"),
        ("森林覆盖率(%)①", "森林覆盖率", "%"),
        ("(1)森林覆盖率(%)", "森林覆盖率", "%"),
        ("1.PM2.5浓度", "PM2.5浓度", ""),
        ("3、500米公交站点覆盖率(%)", "500米公交站点覆盖率", "%"),
        ("500米公交站点覆盖率(%)", "500米公交站点覆盖率", "%"),
        ("PM2.5年均浓度μg/m³", "PM2.5年均浓度μg/m³", ""),
    ],
)
def test_a_name_loses_its_number_and_its_unit(cell: str, name: str, unit: str) -> None:
    found = read_name(cell)

    assert cell[found.start : found.end] == name
    assert found.unit == unit


@pytest.mark.parametrize(
    ("cell", "basis"),
    [
        ("累计实施既有建筑绿色化改造项目(个)", "cumulative"),
        ("单位GDP能耗五年累计降低(%)", "cumulative"),
        ("地区生产总值年均增长(%)", "annual"),
        ("每年新增绿地面积(公顷)", "annual"),
        ("PM2.5年均浓度(微克/立方米)", None),
        ("森林覆盖率(%)", None),
    ],
)
def test_a_name_tells_the_basis(cell: str, basis: str | None) -> None:
    assert read_name(cell).basis == basis


@pytest.mark.parametrize("content", ["绿色建筑", "PM2.5", "一、二类", "含高新区", "", "不包括抽水蓄能"])
def test_a_bracket_without_a_unit_belongs_to_the_name(content: str) -> None:
    assert unit_in(content) is None


@given(st.text(max_size=40))
def test_no_name_breaks_the_reader(cell: str) -> None:
    found = read_name(cell)

    assert 0 <= found.start <= max(found.start, found.end) <= len(cell)


@pytest.mark.parametrize(
    ("name", "unit", "trend"),
    [
        ("PM2.5平均浓度", "微克/立方米", "down"),
        ("单位GDP能耗", "吨标准煤/万元", "down"),
        ("化学需氧量排放总量", "万吨", "down"),
        ("地表水劣Ⅴ类水体比例", "%", "down"),
        ("单位GDP能耗降低", "%", "up"),
        ("PM2.5浓度下降率", "%", "up"),
        ("森林覆盖率", "%", "up"),
        ("累计超低能耗建筑项目", "个", "up"),
        ("智慧停车场", "个", "up"),
        ("能源消费总量", "万吨标准煤", ""),
    ],
)
def test_the_way_that_values_should_move(name: str, unit: str, trend: str) -> None:
    assert trend_of(name, unit) == trend


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("约束性", "约束性"),
        ("约束", "约束性"),
        ("预期性指标", "预期性"),
        ("引导性", "引导性"),
        ("监测性", None),
        ("", None),
    ],
)
def test_natures_are_told_in_their_full_form(text: str, nature: str | None) -> None:
    assert nature_of(text) == nature


def test_the_innermost_category_stands_without_its_number() -> None:
    assert categories(["一、绿色建筑"]) == "绿色建筑"
    assert categories(["环境质量", "(一)大气 环境"]) == "大气环境"
    assert categories(["2.5微米颗粒物"]) == "2.5微米颗粒物"
    assert categories([]) == ""


def test_numbers_near_a_like_name_are_found_with_their_year() -> None:
    mentions = Mentions("到2025年,城市规划区人均公园绿地面积不少于12平方米,绿地率达到45%。", ())

    assert mentions.of("人均公园绿地面积") == {("2025", 12.0)}
    assert mentions.of("人均公园绿地面积(平方米)") == {("2025", 12.0)}
    assert mentions.of("湿地保护率") == frozenset()


def test_a_table_is_no_evidence_for_itself() -> None:
    text = "人均公园绿地面积(平方米)3.53812"

    assert Mentions(text, [(0, len(text))]).of("人均公园绿地面积") == frozenset()


def test_a_shorter_name_is_looked_for_where_the_whole_is_not_found() -> None:
    mentions = Mentions("2025年建成智慧停车场50个。", ())

    assert mentions.of("新增智慧停车场项目") == {("2025", 50.0)}


def marks(heads: list[str], rows: list[list[str | None]]) -> dict[tuple[int, int], str]:
    found = find_footnotes(heads, rows, 0, [1, 2])
    cells: list[list[str | None]] = [*rows, [*heads]]
    return {
        place: "".join(str(cells[place[0]][place[1]])[mark.start : mark.end] for mark in some)
        for place, some in found.items()
    }


def test_footnotes_run_through_the_table_in_order() -> None:
    rows: list[list[str | None]] = [
        ["城市2空气质量比率(%)", "76.7", ">80"],
        ["浓度下降(%)", "66.1", "70"],
        ["水质量3比例(%)", "9.7", "<5"],
        ["极差比例(%)", "15.74", "15"],
    ]

    assert marks(["指标", "2015年", "〔累计〕1"], rows) == {(-1, 2): "1", (0, 0): "2", (2, 0): "3", (3, 1): "4"}


def test_digits_out_of_order_are_no_footnotes() -> None:
    rows: list[list[str | None]] = [["达到5A级景区数量", "3", "5"], ["每100户拥有量", "7", "9"]]

    assert marks(["指标", "2015年", "2020年"], rows) == {}


def test_a_chain_that_lost_its_first_link_needs_three() -> None:
    two: list[list[str | None]] = [["城市2空气质量比率(%)", "76.7", ">80"], ["水质量3比例(%)", "9.7", "<5"]]
    three: list[list[str | None]] = [*two, ["土壤4安全利用率(%)", "70.6", "90"]]

    assert marks(["指标", "2015年", "2020年"], two) == {}
    assert len(marks(["指标", "2015年", "2020年"], three)) == 3
