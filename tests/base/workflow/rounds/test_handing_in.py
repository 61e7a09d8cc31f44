"""A submission from the first figure to an observation, and back by every way that there is."""

from __future__ import annotations

import pytest

from ditan.base.notices.models import Notice
from ditan.base.records.models import Observation, Standing
from ditan.base.refusal import Changed, NotAllowed
from ditan.base.workflow.models import Assignment, Submission, SubmissionState
from ditan.base.workflow.rounds.errors import NotReady, NotYours, Problem, WrongState
from ditan.base.workflow.rounds.selectors import history
from ditan.base.workflow.rounds.services.handing_in import take_step
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill, seen, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(office: Office, owed: Assignment, past: None) -> Assignment:
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    return owed


@pytest.fixture
def locked(office: Office, submitted: Assignment) -> Assignment:
    step(office.reviewer, submitted, "approve_department")
    step(office.coordinator, submitted, "approve")
    step(office.coordinator, submitted, "lock")
    return submitted


def state_of(assignment: Assignment) -> str:
    return Submission.objects.get(assignment=assignment).state


def test_what_is_locked_stands_as_it_was_reported(office: Office, locked: Assignment) -> None:
    standing = Standing.objects.get(metric__code="energy_total", period="2025", subject=office.district)
    seen_now = standing.observation
    assert (seen_now.reported, seen_now.number, seen_now.unit) == ("53.20", 53.2, "万吨标准煤")
    assert (seen_now.origin, seen_now.status, seen_now.issuer_name) == ("round", "final", "区经济信息委")
    assert seen_now.reference == f"submission:{locked.submission.pk}"
    assert Observation.objects.filter(origin="round").count() == 4


def test_before_it_is_locked_nothing_is_recorded(office: Office, submitted: Assignment) -> None:
    step(office.reviewer, submitted, "approve_department")
    step(office.coordinator, submitted, "approve")
    assert not Observation.objects.filter(origin="round").exists()


def test_an_empty_sheet_cannot_be_handed_in_and_says_which_cells(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {"coal": "20.5"})
    with pytest.raises(NotReady, match="还不能提交：3 项还没有填。") as refused:
        step(office.clerk, owed, "submit")
    assert [each.name for each in refused.value.problems] == ["能源消费总量", "天然气消费量", "森林覆盖率"]
    assert state_of(owed) == SubmissionState.DRAFT


def test_a_total_that_its_parts_do_not_make_forbids_handing_in(office: Office, owed: Assignment) -> None:
    fill(office.clerk, owed, {**GOOD, "gas": "30.00"})
    with pytest.raises(NotReady, match="还不能提交：1 处“强制”问题须改正。") as refused:
        step(office.clerk, owed, "submit")
    (problem,) = refused.value.problems
    assert problem == Problem(
        cells_of(owed)["energy_total"].asked_id,
        "能源消费总量",
        "各分项合计 50.5，与本项 53.20 相差 2.7；请核对分项和合计。",
    )


def test_a_jump_asks_for_a_note_and_a_note_answers_it(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, {**GOOD, "energy_total": "103.20", "gas": "82.70"})
    with pytest.raises(NotReady, match="说明"):
        step(office.clerk, owed, "submit")
    fill(office.clerk, owed, {}, energy_total="两家新厂投产，见佐证材料")
    assert step(office.clerk, owed, "submit").state == SubmissionState.SUBMITTED


def test_a_return_tells_its_reason_and_the_sheet_is_open_again(office: Office, submitted: Assignment) -> None:
    step(office.reviewer, submitted, "return_department", "煤炭口径应含洗煤")
    told = Notice.objects.get(user=office.clerk, kind="workflow.returned")
    assert "煤炭口径应含洗煤" in told.text
    fill(office.clerk, submitted, {"coal": "20.60", "gas": "32.60"})
    assert step(office.clerk, submitted, "submit").state == SubmissionState.SUBMITTED
    changes = [each for stage in history(office.clerk, seen(office.clerk, submitted)) for each in stage.changes]
    assert [(each.name, each.before, each.after) for each in changes] == [
        ("煤炭消费量", "20.50", "20.60"),
        ("天然气消费量", "32.70", "32.60"),
    ]


def test_a_return_without_a_reason_is_refused(office: Office, submitted: Assignment) -> None:
    with pytest.raises(WrongState, match="填写理由"):
        step(office.reviewer, submitted, "return_department", "  ")
    assert state_of(submitted) == SubmissionState.SUBMITTED


def test_where_no_department_reviews_it_goes_on_to_the_coordinating_office(
    office: Office, town_owes: Assignment
) -> None:
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    assert state_of(town_owes) == SubmissionState.DEPARTMENT_APPROVED
    assert Notice.objects.filter(user=office.coordinator, kind="workflow.submitted").count() == 1
    assert [stage.label for stage in history(office.stranger, seen(office.stranger, town_owes))] == [
        "提交",
        "部门审核通过",
    ]


def test_nobody_reviews_what_she_handed_in_herself(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, GOOD)
    Assignment.objects.filter(pk=owed.pk).update(reviewer=office.energy)
    step(office.clerk, owed, "submit")
    with pytest.raises(WrongState, match="不是同一人"):
        step(office.clerk, owed, "approve_department")
    assert step(office.colleague, owed, "approve_department").state == SubmissionState.DEPARTMENT_APPROVED


def test_another_department_does_not_review_it(office: Office, submitted: Assignment) -> None:
    with pytest.raises(NotYours):
        step(office.clerk, submitted, "approve_department")
    with pytest.raises(Assignment.DoesNotExist):
        step(office.stranger, submitted, "approve_department")
    with pytest.raises(NotAllowed):
        step(office.leader, submitted, "approve_department")
    assert state_of(submitted) == SubmissionState.SUBMITTED


def test_of_two_people_who_press_at_once_the_second_is_told(office: Office, submitted: Assignment) -> None:
    version = Submission.objects.get(assignment=submitted).version
    step(office.reviewer, submitted, "approve_department")
    with pytest.raises(Changed, match="待统筹审核"):
        take_step(user=office.clerk, assignment=seen(office.clerk, submitted), step="withdraw", version=version)


def test_what_was_handed_in_can_be_taken_back_until_somebody_has_looked(office: Office, submitted: Assignment) -> None:
    assert step(office.clerk, submitted, "withdraw").state == SubmissionState.DRAFT
    step(office.clerk, submitted, "submit")
    step(office.reviewer, submitted, "approve_department")
    with pytest.raises(WrongState, match="不能“撤回”"):
        step(office.clerk, submitted, "withdraw")


def test_a_restated_value_stands_and_the_old_one_stays_with_the_reason(office: Office, locked: Assignment) -> None:
    step(office.coordinator, locked, "restate", "统计局核定数调整")
    fill(office.clerk, locked, {"gas": "32.90", "energy_total": "53.40"})
    for user, name in (
        (office.clerk, "submit"),
        (office.reviewer, "approve_department"),
        (office.coordinator, "approve"),
        (office.coordinator, "lock"),
    ):
        step(user, locked, name)
    versions = Observation.objects.filter(metric__code="gas", period="2025").order_by("version")
    assert [(each.reported, each.reason) for each in versions] == [("32.70", ""), ("32.90", "统计局核定数调整")]
    assert Standing.objects.get(metric__code="gas", period="2025").number == 32.9
    assert Observation.objects.filter(metric__code="coal", period="2025").count() == 1


def test_a_restatement_that_is_given_up_leaves_what_was_locked(office: Office, locked: Assignment) -> None:
    step(office.coordinator, locked, "restate", "试一试")
    fill(office.clerk, locked, {"gas": "99"})
    step(office.coordinator, locked, "abandon_restatement")
    assert cells_of(locked)["gas"].reported == "32.70"
    assert Submission.objects.get(assignment=locked).edition == 1
    assert Observation.objects.filter(origin="round").count() == 4


def test_a_late_submission_is_taken_and_marked(office: Office, owed: Assignment, past: None) -> None:
    Assignment.objects.filter(pk=owed.pk).update(due_on="2026-03-20")
    fill(office.clerk, owed, GOOD)
    done = step(office.clerk, owed, "submit")
    assert done.late
    assert done.late_days > 100


def test_more_time_makes_it_punctual(office: Office, owed: Assignment, past: None) -> None:
    Assignment.objects.filter(pk=owed.pk).update(extended_to="2099-12-31", extended_why="数据由市局统一核定")
    fill(office.clerk, owed, GOOD)
    assert not step(office.clerk, owed, "submit").late
