"""Targets in the wordings of shortened and re-posted plans."""

import pytest

from tests.core.reading.target_pages import found, only, read, years

THREE_YEARS = "某市蓝天保卫战三年行动方案(2018—2020年)\n\n一、工作目标\n"


@pytest.mark.parametrize("effort", ["经过3年努力", "通过三年的努力", "经过三年左右的持续努力", "经过 3 年攻坚"])
def test_the_years_of_effort_end_with_the_plan(effort: str) -> None:
    assert years(f"{THREE_YEARS}{effort},优良天数比率达到80%以上。") == {"优良天数比率": 2020}


def test_years_of_effort_that_the_plan_does_not_have_give_no_year() -> None:
    assert years(f"{THREE_YEARS}经过五年努力,优良天数比率达到80%以上。") == {"优良天数比率": None}


def test_a_place_whose_name_ends_with_all_is_no_list_of_two() -> None:
    assert found("到2025年,江都、宝应两县优良天数比率达到80%。") == [("江都、宝应两县优良天数比率", 80, "%")]
    assert found("到2025年,生活垃圾、建筑垃圾回收利用率都要达到75%以上。") == [
        ("生活垃圾回收利用率", 75, "%"),
        ("建筑垃圾回收利用率", 75, "%"),
    ]


def test_a_share_of_places_that_get_rid_of_something() -> None:
    target = only("到2025年,80%以上的县级城市全面消除黑臭水体。")

    assert (target.name, target.value, target.comparator) == ("全面消除黑臭水体的县级城市占比", 80, ">=")


def test_a_name_inside_the_wording_that_hands_it_down() -> None:
    target = only("到2025年,各县(市、区)完成市级下达的“十四五”重污染天数比率控制目标。")

    assert (target.name, target.value, target.year) == ("重污染天数比率", "完成市级下达的控制目标", 2025)
    assert target.quote == "完成市级下达的“十四五”重污染天数比率控制目标"


def test_a_wording_about_nothing_measured_is_no_target() -> None:
    assert read("到2025年,完成省下达的空气质量改善和污染防治目标任务。") == ()


def test_a_count_by_and_large_goes_on_without_its_verb() -> None:
    text = "到2025年,充电站达到8000座以上。其中,公共充电站达到5000座左右;专用充电站3000座左右。"

    assert found(text) == [("充电站", 8000, "座"), ("公共充电站", 5000, "座"), ("专用充电站", 3000, "座")]


def test_a_unit_keeps_the_characters_of_the_page() -> None:
    assert only("到2025年,節(jié)能改造形成節(jié)能量約500萬噸標準煤。").unit == "萬噸標準煤"
