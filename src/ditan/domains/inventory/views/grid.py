"""The page of activity data: a grid by kind, the rows that it saves as they are typed, a row taken out."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import answered
from ditan.base.directory.forms import key_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT, EXPORT, VIEW, may, require
from ditan.domains.inventory.selectors.grid import grid_of, kind_asked, kinds_by_sector, lines_of
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.results import bar_of
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.services import Entry, remove_row
from ditan.domains.inventory.services.grid import Typed, Written, save_rows

MOST_BODY = 2_000_000
MOST_CELL = 4_000
OWN = ("category", "label", "source_note", "notation", "notation_reason")


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of one kind with what each comes to, and the totals of the inventory."""
    require(request.user, VIEW)
    found = get_inventory(request.user, pk)
    bar = bar_of(found)
    row = key_of(request.GET.get("row", ""))
    kind = kind_asked(found, _kind_of_row(found, row) or request.GET.get("kind", ""), bar.kinds)
    context = {
        "inventory": found,
        "grid": grid_of(found, kind, request.GET.get("page", 1), row),
        "row_asked": row,
        "bar": bar,
        "sectors": kinds_by_sector(bar.kinds),
        "may_edit": found.is_draft and reaches(request.user, EDIT, found),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "inventory/grid.html", context)


def _kind_of_row(inventory: Inventory, row: int | None) -> str:
    kinds = inventory.rows.filter(pk=row).values_list("kind", flat=True) if row is not None else ()
    return next(iter(kinds), "")


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed into some rows; the answer says of each what became of it, and all totals anew."""
    try:
        get_inventory(request.user, pk, EDIT)
        keys, typed = typed_of(request.body)
        written = save_rows(user=request.user, pk=pk, typed=typed)
        return JsonResponse(_answer(request, pk, keys, written))
    except ObjectDoesNotExist as error:
        raise Http404(str(error)) from error
    except Refusal as error:
        return refused(error)


@require_POST
def remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take a row out."""
    try:
        get_inventory(request.user, pk, EDIT)
        version = key_of(request.POST.get("version", "")) or 0
        remove_row(user=request.user, pk=pk, row=row, version=version, reason=request.POST.get("reason", ""))
        return JsonResponse({"bar": bar_of(get_inventory(request.user, pk)).plain})
    except ObjectDoesNotExist as error:
        raise Http404(str(error)) from error
    except Refusal as error:
        return refused(error)


def refused(error: Refusal) -> HttpResponse:
    """A refusal as a grid takes it."""
    return JsonResponse(
        {"error": {"code": error.code, "message": error.message, "details": error.details}}, status=error.status
    )


def _answer(request: HttpRequest, pk: int, keys: list[str], written: list[Written]) -> dict[str, Any]:
    inventory = get_inventory(request.user, pk)
    stored = [each.row for each in written if each.row is not None and each.row.pk and each.outcome != "refused"]
    lines = {line.row.pk: line for line in lines_of(inventory, stored) if line.row is not None}
    rows = []
    for key, each in zip(keys, written, strict=True):
        told: dict[str, Any] = {"key": key, "outcome": each.outcome, "message": each.message, "faults": each.faults}
        if each.row is not None and each.row.pk in lines:
            told.update(lines[each.row.pk].plain)
        rows.append(told)
    return {"rows": rows, "bar": bar_of(inventory).plain}


def typed_of(body: bytes) -> tuple[list[str], list[Typed]]:
    """The rows of a request, each with the key by which its page knows it; `InvalidFields` where it holds none."""
    if len(body) > MOST_BODY:
        raise InvalidFields({"rows": _("一次保存的内容过大；请分批粘贴。")})
    try:
        rows = json.loads(body)["rows"]
        return [str(each["key"])[:40] for each in rows], [_typed(each) for each in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidFields({"rows": _("请求内容无法识别；请刷新页面后重试。")}) from error


def _typed(sent: dict[str, Any]) -> Typed:
    row, version = sent["row"], sent["version"]
    if not isinstance(version, int) or (row is not None and not isinstance(row, int)):
        raise TypeError(row)
    cells = {str(name): _text(value) for name, value in sent["cells"].items()}
    category, label, source_note, notation, reason = (cells.pop(name, "") for name in OWN)
    entry = Entry(str(sent["kind"]), category, cells, label, notation, reason, source_note)
    return Typed(row, version, entry)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.replace("\x00", "")[:MOST_CELL]
