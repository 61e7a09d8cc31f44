"""Marking messages as read."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from ditan.base.notices.models import Notice
from ditan.base.notices.selectors import get_notice, list_notices


@transaction.atomic
def mark_read(*, user: User | AnonymousUser, pk: int) -> Notice:
    """Mark one message of the user's own; the time of the first reading stays."""
    notice = get_notice(user, pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, user: User | AnonymousUser, kind: str = "") -> int:
    """Mark every unread message of the user's own (of this kind, if one is named); gives how many there were."""
    rows = list_notices(user).order_by().filter(read_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.update(read_at=timezone.now())
