"""A matter under supervision (督办事项): 立项 → 交办 → 签收 → 办理 → 反馈 → 审核 → 办结 → 销号, and the ways back."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition


@dataclass(frozen=True, slots=True)
class MatterContext:
    """What a step of a matter depends on.

    Parameters
    ----------
    has_organisation
        Whether an organisation answers for it.
    has_due
        Whether it has a deadline.
    open_parts
        How many sub-tasks are neither done nor given up.
    unsigned
        How many cooperating organisations have not signed for their part or sent it back.
    own
        Whether the person who reviews is the one who reported.
    other
        Whether another organisation is named to which it goes.
    outcome, reason
        What came of it; why it goes back, elsewhere, or rests.
    """

    has_organisation: bool = False
    has_due: bool = False
    open_parts: int = 0
    unsigned: int = 0
    own: bool = False
    other: bool = False
    outcome: str = ""
    reason: str = ""


HANDLE, MANAGE, REVIEW = "supervision.handle", "supervision.manage_matters", "supervision.review"

_WITH_RECEIVER = ("handed_out", "accepted", "under_way")

MATTER: Machine[MatterContext] = Machine(
    "督办事项",
    (
        State("draft", "立项"),
        State("handed_out", "待签收"),
        State("accepted", "已签收"),
        State("under_way", "办理中"),
        State("reported", "已反馈"),
        State("under_review", "审核中"),
        State("done", "已办结"),
        State("closed", "已销号", final=True),
        State("returned", "已退回"),
        State("withdrawn", "已撤回"),
        State("suspended", "已中止"),
        State("cancelled", "已作废", final=True),
    ),
    (
        Transition(
            "hand_out", "交办", ("draft", "returned", "withdrawn"), "handed_out", ("organisation", "due"), MANAGE
        ),
        Transition("accept", "签收", ("handed_out",), "accepted", (), HANDLE),
        Transition("return", "退回", ("handed_out",), "returned", ("reason",), HANDLE),
        Transition("begin", "开始办理", ("accepted",), "under_way", (), HANDLE),
        Transition("report", "反馈办结", ("accepted", "under_way"), "reported", ("outcome", "parts", "signed"), HANDLE),
        Transition("review", "受理审核", ("reported",), "under_review", ("not_own",), REVIEW),
        Transition("pass", "审核通过", ("under_review",), "done", ("not_own", "parts"), REVIEW),
        Transition("send_back", "审核退回", ("reported", "under_review"), "under_way", ("reason",), REVIEW),
        Transition("close", "销号", ("done",), "closed", (), REVIEW),
        Transition("reopen", "重新办理", ("done",), "under_way", ("reason",), REVIEW),
        Transition("transfer", "转办", _WITH_RECEIVER, "handed_out", ("other", "reason"), MANAGE),
        Transition("withdraw", "撤回", _WITH_RECEIVER, "withdrawn", ("reason",), MANAGE),
        Transition("suspend", "中止", _WITH_RECEIVER, "suspended", ("reason",), MANAGE),
        Transition("resume", "恢复办理", ("suspended",), "under_way", (), MANAGE),
        Transition("cancel", "作废", ("draft", "returned", "withdrawn"), "cancelled", ("reason",), MANAGE),
    ),
    (
        Guard("organisation", "已确定主办单位", lambda matter: matter.has_organisation),
        Guard("due", "已确定办理时限", lambda matter: matter.has_due),
        Guard("parts", "子任务已全部办结", lambda matter: not matter.open_parts),
        Guard("signed", "协办单位均已签收或会签", lambda matter: not matter.unsigned),
        Guard("not_own", "审核人与反馈人不是同一人", lambda matter: not matter.own),
        Guard("other", "选定另一个主办单位", lambda matter: matter.other),
        Guard("outcome", "填写办理结果", lambda matter: bool(matter.outcome.strip())),
        Guard("reason", "填写理由", lambda matter: bool(matter.reason.strip())),
    ),
)

RESTING = ("done", "closed", "cancelled")
"""States in which nothing is owed any more."""
OWED_BY_RECEIVER = _WITH_RECEIVER
"""States in which the next step is the responsible organisation's."""
