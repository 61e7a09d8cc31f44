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


LEAD = (
    "近日,某市人民政府印发《某市碳达峰实施方案》。《方案》提出,到2025年,非化石能源消费比重达到32%以上,森林覆盖率稳定在45%,绿色产业体系初步形成。\n"
    "某市人民政府关于印发某市碳达峰实施方案的通知\n各区县人民政府:\n现将《某市碳达峰实施方案》印发给你们,请认真组织实施。\n某市人民政府\n2023年8月21日\n"
    "某市碳达峰实施方案\n"
)


def test_a_lead_above_the_plan_tells_its_targets() -> None:
    text = LEAD + "一、总体要求\n以习近平新时代中国特色社会主义思想为指导,推动绿色发展。\n"

    assert found(text) == [("非化石能源消费比重", 32, "%"), ("森林覆盖率", 45, "%")]


def test_a_lead_that_tells_of_the_document_alone_has_none() -> None:
    text = LEAD.replace(
        "到2025年,非化石能源消费比重达到32%以上,森林覆盖率稳定在45%", "该方案分总体要求、主要任务、保障机制3部分40条"
    ) + ("一、总体要求\n以习近平新时代中国特色社会主义思想为指导,推动绿色发展。\n")

    assert found(text) == []


def test_the_goals_of_a_plan_for_one_year_are_that_years() -> None:
    text = "某市2018年水污染防治实施方案\n一、工作目标\n考核断面水质优良比例达到55%以上。\n二、主要任务\n1.淘汰落后企业。淘汰落后企业50家。\n"

    assert years(text) == {"考核断面水质优良比例": 2018, "淘汰落后企业": None}


def test_a_lead_goes_on_over_its_paragraphs() -> None:
    text = LEAD.replace(
        "\n某市人民政府关于",
        "\n推进可再生能源建筑应用,完善相关政策,扩大太阳能、地热能在新建绿色建筑中的应用。到2025年,城镇建筑可再生能源替代率达到8%,试点示范深入推进。\n原文如下:\n某市人民政府关于",
        1,
    )

    assert found(text + "一、总体要求\n全面推动绿色发展。\n")[-1] == ("城镇建筑可再生能源替代率", 8, "%")


def test_two_shares_that_do_the_same() -> None:
    assert found("到2025年,75%的国家级园区和50%的省级园区开展循环化改造。") == [
        ("开展循环化改造的国家级园区占比", 75, "%"),
        ("开展循环化改造的省级园区占比", 50, "%"),
    ]


def test_a_standard_named_by_its_saving_is_no_target() -> None:
    assert read("新建居住建筑严格执行75%节能设计标准。") == ()
    assert found("2025年前,新建公共建筑本体达到72%节能要求。") == [("新建公共建筑本体节能要求", 72, "%")]


def test_the_year_of_what_has_been_attained_is_no_targets_year() -> None:
    text = "某县蓝天保卫战方案\n2019年5月29日\n一、改善目标\n保持和巩固2018年环境空气质量改善成果,优良天数比率达到90%以上。"

    assert years(text) == {"优良天数比率": None}


def test_what_the_city_controls_is_handed_down() -> None:
    assert found("2016年,细颗粒物浓度达到市控目标。") == [("细颗粒物浓度", "达到市控目标", None)]


def test_a_sentence_of_what_has_come_down_tells_of_the_past() -> None:
    text = (
        "2020年,公共机构能源消费总量1.6亿吨标准煤,人均用水量21立方米,与2015年相比分别下降了10%和15%。"
        "力争到2025年,公共机构能源消费总量控制在1.9亿吨标准煤以内。"
    )

    assert found(text) == [("公共机构能源消费总量", 1.9, "亿吨标准煤")]


def test_what_a_plan_counts_of_itself_is_no_target() -> None:
    assert read("日前,某市发展规划出台,锁定了五个发展目标,实现到2020年,产业规模稳步提升。") == ()


def test_the_number_of_a_point_in_the_middle_of_a_line_is_no_amount() -> None:
    assert read("到2030年,全面加强预防保护1.强化重要水源地预防。") == ()
