"""Projects that the running text describes."""

import pytest

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Funding, Project
from ditan.core.reading.projects.quantities import find_quantities
from tests.core.reading.table_pages import Reading


def read(text: str) -> tuple[Project, ...]:
    return Reading(f"第一章 重点项目\n\n{text}\n").projects


def test_a_sentence_with_a_total_names_a_project() -> None:
    (found,) = read("城东光伏发电项目总投资约3.5亿元,装机容量100兆瓦,计划2023年6月开工,2024年底建成投产。")

    assert found.name == "城东光伏发电项目"
    assert found.content == "装机容量100兆瓦"
    assert found.period == "2023年6月—2024年底"
    assert found.investment is not None
    assert (found.investment.total, found.investment.unit) == (3.5, "亿元")


def test_a_heading_names_the_project_of_the_sentence_behind_it() -> None:
    (found,) = read(
        "1.城东污水处理厂扩建项目。总投资1.2亿元,其中申请中央预算内资金4000万元、地方配套8000万元。"
        "主要建设内容为:新增日处理污水能力3万吨,配套管网25公里。建设工期2022年3月—2024年12月。由市水务局牵头。"
    )

    assert found.name == "城东污水处理厂扩建项目"
    assert found.content == "新增日处理污水能力3万吨,配套管网25公里"
    assert found.period == "2022年3月—2024年12月"
    assert found.lead == ("市水务局",)
    assert found.investment is not None
    assert found.investment.by_source == (Funding(0.4, "中央预算内资金"), Funding(0.8, "地方配套"))


def test_what_is_built_ends_where_time_begins() -> None:
    (found,) = read(
        "东县垃圾焚烧发电厂建设项目,估算总投资2.8亿元,建设规模为日处理生活垃圾600吨,建设年限为2021-2023年。"
    )

    assert found.content == "日处理生活垃圾600吨"
    assert found.period == "2021-2023年"


def test_progress_is_no_plan() -> None:
    (found,) = read(
        "老城区排水管网改造项目总投资3032万元,主要新建污水管网11.15公里。"
        "项目于2016年9月开工建设,已完成总工程量的8%,完成投资260万元,计划于2017年9月底完工。"
    )

    assert found.investment is not None
    assert found.investment.total == 3032.0
    assert found.investment.by_source == ()
    assert found.content == "新建污水管网11.15公里"


def test_two_projects_in_one_part_are_two() -> None:
    found = read("城东水厂建设项目总投资2亿元,新建水厂1座。城西水厂建设项目总投资3亿元,新建水厂2座。")

    assert [(one.name, one.investment and one.investment.total) for one in found] == [
        ("城东水厂建设项目", 2.0),
        ("城西水厂建设项目", 3.0),
    ]


def test_the_same_project_is_read_once() -> None:
    assert len(read("城东水厂建设项目总投资2亿元。\n\n城东水厂建设项目总投资2亿元,新建水厂1座。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "计划实施重点项目45个,总投资49.7亿元。",
        "全市谋划实施节能降碳项目32个,总投资120亿元,已完成投资60亿元。",
        "“十四五”期间,重点工程总投资497379万元。",
        "本项目总投资2亿元。",
        "加强项目谋划,争取中央预算内投资支持。",
        "规模以上工业企业技改投资增长10%。",
        "引进一批绿色低碳项目,总投资超过100亿元。",
        "政府投资项目总投资不得超过概算。",
    ],
)
def test_sums_and_measures_are_no_projects(text: str) -> None:
    assert read(text) == ()


def test_a_project_of_a_list_is_not_read_again_from_the_text() -> None:
    reading = Reading(
        "附表 重点项目\n序号 | 项目名称 | 总投资(亿元) | 责任单位 |\n1 | 城东水厂建设项目 | 2 | 市水务局 |\n2 | 植树工程 | 1 | 市林业局 |\n\n"
        "城东水厂建设项目总投资2亿元,新建水厂1座。\n"
    )

    assert [one.name for one in reading.projects] == ["城东水厂建设项目", "植树工程"]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("更新纯电动公交车99台。", [("99台", "纯电动公交车")]),
        ("新增水土保持治理面积48平方公里。", [("48平方公里", "水土保持治理面积")]),
        ("完成15家企业VOCs综合整治。", [("15家", "企业VOCs综合整治")]),
        ("对全区107座小型水库进行监测。", [("107座", "小型水库")]),
        ("推广电动车75台,更新出租车245台。", [("75台", "电动车"), ("245台", "出租车")]),
        ("尾水湿地6座,共计8800平方米。", [("6座", "尾水湿地"), ("8800平方米", "尾水湿地")]),
        ("在示范镇中优选1-2个城镇开展试点。", [("1-2个", "城镇")]),
        ("治理小溪6.4公里和大河9.5公里。", [("6.4公里", "小溪"), ("9.5公里", "大河")]),
    ],
)
def test_quantities_say_what_they_count(text: str, quantities: list[tuple[str, str]]) -> None:
    found = find_quantities(CleanText.unchanged(text), 0, len(text))

    assert [(one.text, one.what) for one in found] == quantities


@pytest.mark.parametrize(
    "text", ["覆盖率达到100%", "总投资3000万元", "建设期3年", "到2025年建成", "提高2个百分点", "二期工程"]
)
def test_shares_money_and_time_are_no_quantities(text: str) -> None:
    assert find_quantities(CleanText.unchanged(text), 0, len(text)) == ()


def test_a_project_that_the_text_only_points_at_has_its_content() -> None:
    (found,) = read(
        "该项目涉及东山、西河等镇,总投资1.26亿元。资金来源为污水整治专项资金,建设工期为8个月。"
        "主要建设内容为:新建污水管网12.5千米,改造泵站3座,河道清淤8.2万立方米等。"
    )

    assert found.name == ""
    assert found.content == "新建污水管网12.5千米,改造泵站3座,河道清淤8.2万立方米"
    assert found.investment is not None
    assert (found.investment.total, found.investment.unit) == (1.26, "亿元")


def test_dates_of_beginning_and_end_make_the_period() -> None:
    (found,) = read(
        "此项目建设内容包括:农村污水治理工程;河道生态修复工程;总投资金额为 1800万元,建设资金来自地方财政。\n"
        "工程开始日期(主体开工):2023年第二季度,工程结束日期(交付使用):2024年第四季度。"
    )

    assert found.content == "农村污水治理工程;河道生态修复工程"
    assert found.period == "2023年第二季度—2024年第四季度"
    assert found.investment is not None
    assert found.investment.total == 1800


def test_projects_of_one_sentence_are_parted() -> None:
    found = read(
        "两个项目中,东县污水处理厂中水回用工程总投资1750万元,日处理回用水2.5万吨;"
        "西县污水处理厂升级改造工程总投资2419万元,日处理污水4万吨。"
    )

    assert [(one.name, one.investment.total) for one in found if one.investment] == [
        ("东县污水处理厂中水回用工程", 1750),
        ("西县污水处理厂升级改造工程", 2419),
    ]


def test_the_subject_of_the_sentence_names_the_project() -> None:
    (found,) = read("高山镇污水处理厂是我市首个乡镇污水处理厂,于今年初开始建设,总投资约3341万元,日处理污水1万吨。")

    assert found.name == "高山镇污水处理厂"


def test_a_project_pointed_at_has_the_name_that_stands_before() -> None:
    (found,) = read(
        "12月24日,县城污水处理厂迁建项目在红宝村举行开工仪式。该项目是一项重大民生工程。"
        "据了解,该项目建设内容包括迁建污水处理厂和配套主管网工程,估算投资3.5亿元,计划于2014年建成投运。"
    )

    assert found.name == "县城污水处理厂迁建项目"
    assert found.period == "2014年"
