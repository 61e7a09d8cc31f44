"""Enrolling a telephone, taking it away, and giving a code before an export."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ditan.base.accounts import services
from ditan.base.accounts.due import has_factor
from ditan.base.accounts.errors import AccountError
from ditan.base.accounts.services.sessions import FACTOR
from ditan.base.answers import acting, own_named, safe_next
from ditan.base.asking import user_of
from ditan.core.security.codes import address


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """The picture for the telephone, and the field for its first code."""
    if has_factor(request):
        return HttpResponseRedirect(reverse("accounts:me"))
    fault = ""
    if request.method == "POST":
        try:
            services.confirm_totp(user=user_of(request), code=request.POST.get("code", ""))
        except AccountError as error:
            fault = error.message
        else:
            return _given(request, _("动态口令已启用，下次登录时需要输入。"))
    secret = services.enrol_totp(user=user_of(request))
    picture = segno.make(address(secret, request.user.get_username()), error="m")
    svg = mark_safe(picture.svg_inline(scale=4, border=2))  # noqa: S308 - drawn here, from our own text
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"picture": svg, "secret": groups, "fault": fault, "next": safe_next(request)}
    return render(request, "accounts/enrol.html", context)


@require_POST
@acting("accounts:me")
def remove(request: HttpRequest) -> HttpResponse:
    """Take one's own telephone away with a last code of it."""
    services.remove_totp(user=user_of(request), of=user_of(request), code=request.POST.get("code", ""))
    request.session.pop(FACTOR, None)
    messages.success(request, _("动态口令已移除。"))
    return HttpResponseRedirect(reverse("accounts:me"))


@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """A fresh code, then back to what was asked for."""
    fault = ""
    if request.method == "POST":
        try:
            services.check_second(request=request, user=user_of(request), code=request.POST.get("code", ""))
        except AccountError as error:
            fault = error.message
        else:
            return _let_through(request)
    asked = {"fault": fault, "next": safe_next(request), "back": own_named(request, "back")}
    return render(request, "accounts/step_up.html", asked)


def _let_through(request: HttpRequest) -> HttpResponse:
    """On to what was asked for. A file leaves the browser where it is, so it is fetched from a page that says so."""
    file, back = safe_next(request), own_named(request, "back")
    if not (file and back):
        return _given(request, _("验证通过，请继续。"))
    request.session[FACTOR] = timezone.now().timestamp()
    return render(request, "accounts/stepped_up.html", {"file": file, "back": back})


def _given(request: HttpRequest, text: str) -> HttpResponse:
    request.session[FACTOR] = timezone.now().timestamp()
    messages.success(request, text)
    return HttpResponseRedirect(safe_next(request) or reverse("accounts:me"))
