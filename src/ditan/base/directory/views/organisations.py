"""Organisations: the tree at the left, the list at the right; one organisation with all around it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import user_of, wants_part
from ditan.base.declaration import may
from ditan.base.directory import forms, selectors, services
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.directory.permissions import MANAGE, VIEW, require
from ditan.base.directory.selectors import organisations as reads
from ditan.base.directory.selectors import people
from ditan.base.directory.selectors.naming import naming_of
from ditan.base.directory.selectors.picking import organisation_value
from ditan.base.paging import paged

MOST_CHILDREN = 200


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The branch that is chosen in the tree, a page at a time."""
    require(request.user, VIEW)
    filters = forms.organisation_filters(request.GET)
    rows = paged(request, selectors.list_organisations(request.user, filters))
    reads.place_on(rows.page, filters.as_of)
    context = {
        "rows": rows,
        "here": reverse("directory:organisations"),
        "may_manage": may(request.user, MANAGE),
        "filters": filters,
    }
    if wants_part(request):
        return render(request, "directory/_organisations.html", context)
    chosen = selectors.get_organisation(request.user, filters.below) if filters.below else None
    tree = {
        "chosen": chosen,
        "chosen_value": organisation_value(chosen) if chosen else "",
        "way": reads.way_to(request.user, chosen, filters.as_of or timezone.localdate()) if chosen else [],
        "children": selectors.children_of(request.user, filters.below, filters.as_of)[:MOST_CHILDREN],
        "controls": forms.organisation_controls(filters),
    }
    return render(request, "directory/organisations.html", {**context, **tree})


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation as of a day: its place, posts with their holders, facilities, names."""
    require(request.user, VIEW)
    found = selectors.get_organisation(request.user, pk)
    on = forms.as_of(request.GET)
    context = {
        "found": found,
        "itself": organisation_value(found),
        "on": on,
        "today": timezone.localdate(),
        "way": reads.way_to(request.user, found, on)[:-1],
        "naming": naming_of(request.user, found),
        "aliases": list(found.aliases.all()),
        "places": list(reads.places_of(request.user, found)),
        "former": list(found.former_names.all()),
        "posts": list(people.posts_in(request.user, found, on)),
        "hand_overs": list(people.hand_overs(request.user, found)[:20]),
        "facilities": list(found.facilities.as_of(on)[:100]),
        "children": list(selectors.children_of(request.user, pk, on)[:MOST_CHILDREN]),
        "may_manage": may(request.user, MANAGE) and found.valid_to is None,
    }
    return render(request, "directory/organisation.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Found an organisation."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, None, {"parent": request.GET.get("parent", ""), "on": timezone.localdate().isoformat()})
    try:
        values, parent, on, _checked = forms.together(
            lambda: forms.organisation_values(request.POST),
            lambda: forms.organisation_named(request.POST.get("parent", "")),
            lambda: forms.day_of(request.POST.get("on", "")),
            lambda: services.check_organisation(forms.organisation_words(request.POST)),
        )
        made = services.create_organisation(
            user=user_of(request),
            values=values,
            parent=parent,
            aliases=forms.aliases_of(request.POST.get("aliases", "")),
            on=on,
        )
    except InvalidFields as error:
        return _form(request, None, request.POST, error)
    messages.success(request, _("已新增单位“%(name)s”。") % {"name": made.name})
    return redirect("directory:organisation", pk=made.pk)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of an organisation; what was typed survives a refusal."""
    require(request.user, MANAGE)
    found = selectors.get_organisation(request.user, pk)
    if request.method != "POST":
        return _form(request, found, _typed(found))
    try:
        day = request.POST.get("renamed_on", "").strip()
        changes, renamed_on, _checked = forms.together(
            lambda: forms.organisation_values(request.POST),
            lambda: forms.day_of(day, "renamed_on") if day else None,
            lambda: services.check_organisation(forms.organisation_words(request.POST)),
        )
        services.edit_organisation(
            user=user_of(request),
            pk=pk,
            version=forms.key_of(request.POST.get("version")) or 0,
            changes=changes,
            aliases=forms.aliases_of(request.POST.get("aliases", "")),
            renamed_on=renamed_on,
        )
    except InvalidFields as error:
        return _form(request, found, request.POST, error)
    messages.success(request, _("已保存“%(name)s”。") % {"name": request.POST["name"]})
    return redirect("directory:organisation", pk=pk)


@require_POST
@acting("directory:organisations")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it under another organisation from a day on."""
    moved = services.move_organisation(
        user=user_of(request),
        pk=pk,
        version=forms.key_of(request.POST.get("version")) or 0,
        parent=forms.organisation_named(request.POST.get("parent", "")),
        on=forms.day_of(request.POST.get("on", "")),
    )
    messages.success(request, _("已调整“%(name)s”的上级单位。") % {"name": moved.name})
    return redirect("directory:organisation", pk=pk)


@require_POST
@acting("directory:organisations")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it on a day."""
    closed = services.close_organisation(
        user=user_of(request),
        pk=pk,
        version=forms.key_of(request.POST.get("version")) or 0,
        on=forms.day_of(request.POST.get("on", "")),
    )
    messages.success(request, _("“%(name)s”自 %(on)s 起撤销。") % {"name": closed.name, "on": closed.valid_to})
    return redirect("directory:organisation", pk=pk)


def _typed(found: Organisation) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in ("name", "short_name", "kind", "function", "credit_code")},
        "region": found.region.code if found.region else "",
        "aliases": "、".join(alias.name for alias in found.aliases.all()),
        "version": found.version,
    }


def _form(
    request: HttpRequest, found: Organisation | None, typed: Any, error: InvalidFields | None = None
) -> HttpResponse:
    context = {
        "found": found,
        "typed": typed,
        "kinds": OrganisationKind.choices,
        "errors": error.errors if error else {},
        "naming": naming_of(request.user, found) if found else None,
        "back": reverse("directory:organisation", args=[found.pk]) if found else reverse("directory:organisations"),
    }
    return render(request, "directory/organisation_edit.html", context, status=422 if error else 200)
