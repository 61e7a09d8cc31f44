"""地区对比 and 规划对照: one metric over regions, one metric through plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base import answers
from ditan.base.asking import user_of
from ditan.base.audit.services import record_apart
from ditan.base.declaration import may
from ditan.base.records.permissions import EXPORT as EXPORT_DATA
from ditan.base.reporting.tables import Table, table_file
from ditan.core.periods import Kind
from ditan.domains.plans.exchange.compared import plans_table, regions_table
from ditan.domains.plans.permissions import EXPORT, require
from ditan.domains.plans.selectors.plans_compared import PlanComparison, compare_plans, metrics_across_plans
from ditan.domains.plans.selectors.regions_compared import (
    RegionComparison,
    comparable_metrics,
    compare_regions,
    sees_data,
)
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.refusals import answered

EVERY_PERIOD = 10_000
MOST_YEARS = 50
"""Years of an axis without a gap; 2060 beside 2020 still fits."""


@answered
def regions(request: HttpRequest) -> HttpResponse:
    """One metric over regions. Without a metric the one that most regions have."""
    offered = comparable_metrics(request.user)
    metric, basis = asked_for(request)
    chosen = next((each for each in offered if each.metric.pk == metric and (not basis or each.basis == basis)), None)
    if metric == 0 and offered:
        chosen = offered[0]
    found = None
    if chosen is not None:
        found = compare_regions(
            request.user,
            chosen.metric.pk,
            basis=chosen.basis,
            kind=request.GET.get("kind", ""),
            period=request.GET.get("period", ""),
        )
    context = {
        "offered": offered,
        "chosen": chosen,
        "found": found,
        "chart": regions_chart(found) if found else None,
        "sees_data": sees_data(request.user),
        "may_export": may(request.user, EXPORT_DATA),
        "here": reverse("plans:compare_regions"),
        "asked_wrongly": metric != 0 and chosen is None,
    }
    return render(request, "plans/compare_regions.html", context)


@require_GET
@answers.acting("plans:compare_regions")
def regions_file(request: HttpRequest) -> HttpResponse:
    """All values of the comparison, of every period of the chosen kind."""
    metric, basis = asked_for(request)
    if not metric:
        return redirect("plans:compare_regions")
    found = compare_regions(
        request.user,
        metric,
        basis=basis,
        kind=request.GET.get("kind", ""),
        most=EVERY_PERIOD,
        permission=EXPORT_DATA,
    )
    return handed_out(request, regions_table(found), found.metric.pk)


@answered
def plans(request: HttpRequest) -> HttpResponse:
    """One metric through plans, or the metrics that several plans speak of."""
    metric, _basis = asked_for(request)
    offered = metrics_across_plans(request.user)
    found = compare_plans(request.user, metric) if metric else None
    context = {
        "offered": offered,
        "shared": [each for each in offered if each.plans > 1],
        "found": found,
        "chart": plans_chart(found) if found else None,
        "may_export": may(request.user, EXPORT),
        "here": reverse("plans:compare_plans"),
    }
    return render(request, "plans/compare_plans.html", context)


@require_GET
@answered
def plans_file(request: HttpRequest) -> HttpResponse:
    """What the plans print for the metric."""
    require(request.user, EXPORT)
    metric, _basis = asked_for(request)
    if not metric:
        return redirect("plans:compare_plans")
    return handed_out(request, plans_table(compare_plans(request.user, metric)), metric)


def asked_for(request: HttpRequest) -> tuple[int, str]:
    """The metric's key and the basis; one choice of the page names both (`12.level`)."""
    key, _dot, basis = request.GET.get("metric", "").partition(".")
    return whole(key), basis or request.GET.get("basis", "")


def handed_out(request: HttpRequest, table: Table, metric: int) -> HttpResponse:
    """The file, and a row of the log that says who took it."""
    record_apart(
        act="plans.comparison_exported",
        user=user_of(request),
        target_kind="metric",
        target_key=metric,
        target_name=table.title,
        detail=_("%(number)d 行") % {"number": len(table.rows)},
    )
    return table_file(table, request.GET.get("format", "xlsx"))


def regions_chart(found: RegionComparison) -> dict[str, Any]:
    """Bars at one period, lines through time; a gap stays a gap."""
    if found.period:
        names = [line for line in found.all_lines if found.period in line.standings]
        return {
            "form": "bar",
            "unit": found.metric.unit,
            "categories": [line.label for line in names],
            "series": [
                {
                    "name": dict(found.periods)[found.period],
                    "data": [line.standings[found.period].number for line in names],
                    "muted": [line.benchmark for line in names],
                }
            ],
        }
    periods = axis_of(found)
    return {
        "form": "line",
        "unit": found.metric.unit,
        "categories": [name for _code, name in periods],
        "series": [
            {
                "name": f"{line.label}（{_('参照')}）" if line.benchmark else line.label,
                "dashed": line.benchmark,
                "data": [line.standings[code].number if code in line.standings else None for code, _name in periods],
            }
            for line in found.all_lines
        ],
    }


def axis_of(found: RegionComparison) -> tuple[tuple[str, str], ...]:
    """The periods of the axis: a year that nobody has a value of keeps its place."""
    if found.kind != Kind.YEAR or not found.periods:
        return found.periods
    known = dict(found.periods)
    first, last = int(found.periods[0][0]), int(found.periods[-1][0])
    return tuple((str(at), known.get(str(at), f"{at}年")) for at in range(first, last + 1))


def plans_chart(found: PlanComparison) -> dict[str, Any]:
    """A dashed line for each plan: what it asks for, from its base on."""
    years: Sequence[int] = range(found.years[0], found.years[-1] + 1) if found.years else range(0)
    if len(years) > MOST_YEARS:
        years = found.years
    series = []
    for side in found.sides:
        by_year = {
            each.year: each.number
            for each in side.asked
            if each.year is not None and each.number is not None and not each.stretch
        }
        if by_year:
            name = f"{side.plan.region_name or _('地区未写明')} · {side.plan.title}"
            series.append({"name": name, "dashed": True, "data": [by_year.get(year) for year in years]})
    return {
        "form": "line",
        "joined": True,
        "unit": found.metric.unit,
        "categories": [f"{year}年" for year in years],
        "series": series,
    }
