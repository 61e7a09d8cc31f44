"""Targets by stage, by place and by choice: wordings in which a year, a name or a second value stands apart."""

import pytest

from tests.core.reading.target_pages import found, only, read, years


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("第一阶段（2021—2025年）", 2025),
        ("第二阶段(2026-2030年)", 2030),
        ("远景目标（2060年）", 2060),
        ("近期（到2025年）", 2025),
        ("达峰期（2026年至2030年）", 2030),
    ],
)
def test_years_in_brackets_behind_a_stage_hold_for_what_follows(label: str, year: int) -> None:
    text = f"{label}：非化石能源占比达到25%以上，绿色产业产值突破600亿元。"

    assert years(text) == {"非化石能源占比": year, "绿色产业产值": year}


def test_years_in_other_brackets_hold_for_nothing() -> None:
    assert years("落实行动方案（2021—2025年）：非化石能源占比达到25%以上。") == {"非化石能源占比": None}


def test_a_level_or_a_rise_are_two_targets_of_one_name() -> None:
    text = "到2025年，生活污水集中收集率力争达到75%或比2020年提高5个百分点以上。"

    assert found(text) == [("生活污水集中收集率", 75, "%"), ("生活污水集中收集率提高", 5, "个百分点")]
    assert [target.base_year for target in read(text)] == [None, 2020]


def test_both_of_a_list_change_against_a_year() -> None:
    text = "到2027年，化肥、农药使用量较2022年均减少3%以上。"

    assert found(text) == [("化肥使用量减少", 3, "%"), ("农药使用量减少", 3, "%")]
    assert found("2021—2025年，财政收入年均增长3%。") == [("财政收入年均增长", 3, "%")]


def test_two_years_side_by_side_part_the_values_and_no_name() -> None:
    text = "2025年和2030年，公共机构新增及更新车辆中新能源汽车占比分别不低于60%、80%。"

    assert {(target.name, target.value, target.year) for target in read(text)} == {
        ("公共机构新增及更新车辆中新能源汽车占比", 60, 2025),
        ("公共机构新增及更新车辆中新能源汽车占比", 80, 2030),
    }


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("260亿～280亿千瓦时", "260亿~280", "亿千瓦时"),
        ("260—280亿千瓦时", "260—280", "亿千瓦时"),
        ("30%—32%", "30%—32", "%"),
    ],
)
def test_a_range_whose_first_number_has_a_scale(printed: str, value: str, unit: str) -> None:
    target = only(f"到2025年，清洁能源消费量达到{printed}。")

    assert (target.value, target.unit) == (value, unit)


def test_a_weight_of_an_assessment_is_no_target() -> None:
    assert read("到2025年，单位GDP能耗降低占综合考核权重的5%。") == ()


def test_shares_of_a_task_behind_its_colon_are_targets() -> None:
    assert found("2025年造林任务为：青山镇1200亩、白石镇860亩。") == [("青山镇", 1200, "亩"), ("白石镇", 860, "亩")]
    assert read("2025年会议地点：青山镇1200亩。") == ()


def test_the_year_may_stand_behind_those_who_do_something() -> None:
    target = only("70%以上的党政机关2023年底前建成节约型机关。")

    assert (target.name, target.value, target.year) == ("建成节约型机关的党政机关占比", 70, 2023)


def test_a_bare_rate_counts_what_the_clause_before_does() -> None:
    assert found("重点企业全部接入能耗监测系统，到2025年接入率达到100%。") == [("能耗监测系统接入率", 100, "%")]
    assert found("重点企业加强管理，到2025年接入率达到100%。") == [("接入率", 100, "%")]


def test_what_stood_before_the_plan_only_lends_its_name() -> None:
    text = "“十四五”主要指标\n非化石能源占比：2020年12.1%，2025年16%。"

    assert [(target.name, target.value, target.year) for target in read(text)] == [("非化石能源占比", 16, 2025)]


def test_pollutants_share_what_is_handed_down() -> None:
    text = "到2025年，氮氧化物、氨氮重点工程减排量达到省要求。"

    assert found(text) == [("氮氧化物重点工程减排量", "达到省要求", None), ("氨氮重点工程减排量", "达到省要求", None)]


def test_events_of_every_year_are_counted() -> None:
    target = only("“十四五”期间，低碳日活动每年举办不少于2场次。")

    assert (target.value, target.unit, target.comparator, target.basis) == (2, "场次", ">=", "annual")


def test_a_clause_that_only_gives_a_value_takes_what_the_one_before_orders() -> None:
    target = only("控制煤炭消费总量，2020年控制在42亿吨左右。")

    assert (target.name, target.value, target.year, target.comparator) == ("煤炭消费总量", 42, 2020, "approx")
    assert read("加强组织领导，2020年控制在42亿吨左右。") == ()


def test_other_places_share_what_is_measured() -> None:
    text = "到2025年，重点区域的服务区快充站覆盖率不低于80%、其他地区不低于60%。"

    assert found(text) == [("重点区域的服务区快充站覆盖率", 80, "%"), ("其他地区服务区快充站覆盖率", 60, "%")]


def test_a_place_holds_up_to_the_next_semicolon() -> None:
    text = (
        "到2021年，城区优良天数比率不低于92%，细颗粒物平均浓度不高于34微克/立方米；"
        "桂平市的优良天数比率不低于93%，细颗粒物平均浓度不高于32微克/立方米；森林覆盖率达到45%。"
    )

    assert [(target.value, target.subject) for target in read(text)] == [
        (92, ""),
        (34, ""),
        (93, "桂平市"),
        (32, "桂平市"),
        (45, ""),
    ]
