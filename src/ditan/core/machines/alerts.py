"""An alert (预警): 触发 → 签收 → 处置 → 反馈 → 复核 → 销号, or muted with a reason and an end."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition


@dataclass(frozen=True, slots=True)
class AlertContext:
    """What a step of an alert depends on.

    Parameters
    ----------
    has_handler
        Whether a person is responsible for it.
    measure, outcome
        What is to be done, and what came of it.
    own
        Whether the person who checks is the one who reported the outcome.
    mute_ends
        Whether the silence has an end.
    reason
        Why it goes back or is muted.
    """

    has_handler: bool = False
    measure: str = ""
    outcome: str = ""
    own: bool = False
    mute_ends: bool = False
    reason: str = ""


HANDLE, CHECK, MUTE = "alerts.handle", "alerts.check", "alerts.mute"

_OPEN = ("triggered", "acknowledged", "disposing", "reported")

ALERT: Machine[AlertContext] = Machine(
    "预警",
    (
        State("triggered", "待签收"),
        State("acknowledged", "已签收"),
        State("disposing", "处置中"),
        State("reported", "已反馈"),
        State("checked", "已复核"),
        State("closed", "已销号", final=True),
        State("muted", "已静默"),
    ),
    (
        Transition("acknowledge", "签收", ("triggered",), "acknowledged", ("handler",), HANDLE),
        Transition("dispose", "开始处置", ("acknowledged",), "disposing", ("measure",), HANDLE),
        Transition("report", "反馈", ("disposing",), "reported", ("outcome",), HANDLE),
        Transition("check", "复核通过", ("reported",), "checked", ("not_own",), CHECK),
        Transition("send_back", "复核退回", ("reported",), "disposing", ("reason",), CHECK),
        Transition("close", "销号", ("checked",), "closed", (), CHECK),
        Transition("mute", "静默", _OPEN, "muted", ("mute_ends", "reason"), MUTE),
        Transition("unmute", "解除静默", ("muted",), "triggered", ()),
    ),
    (
        Guard("handler", "已指定责任人", lambda alert: alert.has_handler),
        Guard("measure", "填写处置措施", lambda alert: bool(alert.measure.strip())),
        Guard("outcome", "填写处置结果", lambda alert: bool(alert.outcome.strip())),
        Guard("not_own", "复核人与反馈人不是同一人", lambda alert: not alert.own),
        Guard("mute_ends", "设定静默的截止时间", lambda alert: alert.mute_ends),
        Guard("reason", "填写理由", lambda alert: bool(alert.reason.strip())),
    ),
)
