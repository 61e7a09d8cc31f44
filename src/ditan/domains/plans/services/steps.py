"""The history of a tracked target: one line for each act on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.domains.plans.models import TargetStep, TrackedTarget
from ditan.domains.plans.services.decisions import name_of


def step(
    tracked: TrackedTarget,
    act: str,
    user: User | None,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> TargetStep:
    """Write a line of the history."""
    return TargetStep.objects.create(
        tracked=tracked,
        step=act,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        reason=reason.strip()[:400],
        by_id=getattr(user, "pk", None),
        by_name=name_of(user) if user is not None else "",
        at=timezone.now(),
    )
