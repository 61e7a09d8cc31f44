"""A draft for comment, then the issued text: decisions are carried over where nothing changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.domains.plans import selectors, services
from ditan.domains.plans.errors import NotAllowed, NotAvailable
from ditan.domains.plans.models import Decision, Indicator, Measure, PlanDocument, Project, Target
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(plan: PlanDocument, make_plan: MakePlan) -> PlanDocument:
    return make_plan(issued_draft())


def decide_all(user: User, plan: PlanDocument) -> None:
    """Confirm everything of the draft but one edit and one rejection."""
    services.confirm_above(user=user, plan=plan, confidence=0.0)
    project = Project.objects.get(plan=plan)
    services.edit_item(user=user, kind="project", pk=project.pk, version=project.version, changes={"category": "储能"})
    task = Measure.objects.get(plan=plan, form="task")
    services.reject_item(user=user, kind="task", pk=task.pk, version=task.version, reason="重复")


def test_the_earlier_version_leaves_the_lists(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    plan.refresh_from_db()
    issued.refresh_from_db()
    assert (plan.is_current, issued.is_current, plan.family) == (False, True, issued.family)
    assert list(selectors.plan_library(coordinator)) == [issued]


def test_decisions_are_carried_over_where_both_say_the_same(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    forest = Target.objects.get(plan=issued, name="森林覆盖率")
    assert (forest.state, forest.decided_how, forest.decided_by_name) == ("confirmed", "carried", "统筹敏")
    assert Measure.objects.get(plan=issued, form="measure").state == "confirmed"
    assert Measure.objects.get(plan=issued, form="task").state == "rejected"


def test_an_edit_is_carried_over_with_the_persons_words(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    project = Project.objects.get(plan=issued)
    assert (project.state, project.category) == ("edited", "储能")
    assert project.machine_reading is not None
    assert project.machine_reading["category"] == "能源"


def test_what_changed_waits_for_a_person_and_points_to_its_former_self(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    energy = Target.objects.get(plan=issued, name="单位GDP能耗下降")
    assert (energy.state, energy.value) == ("proposed", 15.0)
    assert energy.previous == Target.objects.get(plan=plan, name="单位GDP能耗下降")


def test_what_is_new_has_no_former_self(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    green = Target.objects.get(plan=issued, name="绿道里程")
    assert (green.state, green.previous) == ("proposed", None)


def test_carried_decisions_stand_in_the_record(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    carried = Decision.objects.filter(plan=issued, how="carried")
    assert sorted(line.item_kind for line in carried) == ["indicator", "measure", "project", "target", "task"]
    assert Decision.objects.filter(plan=issued, action="supersede").count() == 1


def test_a_later_reading_carries_decisions_too(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    decide_all(coordinator, plan)
    from ditan.domains.plans.services.versions import carry_over

    assert carry_over(plan=PlanDocument.objects.get(pk=issued.pk)) == 5
    assert carry_over(plan=PlanDocument.objects.get(pk=issued.pk)) == 0


def test_a_decision_on_the_new_version_is_not_overwritten(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    forest = Target.objects.get(plan=issued, name="森林覆盖率")
    services.reject_item(user=coordinator, kind="target", pk=forest.pk, version=1)
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    forest.refresh_from_db()
    assert forest.state == "rejected"


def test_the_changes_are_told_item_by_item(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    changes = selectors.plan_changes(coordinator, issued.pk)
    assert changes is not None
    told = {(each.kind.name, each.change, each.label) for each in changes.differing}
    assert told == {
        ("indicator", "removed", "用水总量"),
        ("target", "changed", "单位GDP能耗下降"),
        ("target", "added", "绿道里程"),
    }
    assert changes.number_of("same") == 5


def test_a_changed_item_says_which_field_and_both_values(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    changes = selectors.plan_changes(coordinator, issued.pk)
    assert changes is not None
    changed = next(each for each in changes.items if each.change == "changed")
    assert [(each.field.name, each.before, each.after) for each in changed.fields] == [("value", "14.5", "15")]


def test_changed_facts_are_told(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    changes = selectors.plan_changes(coordinator, issued.pk)
    assert changes is not None
    assert [(each.field.name, each.before, each.after) for each in changes.facts] == [
        ("document_number", "", "铜府〔2021〕5号"),
        ("status", "征求意见稿", "已印发"),
    ]


def test_a_plan_without_an_earlier_version_has_no_changes(coordinator: User, plan: PlanDocument) -> None:
    assert selectors.plan_changes(coordinator, plan.pk) is None


def test_separating_makes_both_current_again_and_keeps_decisions(
    coordinator: User, plan: PlanDocument, issued: PlanDocument
) -> None:
    decide_all(coordinator, plan)
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    services.separate(user=coordinator, plan=issued)
    plan.refresh_from_db()
    issued.refresh_from_db()
    assert (plan.is_current, issued.is_current, issued.supersedes) == (True, True, None)
    assert plan.family != issued.family
    assert Target.objects.get(plan=issued, name="森林覆盖率").state == "confirmed"
    assert Indicator.objects.get(plan=issued).previous is None


def test_a_plan_cannot_precede_itself(coordinator: User, plan: PlanDocument) -> None:
    with pytest.raises(NotAvailable, match="不能是自己的上一版本"):
        services.supersede(user=coordinator, plan=plan, earlier=plan)


def test_versions_cannot_form_a_ring(coordinator: User, plan: PlanDocument, issued: PlanDocument) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    with pytest.raises(NotAvailable, match="是本规划的后续版本"):
        services.supersede(user=coordinator, plan=plan, earlier=issued)


def test_a_version_has_one_successor(
    coordinator: User, plan: PlanDocument, issued: PlanDocument, make_plan: MakePlan
) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    third = make_plan(minimal_draft(name="第三份.txt"))
    with pytest.raises(NotAvailable, match="已有下一版本"):
        services.supersede(user=coordinator, plan=third, earlier=plan)


def test_a_plan_has_one_earlier_version(
    coordinator: User, plan: PlanDocument, issued: PlanDocument, make_plan: MakePlan
) -> None:
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    third = make_plan(minimal_draft(name="第三份.txt"))
    with pytest.raises(NotAvailable, match="已有上一版本"):
        services.supersede(user=coordinator, plan=issued, earlier=third)


def test_a_plan_without_an_earlier_version_cannot_be_separated(coordinator: User, plan: PlanDocument) -> None:
    with pytest.raises(NotAvailable, match="没有上一版本"):
        services.separate(user=coordinator, plan=plan)


def test_who_may_not_manage_plans_changes_no_version(reviewer: User, plan: PlanDocument, issued: PlanDocument) -> None:
    with pytest.raises(NotAllowed, match="修改基本信息与版本"):
        services.supersede(user=reviewer, plan=issued, earlier=plan)
    plan.refresh_from_db()
    assert plan.is_current is True
