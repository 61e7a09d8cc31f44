"""Accounts whose duty waits to be released, for those who release them; and what the owner is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ditan.base.access.administration import duty_on_paper
from ditan.base.access.held import waiting_duty
from ditan.base.access.models import PROTECTED, Duty, Withheld
from ditan.base.accounts.permissions import RELEASE
from ditan.base.accounts.services.releasing import ENABLED, FACTOR, MADE, PLACED, RESET, release_code
from ditan.base.declaration import may

WHY: dict[str, str | Promise] = {
    MADE: _("新增账号"),
    RESET: _("重置密码"),
    FACTOR: _("移除动态口令"),
    ENABLED: _("重新启用"),
    PLACED: _("登记任职"),
}
"""What the system administrator did."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An account whose duty waits. `changed` says whether its owner has set a password of her own since."""

    user: User
    duty: str
    why: str | Promise
    since: datetime
    by: str
    changed: bool


@dataclass(frozen=True, slots=True)
class OwnWaiting:
    """What the owner of such an account is shown on every page."""

    duty: str
    code: str


def waiting_accounts(user: Any) -> list[Waiting]:
    """The accounts that this user may release, the longest waiting first; never her own."""
    if not may(user, RELEASE):
        return []
    rows = Withheld.objects.filter(user__is_active=True).exclude(user=user.pk).filter(_on_paper())
    rows = rows.select_related("user__account", "user__person").order_by("since", "pk").distinct()
    found = ((row, duty_on_paper(row.user)) for row in rows[:200])
    return [
        Waiting(
            row.user,
            str(Duty(duty).label),
            WHY.get(row.why, row.why),
            row.since,
            row.by,
            changed=not getattr(getattr(row.user, "account", None), "must_change", False),
        )
        for row, duty in found
        if duty
    ]


def _on_paper() -> Q:
    """A first cut in the database: a role of these duties on the account or on a post that its person has held."""
    by_post = Q(user__person__holdings__post__roles_of_post__role__administrator__in=PROTECTED)
    return by_post | Q(user__grants__role__administrator__in=PROTECTED)


def waiting_count(user: Any) -> int:
    """How many wait, for the menu."""
    return len(waiting_accounts(user))


def own_waiting(user: Any) -> OwnWaiting | None:
    """The duty of this account that waits, and the code that its owner tells; None where nothing waits."""
    duty = waiting_duty(user) if getattr(user, "is_authenticated", False) else ""
    row = Withheld.objects.filter(user=user.pk).first() if duty else None
    return OwnWaiting(str(Duty(duty).label), release_code(user, row)) if row is not None else None
