"""Accounts of security and audit that wait to be released."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.accounts import services
from ditan.base.accounts.permissions import RELEASE, require
from ditan.base.accounts.selectors.releasing import waiting_accounts
from ditan.base.answers import acting, answered
from ditan.base.asking import typed, user_of

LIST = "accounts:waiting"


@require_GET
@answered
def waiting(request: HttpRequest) -> HttpResponse:
    """Those that wait, each with a field for the code that its owner tells."""
    require(request.user, RELEASE)
    return render(request, "accounts/waiting.html", {"rows": waiting_accounts(request.user)})


@require_POST
@acting(LIST)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the duty of an account count."""
    require(request.user, RELEASE)
    of = User.objects.get(pk=pk)
    services.release(user=user_of(request), of=of, code=typed(request, "code"))
    messages.success(request, _("账号“%(name)s”已放行，其职责即时生效。") % {"name": of.get_username()})
    return redirect(LIST)
