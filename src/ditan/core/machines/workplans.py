"""A yearly work plan (年度工作计划): 编制 → 审核 → 已批准 → 已下达, and revised into a further edition."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition

DRAW_UP, APPROVE, ISSUE = "workplans.draw_up", "workplans.approve_plans", "workplans.issue_plans"


@dataclass(frozen=True, slots=True)
class WorkPlanContext:
    """What a step depends on.

    Parameters
    ----------
    lines
        How many lines it has.
    faults
        How many of its findings forbid to approve it (an organisation that was closed, weights above 100).
    document_number
        The number of the document with which it is issued.
    reason
        Why it is returned or revised.
    """

    lines: int = 0
    faults: int = 0
    document_number: str = ""
    reason: str = ""


WORKPLAN: Machine[WorkPlanContext] = Machine(
    "年度工作计划",
    (
        State("draft", "编制中"),
        State("under_review", "审核中"),
        State("approved", "已批准"),
        State("issued", "已下达", final=True),
    ),
    (
        Transition("submit", "提交审核", ("draft",), "under_review", ("lines",), DRAW_UP),
        Transition("return", "退回修改", ("under_review", "approved"), "draft", ("reason",), APPROVE),
        Transition("approve", "批准", ("under_review",), "approved", ("lines", "faults"), APPROVE),
        Transition("issue", "下达", ("approved",), "issued", ("lines", "faults", "document"), ISSUE),
        Transition("revise", "修订", ("issued",), "draft", ("reason",), DRAW_UP),
    ),
    (
        Guard("lines", "至少要有一条指标、任务或项目", lambda plan: plan.lines > 0),
        Guard("faults", "先处理标为“错误”的问题", lambda plan: not plan.faults),
        Guard("document", "填写发文字号", lambda plan: bool(plan.document_number.strip())),
        Guard("reason", "填写理由", lambda plan: bool(plan.reason.strip())),
    ),
)
