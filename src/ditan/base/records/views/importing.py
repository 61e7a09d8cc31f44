"""Values from a workbook: hand it in, look at the report of its rows, have the chosen ones recorded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import user_of
from ditan.base.records.importing.workbook import MOST_BYTES
from ditan.base.records.models import ValueImport
from ditan.base.records.permissions import IMPORT, require
from ditan.base.records.selectors.importing import get_value_import, import_chunks, value_imports
from ditan.base.records.services import drop_values, hand_in_values, import_template, leave_out, take_values
from ditan.base.records.services.importing import SAME, TAKEN_IN
from ditan.base.refusal import Refusal
from ditan.base.workflow.selectors import list_jobs

RUNNING = (ValueImport.State.READING, ValueImport.State.SAVING)
SHOWN_IMPORTS = 10


@answered
def hand_in(request: HttpRequest) -> HttpResponse:
    """Choose a workbook. It is read in the background, and nothing is recorded before somebody says so."""
    require(request.user, IMPORT)
    error = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise Refusal(_("还没有选择文件；请选择填好的 .xlsx 工作簿。"))
            if (upload.size or 0) > MOST_BYTES:
                raise Refusal(
                    _("“%(name)s”有 %(found)d MB，最多 %(most)d MB；请分批导入。")
                    % {"name": upload.name, "found": (upload.size or 0) // 1_000_000, "most": MOST_BYTES // 1_000_000}
                )
            made = hand_in_values(user=user_of(request), name=upload.name or "", data=upload.read())
            return redirect("records:import_report", pk=made.pk)
        except Refusal as refused:
            if refused.status == 403:
                raise
            error = refused.message
    context = {"error": error, "imports": value_imports(request.user)[:SHOWN_IMPORTS]}
    return render(request, "records/import.html", context, status=422 if error else 200)


@require_GET
@answered
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with drop-downs."""
    year = timezone.localdate().year
    return attachment(import_template(user_of(request)), _("数据导入模板-%(year)d.xlsx") % {"year": year})


@require_GET
@answered
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of the rows; while it is read or recorded, how far that has come."""
    made = get_value_import(request.user, pk)
    if made.state in RUNNING:
        job = list_jobs(request.user).filter(pk=made.job or 0).first()
        name = "records/_import_progress.html" if request.headers.get("HX-Request") else "records/import_report.html"
        return render(request, name, {"made": made, "job": job, "running": True})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "records/import_report.html", _context(request, made))


def _context(request: HttpRequest, made: ValueImport) -> dict[str, Any]:
    only = "refused" in request.GET
    page = Paginator(import_chunks(request.user, made, refused_only=only), 1).get_page(request.GET.get("page"))
    rows = [row for chunk in page for row in chunk.rows if not only or row["outcome"] == "refused"]
    left_out = set(made.left_out)
    for row in rows:
        row["takes"] = row["outcome"] in TAKEN_IN
        row["chosen"] = row["takes"] and row["row"] not in left_out
    return {
        "made": made,
        "rows": rows,
        "page": page,
        "only": only,
        "waiting": made.state == ValueImport.State.WAITING,
        "refused": made.counts.get("refused", 0),
        "same": made.counts.get(SAME, 0),
        "takes": sum(made.counts.get(outcome, 0) for outcome in TAKEN_IN) - len(left_out),
    }


@require_POST
@acting("records:import")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which rows of this page are chosen, and have them recorded or the import given up."""
    user = user_of(request)
    shown, chosen = ({int(n) for n in request.POST.getlist(name) if n.isdecimal()} for name in ("shown", "row"))
    wanted = request.POST.get("do", "")
    if wanted == "drop":
        drop_values(user=user, pk=pk)
        messages.success(request, _("已放弃这次导入，没有写入任何数据。"))
        return redirect("records:import")
    leave_out(user=user, pk=pk, rows=shown - chosen, keep=shown & chosen)
    if wanted == "take":
        take_values(user=user, pk=pk)
    else:
        messages.success(request, _("已记下本页的选择。"))
    return redirect("records:import_report", pk=pk)
