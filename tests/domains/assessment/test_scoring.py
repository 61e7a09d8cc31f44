"""The way of an assessment: own scores, review, final scores, appeals, and what is refused on the way."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.core.rubrics import Line, score_line
from ditan.domains.assessment import services
from ditan.domains.assessment.errors import NotYours, NumberMissing, WrongState
from ditan.domains.assessment.models import Assessment, AssessmentStep, Cell, Score
from ditan.domains.assessment.selectors.scope import visible_assessments, visible_participants
from ditan.domains.assessment.services.scoring import cleaned
from tests.domains.assessment.conftest import (
    LINES,
    NAMES,
    Office,
    cell,
    give,
    hand_in,
    part,
    step,
    told,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND = NAMES[:2]


def test_each_organisation_is_asked_once_and_every_line_begins_unknown(office: Office, running: Assessment) -> None:
    assert Cell.objects.filter(points=None).count() == 12
    assert cell(running, "1").missing == ["完成率"]
    assert [told(clerk) for clerk in office.clerks.values()] == [["assessment.asked"]] * 4


def test_a_score_follows_from_the_rule_and_keeps_its_working(office: Office, running: Assessment) -> None:
    found = give(office.clerk, running, "1", completion="92")
    assert (found.points, found.self_points, found.met) == (Decimal("55.20"), Decimal("55.20"), False)
    assert found.working == "完成率 92%；60 × 0.92 = 55.2"
    kept = Score.objects.get()
    assert (kept.stage, kept.inputs, kept.by_name) == ("self", {"completion": "92"}, "ren0")


def test_yes_and_no_are_kept_the_same_from_forms_and_programs() -> None:
    cases = {"cases": [["年度达标、累计达标", 35]]}
    line = Line("1", "单耗", Decimal(35), "cases", cases)
    found = cleaned(line, {"年度达标": "是", "累计达标": True}, override=False)
    assert found == {"年度达标": "yes", "累计达标": "yes"}
    assert score_line(line, found).points == 35
    assert score_line(line, cleaned(line, {"年度达标": "no", "累计达标": "yes"}, override=False)).points == 0


def test_a_score_above_its_maximum_is_refused_by_name_and_nothing_changes(office: Office, running: Assessment) -> None:
    before = cell(running, "2")
    with pytest.raises(InvalidFields, match=r"“重点任务”：得分 40\.5 应在 0 与满分 40 之间"):
        give(office.clerk, running, "2", points="40.5")
    after = cell(running, "2")
    assert (after.version, after.points) == (before.version, None)
    assert not Score.objects.exists()


def test_of_two_who_score_the_same_line_one_is_told(office: Office, running: Assessment) -> None:
    seen = cell(running, "2")
    give(office.clerk, running, "2", points="30")
    with pytest.raises(Changed, match="刚由他人改为 30 分"):
        services.save_score(user=office.clerk, cell=seen, version=seen.version, inputs={"points": "31"})
    assert cell(running, "2").points == 30


def test_a_department_scores_and_sees_itself_alone(office: Office, running: Assessment) -> None:
    other = office.clerks[SECOND]
    with pytest.raises(NotYours, match="“区发展改革委”的自评不归您填写"):
        give(other, running, "2", points="30")
    assert [each.organisation_name for each in visible_participants(other)] == [SECOND]
    assert list(visible_assessments(other)) == [running]
    with pytest.raises(NotAllowed):
        give(office.leader, running, "2", points="30")


def test_what_lacks_a_score_is_named_before_it_is_handed_in(office: Office, running: Assessment) -> None:
    give(office.clerk, running, "1", completion="100")
    found = part(running)
    with pytest.raises(WrongState, match="还有 2 项没有得分：重点任务、先进典型"):
        services.hand_in(user=office.clerk, participant=found, version=found.version)
    services.hand_in(user=office.clerk, participant=found, version=found.version, note="今年没有评典型")
    assert part(running).handed_in_note == "今年没有评典型"
    assert cell(running, "3").points is None
    with pytest.raises(WrongState, match="自评已提交，请等待审核"):
        services.hand_in(user=office.clerk, participant=part(running), version=part(running).version)


def test_review_waits_for_all_unless_somebody_says_why(office: Office, running: Assessment) -> None:
    with pytest.raises(WrongState, match="各单位都已提交自评，或写明不再等待的理由"):
        step(office.coordinator, running, "start_review")
    assert step(office.coordinator, running, "start_review", reason="逾期不候").state == "review"


def test_a_reviewer_who_departs_from_what_stands_says_why(office: Office, running: Assessment) -> None:
    hand_in(office, running, FIRST)
    step(office.coordinator, running, "start_review", reason="试审")
    with pytest.raises(InvalidFields, match="请写明理由"):
        give(office.coordinator, running, "2", points="20")
    found = give(office.coordinator, running, "2", points="20", text="三项任务未完成")
    assert (found.self_points, found.review_points, found.points) == (Decimal("36.5"), Decimal(20), Decimal(20))
    over = give(office.coordinator, running, "1", completion="100", override="58", text="数据迟报")
    assert (over.points, over.working) == (Decimal(58), "评定得分 58（不按公式）")


def test_what_is_handed_back_is_scored_again_and_reviewed_again(office: Office, running: Assessment) -> None:
    hand_in(office, running, FIRST)
    step(office.coordinator, running, "start_review", reason="试审")
    give(office.coordinator, running, "2", points="36.5")
    found = part(running)
    services.hand_back(user=office.coordinator, participant=found, version=found.version, reason="佐证不全")
    assert told(office.clerk) == ["assessment.asked", "assessment.handed_back"]
    with pytest.raises(WrongState, match="已退回、尚未重新提交，不能审核"):
        give(office.coordinator, running, "2", points="30", text="x")
    again = give(office.clerk, running, "2", points="35")
    assert (again.self_points, again.review_points) == (Decimal(35), None)


def test_going_on_without_a_number_is_refused_and_names_it(office: Office, running: Assessment) -> None:
    hand_in(office, running, FIRST)
    step(office.coordinator, running, "start_review", reason="只审一家")
    services.accept_rest(user=office.coordinator, participant=part(running, FIRST))
    with pytest.raises(NumberMissing, match="区经济信息委“碳强度下降”（完成率）") as refused:
        step(office.coordinator, running, "finalise")
    assert len(refused.value.lacking) == 9
    assert Assessment.objects.get().state == "review"


def test_an_assessment_goes_its_whole_way(office: Office, closed: Assessment) -> None:
    assert closed.state == "closed"
    steps = AssessmentStep.objects.filter(participant=None).order_by("pk").values_list("step", "before", "after")
    assert list(steps) == [
        ("begun", "self_scoring", "self_scoring"),
        ("start_review", "self_scoring", "review"),
        ("finalise", "review", "final"),
        ("publish", "final", "appeal"),
        ("close", "appeal", "closed"),
    ]
    assert told(office.clerk) == ["assessment.asked", "assessment.published", "assessment.closed"]
    assert Entry.objects.filter(act="assessment.frozen").count() == 1


def test_a_rubric_that_is_revised_while_scoring_leaves_running_assessments_alone(
    office: Office, running: Assessment
) -> None:
    user, rubric = office.coordinator, running.rubric_version.rubric
    rubric.refresh_from_db()
    rubric = services.revise(user=user, rubric=rubric, version=rubric.version)
    for line in (replace(LINES[0], points="10", veto=False), replace(LINES[1], points="90")):
        rubric = services.save_line(user=user, rubric=rubric, version=rubric.version, draft=line, code=line.code)
    services.issue(user=user, rubric=rubric, version=rubric.version, reason="改权重")
    assert give(office.clerk, running, "1", completion="100").points == 60


def test_an_appeal_is_upheld_with_other_points_and_another_is_not(office: Office, published: Assessment) -> None:
    made = services.appeal(user=office.clerk, cell=cell(published, "2"), text="第 5 项任务 12 月已完成")
    with pytest.raises(WrongState, match="已有一件待答复的申诉"):
        services.appeal(user=office.clerk, cell=cell(published, "2"), text="再说一次")
    with pytest.raises(WrongState, match="申诉都已答复"):
        step(office.coordinator, published, "close")
    with pytest.raises(InvalidFields, match="都没有改"):
        services.answer(
            user=office.coordinator, appeal=made, version=1, uphold=True, text="属实", inputs={"points": "30"}
        )
    services.answer(user=office.coordinator, appeal=made, version=1, uphold=True, text="属实", inputs={"points": "33"})
    assert (cell(published, "2").final_points, cell(published, "2").review_points) == (33, 30)
    other = services.appeal(user=office.clerk, cell=cell(published, "1"), text="口径不同")
    services.answer(user=office.coordinator, appeal=other, version=1, uphold=False, text="以统计局为准")
    other.refresh_from_db()
    assert (other.state, other.points_before, other.points_after) == ("rejected", Decimal(60), Decimal(60))
    assert told(office.clerk)[-2:] == ["assessment.answered", "assessment.answered"]


def test_an_appeal_is_the_organisations_own_and_only_while_results_are_shown(
    office: Office, published: Assessment
) -> None:
    with pytest.raises(NotYours):
        services.appeal(user=office.clerks[SECOND], cell=cell(published, "1"), text="x")
    with pytest.raises(InvalidFields):
        services.appeal(user=office.clerk, cell=cell(published, "1"), text=" ")
    Assessment.objects.update(appeal_due_on=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(WrongState, match=r"申诉已于 .* 截止"):
        services.appeal(user=office.clerk, cell=cell(published, "1"), text="x")


def test_an_assessment_that_makes_no_sense_is_refused_by_field(office: Office, running: Assessment) -> None:
    with pytest.raises(InvalidFields) as refused:
        services.begin_assessment(
            user=office.coordinator,
            title="",
            year=26,
            rubric_version=running.rubric_version,
            organisations=[],
            self_due_on=datetime.date(2020, 1, 1),
        )
    assert set(refused.value.errors) == {"title", "year", "organisations", "self_due_on"}
    assert Assessment.objects.count() == 1


def test_an_assessed_department_cannot_be_deleted(office: Office, running: Assessment) -> None:
    with pytest.raises(ProtectedError):
        office.places[FIRST].delete()


def test_files_and_remarks_stay_with_their_line(office: Office, running: Assessment) -> None:
    found = cell(running, "2")
    made = services.add_evidence(user=office.clerk, cell=found, name="台账.pdf", data=b"%PDF-1.7 test")
    services.remark(user=office.coordinator, cell=found, text="请补盖章件")
    assert (made.source.name, found.remarks.get().text) == ("台账.pdf", "请补盖章件")
    with pytest.raises(NotYours):
        services.remark(user=office.clerks[SECOND], cell=found, text="x")
    services.remove_evidence(user=office.clerk, cell=found, pk=made.pk)
    made.refresh_from_db()
    assert made.removed_by_name == "ren0"
