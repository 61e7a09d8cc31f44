"""Values: the list, one value with all that lies behind it, a series, and what rivals say."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.declaration import may, page_of_reference, page_of_source
from ditan.base.directory.viewing import then
from ditan.base.paging import paged
from ditan.base.records import forms
from ditan.base.records.charting import chart_of, kinds_of
from ditan.base.records.models import Basis, Observation
from ditan.base.records.permissions import CHOOSE, EXPORT, RESTATE, VIEW, require
from ditan.base.records.selectors import (
    Node,
    ObservationFilters,
    bases_of,
    benchmarks,
    get_metric,
    get_observation,
    get_standing,
    get_subject,
    history,
    observations,
    rivals_of,
    series,
    standing_of,
    trace,
)
from ditan.base.records.selectors.earlier import end_of
from ditan.base.records.views.columns import COLUMNS

MOST_LISTED = 10_000
"""Rows of the list that are counted and shown; more are reached by a narrower search."""


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """What stands, of all metrics and subjects, a page at a time."""
    require(request.user, VIEW)
    filters = forms.observation_filters(request.GET)
    rows = paged(request, observations(request.user, filters), most=MOST_LISTED)
    context: dict[str, Any] = {
        "rows": rows,
        "filters": filters,
        "columns": COLUMNS,
        "here": reverse("records:observations"),
        "may_export": may(request.user, EXPORT),
        "searching": filters != ObservationFilters(),
    }
    if wants_part(request):
        return render(request, "records/_observations.html", context)
    controls = forms.observation_controls(request.user, filters)
    return render(request, "records/observations.html", {**context, "controls": controls})


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a value comes from: every version, who and why, and the values that it was computed from."""
    return render(request, "records/observation.html", _behind(request, pk))


@answered
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The same in brief, beside the page that shows the number."""
    return render(request, "records/_card.html", _behind(request, pk))


def _behind(request: HttpRequest, pk: int) -> dict[str, Any]:
    observation = get_observation(request.user, pk)
    standing = standing_of(request.user, observation)
    if standing is None:
        raise Http404
    behind = history(request.user, standing)
    tree = trace(request.user, observation)
    return {
        "row": observation,
        "standing": standing,
        "stands": standing.observation_id == observation.pk,
        "history": behind,
        "rivals": behind.rivals if standing.contested else [],
        "tree": tree,
        "reckoned": page_of_reference(request.user, observation.reference),
        "places": places_of(request.user, [*_leaves(tree), *behind.versions]),
        "may_restate": _reaches(request, standing.pk, RESTATE),
        "may_choose": standing.contested and _reaches(request, standing.pk, CHOOSE),
    }


def places_of(user: Any, rows: list[Observation]) -> dict[int, str]:
    """Where the text of those that are spans opens, by the key of the value."""
    spans = {row.pk: (row.source_id, row.start) for row in rows if row.source_id is not None and row.start is not None}
    known = {place: page_of_source(user, *place) for place in dict.fromkeys(spans.values())}
    return {pk: known[place] for pk, place in spans.items() if known[place]}


def _leaves(node: Node) -> list[Observation]:
    return [node.observation, *(row for each in node.inputs for row in _leaves(each))]


def _reaches(request: HttpRequest, pk: int, permission: str) -> bool:
    from ditan.base.records.models import Standing

    if not may(request.user, permission):
        return False
    try:
        get_standing(request.user, pk, permission)
    except Standing.DoesNotExist:
        return False
    return True


@answered
def series_page(request: HttpRequest, subject: int, metric: int) -> HttpResponse:
    """One metric of one subject through time."""
    whom, what = get_subject(request.user, subject), get_metric(request.user, metric)
    bases = bases_of(request.user, whom, what)
    if not bases:
        raise Http404
    basis = request.GET.get("basis", "")
    basis = basis if basis in bases else bases[0]
    day = then()
    whole = series(request.user, whom, what, basis, day.on if day else None)
    kinds = kinds_of(whole.points)
    kind = request.GET.get("kind", "")
    kind = kind if kind in [code for code, _label, _count in kinds] else (kinds[0][0] if kinds else "")
    points = [point for point in whole.points if point.value.period_kind == kind]
    beside = [row for row in benchmarks(request.user, what, basis, whom) if row.value.period_kind == kind]
    if day is not None:
        beside = [row for row in beside if row.value.recorded_at < end_of(day.on)]
    context = {
        "subject": whom,
        "metric": what,
        "series": whole,
        "points": points[::-1],
        "kinds": kinds,
        "kind": kind,
        "bases": [(code, Basis(code).label) for code in bases],
        "basis": basis,
        "chart": chart_of(points, beside, name=whom.name, unit=what.unit),
        "beside": beside,
        "last": points[-1].value if points else None,
        "places": places_of(request.user, [point.value for point in points]),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "records/series.html", context)


@answered
def contested(request: HttpRequest) -> HttpResponse:
    """Values on which publications disagree, side by side."""
    require(request.user, VIEW)
    rows = paged(request, observations(request.user, ObservationFilters(contested=True)), most=MOST_LISTED)
    behind = rivals_of(request.user, list(rows.page))
    context = {
        "rows": rows,
        "clashes": [(row, behind[row.pk].rivals) for row in rows.page],
        "here": reverse("records:contested"),
        "may_choose": may(request.user, CHOOSE),
    }
    return render(request, "records/contested.html", context)
