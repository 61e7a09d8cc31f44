"""Alerts about targets of plans: a light that turns red raises one, a draft's or an awaited one raises none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Grant, Role
from ditan.base.alerts.models import Alert, AlertRule
from ditan.base.alerts.services.evaluating import watch
from ditan.base.alerts.services.ruling import keep_version
from ditan.base.notices.models import Notice
from ditan.domains.plans.alerting import fact_of, target_facts
from ditan.domains.plans.models import PlanDocument, TargetStanding
from tests.base.access.made_roles import make_roles
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import LAST, catalogue, follow_all, issued_draft, report, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(make_plan: MakePlan, coordinator: User) -> PlanDocument:
    catalogue()
    plan = make_plan(issued_draft())
    follow_all(coordinator, plan)
    return plan


@pytest.fixture
def lights(db: None) -> AlertRule:
    """Red raises red, yellow yellow."""
    parameters = {"red": "red", "yellow": "yellow"}
    rule = AlertRule.objects.create(
        name="亮灯", kind="light", parameters=parameters, basis="平台通用规则", is_active=True
    )
    keep_version(rule, None, "")
    return rule


def test_a_value_that_turns_a_light_red_raises_an_alert_in_the_same_transaction(
    issued: PlanDocument, lights: AlertRule
) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    alert = Alert.objects.get(key=f"plans.target:{target.pk}")
    assert (alert.level, alert.subject, alert.metric) == ("red", target.subject, target.metric)
    assert alert.sentence.startswith("红灯（明显低于序时进度）：进度 15.0%，序时 40.0%")
    assert alert.link.endswith(f"/{target.pk}/")
    assert alert.observation is not None
    before = Alert.objects.count()
    watch()
    assert Alert.objects.count() == before


def told(user: User) -> set[str]:
    return set(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_a_light_is_told_once_by_the_alert_where_a_rule_raises_one(issued: PlanDocument, lights: AlertRule) -> None:
    make_roles()
    office = User.objects.create_user("office")
    Grant.objects.create(user=office, role=Role.objects.get(name="统筹"), valid_from=date(2020, 1, 1))
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    assert told(office) == {"alerts.raised"}
    AlertRule.objects.update(is_active=False)
    report(None, target, LAST, "50.9", reason="林业局核定")
    report(None, target, LAST, "49.2", reason="再次核定")
    assert told(office) == {"alerts.raised", "plans.target_light"}


def test_a_light_that_turns_green_again_says_so(issued: PlanDocument, lights: AlertRule) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    report(None, target, LAST, "50.9", reason="林业局核定")
    assert Alert.objects.get(key=f"plans.target:{target.pk}").cleared_at is not None


def silent(**changes: Any) -> TargetStanding:
    standing = TargetStanding.objects.select_related("tracked__metric", "tracked__subject").earliest("pk")
    standing.situation, standing.light = "running", "red"
    for name, value in changes.items():
        setattr(standing.tracked if hasattr(standing.tracked, name) else standing, name, value)
    return standing


@pytest.mark.parametrize(
    ("changes", "light"),
    [
        ({}, "red"),
        ({"not_binding": True}, ""),
        ({"stale": True}, ""),
        ({"situation": "awaiting"}, ""),
        ({"situation": "to_assess"}, ""),
        ({"situation": "assessed"}, ""),
    ],
)
def test_only_a_binding_target_that_is_under_way_is_heard(
    issued: PlanDocument, changes: dict[str, Any], light: str
) -> None:
    standing = silent(**changes)
    assert fact_of(standing.tracked, standing).state.light == light


def test_every_followed_target_has_its_fact(issued: PlanDocument) -> None:
    facts = list(target_facts())
    assert len(facts) == TargetStanding.objects.count() > 0
    assert len({each.key for each in facts}) == len(facts)
