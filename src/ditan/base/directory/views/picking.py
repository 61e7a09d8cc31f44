"""What fields offer while somebody types: options of a list, a few at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.directory import forms
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.permissions import VIEW, require
from ditan.base.directory.selectors import picking


@require_GET
@answered
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations of today."""
    require(request.user, VIEW)
    return options(request, picking.organisation_choices(typed(request)))


@require_GET
@answered
def posts(request: HttpRequest) -> HttpResponse:
    """Posts of the organisation that the form names so far."""
    require(request.user, VIEW)
    return options(request, posts_of_named(request))


@require_GET
@answered
def people(request: HttpRequest) -> HttpResponse:
    """People of the directory."""
    require(request.user, VIEW)
    return options(request, picking.person_choices(typed(request)))


@require_GET
@answered
def regions(request: HttpRequest) -> HttpResponse:
    """Regions of today."""
    require(request.user, VIEW)
    return options(request, picking.region_choices(typed(request)))


def posts_of_named(request: HttpRequest) -> list[picking.Choice]:
    """The posts of the organisation that the form names so far; none while it names none."""
    try:
        organisation = forms.organisation_named(request.GET.get("organisation", ""))
    except InvalidFields:
        return []
    return picking.post_choices(organisation, request.GET.get("title", ""))


def typed(request: HttpRequest) -> str:
    """What stands in the field that asks, under whatever name it has; of several parts the last one."""
    text = str(next(iter(request.GET.values()), ""))
    return text.replace("\x00", "")[:200]


def options(request: HttpRequest, choices: list[picking.Choice]) -> HttpResponse:
    """The inside of a datalist."""
    return render(request, "directory/_options.html", {"choices": choices})
