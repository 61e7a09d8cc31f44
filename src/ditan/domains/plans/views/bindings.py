"""Ties between items and metrics: the list, one decision, many decisions, and choosing another metric."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import safe_next
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.declaration import may
from ditan.domains.plans.forms.tracking import binding_controls, binding_search
from ditan.domains.plans.models import State
from ditan.domains.plans.permissions import REVIEW
from ditan.domains.plans.selectors import get_plan, plan_library
from ditan.domains.plans.selectors.bindings import binding_counts, bindings, get_binding, metrics_like
from ditan.domains.plans.services.bindings import confirm_binding, confirm_bindings, reject_binding
from ditan.domains.plans.views.columns import Column
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import acting, answered

COLUMNS = (
    Column("item", gettext_lazy("条目")),
    Column("printed", gettext_lazy("印出单位")),
    Column("metric", gettext_lazy("统计指标"), order="metric"),
    Column("unit", gettext_lazy("指标单位")),
    Column("ground", gettext_lazy("依据")),
    Column("confidence", gettext_lazy("把握"), order="confidence", back="-confidence", number=True),
    Column("state", gettext_lazy("绑定状态")),
    Column("plan", gettext_lazy("规划")),
)


def _list(pk: int = 0) -> str:
    return reverse("plans:bindings")


@answered
def index(request: HttpRequest) -> HttpResponse:
    """Ties that match the search, a page at a time."""
    filters = binding_search(request.GET)
    rows = paged(request, bindings(request.user, filters))
    counts = binding_counts(request.user)
    context = {
        "rows": rows,
        "bindings": list(rows.page),
        "filters": filters,
        "columns": COLUMNS,
        "here": reverse("plans:bindings"),
        "may_review": may(request.user, REVIEW),
        "unsettled": counts.get(State.PROPOSED, 0),
        "total": sum(counts.values()),
    }
    if wants_part(request):
        return render(request, "plans/tracking/_bindings_body.html", context)
    plans = list(plan_library(request.user).values_list("pk", "title"))
    context |= {"controls": binding_controls(filters, plans), "plans": plans}
    return render(request, "plans/tracking/bindings.html", context)


@require_GET
@answered
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """One tie with what else it could be, as a drawer or as a page."""
    binding = get_binding(request.user, pk, REVIEW)
    words = request.GET.get("words", "").replace("\x00", "")[:100]
    context = {
        "binding": binding,
        "words": words,
        "metrics": metrics_like(request.user, words or binding.label[:2]),
        "back": safe_next(request) or reverse("plans:bindings"),
    }
    if wants_part(request, "found-metrics"):
        return render(request, "plans/tracking/_found_metrics.html", context)
    drawer = wants_part(request, "drawer")
    return render(request, "plans/tracking/_binding_drawer.html" if drawer else "plans/tracking/binding.html", context)


@require_POST
@acting(_list)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a tie, as it is or with another metric, or say that the item is not followed."""
    user, version = user_of(request), whole(request.POST.get("version")) or 0
    get_binding(request.user, pk, REVIEW)
    action, reason = typed(request, "action"), typed(request, "reason")
    if action == "confirm":
        metric = whole(request.POST.get("metric")) or None
        confirm_binding(user=user, pk=pk, version=version, metric=metric, reason=reason)
        messages.success(request, _("已确认绑定，目标已开始跟踪。"))
    elif action == "reject":
        reject_binding(user=user, pk=pk, version=version, reason=reason)
        messages.success(request, _("已记录：该条目不跟踪。"))
    else:
        messages.error(request, _("没有这种操作，请刷新页面后重试。"))
    return redirect(safe_next(request) or _list())


@require_POST
@acting(_list)
def bulk(request: HttpRequest) -> HttpResponse:
    """Confirm the undecided ties of a plan of which the machine was sure, or those that were ticked."""
    keys = [int(key) for key in request.POST.getlist("pick")[:500] if key.isascii() and key.isdigit() and len(key) < 16]
    plan = whole(request.POST.get("plan"))
    plans = [get_plan(request.user, plan)] if plan else list(plan_library(request.user)) if keys else []
    if not plans:
        messages.error(request, _("还没有勾选绑定，也没有选规划；请先选择。"))
        return redirect(safe_next(request) or _list())
    sure = 0.0 if keys else 0.8
    number = sum(confirm_bindings(user=user_of(request), plan=each, confidence=sure, keys=keys) for each in plans)
    messages.success(request, _("已确认 %(number)d 条绑定。") % {"number": number})
    return redirect(safe_next(request) or _list())
