"""Inventories that others published, to compare with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.core.inventory.published import ITEMS
from ditan.domains.inventory.forms import year_of
from ditan.domains.inventory.permissions import EDIT, VIEW, may, require
from ditan.domains.inventory.selectors.published import list_published, sector_series, totals_of, year_of_published
from ditan.domains.inventory.services.published import load_published


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """What was taken in, and how to take in what is shipped."""
    require(request.user, VIEW)
    rows = [(each, totals_of(each)) for each in list_published(request.user)]
    return render(request, "inventory/published_list.html", {"rows": rows, "may_edit": may(request.user, EDIT)})


@require_POST
@acting("inventory:published_list")
def load(request: HttpRequest) -> HttpResponse:
    """Take in the table of CEADs."""
    made = load_published(user=request.user)
    messages.success(request, _("已载入“%s”，供对照使用，不计入本平台清单。") % made.title)
    return redirect("inventory:published", pk=made.pk)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: its totals over the years, and one year by sector and item."""
    require(request.user, VIEW)
    found = get_object_or_404(list_published(request.user), pk=pk)
    totals = totals_of(found)
    asked = year_of(request.GET.get("year", ""))
    year = asked if asked in {each.year for each in totals} else totals[-1].year
    years, series = sector_series(found)
    context = {
        "published": found,
        "totals": totals,
        "year": year_of_published(found, year),
        "items": ITEMS.values(),
        "chart": {
            "years": years,
            "series": [{"name": name, "values": values} for name, values in series],
            "unit": "Mt CO2",
        },
    }
    return render(request, "inventory/published.html", context)
