"""The message centre: one's own messages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.notices.selectors import NoticeFilters, kinds_received, list_notices, unread_count
from ditan.base.notices.services import mark_all_read, mark_read
from ditan.base.notices.wording import kinds
from ditan.base.paging import paged


@answered
def centre(request: HttpRequest) -> HttpResponse:
    """Unread first; by kind."""
    state = request.GET.get("state", "")
    filters = NoticeFilters(request.GET.get("kind", ""), state if state in ("unread", "read") else "")
    labels = kinds()
    rows = paged(request, list_notices(request.user, filters))
    context = {
        "rows": rows,
        "notices": [(each, labels[each.kind].label if each.kind in labels else each.kind) for each in rows.page],
        "filters": filters,
        "received": kinds_received(request.user),
        "unread": unread_count(request.user),
        "here": reverse("notices:centre"),
    }
    return render(request, "notices/centre.html", context)


@require_POST
@acting("notices:centre")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message, and go on to what it is about."""
    notice = mark_read(user=request.user, pk=pk)
    ours = url_has_allowed_host_and_scheme(notice.link, {request.get_host()}, require_https=request.is_secure())
    if "open" in request.POST and ours:
        return HttpResponseRedirect(notice.link)
    return HttpResponseRedirect(safe_next(request) or reverse("notices:centre"))


@require_POST
@acting("notices:centre")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything, or everything of one kind."""
    number = mark_all_read(user=request.user, kind=request.POST.get("kind", ""))
    messages.success(request, _("已将 %(number)d 条消息标为已读。") % {"number": number})
    return redirect("notices:centre")
