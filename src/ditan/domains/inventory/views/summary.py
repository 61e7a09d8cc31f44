"""The summary of an inventory in one of its views, and the rows behind a number of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.core.inventory.views import LABELS, View
from ditan.domains.inventory.permissions import VIEW, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.summary import behind, summary_of


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Category by gas."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    view = view_asked(request)
    context = {
        "inventory": inventory,
        "summary": summary_of(inventory, view),
        "views": LABELS.items(),
        "view": view,
        "view_label": LABELS[view],
    }
    return render(request, "inventory/summary.html", context)


@require_GET
@answered
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows behind a cell, each with the way to its working."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    gas = request.GET.get("gas", "CO2")[:16]
    path, part = request.GET.get("path", "")[:400], request.GET.get("part", "")
    label, found = behind(inventory, view_asked(request), path, gas, part)
    context = {
        "inventory": inventory,
        "label": label,
        "gas": gas,
        "found": found,
        "in_drawer": wants_part(request, "drawer"),
    }
    template = "inventory/_summary_rows.html" if context["in_drawer"] else "inventory/summary_rows.html"
    return render(request, template, context)


def view_asked(request: HttpRequest) -> View:
    """The view that the address names; the provincial one where it names none."""
    asked = request.GET.get("view", "")
    return View(asked) if asked in set(View) else View.PROVINCE
