"""Projects counted twice, one thing in two numbers, one thing under two leads."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.projects import (
    counted_twice,
    different_leads,
    one_thing_two_numbers,
    shared_objects,
)
from ditan.core.reading.draft import Project
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

FLOOD = "实施3000km2以上中小流域治理,新建涪江铜梁杨乐坝段防洪护岸2.2km,实施安居镇防洪提标。"
DAM = "铜梁区安居镇防洪提标工程,坝体加厚加高、监控设施、闸门改造。"


def pair(first: tuple[str, float], second: tuple[str, float], period: str = "2022-2025") -> list[tuple[str, list[str]]]:
    text = f"{first[0]}\n{second[0]}"
    make = Maker(text)
    projects = [
        make.project(quote, str(number), total, period=period, lead=("区水利局",))
        for number, (quote, total) in enumerate((first, second), 26)
    ]
    plan = made_plan(made_draft(text, projects=projects))
    return [(one.level, quotes(one)) for one in (*counted_twice(plan), *shared_objects(plan))]


def test_plan_004_counts_the_dam_of_anju_in_two_projects() -> None:
    assert pair((FLOOD, 15299.13), (DAM, 3299.13)) == [("warning", [FLOOD, DAM])]


def test_two_projects_of_nearly_the_same_words() -> None:
    first = "对城市待建地、闲置地的裸露地面进行绿化治理,消除城市裸土。"
    second = "对城市待建地、闲置地的裸露地面进行绿化治理,消除城市裸土地。"
    assert [level for level, _ in pair((first, 2500.0), (second, 1800.0))] == ["warning"]


def test_plan_004_renews_electric_buses_in_two_projects() -> None:
    first = "推动新增和更换的公交车纯电动化,推广使用纯电动公交车75台,更新出租车245台。"
    second = "2025年,更新纯电动公交车99台。"
    found = pair((first, 6800.0), (second, 5000.0))
    assert [level for level, _ in found] == ["notice"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((FLOOD, 15000.0), (DAM, 3299.13)),
        ((FLOOD, 15299.13), (DAM, 3000.0)),
        (("建设铜梁区智慧农业气象大数据服务系统。", 1800.5), ("建设铜梁智慧城市气象服务系统。", 800.5)),
        (("新建水位监测站4个。", 10.0), ("新建流量监测站92个。", 20.0)),
        (("更新出租车245台。", 10.0), ("更新出租车245台的充电设施。", 20.0)),
        (("甲镇:新建公共停车场地3个。", 10.0), ("乙镇:新建公共停车场地2个。", 20.0)),
        (
            ("土桥镇污水处理厂尾水湿地建设工程,完善配套管网。", 10.0),
            ("虎峰镇污水处理厂尾水湿地建设工程,完善配套管网。", 20.0),
        ),
    ],
)
def test_projects_that_only_resemble_each_other(first: tuple[str, float], second: tuple[str, float]) -> None:
    assert pair(first, second) == []


def test_the_same_object_at_another_time_or_under_another_lead_is_another() -> None:
    first, second = "推广使用纯电动公交车75台。", "更新纯电动公交车99台。"
    text = f"{first}\n{second}"
    for periods, leads in (
        (("2021", "2024-2025"), ("区交通局", "区交通局")),
        (("2021", "2021"), ("区交通局", "区教委")),
    ):
        make = Maker(text)
        projects = [
            make.project(quote, str(number), 1.0, period=periods[number], lead=(leads[number],))
            for number, quote in enumerate((first, second))
        ]
        assert list(shared_objects(made_plan(made_draft(text, projects=projects)))) == []


def test_a_phrase_that_many_projects_share_links_none() -> None:
    quotes_ = [f"第{number}片实施生态涵养林建设工程,投资若干。" for number in "甲乙丙丁戊"]
    make = Maker("\n".join(quotes_))
    projects = [make.project(quote, str(index), 100.0 + index + 0.13) for index, quote in enumerate(quotes_)]
    assert list(counted_twice(made_plan(made_draft(make.text, projects=projects)))) == []


def numbers(content: str, confidence: float = 0.9) -> list[str]:
    make = Maker(content)
    project = make.project(content, "30", 4199.93, confidence=confidence)
    return [one.message for one in one_thing_two_numbers(made_plan(made_draft(content, projects=(project,))))]


def test_plan_004_gives_two_numbers_of_water_stations_in_one_project() -> None:
    content = "新建水位监测站4个,水质监测站点30个,水质监测站点6个,雨量监测站点2个。"
    assert numbers(content) == ["第30项中“水质监测站点”写了两个数:30个和6个。"]
    assert numbers(content, confidence=0.5) == []


@pytest.mark.parametrize(
    "content",
    [
        "新建水位监测站4个,流量监测站92个,水质监测站点30个。",
        "新建水质监测站点30个,其中水质监测站点30个联网。",
        "琼江流域尾水湿地6座,共计8800平方米,涪江流域尾水湿地5座。",
    ],
)
def test_numbers_of_different_things(content: str) -> None:
    assert numbers(content) == []


VILLAGE = "在乡村振兴示范村等生态文明示范村中优选1-2个社区开展近零碳试点"


def leads(project: str, project_lead: str, task: str, task_lead: str) -> list[tuple[str, list[str]]]:
    text = f"{project}。\n附表2\n{task}。"
    make = Maker(text)
    item: Project = make.project(f"{project}。", "43", 500.0, lead=(project_lead,) if project_lead else ())
    row = make.measure(f"{task}。", "136", (task_lead,))
    draft = made_draft(text, projects=(item,), tasks=(row,))
    return [(one.code, quotes(one)) for one in different_leads(made_plan(draft))]


def test_plan_004_gives_one_village_pilot_to_two_departments() -> None:
    found = leads(VILLAGE, "区生态环境局", VILLAGE, "区农业农村委")
    assert found == [("lead-differs", [f"{VILLAGE}。", f"{VILLAGE}。"])]


def test_plan_004_gives_smart_drainage_to_two_departments() -> None:
    project = "实施物联网+智慧排水工程建设,新建水位监测站4个"
    task = "实施“物联网+智慧排水”计划,加快推进排水管网感知层建设"
    assert [code for code, _ in leads(project, "区住房城乡建委", task, "区水利局")] == ["lead-differs"]


@pytest.mark.parametrize(
    ("project_lead", "task", "task_lead"),
    [
        ("区生态环境局", VILLAGE, "区生态环境局"),
        ("区农委", VILLAGE, "区农业农村委"),
        ("区生态环境局", "在绿色学校中优选若干开展近零碳排放区示范工程建设", "区教委"),
        ("", VILLAGE, "区教委"),
    ],
)
def test_leads_that_agree_or_lead_other_things(project_lead: str, task: str, task_lead: str) -> None:
    assert leads(VILLAGE, project_lead, task, task_lead) == []
