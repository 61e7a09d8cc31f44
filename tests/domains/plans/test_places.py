"""A number of another room leads to the place in a plan's text from which it was read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.declaration import page_of_source
from ditan.domains.plans.models import PlanDocument

pytestmark = pytest.mark.django_db


def test_the_text_of_a_plan_opens_at_the_character(plan: PlanDocument, reader: User) -> None:
    assert page_of_source(reader, plan.source_id, 120) == f"/plans/{plan.pk}/review/?at=120"


def test_who_sees_no_plans_is_led_nowhere(plan: PlanDocument, outsider: User) -> None:
    assert page_of_source(outsider, plan.source_id, 120) == ""


def test_a_source_that_is_no_plan_has_no_page(plan: PlanDocument, reader: User) -> None:
    assert page_of_source(reader, 9_999_999, 0) == ""
