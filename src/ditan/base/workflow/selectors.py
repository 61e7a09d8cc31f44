"""All reads of job rows. A person sees the jobs that they asked for; a superuser sees every job."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from ditan.base.workflow.models import OPEN_STATES, Job


def list_jobs(user: User | AnonymousUser, *, kind: str | None = None) -> QuerySet[Job]:
    """Jobs that this user may see, newest first."""
    jobs = Job.objects.select_related("created_by")
    if kind is not None:
        jobs = jobs.filter(kind=kind)
    if user.is_superuser:
        return jobs
    if not user.is_authenticated:
        return jobs.none()
    return jobs.filter(created_by_id=user.pk)


def list_open_jobs(user: User | AnonymousUser, *, kind: str | None = None) -> QuerySet[Job]:
    """Jobs of this user that still wait or run."""
    return list_jobs(user, kind=kind).filter(state__in=OPEN_STATES)


def get_job(user: User | AnonymousUser, pk: int) -> Job:
    """One job; `Job.DoesNotExist` where the user may not see it."""
    return list_jobs(user).get(pk=pk)
