"""What the tests of evaluations share: somebody of the coordinating office, others, and an issued plan that is followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User

from ditan.domains.evaluation.models import Evaluation
from ditan.domains.evaluation.services import make_evaluation
from ditan.domains.plans.models import PlanDocument
from tests.domains.plans.conftest import MakePlan, make_plan  # noqa: F401 - a fixture
from tests.domains.plans.followed import LAST, catalogue, follow_all, issued_draft

APPS = ("plans", "projects", "evaluation", "supervision", "assessment")


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path: Path) -> None:
    """Files of a test lie in its own folder."""
    settings.UPLOAD_DIR, settings.DOWNLOAD_DIR = tmp_path / "uploads", tmp_path / "downloads"


@pytest.fixture
def coordinator(db: None) -> User:
    """May do everything with plans and evaluations, and reaches all data."""
    user = User.objects.create_user("coordinator", first_name="敏", last_name="统筹")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=APPS))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def plan(make_plan: MakePlan, coordinator: User) -> PlanDocument:  # noqa: F811 - the fixture
    """The small plan, issued, its items confirmed and its targets followed."""
    catalogue()
    stored = make_plan(issued_draft())
    follow_all(coordinator, stored)
    return stored


@pytest.fixture
def draft(plan: PlanDocument, coordinator: User) -> Evaluation:
    """An annual evaluation of last year."""
    return make_evaluation(user=coordinator, plan=plan.pk, kind="annual", year=LAST)
