"""Work plans as files: the workbook out and in, the 年度任务书."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered, attachment
from ditan.base.asking import typed, user_of
from ditan.base.audit.services import record_apart
from ditan.base.refusal import ImportRefused, NotAllowed, Refusal
from ditan.base.reporting.documents import ENDINGS
from ditan.base.reporting.documents import render as set_document
from ditan.base.reporting.tables import table_file
from ditan.domains.workplans.documents import task_book
from ditan.domains.workplans.errors import NotAvailable
from ditan.domains.workplans.exchange.handed import get_kept, keep, take_in
from ditan.domains.workplans.exchange.sheets import check_rows, import_lines, lines_table
from ditan.domains.workplans.models import LineImport, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP, EXPORT
from ditan.domains.workplans.selectors import LineFilters, get_workplan, workplan_page
from ditan.domains.workplans.services.deeds import name_of
from ditan.domains.workplans.views.pages import filters_of
from ditan.domains.workplans.views.refusals import note_refusal, whole

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
@answered
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines that the page shows, as a workbook that can be changed and brought back."""
    get_workplan(request.user, pk, EXPORT)
    table = lines_table(workplan_page(request.user, pk, filters_of(request.GET)))
    _log(request, "exported", pk, table.title, len(table.rows))
    return table_file(table, request.GET.get("format", "xlsx"))


@require_GET
@answered
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """年度任务书 of the whole, or of one organisation, as docx or pdf."""
    get_workplan(request.user, pk, EXPORT)
    organisation = request.GET.get("organisation", "").replace("\x00", "").strip()[:200]
    ending = request.GET.get("format", "docx")
    ending = ending if ending in ENDINGS else "docx"
    found = workplan_page(request.user, pk, LineFilters())
    now = timezone.localtime()
    book = task_book(
        found.workplan,
        found.all_lines,
        day=now.date(),
        organisation=organisation,
        watermark=f"{name_of(user_of(request))} {now:%Y-%m-%d %H:%M}",
    )
    _log(request, "document_made", pk, f"{book.title} {organisation}".strip(), len(found.all_lines))
    name = f"{book.title}{'-' + organisation if organisation else ''}.{ending}"
    return attachment(set_document(book, ending), name, TYPES[ending])


@answered
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a workbook in: first the report of its rows, then, where all can be taken, the saving. One that was checked is
    kept and taken in without choosing it again."""
    workplan = get_workplan(request.user, pk, DRAW_UP)
    upload = request.FILES.get("file")
    context: dict[str, Any] = {"workplan": workplan, "reports": None, "errors": [], "reason": typed(request, "reason")}
    if request.method != "POST":
        return render(request, "workplans/import.html", context)
    kept = whole(request.POST.get("kept"))
    if upload is None and not kept:
        context["errors"] = [_("请选择 .xlsx 文件。")]
        return render(request, "workplans/import.html", context, status=422)
    user, version, reason = user_of(request), whole(request.POST.get("version")), typed(request, "reason")
    try:
        if upload is None:
            context |= _checked(workplan, get_kept(user, workplan, kept))
            reports = take_in(user=user, workplan=workplan, kept=kept, version=version, reason=reason)
        elif typed(request, "action") != "save":
            handed = keep(user=user, workplan=workplan, name=upload.name or "", data=upload.read())
            return render(request, "workplans/import.html", context | _checked(workplan, handed))
        else:
            reports = import_lines(user=user, pk=pk, version=version, data=upload.read(), reason=reason)
    except (NotAllowed, NotAvailable):
        raise
    except ImportRefused as error:
        note_refusal(request, error)
        context["errors"] = [str(each) for each in error.rows[:50]]
        return render(request, "workplans/import.html", context, status=422)
    except Refusal as error:
        note_refusal(request, error)
        context["errors"] = [error.message]
        return render(request, "workplans/import.html", context, status=error.status)
    counted = {act: sum(each.act == act for each in reports) for act in ("add", "change", "same")}
    messages.success(request, _("已导入：新增 %(add)d 条，修改 %(change)d 条，未变 %(same)d 条。") % counted)
    return redirect("workplans:workplan", pk)


def _checked(workplan: WorkPlan, handed: LineImport) -> dict[str, Any]:
    """What the page says of a workbook that is kept: each row, and how many cannot be taken."""
    reports, _ready = check_rows(workplan, handed.rows)
    return {"reports": reports, "wrong": sum(each.act == "wrong" for each in reports), "handed": handed}


def _log(request: HttpRequest, act: str, pk: int, name: str, rows: int) -> None:
    record_apart(
        act=f"workplans.{act}",
        user=user_of(request),
        target_kind="workplans.workplan",
        target_key=pk,
        target_name=name[:200],
        detail=_("%(number)d 行") % {"number": rows},
    )
