"""The plan library."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ditan.base.asking import wants_part
from ditan.base.declaration import may
from ditan.domains.plans.forms.filters import library_search
from ditan.domains.plans.permissions import UPLOAD
from ditan.domains.plans.selectors import library_counts, library_regions, plan_library, uploads
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import answered


@answered
def library(request: HttpRequest) -> HttpResponse:
    """Plans that match the search, and above them the files that are no plan yet."""
    filters, controls = library_search(request.GET, library_regions(request.user))
    rows = paged(request, plan_library(request.user, filters))
    plans = list(rows.page)
    counts = library_counts(request.user, plans)
    context = {
        "rows": rows,
        "plans": [(plan, counts[plan.pk]) for plan in plans],
        "controls": controls,
        "filters": filters,
        "searching": any(control.value not in ("", control.default) for control in controls),
        "waiting": list(uploads(request.user)[:20]),
        "may_upload": may(request.user, UPLOAD),
        "demo_waits": any(plan.example and counts[plan.pk].proposed for plan in plans),
        "here": request.path,
    }
    if wants_part(request):
        return render(request, "plans/_library_body.html", context)
    return render(request, "plans/library.html", context)
