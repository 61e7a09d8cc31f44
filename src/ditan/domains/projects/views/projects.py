"""The list of projects; one project with its money, milestones, quantities and papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.declaration import page_of_source
from ditan.base.paging import paged
from ditan.domains.projects.forms.filters import project_controls, project_filters
from ditan.domains.projects.permissions import APPROVE, EDIT, EXPORT, IMPORT, VIEW, may, require
from ditan.domains.projects.selectors.detail import abatements_of, history_of, money_page, way_of
from ditan.domains.projects.selectors.projects import get_project, list_projects, totals
from ditan.domains.projects.selectors.scope import reaches, reaches_all


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Projects that match the search, with the sums of all of them."""
    require(request.user, VIEW)
    filters = project_filters(request.GET)
    rows = paged(request, list_projects(request.user, filters))
    context = {
        "rows": rows,
        "totals": totals(request.user, filters),
        "may_edit": may(request.user, EDIT),
        "may_take_over": reaches_all(request.user, APPROVE),
        "may_import": may(request.user, IMPORT),
        "may_export": may(request.user, EXPORT),
        "here": reverse("projects:list"),
    }
    if wants_part(request):
        return render(request, "projects/_list_body.html", context)
    context["controls"] = project_controls(request.user, filters)
    return render(request, "projects/list.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One project."""
    require(request.user, VIEW)
    found = get_project(request.user, pk)
    quoted = found.source_id is not None and found.start is not None
    context = {
        "project": found,
        "way": way_of(found),
        "money": money_page(request.user, found),
        "milestones": found.milestones.all(),
        "quantities": found.quantities.all(),
        "abatements": abatements_of(found),
        "findings": found.findings.all(),
        "history": history_of(found),
        "source_url": page_of_source(request.user, found.source_id or 0, found.start or 0) if quoted else "",
        "may_edit": reaches(request.user, EDIT, found),
        "here": reverse("projects:project", args=[pk]),
    }
    return render(request, "projects/project.html", context)
