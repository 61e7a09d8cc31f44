"""The tables: rounds, submissions, targets that wait, alerts."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.machines import (
    ALERT,
    HANDED_DOWN,
    MATTER,
    PASSED,
    ROUND,
    SUBMISSION,
    AlertContext,
    HandedDownContext,
    MatterContext,
    PassedContext,
    RoundContext,
    SubmissionContext,
    TransitionRefused,
)

FILLED = SubmissionContext()
BECAUSE = SubmissionContext(reason="能耗数据单位有误")


def test_a_submission_goes_through_both_reviews_to_its_lock() -> None:
    state = SUBMISSION.initial
    for step in ("submit", "approve_department", "approve", "lock"):
        state = SUBMISSION.apply(state, step, FILLED)
    assert SUBMISSION.label(state) == "已锁定"


def test_a_returned_submission_is_submitted_again() -> None:
    returned = SUBMISSION.apply("submitted", "return_department", BECAUSE)
    assert SUBMISSION.label(returned) == "已退回"
    assert SUBMISSION.apply(returned, "submit", FILLED) == "submitted"


@pytest.mark.parametrize("step", ["return_department", "return", "restate"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_goes_back_without_a_reason(step: str, reason: str) -> None:
    source = SUBMISSION.transition(step).sources[0]
    with pytest.raises(TransitionRefused, match="填写理由"):
        SUBMISSION.apply(source, step, SubmissionContext(reason=reason))


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (SubmissionContext(empty_cells=1), "每一格都已填数、标“未知”或标“不适用”"),
        (SubmissionContext(must_fix=2), "没有“强制”级问题"),
        (SubmissionContext(unexplained=1), "“准强制”和“核实”级问题都已说明"),
        (SubmissionContext(round_open=False), "本轮填报尚未关闭"),
    ],
)
def test_what_keeps_a_submission_back_is_said(context: SubmissionContext, words: str) -> None:
    with pytest.raises(TransitionRefused, match=f"^填报现为“暂存”，不能“提交”：应满足“{words}”。$"):
        SUBMISSION.apply("draft", "submit", context)


def test_nobody_reviews_what_she_submitted() -> None:
    for state, step in (("submitted", "approve_department"), ("department_approved", "approve")):
        with pytest.raises(TransitionRefused, match="审核人与填报人不是同一人"):
            SUBMISSION.apply(state, step, replace(FILLED, own=True))


def test_a_locked_submission_opens_only_by_restating() -> None:
    assert [step.code for step in SUBMISSION.leaving("locked")] == ["restate"]
    restating = SUBMISSION.apply("locked", "restate", BECAUSE)
    assert SUBMISSION.apply(restating, "submit", FILLED) == "submitted"
    assert SUBMISSION.apply(restating, "abandon_restatement", FILLED) == "locked"


STEPS = st.lists(st.sampled_from([step.code for step in SUBMISSION.transitions]), max_size=25)
CONTEXTS = st.builds(
    SubmissionContext,
    empty_cells=st.integers(0, 1),
    must_fix=st.integers(0, 1),
    unexplained=st.integers(0, 1),
    round_open=st.booleans(),
    own=st.booleans(),
    reason=st.sampled_from(["", "口径调整"]),
)


@given(STEPS, st.data())
def test_whatever_is_tried_a_lock_comes_only_after_both_reviews(steps: list[str], data: st.DataObject) -> None:
    state, since_submitted = SUBMISSION.initial, []
    for step in steps:
        context = data.draw(CONTEXTS)
        possible = step in [each.code for each in SUBMISSION.allowed(state, context)]
        try:
            state = SUBMISSION.apply(state, step, context)
        except TransitionRefused:
            assert not possible
            continue
        assert possible
        since_submitted = [] if step == "submit" else [*since_submitted, step]
        if step == "lock":
            assert since_submitted == ["approve_department", "approve", "lock"]


def test_a_round_opens_with_questions_and_a_deadline() -> None:
    assert ROUND.apply("draft", "open", RoundContext(asks=12, has_deadline=True)) == "open"
    with pytest.raises(TransitionRefused, match="至少向一个单位布置一项指标”、“已设定截止日期"):
        ROUND.apply("draft", "open", RoundContext())


def test_a_round_closes_early_only_with_a_reason() -> None:
    with pytest.raises(TransitionRefused, match="或填写提前关闭的理由"):
        ROUND.apply("open", "close", RoundContext(unfinished=3))
    assert ROUND.apply("open", "close", RoundContext(unfinished=3, reason="并入年报")) == "closed"
    assert ROUND.apply("open", "close", RoundContext()) == "closed"
    assert ROUND.apply("closed", "reopen", RoundContext(has_deadline=True, reason="补报")) == "open"


def test_a_value_is_handed_down_with_document_number_and_date() -> None:
    issued = HandedDownContext("下降19.5%", "渝府办发〔2022〕77号", datetime.date(2022, 7, 1))
    assert HANDED_DOWN.apply("awaiting", "hand_down", issued) == "handed_down"
    with pytest.raises(TransitionRefused, match="填写下达文件的发文字号"):
        HANDED_DOWN.apply("awaiting", "hand_down", replace(issued, document_number=" "))
    with pytest.raises(TransitionRefused, match="填写调整理由"):
        HANDED_DOWN.apply("handed_down", "adjust", issued)


@pytest.mark.parametrize(
    ("met", "step", "label"),
    [(True, "judge_met", "达成"), (False, "judge_not_met", "未达成"), (None, "judge_undecidable", "无法判定")],
)
def test_a_target_whose_year_has_passed_is_judged_by_its_final_value(met: bool | None, step: str, label: str) -> None:
    context = PassedContext(value_is_final=True, met=met, reason="基期口径变化")
    state = PASSED.apply("awaiting", "take_final_value", context)
    assert [each.code for each in PASSED.allowed(state, context)] == [step]
    assert PASSED.label(PASSED.apply(state, step, context)) == label


def test_a_preliminary_value_judges_nothing() -> None:
    with pytest.raises(TransitionRefused, match="目标年的数据状态为定稿或公布"):
        PASSED.apply("awaiting", "take_final_value", PassedContext())
    with pytest.raises(TransitionRefused, match="此时可以“采用终值”、“评定无法判定”"):
        PASSED.apply("awaiting", "judge_met", PassedContext(met=True))


def test_an_alert_runs_to_its_closure() -> None:
    context = AlertContext(has_handler=True, measure="约谈镇街", outcome="浓度回落")
    state = ALERT.initial
    for step in ("acknowledge", "dispose", "report", "check", "close"):
        state = ALERT.apply(state, step, context)
    assert ALERT.label(state) == "已销号"
    assert ALERT.leaving(state) == ()


def test_a_check_that_fails_sends_the_alert_back() -> None:
    assert ALERT.apply("reported", "send_back", AlertContext(reason="措施未落实")) == "disposing"
    with pytest.raises(TransitionRefused, match="复核人与反馈人不是同一人"):
        ALERT.apply("reported", "check", AlertContext(own=True))


def test_an_alert_is_muted_with_a_reason_and_an_end() -> None:
    assert ALERT.apply("triggered", "mute", AlertContext(mute_ends=True, reason="仪器检修")) == "muted"
    with pytest.raises(TransitionRefused, match="设定静默的截止时间”、“填写理由"):
        ALERT.apply("triggered", "mute", AlertContext())
    assert ALERT.apply("muted", "unmute", AlertContext()) == "triggered"


HANDED = MatterContext(has_organisation=True, has_due=True)


def test_a_matter_goes_from_being_drawn_up_to_being_struck_off() -> None:
    state = MATTER.initial
    for step in ("hand_out", "accept", "begin"):
        state = MATTER.apply(state, step, HANDED)
    state = MATTER.apply(state, "report", replace(HANDED, outcome="2,000 个充电桩建成"))
    for step in ("review", "pass", "close"):
        state = MATTER.apply(state, step, HANDED)
    assert MATTER.label(state) == "已销号"
    assert MATTER.leaving(state) == ()


@pytest.mark.parametrize(
    ("state", "step", "context", "words"),
    [
        ("draft", "hand_out", MatterContext(has_organisation=True), "已确定办理时限"),
        ("draft", "hand_out", MatterContext(has_due=True), "已确定主办单位"),
        ("handed_out", "return", HANDED, "填写理由"),
        ("under_way", "report", HANDED, "填写办理结果"),
        ("under_way", "report", replace(HANDED, outcome="已办", open_parts=1), "子任务已全部办结"),
        ("under_way", "report", replace(HANDED, outcome="已办", unsigned=1), "协办单位均已签收或会签"),
        ("reported", "review", replace(HANDED, own=True), "审核人与反馈人不是同一人"),
        ("accepted", "transfer", replace(HANDED, reason="职责调整"), "选定另一个主办单位"),
    ],
)
def test_what_keeps_a_matter_back_is_said(state: str, step: str, context: MatterContext, words: str) -> None:
    with pytest.raises(TransitionRefused, match=f"不能“{MATTER.transition(step).label}”：应满足“{words}”。$"):
        MATTER.apply(state, step, context)


def test_a_matter_goes_back_on_each_of_its_ways_and_forth_again() -> None:
    because = replace(HANDED, reason="不属我局职责", other=True)
    assert MATTER.apply(MATTER.apply("handed_out", "return", because), "hand_out", because) == "handed_out"
    assert MATTER.apply("under_review", "send_back", because) == "under_way"
    assert MATTER.apply("under_way", "transfer", because) == "handed_out"
    assert MATTER.apply(MATTER.apply("under_way", "suspend", because), "resume", because) == "under_way"
    assert MATTER.apply(MATTER.apply("accepted", "withdraw", because), "cancel", because) == "cancelled"
