"""The columns in which each kind of item is shown, shared by the terminal table and the workbook.

A column is a Chinese heading and a function from the item to what stands in the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ditan.core.reading.draft import Draft, Indicator, Measure, Project, Target, Value

Cell = str | float | int | None
SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "approx": "约"}
ROLES = {"split": "牵头、配合分列", "joint": "未分牵头配合", "single": "一个单位", "unstated": "未写单位"}
LEVELS = {"error": "错误", "warning": "疑问", "notice": "提示"}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it. `brief` columns are also shown on the terminal."""

    title: str
    cell: Callable[[Any], Cell]
    brief: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """All items of one kind: its Chinese name, its columns, and how to take the items from a draft."""

    title: str
    columns: tuple[Column, ...]
    items: Callable[[Draft], tuple[Any, ...]]


def printed_value(value: Value | None) -> str:
    """A table value as the plan prints it, with its comparator; empty where the cell holds none."""
    if value is None:
        return ""
    return value.text or f"{SIGNS[value.comparator]}{value.value:g}"


def printed_values(indicator: Indicator) -> str:
    """All years of an indicator: 2020年 3.7；2025年 7."""
    return "；".join(f"{year}年 {printed_value(value) or '—'}" for year, value in indicator.values.items())


def target_value(target: Target) -> str:
    """Comparator and value of a target: ≥20."""
    if target.value is None:
        return ""
    value = f"{target.value:g}" if isinstance(target.value, float | int) else target.value
    return f"{SIGNS[target.comparator]}{value}"


def names(printed: tuple[str, ...]) -> str:
    """Names in one cell."""
    return "、".join(printed)


def _place(item: Any) -> str:
    return f"{item.span[0]}–{item.span[1]}"


_EVIDENCE = (
    Column("原文", lambda item: item.quote, brief=False),
    Column("位置", _place, brief=False),
    Column("可信度", lambda item: round(item.confidence, 2), brief=False),
)

INDICATORS = Sheet(
    "指标",
    (
        Column("序号", lambda item: item.number, brief=False),
        Column("类别", lambda item: item.category, brief=False),
        Column("指标", lambda item: item.name),
        Column("单位", lambda item: item.unit),
        Column("数值", printed_values),
        Column("属性", lambda item: item.nature),
        Column("责任单位", lambda item: item.department, brief=False),
        Column("存疑", lambda item: "是" if item.ambiguous else ""),
        *_EVIDENCE,
    ),
    lambda draft: draft.indicators,
)
TARGETS = Sheet(
    "目标",
    (
        Column("目标", lambda item: item.name),
        Column("数值", target_value),
        Column("单位", lambda item: item.unit),
        Column("年份", lambda item: item.year),
        Column("基期", lambda item: item.base_year),
        Column("基期值", lambda item: item.base_value, brief=False),
        Column("对象", lambda item: item.subject, brief=False),
        *_EVIDENCE,
    ),
    lambda draft: draft.targets,
)


def _measures(title: str, items: Callable[[Draft], tuple[Measure, ...]]) -> Sheet:
    columns = (
        Column("序号", lambda item: item.number),
        Column("标题", lambda item: item.title or item.text[:40]),
        Column("内容", lambda item: item.text, brief=False),
        Column("牵头单位", lambda item: names(item.lead)),
        Column("配合单位", lambda item: names(item.cooperating)),
        Column("分工写法", lambda item: ROLES[item.roles], brief=False),
        Column("期限", lambda item: item.deadline, brief=False),
        *_EVIDENCE,
    )
    return Sheet(title, columns, items)


MEASURES = _measures("措施", lambda draft: draft.measures)
TASKS = _measures("任务", lambda draft: draft.tasks)


def _funding(project: Project) -> str:
    if project.investment is None:
        return ""
    return "；".join(f"{part.source or '来源未写明'} {part.amount:g}" for part in project.investment.by_source)


PROJECTS = Sheet(
    "项目",
    (
        Column("序号", lambda item: item.number),
        Column("类别", lambda item: item.category, brief=False),
        Column("项目", lambda item: item.name or item.content[:40]),
        Column("内容", lambda item: item.content, brief=False),
        Column("工程量", lambda item: names(tuple(quantity.text for quantity in item.quantities)), brief=False),
        Column("年限", lambda item: item.period),
        Column("总投资", lambda item: item.investment.total if item.investment else None),
        Column("货币单位", lambda item: item.investment.unit if item.investment else ""),
        Column("资金来源", _funding, brief=False),
        Column("牵头单位", lambda item: names(item.lead)),
        *_EVIDENCE,
    ),
    lambda draft: draft.projects,
)
FINDINGS = Sheet(
    "问题",
    (
        Column("级别", lambda item: LEVELS[item.level]),
        Column("代码", lambda item: item.code),
        Column("说明", lambda item: item.message),
        Column("出处", lambda item: "\n".join(f"{side.file} {side.start}–{side.end}" for side in item.spans)),
        Column("原文", lambda item: "\n".join(side.quote for side in item.spans), brief=False),
    ),
    lambda draft: draft.findings,
)
SHEETS = (INDICATORS, TARGETS, MEASURES, TASKS, PROJECTS, FINDINGS)
