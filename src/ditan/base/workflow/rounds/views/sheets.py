"""A clerk's grid, the cells that it saves as they are typed, and the files beside it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.records.selectors import bytes_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.models import Assignment, RoundState
from ditan.base.workflow.rounds import selectors
from ditan.base.workflow.rounds.permissions import VIEW, require
from ditan.base.workflow.rounds.selectors.scope import fills, manages
from ditan.base.workflow.rounds.selectors.steps import Stage
from ditan.base.workflow.rounds.services.evidence import MOST_BYTES, add_evidence, remove_evidence, too_large
from ditan.base.workflow.rounds.services.filling import OPEN_TO_FILL, Typed, comment, save_cells
from ditan.base.workflow.rounds.services.handing_in import possible_steps
from ditan.base.workflow.rounds.views.answers import assignment_of, refused_json
from ditan.base.workflow.rounds.working_days import days_left_words

MOST_BODY = 2_000_000


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of one submission, as whoever looks may use it."""
    require(request.user, VIEW)
    assignment = assignment_of(request, pk)
    sheet = selectors.sheet_of(request.user, assignment)
    mine = fills(request.user, assignment)
    open_now = assignment.round.state == RoundState.OPEN
    history = selectors.history(request.user, assignment)
    steps = possible_steps(request.user, assignment, sheet.submission)
    context = {
        "sheet": sheet,
        "assignment": assignment,
        "submission": sheet.submission,
        "round": assignment.round,
        "editable": mine and open_now and sheet.submission.state in OPEN_TO_FILL,
        "mine": mine,
        "steps": steps if open_now or not set(steps) & {"submit", "withdraw"} else [],
        "may_manage": manages(request.user),
        "history": history,
        "problems": sheet.checked.problems if "check" in request.GET else [],
        "last_word": last_word(history, sheet.submission.state),
        "due_words": days_left_words(assignment.last_day, sheet.submission),
        "here": reverse("workflow:sheet", args=[pk]),
    }
    return render(request, "workflow/sheet.html", context)


def last_word(history: list[Stage], state: str) -> Stage | None:
    """The step that sent the sheet back to who fills it in, with its reason."""
    if state not in ("returned", "restating"):
        return None
    return next((each for each in reversed(history) if each.step.reason), None)


@require_POST
def cells(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed into some cells; the answer says of each what became of it, and all checks anew."""
    try:
        assignment = assignment_of(request, pk)
        typed = typed_of(request.body)
        written = save_cells(user=request.user, assignment=assignment, typed=typed)
        sheet = selectors.sheet_of(request.user, assignment_of(request, pk))
    except ObjectDoesNotExist as error:
        raise Http404(str(error)) from error
    except Refusal as error:
        return refused_json(error)
    answered_cells = [
        {
            "asked": each.asked,
            "outcome": each.outcome,
            "message": each.message,
            "version": each.cell.version if each.cell else 0,
            "reported": each.cell.reported if each.cell else "",
            "note": each.cell.note if each.cell else "",
        }
        for each in written
    ]
    return JsonResponse({"cells": answered_cells, **checks_of(sheet)})


def checks_of(sheet: selectors.Sheet) -> dict[str, Any]:
    """The checks of a sheet as plain values."""
    return {
        "remarks": {
            str(row.cell.asked_id): [
                {"level": each.level, "label": str(each.label), "text": each.text, "explained": each.explained}
                for each in row.remarks
            ]
            for row in sheet.rows
        },
        "filled": sheet.filled,
        "total": len(sheet.rows),
        "must_fix": sheet.checked.must_fix,
        "unexplained": sheet.checked.unexplained,
        "verdict": sheet.checked.verdict,
        "problems": [{"asked": each.asked, "name": each.name, "text": each.text} for each in sheet.checked.problems],
    }


def typed_of(body: bytes) -> list[Typed]:
    """The cells of a request; `InvalidFields` where it holds none."""
    wrong = InvalidFields({"cells": _("请求内容无法识别；请刷新页面后重试。")})
    if len(body) > MOST_BODY:
        raise InvalidFields({"cells": _("一次保存的内容过大；请分批粘贴。")})
    try:
        rows = json.loads(body)["cells"]
        return [
            Typed(
                asked=_whole(row["asked"]),
                version=_whole(row["version"]),
                reported=_text(row.get("reported")),
                note=_text(row.get("note")),
                verified=row.get("verified") is True,
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise wrong from error


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**62:
        raise TypeError(value)
    return value


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(value)
    return value


@answered
def cell(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    """One cell in the drawer: what is meant by it, what was there before, what people said of it."""
    require(request.user, VIEW)
    assignment = assignment_of(request, pk)
    error = ""
    if request.method == "POST":
        try:
            comment(user=request.user, assignment=assignment, asked=asked, text=request.POST.get("text", ""))
        except Refusal as refused:
            error = refused.message
    sheet = selectors.sheet_of(request.user, assignment)
    row = next((each for each in sheet.rows if each.cell.asked_id == asked), None)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "sheet": sheet,
        "assignment": assignment,
        "evidence": [each for each in sheet.evidence if each.cell_id == row.cell.pk],
        "error": error,
        "typed": request.POST.get("text", "") if error else "",
    }
    return render(request, "workflow/_cell.html", context, status=422 if error else 200)


@require_POST
@answered
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with the submission."""
    assignment = assignment_of(request, pk)
    try:
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidFields({"file": _("还没有选择文件。")})
        if (upload.size or 0) > MOST_BYTES:
            raise InvalidFields({"file": too_large(upload.name or "", upload.size or 0)})
        asked = request.POST.get("asked", "")
        made = add_evidence(
            user=request.user,
            assignment=assignment,
            name=upload.name or "",
            data=upload.read(),
            asked=int(asked) if asked.isascii() and asked.isdigit() else None,
            note=request.POST.get("note", ""),
        )
        messages.success(request, _("已上传“%s”。") % made.source.name)
    except Refusal as refused:
        messages.error(request, refused.message)
    return redirect(_files_of(assignment))


@require_GET
@answered
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The file as it was handed in, to save."""
    found = assignment_of(request, pk).submission.evidence.select_related("source").get(pk=file)
    try:
        data = bytes_of(found.source)
    except FileNotFoundError as error:
        raise Http404(_("“%s”的文件已不在服务器上；请联系系统管理员从备份恢复。") % found.source.name) from error
    return attachment(data, found.source.name, "application/octet-stream")


@require_POST
@acting("workflow:my")
def evidence_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file back."""
    assignment = assignment_of(request, pk)
    remove_evidence(user=request.user, assignment=assignment, pk=file)
    messages.success(request, _("已撤下该文件。"))
    return redirect(_files_of(assignment))


def _files_of(assignment: Assignment) -> str:
    return reverse("workflow:sheet", args=[assignment.pk]) + "#files"
