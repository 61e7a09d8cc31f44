"""An assessment of organisations (考核): 自评 → 审核 → 核定 → 公示申诉 → 定稿."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition


@dataclass(frozen=True, slots=True)
class AssessmentContext:
    """What a step of an assessment depends on.

    Parameters
    ----------
    all_handed_in
        Whether every organisation has handed its own scores in.
    all_reviewed
        Whether every line of every organisation has a reviewed score.
    complete
        Whether every line of every organisation has a final score.
    appeals_open
        How many appeals nobody has answered yet.
    reason
        Why it goes back, on without somebody, or ends.
    """

    all_handed_in: bool = False
    all_reviewed: bool = False
    complete: bool = False
    appeals_open: int = 0
    reason: str = ""


MANAGE, REVIEW = "assessment.manage", "assessment.review"

_OPEN = ("self_scoring", "review", "final", "appeal")

ASSESSMENT: Machine[AssessmentContext] = Machine(
    "考核",
    (
        State("self_scoring", "自评"),
        State("review", "审核"),
        State("final", "核定"),
        State("appeal", "公示申诉"),
        State("closed", "已定稿", final=True),
        State("withdrawn", "已撤销", final=True),
    ),
    (
        Transition("start_review", "转入审核", ("self_scoring",), "review", ("handed_in",), MANAGE),
        Transition("reopen", "退回自评", ("review",), "self_scoring", ("reason",), MANAGE),
        Transition("finalise", "转入核定", ("review",), "final", ("reviewed",), MANAGE),
        Transition("back_to_review", "退回审核", ("final",), "review", ("reason",), MANAGE),
        Transition("publish", "公示", ("final",), "appeal", ("complete",), MANAGE),
        Transition("close", "定稿", ("appeal",), "closed", ("complete", "answered"), MANAGE),
        Transition("withdraw", "撤销", _OPEN, "withdrawn", ("reason",), MANAGE),
    ),
    (
        Guard(
            "handed_in",
            "各单位都已提交自评，或写明不再等待的理由",
            lambda found: found.all_handed_in or bool(found.reason.strip()),
        ),
        Guard("reviewed", "各单位各项都有审核得分", lambda found: found.all_reviewed),
        Guard("complete", "各单位各项都有核定得分", lambda found: found.complete),
        Guard("answered", "申诉都已答复", lambda found: found.appeals_open == 0),
        Guard("reason", "填写理由", lambda found: bool(found.reason.strip())),
    ),
)
