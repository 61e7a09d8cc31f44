"""The catalogue of metrics: list, one metric, keeping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import answered
from ditan.base.asking import user_of, wants_part
from ditan.base.declaration import may
from ditan.base.directory.viewing import then
from ditan.base.paging import paged
from ditan.base.records import forms, services
from ditan.base.records.errors import Changed, InvalidFields
from ditan.base.records.models import Basis, Direction, Frequency, Metric
from ditan.base.records.permissions import METRICS, VIEW, require
from ditan.base.records.selectors import get_metric, metric_revisions, metrics, series_of, values_seen
from ditan.base.records.selectors.earlier import series_then
from ditan.base.records.selectors.missing import computed_metrics, missing_inputs
from ditan.base.records.services.metrics import proposed
from ditan.base.records.views.revisions import told_revisions

MOST_GAPS, MOST_GAPS_HERE = 50, 10
"""Periods listed of one computed metric, newest first; how many there are stands beside them."""

CHOICES = {"directions": Direction.choices, "frequencies": Frequency.choices, "bases": Basis.choices}


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The catalogue that matches the search, a page at a time."""
    require(request.user, VIEW)
    filters = forms.metric_filters(request.GET)
    rows = paged(request, metrics(request.user, filters))
    context: dict[str, Any] = {
        "rows": rows,
        "counts": values_seen(request.user, rows.page),
        "filters": filters,
        "here": reverse("records:metrics"),
        "may_manage": may(request.user, METRICS),
    }
    if wants_part(request):
        return render(request, "records/_metrics.html", context)
    return render(request, "records/metrics.html", {**context, "controls": forms.metric_controls(filters)})


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One metric: what it counts, who answers, what values there are, what it said before."""
    metric, day = get_metric(request.user, pk), then()
    missed = metric.is_computed and day is None  # what is missing is said of today alone
    gaps = missing_inputs(request.user, [metric])[metric.pk] if missed else []
    context = {
        "metric": metric,
        "missed": missed,
        "gaps": gaps[:MOST_GAPS_HERE],
        "gaps_total": len(gaps),
        "aliases": [alias.name for alias in metric.aliases.all()],
        "lines": series_then(request.user, metric, day.on) if day else series_of(request.user, metric),
        "revisions": told_revisions(list(metric_revisions(request.user, metric))),
        "may_manage": may(request.user, METRICS),
    }
    return render(request, "records/metric.html", context)


@answered
def missing(request: HttpRequest) -> HttpResponse:
    """缺少的输入: which inputs of computed metrics are missing, and who owes them. A page of computed metrics at a time."""
    require(request.user, VIEW)
    filters = forms.missing_filters(request.GET)
    rows = paged(request, computed_metrics(request.user, filters.q))
    found = missing_inputs(request.user, list(rows.page), filters.subject, filters.year)
    context = {
        "rows": rows,
        "groups": [
            (each, found[each.pk][:MOST_GAPS], len(found[each.pk]))
            for each in sorted(rows.page, key=lambda metric: not found[metric.pk])
        ],
        "filters": filters,
        "here": reverse("records:metrics_missing"),
    }
    if wants_part(request):
        return render(request, "records/_missing_list.html", context)
    controls = forms.missing_controls(request.user, filters)
    return render(request, "records/missing.html", {**context, "controls": controls})


@answered
def new(request: HttpRequest) -> HttpResponse:
    """A metric that the catalogue lacks."""
    require(request.user, METRICS)
    if request.method != "POST":
        blank = Metric(verified=False)
        return _form(request, None, forms.shown_metric(blank))
    values, errors = forms.metric_values(request.POST)
    try:
        if errors:
            raise InvalidFields(errors)
        made = services.save_metric(user=user_of(request), values=values, reason=forms.text_of(request.POST, "reason"))
    except InvalidFields as error:
        return _form(request, None, request.POST, error.errors)
    messages.success(request, _("已新增统计指标“%(name)s”。") % {"name": made.name})
    return redirect("records:metric", pk=made.pk)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a metric, with a reason. What was typed survives a refusal."""
    require(request.user, METRICS)
    metric = get_metric(request.user, pk)
    if request.method != "POST":
        return _form(request, metric, {**forms.shown_metric(metric), "version": metric.version})
    values, errors = forms.metric_values(request.POST)
    version = forms.text_of(request.POST, "version")
    try:
        if errors:
            raise InvalidFields(errors)
        kept = services.save_metric(
            user=user_of(request),
            pk=pk,
            values=values,
            reason=forms.text_of(request.POST, "reason"),
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
        )
    except InvalidFields as error:
        return _form(request, metric, request.POST, error.errors)
    except Changed as error:
        return _form(request, metric, request.POST, {"": error.message}, current=forms.shown_metric(metric))
    if kept.version == metric.version:
        messages.info(request, _("没有改动，未生成新修订。"))
    else:
        told = {"name": kept.name, "version": kept.version}
        messages.success(request, _("已保存“%(name)s”，现为第 %(version)d 次修订。") % told)
    return redirect("records:metric", pk=pk)


@require_POST
@answered
def formula(request: HttpRequest) -> HttpResponse:
    """What is wrong with the formula as it stands in the form: asked while somebody types."""
    require(request.user, METRICS)
    key = forms.text_of(request.POST, "metric")
    metric = get_metric(request.user, int(key)) if key.isascii() and key.isdigit() and len(key) < 16 else None
    text = forms.text_of(request.POST, "formula")
    values, _errors = forms.metric_values(request.POST)
    made, _faults = proposed(metric, values)
    return render(
        request,
        "records/_formula.html",
        {"text": text, "faults": services.faults_of_formula(text, made) if text else []},
    )


def _form(
    request: HttpRequest,
    metric: Metric | None,
    typed: Any,
    errors: dict[str, str] | None = None,
    current: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "metric": metric,
        "typed": typed,
        "errors": errors or {},
        "fault": (errors or {}).get("", ""),
        "current": current,
        "version": metric.version if current and metric else typed.get("version", ""),
        "back": reverse("records:metric", args=[metric.pk]) if metric else reverse("records:metrics"),
        **CHOICES,
    }
    return render(request, "records/metric_edit.html", context, status=422 if errors else 200)
