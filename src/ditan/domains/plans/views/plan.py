"""One plan: its facts, outline, counts, findings, readings and versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import attachment
from ditan.base.asking import user_of
from ditan.base.declaration import may
from ditan.base.records.selectors import bytes_of
from ditan.domains.plans import services
from ditan.domains.plans.errors import Changed, InvalidFields
from ditan.domains.plans.facts import FACTS
from ditan.domains.plans.forms.inputs import inputs_of
from ditan.domains.plans.forms.words import code_word
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.permissions import MANAGE, REVIEW, UPLOAD, require
from ditan.domains.plans.selectors import LibraryFilters, get_plan, plan_changes, plan_detail, plan_library
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.refusals import acting, answered, errors_by_field


def _plan_page(pk: int) -> str:
    return reverse("plans:plan", args=[pk])


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan at a glance."""
    detail = plan_detail(request.user, pk)
    plan = detail.plan
    others = plan_library(request.user, LibraryFilters(region=plan.region_code)) if plan.region_code else ()
    context = {
        "plan": plan,
        "detail": detail,
        "counts": [(kind, detail.counts.kinds[name]) for name, kind in KINDS.items()],
        "outline": [heading for heading in detail.outline if heading.kind != "contents"],
        "findings": [(finding, code_word(finding.code)) for finding in detail.findings],
        "running": next((run for run in detail.readings if run.state in ("waiting", "running")), None),
        "earlier_choices": [other for other in others if other.pk != plan.pk] if may(request.user, MANAGE) else [],
        "may_manage": may(request.user, MANAGE),
        "may_upload": may(request.user, UPLOAD),
        "may_review": may(request.user, REVIEW),
    }
    return render(request, "plans/plan.html", context)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the facts. What was typed survives a refusal."""
    plan = get_plan(request.user, pk)
    require(request.user, MANAGE)
    values = {fact.name: fact.type.show(getattr(plan, fact.name)) for fact in FACTS}
    if request.method != "POST":
        return _form(request, plan, values, {}, plan.version)
    typed = {fact.name: request.POST.get(fact.name, "") for fact in FACTS}
    version = whole(request.POST.get("version"))
    changes = {name: text for name, text in typed.items() if text != values[name]}
    try:
        services.edit_plan(user=user_of(request), plan=plan, version=version, changes=changes)
    except InvalidFields as error:
        return _form(request, plan, typed, errors_by_field(FACTS, error.errors), version)
    except Changed as error:
        return _form(request, plan, typed, {}, plan.version, conflict=error.message, current=values)
    messages.success(request, _("基本信息已保存。"))
    return redirect("plans:plan", pk=pk)


def _form(
    request: HttpRequest,
    plan: Any,
    values: dict[str, str],
    errors: dict[str, str],
    version: int,
    *,
    conflict: str = "",
    current: dict[str, str] | None = None,
) -> HttpResponse:
    context = {
        "plan": plan,
        "inputs": inputs_of(FACTS, values, errors, compared=current, compared_label=_("现在的内容")),
        "version": version,
        "conflict": conflict,
    }
    return render(request, "plans/plan_edit.html", context, status=409 if conflict else 422 if errors else 200)


@require_POST
@acting(_plan_page)
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the plan again; decisions are kept."""
    taken = services.reread_plan(user=user_of(request), plan=get_plan(request.user, pk))
    return redirect("plans:reading", pk=taken.reading.pk)


@require_POST
@acting(_plan_page)
def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan the next version of an earlier one."""
    chosen = whole(request.POST.get("earlier"))
    if not chosen:
        messages.error(request, _("请先选择上一版本。"))
        return redirect("plans:plan", pk=pk)
    earlier = get_plan(request.user, chosen)
    services.supersede(user=user_of(request), plan=get_plan(request.user, pk), earlier=earlier)
    messages.success(request, _("已设为《%(title)s》的后续版本，相同条目的审核结论已沿用。") % {"title": earlier.title})
    return redirect("plans:plan_changes", pk=pk)


@require_POST
@acting(_plan_page)
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the link to an earlier version back."""
    services.separate(user=user_of(request), plan=get_plan(request.user, pk))
    messages.success(request, _("已取消与上一版本的关联。"))
    return redirect("plans:plan", pk=pk)


@answered
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What this version changed against the one before."""
    found = plan_changes(request.user, pk)
    if found is None:
        raise Http404("no earlier version")
    numbers = {change: found.number_of(change) for change in ("added", "changed", "removed", "same")}
    return render(request, "plans/changes.html", {"plan": found.later, "changes": found, "numbers": numbers})


@answered
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's file as it was handed in."""
    source = get_plan(request.user, pk).source
    try:
        return attachment(bytes_of(source), source.name, "application/octet-stream")
    except FileNotFoundError as error:
        raise Http404(str(error)) from error
