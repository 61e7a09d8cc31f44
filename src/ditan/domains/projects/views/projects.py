"""The list of projects; one project with its money, milestones, quantities and papers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered, attachment
from ditan.base.asking import wants_part
from ditan.base.declaration import page_of_source
from ditan.base.paging import paged
from ditan.base.records.selectors import bytes_of
from ditan.domains.plans.permissions import VIEW as VIEW_PLANS
from ditan.domains.plans.selectors.serving import served_by
from ditan.domains.projects.forms.filters import project_controls, project_filters
from ditan.domains.projects.permissions import APPROVE, EDIT, EXPORT, IMPORT, VIEW, may, require
from ditan.domains.projects.selectors.detail import (
    abatements_of,
    files_of,
    history_of,
    money_page,
    quantities_of,
    way_of,
)
from ditan.domains.projects.selectors.doubts import doubts_of
from ditan.domains.projects.selectors.projects import get_project, list_projects, totals
from ditan.domains.projects.selectors.scope import reaches, reaches_all
from ditan.domains.projects.selectors.serving import key_of
from ditan.domains.projects.services import possible_steps


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
    context["doubts"] = doubts_of(request.user, filters.plan) if filters.plan is not None else ()
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
        "quantities": quantities_of(request.user, found),
        "files": (files := files_of(found)),
        "photos": [each for each in files if each.kind == "photo"],
        "served": served_by(request.user, key_of(pk)),
        "server_key": key_of(pk),
        "steps": possible_steps(request.user, found),
        "today": timezone.localdate(),
        "abatements": abatements_of(found),
        "findings": found.findings.all(),
        "history": history_of(found),
        "source_url": page_of_source(request.user, found.source_id or 0, found.start or 0) if quoted else "",
        "may_edit": reaches(request.user, EDIT, found),
        "may_approve": reaches(request.user, APPROVE, found),
        "may_see_plans": may(request.user, VIEW_PLANS),
        "here": reverse("projects:project", args=[pk]),
    }
    return render(request, "projects/project.html", context)


PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@require_GET
@answered
def file(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A file as it was handed in, to save."""
    name, data = _file(request, pk, part)
    return attachment(data, name, "application/octet-stream")


@require_GET
@answered
def photo(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A photograph, for the page. Only what began as a picture when it was handed in is shown as one."""
    name, data = _file(request, pk, part, kind="photo")
    kind = PICTURES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})


def _file(request: HttpRequest, pk: int, part: int, **more: str) -> tuple[str, bytes]:
    require(request.user, VIEW)
    project = get_project(request.user, pk)
    found = project.attachments.select_related("source").get(pk=part, removed_at=None, **more)
    try:
        return found.source.name, bytes_of(found.source)
    except FileNotFoundError as error:
        words = _("“%s”的文件已不在服务器上；请联系系统管理员从备份恢复。")
        raise Http404(words % found.source.name) from error
