"""支撑关系 of a plan: the graph, the same as a table, what lacks a tie, and the acts on it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import safe_next
from ditan.base.asking import user_of
from ditan.base.audit.services import record_apart
from ditan.base.declaration import may
from ditan.base.records.models import ContributionState
from ditan.base.records.permissions import CONTRIBUTIONS
from ditan.base.records.services.contributions import confirm_contributions
from ditan.base.reporting.tables import table_file
from ditan.core.serving import Graph, place_in_layers
from ditan.domains.plans.exchange.serving import serving_table
from ditan.domains.plans.models.finding import TARGET_UNSERVED
from ditan.domains.plans.permissions import EXPORT, REVIEW, VIEW_TARGETS, require
from ditan.domains.plans.selectors import get_plan
from ditan.domains.plans.selectors.serving import ServingFilters, ServingPage, kind_name, serving_page
from ditan.domains.plans.services.serving import refresh_serving
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.refusals import acting, answered

MOST_SHOWN = 200
"""Rows of a table on the page; a file holds all."""


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The graph of a plan as asked for."""
    filters = filters_of(request.GET)
    found = serving_page(request.user, pk, filters)
    lacking = {code: [lack for lack in found.lacks if lack.shortfall.code == code] for code in _codes(found)}
    here = reverse("plans:serving", args=[pk])
    asked = urlencode({name: value for name, value in request.GET.items() if name != "at" and value})
    context = {
        "plan": found.plan,
        "found": found,
        "filters": filters,
        "chart": chart_of(found),
        "lines": found.lines[:MOST_SHOWN],
        "more": len(found.lines) - MOST_SHOWN,
        "unserved": lacking.get(TARGET_UNSERVED, []),
        "unmeasured": [each for code, rows in lacking.items() if code != TARGET_UNSERVED for each in rows],
        "states": ContributionState.choices,
        "metrics": sorted(found.metrics.values(), key=lambda each: each.name),
        "at": found.graph.nodes.get(filters.at),
        "here": here,
        "again": f"{here}?{asked}&" if asked else f"{here}?",
        "next": request.get_full_path(),
        "may_manage": may(request.user, CONTRIBUTIONS),
        "may_review": may(request.user, REVIEW),
        "may_export": may(request.user, EXPORT),
        "sees_targets": may(request.user, VIEW_TARGETS),
    }
    return render(request, "plans/serving.html", context)


@require_GET
@answered
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page shows, as a workbook or as text with commas."""
    require(request.user, EXPORT)
    table = serving_table(serving_page(request.user, pk, filters_of(request.GET)))
    record_apart(
        act="plans.serving_exported",
        user=user_of(request),
        target_kind="plan",
        target_key=pk,
        target_name=table.title,
        detail=_("%(number)d 行") % {"number": len(table.rows)},
    )
    return table_file(table, request.GET.get("format", "xlsx"))


def _page_of(pk: int) -> str:
    return reverse("plans:serving", args=[pk])


@require_POST
@acting(_page_of)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through the plan again, or confirm what its text says by a metric's own names."""
    plan = get_plan(request.user, pk)
    require(request.user, CONTRIBUTIONS)
    if request.POST.get("action") == "confirm":
        found = serving_page(request.user, pk, ServingFilters(whole=True))
        number = confirm_contributions(
            user=user_of(request), keys={line.contribution.server_key for line in found.lines}
        )
        told = _("已确认 %(n)d 条支撑关系。") % {"n": number}
    else:
        done = refresh_serving(user=user_of(request), plan=plan)
        told = _("已重新查找：新提出 %(added)d 条，更新 %(changed)d 条，撤回 %(gone)d 条；人工结论不变。") % {
            "added": done.added,
            "changed": done.changed,
            "gone": done.gone,
        }
    messages.success(request, told)
    return redirect(safe_next(request) or _page_of(pk))


def filters_of(data: QueryDict) -> ServingFilters:
    """What the address asks for; what makes no sense is ignored."""
    text = {name: data.get(name, "").replace("\x00", "").strip()[:120] for name in ("department", "group", "at")}
    return ServingFilters(
        department=text["department"],
        group=text["group"],
        metric=whole(data.get("metric")) or None,
        state=data.get("state", "") if data.get("state") in ContributionState.values else "",
        whole=data.get("whole") == "1",
        at=text["at"],
    )


def chart_of(found: ServingPage) -> dict[str, Any]:
    """Nodes in the order in which they are drawn, and lines between them by their places."""
    graph: Graph = found.graph
    places = place_in_layers(graph)
    keys = sorted(graph.nodes, key=lambda key: (places[key].layer, places[key].row))
    at = {key: place for place, key in enumerate(keys)}
    lacking = {lack.shortfall.key for lack in found.lacks}
    nodes = []
    for key in keys:
        node = graph.nodes[key]
        server, target = found.servers.get(key), found.targets.get(key)
        nodes.append(
            {
                "key": key,
                "title": node.title,
                "layer": node.layer,
                "kind": kind_name(server) if server else key.partition(":")[0],
                "about": server.organisation_name if server else "",
                "light": target.standing.light if target is not None else "",
                "lack": key in lacking,
            }
        )
    edges = [[at[edge.server], at[edge.served], edge.sign, edge.sure] for edge in graph.edges]
    return {"nodes": nodes, "edges": edges}


def _codes(found: ServingPage) -> list[str]:
    return list(dict.fromkeys(lack.shortfall.code for lack in found.lacks))
