"""How an amount came about, and another factor or a measured value for a parameter of a row."""

from __future__ import annotations

import math
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import answered
from ditan.base.asking import typed, wants_part
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.inventory.forms import version_of
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.permissions import EDIT, FACTORS, VIEW, may, require
from ditan.domains.inventory.selectors.grid import lines_of
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.results import CO2E, NAMED, bar_of
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.selectors.tracing import Asked, shares_of, trace_of
from ditan.domains.inventory.services import choose_factor, give_own_value
from ditan.domains.inventory.services.rows import give_ranges


@require_GET
@answered
def trace(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The working of a row's amounts, in the drawer or as a page of its own."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    return _shown(request, inventory, _row(inventory, row), request.GET.get("gas", ""))


@require_POST
@answered
def factor(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Use another factor for a parameter, with the reason; or go back to the order of the sets."""
    inventory = get_inventory(request.user, pk, EDIT)
    found = _row(inventory, row)
    gas, parameter, code = typed(request, "gas"), typed(request, "parameter"), typed(request, "code")
    reason = typed(request, "reason")
    try:
        asked = trace_of(inventory, found, gas).parameters.get(parameter)
        if code and (asked is None or code not in {each.factor.code for each in asked.candidates}):
            raise InvalidFields({"code": _("因子 %s 不适用于本行的这个参数；请从所列因子中选择。") % code[:80]})
        choose_factor(
            user=request.user,
            pk=pk,
            row=row,
            version=version_of(request.POST),
            parameter=parameter,
            code=code,
            reason=reason,
        )
    except Refusal as refused:
        return _again(request, inventory, found, gas, refused, parameter)
    return _changed(request, pk, row, gas)


@require_POST
@answered
def own_value(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A measured value for a parameter, with its source; or take it back."""
    inventory = get_inventory(request.user, pk, EDIT)
    found = _row(inventory, row)
    gas, parameter = typed(request, "gas"), typed(request, "parameter")
    try:
        value = None
        if typed(request, "action") != "drop":
            value = read_own(request.POST, trace_of(inventory, found, gas).parameters.get(parameter))
        give_own_value(
            user=request.user,
            pk=pk,
            row=row,
            version=version_of(request.POST),
            parameter=parameter,
            value=value,
            reason=typed(request, "reason"),
        )
    except Refusal as refused:
        return _again(request, inventory, found, gas, refused, parameter)
    return _changed(request, pk, row, gas)


@require_POST
@answered
def ranges(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """How sure the numbers of the row are."""
    inventory = get_inventory(request.user, pk, EDIT)
    found = _row(inventory, row)
    sent = [name for name in request.POST if name.startswith("range-")]
    given = {name.removeprefix("range-"): typed(request, name) for name in sent}
    try:
        give_ranges(user=request.user, pk=pk, row=row, version=version_of(request.POST), given=given)
    except Refusal as refused:
        return _again(request, inventory, found, "", refused, "", ranges_sent=given)
    return _changed(request, pk, row, "")


def read_own(data: QueryDict, asked: Asked | None) -> dict[str, Any]:
    """A measured value as it is typed; `InvalidFields` names each field that cannot be taken."""
    errors: dict[str, str] = {}
    if asked is None:
        raise InvalidFields({"parameter": _("本行没有这个参数；请刷新后重试。")})
    numbers = {name: _number(data.get(name, ""), name, errors) for name in ("value", "lower", "upper")}
    if numbers["value"] is None and "value" not in errors:
        errors["value"] = _("请填写实测值。")
    unit = data.get("unit", "").strip()
    if asked.units and unit not in asked.units:
        errors["unit"] = _("单位应为 %s。") % " / ".join(asked.units)
    if not errors and not _in_order(numbers["lower"], numbers["value"], numbers["upper"]):
        errors["lower"] = _("下限、实测值、上限应从小到大；请核对。")
    if not data.get("source", "").strip():
        errors["source"] = _("实测值须写明来源（检测报告编号、台账等）。")
    if errors:
        raise InvalidFields(errors)
    return {**numbers, "unit": unit, "source": data.get("source", "").replace("\x00", "").strip()[:300]}


def _number(text: str, name: str, errors: dict[str, str]) -> float | None:
    written = text.replace(",", "").strip()
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        errors[name] = _("“%s”应为不小于 0 的数字。") % text[:40]
        return None
    return number


def _in_order(*numbers: float | None) -> bool:
    known = [each for each in numbers if each is not None]
    return known == sorted(known)


def _row(inventory: Inventory, row: int) -> Row:
    return inventory.rows.get(pk=row, removed_at__isnull=True)


def _changed(request: HttpRequest, pk: int, row: int, gas: str) -> HttpResponse:
    """The working as it is now; a page behind the drawer is told what the row comes to."""
    inventory = get_inventory(request.user, pk)
    found = _row(inventory, row)
    if not wants_part(request, "drawer"):
        messages.success(request, _("已保存并重新计算。"))
        return redirect(f"{reverse('inventory:trace', args=[pk, row])}?gas={gas}")
    now = {"line": lines_of(inventory, [found])[0].plain, "bar": bar_of(inventory).plain}
    return _shown(request, inventory, found, gas, row_now=now)


def _again(
    request: HttpRequest, inventory: Inventory, row: Row, gas: str, refused: Refusal, parameter: str, **also: Any
) -> HttpResponse:
    """The working with what was refused beside what was typed."""
    if refused.status in (403, 404):
        raise refused
    errors = refused.errors if isinstance(refused, InvalidFields) else {"": refused.message}
    more = {"errors": errors, "wrong": parameter, "sent": request.POST, **also}
    return _shown(request, inventory, row, gas, status=refused.status, **more)


def _shown(
    request: HttpRequest, inventory: Inventory, row: Row, gas: str, status: int = 200, **more: Any
) -> HttpResponse:
    gas = "" if gas == NAMED else gas
    found = trace_of(inventory, row, "" if gas == CO2E else gas)
    shares, no_shares = shares_of(inventory, row) if gas == CO2E else ([], "")
    context = {
        "inventory": inventory,
        "trace": found,
        "shares": shares,
        "no_shares": no_shares,
        "gas": gas,
        "line": lines_of(inventory, [row])[0],
        "may_edit": inventory.is_draft and reaches(request.user, EDIT, inventory),
        "may_add": may(request.user, FACTORS),
        "in_drawer": wants_part(request, "drawer"),
        **more,
    }
    template = "inventory/_trace.html" if context["in_drawer"] else "inventory/trace.html"
    return render(request, template, context, status=status)
