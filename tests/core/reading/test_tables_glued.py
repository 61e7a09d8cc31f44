"""Tables whose columns run together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.tables import find_tables
from ditan.core.reading.tables.glued import find_glued_tables, part_heads
from ditan.core.reading.tables.table import Table
from tests.core.reading.table_pages import heads, texts

PLAN = Path(__file__).parents[3] / "examples" / "plans" / "000-gaoxin-urban-construction.txt"


def find(text: str) -> tuple[Table, ...]:
    return find_glued_tables(CleanText.unchanged(text), Outline())


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("主要指标2020年末2025年末2030年末性质", ["主要指标", "2020年末", "2025年末", "2030年末", "性质"]),
        ("指标2015年2020年属性", ["指标", "2015年", "2020年", "属性"]),
        (
            "序号指标名称单位2020年2025年属性责任单位",
            ["序号", "指标名称", "单位", "2020年", "2025年", "属性", "责任单位"],
        ),
        (
            "类别序号指标名称单位2020年现状值2025年目标值指标属性",
            ["类别", "序号", "指标名称", "单位", "2020年现状值", "2025年目标值", "指标属性"],
        ),
        ("指标属性2020年2025年", ["指标", "属性", "2020年", "2025年"]),
        ("指标单位2020年2025年", ["指标", "单位", "2020年", "2025年"]),
        ("指标2015年2020年年均增速〔累计〕属性", ["指标", "2015年", "2020年", "年均增速〔累计〕", "属性"]),
        ("序号 指标 单位 2020年 2025年 属性", ["序号", "指标", "单位", "2020年", "2025年", "属性"]),
        ("序 号 指 标 2020年 2025年", ["序 号", "指 标", "2020年", "2025年"]),
        ("指标“十三五”末“十四五”末属性", ["指标", "“十三五”末", "“十四五”末", "属性"]),
        ("具体指标20202025指标性质责任部门", ["具体指标", "2020", "2025", "指标性质", "责任部门"]),
    ],
)
def test_a_line_of_heads_is_cut(line: str, parts: list[str]) -> None:
    found = part_heads(line)

    assert found is not None
    assert [head for _, head in found] == parts
    assert all(line[at : at + len(head)] == head for at, head in found)


@pytest.mark.parametrize("line", ["主要指标如下", "到2025年,主要指标达到先进水平", "2020年以来,指标持续改善"])
def test_other_lines_are_not_cut(line: str) -> None:
    assert part_heads(line) is None


def test_rows_keep_their_whole_lines() -> None:
    (table,) = find(
        "专栏1 主要指标\n指标2020年2025年性质\n一、绿色建筑\n绿色建筑占比(%)60100约束性\n森林覆盖率(%)4546预期性\n备注:暂定。\n正文。\n"
    )

    assert table.title == "专栏1 主要指标"
    assert table.form == "glued"
    assert heads(table) == ["指标", "2020年", "2025年", "性质"]
    assert texts(table.rows) == [["一、绿色建筑"], ["绿色建筑占比(%)60100约束性"], ["森林覆盖率(%)4546预期性"]]
    assert table.notes == "备注:暂定。"


def test_the_table_ends_with_its_last_row() -> None:
    text = "指标2020年2025年性质\n森林覆盖率(%)4546预期性\n(一)优化空间布局。坚持近期建设和远期布局相结合。\n"

    (table,) = find(text)

    assert text[table.start : table.end] == "指标2020年2025年性质\n森林覆盖率(%)4546预期性"


def test_without_natures_rows_end_in_values() -> None:
    (table,) = find(
        "指标单位2020年2025年\n绿色建筑占比%77100\n既有建筑改造万平方米120150\n三、重点任务\n推进建筑节能。\n"
    )

    assert len(table.rows) == 2


def test_a_name_broken_in_its_bracket_is_joined() -> None:
    (table,) = find("指标2020年2025年性质\n实施能效(绿色\n建筑)测评比重(%)-100预期性\n")

    assert texts(table.rows) == [["实施能效(绿色\n建筑)测评比重(%)-100预期性"]]


def test_a_second_line_of_years_goes_under_the_target() -> None:
    (table,) = find("指标单位2020年目标值属性\n2025年2030年\n煤炭消费占比%484440预期性\n")

    assert heads(table) == ["指标", "单位", "2020年", "2025年", "2030年", "属性"]


def test_a_table_on_one_line_is_cut_at_its_natures() -> None:
    (table,) = find("专栏1 主要指标 指标2020年2025年属性森林覆盖率(%)43.145约束性新增造林面积(万亩)-12预期性")

    assert table.title == "专栏1 主要指标"
    assert texts(table.rows) == [["森林覆盖率(%)43.145约束性"], ["新增造林面积(万亩)-12预期性"]]


def test_running_text_holds_no_table() -> None:
    assert (
        find("到2025年,主要指标完成国家下达目标。\n指标体系由约束性指标和预期性指标组成,2025年目标值按国家下达确定。\n")
        == ()
    )


def test_a_header_without_rows_is_no_table() -> None:
    assert find("指标2020年2025年性质\n本规划自印发之日起施行。\n") == ()


def test_the_table_of_plan_000_has_its_42_rows_and_5_categories() -> None:
    page = clean(PLAN.read_text("utf-8"))

    (table,) = find_tables(page, read_outline(page))

    assert len(table.rows) == 47
    assert table.title.startswith("专栏1")
    assert table.notes.startswith("备注:2030年末指标为暂定预期目标")


@given(st.text(alphabet="主要指标20205年末性质约束性预期\n森林覆盖率(%).-", max_size=150))
def test_no_text_breaks_the_finder(text: str) -> None:
    for table in find(text):
        assert table.start < table.end <= len(text)
        assert table.rows
