"""A reading in the library: what is stored, and what a later reading leaves alone."""

from __future__ import annotations

import pytest

from ditan.domains.plans.kinds import content_of
from ditan.domains.plans.models import Indicator, Measure, PlanDocument, Project, Target

pytestmark = pytest.mark.django_db


def test_every_item_of_a_draft_is_stored_as_a_proposal(plan: PlanDocument) -> None:
    assert Indicator.objects.filter(plan=plan, state="proposed").count() == 2
    assert Target.objects.filter(plan=plan, state="proposed").count() == 2
    assert Measure.objects.filter(plan=plan, form="measure").count() == 1
    assert Measure.objects.filter(plan=plan, form="task").count() == 1
    assert Project.objects.filter(plan=plan).count() == 1
