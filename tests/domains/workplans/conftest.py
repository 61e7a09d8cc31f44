"""A plan of a district whose year is taken into a work plan, and the office that draws it up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User

from ditan.base.directory.models import Organisation
from ditan.domains.plans.models import Measure, PlanDocument, Project
from ditan.domains.workplans.models import WorkPlan
from ditan.domains.workplans.services import make_workplan
from tests.base.access.conftest import make_person as make_person
from tests.domains.plans.conftest import make_plan as make_plan
from tests.domains.plans.conftest import upload_folder as upload_folder
from tests.domains.plans.followed import END, NOW, catalogue, follow_all, issued_draft

YEAR = NOW


@pytest.fixture
def coordinator(db: None) -> User:
    """The coordinating office: everything with plans and work plans."""
    user = User.objects.create_user("coordinator", first_name="敏", last_name="统筹")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["plans", "workplans"]))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def bureau(db: None) -> Organisation:
    """The department that answers for the forest cover."""
    made = Organisation.objects.create(name="铜山区林业局", short_name="区林业局", kind="department")
    made.path = f"{made.pk:08d}"
    made.save()
    return made


@pytest.fixture
def plan(make_plan: Any, coordinator: User, upload_folder: Path) -> PlanDocument:
    """An issued plan around this year, its items booked and its targets followed."""
    catalogue()
    made: PlanDocument = make_plan(issued_draft())
    follow_all(coordinator, made)
    Measure.objects.filter(plan=made).update(due_year=END)
    Project.objects.filter(plan=made).update(due_year=YEAR)
    return made


@pytest.fixture
def workplan(plan: PlanDocument, coordinator: User, bureau: Organisation) -> WorkPlan:
    """This year's work plan, taken from that plan."""
    return make_workplan(user=coordinator, year=YEAR, plans=[plan.pk])
