"""Names in formulas: as people write them, with their place in the text when nobody knows them."""

import pytest

from ditan.core.metrics import FormulaRefused, read_formula
from tests.core.metrics.catalogues import CATALOGUE


def problems(text: str, code: str = "share") -> list[str]:
    with pytest.raises(FormulaRefused) as refused:
        read_formula(text, code, CATALOGUE)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "新建绿色建筑面积 / 新建建筑面积",
        "green/built",
        "新建绿色建筑面积÷新建建筑面积",
        "【新建绿色建筑面积】／（新建建筑面积）",
        "绿色建筑占新建建筑比重 = 新建绿色建筑面积 / 新建建筑面积",
        "share = green / built",
        "(\n  新建绿色建筑面积\n) / [built]",
    ],
)
def test_one_formula_may_be_written_in_many_ways(text: str) -> None:
    assert read_formula(text, "share", CATALOGUE).inputs == ("green", "built")


@pytest.mark.parametrize(
    "text, code, inputs",
    [
        ("PM2.5年平均浓度 / 上年同期(PM2.5年平均浓度) - 1", "pm25_change", ("pm25",)),
        ("细颗粒物（PM2.5）年均浓度 / 上期(pm25) - 1", "pm25_change", ("pm25",)),
        ("Ⅰ~Ⅲ类断面比例（全部）", "share", ("good",)),
        ("500米公交站点 / 500米公交站点", "share", ("stops",)),
        ("ＧＤＰ / 地区生产总值（不变价）", "share", ("gdp", "gdp_constant")),
    ],
)
def test_names_may_hold_digits_points_and_brackets(text: str, code: str, inputs: tuple[str, ...]) -> None:
    assert read_formula(text, code, CATALOGUE).inputs == inputs


def test_the_longest_name_is_meant() -> None:
    assert read_formula("地区生产总值增长 / 2", "share", CATALOGUE).inputs == ("gdp_growth",)


def test_a_longer_word_is_not_taken_for_the_name_it_begins_with() -> None:
    assert problems("新建绿色建筑面积 / 新建建筑面积合计") == [
        "第 12—19 个字：没有叫“新建建筑面积合计”的指标；是不是“新建建筑面积”“新建绿色建筑面积”？"
    ]


def test_every_unknown_name_is_told_with_its_place() -> None:
    found = problems("甲指标 + 新建建筑面积 / 乙")
    assert found[0].startswith("第 1—3 个字：没有叫“甲指标”的指标")
    assert found[1].startswith("第 16 个字：没有叫“乙”的指标")


def test_a_name_of_two_metrics_is_refused() -> None:
    assert problems("两个同名 / 2") == ["第 1—4 个字：“两个同名”是几个指标共有的名称；请改写编码：one、two。"]


def test_an_equals_sign_must_follow_the_metrics_own_name() -> None:
    assert problems("新建建筑面积 = 新建绿色建筑面积 / 新建建筑面积") == [
        "第 1—7 个字：等号左边是“新建建筑面积”，不是本指标；请只写等号右边的算式。"
    ]


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "公式是空的"),
        ("新建绿色建筑面积 / ", "读不下去"),
        ("新建绿色建筑面积 新建建筑面积", "读不下去"),
        ("(新建绿色建筑面积 / 新建建筑面积", "少一个右括号"),
        ("新建绿色建筑面积 / 新建建筑面积)", "少一个左括号"),
        ("新建绿色建筑面积 / 新建建筑面积 %", "不用写“%”"),
        ("新建绿色建筑面积 > 新建建筑面积", "“>”不能用在公式里"),
        ("__import__('os').system('true')", "没有叫“__import__”的函数"),
        ("新建绿色建筑面积.real", "“.”不能用在公式里"),
        ("新建绿色建筑面积, 新建建筑面积", "逗号只能写在函数的括号里"),
        ("上期 / 新建建筑面积", "“上期”是函数"),
        ("上上期(新建建筑面积)", "没有叫“上上期”的函数"),
        ("上期(新建绿色建筑面积, 新建建筑面积)", "“上期”要 1 项，写了 2 项"),
        ("【新建绿色建筑面积 / 2", "缺少“】”"),
        ("1 + 2", "公式里没有指标"),
        ("新建绿色建筑面积 / 0", "除数是 0"),
        ("(新建绿色建筑面积 / 新建建筑面积) ** 1000", "指数应为 -10 到 10"),
        ("1" * 2001, "最多 2000 个"),
        ("(" * 300 + "新建建筑面积" + ")" * 300, "个字"),
        ("-" * 200 + "新建建筑面积", "嵌套太深"),
        ('量(2.66, "吨标准煤每") * 新建建筑面积', "不在单位库中"),
        ("“新建建筑面积", "引号没有合上"),
        ("新建绿色建筑面积 / 1e400", "这个数不能用在公式里"),
        ("基年(新建绿色建筑面积, 20)/新建建筑面积", "基年应写成"),
    ],
)
def test_what_is_no_formula_is_refused_with_words(text: str, message: str) -> None:
    assert message in "".join(problems(text))
