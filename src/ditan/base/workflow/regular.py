"""Work that comes up by itself: every minute, every day. A worker that sweeps queues what is due.

    regularly("seal_log", every=timedelta(minutes=1))

At most one job of such a kind waits or runs. Of those that ended well, only the last is kept as a row; those that failed
stay.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from ditan.base.workflow.jobs import known_kinds
from ditan.base.workflow.models import OPEN_STATES, Job, JobState
from ditan.base.workflow.services import enqueue

_every: dict[str, timedelta] = {}


def regularly(kind: str, *, every: timedelta) -> None:
    """Announce that a job of this kind is due whenever so much time has gone by since the last was queued."""
    _every[kind] = every


def enqueue_due() -> list[str]:
    """Queue what is due; gives the kinds. Two workers may queue the same once: such jobs do no harm twice."""
    kinds = set(_every) & set(known_kinds())
    if not kinds:
        return []
    rows = Job.objects.filter(kind__in=kinds)
    last = dict(rows.order_by().values_list("kind").annotate(Max("created_at")))
    waiting = set(rows.filter(state__in=OPEN_STATES).order_by().values_list("kind", flat=True))
    now = timezone.now()
    due = [kind for kind in sorted(kinds - waiting) if kind not in last or last[kind] <= now - _every[kind]]
    for kind in due:
        Job.objects.filter(kind=kind, state=JobState.DONE, created_by=None).delete()
        enqueue(kind, {})
    return due
