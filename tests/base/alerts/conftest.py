"""A district with an ecology department, a coordinating office, PM2.5 and a rule that watches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.alerts.models import Alert, AlertRule, AlertStep
from ditan.base.alerts.selectors.alerts import get_alert
from ditan.base.alerts.services.handling import take_step
from ditan.base.alerts.services.ruling import RuleDraft, save_rule, switch
from ditan.base.directory.models import Organisation
from ditan.base.notices.models import Notice
from ditan.base.records.models import Metric, Observation, Subject
from ditan.base.records.services import record
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)

BASIS = "测试限值，仅用于测试"
LIMITS = {"comparator": "gt", "red": 75, "yellow": 35}
CLOCKS = {"triggered": 1, "acknowledged": 2, "disposing": 5, "reported": 2, "checked": 1}


@dataclass
class Office:
    """People and places."""

    coordinator: User
    second: User
    leader: User
    clerk: User
    colleague: User
    stranger: User
    ecology: Organisation
    forestry: Organisation
    district: Subject
    neighbour: Subject
    pm25: Metric
    forest: Metric


@pytest.fixture
def office(make_organisation: MakeOrganisation, make_person: MakePerson, roles: dict[str, Role]) -> Office:  # noqa: F811
    """Two of the coordinating office, a leader, two of the ecology department, one of another."""
    ecology, forestry = make_organisation("区生态环境局"), make_organisation("区林业局")
    department, office = roles["部门"], roles["统筹"]
    region = Subject.Kind.REGION
    return Office(
        coordinator=make_person("tongchou", granted=(office,)),
        second=make_person("fuhe", granted=(office,)),
        leader=make_person("lingdao", granted=(roles["领导"],)),
        clerk=make_person("huanbao", ecology, post_roles=(department,)),
        colleague=make_person("tongshi", ecology, post_roles=(department,)),
        stranger=make_person("linye", forestry, post_roles=(department,)),
        ecology=ecology,
        forestry=forestry,
        district=Subject.objects.create(kind=region, code="500103", name="渝中区"),
        neighbour=Subject.objects.create(kind=region, code="500106", name="沙坪坝区"),
        pm25=Metric.objects.create(
            code="pm25_test",
            name="PM2.5平均浓度",
            unit="微克/立方米",
            direction="down",
            frequency="month",
            responsible=ecology,
            definition="日均值的月平均",
        ),
        forest=Metric.objects.create(code="forest_test", name="森林覆盖率", unit="%", responsible=forestry),
    )


def drafted(office: Office, **changes: Any) -> RuleDraft:
    """A threshold for PM2.5; whatever is named differs."""
    given: dict[str, Any] = {
        "name": "PM2.5超限",
        "kind": "threshold",
        "metrics": (office.pm25.pk,),
        "parameters": LIMITS,
        "basis": BASIS,
        "clocks": CLOCKS,
    }
    return RuleDraft(**given | changes)


def switched_on(office: Office, **changes: Any) -> AlertRule:
    """Such a rule, drawn up and switched on."""
    made = save_rule(user=office.coordinator, draft=drafted(office, **changes))
    return switch(user=office.coordinator, rule=made, on=True, version=made.version)


@pytest.fixture
def rule(office: Office) -> AlertRule:
    return switched_on(office)


def report(
    office: Office,
    period: str,
    value: str,
    *,
    metric: Metric | None = None,
    subject: Subject | None = None,
    **more: Any,
) -> Observation:
    """Record a value of the district; whatever is named differs."""
    named = {"status": "final", "origin": "manual", "reason": "更正"} | more
    return record(
        user=None,
        permission=None,
        subject=subject or office.district,
        metric=metric or office.pm25,
        period=period,
        reported=value,
        **named,
    )


@pytest.fixture
def raised(office: Office, rule: AlertRule) -> Alert:
    """67 in December 2023: yellow."""
    report(office, "2023M12", "67")
    return Alert.objects.get()


def step(user: User, alert: Alert, name: str, text: str = "", **more: Any) -> Alert:
    """Take a step, seeing what is there."""
    fresh = get_alert(User.objects.get(pk=user.pk), alert.pk)
    return take_step(
        user=User.objects.get(pk=user.pk), alert=fresh, step=name, version=fresh.version, text=text, **more
    )


def steps_of(alert: Alert) -> list[str]:
    return list(AlertStep.objects.filter(alert=alert).order_by("pk").values_list("step", flat=True))


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))
