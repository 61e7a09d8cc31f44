"""Beginning an assessment, and moving it on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.directory.models import Organisation
from ditan.base.directory.models.dated import holds
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.machines import ASSESSMENT
from ditan.domains.assessment import forms
from ditan.domains.assessment.errors import WrongState
from ditan.domains.assessment.permissions import MANAGE, require
from ditan.domains.assessment.selectors.assessments import get_assessment
from ditan.domains.assessment.selectors.rubrics import get_version, issued_versions
from ditan.domains.assessment.services import begin_assessment, take_step

MOST_OFFERED = 300


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Draw an assessment up: year, version of a rubric, organisations."""
    require(request.user, MANAGE)
    if request.method != "POST":
        year = timezone.localdate().year
        return _form(request, {"year": str(year), "title": _("%d 年度双碳考核") % year}, set())
    data = request.POST
    try:
        version = key_of(data.get("rubric_version"))
        if version is None:
            raise InvalidFields({"rubric_version": _("请选择已发布的评分细则；没有的，先在“评分细则”中发布。")})
        made = begin_assessment(
            user=request.user,
            title=typed(request, "title"),
            year=key_of(data.get("year", "").strip()) or 0,
            rubric_version=get_version(request.user, version),
            organisations=forms.organisations_of(data),
            self_due_on=forms.day_of(data, "self_due_on"),
            note=typed(request, "note"),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        return _form(request, data, set(data.getlist("organisation")), refused)
    messages.success(request, _("已启动“%s”，各单位已收到填写自评的通知。") % made.title)
    return redirect("assessment:assessment", pk=made.pk)


def _form(request: HttpRequest, values: Any, ticked: set[str], refused: Refusal | None = None) -> HttpResponse:
    organisations = Organisation.objects.filter(holds(timezone.localdate())).order_by("kind", "position", "name")
    context = {
        "typed": values,
        "versions": issued_versions(request.user),
        "organisations": [(each, str(each.pk) in ticked) for each in organisations[:MOST_OFFERED]],
        "errors": refused.errors if isinstance(refused, InvalidFields) else {},
        "refused": "" if refused is None or isinstance(refused, InvalidFields) else refused.message,
    }
    return render(request, "assessment/new.html", context, status=200 if refused is None else 422)


@require_POST
@acting("assessment:list")
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an assessment on, or back."""
    found = get_assessment(request.user, pk)
    name = typed(request, "step")
    try:
        if name not in {each.code for each in ASSESSMENT.transitions}:
            raise WrongState(_("没有指明要办的步骤；请用页面上的按钮。"))
        moved = take_step(
            user=request.user,
            assessment=found,
            step=name,
            version=forms.version_of(request.POST),
            reason=typed(request, "reason"),
            appeal_due_on=forms.day_of(request.POST, "appeal_due_on"),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("考核现为“%s”。") % moved.get_state_display())
    return redirect("assessment:assessment", pk=pk)
