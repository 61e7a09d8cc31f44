"""The one session of an account: begun at log-in, written down, ended by a newer one."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ditan.base.accounts.clients import address_of, agent_of, digest
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.permissions import is_administrator
from ditan.base.accounts.services.passwords import state_of
from ditan.base.notices.services import notify

TOKEN = "session_token"  # noqa: S105 - the name under which it stands
STARTED = "session_started"
AGENT = "session_agent"
ADMINISTRATOR = "session_administrator"
FACTOR = "second_factor_at"

WRITE_EVERY = timedelta(seconds=60)
"""How exactly the last use is known: writing it at every request would make every reader a writer."""


def begin(*, request: HttpRequest, user: Any) -> None:
    """Bind the session that a log-in has just made to this browser, and make it the account's only one."""
    now, token = timezone.now(), secrets.token_urlsafe(24)
    session = request.session
    session[TOKEN], session[STARTED] = token, now.timestamp()
    session[AGENT], session[ADMINISTRATOR] = digest(agent_of(request)), is_administrator(user)
    with transaction.atomic():
        state = state_of(user)
        if _goes_on(state, now):
            _tell_the_older(user, now, address_of(request))
        state.session_token, state.session_started_at, state.last_seen = digest(token), now, now
        state.session_address, state.session_agent = address_of(request)[:64], agent_of(request)
        state.rotate = False
        state.save()


def end(*, user: Any, session: SessionBase) -> None:
    """The person leaves: the account has no session any more, unless a newer one is open elsewhere."""
    AccountState.objects.filter(user_id=user.pk, session_token=digest(session.get(TOKEN, ""))).update(session_token="")


def touch(*, state: AccountState, now: datetime) -> None:
    """Write down that the account is in use, once a minute."""
    if state.last_seen is None or not (timedelta() <= now - state.last_seen < WRITE_EVERY):
        AccountState.objects.filter(pk=state.pk).update(last_seen=now)


def renew(*, request: HttpRequest, user: Any, state: AccountState) -> None:
    """After a change of privileges: a new key for the session, and its idle time by what the person is now."""
    request.session.cycle_key()
    request.session[ADMINISTRATOR] = is_administrator(user)
    AccountState.objects.filter(pk=state.pk).update(rotate=False)


def privileges_changed(*, users: Any) -> None:
    """Ask for a new session key on the next request of these accounts."""
    AccountState.objects.filter(user__in=users).update(rotate=True)


def _goes_on(state: AccountState, now: datetime) -> bool:
    """Whether an older session may still be open somewhere."""
    from ditan.base.accounts.policy import controls

    recent = timedelta(minutes=controls().idle_minutes)
    return bool(state.session_token) and state.last_seen is not None and now - state.last_seen < recent


def _tell_the_older(user: Any, now: datetime, address: str) -> None:
    context = {"when": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"), "address": address or "—"}
    notify(kind="accounts.signed_in_elsewhere", to=[user], context=context, key=f"{user.pk}:{now.timestamp():.3f}")
