"""The log rows of the directory, each written in the transaction of its act."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import models

from ditan.base.audit.services import record


def log(
    act: str,
    user: User,
    kind: str,
    found: models.Model | str,
    *,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> None:
    """An act on a row, or on what is known by a name alone."""
    record(
        act=f"directory.{act}",
        user=user,
        target_kind=kind,
        target_key=found.pk if isinstance(found, models.Model) else found,
        target_name=str(found),
        before=before,
        after=after,
        detail=reason,
    )
