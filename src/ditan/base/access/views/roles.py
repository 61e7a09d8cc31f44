"""Roles: the list, the editor, who has one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.access import selectors, services
from ditan.base.access.errors import AccessRefused
from ditan.base.access.forms import draft_of
from ditan.base.access.models import BUSINESS, Role, ScopeKind
from ditan.base.access.permissions import GRANT, MANAGE, require
from ditan.base.answers import acting, answered
from ditan.base.asking import user_of
from ditan.base.declaration import may
from ditan.base.paging import paged


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All roles."""
    context = {
        "roles": list(selectors.list_roles(request.user)),
        "held": selectors.own_roles(request.user),
        "may_manage": may(request.user, MANAGE),
    }
    return render(request, "access/roles.html", context)


@answered
def holders(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has the role: posts with those who hold them, and accounts."""
    role = selectors.get_role(request.user, pk)
    ended = request.GET.get("ended") == "1"
    context = {
        "role": role,
        "posts": paged(request, selectors.posts_with(request.user, role)),
        "rows": paged(request, selectors.those_granted(request.user, role, ended=ended)),
        "ended": ended,
        "may_grant": may(request.user, GRANT),
        "may_manage": may(request.user, MANAGE),
        "here": reverse("access:role", args=[pk]),
    }
    return render(request, "access/role.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Make a role."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, None, {"scope": ScopeKind.OWN_AND_BELOW}, frozenset())
    try:
        role = services.make_role(user=user_of(request), draft=draft_of(request.POST))
    except AccessRefused as error:
        return _form(request, None, request.POST, frozenset(request.POST.getlist("permission")), error)
    messages.success(request, _("已新建角色“%(role)s”；接下来把它授予岗位或账号。") % {"role": role.name})
    return redirect("access:role", pk=role.pk)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a role. What was ticked survives a refusal."""
    require(request.user, MANAGE)
    role = selectors.get_role(request.user, pk)
    if request.method != "POST":
        given = {"name": role.name, "label": role.label, "scope": role.scope, "version": role.version}
        given["organisations"] = "\n".join(each.name for each in selectors.chosen_organisations(request.user, role))
        return _form(request, role, given, selectors.permissions_held(role))
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    try:
        draft = draft_of(request.POST)
        services.change_role(user=user_of(request), pk=pk, version=version, draft=draft)
    except AccessRefused as error:
        return _form(request, role, request.POST, frozenset(request.POST.getlist("permission")), error)
    messages.success(request, _("角色“%(role)s”已保存，即时生效。") % {"role": draft.name.strip()})
    return redirect("access:role", pk=pk)


def _form(
    request: HttpRequest, role: Role | None, given: Any, ticked: frozenset[str], error: AccessRefused | None = None
) -> HttpResponse:
    duty = role.duty if role else BUSINESS
    context = {
        "role": role,
        "given": given,
        "modules": selectors.editor(duty, ticked, all_modules=duty == BUSINESS),
        "verbs": selectors.VERBS,
        "scopes": [(kind.value, kind.label, selectors.SCOPE_HELP[kind]) for kind in ScopeKind],
        "error": error,
    }
    return render(request, "access/role_edit.html", context, status=error.status if error else 200)


@require_POST
@acting("access:roles")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a role that nobody holds."""
    role = selectors.get_role(request.user, pk)
    services.delete_role(user=user_of(request), pk=pk)
    messages.success(request, _("已删除角色“%(role)s”。") % {"role": role.name})
    return redirect("access:roles")
