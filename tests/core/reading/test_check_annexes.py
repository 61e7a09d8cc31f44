"""Annexes, boxes and tables that the text names and the file does not hold."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.annexes import absent_annexes, dangling_references
from tests.core.reading.made_plans import quotes, text_plan

PLAN = """渝中区绿色产业行动计划

一、总体要求

(一)指导思想

全面推进绿色产业高质量发展,加快构建绿色产业经济体系。

二、保障措施

(一)加强组织领导

强化组织协调,建立工作机制,形成工作合力。

附件:1.任务分工表
2.主要指标目标任务分解表
"""


def test_plan_001_names_two_annexes_that_its_file_does_not_hold() -> None:
    found = list(absent_annexes(text_plan(PLAN)))
    assert [(one.code, quotes(one)) for one in found] == [("annex-absent", ["任务分工表", "主要指标目标任务分解表"])]
    assert "2个附件" in found[0].message


def test_annexes_that_follow_are_not_absent() -> None:
    text = PLAN + "\n附件1\n任务分工表\n序号 | 任务 | 责任单位 |\n1 | 推进节能 | 区发改委 |\n"
    text += "\n附件2\n主要指标目标任务分解表\n序号 | 指标 | 单位 |\n1 | 绿地率 | % |\n"
    assert list(absent_annexes(text_plan(text))) == []


def test_a_plan_without_annexes_misses_none() -> None:
    assert list(absent_annexes(text_plan(PLAN[: PLAN.index("附件")]))) == []


def dangling(text: str) -> list[list[str]]:
    return [quotes(one) for one in dangling_references(text_plan(text))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("主要指标见专栏5。\n专栏1 主要指标\n", "专栏5"),
        ("各区县目标详见表3-2。\n表3-1 目标\n", "表3-2"),
        ("空间布局参见图4。", "图4"),
    ],
)
def test_references_without_a_goal(text: str, quote: str) -> None:
    assert dangling(text) == [[quote]]


@pytest.mark.parametrize(
    "text",
    [
        "主要指标见专栏1。\n专栏1 主要指标\n",
        "各区县目标详见表3-2。\n 表3-2 目标\n",
        "如图2015年以来所示,排放下降。",
        "见附件。",
        "按照表决结果执行。",
    ],
)
def test_references_that_arrive_or_are_none(text: str) -> None:
    assert dangling(text) == []
