"""A yearly work plan goes from draft to issue, and into the next edition with a reason."""

from __future__ import annotations

import pytest

from ditan.core.machines import WORKPLAN, TransitionRefused, WorkPlanContext

FULL = WorkPlanContext(lines=3, document_number="铜双碳办〔2026〕1号", reason="市级下达值调整")


def test_a_work_plan_is_drawn_up_reviewed_approved_and_issued() -> None:
    state = WORKPLAN.initial
    for step in ("submit", "approve", "issue"):
        state = WORKPLAN.apply(state, step, FULL)
    assert WORKPLAN.label(state) == "已下达"
    assert WORKPLAN.apply(state, "revise", FULL) == "draft"


@pytest.mark.parametrize(
    ("state", "step", "context", "missing"),
    [
        ("draft", "submit", WorkPlanContext(), "至少要有一条"),
        ("under_review", "approve", WorkPlanContext(lines=1, faults=1), "错误"),
        ("approved", "issue", WorkPlanContext(lines=1), "发文字号"),
        ("under_review", "return", WorkPlanContext(lines=1), "理由"),
        ("issued", "revise", WorkPlanContext(lines=1), "理由"),
    ],
)
def test_a_step_without_what_it_asks_for_is_refused(
    state: str, step: str, context: WorkPlanContext, missing: str
) -> None:
    with pytest.raises(TransitionRefused, match=missing):
        WORKPLAN.apply(state, step, context)


def test_what_was_issued_is_not_submitted_again() -> None:
    with pytest.raises(TransitionRefused):
        WORKPLAN.apply("issued", "submit", FULL)
