"""Files on their way into the library: hand one in, watch it being read, look at what could not be read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import attachment
from ditan.base.asking import user_of
from ditan.base.records.models import Source
from ditan.base.records.selectors import bytes_of
from ditan.core.reading.decode import LARGEST
from ditan.domains.plans import services
from ditan.domains.plans.errors import AlreadyInLibrary, PlanError
from ditan.domains.plans.models import PlanReading, ReadingState
from ditan.domains.plans.permissions import UPLOAD, require
from ditan.domains.plans.selectors import get_reading, uploads
from ditan.domains.plans.views.refusals import acting, answered, note_refusal

MOST_BYTES = LARGEST
"""Refused before the bytes are read; the reader's own limit may be lower."""


def _library(**_parts: Any) -> str:
    return reverse("plans:library")


@answered
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; reading goes on in the background, so that the page can be left."""
    require(request.user, UPLOAD)
    if request.method != "POST":
        return render(request, "plans/upload.html")
    chosen = request.FILES.get("file")
    if chosen is None:
        return _refused(request, _("还没有选择文件；请选择一份规划文件，或把文件拖到虚线框内。"))
    if chosen.size is not None and chosen.size > MOST_BYTES:
        return _refused(
            request,
            _("“%(name)s”有 %(size)d MB，超过 %(most)d MB 的上限；请去掉图片或另存为纯文本后再上传。")
            % {"name": chosen.name, "size": chosen.size // 1024 // 1024, "most": MOST_BYTES // 1024 // 1024},
        )
    try:
        taken = services.upload_plan(
            user=user_of(request),
            name=chosen.name or "",
            data=chosen.read(),
            allow_duplicate="again" in request.POST,
        )
    except AlreadyInLibrary as error:
        return _refused(request, error.message, same=error.plan)
    except PlanError as error:
        note_refusal(request, error)
        return _refused(request, error.message)
    return redirect("plans:reading", pk=taken.reading.pk)


def _refused(request: HttpRequest, message: str, **more: Any) -> HttpResponse:
    return render(request, "plans/upload.html", {"refusal": message, **more}, status=422)


@answered
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A run of the reader as a page: how far it is, what came of it."""
    return render(request, "plans/reading.html", _progress_of(get_reading(request.user, pk)))


@answered
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of that page, and of lists, that asks for itself again until the run has ended."""
    run = get_reading(request.user, pk)
    response = render(request, "plans/_progress.html", _progress_of(run))
    if "on" in request.GET and run.state == ReadingState.DONE and run.plan_id:
        response["HX-Redirect"] = reverse("plans:plan", args=[run.plan_id])
    elif "on" in request.GET and run.state == ReadingState.FAILED:
        response["HX-Refresh"] = "true"
    return response


def _progress_of(run: PlanReading) -> dict[str, Any]:
    running = run.state in (ReadingState.WAITING, ReadingState.RUNNING)
    return {"reading": run, "job": run.job, "running": running}


@answered
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """An upload as it was handed in, for inspection; saved, never shown in the browser."""
    source = _upload(request, pk)
    try:
        return attachment(bytes_of(source), source.name, "application/octet-stream")
    except FileNotFoundError as error:
        raise Http404(str(error)) from error


@require_POST
@acting(_library)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try to read an upload again."""
    taken = services.retry_upload(user=user_of(request), source=_upload(request, pk))
    return redirect("plans:reading", pk=taken.reading.pk)


@require_POST
@acting(_library)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an upload that never became a plan."""
    source = _upload(request, pk)
    services.delete_upload(user=user_of(request), source=source)
    messages.success(request, _("已删除“%(name)s”。") % {"name": source.name})
    return redirect("plans:library")


def _upload(request: HttpRequest, pk: int) -> Source:
    return uploads(request.user).get(pk=pk)
