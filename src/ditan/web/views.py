"""The workbench, the search of the whole platform, and the manual inside the product."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.declaration import workbench_for
from ditan.web import searching
from ditan.web.searching import asked_for


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person: one box for each that the domains bring."""
    boxes = [(box, box.read(request.user)) for box in workbench_for(request.user)]
    context = {
        "wide": [(box, content) for box, content in boxes if not box.narrow],
        "side": [(box, content) for box, content in boxes if box.narrow],
        "now": timezone.localtime(),
    }
    return render(request, "web/home.html", context)


def search(request: HttpRequest) -> HttpResponse:
    """What the whole platform holds on some words, by sub-platform."""
    words = asked_for(request.GET.get("q", ""))
    problem = _("请至少输入两个字。") if len(words) == 1 else ""
    groups = searching.search(request.user, words) if len(words) > 1 else ()
    total = sum(len(found.hits) for found in groups)
    context = {"search_words": words, "groups": groups, "total": total, "problem": problem}
    return render(request, "web/search.html", context)


def manual(request: HttpRequest) -> HttpResponse:
    """The operating manual, which works without a network like everything else."""
    return render(request, "web/manual.html")
