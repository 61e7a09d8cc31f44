"""Regions: the plans of one on a timeline."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from ditan.base.directory.selectors.placing import region_placed
from ditan.base.directory.viewing import day_shown
from ditan.domains.plans.selectors import RegionPage, region_page, regions
from ditan.domains.plans.views.refusals import answered


@answered
def index(request: HttpRequest) -> HttpResponse:
    """All regions that have plans; where there is one, that one."""
    found = regions(request.user)
    if len(found) == 1:
        return redirect("plans:region", code=found[0].region.code)
    return render(request, "plans/regions.html", {"regions": found})


@answered
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One region."""
    found = region_page(request.user, code)
    context = {
        "page": found,
        "placed": region_placed(request.user, code, day_shown()),
        "chart": timeline_data(found, timezone.localdate().year),
        "regions": regions(request.user),
        "undated": [entry for entry in found.entries if entry.start is None or entry.end is None],
    }
    return render(request, "plans/region.html", context)


def timeline_data(found: RegionPage, this_year: int) -> dict[str, Any]:
    """What the chart draws, as JSON: bars for plans, points for the years of their targets."""
    dated = [entry for entry in found.entries if entry.start is not None and entry.end is not None]
    years: dict[int, dict[int, int]] = {}
    for target in found.targets:
        if target.year is not None:
            of_plan = years.setdefault(target.plan_id, {})
            of_plan[target.year] = of_plan.get(target.year, 0) + 1
    return {
        "thisYear": this_year,
        "bars": [
            {
                "name": entry.plan.title,
                "start": entry.start,
                "end": entry.end,
                "status": str(entry.plan.get_status_display()),
                "current": entry.plan.is_current,
                "url": reverse("plans:plan", args=[entry.plan.pk]),
                "targets": sorted(years.get(entry.plan.pk, {}).items()),
            }
            for entry in dated
        ],
    }
