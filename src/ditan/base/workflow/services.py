"""All writes to job rows. Each is one statement that names the state it starts from, so two workers cannot both win."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.workflow.jobs import handler_of
from ditan.base.workflow.models import Job, JobState

STALE_AFTER = timedelta(seconds=30)
"""A running job without a heartbeat for this long has lost its worker. A worker beats every three seconds, and one
SQLite write may wait up to twenty."""


class Closing(Protocol):
    """`fail` or `retry_or_fail`."""

    def __call__(self, job: Job, *, error: str) -> None: ...


class JobTaken(Exception):
    """The job is no longer held by this worker: it was swept, cancelled, or deleted."""


def enqueue(
    kind: str, payload: dict[str, Any], user: User | AnonymousUser | None = None, *, max_attempts: int = 3
) -> Job:
    """Store a job for the next free worker. Inside a transaction it becomes visible when that commits."""
    handler_of(kind)
    created_by = user if isinstance(user, User) else None
    return Job.objects.create(kind=kind, payload=payload, created_by=created_by, max_attempts=max_attempts)


def claim(*, worker: str) -> Job | None:
    """Take the oldest queued job for this worker, or None when nothing waits."""
    while waiting := Job.objects.filter(state=JobState.QUEUED).order_by("id").values_list("id", flat=True).first():
        now = timezone.now()
        won = Job.objects.filter(pk=waiting, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            progress=0.0,
            stage="",
            error="",
            started_at=now,
            heartbeat_at=now,
        )
        if won:
            return Job.objects.get(pk=waiting)
    return None


def report(job: Job, *, progress: float, stage: str) -> None:
    """Store how far a running job has come; counts as a heartbeat."""
    share = min(max(progress, 0.0), 1.0)
    _update_held(job, progress=share, stage=stage[:200], heartbeat_at=timezone.now())
    job.progress, job.stage = share, stage[:200]


def beat(job: Job) -> None:
    """Say that the worker is alive."""
    _update_held(job, heartbeat_at=timezone.now())


def finish(job: Job, *, result: dict[str, Any]) -> None:
    """Close a job with its result."""
    _update_held(job, state=JobState.DONE, progress=1.0, result=result, worker="", finished_at=timezone.now())
    job.refresh_from_db()


def fail(job: Job, *, error: str) -> None:
    """Close a job for good with the text that its owner will read."""
    _update_held(job, state=JobState.FAILED, error=error, worker="", finished_at=timezone.now())
    job.refresh_from_db()


def retry_or_fail(job: Job, *, error: str) -> None:
    """After an unexpected error: queue again while attempts are left, otherwise fail."""
    if job.attempts >= job.max_attempts:
        fail(job, error=error)
    else:
        _update_held(job, state=JobState.QUEUED, error=error, worker="")
        job.refresh_from_db()


def release(job: Job) -> None:
    """Give a job back unfinished, because the worker was told to stop. It does not count as an attempt."""
    _update_held(job, state=JobState.QUEUED, worker="", attempts=F("attempts") - 1)
    job.refresh_from_db()


@transaction.atomic
def cancel(job: Job, *, user: User | None = None) -> bool:
    """Close an open job on somebody's wish; False where it had already ended."""
    open_states = (JobState.QUEUED, JobState.RUNNING)
    closed = Job.objects.filter(pk=job.pk, state__in=open_states).update(
        state=JobState.CANCELLED, worker="", finished_at=timezone.now()
    )
    if closed:
        record(
            act="workflow.job_cancelled",
            user=user or job.created_by,
            target_kind="workflow.job",
            target_key=job.pk,
            target_name=job.kind,
            before={"state": job.state},
            after={"state": JobState.CANCELLED.value},
        )
    job.refresh_from_db()
    return bool(closed)


def sweep(*, stale_after: timedelta = STALE_AFTER) -> tuple[int, int]:
    """Take running jobs from workers that went silent.

    Returns how many were queued again and how many were failed because their attempts are used up.
    """
    now = timezone.now()
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=now - stale_after)
    failed = silent.filter(attempts__gte=F("max_attempts")).update(
        state=JobState.FAILED,
        worker="",
        finished_at=now,
        error=_("后台进程在执行中多次异常退出，任务未完成。请检查文件后重新提交。"),
    )
    queued = silent.filter(attempts__lt=F("max_attempts")).update(state=JobState.QUEUED, worker="")
    return queued, failed


def _update_held(job: Job, **values: Any) -> None:
    held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)
    if not held.update(**values):
        raise JobTaken(f"job {job.pk} is no longer held by {job.worker!r}, attempt {job.attempts}")
