"""Editions of an inventory: frozen, signed, opened again; one with its rows and their working."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import Changed, InvalidFields, Refusal
from ditan.core.factors.sets import label_of_set
from ditan.core.inventory.booking import tonnes
from ditan.domains.inventory.errors import InventoryRefused, NotSound
from ditan.domains.inventory.forms import version_of
from ditan.domains.inventory.models import Edition, FindingState, Inventory, Signature
from ditan.domains.inventory.permissions import EDIT, SIGN, VIEW, require
from ditan.domains.inventory.selectors.editions import (
    get_edition,
    lines_in,
    list_editions,
    row_in,
    totals_of,
    verified,
)
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.services import lock, recompute_all, reopen, sign
from ditan.domains.inventory.tracing import shown_value

DUTIES = (Signature.Duty.COMPILED, Signature.Duty.REVIEWED)
SHOWN_GASES = ("CO2", "CH4", "N2O", "SO2", "NOx", "NMVOC", "PM2.5")


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """All editions, and what can be done next."""
    require(request.user, VIEW)
    return _page(request, get_inventory(request.user, pk))


@require_POST
@answered
def lock_(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze; what keeps it from being frozen is listed on the page, with the reason that was typed."""
    require(request.user, EDIT)
    reason = typed(request, "reason")
    try:
        made = lock(
            user=request.user,
            pk=pk,
            version=version_of(request.POST),
            revision=key_of(typed(request, "revision")) or 0,
            reason=reason,
        )
    except (Changed, InventoryRefused, InvalidFields) as refused:
        return _page(request, get_inventory(request.user, pk), refused, reason)
    messages.success(request, _("已锁定为第 %d 版；请编制人和复核人分别签署。") % made.number)
    return redirect("inventory:editions", pk=pk)


@require_POST
@acting("inventory:list")
def reopen_(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to compiling."""
    made = reopen(user=request.user, pk=pk, version=version_of(request.POST), reason=typed(request, "reason"))
    messages.success(request, _("“%s”已退回编制；原版次保留不变。") % made.title)
    return redirect("inventory:editions", pk=pk)


@require_POST
@acting("inventory:list")
def sign_(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the newest edition."""
    made = sign(user=request.user, pk=pk, version=version_of(request.POST), digest=typed(request, "digest"))
    told = {"duty": made.get_duty_display(), "number": made.edition.number}
    messages.success(request, _("您已以“%(duty)s”身份签署第 %(number)d 版。") % told)
    return redirect("inventory:editions", pk=pk)


@require_POST
@acting("inventory:list")
def recompute_(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute all rows again with the factors of today."""
    changed = recompute_all(user=request.user, pk=pk, version=version_of(request.POST))
    if changed:
        messages.success(request, _("已按现行因子重新计算，%d 行的结果有变化。") % changed)
    else:
        messages.info(request, _("已按现行因子重新计算，结果没有变化。"))
    return redirect("inventory:editions", pk=pk)


@require_GET
@answered
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One edition: what it says, who signed it, whether it computes to the same digits."""
    require(request.user, VIEW)
    found = get_edition(request.user, pk, number)
    lines = lines_in(found)
    context = {
        "inventory": found.inventory,
        "tab": "editions",
        "edition": found,
        "about": {
            **found.content["about"],
            "set_labels": [label_of_set(each) for each in found.content["about"]["factor_sets"]],
        },
        "totals": totals_of(found),
        "unknown_rows": len(found.content["totals"]["co2e"].get("with_land", {}).get("unknown", [])),
        "gases": _gases(found),
        "differences": verified(found),
        "factor_count": len(found.content["factors"]),
        "shown_gases": SHOWN_GASES,
        "rows": paged(request, [(line, [line.amount(gas) for gas in SHOWN_GASES]) for line in lines]),
    }
    return render(request, "inventory/edition.html", context)


@require_GET
@answered
def edition_row(request: HttpRequest, pk: int, number: int, row: int) -> HttpResponse:
    """The working of every amount of a frozen row."""
    require(request.user, VIEW)
    found = get_edition(request.user, pk, number)
    line = row_in(found, row)
    for each in line.emissions:
        for operand in each.trace["operands"]:
            operand["shown"] = shown_value(operand["value"])
    context = {"inventory": found.inventory, "tab": "editions", "edition": found, "line": line}
    return render(request, "inventory/edition_row.html", context)


def _page(request: HttpRequest, inventory: Inventory, refused: Refusal | None = None, reason: str = "") -> HttpResponse:
    editions = list(list_editions(inventory))
    newest = editions[0] if editions and not inventory.is_draft else None
    signers = {each.by_id for each in newest.signatures.all()} if newest else set()
    may_edit = reaches(request.user, EDIT, inventory)
    may_sign = reaches(request.user, SIGN, inventory)
    context = {
        "inventory": inventory,
        "tab": "editions",
        "editions": [_line(each) for each in editions],
        "newest": newest,
        "may_lock": inventory.is_draft and may_edit,
        "may_reopen": not inventory.is_draft and (may_sign if inventory.state == "signed" else may_edit),
        "may_sign": inventory.state == "locked" and may_sign and request.user.pk not in signers,
        "signed_already": request.user.pk in signers,
        "open_findings": inventory.findings.filter(state=FindingState.OPEN).count(),
        "may_compare": True,
        "reasons": refused.reasons if isinstance(refused, NotSound) else [],
        "refused": "" if refused is None or isinstance(refused, NotSound) else refused.message,
        "reason": reason or inventory.reopen_reason,
    }
    return render(request, "inventory/editions.html", context, status=refused.status if refused is not None else 200)


def _line(found: Edition) -> dict[str, Any]:
    by_duty = {sign.duty: sign for sign in found.signatures.all()}
    total = getattr(found, "co2e", None)
    return {
        "edition": found,
        "signatures": [by_duty.get(duty) for duty in DUTIES],
        "co2e": Decimal(total) if total else None,
        "unknown": len(json.loads(getattr(found, "unknown_rows", None) or "[]")),
        "before": found.number - 1,
    }


def _gases(found: Edition) -> list[tuple[str, dict[str, Decimal | None]]]:
    return [
        (gas, {name: None if each is None else tonnes(gas, each) for name, each in amounts.items()})
        for gas, amounts in found.content["totals"]["gases"].items()
    ]
