"""Buttons that give roles to accounts and posts, and take them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.access import selectors, services
from ditan.base.access.forms import account_named, day_of, organisation_named, post_named
from ditan.base.access.permissions import GRANT, require
from ditan.base.answers import acting, safe_next
from ditan.base.asking import user_of


@require_POST
@acting("access:roles")
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the role to an account."""
    require(request.user, GRANT)
    role, data = selectors.get_role(request.user, pk), request.POST
    given = services.grant_role(
        user=user_of(request),
        to=account_named(data.get("account", "")),
        role=role,
        organisation=organisation_named(data.get("organisation", "")),
        valid_from=day_of(data.get("valid_from", ""), _("生效日期")),
        valid_to=day_of(data.get("valid_to", ""), _("失效日期")),
    )
    messages.success(request, _("已授予“%(who)s”角色“%(role)s”。") % {"who": given.user.username, "role": role.name})
    return redirect("access:role", pk=pk)


@require_POST
@acting("access:roles")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the role back from an account."""
    ended = services.revoke_grant(user=user_of(request), pk=pk)
    words = {"who": ended.user.username, "role": ended.role.name}
    messages.success(request, _("已收回“%(who)s”的角色“%(role)s”。") % words)
    return HttpResponseRedirect(safe_next(request)) if safe_next(request) else redirect("access:role", pk=ended.role_id)


@require_POST
@acting("access:roles")
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the role to a post."""
    require(request.user, GRANT)
    role = selectors.get_role(request.user, pk)
    given = services.give_to_post(user=user_of(request), post=post_named(request.POST), role=role)
    messages.success(request, _("岗位“%(post)s”已有角色“%(role)s”。") % {"post": given.post.title, "role": role.name})
    return redirect("access:role", pk=pk)


@require_POST
@acting("access:roles")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the role back from a post."""
    services.take_from_post(user=user_of(request), pk=pk)
    messages.success(request, _("已从岗位收回角色。"))
    return HttpResponseRedirect(safe_next(request)) if safe_next(request) else redirect("access:roles")
