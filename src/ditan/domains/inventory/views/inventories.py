"""Inventories: all of them, and a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed, wants_part
from ditan.base.directory.forms import organisation_named, region_named
from ditan.base.paging import paged
from ditan.base.refusal import InvalidFields
from ditan.core.factors.reading import GWP_SETS
from ditan.core.factors.sets import sets
from ditan.domains.inventory.forms import controls_of, filters_of, year_of
from ditan.domains.inventory.permissions import EDIT, VIEW, may, require
from ditan.domains.inventory.selectors.inventories import list_inventories
from ditan.domains.inventory.services import make_inventory
from ditan.domains.inventory.services.demo import demo_waits, load_demo, load_printed
from ditan.domains.inventory.views.settings import read_settings

SUGGESTED = (
    "local",
    "provincial_guide_2025",
    "tcses_144_2024",
    "mee_grid_notices",
    "mee_vehicle_2014",
    "ipcc_2019",
    "ipcc_2006",
    "efdb_china",
)
"""The order that a new inventory's form opens with: what the district has itself, then the newest guide of each field."""


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The list."""
    require(request.user, VIEW)
    filters = filters_of(request.GET)
    context = {
        "rows": paged(request, list_inventories(request.user, filters)),
        "may_edit": may(request.user, EDIT),
        "here": reverse("inventory:list"),
    }
    if wants_part(request):
        return render(request, "inventory/_list_body.html", context)
    context |= {"controls": controls_of(filters), "demo_waits": context["may_edit"] and demo_waits(request.user)}
    return render(request, "inventory/list.html", context)


@require_POST
@acting("inventory:list")
def demo(request: HttpRequest) -> HttpResponse:
    """Load the invented district, and what the plan of 铜梁区 prints."""
    made = load_demo(user=request.user)
    load_printed(user=request.user)
    messages.success(request, _("已载入 %d 份演示清单，均标有“演示”；铜梁区 2020 年只含规划所印数据。") % len(made))
    return redirect("inventory:list")


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Choose region, year, factor sets and GWP set."""
    require(request.user, EDIT)
    if request.method != "POST":
        suggested = {code: str(place) for place, code in enumerate(SUGGESTED, 1)}
        return _new_form(request, {"year": str(timezone.localdate().year - 1), "gwp_set": "AR5", "orders": suggested})
    asked: dict[str, Any] = {
        name: typed(request, name)
        for name in ("region", "year", "title", "gwp_set", "organisation", "base_year", "boundary", "unverified")
    }
    asked["orders"] = {code: request.POST.get(f"order-{code}", "").strip() for code in sets()}
    try:
        given = read_settings(asked)
        made = make_inventory(
            user=request.user,
            region=region_named(asked["region"]) if asked["region"] else None,
            year=year_of(asked["year"]),
            organisation=organisation_named(asked["organisation"], "organisation") if asked["organisation"] else None,
            **given,
        )
    except InvalidFields as refused:
        return _new_form(request, asked, refused.errors)
    messages.success(request, _("已新建“%s”；请录入活动数据，或下载模板批量导入。") % made.title)
    return redirect("inventory:inventory", pk=made.pk)


def _new_form(request: HttpRequest, asked: dict[str, Any], errors: dict[str, str] | None = None) -> HttpResponse:
    orders = [(each, asked["orders"].get(code, "")) for code, each in sets().items()]
    context = {"typed": asked, "errors": errors or {}, "sets": orders, "gwp_sets": GWP_SETS}
    return render(request, "inventory/new.html", context, status=422 if errors else 200)
