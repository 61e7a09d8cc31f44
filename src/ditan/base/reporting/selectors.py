"""All reads of the download centre: everybody sees her own."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from ditan.base.reporting.models import Download
from ditan.base.workflow.models import OPEN_STATES

Visitor = User | AnonymousUser


def list_downloads(user: Visitor) -> QuerySet[Download]:
    """The user's own downloads, the newest first. A superuser sees no more than that."""
    if not user.is_authenticated:
        return Download.objects.none()
    return Download.objects.filter(user_id=user.pk).select_related("job")


def get_download(user: Visitor, pk: int) -> Download:
    """One of the user's own; `Download.DoesNotExist` for anybody else's."""
    return list_downloads(user).get(pk=pk)


def open_downloads(user: Visitor) -> int:
    """How many are still to come."""
    return list_downloads(user).filter(finished_at__isnull=True, job__state__in=OPEN_STATES).count()
