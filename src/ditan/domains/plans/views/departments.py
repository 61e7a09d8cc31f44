"""Departments: everything that any plan asks of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ditan.base.asking import wants_part
from ditan.base.directory.selectors.placing import department_placed
from ditan.base.directory.viewing import day_shown
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.selectors import ANY_STATE, BOOKED_ONLY, department_page, departments, library_regions
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import answered


@answered
def index(request: HttpRequest) -> HttpResponse:
    """All departments, the most asked first."""
    q, region, state = _asked(request)
    rows = paged(request, departments(request.user, q=q, region=region, state=state))
    context = {
        "rows": rows,
        "departments": list(rows.page),
        "kinds": [KINDS[name] for name in ("indicator", "measure", "task", "project")],
        "regions": library_regions(request.user),
        "q": q,
        "region": region,
        "state": state,
        "here": request.path,
    }
    if wants_part(request):
        return render(request, "plans/_departments_body.html", context)
    return render(request, "plans/departments.html", context)


@answered
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One department."""
    _q, region, state = _asked(request)
    found = department_page(request.user, name, region=region, state=state)
    if not (found.plans or department_page(request.user, name, state=ANY_STATE).plans):
        raise Http404(name)
    context = {
        "department": found,
        "placed": department_placed(request.user, found.name, day_shown()),
        "sections": [
            (KINDS["measure"], [(item, found.role_in(item)) for item in found.measures]),
            (KINDS["task"], [(item, found.role_in(item)) for item in found.tasks]),
        ],
        "regions": library_regions(request.user),
        "region": region,
        "state": state,
        "here": request.path,
    }
    return render(request, "plans/department.html", context)


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    state = ANY_STATE if request.GET.get("state") == ANY_STATE else BOOKED_ONLY
    q, region = (request.GET.get(name, "").replace("\x00", "").strip()[:100] for name in ("q", "region"))
    return q, region, state
