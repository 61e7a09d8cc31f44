"""Projects in time and place, and what a plan would bring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import wants_part
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import Refusal
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import get_plan, visible_plans
from ditan.domains.projects import services
from ditan.domains.projects.forms.filters import project_controls, project_filters
from ditan.domains.projects.models import Project
from ditan.domains.projects.permissions import APPROVE, VIEW, require
from ditan.domains.projects.selectors.doubts import doubts_of
from ditan.domains.projects.selectors.gantt import bars_of, chart_of
from ditan.domains.projects.selectors.projects import get_project, list_projects

MOST_TAKEN = 2_000


@require_GET
@answered
def gantt(request: HttpRequest) -> HttpResponse:
    """Projects that match the search in time; the same in a table."""
    require(request.user, VIEW)
    filters = project_filters(request.GET)
    rows = paged(request, list_projects(request.user, filters))
    bars = bars_of(list(rows.page.object_list))
    context: dict[str, Any] = {
        "rows": rows,
        "bars": bars,
        "chart": chart_of(bars),
        "here": reverse("projects:gantt"),
    }
    if wants_part(request):
        return render(request, "projects/_gantt_body.html", context)
    context["controls"] = project_controls(request.user, filters)
    return render(request, "projects/gantt.html", context)


@require_GET
@answered
def places(request: HttpRequest) -> HttpResponse:
    """Projects with their coordinates, those without any last."""
    require(request.user, VIEW)
    filters = project_filters(request.GET)
    found = list_projects(request.user, filters).select_related("organisation", "region")
    rows = paged(request, found.order_by("latitude", "pk") if not filters.order else found)
    context: dict[str, Any] = {"rows": rows, "here": reverse("projects:places")}
    if wants_part(request):
        return render(request, "projects/_places_body.html", context)
    context["controls"] = project_controls(request.user, filters)
    return render(request, "projects/places.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting("projects:list")
def take_over(request: HttpRequest) -> HttpResponse:
    """What a plan's projects would bring: new ones, and where the plan says otherwise; then take in what is ticked."""
    require(request.user, APPROVE)
    key = key_of(request.POST.get("plan") or request.GET.get("plan"))
    plan = get_plan(request.user, key) if key is not None else None
    if request.method == "POST" and plan is not None:
        keys = [found for each in request.POST.getlist("item")[:MOST_TAKEN] if (found := key_of(each)) is not None]
        made = services.from_plan(request.user, plan, keys)
        if made:
            messages.success(
                request, _("已从规划入库 %d 个储备项目；资金按规划印出的登记，来源不明的为“来源待定”。") % len(made)
            )
            return redirect(reverse("projects:list") + f"?plan={plan.pk}")
        messages.error(request, _("没有勾选新项目。"))
    context = {
        "plans": _plans(request.user),
        "plan": plan,
        "found": services.preview(request.user, plan) if plan is not None else None,
        "doubts": doubts_of(request.user, plan.pk) if plan is not None else (),
        "here": reverse("projects:take_over"),
    }
    return render(request, "projects/take_over.html", context)


def _plans(user: Any) -> list[PlanDocument]:
    return list(visible_plans(user).filter(is_current=True).order_by("-pk"))


@require_POST
@acting("projects:take_over")
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one project to what the plan says now."""
    project: Project = get_project(request.user, pk)
    key = key_of(request.POST.get("plan")) or project.plan_id
    if key is None:
        messages.error(request, _("请选择规划。"))
        return redirect("projects:take_over")
    plan = get_plan(request.user, key)
    try:
        version = key_of(request.POST.get("version", "")) or 0
        services.adopt(user=request.user, project=project, version=version, plan=plan)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已按规划更新“%s”；原来的资金保留在历史版本中。") % project.name)
    return redirect(reverse("projects:take_over") + f"?plan={plan.pk}")
