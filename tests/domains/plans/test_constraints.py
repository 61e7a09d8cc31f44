"""What the database itself refuses, whoever writes to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model

from ditan.domains.plans import services
from ditan.domains.plans.models import (
    Decision,
    Finding,
    Heading,
    Indicator,
    IndicatorValue,
    PlanDocument,
    Project,
    Target,
)
from ditan.domains.plans.models.decision import AppendOnly

pytestmark = pytest.mark.django_db

FORBIDDEN: list[tuple[type[Model], dict[str, Any]]] = [
    (Target, {"start": 9, "end": 3}),
    (Target, {"quote": "不够长"}),
    (Target, {"confidence": 1.2}),
    (Target, {"confidence": -0.1}),
    (Target, {"state": "perhaps"}),
    (Target, {"state": "confirmed"}),
    (Target, {"decided_how": "by_hand"}),
    (Target, {"origin": "elsewhere"}),
    (Target, {"value": 5.0, "value_text": "不减少"}),
    (Target, {"comparator": "~"}),
    (Target, {"basis": "sometimes"}),
    (Indicator, {"nature": "强制性"}),
    (Project, {"start_year": 2030, "due_year": 2025}),
    (PlanDocument, {"period_start": 2030, "period_end": 2025}),
    (PlanDocument, {"status": "secret"}),
    (Finding, {"level": "fatal"}),
    (Heading, {"confidence": 2.0}),
]


@pytest.mark.parametrize(("model", "values"), FORBIDDEN)
def test_a_value_that_cannot_be_is_refused(plan: PlanDocument, model: Any, values: dict[str, Any]) -> None:
    row = model.objects.order_by("pk").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**values)


def test_a_year_has_one_cell_in_a_reading(plan: PlanDocument) -> None:
    cell = IndicatorValue.objects.filter(alternative=0).first()
    assert cell is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(indicator=cell.indicator, alternative=0, year=cell.year, text="7")


def test_a_number_without_its_printed_text_is_refused(plan: PlanDocument) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.filter(value__isnull=False).update(text="")


def test_a_plan_cannot_supersede_itself(plan: PlanDocument) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDocument.objects.filter(pk=plan.pk).update(supersedes=plan)


def test_a_source_with_a_plan_cannot_be_deleted(plan: PlanDocument) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        plan.source.delete()


@pytest.fixture
def decision(plan: PlanDocument, reviewer: User) -> Decision:
    target = Target.objects.get(name="森林覆盖率")
    services.confirm_item(user=reviewer, kind="target", pk=target.pk, version=1)
    return Decision.objects.get()


def test_a_decision_cannot_be_rewritten(decision: Decision) -> None:
    decision.user_name = "别人"
    with pytest.raises(AppendOnly):
        decision.save()
    with pytest.raises(AppendOnly):
        Decision.objects.update(user_name="别人")
    assert Decision.objects.get().user_name == "reviewer"


def test_a_decision_cannot_be_deleted(decision: Decision) -> None:
    with pytest.raises(AppendOnly):
        decision.delete()
    with pytest.raises(AppendOnly):
        Decision.objects.all().delete()
    assert Decision.objects.count() == 1


def test_a_decision_outlives_its_person_under_the_same_name(decision: Decision, reviewer: User) -> None:
    reviewer.delete()
    kept = Decision.objects.get()
    assert (kept.user, kept.user_name) == (None, "reviewer")


def test_a_decision_outlives_its_plan(decision: Decision, plan: PlanDocument) -> None:
    key = plan.pk
    plan.delete()
    assert Decision.objects.get().plan_id == key
