"""Projects of the labelled plans."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.draft import Funding, Project
from tests.core.reading.table_pages import Reading, wrong_quotes

ROOT = Path(__file__).parents[3]
PLAN_004 = Reading((ROOT / "examples/plans/004-tongliang-climate.txt").read_text("utf-8"))
MAQIN = Reading((ROOT / "tests/data/more/24_maqin_project_pinyin.txt").read_text("utf-8"))


def truth() -> list[dict[str, Any]]:
    path = ROOT / "tests/data/truth/004-tongliang-climate_projects.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["rows"]
    return rows


def project(number: int) -> Project:
    (found,) = [one for one in PLAN_004.projects if one.number == str(number)]
    return found


def funding(number: int) -> tuple[Funding, ...]:
    investment = project(number).investment
    assert investment is not None
    return investment.by_source


@pytest.mark.parametrize("row", truth(), ids=lambda row: str(row["number"]))
def test_plan_004_gives_every_project_of_its_list(row: dict[str, Any]) -> None:
    found = project(row["number"])

    assert found.content.startswith(row["text_starts"][:10])
    assert found.period == row["period"]
    assert list(found.lead) == row["lead"]
    assert found.investment is not None
    assert found.investment.total == row["investment_10k_cny"]
    assert found.investment.unit == "万元"
    assert [part.amount for part in found.investment.by_source] == row["funding_cells"]


def test_the_printed_sum_is_no_project() -> None:
    assert [one.number for one in PLAN_004.projects] == [str(number) for number in range(1, 46)]


def test_each_row_has_its_printed_category_and_name() -> None:
    assert (project(1).category, project(1).name) == ("温室气体排放控制", "能源基础设施建设")
    assert (project(45).category, project(45).name) == ("试点示范建设", "低碳、零碳示范工程")


def test_the_whole_content_is_kept() -> None:
    assert project(8).content == "2025年,更新纯电动公交车99台。"
    assert project(3).content == "完成城镇天然气管网向农村延伸5000km"


def test_quantities_of_a_content_are_listed_with_what_they_count() -> None:
    assert [(q.text, q.what) for q in project(8).quantities] == [("99台", "纯电动公交车")]
    assert [(q.value, q.unit, q.what) for q in project(12).quantities] == [
        (9200.0, "平方米", "生态湿地"),
        (3030.0, "米", "隔离防护网"),
        (5000.0, "平方米", "生态涵养林"),
    ]
    assert [q.text for q in project(39).quantities] == ["48平方公里"]


def test_a_quantity_points_to_its_place_in_the_file() -> None:
    (quantity,) = project(8).quantities

    assert PLAN_004.page.original[slice(*quantity.span)] == "99台"


def test_a_row_with_every_source_filled_is_certain() -> None:
    assert funding(41) == (
        Funding(12000.0, "上级资金"),
        Funding(3000.0, "区级财政投资"),
        Funding(15000.0, "社会投资"),
    )


def test_the_printed_totals_decide_what_their_fractions_allow_only_once() -> None:
    assert funding(26) == (Funding(15299.13, "上级资金", "column totals"),)
    assert funding(29) == (Funding(3299.13, "上级资金", "column totals"),)
    assert funding(30) == (Funding(4199.93, "区级财政投资", "column totals"),)


def test_an_amount_too_large_for_the_columns_before_belongs_to_the_last() -> None:
    assert funding(23) == (Funding(14000.0, None), Funding(59919.0, "社会投资", "column totals"))


def test_what_the_totals_leave_open_stays_open_with_a_note() -> None:
    investment = project(1).investment

    assert funding(1) == (Funding(30000.0, None),)
    assert investment is not None
    assert investment.note == "原文未保留单元格位置,1 笔资金的来源列无法确定"


def test_a_project_of_the_running_text_is_read_from_a_damaged_page() -> None:
    (found,) = MAQIN.projects

    assert found.name == "玛沁县大武镇老城区排水管网改造项目"
    assert found.content == "新建污水管网11.15公里"
    assert found.period == "2016年9月—2017年9月底"
    assert found.investment is not None
    assert (found.investment.total, found.investment.unit) == (3032.0, "萬元")
    assert found.investment.by_source == (Funding(1819.0, "中央预算内投资"),)
    assert [(q.value, q.unit) for q in found.quantities] == [(11.15, "公里")]


def test_every_quote_is_its_span() -> None:
    assert wrong_quotes(PLAN_004) == wrong_quotes(MAQIN) == []
    assert MAQIN.projects[0].quote.startswith("瑪沁縣大武鎮(zhèn)")


@pytest.mark.parametrize(
    "path",
    [
        "examples/plans/000-gaoxin-urban-construction.txt",
        "examples/plans/001-yuzhong-green-industry.txt",
        "examples/plans/002-guangyangwan-eco-city.txt",
        "examples/plans/003-gaoxin-pollution-carbon.txt",
        "tests/data/more/03_jilin_urban_rural_peak.txt",
        "tests/data/more/04_ningxia_green_circular.txt",
        "tests/data/more/07_chaozhou_blue_sky.txt",
        "tests/data/more/08_zhejiang_city_air_2020.txt",
        "tests/data/more/12_chongqing_energy_saving_trad.txt",
        "tests/data/more/15_changsha_peak_pinyin.txt",
        "tests/data/more/20_national_135_indicator_table_noise.txt",
    ],
)
def test_ordinary_measures_are_no_projects(path: str) -> None:
    assert Reading((ROOT / path).read_text("utf-8")).projects == ()


SHARDS = st.sampled_from(
    [
        "序号",
        "项目名称",
        "建设内容",
        "总投资(万元)",
        "责任单位",
        "\n",
        "\n\n",
        "|",
        "1",
        "1200",
        "河道治理工程",
        "合计",
        "新建3座",
        "市水利局",
        "2021-2025",
    ]
)


@settings(max_examples=60)
@given(st.lists(SHARDS, max_size=60))
def test_no_page_breaks_the_reader(shards: list[str]) -> None:
    reading = Reading("".join(shards))

    assert wrong_quotes(reading) == []
    assert all(0 < one.confidence <= 1 for one in reading.projects)
