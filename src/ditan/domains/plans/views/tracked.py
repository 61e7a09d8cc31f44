"""A target's page: its path, its values and forecast, where each number comes from, and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import XLSX, attachment
from ditan.base.asking import typed, user_of
from ditan.base.declaration import may
from ditan.base.records.models import ContributionState
from ditan.domains.plans.errors import InvalidFields, PlanError
from ditan.domains.plans.exchange.target_data import as_csv, as_xlsx
from ditan.domains.plans.forms.tracking import day_of, handing_fields
from ditan.domains.plans.models import ASSESSED, Convention, Handing, TrackedTarget
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.plans.permissions import MANAGE_TARGETS, require
from ditan.domains.plans.selectors.serving import MOST_NEIGHBOURS, serving_target
from ditan.domains.plans.selectors.target_page import target_page
from ditan.domains.plans.selectors.tracked import documents_of, get_tracked, steps_of
from ditan.domains.plans.services.targets import assess, hand_down, set_convention
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.refusals import acting, answered, note_refusal

STEPS = {
    "hand_down": _("登记下达值"),
    "adjust": _("调整下达值"),
    "judge_met": _("评定达成"),
    "judge_not_met": _("评定未达成"),
    "judge_undecidable": _("评定无法判定"),
    "reassess": _("重新评定"),
    "convention": _("更改进度口径"),
    "reopened": _("条目修改，评定重开"),
}


@answered
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one target."""
    found = get_tracked(request.user, pk)
    servers = serving_target(request.user, found)
    page = target_page(request.user, found, words=not servers)
    context = {
        "servers": servers[:MOST_NEIGHBOURS],
        "serving_count": len(servers),
        "serving_more": len(servers) - MOST_NEIGHBOURS,
        "proposed": any(line.contribution.state == ContributionState.PROPOSED for line in servers),
        "target": found,
        "page": page,
        "standing": found.standing,
        "chart": page.chart,
        "documents": documents_of(request.user, found),
        "steps": [(line, STEPS.get(line.step, line.step)) for line in steps_of(request.user, found)],
        "may_manage": may(request.user, MANAGE_TARGETS),
        "assessed": found.passed in ASSESSED,
        "conventions": Convention.choices,
    }
    return render(request, "plans/tracking/target.html", context)


@require_GET
@answered
def data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What the chart shows, as a workbook or as text with commas."""
    found = get_tracked(request.user, pk)
    page = target_page(request.user, found)
    name = f"{found.subject.name}-{found.name}-{found.year or ''}".rstrip("-")
    if form == "csv":
        return attachment(as_csv(user_of(request), found, page), f"{name}.csv", "text/csv; charset=utf-8")
    return attachment(as_xlsx(user_of(request), found, page), f"{name}.xlsx", XLSX)


@answered
def handing(request: HttpRequest, pk: int) -> HttpResponse:
    """The form in which a value that came from above is registered or adjusted. What was typed is kept where refused."""
    require(request.user, MANAGE_TARGETS)
    found = get_tracked(request.user, pk, MANAGE_TARGETS)
    documents = list(documents_of(request.user, found))
    if request.method != "POST":
        last = documents[0] if documents else None
        typed_in = {
            "value": last.printed if last else "",
            "unit": last.unit if last else found.metric.unit,
            "comparator": last.comparator if last else "=",
            "issuer_name": last.issuer_name if last else "",
        }
        return _form(request, found, documents, typed_in)
    fields = handing_fields(request.POST)
    upload = request.FILES.get("evidence")
    try:
        hand_down(
            user=user_of(request),
            pk=pk,
            version=whole(request.POST.get("version")) or 0,
            evidence=(upload.name or "", upload.read()) if upload is not None else None,
            **{**fields, "issued_on": day_of(fields["issued_on"])},
        )
    except InvalidFields as error:
        note_refusal(request, error)
        return _form(request, found, documents, fields, error.errors, status=422)
    except PlanError as error:
        note_refusal(request, error)
        return _form(request, found, documents, fields, {"": error.message}, status=error.status)
    messages.success(request, _("已登记下达值。"))
    return redirect("plans:tracked", found.pk)


def _form(
    request: HttpRequest,
    found: TrackedTarget,
    documents: list[Any],
    fields: dict[str, Any],
    errors: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "target": found,
        "fields": fields,
        "errors": errors or {},
        "documents": documents,
        "adjusting": found.handing == Handing.HANDED_DOWN,
        "comparators": Comparator.choices,
    }
    return render(request, "plans/tracking/handing_form.html", context, status=status)


def _page_of(pk: int) -> str:
    return reverse("plans:tracked", args=[pk])


@require_POST
@acting(_page_of)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's decision on a target whose year has passed."""
    get_tracked(request.user, pk, MANAGE_TARGETS)
    assess(
        user=user_of(request),
        pk=pk,
        version=whole(request.POST.get("version")) or 0,
        decision=typed(request, "decision"),
        reason=typed(request, "reason"),
    )
    messages.success(request, _("已记录评定。"))
    return redirect("plans:tracked", pk)


@require_POST
@acting(_page_of)
def convention(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the progress by the other official convention."""
    get_tracked(request.user, pk, MANAGE_TARGETS)
    set_convention(
        user=user_of(request),
        pk=pk,
        version=whole(request.POST.get("version")) or 0,
        convention=typed(request, "convention"),
        reason=typed(request, "reason"),
    )
    messages.success(request, _("已更改进度口径，进度和灯号已重新计算。"))
    return redirect("plans:tracked", pk)
