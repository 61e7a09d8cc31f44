"""What an inventory comes to, in the ways of reading it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query

from ditan.base.refusal import InvalidFields
from ditan.core.factors.reading import GWP_SETS
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.inventory.summary import summarise
from ditan.core.inventory.views import View
from ditan.domains.inventory.api.reading import REFUSALS, router
from ditan.domains.inventory.api.schemas import TotalsOut, cell_out
from ditan.domains.inventory.selectors.amounts import entries_of, gwp_of
from ditan.domains.inventory.selectors.editions import gwp_for
from ditan.domains.inventory.selectors.inventories import get_inventory


@router.get("/{int:pk}/totals", response={200: TotalsOut, **REFUSALS}, summary="按类别和气体的合计")
def totals(
    request: HttpRequest,
    pk: int,
    view: Annotated[str, Query(description="province、ipcc、gpc 或 air")] = "ipcc",
    gwp_set: Annotated[str, Query(description="另按这一套 GWP 计算二氧化碳当量；不填用清单选定的")] = "",
) -> dict[str, Any]:
    """Every line of the view with every gas. What the platform has booked is summed exactly; CO2e is that times the GWPs.

    A sector that nobody entered anything for is a line with state `empty`, never zero; what is behind a number that is not
    whole stands in `keys` and `unknown`.
    """
    found = get_inventory(request.user, pk)
    errors = {}
    if view not in set(View):
        errors["view"] = _("没有“%(found)s”这种口径；可用：%(all)s。") % {"found": view[:20], "all": "、".join(View)}
    if gwp_set and gwp_set not in GWP_SETS:
        errors["gwp_set"] = _("没有“%(found)s”这套 GWP；可用：%(all)s。") % {
            "found": gwp_set[:20],
            "all": "、".join(GWP_SETS),
        }
    if errors:
        raise InvalidFields(errors)
    try:
        gwp = gwp_of(gwp_set, found.unverified) if gwp_set else gwp_for(found)
    except GwpRefused as refused:
        raise InvalidFields({"gwp_set": str(refused)}) from refused
    summary = summarise(View(view), entries_of(found), categories(), gwp)
    return {
        "inventory": found.pk,
        "revision": found.revision,
        "view": view,
        "gwp_set": gwp.name,
        "gases": list(summary.gases),
        "sums": {name: [cell_out(cell) for cell in cells] for name, cells in summary.sums.items()},
        "lines": [
            {
                "path": list(line.path),
                "label": line.label,
                "counted": line.counted,
                "cells": [cell_out(cell) for cell in line.cells],
            }
            for line in summary.lines
        ],
    }
