"""What stands in each column of the terminal's tables and of the workbook."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from ditan.cli.forms.columns import INDICATORS, MEASURES, PROJECTS, SHEETS, TARGETS, Sheet
from ditan.cli.forms.terminal import draft_text, findings_text
from ditan.cli.forms.workbook import to_workbook
from ditan.core.reading import Draft
from ditan.core.reading.draft import Finding, FindingSpan, Target, Value
from tests.domains.plans.drafts import minimal_draft


@pytest.fixture(scope="module")
def draft() -> Draft:
    """The minimal plan: one or two items of each kind."""
    return minimal_draft()


def row(sheet: Sheet, item: object) -> dict[str, object]:
    """A row by its headings."""
    return {column.title: column.cell(item) for column in sheet.columns}


def sheet_rows(data: bytes, title: str) -> list[tuple[object, ...]]:
    """The rows of one sheet of a workbook."""
    return list(openpyxl.load_workbook(io.BytesIO(data))[title].values)


def test_an_indicator_shows_each_year_as_it_is_printed(draft: Draft) -> None:
    forest, water = (row(INDICATORS, item) for item in draft.indicators)
    assert forest["数值"] == "2020年 49.5；2025年 51"
    assert water["数值"] == "2020年 2.1；2025年 市级下达"
    assert (forest["存疑"], water["存疑"]) == ("", "是")


def test_a_cell_without_a_value_is_a_dash_and_no_zero(draft: Draft) -> None:
    item = replace(draft.indicators[0], values={"2020": None, "2025": Value(0.0, "0")})
    assert row(INDICATORS, item)["数值"] == "2020年 —；2025年 0"


@pytest.mark.parametrize(
    ("value", "comparator", "shown"),
    [
        (20.0, ">=", "≥20"),
        (20.5, "<=", "≤20.5"),
        (3.0, "approx", "约3"),
        (None, ">=", ""),
        ("市级下达", "=", "市级下达"),
    ],
)
def test_a_target_shows_its_sign_before_its_value(draft: Draft, value: object, comparator: str, shown: str) -> None:
    target = replace(draft.targets[0], value=value, comparator=comparator)  # type: ignore[arg-type]
    assert row(TARGETS, target)["数值"] == shown


def test_a_measure_names_its_departments_by_their_part(draft: Draft) -> None:
    shown = row(MEASURES, draft.measures[0])
    assert (shown["牵头单位"], shown["配合单位"]) == ("区发展改革委", "区经济信息委、区财政局")
    assert shown["分工写法"] == "牵头、配合分列"


def test_a_measure_without_a_title_shows_the_beginning_of_its_text(draft: Draft) -> None:
    shown = row(MEASURES, replace(draft.measures[0], title="", text="实施" * 50))
    assert shown["标题"] == "实施" * 20


def test_a_project_shows_money_and_the_source_that_is_not_stated(draft: Draft) -> None:
    shown = row(PROJECTS, draft.projects[0])
    assert (shown["总投资"], shown["货币单位"]) == (1200.5, "万元")
    assert shown["资金来源"] == "市级资金 800.25；来源未写明 400.25"
    assert shown["工程量"] == "99台、48平方公里"


def test_a_project_without_money_leaves_its_columns_empty(draft: Draft) -> None:
    shown = row(PROJECTS, replace(draft.projects[0], investment=None))
    assert (shown["总投资"], shown["货币单位"], shown["资金来源"]) == (None, "", "")


@pytest.mark.parametrize("sheet", SHEETS[:-1], ids=lambda sheet: sheet.title)
def test_every_item_shows_its_quote_and_its_place(draft: Draft, sheet: Sheet) -> None:
    rows = [row(sheet, item) for item in sheet.items(draft)]
    places = [str(shown["位置"]).split("–") for shown in rows]
    assert rows
    assert [shown["原文"] for shown in rows] == [draft.text[int(start) : int(end)] for start, end in places]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_workbook_holds_one_row_an_item_under_the_same_headings(draft: Draft, sheet: Sheet) -> None:
    rows = sheet_rows(to_workbook(draft), sheet.title)
    assert rows[0] == tuple(column.title for column in sheet.columns)
    assert len(rows) - 1 == len(sheet.items(draft))


def test_numbers_are_numbers_in_the_workbook(draft: Draft) -> None:
    rows = sheet_rows(to_workbook(draft), "目标")
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert (shown["年份"], shown["可信度"], shown["单位"]) == (2025, 0.9, "%")


@pytest.mark.parametrize("name", ["=1+1", "+86", "-5", "@SUM(A1)", "http://example.org", '=HYPERLINK("x")', "00123"])
def test_nothing_of_a_plan_is_a_formula_or_a_link(draft: Draft, name: str) -> None:
    target = replace(draft.targets[0], name=name)
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(replace(draft, targets=(target,)))))
    cell = book["目标"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_text_longer_than_a_cell_is_cut_and_the_workbook_opens(draft: Draft) -> None:
    long = replace(draft.measures[0], text="长" * 40_000)
    rows = sheet_rows(to_workbook(replace(draft, measures=(long,))), "措施")
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert shown["内容"] == "长" * 32_767


def test_an_empty_draft_gives_a_workbook_of_headings(draft: Draft) -> None:
    empty = Draft(name="空.txt", text="")
    assert [len(sheet_rows(to_workbook(empty), sheet.title)) for sheet in SHEETS] == [1] * 6


def test_the_text_form_names_the_plan_its_facts_and_its_counts(draft: Draft) -> None:
    lines = draft_text(draft).splitlines()
    assert lines[0] == "铜山区应对气候变化规划"
    assert lines[1] == "铜山区生态环境局　征求意见稿　铜山区　2021—2025年"
    assert lines[2] == "指标 2　目标 2　措施 1　任务 1　项目 1　问题 1"


def test_the_text_form_shows_every_name_whole(draft: Draft) -> None:
    long = replace(draft.targets[0], name="单位地区生产总值能源消耗和二氧化碳排放强度" * 5)
    text = draft_text(replace(draft, targets=(long,)))
    shown = "".join(
        line.split("│")[1].strip()
        for line in text.split("目标（1）")[1].split("措施（1）")[0].splitlines()
        if "│" in line
    )
    assert long.name in shown


def test_markup_in_a_plan_is_shown_as_it_stands(draft: Draft) -> None:
    target = replace(draft.targets[0], name="[bold red]能耗[/bold red]")
    assert "[bold red]能耗[/bold red]" in draft_text(replace(draft, targets=(target,)))


def test_findings_show_level_code_and_both_places() -> None:
    sides = (FindingSpan("a.txt", 1, 3, "甲乙"), FindingSpan("b.txt", 5, 6, "丙"))
    text = findings_text([Finding("plans-differ", "error", "两份规划数值不一。", sides)])
    assert "错误" in text
    assert "plans-differ" in text
    assert "a.txt 1–3" in text
    assert "b.txt 5–6" in text


def test_no_findings_are_shown_as_an_empty_table() -> None:
    assert "问题（0）" in findings_text([])


def test_a_number_of_millions_is_grouped_on_the_terminal(draft: Draft) -> None:
    money = draft.projects[0].investment
    assert money is not None
    project = replace(draft.projects[0], investment=replace(money, total=1234567.5))
    assert "1,234,567.5" in draft_text(replace(draft, projects=(project,)))


def test_a_target_year_is_not_grouped(draft: Draft) -> None:
    target = Target(name="里程", value=1.0, unit="公里", year=2025, quote="", span=(0, 0), confidence=1.0)
    assert "2025" in draft_text(replace(draft, targets=(target,)))
    assert "2,025" not in draft_text(replace(draft, targets=(target,)))
