"""Greenhouse gases and pollutants side by side, and how they changed together since a base."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.core.inventory.booking import POLLUTANTS
from ditan.core.inventory.synergy import ASKED, EQUIVALENTS, CoControls
from ditan.core.synergy.elasticity import LABELS, SOURCE
from ditan.core.synergy.equivalents import SOURCE as EQUIVALENTS_SOURCE
from ditan.core.synergy.equivalents import VALUES
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import VIEW, require
from ditan.domains.inventory.selectors.comparing import NOW, choices_for
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.synergy import (
    GASES,
    Side,
    Together,
    base_for,
    category_lines,
    electricity,
    side_of,
    source_lines,
    sources_of,
    together,
)
from ditan.domains.inventory.words import QUADRANTS


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The sources of an inventory with both kinds of emissions; what changed against the base that the address names."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    choices = choices_for(request.user, inventory)
    known = [token for token, _label in choices]
    now = side_of(request.user, inventory, NOW)
    context = {
        "inventory": inventory,
        "tab": "synergy",
        "columns": (*GASES, *POLLUTANTS),
        "values": VALUES.values(),
        "equivalents_source": EQUIVALENTS_SOURCE,
        "here": request.path,
        **_sources(request, inventory, now),
    }
    if wants_part(request):
        return render(request, "inventory/_synergy_sources.html", context)
    to = _one_of(request.GET.get("to", ""), known) or NOW
    base = _one_of(request.GET.get("from", ""), known) or base_for(request.user, inventory, known)
    if base and base != to:
        after = now if to == NOW else side_of(request.user, inventory, to)
        before = now if base == NOW else side_of(request.user, inventory, base)
        asked = _one_of(request.GET.get("pollutant", ""), ASKED) or "NOx"
        found = together(inventory, before, after, asked)
        context |= {"found": found, "electricity": electricity(before, after), "chart": _chart(found)}
    context |= {
        "choices": choices,
        "base": base,
        "to": to,
        "pollutants": [(each, _("污染当量（SO2、NOx、CO）") if each == EQUIVALENTS else each) for each in ASKED],
        "meanings": LABELS,
        "quadrants": QUADRANTS,
        "elasticity_source": SOURCE,
    }
    return render(request, "inventory/synergy.html", context)


def _sources(request: HttpRequest, inventory: Inventory, now: Side) -> dict[str, Any]:
    """A page of sources, or of categories."""
    if request.GET.get("by") == "category":
        rows = paged(request, category_lines(inventory, now.entries))
        return {"rows": rows, "lines": rows.page.object_list, "by": "category"}
    rows = paged(request, sources_of(inventory))
    return {"rows": rows, "lines": source_lines(inventory, list(rows.page.object_list), now.entries), "by": "source"}


def _chart(found: Together) -> dict[str, Any] | None:
    """Each category as a point: across what CO2e fell, up what the pollutant fell."""
    asked: CoControls | None = found.asked
    if asked is None:
        return None
    points = [
        {"name": f"{each.code} {each.label}", "x": each.gas_reduction, "y": each.pollutant_reduction}
        for each in asked.categories
        if each.control is not None
    ]
    unit = _("当量") if asked.pollutant == EQUIVALENTS else "t"
    name = _("污染当量") if asked.pollutant == EQUIVALENTS else asked.pollutant
    words = {"x": _("CO2e 减少量 t"), "y": _("%(name)s 减少量 %(unit)s") % {"name": name, "unit": unit}}
    return {"kind": "quadrant", "points": points, **words} if points else None


def _one_of(asked: str, known: Any) -> str:
    return asked if asked in known else ""
