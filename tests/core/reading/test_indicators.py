"""Indicators of the labelled plans, and what every indicator holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.draft import Indicator, Value
from tests.core.reading.table_pages import Reading, printed, wrong_quotes

ROOT = Path(__file__).parents[3]
PLAN_000 = Reading((ROOT / "examples/plans/000-gaoxin-urban-construction.txt").read_text("utf-8"))
PLAN_004 = Reading((ROOT / "examples/plans/004-tongliang-climate.txt").read_text("utf-8"))
NATIONAL = Reading((ROOT / "tests/data/more/20_national_135_indicator_table_noise.txt").read_text("utf-8"))


def truth(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((ROOT / "tests/data/truth" / name).read_text("utf-8"))["rows"]
    return rows


def by_name(reading: Reading, name: str) -> Indicator:
    (found,) = [indicator for indicator in reading.indicators if indicator.name == name]
    return found


def plain(text: str | None) -> str:
    return "" if text in (None, "-") else str(text)


@pytest.mark.parametrize("row", truth("000-gaoxin-urban-construction_indicators.json"), ids=lambda row: row["name"])
def test_plan_000_gives_every_row_of_its_glued_table(row: dict[str, str]) -> None:
    indicator = by_name(PLAN_000, row["name"])

    assert {year: plain(text) for year, text in printed(indicator).items()} == {
        year: plain(row[year]) for year in ("2020", "2025", "2030")
    }
    assert indicator.unit == row["unit"] or (row["unit"] == "" and indicator.unit in ("", "%"))
    assert indicator.nature == row["nature"]


@pytest.mark.parametrize("row", truth("004-tongliang-climate_indicators.json"), ids=lambda row: row["name"])
def test_plan_004_gives_every_row_of_its_cells_on_lines(row: dict[str, str]) -> None:
    indicator = by_name(PLAN_004, row["name"])

    assert {year: plain(text) for year, text in printed(indicator).items()} == {
        year: plain(row[year]) for year in ("2020", "2025")
    }
    assert indicator.unit == row["unit"]
    assert indicator.nature == row["nature"]
    assert indicator.department == row["department"]


def test_nothing_is_read_beside_the_labelled_rows() -> None:
    assert len(PLAN_000.indicators) == 42
    assert len(PLAN_004.indicators) == 12
    assert len(NATIONAL.indicators) == 8


@pytest.mark.parametrize(
    "name", ["001-yuzhong-green-industry", "002-guangyangwan-eco-city", "003-gaoxin-pollution-carbon"]
)
def test_plans_without_an_indicator_table_give_none(name: str) -> None:
    assert Reading((ROOT / f"examples/plans/{name}.txt").read_text("utf-8")).indicators == ()


def test_categories_of_plan_000_head_their_rows() -> None:
    categories = [indicator.category for indicator in PLAN_000.indicators]

    assert categories[0] == "绿色建筑"
    assert list(dict.fromkeys(categories)) == ["绿色建筑", "水生态", "现代建筑产业", "数字化城市", "其他"]


def test_a_category_printed_once_holds_for_the_rows_below() -> None:
    assert [indicator.category for indicator in PLAN_004.indicators] == (
        ["综合指标"] + ["结构性指标"] * 2 + ["重点领域指标"] * 5 + ["气候适应性指标"] * 4
    )
    assert [indicator.number for indicator in PLAN_004.indicators] == [str(number) for number in range(1, 13)]


def test_footnotes_are_no_part_of_names_and_values() -> None:
    assert by_name(NATIONAL, "地级及以上城市空气质量优良天数比率").values["2015"] == Value(76.7, "76。7", "=", 76.7)
    assert by_name(NATIONAL, "地表水质量达到或好于Ⅲ类水体比例").unit == "%"
    assert by_name(NATIONAL, "地下水质量极差比例").values["2015"] == Value(15.7, "15。7", "=", 15.7)


def test_sums_over_five_years_stand_under_their_years() -> None:
    indicator = by_name(NATIONAL, "细颗粒物未达标地级及以上城市浓度下降")

    assert indicator.basis == "cumulative"
    assert indicator.values == {"2015": None, "2020": None, "2016-2020": Value(18.0, "〔18〕", "=", 18.0)}


def test_comparators_come_from_the_printed_cell() -> None:
    assert by_name(NATIONAL, "重要江河湖泊水功能区水质达标率").values["2020"] == Value(80.0, ">80", ">", 80.0)
    assert by_name(NATIONAL, "近岸海域水质优良(一、二类)比例").values["2020"] == Value(None, "70左右", "approx", 70.0)
    assert by_name(PLAN_000, "建成区海绵城市").values["2030"] == Value(80.0, "≥80", ">=", 80.0)
    assert by_name(PLAN_000, "城市新区新建道路管廊配建率").values["2025"] == Value(30.0, "不小于30%", ">=", 30.0)


def test_text_values_stay_text() -> None:
    assert by_name(PLAN_004, "非化石能源占一次能源消费比重").values["2025"] == Value(None, "市级下达")
    assert by_name(PLAN_000, "天然水域面积变化率").values["2025"] == Value(None, "不减少")


def test_brackets_and_words_tell_the_basis() -> None:
    assert by_name(PLAN_004, "单位地区生产总值能源消耗降低").basis == "cumulative"
    assert by_name(PLAN_000, "累计超低能耗建筑项目").basis == "cumulative"
    assert by_name(PLAN_000, "道路网密度").basis == "level"


def test_a_row_that_lost_a_cell_is_not_surer_than_one_that_is_whole() -> None:
    lost, whole = by_name(PLAN_000, "基站绿色化改造项目"), by_name(PLAN_000, "国家绿色数据中心")

    assert lost.confidence < whole.confidence
    assert lost.values["2020"] is None


def test_every_quote_is_its_span() -> None:
    assert wrong_quotes(PLAN_000) == wrong_quotes(PLAN_004) == wrong_quotes(NATIONAL) == []
    assert by_name(PLAN_000, "道路网密度").quote == "道路网密度(千米/平方千米)3.778预期性"


def test_every_row_knows_its_table() -> None:
    assert {indicator.table for indicator in PLAN_004.indicators} == {"2-1铜梁区应对气候变化指标体系"}


def test_the_same_indicator_printed_twice_is_two_rows() -> None:
    names = [indicator.name for indicator in PLAN_000.indicators]

    assert "城镇绿色建筑占新建建筑比重" in names
    assert "城镇绿色建筑占新建建筑比例" in names


SHARDS = st.sampled_from(
    [
        "指标",
        "2020年",
        "2025年",
        "性质",
        "约束性",
        "\n",
        "|",
        "森林覆盖率(%)",
        "45",
        "-",
        "〔18〕",
        "序号",
        "1",
        "一、大气",
        "市级下达",
        ".",
    ]
)


@settings(max_examples=60)
@given(st.lists(SHARDS, max_size=60))
def test_no_page_breaks_the_reader(shards: list[str]) -> None:
    reading = Reading("".join(shards))

    assert wrong_quotes(reading) == []
    assert all(0 < indicator.confidence <= 1 and indicator.name for indicator in reading.indicators)
