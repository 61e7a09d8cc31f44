"""What a signed-in person has to do before anything else: set a new password, or enrol a telephone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ditan.base.accounts.models import AccountState, TotpDevice
from ditan.base.accounts.policy import controls
from ditan.base.accounts.services import sessions
from ditan.base.asking import user_of
from ditan.core.security.passwords import expired


def due(request: HttpRequest, state: AccountState) -> str:
    """The name of the page that is due, or nothing."""
    if password_due(request, state):
        return "password_change"
    if request.session.get(sessions.ADMINISTRATOR) and not in_trial() and not has_factor(request):
        return "accounts:enrol"
    return ""


def password_due(request: HttpRequest, state: AccountState) -> bool:
    """Whether the password has to be changed. Who signs in elsewhere has none here."""
    if not (state.must_change or expired(state.password_changed_at, timezone.now(), controls())):
        return False
    return user_of(request).has_usable_password()


def has_factor(request: HttpRequest) -> bool:
    """Whether the person has a confirmed second factor; once seen it is remembered in the session."""
    if sessions.FACTOR in request.session:
        return True
    return TotpDevice.objects.filter(user=user_of(request), confirmed_at__isnull=False).exists()


def in_trial() -> bool:
    """Whether this is a trial: what would be required is only said then."""
    return bool(settings.TRIAL_MODE)
