"""Sheets as workbooks, out and in; the results of a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.directory.forms import key_of
from ditan.base.directory.sheets import MOST_BYTES
from ditan.base.refusal import Refusal
from ditan.base.workflow.models import SheetImport
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.errors import SheetRefused
from ditan.base.workflow.rounds.permissions import FILL, require
from ditan.base.workflow.rounds.results import export_results
from ditan.base.workflow.rounds.services.sheets import CHANGE, read_workbook, take_rows
from ditan.base.workflow.rounds.views.answers import assignment_of
from ditan.base.workflow.rounds.workbook import write_sheet

SHOWN_PROBLEMS = 5


@require_GET
@answered
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as a workbook to fill in, with what is there already."""
    require(request.user, FILL)
    assignment = assignment_of(request, pk)
    data = write_sheet(selectors.sheet_of(request.user, assignment))
    return attachment(data, f"{assignment.round.title}-{assignment.organisation.name}.xlsx")


@answered
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a workbook in: every row is shown with what it would change."""
    require(request.user, FILL)
    assignment = assignment_of(request, pk)
    error = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise SheetRefused(_("还没有选择文件；请选择填好的 .xlsx 模板。"))
            if (upload.size or 0) > MOST_BYTES:
                raise SheetRefused(
                    _("“%(name)s”有 %(found)d MB，填报模板最多 %(most)d MB；请确认选对了文件。")
                    % {"name": upload.name, "found": (upload.size or 0) // 1_000_000, "most": MOST_BYTES // 1_000_000}
                )
            made = read_workbook(user=request.user, assignment=assignment, name=upload.name or "", data=upload.read())
            return redirect("workflow:sheet_report", pk=pk, sheet=made.pk)
        except Refusal as refused:
            error = refused.message
    context = {"assignment": assignment, "round": assignment.round, "error": error}
    return render(request, "workflow/import.html", context, status=422 if error else 200)


@answered
def report(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """What the workbook would change, row by row; what is ticked is taken in."""
    require(request.user, FILL)
    assignment = assignment_of(request, pk)
    found = assignment.submission.sheets.get(pk=sheet)
    if request.method == "POST":
        chosen = {key for key in map(key_of, request.POST.getlist("row")) if key is not None}
        try:
            written = take_rows(user=request.user, assignment=assignment, sheet=sheet, chosen=chosen)
        except Refusal as refused:
            messages.error(request, refused.message)
        else:
            saved = sum(each.outcome == "saved" for each in written)
            messages.success(request, _("已导入 %d 格。") % saved)
            for each in [each for each in written if each.outcome in ("refused", "conflict")][:SHOWN_PROBLEMS]:
                name = each.cell.asked.metric.name if each.cell else ""
                messages.error(request, f"{name}：{each.message}")
        return redirect("workflow:sheet", pk=pk)
    context = {
        "assignment": assignment,
        "round": assignment.round,
        "sheet": found,
        "changes": [each for each in found.rows if each["outcome"] == CHANGE],
        "refused": [each for each in found.rows if each["outcome"] == "refused"],
        "same": sum(each["outcome"] == "same" for each in found.rows),
        "undecided": found.state == SheetImport.State.WAITING,
    }
    return render(request, "workflow/report.html", context)


@require_GET
@acting("workflow:rounds")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """All values of a round that this user sees."""
    found = selectors.get_round(request.user, pk)
    data = export_results(request.user, found)
    return attachment(data, f"{found.title}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
