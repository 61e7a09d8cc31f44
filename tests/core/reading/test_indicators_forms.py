"""One indicator table in every form that a page may give it reads the same."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ditan.core.reading.decode import decode
from tests.core.reading.packages import workbook
from tests.core.reading.table_pages import Reading, read_ruled, wrong_quotes

HEAD = ["序号", "指标名称", "单位", "2020年", "2025年", "属性", "责任部门"]
NAMES = [
    ("单位地区生产总值能耗降低", "%"),
    ("森林覆盖率", "%"),
    ("森林蓄积量", "万立方米"),
    ("细颗粒物(PM2.5)年均浓度", "微克/立方米"),
    ("500米公交站点覆盖率", "%"),
    ("新能源汽车保有量", "万辆"),
    ("地表水Ⅲ类以上水体比例", "%"),
    ("海绵城市达标面积", "平方公里"),
    ("5G基站数量", "个"),
    ("农田灌溉水有效利用系数", "/"),
]
BASES = ["-", "45", "86.5", "3.75", "12"]
TARGETS = ["46", "≥90", "[18]", "20左右", "市级下达", "98.5", "不减少", "15%", "100"]
DEPARTMENTS = ["市发展改革委", "市生态环境局", "市交通局、市公安局", "市林业局"]

Row = tuple[str, str, str, str, str, str, str]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    picked = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True))
    return [
        (
            str(number),
            name,
            unit,
            draw(st.sampled_from(BASES)),
            draw(st.sampled_from(TARGETS)),
            draw(st.sampled_from(["约束性", "预期性", "引导性"])),
            draw(st.sampled_from(DEPARTMENTS)),
        )
        for number, (name, unit) in enumerate(picked, 1)
    ]


def wanted(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    return [
        (
            number,
            name,
            "" if unit == "/" else unit,
            {"2020": None if base == "-" else base, "2025": target},
            nature,
            department,
        )
        for number, name, unit, base, target, nature, department in rows
    ]


def found(reading: Reading) -> list[tuple[object, ...]]:
    assert wrong_quotes(reading) == []
    return [
        (
            one.number,
            one.name,
            "" if one.unit == "%" and "%" not in str(wanted_unit(one.name)) else one.unit,
            {key: value.text if value else None for key, value in one.values.items()},
            one.nature,
            one.department,
        )
        for one in reading.indicators
    ]


def wanted_unit(name: str) -> str:
    return dict(NAMES).get(name, "")


@settings(max_examples=25, deadline=None)
@given(tables())
def test_as_a_ruled_table(rows: list[Row]) -> None:
    assert found(read_ruled([HEAD, *rows], "表1 主要指标")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_between_bars(rows: list[Row]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in [HEAD, ["---"] * 7, *rows]]

    assert found(Reading("表1 主要指标\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_with_bars_behind_the_cells(rows: list[Row]) -> None:
    lines = [" | ".join(row) + " |" for row in [HEAD, *rows]]

    assert found(Reading("表1 主要指标 |\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_a_cell_a_line_between_bars(rows: list[Row]) -> None:
    lines = ["\n| ".join(row) + "\n|" for row in [HEAD, *rows]]

    assert found(Reading("表1 主要指标\n|\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_between_tabs(rows: list[Row]) -> None:
    lines = ["\t".join(row) for row in [HEAD, *rows]]

    assert found(Reading("表1 主要指标\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_between_blanks(rows: list[Row]) -> None:
    lines = ["  ".join(row) for row in [HEAD, *rows]]

    assert found(Reading("表1 主要指标\n" + "\n".join(lines) + "\n")) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_a_cell_a_line(rows: list[Row]) -> None:
    cells = [cell for row in [HEAD, *rows] for cell in row]

    assert found(Reading("表1 主要指标\n\n" + "\n\n".join(cells) + "\n\n第二章 重点任务\n")) == wanted(rows)


@settings(max_examples=15, deadline=None)
@given(tables())
def test_as_a_workbook(rows: list[Row]) -> None:
    cells: list[list[object]] = [list(row) for row in rows]
    source = decode(workbook(list(HEAD), *cells, title="指标表"), "指标.xlsx")

    assert found(Reading(source.text, source.tables)) == wanted(rows)


@settings(max_examples=15, deadline=None)
@given(tables())
def test_as_a_web_page(rows: list[Row]) -> None:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEAD, *rows])
    page = f"<html><body><h1>某市节能规划</h1><p>表1 主要指标</p><table>{body}</table></body></html>"
    source = decode(page.encode(), "plan.html")

    assert found(Reading(source.text, source.tables)) == wanted(rows)


@settings(max_examples=25, deadline=None)
@given(tables())
def test_glued_rows_give_names_natures_and_departments_back(rows: list[Row]) -> None:
    kept = [row for row in rows if row[4] not in ("15%",)]
    kept = [(str(place), *row[1:]) for place, row in enumerate(kept, 1)]
    lines = ["".join(row) for row in [HEAD, *kept]]

    reading = Reading("表1 主要指标\n" + "\n".join(lines) + "\n")

    plain = [row for row in kept if row[2] != "/"]
    read = {one.name: one for one in reading.indicators}
    for number, name, unit, _, _, nature, department in plain:
        assert (read[name].number, read[name].unit, read[name].nature) == (number, unit, nature)
        assert read[name].department == department
    assert wrong_quotes(reading) == []


@settings(max_examples=40, deadline=None)
@given(tables())
def test_glued_values_are_right_or_marked(rows: list[Row]) -> None:
    lines = [f"{row[1]}({row[2]}){row[3]}{row[4]}{row[5]}" for row in rows if row[2] != "/"]

    reading = Reading("表1 主要指标\n指标2020年2025年属性\n" + "\n".join(lines) + "\n")

    for row in (row for row in rows if row[2] != "/"):
        (one,) = [one for one in reading.indicators if one.name == row[1]]
        printed = {key: value.text if value else None for key, value in one.values.items()}
        right = {"2020": None if row[3] == "-" else row[3], "2025": row[4]}
        others = [{key: value.text if value else None for key, value in option.items()} for option in one.alternatives]
        assert printed == right or right in others or one.confidence < 0.7


@pytest.mark.parametrize("joint", ["\n", "\n\n", " \n"])
def test_a_category_a_line_between_the_rows(joint: str) -> None:
    text = joint.join(
        ["指标2020年2025年性质", "一、大气环境", "优良天数比率(%)8790约束性", "二、水环境", "优良水体比例(%)8590约束性"]
    )

    assert [(one.name, one.category) for one in Reading(text + "\n").indicators] == [
        ("优良天数比率", "大气环境"),
        ("优良水体比例", "水环境"),
    ]
