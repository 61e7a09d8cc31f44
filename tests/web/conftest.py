"""What the tests of pages share: signed-in browsers for four kinds of people, and a small plan to look at."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.services import confirm_item
from tests.domains.plans.conftest import (  # noqa: F401 - fixtures
    coordinator,
    make_plan,
    outsider,
    plan,
    reader,
    reviewer,
    upload_folder,
    visitor,
)
from tests.fresh_code import signed_in


@pytest.fixture
def office(coordinator: User) -> Client:  # noqa: F811
    """The coordinating office's browser: may do everything with plans."""
    return signed_in(coordinator)


@pytest.fixture
def desk(reviewer: User) -> Client:  # noqa: F811
    """A reviewer's browser: may see plans and decide on items, and nothing else."""
    return signed_in(reviewer)


@pytest.fixture
def guest(reader: User) -> Client:  # noqa: F811
    """The browser of somebody who may see plans and nothing else."""
    return signed_in(reader)


@pytest.fixture
def stranger(outsider: User) -> Client:  # noqa: F811
    """The browser of somebody who is signed in and may not see plans."""
    return signed_in(outsider)


@pytest.fixture
def booked(plan: PlanDocument, coordinator: User) -> PlanDocument:  # noqa: F811
    """The minimal plan with every item in the books."""
    from ditan.domains.plans.selectors import review_items

    for item in review_items(coordinator, plan.pk):
        confirm_item(user=coordinator, kind=item.kind, pk=item.pk, version=item.version)
    return plan


def text_of(response: object) -> str:
    """A page's HTML."""
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]
