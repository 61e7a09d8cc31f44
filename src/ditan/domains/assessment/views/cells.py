"""One line of one organisation: its rule, scores, files, remarks, appeals."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import typed
from ditan.base.records.selectors import bytes_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.rounds.services.evidence import MOST_BYTES, too_large
from ditan.domains.assessment import forms
from ditan.domains.assessment.models import Cell
from ditan.domains.assessment.permissions import VIEW, require
from ditan.domains.assessment.selectors.assessments import cell_page, get_appeal, get_cell
from ditan.domains.assessment.selectors.rubrics import rule_words
from ditan.domains.assessment.selectors.scope import reviews, scores_for
from ditan.domains.assessment.services import add_evidence, answer, appeal, remark, remove_evidence
from ditan.domains.assessment.services.evidence import may_add


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """All about one line."""
    require(request.user, VIEW)
    cell = get_cell(request.user, pk)
    found = cell_page(request.user, cell)
    participant = cell.participant
    assessment = participant.assessment
    mine = scores_for(request.user, participant)
    open_appeal = any(each.state == "open" for each in found.appeals)
    context = {
        "assessment": assessment,
        "participant": participant,
        "cell": cell,
        "found": found,
        "line": found.line,
        "rule_words": rule_words(found.line),
        "may_add": may_add(request.user, participant),
        "may_remark": assessment.is_open and (mine or reviews(request.user, participant)),
        "may_appeal": assessment.state == "appeal" and mine and not open_appeal,
        "may_answer": assessment.state == "appeal" and reviews(request.user, participant),
    }
    return render(request, "assessment/cell.html", context)


@require_POST
@acting("assessment:list")
def remark_(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a line."""
    cell = get_cell(request.user, pk)
    return _done(
        request, cell, lambda: remark(user=request.user, cell=cell, text=typed(request, "text")), _("已批注。")
    )


@require_POST
@acting("assessment:list")
def appeal_(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to the final score."""
    cell = get_cell(request.user, pk)
    done = _("申诉已提交，答复后会通知本单位。")
    return _done(request, cell, lambda: appeal(user=request.user, cell=cell, text=typed(request, "text")), done)


@require_POST
@acting("assessment:list")
def answer_(request: HttpRequest, pk: int) -> HttpResponse:
    """Uphold an appeal with other inputs, or keep the score."""
    found = get_appeal(request.user, pk)
    row = cell_page(request.user, found.cell)
    inputs = {each.name: typed(request, f"i.{each.number}") for each in row.asks}
    inputs["override"] = typed(request, "override")

    def act() -> object:
        return answer(
            user=request.user,
            appeal=found,
            version=forms.version_of(request.POST),
            uphold=request.POST.get("action") == "uphold",
            text=typed(request, "text"),
            inputs=inputs,
        )

    return _done(request, found.cell, act, _("已答复。"))


@require_POST
@acting("assessment:list")
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with a line."""
    cell = get_cell(request.user, pk)

    def act() -> object:
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidFields({"file": _("还没有选择文件。")})
        if (upload.size or 0) > MOST_BYTES:
            raise InvalidFields({"file": too_large(upload.name or "", upload.size or 0)})
        note = typed(request, "note")
        return add_evidence(user=request.user, cell=cell, name=upload.name or "", data=upload.read(), note=note)

    return _done(request, cell, act, _("已上传。"), "#files")


@require_POST
@acting("assessment:list")
def evidence_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file back."""
    cell = get_cell(request.user, pk)
    return _done(
        request, cell, lambda: remove_evidence(user=request.user, cell=cell, pk=file), _("已撤下该文件。"), "#files"
    )


@require_GET
@answered
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The file as it was handed in, to save."""
    require(request.user, VIEW)
    found = get_cell(request.user, pk).evidence.select_related("source").get(pk=file, removed_at=None)
    try:
        data = bytes_of(found.source)
    except FileNotFoundError as error:
        raise Http404(_("“%s”的文件已不在服务器上；请联系系统管理员从备份恢复。") % found.source.name) from error
    return attachment(data, found.source.name, "application/octet-stream")


def _done(request: HttpRequest, cell: Cell, act: object, said: str, place: str = "") -> HttpResponse:
    assert callable(act)
    try:
        act()
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect(reverse("assessment:cell", args=[cell.pk]) + place)
