"""Workbooks of projects: out, an empty one, in with a report before anything is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ditan.base.answers import acting, answered, attachment
from ditan.base.directory.forms import key_of
from ditan.base.directory.sheets import MOST_BYTES
from ditan.base.refusal import ImportRefused, Refusal, RowError
from ditan.domains.projects.exchange import imports
from ditan.domains.projects.exchange.columns import FORM
from ditan.domains.projects.exchange.export import export_projects
from ditan.domains.projects.forms.filters import project_filters
from ditan.domains.projects.permissions import IMPORT, require

SHOWN = 200


@require_GET
@acting("projects:list")
def export(request: HttpRequest) -> HttpResponse:
    """The projects that match as a workbook."""
    data = export_projects(request.user, project_filters(request.GET))
    return attachment(data, f"{_('项目库')}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")


@require_GET
@answered
def blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    require(request.user, IMPORT)
    return attachment(FORM.written(()), _("项目导入模板.xlsx"))


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand a workbook in; it is read and reported, nothing is kept yet."""
    require(request.user, IMPORT)
    found: list[RowError] = []
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            found = [RowError(0, "", _("还没有选择文件；请选择按模板填写的 xlsx 文件。"))]
        elif (upload.size or 0) > MOST_BYTES:
            found = [RowError(0, "", _("文件超过 %d MB；请分批导入。") % (MOST_BYTES // 1_000_000))]
        else:
            try:
                made = imports.hand_in(user=request.user, name=str(upload.name), data=upload.read())
            except ImportRefused as refused:
                found = refused.rows
            else:
                return redirect("projects:import_report", made.pk)
    context = {"errors": found, "here": reverse("projects:import")}
    return render(request, "projects/import.html", context, status=422 if found else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@acting("projects:import")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read, row by row; keep it all, or give it up."""
    handed = imports.get_import(request.user, pk)
    if request.method == "POST":
        version = key_of(request.POST.get("version", "")) or 0
        if request.POST.get("action") == "drop":
            imports.drop_import(user=request.user, handed=handed, version=version)
            messages.success(request, _("已放弃这份工作簿；没有改动项目库。"))
            return redirect("projects:import")
        try:
            number = imports.save_import(user=request.user, handed=handed, version=version)
        except Refusal as refused:
            if refused.status == 403:
                raise
            messages.error(request, refused.message)
            return redirect("projects:import_report", pk)
        messages.success(request, _("已入库 %d 行。") % number)
        return redirect("projects:list")
    read = imports.read_rows(request.user, handed.rows) if handed.state == "read" else None
    pairs = list(zip(handed.rows, read.rows, strict=True))[:SHOWN] if read else []
    context = {
        "handed": handed,
        "read": read,
        "lines": [(typed["row"], typed["cells"], row) for typed, row in pairs],
        "errors": read.errors[:SHOWN] if read else (),
        "more": max(0, len(handed.rows) - SHOWN),
        "here": reverse("projects:import_report", args=[pk]),
    }
    return render(request, "projects/import_report.html", context)


@require_GET
@acting("projects:import")
def errors(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook with what is wrong beside each row."""
    handed = imports.get_import(request.user, pk)
    return attachment(imports.marked(handed), _("项目导入-错误说明.xlsx"))
