"""The workbench, the search of the whole platform, and the manual inside the product."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.access.held import roles_held
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
