"""A district: the office with two people, a leader, the housing department with a head and a clerk, and two others."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.base.directory.models import Organisation, Person, Post
from ditan.base.notices.models import Notice
from ditan.base.records.models import Metric
from ditan.domains.plans.models import PlanDocument, TargetStanding, TrackedTarget
from ditan.domains.plans.services import confirm_above
from ditan.domains.supervision.models import Kind, Matter, MatterClass, MatterStep
from ditan.domains.supervision.selectors.matters import get_matter
from ditan.domains.supervision.services import Draft, draw_up, load_classes, take_step
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)
from tests.domains.plans.conftest import stored_plan
from tests.domains.plans.drafts import minimal_draft

Day = datetime.date
START, DUE = Day(2026, 9, 1), Day(2026, 9, 30)
"""中秋 is on 25 September, 国庆 from 1 to 7 October, and 10 October is worked."""
PDF = b"%PDF-1.7 test"


class Calendar:
    """Today, as far as supervision and its clocks know."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.day = START
        patch.setattr("django.utils.timezone.localdate", lambda *_given, **_more: self.day)


@pytest.fixture
def today() -> Iterator[Calendar]:
    """1 September 2026, until a test moves it."""
    with pytest.MonkeyPatch.context() as patch:
        yield Calendar(patch)


@dataclass
class District:
    """People and places."""

    today: Calendar
    office: User
    second: User
    leader: User
    head: User
    clerk: User
    forester: User
    housing: Organisation
    forestry: Organisation
    finance: Organisation
    ordinary: MatterClass


@pytest.fixture
def district(
    today: Calendar,
    make_organisation: MakeOrganisation,  # noqa: F811
    make_person: MakePerson,  # noqa: F811
    roles: dict[str, Role],  # noqa: F811
) -> District:
    housing, forestry, finance = (make_organisation(name) for name in ("区住房城乡建委", "区林业局", "区财政局"))
    department, coordinator = roles["部门"], roles["统筹"]
    head = make_person("zhuren", housing, post_roles=(department,))
    Post.objects.filter(organisation=housing).update(title="主任", position=0)
    clerk = make_person("banshi", housing, post_roles=(department,))
    Post.objects.filter(holdings__person__user=clerk).update(title="科员", position=1)
    load_classes()
    return District(
        today=today,
        office=make_person("tongchou", granted=(coordinator,)),
        second=make_person("fuhe", granted=(coordinator,)),
        leader=make_person("quzhang", granted=(roles["领导"],)),
        head=head,
        clerk=clerk,
        forester=make_person("linye", forestry, post_roles=(department,)),
        housing=housing,
        forestry=forestry,
        finance=finance,
        ordinary=MatterClass.objects.get(shipped="ordinary"),
    )


@pytest.fixture
def plan(district: District) -> PlanDocument:
    """The small plan of the plans' own tests, read and confirmed: a measure, and a task that repeats it."""
    stored = stored_plan(minimal_draft(), district.office)
    confirm_above(user=district.office, plan=stored, confidence=0.0)
    return PlanDocument.objects.select_related("source", "region").get(pk=stored.pk)


@pytest.fixture
def make_metric_target(plan: PlanDocument) -> Callable[[str], TrackedTarget]:
    """A target of that plan for forest cover that shows this light."""

    def make(light: str) -> TrackedTarget:
        assert plan.region is not None
        metric = Metric.objects.create(code="forest_cover_test", name="森林覆盖率", unit="%")
        target = TrackedTarget.objects.create(
            plan=plan,
            indicator=plan.indicator_set.first(),
            metric=metric,
            subject=plan.region,
            name="森林覆盖率",
            year=2028,
            value=51,
        )
        TargetStanding.objects.create(
            tracked=target, situation="running", light=light, label="落后", number=48.2, period="2025", judged_on=START
        )
        return TrackedTarget.objects.select_related("standing", "metric", "plan").get(pk=target.pk)

    return make


def drafted(district: District, **changes: Any) -> Draft:
    """A matter of the housing department's; whatever is named differs."""
    given: dict[str, Any] = {
        "title": "新建充电桩2000个",
        "kind": Kind.INSTRUCTION,
        "organisation": district.housing,
        "due_on": DUE,
        "matter_class": district.ordinary,
    }
    return Draft(**given | changes)


def handed_out(district: District, **changes: Any) -> Matter:
    """Such a matter, drawn up and handed out."""
    return draw_up(user=district.office, draft=drafted(district, **changes), hand_out=True)


def fresh(user: User) -> User:
    """The account as a new request reads it."""
    return User.objects.get(pk=user.pk)


def step(user: User, matter: Matter, name: str, text: str = "", **more: Any) -> Matter:
    """Take a step, seeing what is there."""
    who = fresh(user)
    found = get_matter(who, matter.pk)
    return take_step(user=who, matter=found, step=name, version=found.version, text=text, **more)


def under_way(district: District, **changes: Any) -> Matter:
    """Such a matter, signed for and begun."""
    matter = handed_out(district, **changes)
    step(district.clerk, matter, "accept")
    return step(district.clerk, matter, "begin")


def seen(matter: Matter) -> Matter:
    return Matter.objects.select_related("organisation", "matter_class").get(pk=matter.pk)


def steps_of(matter: Matter) -> list[str]:
    return list(MatterStep.objects.filter(matter=matter).order_by("pk").values_list("step", flat=True))


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def person_of(user: User) -> Person:
    return Person.objects.get(user=user)
