"""Rows of task tables, whatever form the table has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Measure
from ditan.core.reading.outline import Outline
from ditan.core.reading.tables.table import Cell, Table, TableForm
from ditan.core.reading.tasks import read_tasks
from ditan.core.reading.tasks.layout import read_layout


def table(*rows: list[str], form: TableForm = "ruled") -> tuple[CleanText, Table]:
    """A table of given cells, its page being the cells one after the other."""
    parts: list[str] = []
    at = 0
    placed: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = []
        for text in row:
            cells.append(Cell(text, at, at + len(text)))
            parts.append(text + "\n")
            at += len(text) + 1
        placed.append(tuple(cells))
    page = CleanText.unchanged("".join(parts))
    return page, Table("附表 任务分工表", placed[0], tuple(placed[1:]), 0, at, form)


def read(*rows: list[str], form: TableForm = "ruled") -> tuple[Measure, ...]:
    page, found = table(*rows, form=form)
    return read_tasks(page, [found], Outline())


def short(tasks: tuple[Measure, ...]) -> list[tuple[str, str, list[str], list[str], str]]:
    return [(task.number, task.text, list(task.lead), list(task.cooperating), task.roles) for task in tasks]


def test_one_column_of_departments_does_not_part_them() -> None:
    tasks = read(
        ["序号", "目标任务", "责任单位"],
        ["1", "推广绿色建筑。", "市住建委,江北区、南岸区"],
        ["2", "落实政策。", "市经信委"],
    )

    assert short(tasks) == [
        ("1", "推广绿色建筑。", ["市住建委", "江北区", "南岸区"], [], "joint"),
        ("2", "落实政策。", ["市经信委"], [], "single"),
    ]


def test_columns_of_lead_and_cooperating_part_them() -> None:
    tasks = read(
        ["序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限"],
        ["1", "调整结构", "淘汰落后产能。", "区经信委", "区发改委、各镇街", "2025年12月"],
    )

    assert short(tasks) == [("1", "淘汰落后产能。", ["区经信委"], ["区发改委", "各镇街"], "split")]
    assert (tasks[0].title, tasks[0].deadline) == ("调整结构", "2025年12月")


def test_columns_may_stand_in_any_order() -> None:
    tasks = read(
        ["完成时限", "配合部门", "牵头部门", "工作任务", "序号"],
        ["长期坚持", "区财政局", "区发改委", "建立能耗监测平台。", "7"],
    )

    assert short(tasks) == [("7", "建立能耗监测平台。", ["区发改委"], ["区财政局"], "split")]
    assert tasks[0].deadline == "长期坚持"


def test_a_duty_word_inside_the_cell_parts_lead_from_cooperating() -> None:
    tasks = read(["序号", "工作任务", "责任单位"], ["1", "建立监测平台。", "区发改委牵头,区财政局、区统计局配合"])

    assert short(tasks) == [("1", "建立监测平台。", ["区发改委"], ["区财政局", "区统计局"], "split")]


def test_three_columns_of_departments() -> None:
    tasks = read(
        ["序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位"],
        ["2", "监测网络", "完善监测网络。", "年底前", "市生态环境局", "各区政府", "市经济和信息化局"],
    )

    assert short(tasks) == [("2", "完善监测网络。", ["市生态环境局", "各区政府"], ["市经济和信息化局"], "split")]


def test_groups_are_carried_down_to_the_rows_below() -> None:
    tasks = read(
        ["序号", "类别", "重点任务", "工作内容", "牵头单位"],
        ["1", "工业", "节能改造", "改造电机。", "区经信委"],
        ["2", "", "", "改造锅炉。", "区经信委"],
        ["3", "", "循环利用", "利用余热。", "区发改委"],
        ["4", "建筑", "", "改造公建。", "区住建委"],
    )

    assert [(task.category, task.title) for task in tasks] == [
        ("工业", "节能改造"),
        ("工业", "节能改造"),
        ("工业", "循环利用"),
        ("建筑", ""),
    ]


def test_a_row_of_one_cell_is_the_title_of_a_group() -> None:
    tasks = read(
        ["序号", "工作任务", "责任单位"],
        ["一、能源转型", "", ""],
        ["1", "发展光伏。", "区发改委"],
        ["二、工业转型", "", ""],
        ["2", "改造电机。", "区经信委"],
    )

    assert [(task.number, task.category) for task in tasks] == [("1", "能源转型"), ("2", "工业转型")]


def test_a_number_in_front_of_the_text_is_the_tasks_number() -> None:
    tasks = read(["工作任务", "责任单位"], ["1.发展光伏。", "区发改委"], ["(二)改造电机。", "区经信委"])

    assert [(task.number, task.text) for task in tasks] == [("1", "发展光伏。"), ("(二)", "改造电机。")]


def test_totals_and_empty_rows_are_no_tasks() -> None:
    tasks = read(["序号", "工作任务", "责任单位"], ["1", "发展光伏。", "区发改委"], ["", "", ""], ["合计", "1项", ""])

    assert [task.number for task in tasks] == ["1"]


STREAM = ["序号", "任务类别", "重点任务", "牵头部门", "配合部门"]


def test_a_stream_row_finds_its_cells_by_their_looks() -> None:
    tasks = read(
        STREAM,
        ["1", "低碳发展", "发展新兴产业", "积极培育新一代信息技术。", "区发改委", "区经信委、高新区管委会"],
        ["2", "积极发展绿色商贸服务业。", "区商务委、区文化旅游委"],
        ["3", "做强节能产业", "培育壮大节能环保产业。", "区经信委"],
        form="stream",
    )

    assert short(tasks) == [
        ("1", "积极培育新一代信息技术。", ["区发改委"], ["区经信委", "高新区管委会"], "split"),
        ("2", "积极发展绿色商贸服务业。", ["区商务委", "区文化旅游委"], [], "split"),
        ("3", "培育壮大节能环保产业。", ["区经信委"], [], "single"),
    ]
    assert [(task.category, task.title) for task in tasks] == [
        ("低碳发展", "发展新兴产业"),
        ("低碳发展", "发展新兴产业"),
        ("低碳发展", "做强节能产业"),
    ]


def test_a_group_merged_over_both_columns_ends_with_the_next_title() -> None:
    tasks = read(
        STREAM,
        ["1", "目标指标", "目标指标", "能耗下降完成市级下达任务", "区发改委"],
        ["2", "研究制定达峰方案", "制定全区碳达峰行动方案。", "区发改委"],
        form="stream",
    )

    assert [(task.category, task.title) for task in tasks] == [("目标指标", "目标指标"), ("", "研究制定达峰方案")]


def test_an_empty_cell_before_the_text_is_no_title() -> None:
    tasks = read(STREAM, ["31", "", "逐步增加变电站布点,推动跨区域电力通道建设。", "区发改委"], form="stream")

    assert short(tasks) == [("31", "逐步增加变电站布点,推动跨区域电力通道建设。", ["区发改委"], [], "single")]


def test_a_last_cell_of_unknown_bodies_is_still_the_department_cell() -> None:
    tasks = read(STREAM, ["38", "推进能源数据中心建设。", "区内各电力、水务、天然气、石油公司"], form="stream")

    assert tasks[0].lead == ("区内各电力", "水务", "天然气", "石油公司")


def test_a_date_column_of_a_stream_is_told_from_the_departments() -> None:
    heads = ["序号", "工作任务", "责任单位", "完成时限"]
    tasks = read(heads, ["1", "建立监测平台。", "区发改委", "2025年12月底前"], form="stream")

    assert short(tasks) == [("1", "建立监测平台。", ["区发改委"], [], "single")]
    assert tasks[0].deadline == "2025年12月底前"


@pytest.mark.parametrize("form", ["ruled", "stream"])
def test_a_column_of_people_is_neither_task_nor_department(form: TableForm) -> None:
    heads = ["序号", "重点任务", "责任领导", "牵头单位", "配合单位"]
    tasks = read(heads, ["1", "建立监测平台。", "王某某", "区发改委", "区财政局"], form=form)

    assert short(tasks) == [("1", "建立监测平台。", ["区发改委"], ["区财政局"], "split")]


def test_a_text_of_several_lines_is_one_text() -> None:
    long = "实施工业节能改造工程,推动水泥、建材等重点行业企业开展能效诊断和技术改造。"
    tasks = read(STREAM, ["1", "工业节能", long, "完成改造项目十个。", "区经信委"], form="stream")

    assert (tasks[0].title, tasks[0].text) == ("工业节能", long + "\n完成改造项目十个。")


def test_cells_that_the_page_broke_in_lines_are_put_together() -> None:
    tasks = read(
        ["序号", "重点任务", "牵头单位", "配合单位"],
        [
            "1",
            "推进节能改造,组织实施重点行业",
            "企业节能诊断和清洁生产审核",
            "区发展改革委、区经济信",
            "息委",
            "区生态环",
            "境局",
        ],
        ["2", "发展绿色交通,加快公交车新能源", "替代", "区交通局", "区公安分", "局"],
        ["3", "植树造林。", "区林业局", "各镇街"],
        form="stream",
    )

    assert short(tasks) == [
        (
            "1",
            "推进节能改造,组织实施重点行业企业节能诊断和清洁生产审核",
            ["区发展改革委", "区经济信息委"],
            ["区生态环境局"],
            "split",
        ),
        ("2", "发展绿色交通,加快公交车新能源替代", ["区交通局"], ["区公安分局"], "split"),
        ("3", "植树造林。", ["区林业局"], ["各镇街"], "split"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "项目名称", "建设内容", "总投资(万元)", "责任单位"],
        ["序号", "指标名称", "2020年", "2025年", "责任单位"],
        ["序号", "指标", "单位", "属性", "责任部门"],
        ["姓名", "职务", "电话"],
        ["序号", "工作任务"],
    ],
)
def test_other_tables_hold_no_tasks(header: list[str]) -> None:
    row = ["1"] + ["推进节能改造工程建设工作" for _ in header[1:]]

    assert read(header, row) == ()


def test_a_task_table_with_an_unknown_head_is_known_by_its_departments() -> None:
    page, found = table(["序号", "目□标□任□务", "责任单位"], ["1", "统筹城市建设与山水林田湖草系统治理。", "市规资局"])

    assert read_layout(found) is not None
    assert len(read_tasks(page, [found], Outline())) == 1


def test_departments_inside_the_text_are_read_where_the_table_has_no_such_column() -> None:
    tasks = read(["序号", "工作任务", "完成时限"], ["1", "建立监测平台。(区发改委牵头,区财政局配合)", "2025年"])

    assert (tasks[0].lead, tasks[0].cooperating) == (("区发改委",), ("区财政局",))


def test_a_row_is_linked_to_the_measure_that_it_repeats() -> None:
    page, found = table(["序号", "工作任务", "责任单位"], ["1", "加快充电基础设施建设,推广新能源车。", "区交通局"])
    body = [
        Measure("", (0, 0), 1.0, title="绿色建筑", text="严格落实绿色建筑标准。"),
        Measure("", (0, 0), 1.0, title="绿色交通", text="加快充电基础设施建设,推广新能源车应用。"),
    ]

    (task,) = read_tasks(page, [found], Outline(), body)

    assert task.repeats == 1


def test_a_task_points_at_its_words() -> None:
    page, found = table(["序号", "工作任务", "责任单位"], ["1", "发展光伏。", "区发改委、区经信委"])

    (task,) = read_tasks(page, [found], Outline())

    assert page.original[slice(*task.span)] == task.quote == "1\n发展光伏。\n区发改委、区经信委"
    assert task.department_span is not None
    assert page.original[slice(*task.department_span)] == "区发改委、区经信委"
    assert task.confidence == 1.0


def test_a_row_decided_by_looks_alone_is_less_sure() -> None:
    sure = read(STREAM, ["1", "发展光伏产业。", "区发改委"], form="stream")
    unsure = read(STREAM, ["1", "发展光伏产业。", "", "区发改委"], form="stream")

    assert (sure[0].confidence, unsure[0].confidence) == (0.9, 0.7)


CELL = st.sampled_from(
    ["", "1", "2", "推进节能改造。", "区发改委", "区经信委、各镇街", "2025年", "合计", "一、能源", "绿色发展"]
)


@given(
    st.lists(st.lists(CELL, min_size=1, max_size=7), max_size=6), st.sampled_from(["ruled", "pipe", "stream", "glued"])
)
def test_rows_of_any_cells_give_tasks_that_point_at_their_quotes(rows: list[list[str]], form: TableForm) -> None:
    page, found = table(STREAM, *rows, form=form)

    for task in read_tasks(page, [found], Outline()):
        assert page.original[slice(*task.span)] == task.quote
        assert "".join(task.text.split()) in "".join(page.original.split())
        assert not set(task.lead) & set(task.cooperating)


def test_the_goal_of_a_task_is_printed_behind_it() -> None:
    first, second = read(
        ["序号", "工作任务", "目标要求", "牵头单位", "责任单位"],
        ["1", "推进分布式光伏", "新增装机8万千瓦。", "市发改委", "市住建局、市机关事务局"],
        ["2", "推广新能源汽车", "新增充电桩600个", "市交通局", "各县区"],
    )

    assert first.text == "推进分布式光伏；新增装机8万千瓦。"
    assert (first.lead, first.cooperating, first.roles) == (("市发改委",), ("市住建局", "市机关事务局"), "split")
    assert second.text == "推广新能源汽车；新增充电桩600个"
