"""The list of work plans, one of them, and what an edition said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.core.machines import WORKPLAN, WorkPlanContext
from ditan.domains.plans.selectors.library import plan_library
from ditan.domains.workplans.checking import LEVELS
from ditan.domains.workplans.comparing import Difference
from ditan.domains.workplans.models import LineKind, WorkPlan, WorkPlanState
from ditan.domains.workplans.permissions import APPROVE, DRAW_UP, EXPORT, VIEW, may, require
from ditan.domains.workplans.selectors import (
    LineFilters,
    editions_of,
    get_workplan,
    list_workplans,
    steps_of,
    workplan_page,
)
from ditan.domains.workplans.selectors.scope import reaches_all
from ditan.domains.workplans.selectors.workplans import edition_changes
from ditan.domains.workplans.services.stepping import PERMISSIONS
from ditan.domains.workplans.words import FIELD_WORDS, STEPS

HOW = {"added": "新增", "changed": "修改", "gone": "取消"}
LONGEST_HISTORY = 40
FIRST_OF_EACH, ALL_OF_ONE = 30, 1000
"""Lines of a kind that are shown at once: among others, and where the kind was asked for."""


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All work plans that the user sees."""
    require(request.user, VIEW)
    q = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    year = request.GET.get("year", "")
    rows = paged(request, list_workplans(request.user, year=int(year) if _is_year(year) else None, q=q))
    context = {
        "rows": rows,
        "q": q,
        "year": year,
        "here": reverse("workplans:list"),
        "may_draw_up": reaches_all(request.user, DRAW_UP),
    }
    part = wants_part(request)
    return render(request, "workplans/_list_body.html" if part else "workplans/list.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One work plan: lines by kind, what does not fit, the steps that can be taken, and its history."""
    require(request.user, VIEW)
    filters = filters_of(request.GET)
    found = workplan_page(request.user, pk, filters)
    return render(request, "workplans/workplan.html", context_of(request, found, filters))


def context_of(request: HttpRequest, found: Any, filters: LineFilters) -> dict[str, Any]:
    """What the page of a work plan shows."""
    workplan = found.workplan
    return {
        "workplan": workplan,
        "found": found,
        "filters": filters,
        "sections": [
            (kind, label, [line for line in found.lines if line.kind == kind]) for kind, label in LineKind.choices
        ],
        "most": ALL_OF_ONE if filters.kind else FIRST_OF_EACH,
        "shown": f":{ALL_OF_ONE if filters.kind else FIRST_OF_EACH}",
        "findings": [(each, LEVELS[each.level]) for each in found.findings],
        "steps": steps_now(request.user, workplan),
        "history": [
            (step, STEPS.get(step.step, step.step)) for step in steps_of(request.user, workplan)[:LONGEST_HISTORY]
        ],
        "editions": editions_of(request.user, workplan),
        "library": plan_library(request.user) if workplan.state == WorkPlanState.DRAFT else [],
        "taken": set(workplan.plans.values_list("pk", flat=True)),
        "may_write": workplan.state == WorkPlanState.DRAFT and reaches_all(request.user, DRAW_UP),
        "may_hand_out": workplan.state == WorkPlanState.ISSUED and reaches_all(request.user, DRAW_UP),
        "may_export": may(request.user, EXPORT),
        "here": reverse("workplans:workplan", args=[workplan.pk]),
        "query": request.GET.urlencode(),
    }


@require_GET
@answered
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An edition that was issued, and what came to be different after it."""
    require(request.user, APPROVE)
    workplan = get_workplan(request.user, pk, APPROVE)
    kept, changes = edition_changes(request.user, workplan, number)
    context = {
        "workplan": workplan,
        "edition": kept,
        "rows": kept.content,
        "kinds": dict(LineKind.choices),
        "changes": [(each, HOW[each.how], _changes(each)) for each in changes],
    }
    return render(request, "workplans/edition.html", context)


def steps_now(user: Any, workplan: WorkPlan) -> list[Any]:
    """The steps that this person may take now; what they ask for is typed in the form."""
    held = {name for name in set(PERMISSIONS.values()) if reaches_all(user, name)}
    full = WorkPlanContext(lines=1, document_number="x", reason="x")
    return list(WORKPLAN.allowed(workplan.state, full, held))


def filters_of(data: QueryDict) -> LineFilters:
    """What the address asks for; what makes no sense is ignored."""
    return LineFilters(
        kind=data.get("kind", "") if data.get("kind") in LineKind.values else "",
        organisation=data.get("organisation", "").replace("\x00", "").strip()[:200],
        q=data.get("q", "").replace("\x00", "").strip()[:80],
        open_only=data.get("open") == "1",
        dropped=data.get("dropped") == "1",
    )


def _changes(each: Difference) -> list[tuple[Any, Any, Any]]:
    return [(FIELD_WORDS.get(name, name), before, after) for name, before, after in each.changes]


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4
