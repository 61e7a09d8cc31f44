"""People: the list, one person with the posts held over time, and who keeps them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.answers import answered
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.declaration import may
from ditan.base.directory import forms, selectors, services
from ditan.base.directory.contacts import shown_phone
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Person
from ditan.base.directory.permissions import CONTACTS, MANAGE, VIEW, require
from ditan.base.directory.selectors import people as reads
from ditan.base.paging import paged
from ditan.base.searching import Control


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """People with the posts that they hold on a day."""
    require(request.user, VIEW)
    on = forms.as_of(request.GET)
    words, at = (request.GET.get(name, "")[:100] for name in ("words", "at"))
    rows = paged(request, selectors.list_people(request.user, words, as_of=on, at=at))
    context: dict[str, Any] = {
        "rows": rows,
        "lines": [(each, shown_phone(request.user, each.phone)) for each in rows.page],
        "here": reverse("directory:people"),
        "may_manage": may(request.user, MANAGE),
    }
    if wants_part(request):
        return render(request, "directory/_people.html", context)
    context["controls"] = [
        Control("words", _("姓名"), words, placeholder=_("姓名，或完整工号")),
        Control("at", _("单位"), at, placeholder=_("单位全称或简称的一部分")),
        forms.as_of_control(on),
    ]
    return render(request, "directory/people.html", context)


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the posts held over time, and the hand-overs."""
    require(request.user, VIEW)
    found = reads.get_person(request.user, pk)
    holdings = list(reads.holdings_of(request.user, found))
    context = {
        "found": found,
        "phone": shown_phone(request.user, found.phone),
        "masked": bool(found.phone) and not may(request.user, CONTACTS),
        "holdings": holdings,
        "current": [each for each in holdings if each.valid_to is None],
        "hand_overs": list(reads.hand_overs_of(request.user, found)[:50]),
        "today": timezone.localdate(),
        "may_manage": may(request.user, MANAGE),
        "here": reverse("directory:person", args=[pk]),
    }
    return render(request, "directory/person.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, None, {})
    try:
        made = services.create_person(user=user_of(request), **_typed(request))
    except InvalidFields as error:
        return _form(request, None, request.POST, error)
    messages.success(request, _("已新增人员“%(name)s”；接下来登记任职。") % {"name": made.name})
    return redirect("directory:person", pk=made.pk)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, number or telephone. Who may not read the telephone may put another in its place."""
    require(request.user, MANAGE)
    found = reads.get_person(request.user, pk)
    whole = may(request.user, CONTACTS)
    if request.method != "POST":
        phone = found.phone if whole else ""
        return _form(request, found, {"name": found.name, "phone": phone, "staff_number": found.staff_number})
    kept = _typed(request)
    if not whole and not kept["phone"].strip():
        kept["phone"] = None
    try:
        services.edit_person(user=user_of(request), pk=pk, **kept)
    except InvalidFields as error:
        return _form(request, found, request.POST, error)
    messages.success(request, _("已保存“%(name)s”。") % {"name": kept["name"].strip()})
    return redirect("directory:person", pk=pk)


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: typed(request, name) for name in ("name", "phone", "staff_number")}


def _form(request: HttpRequest, found: Person | None, given: Any, error: InvalidFields | None = None) -> HttpResponse:
    context = {
        "found": found,
        "typed": given,
        "errors": error.errors if error else {},
        "hidden_phone": shown_phone(request.user, found.phone) if found and not may(request.user, CONTACTS) else "",
        "back": reverse("directory:person", args=[found.pk]) if found else reverse("directory:people"),
    }
    return render(request, "directory/person_edit.html", context, status=422 if error else 200)
