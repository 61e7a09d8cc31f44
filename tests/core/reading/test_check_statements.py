"""Statements: what tables and text say, in one form that rules can compare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.reading.check.statements import Statement, grouped, is_share, specific, statements
from ditan.core.reading.draft import Heading, Target, Value
from ditan.core.reading.resolve.units import size_of
from tests.core.reading.made_plans import Maker, made_draft, made_plan


def of_target(
    quote: str, name: str, value: float, unit: str | None, headings: tuple[Heading, ...] = (), **more: object
) -> Statement:
    make = Maker("、".join((quote, *(heading.quote for heading in headings))))
    index = 0 if headings else None
    target = replace(make.target(quote, name, value, unit, 2025, **more), heading=index)  # type: ignore[arg-type]
    (found,) = statements(made_plan(made_draft(make.text, outline=headings, targets=(target,))))
    return found


def heading(title: str, kind: str = "section", parent: int | None = None) -> Heading:
    return Heading(title, (0, 1), 1.0, "一、", title, 1, kind, 9, parent)  # type: ignore[arg-type]


def test_a_known_name_is_grouped_under_its_metric() -> None:
    first = of_target("绿色建筑占比100%", "城镇绿色建筑占新建建筑比重", 100.0, "%")
    second = of_target("绿色建筑比例100%", "城镇新建建筑中绿色建筑面积占比", 100.0, "%")
    assert first.group == second.group == ("metric:green_building_share", "", ("share",))


def test_an_unknown_name_is_grouped_under_its_key() -> None:
    one = of_target("全区清洁取暖比例达到80%", "全区清洁取暖占比", 80.0, "%")
    assert one.group == ("清洁取暖比例", "", ("share",))


@pytest.mark.parametrize(("subject", "group"), [("全区", ""), ("铜梁区", ""), ("我市", ""), ("南城街道", "南城街道")])
def test_only_a_part_of_the_region_is_a_subject_of_its_own(subject: str, group: str) -> None:
    assert of_target("森林覆盖率50%", "森林覆盖率", 50.0, "%", subject=subject).group[1] == group


@pytest.mark.parametrize(
    ("value", "unit", "size"),
    [
        (2.0, "万平方米", 20_000.0),
        (50.0, "%", 0.5),
        (3.0, "‰", 0.003),
        (15.0, "平方公里", 15_000_000.0),
        (1.0, "公顷", 10_000.0),
        (4.0, "家", 4.0),
        (2.0, "万辆", 20_000.0),
    ],
)
def test_sizes_are_in_one_unit_for_each_kind(value: float, unit: str, size: float) -> None:
    assert of_target(f"某指标{value:g}{unit}", "某指标", value, unit).size == pytest.approx(size)


def test_a_missing_unit_of_a_row_is_that_of_the_metric() -> None:
    make = Maker("森林覆盖率 50")
    row = make.indicator(make.text, "森林覆盖率", "", {"2025": 50.0})
    (found,) = statements(made_plan(made_draft(make.text, indicators=(row,))))
    assert found.size == pytest.approx(0.5)


def test_a_share_of_the_text_without_its_sign_was_cut_and_states_nothing() -> None:
    make = Maker("到2030年,森林覆盖率达到50")
    target = make.target("森林覆盖率达到50", "森林覆盖率", 50.0, None, 2030)
    assert statements(made_plan(made_draft(make.text, targets=(target,)))) == ()


@pytest.mark.parametrize(
    ("comparator", "printed"),
    [(">=", "不低于50%"), ("<=", "不高于50%"), (">", "超过50%"), ("<", "低于50%"), ("approx", "约50%"), ("=", "50%")],
)
def test_a_value_is_printed_with_its_comparator(comparator: str, printed: str) -> None:
    make = Maker("森林覆盖率50%")
    target = make.target(make.text, "森林覆盖率", 50.0, "%", 2025, comparator)  # type: ignore[arg-type]
    (found,) = statements(made_plan(made_draft(make.text, targets=(target,))))
    assert found.printed == printed
    assert found.where == "文中"


def test_a_cell_that_says_about_keeps_its_number() -> None:
    make = Maker("近岸海域水质优良比例(%)70左右")
    row = make.indicator(make.text, "近岸海域水质优良比例", "%", {"2025": None})
    row = replace(row, values={"2025": Value(None, "70左右", "approx", 70.0)})
    (found,) = statements(made_plan(made_draft(make.text, indicators=(row,))))
    assert (found.value, found.comparator, found.where) == (70.0, "approx", "表中")


def test_years_before_the_plan_are_its_base() -> None:
    make = Maker("绿地率(%)30 35 40")
    row = make.indicator(make.text, "建成区绿地率", "%", {"2020": 30.0, "2025": 35.0, "2030": 40.0})
    found = statements(made_plan(made_draft(make.text, period=(2023, 2030), indicators=(row,))))
    assert [(one.year, one.role) for one in found] == [(2020, "base"), (2025, "target"), (2030, "target")]


def test_without_a_period_the_first_of_several_years_is_the_base() -> None:
    make = Maker("绿地率(%)30 35")
    row = make.indicator(make.text, "建成区绿地率", "%", {"2015": 30.0, "2020": 35.0})
    found = statements(made_plan(made_draft(make.text, period=None, issued=None, indicators=(row,))))
    assert [one.role for one in found] == ["base", "target"]
    single = make.text
    lone = Maker(single).indicator(single, "建成区绿地率", "%", {"2020": 35.0})
    found = statements(made_plan(made_draft(single, period=None, issued=None, indicators=(lone,))))
    assert [one.role for one in found] == ["target"]


@pytest.mark.parametrize(
    ("headings", "in_goals"),
    [
        ((), True),
        ((heading("主要目标"),), True),
        ((heading("专栏3 能源", "box"),), True),
        ((heading("优化能源结构"),), False),
        ((heading("优化能源结构", parent=1), heading("指标体系")), True),
        ((heading("优化能源结构", parent=1), heading("重点任务")), False),
    ],
)
def test_where_main_targets_stand(headings: tuple[Heading, ...], in_goals: bool) -> None:
    assert of_target("绿色贷款余额1800亿元", "绿色贷款余额", 1800.0, "亿元", headings).in_goals is in_goals


def pair(name: str, unit: str, first: tuple[Heading, ...], second: tuple[Heading, ...]) -> bool:
    one = of_target(f"{name}5{unit}", name, 5.0, unit, first)
    return specific(one, of_target(f"{name}6{unit}", name, 6.0, unit, second))


BODY, GOALS = (heading("工业领域"),), (heading("主要目标"),)


def test_an_amount_of_two_trades_is_not_one_thing() -> None:
    assert not pair("减排二氧化碳", "万吨", BODY, BODY)
    assert not pair("光伏发电装机容量", "万千瓦", BODY, BODY)


def test_an_amount_among_the_main_targets_stands_for_the_whole() -> None:
    assert pair("减排二氧化碳", "万吨", GOALS, BODY)
    assert pair("光伏发电装机容量", "万千瓦", BODY, GOALS)


def test_a_share_of_a_known_or_long_name_is_one_thing_anywhere() -> None:
    assert pair("森林覆盖率", "%", BODY, BODY)
    assert pair("农村集中式供水覆盖率", "%", BODY, BODY)
    assert not pair("覆盖率", "%", BODY, BODY)


def test_a_fall_is_no_share() -> None:
    assert not is_share(of_target("能耗下降14%", "单位GDP能耗下降", 14.0, "%"))
    assert of_target("能耗下降14%", "单位GDP能耗下降", 14.0, "%").changes
    assert is_share(of_target("森林覆盖率50%", "森林覆盖率", 50.0, "%"))


def test_statements_of_one_thing_come_together_in_order_of_place() -> None:
    text = "森林覆盖率50%,绿地率40%,全区森林覆盖率52%"
    make = Maker(text)
    targets: tuple[Target, ...] = (
        make.target("全区森林覆盖率52%", "全区森林覆盖率", 52.0, "%", 2025),
        make.target("绿地率40%", "建成区绿地率", 40.0, "%", 2025),
        make.target("森林覆盖率50%", "森林覆盖率", 50.0, "%", 2025),
    )
    groups = grouped(statements(made_plan(made_draft(text, targets=targets))))
    assert [[one.value for one in members] for members in groups.values()] == [[50.0, 52.0], [40.0]]


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("公里/平方公里", "千米/平方千米", True),
        ("万亩", "公顷", True),
        ("吨", "千克", True),
        ("家", "个", True),
        ("番", "番", True),
        ("%", "‰", True),
        ("番", "成", False),
        ("吨标准煤", "吨", False),
        ("平方米", "立方米", False),
    ],
)
def test_units_that_measure_the_same(a: str, b: str, alike: bool) -> None:
    assert (size_of(a)[0] == size_of(b)[0]) is alike


@pytest.mark.parametrize(
    ("unit", "size"),
    [("吨/万平方米", 1e6 / 1e4), ("平方米/人", 1.0), ("千克", 1000.0), ("万亩", 1e8 / 15), ("", 1.0), ("番", 1.0)],
)
def test_the_size_of_a_unit(unit: str, size: float) -> None:
    assert size_of(unit)[1] == pytest.approx(size)
