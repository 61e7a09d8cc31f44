"""Who is late, and what one department owes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.supervision.forms import one_organisation, organisations_offered
from ditan.domains.supervision.permissions import MANAGE, VIEW, require
from ditan.domains.supervision.selectors.overview import department_page, overview
from ditan.domains.supervision.selectors.scope import manages
from ditan.domains.supervision.services import pass_all


@require_GET
@answered
def overview_page(request: HttpRequest) -> HttpResponse:
    """All matters at a glance."""
    require(request.user, VIEW)
    return render(request, "supervision/overview.html", {"page": overview(request.user)})


@require_GET
@answered
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """One department."""
    require(request.user, VIEW)
    office = manages(request.user)
    context = {
        "page": department_page(request.user, pk),
        "office": office,
        "offered": organisations_offered() if office else [],
    }
    return render(request, "supervision/department.html", context)


@require_POST
@acting("supervision:list")
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand all open matters of a department to another."""
    require(request.user, MANAGE)
    page = department_page(request.user, pk)
    try:
        errors: dict[str, str] = {}
        to = one_organisation(request.POST.get("organisation", ""), "organisation", errors)
        if to is None:
            raise InvalidFields(errors or {"organisation": _("请填写承接单位。")})
        number = pass_all(user=request.user, organisation=page.organisation, to=to, reason=typed(request, "text"))
        messages.success(request, _("已将 %(number)d 项转交%(name)s。") % {"number": number, "name": to.name})
        return redirect("supervision:department", pk=to.pk)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    return redirect("supervision:department", pk=pk)
