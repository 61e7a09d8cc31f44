"""A project (项目): 储备 → 已批复 → 在建 → 完工, or cancelled; and the screening (审查) of one that is 两高."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition

EDIT, APPROVE, SCREEN = "projects.edit_projects", "projects.approve_projects", "projects.screen_projects"


@dataclass(frozen=True, slots=True)
class ProjectContext:
    """What a step of a project depends on.

    Parameters
    ----------
    document_number
        The number of the document that approves it.
    day
        The day of the approval, of the beginning or of the end.
    two_high
        Whether it is one of high energy use and high emissions; None where nobody has said.
    screened
        Whether its screening was passed, with conditions or without.
    quantities_open
        How many of its physical quantities have no figure of what was done.
    reason
        Why it is cancelled, taken up again, or finished without all figures.
    """

    document_number: str = ""
    day: datetime.date | None = None
    two_high: bool | None = None
    screened: bool = False
    quantities_open: int = 0
    reason: str = ""


PROJECT: Machine[ProjectContext] = Machine(
    "项目",
    (
        State("stock", "储备"),
        State("approved", "已批复"),
        State("under_way", "在建"),
        State("done", "完工", final=True),
        State("cancelled", "取消", final=True),
    ),
    (
        Transition("approve", "批复", ("stock",), "approved", ("document", "day", "told", "screened"), APPROVE),
        Transition("start", "开工", ("approved",), "under_way", ("day",), EDIT),
        Transition("finish", "完工", ("under_way",), "done", ("day", "quantities"), EDIT),
        Transition("cancel", "取消", ("stock", "approved", "under_way"), "cancelled", ("reason",), APPROVE),
        Transition("restore", "恢复", ("cancelled",), "stock", ("reason",), APPROVE),
        Transition("reopen", "撤回完工", ("done",), "under_way", ("reason",), APPROVE),
    ),
    (
        Guard("document", "填写批复文号", lambda project: bool(project.document_number.strip())),
        Guard("day", "填写日期", lambda project: project.day is not None),
        Guard("told", "先判定是否“两高”项目", lambda project: project.two_high is not None),
        Guard("screened", "“两高”项目先通过审查", lambda project: not project.two_high or project.screened),
        Guard(
            "quantities",
            "填写全部工程量的完成数，或说明理由",
            lambda project: not project.quantities_open or bool(project.reason.strip()),
        ),
        Guard("reason", "填写理由", lambda project: bool(project.reason.strip())),
    ),
)


@dataclass(frozen=True, slots=True)
class ScreeningContext:
    """What a step of a screening depends on.

    Parameters
    ----------
    unanswered, unmet
        How many items of the checklist have no answer, and how many are not met.
    unfounded
        How many answers cite no document.
    document_number, day
        The record of the decision.
    conditions
        How many conditions it is bound to.
    reason
        Why it is refused or opened again.
    """

    unanswered: int = 0
    unmet: int = 0
    unfounded: int = 0
    document_number: str = ""
    day: datetime.date | None = None
    conditions: int = 0
    reason: str = ""


_RECORD = ("answered", "founded", "document", "day")

SCREENING: Machine[ScreeningContext] = Machine(
    "“两高”审查",
    (
        State("checking", "审查中"),
        State("passed", "通过", final=True),
        State("conditional", "附条件通过", final=True),
        State("refused", "不予通过", final=True),
    ),
    (
        Transition("pass", "通过", ("checking",), "passed", (*_RECORD, "met", "unbound"), SCREEN),
        Transition("bind", "附条件通过", ("checking",), "conditional", (*_RECORD, "conditions"), SCREEN),
        Transition("refuse", "不予通过", ("checking",), "refused", ("document", "day", "reason"), SCREEN),
        Transition("reopen", "重新审查", ("passed", "conditional", "refused"), "checking", ("reason",), SCREEN),
    ),
    (
        Guard("answered", "清单四项都有结论", lambda screening: not screening.unanswered),
        Guard("founded", "每项结论都写明依据文号", lambda screening: not screening.unfounded),
        Guard("met", "没有“不符合”的项", lambda screening: not screening.unmet),
        Guard("unbound", "没有附加条件（有条件的请选“附条件通过”）", lambda screening: not screening.conditions),
        Guard("conditions", "列出附加条件及期限", lambda screening: bool(screening.conditions)),
        Guard("document", "填写决定文号", lambda screening: bool(screening.document_number.strip())),
        Guard("day", "填写决定日期", lambda screening: screening.day is not None),
        Guard("reason", "填写理由", lambda screening: bool(screening.reason.strip())),
    ),
)
