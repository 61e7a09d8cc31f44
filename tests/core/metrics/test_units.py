"""Units in formulas: converted by themselves, refused where they do not fit."""

import pytest

from ditan.core.metrics import FormulaRefused, read_formula
from tests.core.metrics.catalogues import CATALOGUE, run, value_at, values


def refused(text: str, code: str) -> str:
    with pytest.raises(FormulaRefused) as error:
        read_formula(text, code, CATALOGUE)
    return str(error.value)


def test_units_are_converted_without_a_factor_in_the_formula() -> None:
    result, grid, _table = run(
        "能源消费总量 / 地区生产总值", "energy_per_gdp", values(energy={2020: 500}, gdp={2020: 1000})
    )
    assert value_at(result, grid, 2020) == pytest.approx(0.5, rel=1e-14)


def test_people_fall_away_where_something_is_divided_by_them() -> None:
    result, grid, _table = run("GDP / 常住人口", "gdp_per_capita", values(gdp={2025: 1781.8}, people={2025: 57.5}))
    assert value_at(result, grid, 2025) == pytest.approx(30.9878, abs=1e-4)


def test_a_constant_may_carry_a_unit() -> None:
    text = '能源消费总量 * 量(2.66, "吨二氧化碳/吨标准煤")'
    result, grid, _table = run(text, "co2", values(energy={2020: 100}))
    assert value_at(result, grid, 2020) == pytest.approx(266, rel=1e-14)


def test_a_share_adds_to_a_plain_number_as_a_fraction() -> None:
    result, grid, _table = run("(1 + 地区生产总值增长) - 1", "share", values(gdp_growth={2020: 4.4}))
    assert value_at(result, grid, 2020) == pytest.approx(4.4, rel=1e-12)


@pytest.mark.parametrize(
    "text, code, message",
    [
        ("新建绿色建筑面积 + 地区生产总值", "share", "“新建绿色建筑面积”是面积，“地区生产总值”是金额，不能相加"),
        ("能源消费总量 - 二氧化碳排放量", "energy", "“能源消费总量”是能量，“二氧化碳排放量”是二氧化碳排放量，不能相减"),
        (
            "500米公交站点 + 地区生产总值增长",
            "stops",
            "“500米公交站点”是数量，“地区生产总值增长”是比例（无单位），不能相加",
        ),
        ("新建绿色建筑面积", "share", "公式的结果是面积，本指标的单位是“%”（比例（无单位））"),
        ("新建绿色建筑面积 / 新建建筑面积", "stops", "公式的结果是比例（无单位），本指标的单位是“座”（数量）"),
        ("新建绿色建筑面积 / 新建建筑面积 * 100", "share", "第 21—23 个字：不用乘 100"),
        ("排名 / 2", "share", "“排名”的单位“名次”不在单位库中，不能参加计算"),
        ("断面水质 / 2", "share", "“断面水质”的值是文字，不能参加计算"),
        ("年平均气温 / 年平均气温", "share", "单位“摄氏度”的零点不是零"),
        ("年降低(新建建筑面积, 地区生产总值)", "share", "第一项应为能耗、排放、质量或水量"),
        ("累计降低(地区生产总值)", "share", "“累计降低”要一个年降低率，收到的是金额"),
        ("最大(新建建筑面积, 地区生产总值)", "share", "不是同类单位，不能比较"),
    ],
)
def test_units_that_do_not_fit_are_refused_in_words(text: str, code: str, message: str) -> None:
    assert message in refused(text, code)


def test_the_place_of_a_misfit_is_the_part_that_does_not_fit() -> None:
    with pytest.raises(FormulaRefused) as error:
        read_formula("1 + (新建绿色建筑面积 + 地区生产总值) / 2", "share", CATALOGUE)
    problem = error.value.problems[0]
    assert error.value.problems[0].code == "unit"
    assert "1 + (新建绿色建筑面积 + 地区生产总值) / 2"[problem.start : problem.end] == "新建绿色建筑面积 + 地区生产总值"
