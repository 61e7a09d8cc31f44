"""What a person sees of the own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ditan.base.accounts.models import AccountState, TotpDevice
from ditan.base.accounts.policy import controls
from ditan.base.accounts.services import sessions
from ditan.base.audit.models import Entry
from ditan.core.security.passwords import expires

LOG_IN_ACTS = (
    "accounts.signed_in",
    "accounts.session_refused",
    "accounts.signed_out",
    "accounts.password_changed",
    "accounts.totp_confirmed",
    "accounts.totp_removed",
)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """State, second factor, this session and what happened lately."""

    state: AccountState
    device: TotpDevice | None
    password_ends: datetime
    recent: list[Entry]
    idle_minutes: int
    session_hours: int


def own_account(request: HttpRequest) -> OwnAccount:
    """The account of whoever asks."""
    user: Any = request.user
    state = AccountState.objects.get(user=user)
    figures = controls()
    administrator = bool(request.session.get(sessions.ADMINISTRATOR))
    return OwnAccount(
        state=state,
        device=TotpDevice.objects.filter(user=user, confirmed_at__isnull=False).first(),
        password_ends=expires(state.password_changed_at, figures),
        recent=list(Entry.objects.filter(user_key=str(user.pk), act__in=LOG_IN_ACTS).order_by("-pk")[:10]),
        idle_minutes=figures.administrator_idle_minutes if administrator else figures.idle_minutes,
        session_hours=figures.session_hours,
    )
