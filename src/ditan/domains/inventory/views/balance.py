"""The page that takes in an energy balance: hand it in, see where it does not balance, tick the rows that it gives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ditan.base.answers import answered
from ditan.base.asking import typed
from ditan.base.refusal import ImportRefused, InvalidFields, Refusal
from ditan.core.inventory.categories import categories
from ditan.core.inventory.kinds import kind_of
from ditan.domains.inventory.exchange.balance import text_of_workbook
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.services.balance import Offered, Table, read_table, take_balance


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a table in, look at it, take rows of it."""
    inventory = get_inventory(request.user, pk, EDIT)
    if request.method != "POST":
        return _shown(request, inventory)
    text, name = typed(request, "text"), typed(request, "name")[:120]
    try:
        upload = request.FILES.get("file")
        if upload is not None:
            text, name = text_of_workbook(upload.read()), name or str(upload.name).replace("\x00", "")[:120]
        if typed(request, "action") == "take":
            return _taken(request, inventory, text, name)
        table = read_table(inventory, text)
    except ImportRefused as refused:
        return _shown(request, inventory, text=text, name=name, errors=[str(each) for each in refused.rows])
    return _shown(request, inventory, text=text, name=name, table=table)


def _taken(request: HttpRequest, inventory: Inventory, text: str, name: str) -> HttpResponse:
    keys = request.POST.getlist("row")
    chosen = {key: typed(request, f"category:{key}") for key in keys}
    try:
        made = take_balance(
            user=request.user, pk=inventory.pk, text=text, chosen=chosen, name=name, reason=typed(request, "reason")
        )
    except ImportRefused:
        raise
    except Refusal as refused:
        if refused.status in (403, 404):
            raise
        errors = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
        table = read_table(inventory, text)
        return _shown(
            request,
            inventory,
            text=text,
            name=name,
            table=table,
            errors=list(errors.values()),
            wrong=errors,
            chosen=chosen,
        )
    messages.success(request, _("已由能源平衡表写入 %d 行并完成计算。") % len(made))
    return redirect("inventory:inventory", pk=inventory.pk)


def _shown(
    request: HttpRequest,
    inventory: Inventory,
    *,
    text: str = "",
    name: str = "",
    table: Table | None = None,
    errors: list[str] | None = None,
    wrong: dict[str, str] | None = None,
    chosen: dict[str, str] | None = None,
) -> HttpResponse:
    context = {
        "inventory": inventory,
        "text": text,
        "name": name,
        "table": table,
        "lines": [_line(each, chosen, wrong or {}) for each in table.offered] if table else [],
        "errors": errors or [],
        "wrong": wrong or {},
        "reason": typed(request, "reason"),
        "may_edit": inventory.is_draft,
    }
    return render(request, "inventory/balance.html", context, status=422 if errors else 200)


def _line(each: Offered, chosen: dict[str, str] | None, wrong: dict[str, str]) -> dict[str, Any]:
    """A proposal as the page shows it. One that is there already, or whose place is open, is not ticked unasked."""
    proposal, table = each.proposal, categories()
    places = [(code, f"{code} {table.get(code).name}", kind_of(kind).label) for code, kind in proposal.places]
    ticked = proposal.key in chosen if chosen is not None else not each.twice and len(places) == 1
    return {
        "key": proposal.key,
        "flow": proposal.flow,
        "fuel": proposal.fuel.label,
        "unit": proposal.fuel.amount_unit,
        "amount": proposal.amount,
        "supply": [] if proposal.amount is not None else _supply(proposal.cells),
        "places": places,
        "place": (chosen or {}).get(proposal.key, ""),
        "kind": places[0][2] if len(places) == 1 else _("按所选类别"),
        "twice": each.twice,
        "ticked": ticked,
        "wrong": wrong.get(proposal.key, ""),
    }


def _supply(cells: dict[str, str]) -> list[tuple[str, float]]:
    labels = {each.name: each.label for each in kind_of("reference_fuel").inputs}
    return [(labels[name], float(text)) for name, text in cells.items() if name != "fuel" and float(text)]
