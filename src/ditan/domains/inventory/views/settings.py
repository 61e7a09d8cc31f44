"""The choices of an inventory, with what another choice would change before it is made and after."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ditan.base.answers import answered
from ditan.base.asking import typed
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.factors.reading import GWP_SETS
from ditan.core.factors.sets import sets
from ditan.domains.inventory.forms import version_of, year_of
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT, VIEW, require
from ditan.domains.inventory.selectors.difference import choices_of, difference
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.services import change_settings

PLAIN = ("title", "gwp_set", "base_year", "boundary", "unverified")


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, factor sets in their order, GWP set, consent to what no source confirms."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk, EDIT if request.method == "POST" else VIEW)
    if request.method != "POST":
        return _shown(request, inventory, _typed_of(inventory), compared=_compared(request, inventory))
    sent: dict[str, Any] = {name: typed(request, name) for name in PLAIN}
    sent["orders"] = {code: request.POST.get(f"order-{code}", "").strip() for code in sets()}
    try:
        given = read_settings(sent)
        if request.POST.get("action") != "apply":
            found = difference(inventory, choices_of(inventory), {**choices_of(inventory), **given})
            return _shown(request, inventory, sent, preview=found)
        before = choices_of(inventory)
        change_settings(user=request.user, pk=pk, version=version_of(request.POST), given=given)
    except Refusal as refused:
        if refused.status in (403, 404):
            raise
        errors = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        return _shown(request, inventory, sent, status=refused.status, errors=errors)
    messages.success(request, _("已保存设置，全部活动数据已重新计算。"))
    was = urlencode(
        {"was": ",".join(before["factor_sets"]), "gwp": before["gwp_set"], "unverified": int(before["unverified"])}
    )
    return redirect(f"{reverse('inventory:settings', args=[pk])}?{was}#difference")


def read_settings(sent: dict[str, Any]) -> dict[str, Any]:
    """The choices as they are typed; `InvalidFields` names what is no number or no year."""
    errors: dict[str, str] = {}
    ordered = []
    for code, text in sent["orders"].items():
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 99):
            errors["factor_sets"] = _("次序“%s”应为 1—99 的整数；不用的因子集请留空。") % text[:20]
        else:
            ordered.append((int(text), code))
    numbers = [number for number, _code in ordered]
    if len(set(numbers)) != len(numbers):
        errors["factor_sets"] = _("有两套因子的次序相同；请填不同的数字，先取小的。")
    year = sent["base_year"].strip()
    if year and year_of(year) is None:
        errors["base_year"] = _("基准年应为四位年份，没有请留空。")
    if errors:
        raise InvalidFields(errors)
    return {
        "title": sent["title"],
        "gwp_set": sent["gwp_set"],
        "base_year": year_of(year) if year else None,
        "boundary": sent["boundary"],
        "unverified": bool(sent["unverified"]),
        "factor_sets": [code for _number, code in sorted(ordered)],
    }


def _typed_of(inventory: Inventory) -> dict[str, Any]:
    orders = {code: str(place) for place, code in enumerate(inventory.factor_sets, 1)}
    return {
        **{name: getattr(inventory, name) for name in PLAIN},
        "base_year": str(inventory.base_year or ""),
        "orders": {code: orders.get(code, "") for code in sets()},
    }


def _compared(request: HttpRequest, inventory: Inventory) -> Any:
    """What lies between earlier choices, named in the address, and those of now."""
    was = _choices_in(request.GET)
    return difference(inventory, was, choices_of(inventory)) if was else None


def _choices_in(asked: QueryDict) -> dict[str, Any] | None:
    named = [code for code in asked.get("was", "").split(",") if code in sets()]
    gwp = asked.get("gwp", "")
    if not named or gwp not in GWP_SETS:
        return None
    return {"factor_sets": named, "gwp_set": gwp, "unverified": asked.get("unverified") == "1"}


def _shown(
    request: HttpRequest, inventory: Inventory, sent: dict[str, Any], status: int = 200, **more: Any
) -> HttpResponse:
    orders = sent["orders"]
    listed = sorted(
        (each for each in sets().values() if each.kind not in ("gwp", "local") or each.code == "local"),
        key=lambda each: (
            not orders.get(each.code),
            int(orders[each.code]) if orders.get(each.code, "").isdigit() else 0,
        ),
    )
    context = {
        "inventory": inventory,
        "typed": sent,
        "sets": [(each, orders.get(each.code, "")) for each in listed],
        "gwp_sets": GWP_SETS,
        "may_edit": inventory.is_draft and reaches(request.user, EDIT, inventory),
        **more,
    }
    return render(request, "inventory/settings.html", context, status=status)
