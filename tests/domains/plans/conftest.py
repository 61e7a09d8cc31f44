"""What the tests of the plan library share: people of four kinds, and small plans that were read."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.utils import timezone

from ditan.base.records.services import receive_file
from ditan.core.reading.draft import Draft
from ditan.domains.plans.models import PlanDocument, PlanReading
from ditan.domains.plans.services.reading import store_reading
from tests.domains.plans.drafts import minimal_draft
from tests.domains.plans.snapshot import Snapshot, nothing_stored, put_back, take

MakePlan = Callable[..., PlanDocument]
_snapshots: dict[str, Snapshot] = {}
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uploads of a test lie in its own folder, which is made by the first of them: most tests need none."""
    settings.UPLOAD_DIR = tmp_path_factory.getbasetemp() / "uploads" / str(next(_numbers))
    return settings.UPLOAD_DIR


@pytest.fixture
def coordinator(db: None) -> User:
    """Somebody of the coordinating office: may do everything with plans."""
    user = User.objects.create_user("coordinator", first_name="敏", last_name="统筹")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="plans"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def reviewer(db: None) -> User:
    """Somebody who may see plans and decide on items, and nothing else."""
    user = User.objects.create_user("reviewer")
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_plans", "review_items"]))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def reader(db: None) -> User:
    """Somebody who may see plans and nothing else."""
    user = User.objects.create_user("reader")
    user.user_permissions.set(Permission.objects.filter(codename="view_plans"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def outsider(db: None) -> User:
    """Somebody who is signed in and may not see plans, though every other permission on them is held."""
    user = User.objects.create_user("outsider")
    others = Permission.objects.filter(content_type__app_label="plans").exclude(codename="view_plans")
    user.user_permissions.set(others)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def visitor() -> AnonymousUser:
    """Somebody who is not signed in."""
    return AnonymousUser()


def stored_plan(draft: Draft, user: User) -> PlanDocument:
    """Store a draft as a plan, as a reading does."""
    source = receive_file(name=draft.name, data=draft.text.encode(), user=user)
    reading = PlanReading.objects.create(source=source, reader_version="test")
    reading.started_at = timezone.now()
    return store_reading(reading=reading, draft=draft, user=user)


@pytest.fixture
def make_plan(coordinator: User) -> MakePlan:
    """Store a draft as a plan, as a reading does."""

    def make(draft: Draft | None = None) -> PlanDocument:
        return stored_plan(draft or minimal_draft(), coordinator)

    return make


@pytest.fixture
def plan(make_plan: MakePlan, coordinator: User) -> PlanDocument:
    """The minimal plan, stored as a reading does; where the database is still empty, by its rows."""
    if not nothing_stored():
        return make_plan()
    if "minimal" not in _snapshots:
        stored = make_plan()
        _snapshots["minimal"] = take(stored, coordinator)
        return stored
    draft = minimal_draft()
    return put_back(_snapshots["minimal"], name=draft.name, data=draft.text.encode(), user=coordinator)
