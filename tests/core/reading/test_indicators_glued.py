"""Parts of a glued row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.indicators.evidence import Mentions
from ditan.core.reading.indicators.glued import GluedRow, read_glued_row
from ditan.core.reading.indicators.schema import Schema
from ditan.core.reading.tables.columns import read_columns

NOTHING = Mentions("", ())


def schema(*heads: str) -> Schema:
    columns = read_columns(heads)
    return Schema(columns, [column.role for column in columns].index("name"))


PLAIN = schema("主要指标", "2020年末", "2025年末", "2030年末", "性质")
TWO = schema("指标", "2020年", "2025年", "属性")
FULL = schema("序号", "指标名称", "单位", "2020年", "2025年", "属性", "责任单位")


def read(text: str, columns: Schema, expected: int | None = None) -> GluedRow:
    row = read_glued_row(text, columns, NOTHING, (), expected)
    assert row is not None
    return row


def name_of(text: str, row: GluedRow) -> str:
    return text[row.name_at + row.name.start : row.name_at + row.name.end]


@pytest.mark.parametrize(
    ("text", "name", "unit", "cells"),
    [
        ("道路网密度(千米/平方千米)3.778预期性", "道路网密度", "千米/平方千米", ("3.7", "7", "8")),
        ("500米公交站点覆盖率(%)53100100预期性", "500米公交站点覆盖率", "%", ("53", "100", "100")),
        ("天然水域面积变化率-不减少不减少约束性", "天然水域面积变化率", "", ("-", "不减少", "不减少")),
        (
            "“干-支-缆”级配合理体系-干-支:缆线约2:8干-支:缆线约2:8预期性",
            "“干-支-缆”级配合理体系",
            "",
            ("-", "干-支:缆线约2:8", "干-支:缆线约2:8"),
        ),
        ("零碳智慧园区-≥1≥3预期性", "零碳智慧园区", "", ("-", "≥1", "≥3")),
        (
            "城市新区新建道路管廊配建率(%)-不小于30%不小于50%预期性",
            "城市新区新建道路管廊配建率",
            "%",
            ("-", "不小于30%", "不小于50%"),
        ),
        ("非化石能源消费比重(%121825约束性", "非化石能源消费比重", "%", ("12", "18", "25")),
        ("绿色建造-推广采用装配式推广采用装配式预期性", "绿色建造", "", ("-", "推广采用装配式", "推广采用装配式")),
    ],
)
def test_three_years_and_a_nature(text: str, name: str, unit: str, cells: tuple[str, ...]) -> None:
    row = read(text, PLAIN)

    assert name_of(text, row) == name
    assert row.unit == unit
    assert row.split.cells == cells
    assert row.nature in ("约束性", "预期性")


@pytest.mark.parametrize(
    ("text", "number", "name", "unit", "cells", "department"),
    [
        ("1单位GDP能耗降低%-14约束性市发展改革委", "1", "单位GDP能耗降低", "%", ("-", "14"), "市发展改革委"),
        ("2森林蓄积量万立方米95.7160约束性市林业局", "2", "森林蓄积量", "万立方米", ("95.7", "160"), "市林业局"),
        (
            "3PM2.5年均浓度微克/立方米3835约束性市生态环境局",
            "3",
            "PM2.5年均浓度",
            "微克/立方米",
            ("38", "35"),
            "市生态环境局",
        ),
        ("4500米公交站点覆盖率%90100预期性市交通局", "4", "500米公交站点覆盖率", "%", ("90", "100"), "市交通局"),
        ("5.5G基站数量个200800预期性市通信办", "5", "5G基站数量", "个", ("200", "800"), "市通信办"),
        ("6 森林覆盖率 % 45 46 约束性 市林业局", "6", "森林覆盖率", "%", ("45", "46"), "市林业局"),
    ],
)
def test_number_unit_and_department(
    text: str, number: str, name: str, unit: str, cells: tuple[str, ...], department: str
) -> None:
    row = read(text, FULL, int(number))

    assert (row.number, name_of(text, row), row.unit, row.split.cells) == (number, name, unit, cells)
    assert row.department is not None
    assert text[slice(*row.department)].strip() == department


def test_a_lost_number_does_not_stop_the_count() -> None:
    row = read("7绿色建筑占比%60100预期性市住建局", FULL, 5)

    assert row.number == "7"


def test_departments_without_a_nature_are_told_by_their_look() -> None:
    columns = schema("指标", "2020年", "2025年", "责任单位")
    text = "优良天数比率(%)8788市生态环境局、各区政府"

    row = read(text, columns)

    assert row.split.cells == ("87", "88")
    assert row.department is not None
    assert text[slice(*row.department)] == "市生态环境局、各区政府"


def test_values_without_dashes_for_a_missing_year_use_what_the_table_tells() -> None:
    row = read_glued_row("基站绿色化改造项目(个)510预期性", PLAIN, NOTHING, (0.8, 0.0, 0.0))

    assert row is not None
    assert row.split.cells == ("", "5", "10")
    assert row.split.confidence < 0.7


def test_a_number_that_the_text_states_decides() -> None:
    mentions = Mentions("到2025年,智慧停车泊位达到101处。", ())

    row = read_glued_row("智慧停车泊位(处)1101预期性", TWO, mentions, ())

    assert row is not None
    assert row.split.cells == ("1", "101")


@pytest.mark.parametrize("text", ["一、绿色建筑", "(二)水生态", "绿色建筑", "", "约束性", "123"])
def test_a_line_without_values_and_nature_is_no_row(text: str) -> None:
    assert read_glued_row(text, TWO, NOTHING, ()) is None


@given(st.text(alphabet="指标名(%)约束性预期-—123.45≥〔〕 市林业局", max_size=40))
def test_no_line_breaks_the_reader(text: str) -> None:
    row = read_glued_row(text, TWO, NOTHING, ())

    assert row is None or len(row.split.cells) == 2
    assert row is None or 0 <= row.name_at + row.name.end <= len(text)
