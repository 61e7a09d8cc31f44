"""A department with a head and a clerk, the office, a leader, and the chain that comes with the platform."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation, Post
from ditan.base.notices.models import Notice
from ditan.base.workflow.clocks.services import load_chains, start_clock
from ditan.base.workflow.models import Clock, Escalation, EscalationChain
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)

Day = datetime.date
DUE = Day(2026, 9, 30)
"""中秋 is on 25 September, 国庆 from 1 to 7 October, and 10 October is worked."""
REMINDED, URGED, CIRCULATED, HUNG = Day(2026, 9, 24), Day(2026, 10, 8), Day(2026, 10, 10), Day(2026, 10, 20)
BEFORE = Day(2026, 9, 1)


@dataclass
class House:
    """People and places."""

    chain: EscalationChain
    ecology: Organisation
    clerk: User
    head: User
    coordinator: User
    leader: User


@pytest.fixture
def house(make_organisation: MakeOrganisation, make_person: MakePerson, roles: dict[str, Role]) -> House:  # noqa: F811
    ecology = make_organisation("区生态环境局")
    head = make_person("juzhang", ecology, post_roles=(roles["部门"],))
    Post.objects.filter(organisation=ecology).update(title="局长", position=0)
    clerk = make_person("zhuanyuan", ecology, post_roles=(roles["部门"],))
    Post.objects.filter(holdings__person__user=clerk).update(title="双碳专员", position=1)
    return House(
        chain=load_chains(),
        ecology=ecology,
        clerk=clerk,
        head=head,
        coordinator=make_person("tongchou", granted=(roles["统筹"],)),
        leader=make_person("lingdao", granted=(roles["领导"],)),
    )


def started(house: House, key: str = "test.thing:1", due: Day = DUE, on: Day = BEFORE, **more: Any) -> Clock:
    """A clock of the clerk's, started before anything comes up."""
    given: dict[str, Any] = {
        "title": "建设充电桩",
        "link": "/things/1/",
        "organisation": house.ecology,
        "handler": house.clerk,
        "chain": house.chain,
        "office": "workflow.review_coordination",
    }
    return start_clock(key, due_on=due, on=on, **given | more)


def levels_of(clock: Clock) -> list[tuple[int, Day, list[str]]]:
    """Each level with the day on which it came up, and whom it told."""
    rows = Escalation.objects.filter(clock=clock).order_by("pk")
    return [(each.order, each.on, [told["name"] for told in each.told]) for each in rows]


def subjects(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))
