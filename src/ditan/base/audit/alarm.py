"""The alarm: whoever may verify the log is told of what a verification found, and of a sealer that does not seal.

The message centre stands above the log and is reached by its name, as roles are: the log imports neither.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from ditan.base.audit.models import Entry, Verification
from ditan.base.audit.selectors.state import sealed_until

NOTIFY = "ditan.base.notices.services.notify"
CHAIN_URL = "/audit/chain/"
UNSOUND = "audit.log_unsound"
UNSEALED = "audit.log_unsealed"
SEALED_WITHIN = timedelta(hours=1)
"""A row that is not sealed after this time says that the sealer does not run."""


def tell_of(verification: Verification) -> int:
    """Tell the audit administrators once of a verification that found something."""
    if verification.sound:
        return 0
    context = {"number": len(verification.findings), "at": timezone.localtime(verification.finished_at)}
    context["at"] = f"{context['at']:%Y-%m-%d %H:%M}"
    return _notify(UNSOUND, f"verification-{verification.pk}", context)


def tell_of_unsealed() -> int:
    """Tell them once a day of rows that have waited too long for their seal."""
    now = timezone.now()
    oldest = Entry.objects.filter(pk__gt=sealed_until()).order_by("pk").values_list("at", flat=True).first()
    if oldest is None or oldest > now - SEALED_WITHIN:
        return 0
    day = timezone.localtime(now)
    return _notify(UNSEALED, f"{day:%Y-%m-%d}", {"since": f"{timezone.localtime(oldest):%Y-%m-%d %H:%M}"})


def _notify(kind: str, key: str, context: dict[str, Any]) -> int:
    notify = import_string(NOTIFY)
    return int(notify(kind=kind, to=auditors(), context=context, key=key, link=CHAIN_URL))


def auditors() -> list[Any]:
    """The accounts that may verify the log today, by a role of theirs or on their own.

    The rows say who may hold it; each account is then asked, because a role may have ended.
    """
    permission = Permission.objects.filter(content_type__app_label="audit", codename="verify_log")
    candidates = (
        Q(user_permissions__in=permission)
        | Q(grants__role__permissions__in=permission)
        | Q(person__holdings__post__roles_of_post__role__permissions__in=permission)
    )
    users = get_user_model()._default_manager.filter(candidates, is_active=True).distinct()
    return [user for user in users if user.has_perm("audit.verify_log")]
