"""The workbench, the search of the whole platform, and the manual inside the product."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ditan.base.access.held import roles_held
from ditan.base.answers import safe_next
from ditan.base.directory.viewing import EARLIEST, KEPT, LATEST, day_in
from ditan.web import searching
from ditan.web.context import menu_of
from ditan.web.searching import asked_for
from ditan.web.workbench import workbench

CHAPTERS = {
    "work": gettext_lazy("操作手册"),
    "system": gettext_lazy("系统管理员手册"),
    "security": gettext_lazy("安全管理员手册"),
    "audit": gettext_lazy("审计管理员手册"),
}
"""The chapters of the manual by their names in addresses."""


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person: one box for each that the domains bring."""
    return render(
        request, "web/home.html", {"bench": workbench(request.user, menu_of(request)), "now": timezone.localtime()}
    )


@require_POST
def read_as_of(request: HttpRequest) -> HttpResponse:
    """Read all pages as of a day from now on in this session; an empty day, or today, is an end to it."""
    back = without_day(safe_next(request) or reverse("home"))
    text = request.POST.get("on", "").strip()
    day = day_in(text)
    if text and day is None:
        words = {"text": text[:40], "first": EARLIEST, "last": LATEST}
        messages.error(
            request, _("“%(text)s”不是 %(first)s 至 %(last)s 之间的日期；请按 2026-07-01 的样式填写。") % words
        )
    elif day is None or day == timezone.localdate():
        request.session.pop(KEPT, None)
    else:
        request.session[KEPT] = day.isoformat()
    return redirect(back)


def without_day(address: str) -> str:
    """The address without a day of its own, so that the one that is held counts.

    >>> without_day("/directory/regions/?as_of=2023-01-01&level=town")
    '/directory/regions/?level=town'
    """
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != KEPT]
    return urlunsplit(parts._replace(query=urlencode(asked)))


def search(request: HttpRequest) -> HttpResponse:
    """What the whole platform holds on some words, by sub-platform."""
    words = asked_for(request.GET.get("q", ""))
    problem = _("请至少输入两个字。") if len(words) == 1 else ""
    groups = searching.search(request.user, words) if len(words) > 1 else ()
    total = sum(len(found.hits) for found in groups)
    context = {"search_words": words, "groups": groups, "total": total, "problem": problem}
    return render(request, "web/search.html", context)


def manual(request: HttpRequest, chapter: str = "") -> HttpResponse:
    """The manual, which works without a network like everything else. It opens at the chapter of one's own duty."""
    if not chapter:
        duties = {each.duty for each in roles_held(request.user).roles}
        chapter = next((name for name in CHAPTERS if name in duties), "work")
    if chapter not in CHAPTERS:
        raise Http404(chapter)
    context = {"chapters": CHAPTERS.items(), "chapter": chapter, "title": CHAPTERS[chapter]}
    return render(request, f"web/help/{chapter}.html", context)
