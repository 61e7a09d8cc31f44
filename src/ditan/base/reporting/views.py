"""The download centre: one's own exports, how far they have come, and their files."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.base.reporting.files import content_type_of, path_of
from ditan.base.reporting.kinds import ending_of
from ditan.base.reporting.selectors import list_downloads
from ditan.base.reporting.services import delete_download, fetch


@answered
def downloads(request: HttpRequest) -> HttpResponse:
    """The list; while something is produced it asks again by itself."""
    rows = paged(request, list_downloads(request.user))
    items = list(rows.page)
    context = {
        "rows": rows,
        "items": items,
        "running": any(item.is_open for item in items),
        "here": reverse("reporting:downloads"),
    }
    part = wants_part(request)
    return render(request, "reporting/_downloads.html" if part else "reporting/downloads.html", context)


@require_GET
@acting("reporting:downloads")
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file, to its owner alone."""
    download = fetch(user=request.user, pk=pk)
    return FileResponse(
        path_of(download).open("rb"),
        as_attachment=True,
        filename=f"{download.title}.{ending_of(download.kind)}",
        content_type=content_type_of(download),
        headers={"Cache-Control": "private, no-store"},
    )


@require_POST
@acting("reporting:downloads")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, or forget."""
    download = delete_download(user=request.user, pk=pk)
    messages.success(request, _("“%(title)s”已删除。") % {"title": download.title})
    return redirect("reporting:downloads")
