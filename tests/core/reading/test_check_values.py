"""One indicator with two values; one indicator twice in a table; an undated value beside a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.reading.check.values import differing_plans, differing_values
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

PARK_TABLE = "人均公园绿地面积(平方米)3.53812约束性"
PARK_BOX = "人均公园绿地面积不少于12平方米"
GREEN_TWICE = ("城镇绿色建筑占新建建筑比重(%)57.24100100约束性", "城镇绿色建筑占新建建筑比例(%)-100100约束性")


def park(text: str, value: float, quote: str = PARK_BOX, year: int | None = 2025) -> object:
    make = Maker(text)
    row = make.indicator(
        PARK_TABLE, "人均公园绿地面积", "平方米", {"2020": 3.53, "2025": 8.0, "2030": 12.0}, table="专栏1"
    )
    target = make.target(quote, "城市规划区人均公园绿地面积", value, "平方米", year, ">=")
    return made_draft(text, period=(2023, 2030), indicators=(row,), targets=(target,))


def test_the_table_of_plan_000_asks_8_and_its_box_12() -> None:
    text = f"{PARK_TABLE}\n专栏2\n城市规划区{PARK_BOX}。"
    found = list(differing_values(made_plan(park(text, 12.0))))  # type: ignore[arg-type]
    assert [(one.code, one.level) for one in found] == [("value-differs", "error")]
    assert quotes(found[0]) == [PARK_TABLE, PARK_BOX]
    assert "表中8平方米;文中不低于12平方米" in found[0].message


def test_a_box_that_repeats_the_value_of_the_table_differs_in_nothing() -> None:
    text = f"{PARK_TABLE}\n人均公园绿地面积不少于8平方米。"
    plan = made_plan(park(text, 8.0, "人均公园绿地面积不少于8平方米"))  # type: ignore[arg-type]
    assert list(differing_values(plan)) == []


def test_another_year_is_another_target() -> None:
    text = f"{PARK_TABLE}\n人均公园绿地面积不少于10平方米。"
    plan = made_plan(park(text, 10.0, "人均公园绿地面积不少于10平方米", 2028))  # type: ignore[arg-type]
    assert list(differing_values(plan)) == []


def two_targets(first: tuple, second: tuple, **more: object) -> list[str]:
    """Codes of the findings between two targets, each (quote, name, value, unit, comparator, keywords)."""
    text = f"到2025年,{first[0]}。\n{second[0]}。"
    make = Maker(text)
    targets = [
        make.target(quote, name, value, unit, 2025, comparator, **keywords)
        for quote, name, value, unit, comparator, keywords in (first, second)
    ]
    return [one.level for one in differing_values(made_plan(made_draft(text, targets=targets)))]


FOREST = ("森林覆盖率达到50%", "森林覆盖率", 50.0, "%", "=", {})


@pytest.mark.parametrize(
    ("other", "levels"),
    [
        (("全区森林覆盖率达到48%", "全区森林覆盖率", 48.0, "%", "=", {}), ["error"]),
        (("森林覆盖率不低于52%", "森林覆盖率", 52.0, "%", ">=", {}), ["error"]),
        (("森林覆盖率48%以上", "森林覆盖率", 48.0, "%", ">=", {}), ["warning"]),
        (("森林覆盖率稳定在50%", "森林覆盖率", 50.0, "%", ">=", {}), []),
        (("力争森林覆盖率达到55%", "森林覆盖率", 55.0, "%", "=", {"stretch": True}), []),
        (("北碚片区森林覆盖率达到60%", "森林覆盖率", 60.0, "%", "=", {"subject": "北碚片区"}), []),
        (("森林覆盖率提高5%", "森林覆盖率提高", 5.0, "%", "=", {}), []),
        (("草原综合植被盖度达到60%", "草原综合植被盖度", 60.0, "%", "=", {}), []),
        (("年均森林覆盖率提高1%", "森林覆盖率", 1.0, "%", "=", {"basis": "annual"}), []),
        (("森林覆盖率达到60%", "森林覆盖率", 60.0, "%", "=", {"confidence": 0.5}), []),
    ],
)
def test_a_second_target_of_forest_cover(other: tuple, levels: list[str]) -> None:
    assert two_targets(FOREST, other) == levels


def test_values_in_two_units_of_one_size_are_one_value() -> None:
    area = ("既有公共建筑节能改造面积2万平方米", "既有公共建筑节能改造面积", 2.0, "万平方米", "=", {})
    same = ("公共建筑节能改造面积20000平方米", "公共建筑节能改造面积", 20000.0, "平方米", "=", {})
    other = ("公共建筑节能改造面积30000平方米", "公共建筑节能改造面积", 30000.0, "平方米", "=", {})
    assert two_targets(area, same) == []
    assert two_targets(area, other) == ["error"]


def test_names_that_claim_different_things_give_a_warning_only() -> None:
    first = ("绿色社区达标率100%", "绿色社区达标率", 100.0, "%", "=", {})
    second = ("绿色社区创建率达到70%", "绿色社区创建率", 70.0, "%", "=", {})
    assert two_targets(first, second) == ["warning"]


def test_two_values_of_one_place_are_a_reading_and_not_a_contradiction() -> None:
    text = "到2020年,二氧化硫、氮氧化物排放总量分别下降15%、10%。"
    make = Maker(text)
    quote = "二氧化硫、氮氧化物排放总量分别下降15%、10%"
    first = make.target(quote, "二氧化硫、氮氧化物排放总量下降", 15.0, "%", 2020)
    make.last.clear()
    second = make.target(quote, "二氧化硫、氮氧化物排放总量下降", 10.0, "%", 2020)
    assert list(differing_values(made_plan(made_draft(text, targets=(first, second))))) == []


def test_plan_000_lists_green_buildings_twice_in_one_table() -> None:
    text = "\n".join(GREEN_TWICE)
    make = Maker(text)
    first = make.indicator(
        GREEN_TWICE[0], "城镇绿色建筑占新建建筑比重", "%", {"2020": 57.24, "2025": 100.0, "2030": 100.0}, table="专栏1"
    )
    second = make.indicator(
        GREEN_TWICE[1], "城镇绿色建筑占新建建筑比例", "%", {"2020": None, "2025": 100.0, "2030": 100.0}, table="专栏1"
    )
    draft = made_draft(text, period=(2023, 2030), indicators=(first, second))
    found = list(differing_values(made_plan(draft)))
    assert [(one.code, one.level) for one in found] == [("indicator-repeated", "notice")]
    assert quotes(found[0]) == list(GREEN_TWICE)


def test_the_same_row_in_two_tables_is_no_repetition() -> None:
    text = "\n".join(GREEN_TWICE)
    make = Maker(text)
    rows = [
        make.indicator(quote, "城镇绿色建筑占新建建筑比例", "%", {"2025": 100.0}, table=table)
        for quote, table in zip(GREEN_TWICE, ("专栏1", "附表"), strict=True)
    ]
    assert list(differing_values(made_plan(made_draft(text, indicators=rows)))) == []


def test_two_rows_of_different_indicators_with_equal_values_are_no_repetition() -> None:
    text = "建成区绿地率(%)40\n建成区绿化覆盖率(%)40"
    make = Maker(text)
    rows = [
        make.indicator("建成区绿地率(%)40", "建成区绿地率", "%", {"2025": 40.0}),
        make.indicator("建成区绿化覆盖率(%)40", "建成区绿化覆盖率", "%", {"2025": 40.0}),
    ]
    assert list(differing_values(made_plan(made_draft(text, indicators=rows)))) == []


def rows_of_one_table(categories: tuple[str, str]) -> list[str]:
    text = "污水处理率(%)95\n污水处理率(%)60"
    make = Maker(text)
    rows = [
        replace(make.indicator(f"污水处理率(%){value:g}", "污水处理率", "%", {"2025": value}), category=category)
        for value, category in zip((95.0, 60.0), categories, strict=True)
    ]
    return [one.level for one in differing_values(made_plan(made_draft(text, indicators=rows)))]


def test_two_values_of_one_row_name_in_one_table() -> None:
    assert rows_of_one_table(("", "")) == ["error"]
    assert rows_of_one_table(("城市", "农村")) == []


def test_falls_against_two_years_are_two_targets() -> None:
    first = ("能耗下降18%", "单位GDP能耗下降", 18.0, "%", "=", {"base": (2020, 0.0)})
    other = ("能耗下降40%", "单位GDP能耗下降", 40.0, "%", "=", {"base": (2005, 0.0)})
    same = ("能耗下降40%", "单位GDP能耗下降", 40.0, "%", "=", {"base": (2020, 0.0)})
    assert two_targets(first, other) == []
    assert two_targets(first, same) == ["error"]


def test_an_ambiguous_row_is_no_ground_for_a_finding() -> None:
    text = f"{PARK_TABLE}\n城市规划区{PARK_BOX}。"
    make = Maker(text)
    row = make.indicator(PARK_TABLE, "人均公园绿地面积", "平方米", {"2025": 81.0, "2030": 2.0}, ambiguous=True)
    target = make.target(PARK_BOX, "人均公园绿地面积", 12.0, "平方米", 2025, ">=")
    draft = made_draft(text, indicators=(row,), targets=(target,))
    assert list(differing_values(made_plan(draft))) == []


ROAD_ROW = "道路网密度(千米/平方千米)3.778预期性"


def roads(sentence: str) -> list[str]:
    text = f"{ROAD_ROW}\n{sentence}"
    make = Maker(text)
    row = make.indicator(ROAD_ROW, "道路网密度", "千米/平方千米", {"2020": 3.7, "2025": 7.0, "2030": 8.0})
    draft = made_draft(text, period=(2023, 2030), indicators=(row,))
    return [one.code for one in differing_values(made_plan(draft))]


def test_the_undated_road_density_of_plan_000_is_none_of_its_table() -> None:
    sentence = "提速建设高腾大道等项目,完工道路超100公里,路网密度提升至4.6公里/平方公里。"
    assert roads(sentence) == ["undated-value-differs"]


@pytest.mark.parametrize(
    "sentence",
    [
        "加快建设,路网密度提升至7公里/平方公里。",
        "到2024年,路网密度提升至4.6公里/平方公里。",
        "2021年,路网密度提升至4.6公里/平方公里。",
        "中心城区路网密度应达到9公里/平方公里。",
        "公园绿地服务半径提升至500米。",
    ],
)
def test_other_road_densities(sentence: str) -> None:
    assert roads(sentence) == []


def test_two_plans_of_gaoxin_ask_50_and_30_of_prefabricated_buildings() -> None:
    table = "装配式建筑占新建建筑比例(%)-5055约束性"
    sentence = "装配式建筑占新建建筑比例达到30%"
    first, second = Maker(table), Maker(f"到2025年,{sentence}。")
    plans = [
        made_plan(
            made_draft(
                first.text,
                name="000.txt",
                title="城市建设绿色低碳发展规划",
                region="L500001",
                period=(2023, 2030),
                indicators=(first.indicator(table, "装配式建筑占新建建筑比例", "%", {"2025": 50.0, "2030": 55.0}),),
            )
        ),
        made_plan(
            made_draft(
                second.text,
                name="003.txt",
                title="减污降碳协同增效实施方案",
                region="L500001",
                targets=(second.target(sentence, "装配式建筑占新建建筑比例", 30.0, "%", 2025),),
            )
        ),
    ]
    found = list(differing_plans(plans))
    assert [(one.code, one.level) for one in found] == [("plans-differ", "error")]
    assert [(side.file, side.quote) for side in found[0].spans] == [("000.txt", table), ("003.txt", sentence)]
    assert "《城市建设绿色低碳发展规划》50%" in found[0].message


def test_a_difference_within_one_plan_is_not_told_again_across_plans() -> None:
    text = "到2025年,森林覆盖率达到50%。森林覆盖率达到48%。"
    make = Maker(text)
    targets = (
        make.target("森林覆盖率达到50%", "森林覆盖率", 50.0, "%", 2025),
        make.target("森林覆盖率达到48%", "森林覆盖率", 48.0, "%", 2025),
    )
    other = made_draft("绿地", name="other.txt")
    assert list(differing_plans([made_plan(made_draft(text, targets=targets)), made_plan(other)])) == []


def test_two_plans_that_agree_give_nothing() -> None:
    drafts = []
    for name in ("a.txt", "b.txt"):
        make = Maker("到2025年,森林覆盖率达到50%。")
        target = make.target("森林覆盖率达到50%", "森林覆盖率", 50.0, "%", 2025)
        drafts.append(made_plan(made_draft(make.text, name=name, targets=(target,))))
    assert list(differing_plans(drafts)) == []


def test_plan_001_calls_one_target_by_two_names() -> None:
    first = ("建筑垃圾回收利用率达到75%", "建筑垃圾回收利用率", 75.0, "%", "=", {})
    second = ("建筑垃圾资源化利用率达到75%", "建筑垃圾资源化利用率", 75.0, "%", "=", {})
    assert two_targets(first, second) == ["notice"]


def test_two_wordings_of_one_claim_are_one_name() -> None:
    first = ("装配式建筑占新建建筑比例50%", "装配式建筑占新建建筑比例", 50.0, "%", "=", {})
    second = ("装配式建筑占城镇新建建筑的比例50%", "装配式建筑占城镇新建建筑的比例", 50.0, "%", ">=", {})
    assert two_targets(first, second) == []
