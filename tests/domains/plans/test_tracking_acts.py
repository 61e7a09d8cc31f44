"""Acts on targets: values handed down, assessments after the year, another convention; refusals change nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.domains.plans.errors import Changed, InvalidFields, NotAllowed, NotAvailable
from ditan.domains.plans.models import HandedDown, PlanDocument, TargetStep, TrackedTarget
from ditan.domains.plans.services.standings import refresh
from ditan.domains.plans.services.targets import assess, hand_down, set_convention
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import LAST, catalogue, follow_all, issued_draft, report, the

DAY = datetime.date(2022, 3, 15)


@pytest.fixture
def issued(make_plan: MakePlan, coordinator: User) -> PlanDocument:
    catalogue()
    plan = make_plan(issued_draft())
    follow_all(coordinator, plan)
    return plan


def handed(user: User, target: TrackedTarget, **more: Any) -> TrackedTarget:
    said = {
        "value": "2.0",
        "unit": "亿立方米",
        "comparator": "<=",
        "document_number": "渝水〔2022〕10号",
        "issued_on": DAY,
    }
    return hand_down(user=user, pk=target.pk, version=target.version, **{**said, **more})


def test_a_value_handed_down_counts_with_its_document_and_date(coordinator: User, issued: PlanDocument) -> None:
    target = handed(coordinator, the("用水总量", issued))
    assert (target.handing, target.value, target.comparator, target.printed) == ("handed_down", 2.0, "<=", "市级下达")
    row = HandedDown.objects.get()
    assert (row.document_number, row.issued_on, row.by_name, row.version) == ("渝水〔2022〕10号", DAY, "统筹敏", 1)
    assert the("用水总量", issued).standing.situation == "no_data"
    assert TargetStep.objects.get().step == "hand_down"
    assert Entry.objects.filter(act="plans.target_hand_down", target_key=str(target.pk)).count() == 1
    report(None, the("用水总量", issued), LAST, "2.05")
    standing = the("用水总量", issued).standing
    assert (standing.situation, round(standing.completion or 0, 3)) == ("running", 0.5)


def test_a_value_in_another_unit_is_kept_as_written_and_counted_in_the_metrics(
    coordinator: User, issued: PlanDocument
) -> None:
    target = handed(coordinator, the("用水总量", issued), value="20000", unit="万立方米")
    assert target.value == 2.0
    assert (HandedDown.objects.get().printed, HandedDown.objects.get().unit) == ("20000", "万立方米")


def test_an_adjustment_says_why_and_keeps_the_former_document(coordinator: User, issued: PlanDocument) -> None:
    target = handed(coordinator, the("用水总量", issued))
    with pytest.raises(InvalidFields, match="调整须说明理由"):
        handed(coordinator, target, value="1.9")
    again = handed(coordinator, target, value="1.9", document_number="渝水〔2023〕2号", reason="中期调整")
    assert again.value == 1.9
    assert list(HandedDown.objects.values_list("version", "value")) == [(1, 2.0), (2, 1.9)]


def test_an_edit_of_the_item_leaves_a_value_handed_down_alone(coordinator: User, issued: PlanDocument) -> None:
    handed(coordinator, the("用水总量", issued))
    follow_all(coordinator, issued)
    assert (the("用水总量", issued).handing, the("用水总量", issued).value) == ("handed_down", 2.0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "约两亿"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "=1+1"}, "value"),
        ({"unit": "公顷"}, "unit"),
        ({"document_number": " "}, "document_number"),
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": timezone.localdate() + datetime.timedelta(days=1)}, "issued_on"),
        ({"comparator": "≤≤"}, "comparator"),
        ({"evidence": ("文件.pdf", b"no pdf")}, "evidence"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_field(
    coordinator: User, issued: PlanDocument, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        handed(coordinator, the("用水总量", issued), **wrong)
    assert list(refused.value.errors) == [field]
    assert (the("用水总量", issued).handing, HandedDown.objects.count()) == ("awaiting", 0)


def test_a_target_that_the_plan_states_is_not_handed_down(coordinator: User, issued: PlanDocument) -> None:
    with pytest.raises(NotAvailable, match="不是上级下达"):
        handed(coordinator, the("森林覆盖率", issued), unit="%")


def test_who_may_not_or_saw_an_older_state_changes_nothing(
    coordinator: User, reviewer: User, issued: PlanDocument
) -> None:
    target = the("用水总量", issued)
    with pytest.raises(NotAllowed):
        handed(reviewer, target)
    target.version += 1
    with pytest.raises(Changed):
        handed(coordinator, target)
    assert HandedDown.objects.count() == 0


def passed(plan: PlanDocument, value: str, status: str = "final") -> TrackedTarget:
    """The forest target a year after its year, with a value of that year."""
    target = the("森林覆盖率", plan)
    TrackedTarget.objects.filter(pk=target.pk).update(year=LAST)
    report(None, target, LAST, value, status=status)
    refresh([target.pk])
    return the("森林覆盖率", plan)


def test_a_passed_target_is_assessed_by_its_final_value(coordinator: User, issued: PlanDocument) -> None:
    target = passed(issued, "50.2")
    assert (target.passed, target.standing.met) == ("final_value", False)
    with pytest.raises(NotAvailable):
        assess(user=coordinator, pk=target.pk, version=target.version, decision="met")
    done = assess(user=coordinator, pk=target.pk, version=target.version, decision="not_met")
    assert (done.passed, done.standing.situation, done.standing.light) == ("not_met", "assessed", "red")
    assert Entry.objects.filter(act="plans.target_judge_not_met").count() == 1
    again = assess(user=coordinator, pk=done.pk, version=done.version, decision="again", reason="年鉴修订")
    assert (again.passed, again.standing.situation) == ("final_value", "to_assess")


def test_without_a_final_value_it_can_only_be_undecidable_and_says_why(coordinator: User, issued: PlanDocument) -> None:
    target = passed(issued, "51.5", status="flash")
    assert target.passed == "awaiting"
    with pytest.raises(NotAvailable):
        assess(user=coordinator, pk=target.pk, version=target.version, decision="met")
    with pytest.raises(NotAvailable, match="理由"):
        assess(user=coordinator, pk=target.pk, version=target.version, decision="undecidable")
    done = assess(user=coordinator, pk=target.pk, version=target.version, decision="undecidable", reason="口径已废止")
    assert (done.passed, done.standing.label, done.passed_reason) == ("undecidable", "无法判定", "口径已废止")


def test_a_target_whose_year_lasts_is_not_assessed(coordinator: User, issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    with pytest.raises(NotAvailable, match="目标年未过"):
        assess(user=coordinator, pk=target.pk, version=target.version, decision="met")


def test_another_convention_needs_a_reason_and_is_kept(coordinator: User, issued: PlanDocument) -> None:
    target = the("单位GDP能耗下降", issued, "target")
    assert target.convention == "logarithmic"
    with pytest.raises(InvalidFields):
        set_convention(user=coordinator, pk=target.pk, version=target.version, convention="linear", reason=" ")
    done = set_convention(
        user=coordinator, pk=target.pk, version=target.version, convention="linear", reason="区考核办法第八条"
    )
    assert (done.convention, done.convention_reason, done.convention_by_name) == (
        "linear",
        "区考核办法第八条",
        "统筹敏",
    )
    follow_all(coordinator, issued)
    assert the("单位GDP能耗下降", issued, "target").convention == "linear"
