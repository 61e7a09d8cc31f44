"""Names cut off, lists that break off, tasks without anyone, one body under two names."""

from __future__ import annotations

from dataclasses import replace

from ditan.core.reading.check.departments import broken_lists, cut_names, missing_departments, two_names
from ditan.core.reading.check.plan import Plan
from ditan.core.reading.draft import Measure
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

FULL = ("区发展改革委", "区发展改革委", "区发展改革委")


def task_plan(*leads: str, region: str = "500151") -> Plan:
    """A task table with one lead cell a row."""
    text = "\n\n".join(f"{number}\n\n推进第{number}类绿色项目\n\n{lead}" for number, lead in enumerate(leads, 1)) + "\n"
    make = Maker(text)
    tasks: list[Measure] = []
    for number, lead in enumerate(leads, 1):
        names = [name for name in lead.split("、") if name]
        tasks.append(make.measure(f"推进第{number}类绿色项目", str(number), names, departments=lead))
    return made_plan(made_draft(text, tasks=tasks, region=region))


def test_plan_004_prints_a_name_without_its_last_character() -> None:
    found = list(cut_names(task_plan(*FULL, "区商务委、区发展改革、区市场监管局")))
    assert [(one.code, sorted(quotes(one))) for one in found] == [("department-cut", ["区发展改革", "区发展改革委"])]


def test_another_name_cut_off() -> None:
    found = list(cut_names(task_plan("区农业农村委", "区农业农村委", "区农业农村委", "区农业农村")))
    assert len(found) == 1


def test_short_names_of_the_lexicon_are_not_cut() -> None:
    assert list(cut_names(task_plan("区教育局", "区教育局", "区教育局", "区教委"))) == []
    assert list(cut_names(task_plan("区政府办公室", "区政府办公室", "区政府办公室", "区政府办"))) == []


def test_a_full_name_printed_once_proves_nothing() -> None:
    assert list(cut_names(task_plan("区发展改革委", "区发展改革"))) == []


def test_plan_004_ends_a_list_with_a_separator() -> None:
    cell = "区发展改革委、区经济信息委、区大数据发展局、"
    found = list(broken_lists(task_plan("区教委", cell, "区林业局")))
    assert [(one.code, quotes(one)) for one in found] == [("department-list-open", [cell])]


def test_lists_that_end_with_a_name_are_whole() -> None:
    assert list(broken_lists(task_plan("区教委", "区发展改革委、区经济信息委", "区林业局等"))) == []


def test_one_row_of_many_without_a_department() -> None:
    found = list(missing_departments(task_plan(*FULL, *FULL, "")))
    assert [one.message for one in found] == ["任务分工表第7项没有写责任单位。"]


def test_a_table_that_names_nobody_at_all_has_no_such_column() -> None:
    assert list(missing_departments(task_plan("", "", "", ""))) == []
    assert list(missing_departments(task_plan(*FULL, *FULL))) == []
    assert list(missing_departments(made_plan(made_draft("没有任务。")))) == []


def test_plan_003_calls_one_centre_by_two_names() -> None:
    found = list(two_names(task_plan("城市建设事务中心", "城建中心", "财政局", region="L500001")))
    assert [(one.code, quotes(one)) for one in found] == [("department-names-differ", ["城市建设事务中心", "城建中心"])]


def test_one_name_with_and_without_its_level_is_one_name() -> None:
    assert list(two_names(task_plan("区林业局", "林业局", "铜梁区林业局"))) == []


def test_departments_of_two_levels_are_two_bodies() -> None:
    assert list(two_names(task_plan("区生态环境局", "市生态环境局", "某某公司"))) == []


def test_two_separators_running_may_hide_a_name() -> None:
    found = list(broken_lists(task_plan("区教委", "区发展改革委、、区经济信息委", "区林业局")))
    assert [(one.code, quotes(one)) for one in found] == [("department-list-open", ["区发展改革委、、区经济信息委"])]


def test_a_name_printed_in_full_elsewhere_in_another_role_counts_too() -> None:
    text = "1\n\n推进甲工作\n\n区农业农村委\n\n区财政\n\n2\n\n推进乙工作\n\n区财政局\n"
    make = Maker(text)
    tasks = [
        make.measure("推进甲工作", "1", ("区农业农村委",), ("区财政",)),
        *[make.measure("推进乙工作", str(number), ("区财政局",)) for number in (2,)],
    ]
    tasks += [replace(tasks[1], number=str(number)) for number in (3, 4)]
    found = list(cut_names(made_plan(made_draft(text, tasks=tasks))))
    assert [sorted(quotes(one)) for one in found] == [["区财政", "区财政局"]]


def test_a_region_named_as_lead_is_no_name_cut_off() -> None:
    assert list(cut_names(task_plan("南岸区政府", "南岸区政府", "南岸区政府", "南岸区"))) == []


def test_departments_that_only_share_letters_are_two_bodies() -> None:
    assert list(two_names(task_plan("区交通局", "区公安局", "区水利局", "区市场监管局"))) == []


def test_an_unsure_row_is_no_ground() -> None:
    text = "推进绿色项目\n城市建设事务中心\n推进低碳项目\n城建中心"
    make = Maker(text)
    tasks = (
        make.measure("推进绿色项目", "1", ("城市建设事务中心",), confidence=0.5),
        make.measure("推进低碳项目", "2", ("城建中心",)),
    )
    assert list(two_names(made_plan(made_draft(text, region="L500001", tasks=tasks)))) == []
