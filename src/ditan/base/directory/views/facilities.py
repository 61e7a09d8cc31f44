"""Facilities: the list, and keeping one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.asking import user_of, wants_part
from ditan.base.declaration import may
from ditan.base.directory import forms, services
from ditan.base.directory.errors import Changed, InvalidFields
from ditan.base.directory.models import Facility
from ditan.base.directory.permissions import MANAGE, VIEW, require
from ditan.base.directory.selectors import facilities as reads
from ditan.base.directory.services.facilities import mark_of, shown
from ditan.base.paging import paged


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Facilities of a day over all organisations."""
    require(request.user, VIEW)
    filters = forms.facility_filters(request.GET)
    context: dict[str, Any] = {
        "rows": paged(request, reads.list_facilities(request.user, filters)),
        "here": reverse("directory:facilities"),
        "may_manage": may(request.user, MANAGE),
        "searching": bool(filters.words or filters.at),
    }
    if wants_part(request):
        return render(request, "directory/_facilities.html", context)
    context["controls"] = forms.facility_controls(filters)
    return render(request, "directory/facilities.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """A facility of the organisation that is named."""
    require(request.user, MANAGE)
    if request.method != "POST":
        on = timezone.localdate().isoformat()
        return _form(request, None, {"organisation": request.GET.get("organisation", ""), "on": on})
    try:
        organisation = forms.organisation_named(request.POST.get("organisation", ""), "organisation")
        if organisation is None:
            raise InvalidFields({"organisation": _("所属单位为空；请输入几个字后从列表中选取。")})
        made = services.create_facility(
            user=user_of(request),
            organisation=organisation,
            values=forms.facility_values(request.POST),
            on=forms.day_of(request.POST.get("on", "")),
        )
    except InvalidFields as error:
        return _form(request, None, request.POST, error.errors)
    messages.success(request, _("已新增设施“%(name)s”。") % {"name": made.name})
    return HttpResponseRedirect(safe_next(request) or reverse("directory:facilities"))


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a facility; what was typed survives a refusal."""
    require(request.user, MANAGE)
    found = reads.get_facility(request.user, pk)
    if request.method != "POST":
        return _form(request, found, {**shown(found), "seen": mark_of(found)})
    try:
        kept = services.edit_facility(
            user=user_of(request),
            pk=pk,
            values=forms.facility_values(request.POST),
            seen=request.POST.get("seen", ""),
        )
    except InvalidFields as error:
        return _form(request, found, request.POST, error.errors)
    except Changed as error:
        return _form(request, found, request.POST, {"": error.message})
    messages.success(request, _("已保存“%(name)s”。") % {"name": kept.name})
    return HttpResponseRedirect(safe_next(request) or reverse("directory:facilities"))


@require_POST
@acting("directory:facilities")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a facility on a day."""
    require(request.user, MANAGE)
    ended = services.close_facility(user=user_of(request), pk=pk, on=forms.day_of(request.POST.get("on", "")))
    messages.success(request, _("“%(name)s”自 %(on)s 起停用。") % {"name": ended.name, "on": ended.valid_to})
    return HttpResponseRedirect(safe_next(request) or reverse("directory:facilities"))


def _form(
    request: HttpRequest, found: Facility | None, typed: Any, errors: dict[str, str] | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "typed": typed,
        "errors": errors or {},
        "fault": (errors or {}).get("", ""),
        "kinds": reads.facility_kinds(request.user),
        "today": timezone.localdate(),
        "next": safe_next(request),
        "back": safe_next(request) or reverse("directory:facilities"),
    }
    return render(request, "directory/facility_edit.html", context, status=422 if errors else 200)
