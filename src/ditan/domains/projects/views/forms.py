"""One form page for every part of a project: what is typed stays until it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of
from ditan.base.refusal import Changed, InvalidFields, Refusal
from ditan.domains.projects.forms.fields import Field, Reader, Typed, shown
from ditan.domains.projects.models import Project
from ditan.domains.projects.permissions import EDIT, require
from ditan.domains.projects.selectors.scope import visible_projects

Save = Callable[[Reader, int], Any]
"""Reads what was typed and saves it against the version that the person saw."""


def project_for(request: HttpRequest, pk: int, permission: str = EDIT) -> Project:
    """The project, for who may act on it with the permission; not found for others."""
    require(request.user, permission)
    rows = visible_projects(request.user, permission).select_related("organisation", "region", "plan", "source")
    return rows.get(pk=pk)


def form_page(
    request: HttpRequest,
    *,
    title: str,
    fields: Sequence[Field],
    stored: Typed,
    save: Save,
    done: str,
    project: Project | None = None,
    part: str = "",
    button: str = "",
    about: str = "",
) -> HttpResponse:
    """Show the form, or save it and go back to the project. What is refused is shown beside what was typed."""
    errors: dict[str, str] = {}
    refused, status, values = "", 200, stored
    if request.method == "POST":
        values = request.POST
        reader = Reader(request.POST)
        try:
            back = save(reader, key_of(request.POST.get("version", "")) or 0)
        except InvalidFields as error:
            errors, status = {**error.errors, **reader.errors}, 422
        except Changed as error:
            refused, status = error.message, 409
            if project is not None:
                project.refresh_from_db(fields=["version"])
        except Refusal as error:
            if error.status == 403:
                raise
            refused, status = error.message, error.status
        else:
            messages.success(request, done)
            found = project if project is not None else back
            return redirect(reverse("projects:project", args=[found.pk]) + (f"#{part}" if part else ""))
    known = {each.name for each in fields}
    context = {
        "title": title,
        "about": about,
        "fields": shown(fields, values, errors),
        "refused": refused or "；".join(text for name, text in errors.items() if name not in known),
        "errors": errors,
        "project": project,
        "part": part,
        "button": button or _("保存"),
        "here": request.path,
    }
    return render(request, "projects/form.html", context, status=status)


def wanted(reader: Reader) -> None:
    """Refuse what could not be read, before anything is saved."""
    if reader.errors:
        raise InvalidFields(reader.errors)
