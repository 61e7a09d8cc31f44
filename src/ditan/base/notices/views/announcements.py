"""Announcements: the list, a new one, reading and withdrawing."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.declaration import may
from ditan.base.notices import services
from ditan.base.notices.permissions import PUBLISH, WrongInput, require
from ditan.base.notices.selectors import list_announcements
from ditan.base.paging import paged


@answered
def announcements(request: HttpRequest) -> HttpResponse:
    """What stands; for who may publish, everything that was published."""
    rows = paged(request, list_announcements(request.user))
    context = {"rows": rows, "may_publish": may(request.user, PUBLISH), "here": reverse("notices:announcements")}
    return render(request, "notices/announcements.html", context)


@answered
def announce(request: HttpRequest) -> HttpResponse:
    """Write a new one."""
    require(request.user, PUBLISH)
    wrong = None
    if request.method == "POST":
        try:
            until = _day(request.POST.get("until", ""))
            title, text = request.POST.get("title", ""), request.POST.get("text", "")
            services.announce(user=request.user, title=title, text=text, until=until)
        except WrongInput as error:
            wrong = error
        else:
            messages.success(request, _("公告已发布。"))
            return redirect("notices:announcements")
    return render(
        request, "notices/announce.html", {"wrong": wrong, "given": request.POST}, status=422 if wrong else 200
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise WrongInput(_("有效期应为 2026-12-31 这样的日期。"), "until") from error


@require_POST
@acting("notices:announcements")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from the workbenches."""
    found = services.withdraw(user=request.user, pk=pk)
    messages.success(request, _("公告“%(title)s”已撤下。") % {"title": found.title})
    return redirect("notices:announcements")


@require_POST
@acting("notices:announcements")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """It leaves this person's workbench."""
    services.mark_announcement_read(user=request.user, pk=pk)
    return HttpResponseRedirect(safe_next(request) or reverse("home"))
