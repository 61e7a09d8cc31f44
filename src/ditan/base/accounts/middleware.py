"""What every request of a signed-in person is asked before it goes on: is the session good, is something due first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.access.declared import declared_access
from ditan.base.accounts.clients import agent_of, digest
from ditan.base.accounts.due import due
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.policy import controls
from ditan.base.accounts.second_factor import require_second_factor
from ditan.base.accounts.services import sessions
from ditan.base.audit.services import record_apart
from ditan.core.security.sessions import Verdict, verdict

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ALWAYS_OPEN = frozenset(
    {"login", "login_code", "logout", "password_change", "set_language", "incompatible", "accounts:enrol", "setup"}
)
"""Where somebody may go who has yet to change a password or enrol a telephone."""


class AccountSessions:
    """Ends sessions that are over, older, moved to another browser or of an unknown age; says what is due first.

    Stands after the messages, since it leaves one on the log-in page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY not in request.session or not request.user.is_authenticated:
            return self.get_response(request)
        state = AccountState.objects.filter(user_id=request.user.pk).first()
        why = fault_of(request, state, timezone.now())
        if why:
            return self._ended(request, why)
        assert state is not None
        if state.rotate:
            sessions.renew(request=request, user=request.user, state=state)
        if request.headers.get("X-Ditan-Poll") != "1":
            sessions.touch(state=state, now=timezone.now())
        address = due(request, state)
        if address and _name_of(request) not in ALWAYS_OPEN:
            return _led(request, address)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Ask for a fresh one-time code where the address is declared so. The gate of permissions has been passed.

        An operation asks whoever calls it: a token has no session in which a code could have been given.
        """
        declared = declared_access()
        asking = any(name in declared and declared[name].second_factor for name in _asked_for(request, view))
        return require_second_factor(request) if asking else None

    def _ended(self, request: HttpRequest, why: str) -> HttpResponseBase:
        """Sign out, say why on the log-in page, and go on as a visitor: the page decides what visitors get."""
        record_apart(
            act="accounts.session_refused",
            user=request.user,
            target_kind="account",
            target_key=request.user.pk,
            target_name=request.user.get_username(),
            detail=why,
        )
        logout(request)
        messages.warning(request, why)
        return self.get_response(request)


def fault_of(request: HttpRequest, state: AccountState | None, now: datetime) -> str:
    """Why this session ends, in words for its owner; empty where it goes on."""
    session = request.session
    if state is None or sessions.TOKEN not in session:
        return _("登录方式已更新，请重新登录。")
    if digest(session[sessions.TOKEN]) != state.session_token:
        return _elsewhere(state)
    if session.get(sessions.AGENT) != digest(agent_of(request)):
        return _("会话与登录时的浏览器不一致，已退出；请重新登录。")
    administrator = bool(session.get(sessions.ADMINISTRATOR))
    started = datetime.fromtimestamp(session[sessions.STARTED], UTC)
    found = verdict(started, state.last_seen or started, now, controls(), administrator=administrator)
    figures = controls()
    idle = figures.administrator_idle_minutes if administrator else figures.idle_minutes
    return {
        Verdict.GOOD: "",
        Verdict.IDLE: _("超过 %(minutes)s 分钟没有操作，已自动退出；请重新登录。") % {"minutes": idle},
        Verdict.OLD: _("登录已满 %(hours)s 小时，请重新登录。") % {"hours": figures.session_hours},
        Verdict.CLOCK: _("服务器时间有变动，请重新登录。"),
    }[found]


def _elsewhere(state: AccountState) -> str:
    if not state.session_token or state.session_started_at is None:
        return _("登录已被结束（密码重置、账号停用或在别处退出），请重新登录。")
    when = timezone.localtime(state.session_started_at).strftime("%Y-%m-%d %H:%M")
    return _("您的账号于 %(when)s 在另一处（%(address)s）登录，此处已退出。若不是本人操作，请立即修改密码。") % {
        "when": when,
        "address": state.session_address or "—",
    }


def _asked_for(request: HttpRequest, view: Any) -> tuple[str, ...]:
    """The names under which this address, or this operation, is declared."""
    operations: dict[str, str] | None = getattr(view, "operations", None)
    if operations:
        return tuple(name for name, method in operations.items() if method == request.method)
    match = request.resolver_match
    return (match.view_name or match.route,) if match else ()


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _led(request: HttpRequest, name: str) -> HttpResponseBase:
    """Lead a person to the page that is due; tell a program what is missing."""
    if request.path.startswith("/api/"):
        text = _("须先修改密码，才能使用接口。") if name == "password_change" else _("须先登记动态口令，才能使用接口。")
        return JsonResponse({"error": {"code": f"{name}_due", "message": text, "details": {}}}, status=403)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(name)})
    return HttpResponseRedirect(reverse(name))
