"""Findings in the library: stored once, kept where a person judged, across the plans of one region."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from ditan.core.reading import draft as d
from ditan.domains.plans import selectors, services
from ditan.domains.plans.drafts import draft_of
from ditan.domains.plans.models import Finding, PlanDocument, Target
from ditan.domains.plans.selectors import FindingFilters
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, minimal_draft, place

pytestmark = pytest.mark.django_db


def rival_draft(value: float = 48.0) -> d.Draft:
    """Another plan of the region, which asks for less forest in the same year."""
    text = TEXT.replace("森林覆盖率达到51%", f"森林覆盖率达到{value:g}%").replace("气候变化规划", "生态建设方案")
    base = minimal_draft()
    sentence = place(text, f"到2025年,单位GDP能耗下降14.5%,森林覆盖率达到{value:g}%。")
    forest = replace(base.targets[1], quote=sentence["quote"], span=sentence["span"], value=value)
    return d.Draft(
        name="生态方案.txt",
        text=text,
        document=replace(base.document, title="铜山区生态建设方案", quotes={}),
        targets=(forest,),
    )


@pytest.fixture
def rival(plan: PlanDocument, make_plan: MakePlan) -> PlanDocument:
    return make_plan(rival_draft())


def test_a_finding_is_stored_with_all_its_sides(plan: PlanDocument) -> None:
    finding = Finding.objects.get(across=False)
    assert (finding.code, finding.level, finding.plan) == ("same_indicator_twice", "notice", plan)
    assert [side.quote for side in finding.spans.all()] == ["森林覆盖率达到51%", "49.5 51"]


def test_the_same_findings_again_are_no_new_ones(plan: PlanDocument) -> None:
    before = list(Finding.objects.values_list("pk", flat=True))
    services.replace_findings(plan=plan, findings=minimal_draft().findings)
    assert list(Finding.objects.values_list("pk", flat=True)) == before


def test_a_better_message_renews_a_finding_and_keeps_its_judgement(plan: PlanDocument, reviewer: User) -> None:
    finding = Finding.objects.get()
    services.reject_item(user=reviewer, kind="finding", pk=finding.pk, version=1)
    worded = replace(minimal_draft().findings[0], message="森林覆盖率出现两次。", level="warning")
    services.replace_findings(plan=plan, findings=(worded,))
    finding.refresh_from_db()
    assert (finding.message, finding.level, finding.state) == ("森林覆盖率出现两次。", "warning", "rejected")


def test_a_finding_that_is_gone_leaves_unless_somebody_judged_it(plan: PlanDocument, reviewer: User) -> None:
    finding = Finding.objects.get()
    services.confirm_item(user=reviewer, kind="finding", pk=finding.pk, version=1)
    services.replace_findings(plan=plan, findings=())
    finding.refresh_from_db()
    assert (finding.state, finding.stale) == ("confirmed", True)


def test_an_unjudged_finding_that_is_gone_leaves(plan: PlanDocument) -> None:
    services.replace_findings(plan=plan, findings=())
    assert Finding.objects.count() == 0


def test_two_plans_of_a_region_that_ask_for_different_values_contradict(
    plan: PlanDocument, rival: PlanDocument, coordinator: User
) -> None:
    found = selectors.list_findings(coordinator, FindingFilters(across=True))
    told = [{side.plan_id: side.quote for side in finding.sides} for finding in found]  # type: ignore[attr-defined]
    assert all(set(sides) == {plan.pk, rival.pk} for sides in told)
    assert any("51" in sides[plan.pk] and "48" in sides[rival.pk] for sides in told), told


def test_a_contradiction_is_stored_once_however_often_it_is_checked(
    plan: PlanDocument, rival: PlanDocument, coordinator: User
) -> None:
    before = list(Finding.objects.filter(across=True).values_list("pk", flat=True))
    services.recheck(user=coordinator, plan=plan)
    services.recheck(user=coordinator, plan=rival)
    assert list(Finding.objects.filter(across=True).values_list("pk", flat=True)) == before


def test_a_correction_that_settles_a_contradiction_removes_it(
    plan: PlanDocument, rival: PlanDocument, coordinator: User
) -> None:
    forest = Target.objects.get(plan=rival)
    services.edit_item(user=coordinator, kind="target", pk=forest.pk, version=1, changes={"value": "51"})
    services.recheck(user=coordinator, plan=rival)
    assert Finding.objects.filter(across=True).count() == 0


def test_what_a_person_rejected_contradicts_nothing(plan: PlanDocument, rival: PlanDocument, coordinator: User) -> None:
    forest = Target.objects.get(plan=rival)
    services.reject_item(user=coordinator, kind="target", pk=forest.pk, version=1)
    services.recheck(user=coordinator, plan=rival)
    assert Finding.objects.filter(across=True).count() == 0


def test_a_superseded_version_contradicts_nothing(plan: PlanDocument, rival: PlanDocument, coordinator: User) -> None:
    services.supersede(user=coordinator, plan=rival, earlier=plan)
    assert Finding.objects.filter(across=True).count() == 0


def test_plans_of_different_regions_do_not_contradict(plan: PlanDocument, make_plan: MakePlan) -> None:
    elsewhere = rival_draft()
    make_plan(replace(elsewhere, document=replace(elsewhere.document, region="贾汪区", region_code="320305")))
    assert Finding.objects.filter(across=True).count() == 0


def test_moving_a_plan_to_another_region_settles_the_contradictions_it_left(
    plan: PlanDocument, rival: PlanDocument, coordinator: User
) -> None:
    services.edit_plan(user=coordinator, plan=rival, version=rival.version, changes={"region_name": "渝中区"})
    rival.refresh_from_db()
    assert rival.region_code == "500103"
    assert Finding.objects.filter(across=True).count() == 0


def test_a_stored_plan_is_the_draft_that_it_came_from(plan: PlanDocument) -> None:
    plan = PlanDocument.objects.select_related("source__decoded", "region").get()
    stored, read = draft_of(plan), minimal_draft()
    assert (stored.text, len(stored.outline)) == (read.text, len(read.outline))
    assert [item.values for item in stored.indicators] == [item.values for item in read.indicators]
    assert [(item.name, item.value, item.heading) for item in stored.targets] == [
        (item.name, item.value, item.heading) for item in read.targets
    ]
    assert (stored.tasks[0].repeats, stored.tasks[0].lead) == (0, read.tasks[0].lead)
    assert stored.projects[0].quantities == read.projects[0].quantities
    assert stored.projects[0].investment == read.projects[0].investment


def test_an_outline_comes_back_with_its_tree(plan: PlanDocument) -> None:
    plan = PlanDocument.objects.select_related("source__decoded", "region").get()
    assert [heading.parent for heading in draft_of(plan).outline] == [None, None, 1]
