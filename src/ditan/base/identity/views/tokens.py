"""接口令牌: one's own, everybody's for administrators, a new one, and the end of one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.declaration import label_of, may
from ditan.base.identity.errors import WrongInput
from ditan.base.identity.models import ApiToken
from ditan.base.identity.permissions import ISSUE, MANAGE, require
from ditan.base.identity.selectors import TokenFilters, all_tokens, grantable, own_tokens
from ditan.base.identity.services import issue_token, revoke_token
from ditan.base.identity.services.tokens import LONGEST
from ditan.base.paging import paged

USUAL = 90


@answered
def own(request: HttpRequest) -> HttpResponse:
    """One's own tokens."""
    return _listing(request, own_tokens(request.user, _filters(request)), "identity:tokens")


@answered
def everybody(request: HttpRequest) -> HttpResponse:
    """All tokens, for administrators."""
    return _listing(request, all_tokens(request.user, _filters(request)), "identity:all_tokens")


@answered
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The form, and after it the one page that ever shows the token's value."""
    require(request.user, ISSUE)
    typed: dict[str, Any] = {
        "name": "",
        "permissions": [],
        "expires_on": (timezone.localdate() + timedelta(days=USUAL)).isoformat(),
    }
    if request.method != "POST":
        return _form(request, typed, {})
    typed = {
        "name": request.POST.get("name", ""),
        "permissions": request.POST.getlist("permissions"),
        "expires_on": request.POST.get("expires_on", ""),
    }
    try:
        issued = issue_token(
            user=request.user,
            name=typed["name"],
            permissions=typed["permissions"],
            expires_on=_day(typed["expires_on"]),
        )
    except WrongInput as error:
        return _form(request, typed, error.errors)
    return render(request, "identity/issued.html", {"token": issued.token, "value": issued.value})


@require_POST
@acting("identity:tokens")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    token = revoke_token(user=request.user, pk=pk)
    messages.success(request, _("令牌“%(name)s”已吊销，使用它的程序从现在起不能再访问。") % {"name": token.name})
    back = "identity:tokens" if may(request.user, ISSUE) else "identity:all_tokens"
    return HttpResponseRedirect(safe_next(request) or reverse(back))


def _filters(request: HttpRequest) -> TokenFilters:
    return TokenFilters(request.GET.get("words", "").strip()[:60], request.GET.get("state", ""))


def _listing(request: HttpRequest, tokens: Any, here: str) -> HttpResponse:
    now = timezone.now()
    rows = paged(request, tokens)
    labels = dict(ApiToken.State.choices)
    context = {
        "rows": rows,
        "tokens": [
            (each, each.state_at(now), labels[each.state_at(now)], [label_of(name) for name in each.permissions])
            for each in rows.page
        ],
        "filters": _filters(request),
        "states": ApiToken.State.choices,
        "here": reverse(here),
        "everybody": here == "identity:all_tokens",
        "may_issue": may(request.user, ISSUE),
        "may_manage": may(request.user, MANAGE),
    }
    return render(request, "identity/tokens.html", context)


def _form(request: HttpRequest, typed: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    today = timezone.localdate()
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, each in grantable(request.user).items():
        groups.setdefault(str(each.domain.label), []).append((name, str(each.label)))
    context = {
        "typed": typed,
        "errors": errors,
        "groups": list(groups.items()),
        "first": (today + timedelta(days=1)).isoformat(),
        "last": (today + timedelta(days=LONGEST)).isoformat(),
    }
    return render(request, "identity/token_new.html", context, status=422 if errors else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
