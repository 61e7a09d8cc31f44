"""A region through the years: totals, recalculations, the base year, and numbers filled from other years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.inventory.cells import CellRefused, read_cell
from ditan.core.inventory.gaps import LABELS
from ditan.core.inventory.series import LABELS as REASONS
from ditan.core.methods import Input, InputKind
from ditan.domains.inventory.forms import version_of
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT, VIEW, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.selectors.series import Series, missing_in, series_of
from ditan.domains.inventory.services.filling import fill_gap

THRESHOLD = 5.0
OTHER = Input("other", "替代或旧方法数据", kind=InputKind.SERIES, low=None)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The series."""
    require(request.user, VIEW)
    return _page(request, get_inventory(request.user, pk))


@require_POST
@answered
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill one number; what was typed stays where it was refused."""
    require(request.user, EDIT)
    row, name = key_of(typed(request, "row")) or 0, typed(request, "input")
    try:
        saved, filled = fill_gap(
            user=request.user,
            pk=pk,
            row=row,
            version=version_of(request.POST),
            name=name,
            method=typed(request, "method"),
            other=_other(typed(request, "other")),
        )
    except Refusal as refused:
        if refused.status in (403, 404):
            raise
        asked = {"row": row, "input": name, "method": typed(request, "method"), "other": typed(request, "other")}
        return _page(request, get_inventory(request.user, pk), asked, refused)
    told = {"row": saved.position, "method": LABELS[filled.method], "working": filled.formula}
    messages.success(request, _("第 %(row)d 行已按%(method)s推算：%(working)s；依据已写入数据来源。") % told)
    return redirect("inventory:series", pk=pk)


def _page(
    request: HttpRequest, inventory: Inventory, asked: dict[str, object] | None = None, refused: Refusal | None = None
) -> HttpResponse:
    threshold, wrong = _threshold(request.GET.get("threshold", ""))
    found = series_of(request.user, inventory, threshold)
    may_edit = inventory.is_draft and reaches(request.user, EDIT, inventory)
    context = {
        "inventory": inventory,
        "tab": "editions",
        "series": found,
        "chart": _chart(found),
        "threshold": threshold,
        "threshold_wrong": wrong,
        "missing": missing_in(request.user, inventory) if may_edit else [],
        "methods": LABELS.items(),
        "reasons": REASONS,
        "asked": asked or {},
        "refused": refused.message if refused is not None else "",
    }
    return render(request, "inventory/series.html", context, status=refused.status if refused is not None else 200)


def _other(text: str) -> dict[int, float]:
    try:
        return dict(read_cell(OTHER, text) or {})
    except CellRefused as refused:
        raise InvalidFields({"other": str(refused)}) from refused


def _threshold(text: str) -> tuple[float, str]:
    if not text.strip():
        return THRESHOLD, ""
    try:
        number = float(text.strip().rstrip("%％"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        return THRESHOLD, _("“%s”不是 0—100 的百分数，仍按 5%% 显示。") % text[:20]
    return number, ""


def _chart(found: Series) -> dict[str, object] | None:
    known = [each for each in found.lines if each.co2e is not None]
    if len(known) < 2 or len({each.gwp_set for each in known}) > 1:
        return None
    values = [float(each.co2e) / 1e4 if each.co2e is not None else None for each in found.lines]
    return {
        "kind": "lines",
        "unit": "万tCO2e",
        "categories": [str(each.inventory.year) for each in found.lines],
        "series": [{"name": "CO2e", "values": values}],
    }
