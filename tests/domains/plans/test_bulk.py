"""Decisions on many items at once, and items that a person adds."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.domains.plans import services
from ditan.domains.plans.errors import InvalidFields, NotAllowed, NotAvailable
from ditan.domains.plans.models import Decision, Indicator, Measure, PlanDocument, Project, Target
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, minimal_draft

pytestmark = pytest.mark.django_db


def test_items_above_the_confidence_are_confirmed_and_the_others_left(reviewer: User, plan: PlanDocument) -> None:
    number = services.confirm_above(user=reviewer, plan=plan, confidence=0.9)
    assert number == 4
    assert Measure.objects.get(form="measure").state == "confirmed"
    assert Project.objects.get().state == "proposed"


def test_an_ambiguous_indicator_is_never_confirmed_in_bulk(reviewer: User, plan: PlanDocument) -> None:
    services.confirm_above(user=reviewer, plan=plan, confidence=0.0)
    assert Indicator.objects.get(name="用水总量").state == "proposed"
    assert Indicator.objects.get(name="森林覆盖率").state == "confirmed"


def test_bulk_decisions_share_a_batch_and_say_so(reviewer: User, plan: PlanDocument) -> None:
    services.confirm_above(user=reviewer, plan=plan, confidence=0.0, kinds=("target",))
    lines = Decision.objects.all()
    assert {line.how for line in lines} == {"bulk"}
    assert len({line.batch for line in lines}) == 1
    assert sorted(line.item_label for line in lines) == ["单位GDP能耗下降", "森林覆盖率"]


def test_only_the_named_kinds_are_confirmed(reviewer: User, plan: PlanDocument) -> None:
    assert services.confirm_above(user=reviewer, plan=plan, confidence=0.0, kinds=("task", "project")) == 2
    assert Target.objects.filter(state="confirmed").count() == 0


def test_what_was_rejected_stays_rejected(reviewer: User, plan: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    services.reject_item(user=reviewer, kind="target", pk=target.pk, version=1)
    services.confirm_above(user=reviewer, plan=plan, confidence=0.0)
    target.refresh_from_db()
    assert target.state == "rejected"


def test_another_plan_is_left_alone(reviewer: User, plan: PlanDocument, make_plan: MakePlan) -> None:
    other = make_plan(minimal_draft(name="另一份.txt"))
    services.confirm_above(user=reviewer, plan=plan, confidence=0.0)
    assert Target.objects.filter(plan=other, state="proposed").count() == 2


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_outside_its_range_is_refused(reviewer: User, plan: PlanDocument, confidence: float) -> None:
    with pytest.raises(InvalidFields, match="把握应在 0 与 1 之间"):
        services.confirm_above(user=reviewer, plan=plan, confidence=confidence)


def test_an_unknown_kind_is_refused(reviewer: User, plan: PlanDocument) -> None:
    with pytest.raises(InvalidFields, match="没有“chapter”这类条目"):
        services.confirm_above(user=reviewer, plan=plan, confidence=0.5, kinds=("chapter",))


def test_bulk_takes_a_handful_of_queries(
    reviewer: User, make_plan: MakePlan, django_assert_max_num_queries: Any
) -> None:
    from dataclasses import replace

    draft = minimal_draft()
    many = tuple(replace(draft.targets[0], name=f"目标{number}") for number in range(300))
    plan = make_plan(replace(draft, targets=many))
    with django_assert_max_num_queries(40):
        assert services.confirm_above(user=reviewer, plan=plan, confidence=0.5, kinds=("target",)) == 300


def test_an_item_is_added_from_a_selected_stretch(reviewer: User, plan: PlanDocument) -> None:
    start = TEXT.index("用水总量")
    item = services.add_item(
        user=reviewer,
        plan=plan,
        kind="target",
        start=start,
        end=start + 4,
        values={"name": "用水总量", "value": "2.1", "unit": "亿立方米", "year": "2025"},
    )
    stored = Target.objects.get(pk=item.pk)
    assert (stored.quote, stored.value, stored.state, stored.origin) == ("用水总量", 2.1, "confirmed", "person")
    assert stored.machine_reading is None
    assert Decision.objects.get().action == "add"


def test_an_added_item_stands_under_the_innermost_heading(reviewer: User, plan: PlanDocument) -> None:
    start = TEXT.index("实施重点企业")
    item = services.add_item(
        user=reviewer, plan=plan, kind="measure", start=start, end=start + 6, values={"title": "重点企业"}
    )
    assert item.heading is not None
    assert item.heading.title == "推进节能降碳"


def test_an_added_indicator_carries_its_values_and_departments(reviewer: User, plan: PlanDocument) -> None:
    start = TEXT.index("用水总量")
    item = services.add_item(
        user=reviewer,
        plan=plan,
        kind="indicator",
        start=start,
        end=start + 4,
        values={"name": "用水总量", "values": {"2025": "≤2.4", "2020": ""}, "department": "区水利局"},
    )
    stored = Indicator.objects.get(pk=item.pk)
    assert [(cell.year, cell.value) for cell in stored.cells.order_by("position")] == [("2025", 2.4), ("2020", None)]
    assert [row.printed_name for row in stored.departments.all()] == ["区水利局"]
    assert stored.due_year == 2025


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, 10**6)])
def test_a_stretch_outside_the_text_is_refused(reviewer: User, plan: PlanDocument, start: int, end: int) -> None:
    with pytest.raises(InvalidFields, match="不在全文 0—"):
        services.add_item(user=reviewer, plan=plan, kind="target", start=start, end=end, values={"name": "甲"})
    assert Target.objects.count() == 2


def test_an_added_item_needs_its_required_fields(reviewer: User, plan: PlanDocument) -> None:
    with pytest.raises(InvalidFields, match="目标名称 不能为空"):
        services.add_item(user=reviewer, plan=plan, kind="target", start=0, end=4, values={"value": "5"})


def test_an_unknown_kind_cannot_be_added(reviewer: User, plan: PlanDocument) -> None:
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        services.add_item(user=reviewer, plan=plan, kind="chapter", start=0, end=4, values={})


def test_who_may_not_review_adds_and_confirms_nothing(reader: User, plan: PlanDocument) -> None:
    with pytest.raises(NotAllowed):
        services.add_item(user=reader, plan=plan, kind="target", start=0, end=4, values={"name": "甲"})
    with pytest.raises(NotAllowed):
        services.confirm_above(user=reader, plan=plan, confidence=0.0)
    assert (Target.objects.count(), Decision.objects.count()) == (2, 0)
