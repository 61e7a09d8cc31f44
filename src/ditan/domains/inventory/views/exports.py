"""Files of an inventory."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import XLSX, acting, answered, attachment
from ditan.base.asking import typed, user_of
from ditan.base.reporting.documents import arrange
from ditan.domains.inventory.exporting import ask_for_report, document_of, file_name, file_of
from ditan.domains.inventory.permissions import EXPORT, VIEW, may, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be taken out, and the report as it would be printed."""
    require(request.user, VIEW)
    found = get_inventory(request.user, pk)
    context = {
        "inventory": found,
        "document": arrange(document_of(request.user, found)),
        "may_export": may(request.user, EXPORT) and reaches(request.user, EXPORT, found),
    }
    return render(request, "inventory/exports.html", context)


@require_GET
@answered
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The workbook or the interchange files."""
    found, made = file_of(user_of(request), pk, form)
    day = timezone.localtime().strftime("%Y%m%d-%H%M")
    if form == "xlsx":
        return attachment(made, f"{file_name(found)}-{day}.xlsx", XLSX)
    return attachment(made, f"{file_name(found)}-primap2-{day}.zip", "application/zip")


@require_POST
@acting("inventory:list")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The report, through the download centre."""
    ask_for_report(user_of(request), pk, typed(request, "ending"))
    messages.success(request, _("已提交，报告生成后可在下载中心取用。"))
    return redirect("reporting:downloads")
