"""Asking for a fresh one-time code before data leaves the house.

An address asks for one where its `Access` says `second_factor=True`; the middleware enforces it, and no view has to.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ditan.base.accounts.due import has_factor, in_trial
from ditan.base.accounts.policy import controls
from ditan.base.accounts.services.sessions import FACTOR


def is_fresh(request: HttpRequest) -> bool:
    """Whether a code was given in this session within the time that the policy says."""
    given = request.session.get(FACTOR)
    if not isinstance(given, (int, float)):
        return False
    return 0 <= timezone.now().timestamp() - given < 60 * controls().factor_minutes


def require_second_factor(request: HttpRequest) -> HttpResponse | None:
    """None where a fresh code was given; else the answer that leads to where one is asked for.

    In a trial nothing is asked; a message says that a real installation would.
    """
    if is_fresh(request):
        return None
    if in_trial():
        messages.info(request, _("试用模式：正式运行时，导出前须输入动态口令。"))
        return None
    if request.path.startswith("/api/"):
        message = _("该操作须先在页面上输入动态口令；请在浏览器中完成验证后再试。")
        return JsonResponse(
            {"error": {"code": "second_factor_required", "message": message, "details": {}}}, status=403
        )
    where = reverse("accounts:step_up" if has_factor(request) else "accounts:enrol")
    return _to(request, f"{where}?{urlencode({'next': back_to(request), **_standing_on(request)})}")


def back_to(request: HttpRequest) -> str:
    """Where to go on afterwards: this address, or for a form the page on which it stands."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return own_address(request, request.headers.get("Referer", "")) or "/"


def _standing_on(request: HttpRequest) -> dict[str, str]:
    """The page on which a link to a file stands: the browser stays there when the file comes."""
    page = own_address(request, request.headers.get("Referer", "")) if request.method == "GET" else ""
    return {"back": page} if page else {}


def own_address(request: HttpRequest, address: Any) -> str:
    """The address if it is one of ours, else nothing."""
    text = str(address or "")
    own = url_has_allowed_host_and_scheme(text, {request.get_host()}, require_https=request.is_secure())
    return text if own else ""


def _to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
