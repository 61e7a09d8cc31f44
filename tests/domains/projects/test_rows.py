"""What is wrong with a row of a workbook, without any database."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ditan.base.directory.models import Organisation
from ditan.domains.projects.exchange.columns import COLUMNS
from ditan.domains.projects.exchange.rows import Known, planned_of, read_row
from ditan.domains.projects.services import MoneyDraft, ProjectDraft
from ditan.domains.projects.services.editing import check_project
from ditan.domains.projects.services.money import check_money

KNOWN = Known(
    organisations={"区林业局": Organisation(name="区林业局"), "区没有局": "没有现行单位“区没有局”"},
    regions={},
    projects={},
    names=frozenset({"绿道"}),
)
GOOD = {
    "name": "公交更新",
    "organisation": "区林业局",
    "start_year": "2024",
    "due_year": "2026年",
    "unit": "亿元",
    "planned": "１，２００．５",
    "fund_upper": "1,000",
    "fund_undecided": "200.4",
    "fund_other": "彩票公益金 0.1",
    "milestones": "招标 2024-06-30；交付 2025-12-31",
}


def test_a_good_row_becomes_a_project_with_money_and_milestones() -> None:
    row = read_row(GOOD, KNOWN)
    assert row.errors == {}
    assert planned_of(row) == Decimal(12005000)
    assert [(each.fund, each.amount) for each in row.money] == [
        ("上级资金", Decimal(1000)),
        ("", Decimal("200.4")),
        ("彩票公益金", Decimal("0.1")),
    ]
    assert [title for title, _day in row.milestones] == ["招标", "交付"]
    assert row.draft is not None
    assert (row.draft.due_year, row.draft.is_two_high) == (2026, None)


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"fund_upper": "-1"}, "上级资金", "“上级资金”为 -1，应不小于 0"),
        ({"unit": "万美元"}, "金额单位", "请填 元、万元、亿元"),
        ({"planned": "1200.51"}, "计划资金合计", "相差 0.01 亿元"),
        ({"planned": "一百"}, "计划资金合计", "不是数"),
        ({"milestones": "封顶 2030-01-01"}, "节点", "不在项目建设期（2024—2026）内"),
        ({"milestones": "封顶"}, "节点", "节点 2026-06-30"),
        ({"organisation": "区没有局"}, "责任单位", "没有现行单位"),
        ({"due_year": "2020"}, "完成年", "早于开始年"),
        ({"due_year": "26"}, "完成年", "四位数字"),
        ({"kind": "修路"}, "建设性质", "没有建设性质"),
        ({"is_two_high": "也许"}, "两高项目", "应为“是”或“否”"),
        ({"name": ""}, "项目名称", "请填写项目名称"),
        ({"name": "绿道"}, "项目名称", "已有同名项目"),
        ({"pk": "999"}, "平台编号", "没有平台编号"),
        ({"fund_other": "捐赠"}, "其他来源", "来源 金额"),
        ({"latitude": "29.8"}, "纬度", "要么都填"),
    ],
)
def test_what_is_wrong_is_told_in_its_column(changes: dict[str, str], column: str, words: str) -> None:
    row = read_row({**GOOD, **changes}, KNOWN)
    assert [COLUMNS[name] for name in row.errors] == [column]
    assert words in next(iter(row.errors.values()))


def test_a_row_that_states_no_money_has_none_and_not_zero() -> None:
    row = read_row({"name": "公交更新", "unit": "万元"}, KNOWN)
    assert (row.errors, row.money, planned_of(row)) == ({}, [], None)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (MoneyDraft("planned", Decimal("-1")), "amount"),
        (MoneyDraft("planned", None), "amount"),
        (MoneyDraft("planned", Decimal("0.0000001")), "amount"),
        (MoneyDraft("planned", Decimal("1E+12")), "amount"),
        (MoneyDraft("planned", Decimal(1), unit="万美元"), "unit"),
        (MoneyDraft("paid", Decimal(1)), "kind"),
        (MoneyDraft("planned", Decimal(1), year=20), "year"),
        (MoneyDraft("spent", Decimal(1), year=2099), "year"),
    ],
)
def test_what_is_no_line_of_money_is_told_by_field(draft: MoneyDraft, field: str) -> None:
    assert list(check_money(draft)) == [field]


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ProjectDraft(" "), ["name"]),
        (ProjectDraft("甲", start_year=2026, due_year=2025), ["due_year"]),
        (ProjectDraft("甲", start_year=26), ["start_year"]),
        (ProjectDraft("甲", latitude=Decimal(29)), ["latitude"]),
        (ProjectDraft("甲", latitude=Decimal(129), longitude=Decimal(106)), ["latitude"]),
        (ProjectDraft("甲" * 401, kind="road"), ["kind", "name"]),
    ],
)
def test_what_is_no_project_is_told_by_field(draft: ProjectDraft, fields: list[str]) -> None:
    assert sorted(check_project(draft)) == fields
