"""Rubrics: all of them, one with its lines and versions, editing a draft, issuing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed, wants_part
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.rubrics import KINDS, PARTS, from_plain
from ditan.domains.assessment import forms
from ditan.domains.assessment.feeds import FEEDS
from ditan.domains.assessment.models import Rubric
from ditan.domains.assessment.permissions import RUBRICS, VIEW, require
from ditan.domains.assessment.selectors.rubrics import get_rubric, get_version, list_rubrics, rubric_page, rule_words
from ditan.domains.assessment.selectors.scope import keeps_rubrics
from ditan.domains.assessment.services import begin, drop_line, issue, revise, save_head, save_line
from ditan.domains.assessment.services.rubrics import content_of


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All rubrics, the district's own first, then the examples."""
    require(request.user, VIEW)
    words, kind = request.GET.get("words", "")[:100], request.GET.get("kind", "")[:8]
    rows = paged(request, list_rubrics(request.user, words, kind))
    context = {
        "rows": rows,
        "lines": [(each, from_plain(content_of(each))) for each in rows.page.object_list],
        "may_manage": keeps_rubrics(request.user),
        "here": reverse("assessment:rubrics"),
    }
    if wants_part(request):
        return render(request, "assessment/_rubrics_body.html", context)
    context["controls"] = forms.rubric_controls(words, kind)
    return render(request, "assessment/rubrics.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One rubric as it is now, what stands against issuing it, and its versions."""
    require(request.user, VIEW)
    rubric = get_rubric(request.user, pk)
    found = rubric_page(request.user, rubric)
    context = {
        "rubric": rubric,
        "found": found,
        "lines": [(line, rule_words(line), wrong) for line, wrong in found.lines],
        "kinds": KINDS.values(),
        "parts": PARTS,
        "feeds": {code: each.label for code, each in FEEDS.items()},
        "may_manage": keeps_rubrics(request.user),
        "may_edit": keeps_rubrics(request.user) and not rubric.example and rubric.draft is not None,
    }
    return render(request, "assessment/rubric.html", context)


@require_GET
@answered
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One issued version, for ever as it was."""
    require(request.user, VIEW)
    found = get_version(request.user, pk)
    rules = from_plain(found.content)
    context = {
        "version": found,
        "rules": rules,
        "lines": [(line, rule_words(line), []) for line in rules.lines],
        "parts": PARTS,
        "feeds": {code: each.label for code, each in FEEDS.items()},
        "assessments": found.assessments.order_by("-year") if keeps_rubrics(request.user) else [],
    }
    return render(request, "assessment/rubric_version.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Begin a rubric, empty or with the lines of another."""
    require(request.user, RUBRICS)
    like_key = key_of(request.POST.get("like", "") or request.GET.get("like", ""))
    like = get_rubric(request.user, like_key) if like_key else None
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            name, basis = typed(request, "name"), typed(request, "basis")
            made = begin(user=request.user, name=name, basis=basis, like=like)
            messages.success(request, _("已建立草稿，请补齐各项，合计 100 分后发布。"))
            return redirect("assessment:rubric", pk=made.pk)
        except InvalidFields as error:
            refused = error
    values = request.POST or {"basis": like.basis if like else ""}
    context = {"like": like, "typed": values, "errors": getattr(refused, "errors", {})}
    return render(request, "assessment/rubric_new.html", context, status=200 if refused is None else 422)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, source and grades of a draft."""
    require(request.user, RUBRICS)
    rubric = get_rubric(request.user, pk)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            draft, seen = forms.head_of(request.POST), forms.version_of(request.POST)
            save_head(user=request.user, rubric=rubric, version=seen, draft=draft)
            messages.success(request, _("已保存。"))
            return redirect("assessment:rubric", pk=pk)
        except Refusal as error:
            if error.status == 403:
                raise
            refused = error
    values: Any = request.POST if refused else forms.typed_head(rubric, content_of(rubric))
    context = {"rubric": rubric, "typed": values} | _refusal(refused)
    return render(request, "assessment/rubric_edit.html", context, status=200 if refused is None else 422)


@answered
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line of the kind that the address names, or change the one that it names."""
    require(request.user, RUBRICS)
    rubric = get_rubric(request.user, pk)
    code = request.GET.get("code", "")[:20]
    content = content_of(rubric)
    row = next((each for each in content["lines"] if each["code"] == code), None) if code else None
    if code and row is None:
        raise Http404
    kind = request.POST.get("kind") or request.GET.get("kind") or (row["kind"] if row else "rate")
    if kind not in KINDS:
        raise Http404
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            draft, seen = forms.line_draft(request.POST, kind), forms.version_of(request.POST)
            save_line(user=request.user, rubric=rubric, version=seen, draft=draft, code=code)
            messages.success(request, _("已保存“%s”。") % draft.name.strip())
            return redirect("assessment:rubric", pk=pk)
        except Refusal as error:
            if error.status == 403:
                raise
            refused = error
    values: Any
    if refused:
        values = request.POST
    elif row:
        values = forms.typed_line(next(each for each in from_plain(content).lines if each.code == code), row)
    else:
        values = {"part": "basic", "code": str(len(content["lines"]) + 1)}
    found = _refusal(refused)
    context = {
        "rubric": rubric,
        "code": code,
        "kind": KINDS[kind],
        "kinds": KINDS.values(),
        "parts": PARTS.items(),
        "feeds": FEEDS.values(),
        "fields": [
            (each, values.get(f"parameters.{each.name}", ""), found["errors"].get(f"parameters.{each.name}", ""))
            for each in KINDS[kind].fields
        ],
        "typed": values,
        "metric": values.get("feed.metric", ""),
        "feed_kind": values.get("feed.kind", ""),
    }
    status = 200 if refused is None else 422
    return render(request, "assessment/rubric_line.html", context | found, status=status)


def _refusal(refused: Refusal | None) -> dict[str, Any]:
    fields = refused.errors if isinstance(refused, InvalidFields) else {}
    return {"errors": fields, "refused": "" if refused is None or fields else refused.message}


@require_POST
@acting("assessment:rubrics")
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of a draft."""
    rubric, code = get_rubric(request.user, pk), typed(request, "code")
    return _act(
        request,
        rubric,
        lambda seen: drop_line(user=request.user, rubric=rubric, version=seen, code=code),
        _("已删去该项。"),
    )


@require_POST
@acting("assessment:rubrics")
def issue_(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft a version."""
    rubric, reason = get_rubric(request.user, pk), typed(request, "reason")
    return _act(
        request,
        rubric,
        lambda seen: issue(user=request.user, rubric=rubric, version=seen, reason=reason),
        _("已发布，此版本不再变动；可以用它启动考核。"),
    )


@require_POST
@acting("assessment:rubrics")
def revise_(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    rubric = get_rubric(request.user, pk)
    done = _("已建立新版本的草稿；已启动的考核仍按原版本评分。")
    return _act(request, rubric, lambda seen: revise(user=request.user, rubric=rubric, version=seen), done)


def _act(request: HttpRequest, rubric: Rubric, act: Any, said: str) -> HttpResponse:
    try:
        act(forms.version_of(request.POST))
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect("assessment:rubric", pk=rubric.pk)
