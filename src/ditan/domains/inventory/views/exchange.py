"""Activity data as workbooks: an empty one, one with the rows, in with a check row by row before anything is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ditan.base.answers import acting, answered, attachment
from ditan.base.directory.forms import key_of
from ditan.base.directory.sheets import MOST_BYTES
from ditan.base.refusal import ImportRefused, Refusal, RowError
from ditan.core.inventory.kinds import KINDS, kind_of
from ditan.domains.inventory.exchange.workbook import SAID, Sheet, row_cells, written
from ditan.domains.inventory.forms import version_of
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.permissions import EDIT, EXPORT, VIEW, require
from ditan.domains.inventory.selectors.grid import kinds_by_sector
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.services.held import note_apart
from ditan.domains.inventory.services.importing import Checked, check, get_import, hand_in, refused_rows, take

SHOWN = 300


@require_GET
@answered
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty workbook of the kinds asked for, of all where none is."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk, EDIT)
    asked = set(request.GET.getlist("kind"))
    kinds = [each for each in KINDS if each.code in asked] or list(KINDS)
    return attachment(written(inventory, [Sheet(each) for each in kinds]), _("活动数据模板-%s.xlsx") % inventory.title)


@require_GET
@answered
def rows_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows as a workbook that may be changed and handed in again."""
    require(request.user, EXPORT)
    inventory = get_inventory(request.user, pk, EXPORT)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in inventory.rows.filter(removed_at__isnull=True).order_by("position", "pk"):
        found.setdefault(row.kind, []).append(row_cells(row, kind_of(row.kind)))
    sheets = [Sheet(each, found[each.code]) for each in KINDS if each.code in found]
    data = written(inventory, sheets or [Sheet(KINDS[0])])
    note_apart("exported", request.user, inventory, _("导出活动数据 %d 行") % sum(len(each) for each in found.values()))
    return attachment(data, f"{inventory.title}-{_('活动数据')}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a workbook in; it is read and reported, nothing is kept yet."""
    inventory = get_inventory(request.user, pk, EDIT)
    found: list[RowError] = []
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise ImportRefused([RowError(0, "", _("还没有选择文件；请选择按模板填写的 xlsx 文件。"))])
            if (upload.size or 0) > MOST_BYTES:
                raise ImportRefused([RowError(0, "", _("文件超过 %d MB；请分批导入。") % (MOST_BYTES // 1_000_000))])
            made = hand_in(user=request.user, pk=pk, name=str(upload.name), data=upload.read())
            return redirect("inventory:import_report", pk=pk, handed=made.pk)
        except ImportRefused as refused:
            found = refused.rows
    counts = dict.fromkeys(inventory.rows.filter(removed_at__isnull=True).values_list("kind", flat=True), 1)
    context = {
        "inventory": inventory,
        "errors": found,
        "sectors": kinds_by_sector(counts),
        "may_edit": inventory.is_draft,
    }
    return render(request, "inventory/import.html", context, status=422 if found else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def import_report(request: HttpRequest, pk: int, handed: int) -> HttpResponse:
    """What was read, row by row; what is ticked is kept."""
    inventory = get_inventory(request.user, pk, EDIT)
    found = get_import(request.user, inventory, handed)
    if request.method == "POST":
        chosen = {key for key in map(key_of, request.POST.getlist("row")) if key is not None}
        if request.POST.get("rest"):
            unshown = [each for each in check(inventory, found) if each.takeable][SHOWN:]
            chosen |= {each.at for each in unshown if not each.twice}
        try:
            result = take(user=request.user, pk=pk, handed=handed, version=version_of(request.POST), chosen=chosen)
        except Refusal as refused:
            if refused.status in (403, 404):
                raise
            messages.error(request, refused.message)
            return redirect("inventory:import_report", pk=pk, handed=handed)
        kept = sum(each.outcome == "saved" for each in result)
        messages.success(request, _("已写入 %d 行并完成计算。") % kept)
        return redirect("inventory:inventory", pk=pk)
    checked = check(inventory, found) if found.state == "read" else []
    takeable = [each for each in checked if each.takeable]
    context = {
        "inventory": inventory,
        "handed": found,
        "undecided": found.state == "read",
        "takeable": takeable[:SHOWN],
        "takeable_count": len(takeable),
        "rest": sum(not each.twice for each in takeable[SHOWN:]),
        "refused": [each for each in checked if each.outcome in ("refused", "conflict")][:SHOWN],
        "refused_count": sum(each.outcome in ("refused", "conflict") for each in checked),
        "same": sum(each.outcome == "same" for each in checked),
        "twice": sum(bool(each.twice) for each in checked),
        "need_person": bool(refused_rows(checked)),
    }
    return render(request, "inventory/import_report.html", context)


@require_GET
@acting("inventory:list")
def import_errors(request: HttpRequest, pk: int, handed: int) -> HttpResponse:
    """The rows that need a person as a workbook, with what is wrong beside each."""
    inventory = get_inventory(request.user, pk, EDIT)
    found = get_import(request.user, inventory, handed)
    return attachment(marked(inventory, found.rows, check(inventory, found)), _("活动数据导入-错误说明.xlsx"))


def marked(inventory: Inventory, rows: list[dict[str, Any]], checked: list[Checked]) -> bytes:
    """A workbook of the same shape with the rows that need a person."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in refused_rows(checked):
        line = rows[each.at]
        told = [f"{place}：{message}" for place, message in each.faults]
        told += [_("与%s是同一个源，请核对是否重复") % each.twice] if each.twice else []
        found.setdefault(line["kind"], []).append({**line["cells"], SAID: "；".join(told)})
    sheets = [Sheet(each, found[each.code]) for each in KINDS if each.code in found]
    return written(inventory, sheets or [Sheet(KINDS[0])], said=True)
