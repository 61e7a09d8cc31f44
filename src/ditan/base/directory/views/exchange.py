"""Organisations as a workbook."""

from __future__ import annotations

import base64
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered
from ditan.base.directory import forms
from ditan.base.directory.errors import ImportRefused, RowError
from ditan.base.directory.exchange import error_workbook, export_organisations, import_organisations
from ditan.base.directory.exchange import template as empty_workbook
from ditan.base.directory.permissions import MANAGE, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ERRORS = 200


@require_GET
@acting("directory:organisations")
def export(request: HttpRequest) -> HttpResponse:
    """The list as the search left it."""
    data = export_organisations(request.user, forms.organisation_filters(request.GET))  # type: ignore[arg-type]
    return _file(data, f"组织机构-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


@require_GET
@acting("directory:organisations")
def blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return _file(empty_workbook(request.user), _("组织机构导入模板.xlsx"))  # type: ignore[arg-type]


@answered
def import_(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; every row that cannot be taken in is named, and then nothing is stored."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return render(request, "directory/import.html", {"errors": []})
    upload = request.FILES.get("file")
    data = upload.read() if upload is not None else b""
    try:
        made = import_organisations(user=request.user, data=data)  # type: ignore[arg-type]
    except ImportRefused as error:
        return _refused(request, data, error.rows)
    messages.success(request, _("已导入 %(made)d 个单位。") % {"made": made})
    return redirect("directory:organisations")


def _refused(request: HttpRequest, data: bytes, errors: list[RowError]) -> HttpResponse:
    """The errors on screen, and the workbook with the errors beside the rows to take away."""
    marked = error_workbook(data, errors) if all(error.row for error in errors) else b""
    context = {
        "errors": errors[:SHOWN_ERRORS],
        "error_count": len(errors),
        "marked": base64.b64encode(marked).decode() if len(marked) <= 2_000_000 else "",
    }
    return render(request, "directory/import.html", context, status=422)


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
