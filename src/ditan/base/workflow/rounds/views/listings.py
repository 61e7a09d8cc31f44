"""What waits for me; all rounds; one round with who owes what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.base.workflow.rounds import forms, selectors
from ditan.base.workflow.rounds.permissions import EXPORT, LOCK, VIEW, may, require
from ditan.base.workflow.rounds.selectors.choosing import asked_metrics
from ditan.base.workflow.rounds.selectors.progress import progress_of, with_days
from ditan.base.workflow.rounds.selectors.scope import manages
from ditan.base.workflow.rounds.working_days import calendar_warning

TABS = ("fill", "review", "")


@require_GET
@answered
def my(request: HttpRequest) -> HttpResponse:
    """What I have to fill in or review, the most urgent first."""
    require(request.user, VIEW)
    counts = {what: selectors.my_assignments(request.user, what).count() for what in ("fill", "review")}
    asked = request.GET.get("what")
    what = (
        asked if asked in ("fill", "review", "all") else "review" if counts["review"] and not counts["fill"] else "fill"
    )
    rows = paged(request, selectors.my_assignments(request.user, "" if what == "all" else what))
    context = {
        "rows": rows,
        "lines": with_days(rows.page.object_list),
        "what": what,
        "counts": counts,
        "here": reverse("workflow:my"),
    }
    return render(request, "workflow/my.html", context)


@require_GET
@answered
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds in which this user has a part."""
    require(request.user, VIEW)
    filters = forms.filters_of(request.GET)
    context = {
        "rows": paged(request, selectors.list_rounds(request.user, filters)),
        "controls": forms.round_controls(filters),
        "may_manage": manages(request.user),
        "here": reverse("workflow:rounds"),
    }
    return render(request, "workflow/_rounds.html" if wants_part(request) else "workflow/rounds.html", context)


@require_GET
@answered
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: what it asks for, who has answered, who has not."""
    require(request.user, VIEW)
    found = selectors.get_round(request.user, pk)
    filters = forms.filters_of(request.GET)
    rows = paged(request, selectors.list_assignments(request.user, found, filters))
    context = {
        "round": found,
        "rows": rows,
        "lines": with_days(rows.page.object_list),
        "controls": forms.assignment_controls(filters),
        "may_manage": manages(request.user),
        "here": reverse("workflow:round", args=[pk]),
    }
    if wants_part(request):
        return render(request, "workflow/_assignments.html", context)
    context |= {
        "progress": progress_of(request.user, found),
        "asked": list(asked_metrics(request.user, found)),
        "may_lock": may(request.user, LOCK),
        "may_export": may(request.user, EXPORT),
        "calendar_warning": calendar_warning(found.opens_on, found.due_on),
    }
    return render(request, "workflow/round.html", context)
