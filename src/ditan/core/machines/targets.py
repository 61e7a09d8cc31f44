"""Targets that wait: for a value handed down from above (市级下达), or for their final assessment (到期待评)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ditan.core.machines.machine import Guard, Machine, State, Transition

MANAGE = "plans.manage_targets"


@dataclass(frozen=True, slots=True)
class HandedDownContext:
    """What handing down a value needs: the value as printed, the issuing document's number and its date."""

    value: str = ""
    document_number: str = ""
    issued_on: datetime.date | None = None
    reason: str = ""


_DOCUMENT: tuple[Guard[HandedDownContext], ...] = (
    Guard("value", "填写下达的目标值", lambda target: bool(target.value.strip())),
    Guard("document", "填写下达文件的发文字号", lambda target: bool(target.document_number.strip())),
    Guard("date", "填写下达文件的日期", lambda target: target.issued_on is not None),
    Guard("reason", "填写调整理由", lambda target: bool(target.reason.strip())),
)

HANDED_DOWN: Machine[HandedDownContext] = Machine(
    "下达目标",
    (State("awaiting", "待下达"), State("handed_down", "已下达", final=True)),
    (
        Transition("hand_down", "登记下达值", ("awaiting",), "handed_down", ("value", "document", "date"), MANAGE),
        Transition(
            "adjust", "调整下达值", ("handed_down",), "handed_down", ("value", "document", "date", "reason"), MANAGE
        ),
    ),
    _DOCUMENT,
)


@dataclass(frozen=True, slots=True)
class PassedContext:
    """What assessing a target whose year has passed needs.

    Parameters
    ----------
    value_is_final
        Whether the value of the target's year has the status 定稿 or 公布.
    met
        What completion says: True, False, or None where it cannot be judged.
    reason
        Why it cannot be judged, or why a judgement is opened again.
    """

    value_is_final: bool = False
    met: bool | None = None
    reason: str = ""


PASSED: Machine[PassedContext] = Machine(
    "到期目标",
    (
        State("awaiting", "到期待评"),
        State("final_value", "已有终值"),
        State("met", "达成", final=True),
        State("not_met", "未达成", final=True),
        State("undecidable", "无法判定", final=True),
    ),
    (
        Transition("take_final_value", "采用终值", ("awaiting",), "final_value", ("final",)),
        Transition("judge_met", "评定达成", ("final_value",), "met", ("met",), MANAGE),
        Transition("judge_not_met", "评定未达成", ("final_value",), "not_met", ("not_met",), MANAGE),
        Transition(
            "judge_undecidable", "评定无法判定", ("awaiting", "final_value"), "undecidable", ("open", "reason"), MANAGE
        ),
        Transition("reassess", "重新评定", ("met", "not_met", "undecidable"), "awaiting", ("reason",), MANAGE),
    ),
    (
        Guard("final", "目标年的数据状态为定稿或公布", lambda target: target.value_is_final),
        Guard("met", "按完成率计算为达成", lambda target: target.met is True),
        Guard("not_met", "按完成率计算为未达成", lambda target: target.met is False),
        Guard("open", "完成率无法计算", lambda target: target.met is None),
        Guard("reason", "填写理由", lambda target: bool(target.reason.strip())),
    ),
)
