"""What fields offer while somebody types the name of a metric or of a subject."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.directory.selectors.picking import Choice
from ditan.base.directory.views.picking import options, typed
from ditan.base.records.permissions import VIEW, require
from ditan.base.records.selectors import MetricFilters, metrics, subjects_named

MOST = 20


@require_GET
@answered
def metrics_(request: HttpRequest) -> HttpResponse:
    """Metrics in use whose name, other name or code holds what was typed."""
    require(request.user, VIEW)
    found = metrics(request.user, MetricFilters(q=typed(request)))[:MOST]
    return options(request, _choices([(each, f"{each.unit} {each.code}".strip()) for each in found]))


@require_GET
@answered
def subjects(request: HttpRequest) -> HttpResponse:
    """Regions, organisations and facilities that the user sees, by name or code."""
    require(request.user, VIEW)
    found = subjects_named(request.user, typed(request))[:MOST]
    return options(request, _choices([(each, f"{each.get_kind_display()} {each.code}") for each in found]))


def _choices(rows: list[tuple[Any, str]]) -> list[Choice]:
    """The name, or the code where two bear it."""
    names = Counter(each.name for each, _about in rows)
    return [
        Choice(each.name, about) if names[each.name] == 1 else Choice(each.code, f"{each.name} {about}")
        for each, about in rows
    ]
