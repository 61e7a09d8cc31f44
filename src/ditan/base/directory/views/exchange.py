"""Organisations as a workbook."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import user_of
from ditan.base.directory import forms
from ditan.base.directory.errors import ImportRefused, RowError
from ditan.base.directory.exchange import error_workbook, export_organisations, import_organisations
from ditan.base.directory.exchange import template as empty_workbook
from ditan.base.directory.permissions import MANAGE, require

SHOWN_ERRORS = 200


@require_GET
@acting("directory:organisations")
def export(request: HttpRequest) -> HttpResponse:
    """The list as the search left it."""
    data = export_organisations(user_of(request), forms.organisation_filters(request.GET))
    return attachment(data, f"组织机构-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


@require_GET
@acting("directory:organisations")
def blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return attachment(empty_workbook(user_of(request)), _("组织机构导入模板.xlsx"))


@answered
def import_(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; every row that cannot be taken in is named, and then nothing is stored."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return render(request, "directory/import.html", {"errors": []})
    upload = request.FILES.get("file")
    data = upload.read() if upload is not None else b""
    try:
        made = import_organisations(user=user_of(request), data=data)
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
