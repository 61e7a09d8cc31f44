"""Evaluations: all of them, a new one, one as it will be printed, its cover, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.reporting.documents import arrange
from ditan.domains.evaluation.exporting import ask_for
from ditan.domains.evaluation.forms import controls_of, filters_of, version_of, year_of
from ditan.domains.evaluation.models import Kind
from ditan.domains.evaluation.permissions import EDIT, EXPORT, FINALISE, VIEW, may, require
from ditan.domains.evaluation.selectors.evaluations import (
    chapter_lines,
    document_now,
    get_evaluation,
    list_evaluations,
)
from ditan.domains.evaluation.selectors.scope import reaches_all
from ditan.domains.evaluation.services import change_details, delete_draft, finalise, make_evaluation
from ditan.domains.plans.selectors import plan_library


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The list."""
    require(request.user, VIEW)
    filters = filters_of(request.GET)
    context = {
        "rows": paged(request, list_evaluations(request.user, filters)),
        "may_edit": reaches_all(request.user, EDIT),
        "here": reverse("evaluation:list"),
    }
    if wants_part(request):
        return render(request, "evaluation/_list_body.html", context)
    context["controls"] = controls_of(filters)
    return render(request, "evaluation/list.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Choose plan, kind and year."""
    require(request.user, EDIT)
    if request.method != "POST":
        asked = {"plan": request.GET.get("plan", ""), "kind": "annual", "year": str(timezone.localdate().year - 1)}
        return _new_form(request, asked)
    given = {name: typed(request, name) for name in ("plan", "kind", "year", "reason")}
    try:
        made = make_evaluation(
            user=request.user,
            plan=key_of(given["plan"]) or 0,
            kind=given["kind"],
            year=year_of(given["year"]),
            reason=given["reason"],
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        return _new_form(request, given, refused)
    messages.success(request, _("已建立“%s”；请逐章核对并撰写。") % made.title)
    return redirect("evaluation:evaluation", pk=made.pk)


def _new_form(request: HttpRequest, given: dict[str, str], refused: Refusal | None = None) -> HttpResponse:
    errors = refused.errors if isinstance(refused, InvalidFields) else {}
    context = {
        "typed": given,
        "plans": plan_library(request.user),
        "kinds": Kind.choices,
        "errors": errors,
        "refused": refused.message if refused is not None and not errors else "",
    }
    return render(request, "evaluation/new.html", context, status=422 if refused is not None else 200)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it will be printed, with its chapters beside it."""
    require(request.user, VIEW)
    found = get_evaluation(request.user, pk)
    lines = chapter_lines(found)
    context = {
        "evaluation": found,
        "document": arrange(document_now(request.user, found)),
        "lines": lines,
        "missing": sum(line.missing for line in lines),
        "may_edit": found.is_draft and reaches_all(request.user, EDIT),
        "may_finalise": found.is_draft and reaches_all(request.user, FINALISE),
        "may_export": may(request.user, EXPORT) and reaches_all(request.user, EXPORT),
        "snapshot": None if found.is_draft else found.snapshot,
    }
    return render(request, "evaluation/evaluation.html", context)


@answered
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands on the cover."""
    require(request.user, EDIT)
    found = get_evaluation(request.user, pk, EDIT)
    names = ("title", "issuer", "number")
    if request.method != "POST":
        given = {name: getattr(found, name) for name in names}
        return render(request, "evaluation/details.html", {"evaluation": found, "typed": given, "errors": {}})
    given = {name: typed(request, name) for name in names}
    try:
        change_details(user=request.user, pk=pk, version=version_of(request.POST), **given)
    except Refusal as refused:
        if refused.status == 403:
            raise
        errors = refused.errors if isinstance(refused, InvalidFields) else {}
        context = {"evaluation": found, "typed": given, "errors": errors, "refused": "" if errors else refused.message}
        return render(request, "evaluation/details.html", context, status=refused.status)
    messages.success(request, _("已保存封面信息。"))
    return redirect("evaluation:evaluation", pk=pk)


@require_POST
@acting("evaluation:list")
def finalise_(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze it."""
    made = finalise(user=request.user, pk=pk, version=version_of(request.POST))
    messages.success(request, _("“%s”已定稿；此后数据变化不再影响本报告。") % made.evaluation.title)
    return redirect("evaluation:evaluation", pk=pk)


@require_POST
@acting("evaluation:list")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft in which nobody wrote."""
    title = delete_draft(user=request.user, pk=pk, version=version_of(request.POST))
    messages.success(request, _("已删除草稿“%s”。") % title)
    return redirect("evaluation:list")


@require_GET
@acting("evaluation:list")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file made; it is fetched in the download centre."""
    asked = ask_for(user_of(request), pk, request.GET.get("format", "docx"))
    messages.success(request, _("正在生成“%(title)s”；完成后在这里下载。") % {"title": asked.title})
    return redirect("reporting:downloads")
