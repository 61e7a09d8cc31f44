"""What tests of the log share: folders of their own, people, and a log with a few rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction

from ditan.base.audit import triggers
from ditan.base.audit.models import Entry
from ditan.base.audit.services import record

Write = Callable[..., list[Entry]]


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    """Anchors, archives and uploads of a test lie in its own folder."""
    settings.ANCHOR_DIR = tmp_path / "anchors"
    settings.ARCHIVE_DIR = tmp_path / "archive"
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def auditor(db: None) -> User:
    """Who reads, exports and verifies the log."""
    user = User.objects.create_user("auditor", last_name="审", first_name="计")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="audit"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def clerk(db: None) -> User:
    """Who holds no permission."""
    return User.objects.create_user("clerk", last_name="王", first_name="芳")


@pytest.fixture
def write(db: None) -> Write:
    """Write so many rows."""

    def rows(number: int = 1, **told: Any) -> list[Entry]:
        with transaction.atomic():
            return [
                record(**{"act": "test.thing_done", "target_name": f"第{each}件", "after": {"n": each}, **told})
                for each in range(1, number + 1)
            ]

    return rows


def by_sql(text: str, *values: object) -> None:
    """Change the log as somebody with the database's password would, its triggers dropped."""
    with triggers.lifted(connection), connection.cursor() as cursor:
        cursor.execute(text, values)
