"""Asking for a verification: a background job, one at a time."""

from __future__ import annotations

from typing import Any

from ditan.base.audit.permissions import VERIFY, require
from ditan.base.workflow.models import OPEN_STATES, Job
from ditan.base.workflow.services import enqueue

VERIFY_JOB = "verify_log"


def ask_for_verification(*, user: Any) -> Job:
    """Queue a verification; the one that this user has already asked for and that has not ended is given again."""
    require(user, VERIFY)
    waiting = Job.objects.filter(kind=VERIFY_JOB, created_by=user, state__in=OPEN_STATES).first()
    return waiting or enqueue(VERIFY_JOB, {}, user)
