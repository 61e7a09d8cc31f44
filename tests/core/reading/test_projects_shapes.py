"""Shapes of project lists."""

import pytest

from ditan.core.reading.draft import Funding
from ditan.core.reading.projects.money import Amount, named_sources, read_amount
from tests.core.reading.table_pages import Reading, read_ruled, wrong_quotes


def test_a_full_list_with_sources_below_one_head_and_groups_between() -> None:
    reading = read_ruled(
        [
            ["序号", "项目名称", "建设性质", "建设内容及规模", "建设年限", "总投资", "资金来源", "<", "<", "责任单位"],
            [None, None, None, None, None, None, "中央预算内", "地方配套", "企业自筹", None],
            ["一", "清洁能源项目", "", "", "", "125000", "", "", "", ""],
            ["1", "光伏发电项目", "新建", "建设100兆瓦光伏电站", "2022-2024", "45000", "", "", "45000", "县发改局"],
            [
                "2",
                "农网提升工程",
                "续建",
                "新建10千伏线路120公里",
                "2021—2025年",
                "80000",
                "20000",
                "10000",
                "50000",
                "县供电公司",
            ],
            ["二", "污染治理项目", "", "", "", "6000", "", "", "", ""],
            ["3", "污水厂提标", "改扩建", "日处理4万吨", "2023年", "6000", "3000", "3000", "", "县住建局、县水务局"],
            ["合计", "<", "<", "<", "<", "131000", "23000", "13000", "95000", ""],
        ],
        "附表2 重点工程项目表(单位:万元)",
    )

    first, second, third = reading.projects
    assert [one.category for one in reading.projects] == ["清洁能源项目", "清洁能源项目", "污染治理项目"]
    assert first.investment is not None
    assert first.investment.unit == "万元"
    assert first.investment.by_source == (Funding(45000.0, "企业自筹"),)
    assert second.period == "2021—2025年"
    assert second.investment is not None
    assert [part.source for part in second.investment.by_source] == ["中央预算内", "地方配套", "企业自筹"]
    assert third.lead == ("县住建局", "县水务局")
    assert all(one.confidence == 0.98 for one in reading.projects)
    assert wrong_quotes(reading) == []


def test_sources_in_words_and_a_project_owner_beside_the_lead() -> None:
    reading = read_ruled(
        [
            [
                "序号",
                "类别",
                "重点项目",
                "主要建设内容",
                "总投资(亿元)",
                "资金来源",
                "起止年限",
                "项目业主",
                "牵头单位",
                "备注",
            ],
            [
                "1",
                "交通",
                "地铁5号线",
                "线路全长32.5公里,设站25座",
                "210.5",
                "财政资金、银行贷款",
                "2021-2026",
                "市轨道集团",
                "市交通局",
                "在建",
            ],
            [
                "2",
                "建筑",
                "节能改造",
                "改造面积300万平方米",
                "4.2",
                "中央预算内投资1.2亿元,地方财政3亿元",
                "2022-2025",
                "",
                "市住建委",
                "",
            ],
            [
                "3",
                "交通",
                "充电设施",
                "新建公共充电桩5000个",
                "2",
                "企业自筹",
                "2021-2025",
                "",
                "市城管委、市发改委",
                "",
            ],
        ],
        "附件3 重点项目清单",
    )

    first, second, third = (one.investment for one in reading.projects)
    assert first is not None
    assert (first.unit, first.by_source, first.note) == ("亿元", (), "资金来源:财政资金、银行贷款")
    assert second is not None
    assert second.by_source == (Funding(1.2, "中央预算内投资"), Funding(3.0, "地方财政"))
    assert third is not None
    assert third.by_source == (Funding(2.0, "企业自筹", "sole column"),)
    assert reading.projects[0].lead == ("市交通局",)
    assert [q.text for q in reading.projects[0].quantities] == ["32.5公里", "25座"]


def test_a_list_without_money() -> None:
    reading = read_ruled(
        [
            ["工程类别", "工程名称", "主要建设内容", "实施主体", "完成时限"],
            ["蓝天", "超低排放改造", "完成3家钢铁企业超低排放改造", "市生态环境局、市工信局", "2025年底"],
            [None, "锅炉综合整治", "淘汰燃煤锅炉120台", "各县(市、区)人民政府", "2023年12月底前"],
        ],
        "“十四五”重点工程",
    )

    assert [(one.category, one.name, one.period) for one in reading.projects] == [
        ("蓝天", "超低排放改造", "2025年底"),
        ("蓝天", "锅炉综合整治", "2023年12月底前"),
    ]
    assert [one.investment for one in reading.projects] == [None, None]
    assert reading.projects[0].lead == ("市生态环境局", "市工信局")


def test_money_before_the_content_and_the_lead_before_the_money() -> None:
    reading = read_ruled(
        [
            ["项目名称", "责任单位", "总投资(万元)", "建设年限", "建设内容"],
            ["河道治理工程", "县水利局", "1,250.5", "2021-2023", "治理河道12公里"],
        ]
    )

    (found,) = reading.projects
    assert found.lead == ("县水利局",)
    assert found.investment is not None
    assert found.investment.total == 1250.5
    assert found.content == "治理河道12公里"


def test_a_pipe_list_with_a_second_line_of_sources() -> None:
    reading = Reading(
        "附表2 重点工程 |\n单位:万元 |\n"
        "序号 | 项目名称 | 建设内容 | 建设期限 | 总投资 | 其中: | 责任单位 |\n"
        "中央 | 省级 | 地方及社会 |\n"
        "1 | 河道治理 | 清淤12公里 | 2021—2023 | 12000 | 6000 | 3000 | 3000 | 市水利局 |\n"
        "2 | 污泥处置 | 新建1座 | 2022—2024 | 9800 | | | 9800 | 市住建局 |\n"
        "合计 | | | | 21800 | 6000 | 3000 | 12800 | |\n"
    )

    assert [one.number for one in reading.projects] == ["1", "2"]
    assert reading.projects[1].investment is not None
    assert reading.projects[1].investment.unit == "万元"
    assert reading.projects[1].investment.by_source == (Funding(9800.0, "地方及社会"),)


def test_a_flattened_list_is_decided_by_its_totals() -> None:
    cells = [
        *("附表3 重点项目表", "序号", "项目名称", "建设规模", "总投资(万元)", "中央资金", "地方资金", "责任单位"),
        *("1", "城北污水处理厂", "日处理2万吨", "5000.5", "5000.5", "县住建局"),
        *("2", "造林工程", "造林3万亩", "1200", "1200", "县林业局"),
        *("3", "充电桩建设", "充电桩300个", "900", "400", "500", "县交通局"),
        *("合计", "7100.5", "1600", "5500.5"),
    ]

    reading = Reading("\n\n".join(cells) + "\n")

    assert [one.investment and one.investment.by_source for one in reading.projects] == [
        (Funding(5000.5, "地方资金", "column totals"),),
        (Funding(1200.0, "中央资金", "column totals"),),
        (Funding(400.0, "中央资金"), Funding(500.0, "地方资金")),
    ]


def test_a_flattened_list_without_totals_leaves_the_source_open() -> None:
    cells = [
        *("附表3 重点项目表", "序号", "项目名称", "建设规模", "总投资(万元)", "中央资金", "地方资金", "责任单位"),
        *("1", "城北污水处理厂", "日处理2万吨", "5000", "5000", "县住建局"),
        *("2", "造林工程", "造林3万亩", "1200", "1200", "县林业局"),
    ]

    reading = Reading("\n\n".join(cells) + "\n")

    assert [one.investment and one.investment.by_source for one in reading.projects] == [
        (Funding(5000.0, None),),
        (Funding(1200.0, None),),
    ]


def test_a_lone_source_column_of_a_flattened_list_needs_no_totals() -> None:
    cells = [
        *("附表3 重点项目表", "序号", "项目名称", "建设规模", "总投资(万元)", "中央资金", "建设年限", "责任单位"),
        *("1", "城北污水处理厂", "日处理2万吨", "5000", "3000", "2021-2023", "县住建局"),
        *("2", "造林工程", "造林3万亩", "1200", "600", "县林业局"),
    ]

    reading = Reading("\n\n".join(cells) + "\n")

    assert reading.projects[1].investment is not None
    assert reading.projects[1].investment.by_source == (Funding(600.0, "中央资金", "sole column"),)


def test_parts_that_exceed_the_total_are_noted_and_less_sure() -> None:
    reading = read_ruled(
        [
            ["序号", "项目名称", "总投资(万元)", "中央资金", "地方资金", "责任单位"],
            ["1", "河道治理", "1000", "600", "500", "县水利局"],
        ]
    )

    (found,) = reading.projects
    assert found.investment is not None
    assert found.investment.note == "各来源之和 1100 与总投资 1000 不一致"
    assert found.confidence == 0.83


def test_a_subtotal_and_a_sum_are_no_projects() -> None:
    reading = read_ruled(
        [
            ["序号", "项目名称", "建设内容", "总投资"],
            ["1", "河道治理", "治理12公里", "1000"],
            ["", "小计", "", "1000"],
            ["2", "造林", "造林3万亩", "500"],
            ["总计", "", "", "1500"],
        ]
    )

    assert [one.name for one in reading.projects] == ["河道治理", "造林"]


@pytest.mark.parametrize(
    "grid",
    [
        [["序号", "重点任务", "牵头单位", "配合单位"], ["1", "推进项目建设", "市发展改革委", "市财政局"]],
        [["序号", "目标任务", "责任单位"], ["1", "推进重点项目建设。", "市发展改革委"]],
        [["指标", "2020年", "2025年", "属性"], ["新增智慧工厂项目", "-", "4", "预期性"]],
        [["工作任务", "完成时限", "责任单位"], ["开展节能改造", "2023年", "市住建局"]],
    ],
)
def test_tables_of_another_kind_hold_no_projects(grid: list[list[str]]) -> None:
    assert read_ruled(grid).projects == ()


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("30000", Amount(30000.0, "", 0)),
        ("1,250.5", Amount(1250.5, "", 1)),
        ("约3000", Amount(3000.0, "", 0)),
        ("1.2亿元", Amount(1.2, "亿元", 1)),
        ("15299.13", Amount(15299.13, "", 2)),
    ],
)
def test_an_amount_is_read_with_its_unit_and_decimals(cell: str, amount: Amount) -> None:
    assert read_amount(cell) == amount


@pytest.mark.parametrize("cell", ["", "/", "-", "2021-2025", "企业自筹", "3台"])
def test_other_cells_are_no_amounts(cell: str) -> None:
    assert read_amount(cell) is None


def test_several_sources_without_amounts_are_not_parted() -> None:
    assert named_sources("财政资金、银行贷款", Amount(10.0, "", 0)) == ()
    assert named_sources("企业自筹", None) == ()


def test_a_list_of_tabs_keeps_its_empty_cells() -> None:
    reading = Reading(
        "附表2 重点项目\n序号\t项目名称\t建设内容\t建设年限\t总投资(万元)\t责任单位\n"
        "1\t河道治理工程\t治理12公里\t2021-2023\t1200\t县水利局\n2\t造林工程\t造林3万亩\t2022\t\t县林业局\n"
    )

    first, second = reading.projects
    assert first.investment is not None
    assert (first.investment.total, first.period, first.lead) == (1200.0, "2021-2023", ("县水利局",))
    assert (second.investment, second.period, second.lead) == (None, "2022", ("县林业局",))


def test_a_glued_list_is_parted_where_years_and_words_show_it() -> None:
    reading = Reading(
        "附表2 重点项目\n序号项目名称建设内容建设年限总投资(万元)责任单位\n"
        "1河道治理工程治理河道12公里2021-20231200县水利局\n2造林工程造林3万亩2022-2023500县林业局\n"
    )

    assert [
        (one.name, one.content, one.period, one.investment and one.investment.total) for one in reading.projects
    ] == [
        ("河道治理工程", "治理河道12公里", "2021-2023", 1200.0),
        ("造林工程", "造林3万亩", "2022-2023", 500.0),
    ]
