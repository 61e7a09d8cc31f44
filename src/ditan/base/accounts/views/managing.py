"""The list of accounts and what the system administrator does with a row of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.access.administration import duty_on_paper
from ditan.base.accounts import services
from ditan.base.accounts.forms import account_search
from ditan.base.accounts.permissions import MANAGE, VIEW, require
from ditan.base.accounts.selectors.accounts import get_account, list_accounts, locked_addresses
from ditan.base.answers import acting, answered, safe_next
from ditan.base.asking import user_of, wants_part
from ditan.base.declaration import may
from ditan.base.paging import paged

LIST = "accounts:list"


@answered
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts that match the search, and the addresses that are locked."""
    require(request.user, VIEW)
    filters, controls = account_search(request.GET)
    context = {
        "rows": paged(request, list_accounts(request.user, filters)),
        "controls": controls,
        "searching": any(control.value for control in controls),
        "addresses": locked_addresses(request.user),
        "may_manage": may(request.user, MANAGE),
        "here": request.path,
    }
    if wants_part(request):
        return render(request, "accounts/_list.html", context)
    return render(request, "accounts/list.html", context)


@require_POST
@acting(LIST)
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account off."""
    of = _chosen(request, pk)
    services.disable(user=user_of(request), of=of, reason=request.POST.get("reason", ""))
    return _done(request, _("账号“%(name)s”已停用。") % {"name": of.get_username()})


@require_POST
@acting(LIST)
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account on again."""
    of = _chosen(request, pk)
    services.enable(user=user_of(request), of=of)
    return _done(request, _("账号“%(name)s”已启用。") % {"name": of.get_username()})


@require_POST
@acting(LIST)
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a lock."""
    of = _chosen(request, pk)
    services.unlock(user=user_of(request), of=of)
    return _done(request, _("账号“%(name)s”已解锁。") % {"name": of.get_username()})


@require_POST
@acting(LIST)
def unlock_address(request: HttpRequest) -> HttpResponse:
    """Lift the lock of an address."""
    key = request.POST.get("key", "")[:160]
    services.unlock_address(user=user_of(request), key=key)
    return _done(request, _("地址“%(key)s”已解锁。") % {"key": key})


@require_POST
@acting(LIST)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A page with the new password, shown this once."""
    of = _chosen(request, pk)
    password = services.reset_password(user=user_of(request), of=of)
    return render(request, "accounts/reset.html", {"of": of, "password": password, "waits": duty_on_paper(of)})


@require_POST
@acting(LIST)
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lost telephone away."""
    of = _chosen(request, pk)
    services.remove_totp(user=user_of(request), of=of)
    return _done(request, _("账号“%(name)s”的动态口令已移除。") % {"name": of.get_username()})


def _chosen(request: HttpRequest, pk: int) -> User:
    require(request.user, MANAGE)
    return get_account(request.user, pk)


def _done(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    return HttpResponseRedirect(safe_next(request) or reverse(LIST))
