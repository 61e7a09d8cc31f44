"""Accounts as the system administrator sees them: never a password, never business data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from ditan.base.accounts.models import Failures, TotpDevice
from ditan.base.accounts.permissions import VIEW
from ditan.base.accounts.policy import controls
from ditan.base.declaration import may
from ditan.base.searching import holding
from ditan.core.security.lockout import minutes

IN_USE, DISABLED, LOCKED, MUST_CHANGE, NEVER = "in_use", "disabled", "locked", "must_change", "never"


@dataclass(frozen=True, slots=True)
class AccountFilters:
    """What the search area asks for."""

    q: str = ""
    state: str = ""


def list_accounts(user: Any, filters: AccountFilters) -> QuerySet[User]:
    """Accounts by name, each with `locked_at`, `has_factor` and its state; none without the permission."""
    if not may(user, VIEW):
        return User.objects.none()
    rows = User.objects.select_related("account", "person").order_by("username")
    own = Failures.objects.filter(
        kind=Failures.Kind.ACCOUNT,
        key=Concat(Value("user:"), Cast(OuterRef("pk"), CharField())),
        locked_at__gt=timezone.now() - timedelta(minutes=controls().lock_minutes),
    )
    rows = rows.annotate(
        locked_at=Subquery(own.values("locked_at")[:1]),
        has_factor=Exists(TotpDevice.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)),
    )
    if filters.q:
        rows = rows.filter(holding(filters.q.strip(), "username", "person__name", "last_name", "first_name"))
    return _in_state(rows, filters.state)


def _in_state(rows: QuerySet[User], state: str) -> QuerySet[User]:
    wanted = {
        IN_USE: Q(is_active=True),
        DISABLED: Q(is_active=False),
        LOCKED: Q(locked_at__isnull=False),
        MUST_CHANGE: Q(account__must_change=True),
        NEVER: Q(last_login__isnull=True),
    }
    return rows.filter(wanted[state]) if state in wanted else rows


def get_account(user: Any, pk: int) -> User:
    """One account; `User.DoesNotExist` without the permission."""
    return list_accounts(user, AccountFilters()).get(pk=pk)


@dataclass(frozen=True, slots=True)
class LockedAddress:
    """An address that is locked: since when, and for how many minutes yet."""

    key: str
    since: datetime
    minutes: int
    refused: int


def locked_addresses(user: Any) -> list[LockedAddress]:
    """Addresses that are locked now, the latest first; at most a hundred."""
    if not may(user, VIEW):
        return []
    now, length = timezone.now(), timedelta(minutes=controls().lock_minutes)
    rows = Failures.objects.filter(kind=Failures.Kind.ADDRESS, locked_at__gt=now - length).order_by("-locked_at")
    return [
        LockedAddress(row.key, row.locked_at, minutes(length - (now - row.locked_at)), row.refused)
        for row in rows[:100]
        if row.locked_at is not None
    ]
