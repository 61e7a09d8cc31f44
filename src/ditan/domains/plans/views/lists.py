"""Lists across plans: the standard query table, one for each kind of item."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ditan.base.asking import wants_part
from ditan.base.declaration import may
from ditan.domains.plans.forms.filters import item_controls, item_search
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.permissions import EXPORT, IMPORT
from ditan.domains.plans.selectors import filter_choices, list_items
from ditan.domains.plans.selectors.totals import investment_total
from ditan.domains.plans.views.columns import columns_of, years_of
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import answered


@answered
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """Items of one kind that match the search, a page at a time."""
    spec = KINDS[kind]
    filters = item_search(request.GET, kind)
    rows = paged(request, list_items(request.user, kind, filters))
    items = list(rows.page)
    context = {
        "kind": spec,
        "rows": rows,
        "items": items,
        "filters": filters,
        "columns": columns_of(kind, items),
        "years": years_of(items) if kind == "indicator" else (),
        "row_template": f"plans/rows/{'measure' if kind == 'task' else kind}.html",
        "total": investment_total(request.user, filters) if kind == "project" else None,
        "here": reverse(f"plans:{spec.plural}"),
        "export_url": reverse(f"plans:{spec.plural}_export"),
        "picked_url": reverse(f"plans:{spec.plural}_export_picked"),
        "may_export": may(request.user, EXPORT),
        "may_import": may(request.user, IMPORT),
        "import_url": reverse(f"plans:{spec.plural}_import"),
    }
    if wants_part(request):
        return render(request, "plans/_list_body.html", context)
    offered = filter_choices(request.user, kind, filters)
    return render(request, "plans/list.html", {**context, "controls": item_controls(kind, filters, offered)})
