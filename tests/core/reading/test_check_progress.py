"""Later targets weaker than earlier ones; targets that the baseline already exceeds."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.progress import met_plans, met_targets, weakening_plans, weakening_targets
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

EARLY, LATE = "建筑垃圾资源化利用率达到80%", "建筑垃圾资源化利用率达到55%"
NAME = "建筑垃圾资源化利用率"


def two_years(first: tuple, second: tuple) -> list[str]:
    """Messages for two targets, each (quote, name, value, unit, year, comparator, keywords)."""
    text = f"{first[0]}。\n{second[0]}。"
    make = Maker(text)
    targets = [
        make.target(quote, name, value, unit, year, comparator, **keywords)
        for quote, name, value, unit, year, comparator, keywords in (first, second)
    ]
    draft = made_draft(text, period=(2023, 2030), targets=targets)
    return [one.message for one in weakening_targets(made_plan(draft))]


def test_plan_000_asks_80_percent_of_building_waste_by_2025_and_55_by_2030() -> None:
    messages = two_years((EARLY, NAME, 80.0, "%", 2025, "=", {}), (LATE, NAME, 55.0, "%", 2030, "=", {}))
    assert messages == ["“建筑垃圾资源化利用率”2030年目标55%,弱于2025年目标80%。"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("漏损率8%", "供水管网漏损率", 8.0, "%", 2025, "<=", {}),
            ("漏损率9%", "供水管网漏损率", 9.0, "%", 2030, "<=", {}),
        ),
        (
            ("PM2.5降至30", "PM2.5年均浓度", 30.0, "微克/立方米", 2025, "=", {}),
            ("PM2.5降至33", "PM2.5浓度", 33.0, "微克/立方米", 2027, "=", {}),
        ),
        (
            ("绿地率40%", "建成区绿地率", 40.0, "%", 2025, "=", {}),
            ("绿地率38%", "建成区绿地率", 38.0, "%", 2035, ">=", {}),
        ),
        (
            ("蔬菜面积5万亩", "绿色蔬菜种植面积", 5.0, "万亩", 2025, "=", {}),
            ("蔬菜面积4万亩", "绿色蔬菜种植面积", 4.0, "万亩", 2030, "=", {}),
        ),
        (
            ("能耗下降18%", "单位GDP能耗下降", 18.0, "%", 2025, "=", {"base": (2020, 0.0)}),
            ("能耗下降14%", "单位GDP能耗下降", 14.0, "%", 2030, "=", {"base": (2020, 0.0)}),
        ),
        (
            ("绿色园区12个", "绿色园区", 12.0, "个", 2025, "=", {}),
            ("绿色园区10个", "绿色园区", 10.0, "个", 2030, "=", {}),
        ),
    ],
)
def test_other_targets_that_weaken(first: tuple, second: tuple) -> None:
    assert len(two_years(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((EARLY, NAME, 80.0, "%", 2025, "=", {}), (LATE, NAME, 85.0, "%", 2030, "=", {})),
        ((EARLY, NAME, 80.0, "%", 2025, "=", {}), (LATE, NAME, 80.0, "%", 2030, ">=", {})),
        ((EARLY, NAME, 80.0, "%", 2025, "=", {"stretch": True}), (LATE, NAME, 55.0, "%", 2030, "=", {})),
        ((EARLY, NAME, 80.0, "%", 2025, "=", {"subject": "南城街道"}), (LATE, NAME, 55.0, "%", 2030, "=", {})),
        ((EARLY, "新增造林面积", 8.0, "万亩", 2025, "=", {}), (LATE, "新增造林面积", 5.0, "万亩", 2030, "=", {})),
        ((EARLY, "漏损率", 9.0, "%", 2025, "<=", {}), (LATE, "漏损率", 8.0, "%", 2030, "<=", {})),
        (
            ("用水总量21亿立方米", "用水总量", 21.0, "亿立方米", 2025, "<=", {}),
            ("用水总量22亿立方米", "用水总量", 22.0, "亿立方米", 2030, "<=", {}),
        ),
        ((EARLY, "煤炭", 9.0, "万吨", 2025, "=", {}), (LATE, "煤炭", 8.0, "万吨", 2030, "=", {})),
        ((EARLY, NAME, 80.0, "%", 2025, "=", {"confidence": 0.4}), (LATE, NAME, 55.0, "%", 2030, "=", {})),
        ((EARLY, NAME, 80.0, "%", None, "=", {}), (LATE, NAME, 55.0, "%", 2030, "=", {})),
        (
            ("能耗下降18%", "单位GDP能耗下降", 18.0, "%", 2025, "=", {}),
            ("能耗下降14%", "单位GDP能耗下降", 14.0, "%", 2030, "=", {}),
        ),
        (
            ("能耗下降18%", "单位GDP能耗下降", 18.0, "%", 2025, "=", {"base": (2020, 0.0)}),
            ("能耗下降14%", "单位GDP能耗下降", 14.0, "%", 2030, "=", {"base": (2025, 0.0)}),
        ),
        (
            ("建成充电站50座", "充电站", 50.0, "座", 2025, "=", {}),
            ("建成充电站30座", "充电站", 30.0, "座", 2030, "=", {}),
        ),
        ((EARLY, "生活垃圾回收利用率", 80.0, "%", 2025, "=", {}), (LATE, NAME, 55.0, "%", 2030, "=", {})),
    ],
)
def test_targets_that_do_not_weaken(first: tuple, second: tuple) -> None:
    assert two_years(first, second) == []


def test_a_later_plan_of_the_region_may_not_ask_less() -> None:
    plans = []
    for name, year, value in (("a.txt", 2025, 80.0), ("b.txt", 2030, 55.0)):
        quote = f"建筑垃圾资源化利用率达到{value:g}%"
        make = Maker(f"{quote}。")
        target = make.target(quote, NAME, value, "%", year)
        plans.append(made_plan(made_draft(make.text, name=name, targets=(target,))))
    found = list(weakening_plans(plans))
    assert [(one.code, [side.file for side in one.spans]) for one in found] == [("plans-weaken", ["a.txt", "b.txt"])]
    assert list(weakening_plans(plans[:1])) == []


def met(text: str, quote: str, name: str, value: float, unit: str, year: int, comparator: str = "=") -> list[list[str]]:
    """The quotes of findings about one target of a text of 2023."""
    make = Maker(text)
    target = make.target(quote, name, value, unit, year, comparator)  # type: ignore[arg-type]
    draft = made_draft(text, period=(2023, 2030), targets=(target,))
    return [quotes(one) for one in met_targets(made_plan(draft))]


LAND = "供地面积总量中实施装配式建筑的面积比例"


def test_plan_000_has_53_percent_in_2022_and_asks_50_by_2025() -> None:
    past = f"2022年直管园内新开工装配式建筑占比为47.1%,{LAND}约53.3%。"
    text = f"{past}\n到2025年,确保区内{LAND}不低于50%。"
    assert met(text, f"{LAND}不低于50%", LAND, 50.0, "%", 2025, ">=") == [[f"{LAND}约53.3%", f"{LAND}不低于50%"]]


def test_plan_000_has_7066_base_stations_and_plans_1654() -> None:
    text = "高新区现有7066个基站,规划到2025年,建设基站数量为1654个。"
    found = met(text, "基站数量为1654个", "基站数量", 1654.0, "个", 2025)
    assert found == [["7066个基站", "基站数量为1654个"]]


@pytest.mark.parametrize(
    ("past", "name", "value", "unit"),
    [
        ("截至2020年底,全区森林覆盖率达到52%。", "森林覆盖率", 50.0, "%"),
        ("“十三五”期间成效明显,建成区绿地率达到47.98%。", "建成区绿地率", 45.0, "%"),
        ("目前,累计建成充电站30座。", "充电站", 25.0, "座"),
        ("2021年,供水管网漏损率为7.5%。", "供水管网漏损率", 8.0, "%"),
    ],
)
def test_other_targets_already_met(past: str, name: str, value: float, unit: str) -> None:
    quote = f"{name}{value:g}{unit}"
    assert len(met(f"{past}\n到2025年,{quote}。", quote, name, value, unit, 2025)) == 1


@pytest.mark.parametrize(
    ("past", "name", "value", "unit"),
    [
        ("截至2020年底,全区森林覆盖率达到47%。", "森林覆盖率", 50.0, "%"),
        ("截至2020年底,全区森林覆盖率达到50%。", "森林覆盖率", 50.0, "%"),
        ("2020年,新建小区充电站30座。", "充电站", 25.0, "座"),
        ("到2024年,森林覆盖率达到52%。", "森林覆盖率", 50.0, "%"),
        ("应确保森林覆盖率达到52%。", "森林覆盖率", 50.0, "%"),
        ("2020年,全区单位GDP能耗累计下降22%。", "单位GDP能耗下降", 14.0, "%"),
        ("2018年的标准要求森林覆盖率不低于55%。", "森林覆盖率", 50.0, "%"),
        ("2020年,城市绿色出行比例达到80%。", "新增绿色蔬菜面积", 5.0, "万亩"),
        ("2020年,森林覆盖率万亩林长制得到落实。", "森林覆盖率", 50.0, "%"),
    ],
)
def test_targets_not_yet_met(past: str, name: str, value: float, unit: str) -> None:
    quote = f"{name}{value:g}{unit}目标"
    assert met(f"{past}\n到2025年,{quote}。", quote, name, value, unit, 2025) == []


def test_a_table_whose_base_exceeds_its_target_is_met_already() -> None:
    row = "建成区绿地率(%)36.435预期性"
    make = Maker(row)
    indicator = make.indicator(row, "建成区绿地率", "%", {"2020": 36.4, "2025": 35.0})
    found = list(met_targets(made_plan(made_draft(row, indicators=(indicator,)))))
    assert [one.code for one in found] == ["target-already-met"]


def test_a_target_that_says_about_leaves_room_for_the_base() -> None:
    row = "近岸海域水质优良比例(%)70.570左右"
    make = Maker(row)
    base = make.target(row, "近岸海域水质优良比例", 70.0, "%", 2025, "approx", base=(2020, 70.5))
    assert list(met_targets(made_plan(made_draft(row, targets=(base,))))) == []


def test_one_plan_asks_for_fewer_green_factories_than_another_already_has() -> None:
    has = Maker("2022年,创建国家级绿色产品12个、市级绿色工厂14家(含国家级绿色工厂2家)。")
    asks = Maker("到2025年,累计创建国家级绿色工厂2家、市级绿色工厂10家。")
    targets = (
        asks.target("国家级绿色工厂2家", "国家级绿色工厂", 2.0, "家", 2025, basis="cumulative"),
        asks.target("市级绿色工厂10家", "市级绿色工厂", 10.0, "家", 2025, basis="cumulative"),
    )
    plans = [
        made_plan(made_draft(has.text, name="000.txt", region="L500001", period=(2023, 2030))),
        made_plan(made_draft(asks.text, name="003.txt", region="L500001", targets=targets)),
    ]
    found = list(met_plans(plans))
    assert [(one.code, quotes(one)) for one in found] == [
        ("plans-already-met", ["市级绿色工厂14家", "市级绿色工厂10家"])
    ]
    assert "请核对目标是总数还是新增数" in found[0].message
