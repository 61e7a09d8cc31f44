"""A submission (填报): 暂存 → 提交 → 部门审核 → 统筹审核 → 通过 → 锁定, back by 退回 with a reason, anew by 重述."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition


@dataclass(frozen=True, slots=True)
class SubmissionContext:
    """What a step of a submission depends on.

    Parameters
    ----------
    empty_cells
        Cells asked for that have neither a value nor 未知 or 不适用.
    must_fix
        Findings of level 强制 that stand.
    unexplained
        Findings of level 准强制 or 核实 without an explanation.
    round_open
        Whether the round still takes submissions; a late one is taken and marked, a closed round takes none.
    own
        Whether the person who reviews is the one who submitted.
    reason
        Why it is returned or restated.
    """

    empty_cells: int = 0
    must_fix: int = 0
    unexplained: int = 0
    round_open: bool = True
    own: bool = False
    reason: str = ""


FILL, REVIEW, COORDINATE, LOCK = (
    "workflow.fill_in",
    "workflow.review_department",
    "workflow.review_coordination",
    "workflow.lock",
)

SUBMISSION: Machine[SubmissionContext] = Machine(
    "填报",
    (
        State("draft", "暂存"),
        State("submitted", "待部门审核"),
        State("department_approved", "待统筹审核"),
        State("returned", "已退回"),
        State("approved", "已通过"),
        State("locked", "已锁定", final=True),
        State("restating", "重述中"),
    ),
    (
        Transition(
            "submit",
            "提交",
            ("draft", "returned", "restating"),
            "submitted",
            ("round_open", "complete", "no_must_fix", "explained"),
            FILL,
        ),
        Transition("withdraw", "撤回", ("submitted",), "draft", (), FILL),
        Transition("approve_department", "部门审核通过", ("submitted",), "department_approved", ("not_own",), REVIEW),
        Transition("return_department", "部门退回", ("submitted",), "returned", ("reason",), REVIEW),
        Transition("approve", "统筹审核通过", ("department_approved",), "approved", ("not_own",), COORDINATE),
        Transition("return", "统筹退回", ("department_approved", "approved"), "returned", ("reason",), COORDINATE),
        Transition("lock", "锁定", ("approved",), "locked", (), LOCK),
        Transition("restate", "重述", ("locked",), "restating", ("reason",), LOCK),
        Transition("abandon_restatement", "放弃重述", ("restating",), "locked", (), LOCK),
    ),
    (
        Guard("round_open", "本轮填报尚未关闭", lambda submission: submission.round_open),
        Guard("complete", "每一格都已填数、标“未知”或标“不适用”", lambda submission: submission.empty_cells == 0),
        Guard("no_must_fix", "没有“强制”级问题", lambda submission: submission.must_fix == 0),
        Guard("explained", "“准强制”和“核实”级问题都已说明", lambda submission: submission.unexplained == 0),
        Guard("not_own", "审核人与填报人不是同一人", lambda submission: not submission.own),
        Guard("reason", "填写理由", lambda submission: bool(submission.reason.strip())),
    ),
)
