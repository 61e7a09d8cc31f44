"""The screening of 两高 projects: which there are, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ditan.base.answers import acting, answered
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.machines import SCREENING
from ditan.domains.projects import services
from ditan.domains.projects.forms import entries
from ditan.domains.projects.forms.fields import Reader
from ditan.domains.projects.models import ScreeningCondition
from ditan.domains.projects.permissions import EDIT, SCREEN, VIEW, require
from ditan.domains.projects.selectors.projects import get_project
from ditan.domains.projects.selectors.scope import reaches
from ditan.domains.projects.selectors.screening import CODES, checklist_of, possible_decisions, screened_projects
from ditan.domains.projects.services import ItemDraft
from ditan.domains.projects.views.forms import form_page, project_for, wanted


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """Projects that are 两高, with how far their screening has come and what is due."""
    require(request.user, VIEW)
    rows = paged(request, screened_projects(request.user))
    return render(request, "projects/screenings.html", {"rows": rows, "here": reverse("projects:screenings")})


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist, the decision and the conditions of one project; what is typed stays until it is saved."""
    require(request.user, VIEW)
    project = get_project(request.user, pk)
    errors: dict[str, str] = {}
    refused, status = "", 200
    data: Any = {}
    if request.method == "POST":
        project = project_for(request, pk, SCREEN)
        data, version = request.POST, key_of(request.POST.get("version", "")) or 0
        try:
            _act(request, project, version)
        except Refusal as error:
            if error.status == 403:
                raise
            errors = getattr(error, "errors", {})
            refused, status = error.message, error.status
            project.refresh_from_db(fields=["version"])
        else:
            messages.success(request, _("已保存。"))
            return redirect("projects:screening", pk)
    screening = getattr(project, "screening", None)
    context = {
        "project": project,
        "screening": screening,
        "items": checklist_of(screening, data),
        "conditions": screening.conditions.all() if screening else (),
        "decisions": possible_decisions(request.user, project, screening),
        "may_screen": reaches(request.user, SCREEN, project),
        "may_edit": reaches(request.user, EDIT, project),
        "typed": data,
        "errors": errors,
        "refused": refused,
        "here": reverse("projects:screening", args=[pk]),
    }
    return render(request, "projects/screening.html", context, status=status)


def _act(request: HttpRequest, project: Any, version: int) -> None:
    """What the button that was pressed asks for."""
    read = Reader(request.POST)
    given: dict[str, Any] = {"user": request.user, "project": project, "version": version}
    action = read.text("action")
    if action == "checklist":
        items = {
            code: ItemDraft(read.text(f"{code}.answer"), read.text(f"{code}.basis"), read.text(f"{code}.note"))
            for code in CODES
        }
        services.fill_checklist(**given, items=items)
    elif action == "condition":
        due_on = read.day("due_on")
        wanted(read)
        services.add_condition(**given, text=read.text("text"), due_on=due_on)
    elif action not in {each.code for each in SCREENING.transitions}:
        raise InvalidFields({"action": _("没有这个操作；请刷新页面后再试。")})
    else:
        on = read.day("on")
        wanted(read)
        services.decide(
            **given,
            step=action,
            document=read.text("document"),
            on=on,
            body=read.text("body"),
            text=read.text("opinion"),
        )


@require_POST
@acting("projects:screenings")
def condition_drop(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take back a condition before the decision."""
    project = project_for(request, pk, SCREEN)
    try:
        version = key_of(request.POST.get("version", "")) or 0
        services.drop_condition(user=request.user, project=project, version=version, pk=part)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    return redirect("projects:screening", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def condition(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Say how a condition was fulfilled."""
    project = project_for(request, pk)
    row = ScreeningCondition.objects.get(pk=part, screening__project=project)

    def save(read: Reader, version: int) -> Any:
        done_on = read.day("done_on")
        wanted(read)
        return services.fulfil_condition(
            user=request.user, project=project, version=version, pk=part, done_on=done_on, outcome=read.text("outcome")
        )

    return form_page(
        request,
        title=_("登记附加条件落实情况"),
        about=row.text,
        fields=entries.CONDITION_FIELDS,
        stored={"done_on": row.done_on, "outcome": row.outcome},
        save=save,
        done=_("已登记落实情况。"),
        project=project,
        part="screening",
    )
