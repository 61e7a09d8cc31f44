"""Default deny: what no domain declares is refused to everybody, and what is declared opens with its permission.

The gate stands before every view and operation, so that one that forgets to ask is shut all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja.operation import Operation

from ditan.base.access.declared import declared_access
from ditan.base.access.errors import NotAllowed
from ditan.base.audit.services import record_apart
from ditan.base.declaration import ANYBODY, SIGNED_IN, Access, lacking

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class DeclaredAccess:
    """The gate before pages. It stands behind the log-in: whoever is not signed in has been sent there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Let through, or refuse with 403 in a row of its own. Operations have a gate behind their own log-in."""
        match = request.resolver_match
        if match is None or getattr(view, "operations", None):
            return
        try:
            name = match.view_name or match.route
            check(request.user, name, declared_access().get(name), request.method or "GET")
        except NotAllowed as refused:
            raise PermissionDenied(refused.message) from None


def check(user: Any, name: str, access: Access | None, method: str) -> None:
    """Refuse, and record the refusal, where this address or operation does not open for the user."""
    if access is not None:
        wanted = access.asks(method)
        if wanted == ANYBODY or (user.is_authenticated and (wanted == SIGNED_IN or user.has_perm(wanted))):
            return
        message = lacking(wanted)
    else:
        message = _("地址“%(name)s”没有声明访问权限，一律拒绝；请联系平台维护人员。") % {"name": name}
    record_apart(
        act="access.refused", user=user, target_kind="address", target_key=name[:64], target_name=name, detail=message
    )
    raise NotAllowed(message)


def guard(operation: Operation, name: str, access: Access | None) -> None:
    """Put the gate behind each of the operation's log-ins; one that asks for none must be declared for anybody."""
    method = operation.methods[0]

    def behind(log_in: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
        def both(request: HttpRequest) -> Any:
            who = log_in(request)
            if who:
                check(request.user, name, access, method)
            return who

        return both

    log_ins = operation.auth_callbacks or [_nobody_asked]
    operation.auth_callbacks = [behind(each) for each in log_ins]


def _nobody_asked(request: HttpRequest) -> bool:
    """Stands for the log-in of an operation that asks for none."""
    return True
