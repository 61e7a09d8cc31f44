"""The list of matters; one matter with its way, its clocks, its people and its evidence."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered, attachment
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.base.records.selectors import bytes_of
from ditan.core.periods import chinese, code_of
from ditan.domains.supervision import forms
from ditan.domains.supervision.access import OFFICE_STEPS, RECEIVER_STEPS, REVIEW_STEPS
from ditan.domains.supervision.models import Evidence, ExtensionState
from ditan.domains.supervision.permissions import HANDLE, MANAGE, VIEW, may, require
from ditan.domains.supervision.selectors.actuals import actuals_of
from ditan.domains.supervision.selectors.matters import get_matter, lines_of, list_matters
from ditan.domains.supervision.selectors.page import MatterPage, matter_page
from ditan.domains.supervision.selectors.scope import handles, handles_part, manages
from ditan.domains.supervision.services.extending import EXTENDED_IN
from ditan.domains.supervision.services.handling import possible_steps
from ditan.domains.supervision.services.owing import owed_period, period_now
from ditan.domains.supervision.services.progress import REPORTED_IN
from ditan.domains.supervision.services.splitting import SPLIT_IN

MAIN = ("accept", "begin", "report", "hand_out", "review", "pass", "close")
"""Steps that lead on; of those that are possible the first is the page's main action."""


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Matters that match the search, those due first in front; what is open, where nothing else is asked."""
    require(request.user, VIEW)
    filters = forms.matter_filters(request.GET)
    rows = paged(request, list_matters(request.user, filters))
    context = {
        "rows": rows,
        "lines": lines_of(rows.page.object_list),
        "filters": filters,
        "may_manage": may(request.user, MANAGE),
        "here": reverse("supervision:list"),
    }
    if wants_part(request):
        return render(request, "supervision/_list_body.html", context)
    context["controls"] = forms.matter_controls(request.user, filters)
    return render(request, "supervision/list.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter."""
    require(request.user, VIEW)
    shown = matter_page(request.user, pk)
    return render(request, "supervision/matter.html", context_of(request, shown))


def context_of(request: HttpRequest, shown: MatterPage) -> dict[str, object]:
    """What the page draws, and which buttons this user has."""
    user, matter = request.user, shown.matter
    today = timezone.localdate()
    owed = owed_period(matter, today)
    due = owed or period_now(matter.reporting, today)
    steps = possible_steps(user, matter)
    lead, office = handles(user, matter), manages(user)
    return {
        "page": shown,
        "matter": matter,
        "served": actuals_of(user, matter),
        "steps": steps,
        "main": next((each for each in MAIN if each in steps), ""),
        "receiver_steps": RECEIVER_STEPS,
        "office_steps": OFFICE_STEPS,
        "review_steps": REVIEW_STEPS,
        "own_parts": {part.pk for part in shown.parts if part.role != "lead" and handles_part(user, part)},
        "may_progress": matter.state in REPORTED_IN and any(handles_part(user, part) for part in shown.parts),
        "may_split": lead and matter.state in SPLIT_IN,
        "may_milestone": lead and may(user, HANDLE) and matter.state in (*SPLIT_IN, "handed_out"),
        "may_extend": lead
        and matter.state in EXTENDED_IN
        and not any(each.state == ExtensionState.WAITING for each in shown.extensions),
        "office": office,
        "may_urge": office and matter.state in EXTENDED_IN,
        "may_move": office and not shown.children and matter.state not in ("closed", "cancelled"),
        "offered": forms.organisations_offered() if office or lead else [],
        "periods": code_of(due) if due else "",
        "owed": chinese(owed) if owed else "",
        "here": reverse("supervision:matter", args=[matter.pk]),
    }


@require_GET
@answered
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The file as it was handed in, to save."""
    require(request.user, VIEW)
    matter = get_matter(request.user, pk)
    found = Evidence.objects.select_related("source").get(pk=file, progress__matter=matter)
    try:
        data = bytes_of(found.source)
    except FileNotFoundError as error:
        raise Http404(_("“%s”的文件已不在服务器上；请联系系统管理员从备份恢复。") % found.source.name) from error
    return attachment(data, found.source.name, "application/octet-stream")
