"""A reporting round (填报轮次): drafted, open, closed."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition


@dataclass(frozen=True, slots=True)
class RoundContext:
    """What a step of a round depends on.

    Parameters
    ----------
    asks
        How many pairs of an organisation and a metric the round asks for.
    has_deadline
        Whether its deadline is set.
    unfinished
        How many submissions are not yet approved or locked.
    reason
        Why; needed where the step goes back or leaves something undone.
    """

    asks: int = 0
    has_deadline: bool = False
    unfinished: int = 0
    reason: str = ""


MANAGE = "workflow.manage_rounds"

ROUND: Machine[RoundContext] = Machine(
    "填报轮次",
    (State("draft", "草稿"), State("open", "填报中"), State("closed", "已关闭", final=True)),
    (
        Transition("open", "开放填报", ("draft",), "open", ("asks", "deadline"), MANAGE),
        Transition("close", "关闭", ("open",), "closed", ("finished_or_reason",), MANAGE),
        Transition("reopen", "重新开放", ("closed",), "open", ("deadline", "reason"), MANAGE),
    ),
    (
        Guard("asks", "至少向一个单位布置一项指标", lambda round_: round_.asks > 0),
        Guard("deadline", "已设定截止日期", lambda round_: round_.has_deadline),
        Guard(
            "finished_or_reason",
            "各单位均已通过，或填写提前关闭的理由",
            lambda round_: round_.unfinished == 0 or bool(round_.reason.strip()),
        ),
        Guard("reason", "填写理由", lambda round_: bool(round_.reason.strip())),
    ),
)
