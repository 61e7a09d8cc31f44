"""Regions as of a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.declaration import may
from ditan.base.directory import forms, selectors
from ditan.base.directory.models import LinkKind
from ditan.base.directory.permissions import MANAGE, VIEW, require
from ditan.base.paging import paged


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The tree of regions, with the zones that stand beside it."""
    require(request.user, VIEW)
    on, words = forms.as_of(request.GET), request.GET.get("words", "")[:100]
    level = forms.level_of(request.GET)
    context = {
        "rows": paged(request, selectors.list_regions(request.user, on, words, level)),
        "here": reverse("directory:regions"),
        "may_manage": may(request.user, MANAGE),
        "on": on,
    }
    if wants_part(request):
        return render(request, "directory/_regions.html", context)
    controls = forms.region_controls(on, words, level)
    return render(request, "directory/regions.html", {**context, "controls": controls})


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One region: its names, what it belongs to and overlaps, and what happened to it."""
    require(request.user, VIEW)
    found = selectors.get_region(request.user, pk)
    links = list(found.links.select_related("other").order_by("kind", "other__code"))
    context = {
        "found": found,
        "names": list(found.names.all()),
        "parents": [link for link in links if link.kind == LinkKind.PARENT],
        "overlaps": [link for link in links if link.kind == LinkKind.OVERLAPS],
        "overlapped": list(found.linked.filter(kind=LinkKind.OVERLAPS).select_related("region")),
        "changes": list(selectors.region_changes(request.user, found)),
        "today": timezone.localdate(),
        "may_manage": may(request.user, MANAGE) and found.valid_to is None,
    }
    return render(request, "directory/region.html", context)
