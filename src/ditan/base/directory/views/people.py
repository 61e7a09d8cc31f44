"""People and posts: who holds what, and hand-over."""

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
from ditan.base.directory import forms, selectors, services
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Person, Post
from ditan.base.directory.permissions import MANAGE, VIEW, may, require
from ditan.base.directory.selectors import people as reads
from ditan.base.paging import paged


@answered
def listing(request: HttpRequest) -> HttpResponse:
    """People with the posts that they hold on a day."""
    require(request.user, VIEW)
    on, words = forms.as_of(request.GET), request.GET.get("words", "")[:100]
    context: dict[str, Any] = {
        "rows": paged(request, selectors.list_people(request.user, words, as_of=on)),
        "here": reverse("directory:people"),
        "may_manage": may(request.user, MANAGE),
        "today": timezone.localdate(),
    }
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        return render(request, "directory/_people.html", context)
    context["controls"] = [
        forms.Control("words", _("姓名/工号"), words),
        forms.as_of_control(on),
    ]
    return render(request, "directory/people.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, None, {})
    try:
        made = services.create_person(user=request.user, **_typed(request))  # type: ignore[arg-type]
    except InvalidFields as error:
        return _form(request, None, request.POST, error)
    messages.success(request, _("已新增人员“%(name)s”；在单位页面为其登记任职。") % {"name": made.name})
    return redirect("directory:people")


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, number or telephone."""
    require(request.user, MANAGE)
    found = reads.get_person(request.user, pk)
    if request.method != "POST":
        return _form(request, found, {"name": found.name, "phone": found.phone, "staff_number": found.staff_number})
    try:
        services.edit_person(user=request.user, pk=pk, **_typed(request))  # type: ignore[arg-type]
    except InvalidFields as error:
        return _form(request, found, request.POST, error)
    messages.success(request, _("已保存“%(name)s”。") % {"name": request.POST["name"]})
    return redirect("directory:people")


@require_POST
@acting("directory:organisations")
def new_post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post of an organisation."""
    require(request.user, MANAGE)
    made = services.create_post(
        user=request.user,  # type: ignore[arg-type]
        organisation=selectors.get_organisation(request.user, pk),
        title=request.POST.get("title", ""),
        on=forms.day_of(request.POST.get("on", "")),
    )
    messages.success(request, _("已新增岗位“%(title)s”。") % {"title": made.title})
    return redirect("directory:organisation", pk=pk)


@require_POST
@acting("directory:people")
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody hold a post from a day on."""
    require(request.user, MANAGE)
    post = Post.objects.select_related("organisation").get(pk=pk)
    services.hold_post(
        user=request.user,  # type: ignore[arg-type]
        post=post,
        person=_person(request.POST.get("person", ""), "person"),
        on=forms.day_of(request.POST.get("on", "")),
        acting="acting" in request.POST,
    )
    messages.success(request, _("已登记“%(title)s”的任职。") % {"title": post.title})
    return redirect("directory:organisation", pk=post.organisation_id)


@require_POST
@acting("directory:people")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """End a holding; the open work goes to the next holder."""
    require(request.user, MANAGE)
    holding = reads.get_holding(request.user, pk)
    taker = request.POST.get("taker", "").strip()
    services.hand_over_post(
        user=request.user,  # type: ignore[arg-type]
        holding=holding,
        taker=_person(taker, "taker") if taker else None,
        on=forms.day_of(request.POST.get("on", "")),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("已办理“%(title)s”的交接。") % {"title": holding.post.title})
    return redirect("directory:organisation", pk=holding.post.organisation_id)


def _person(text: str, field: str) -> Person:
    """The person of this number, or of this name where only one has it."""
    wanted = text.strip()
    found = list(Person.objects.filter(staff_number=wanted)[:2]) if wanted else []
    found = found or list(Person.objects.filter(name=wanted)[:2])
    if len(found) == 1:
        return found[0]
    why = _("有多人叫“%s”，请改填工号。") if found else _("没有人员“%s”；请先在“人员与岗位”中新增。")
    raise InvalidFields({field: why % wanted})


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("name", "phone", "staff_number")}


def _form(request: HttpRequest, found: Person | None, typed: Any, error: InvalidFields | None = None) -> HttpResponse:
    context = {"found": found, "typed": typed, "errors": error.errors if error else {}}
    return render(request, "directory/person_edit.html", context, status=422 if error else 200)
