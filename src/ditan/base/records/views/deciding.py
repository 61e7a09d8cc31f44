"""Restating a value, and choosing among rivals: both with a reason, both against the versions that the person saw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.asking import user_of
from ditan.base.audit.services import record_apart
from ditan.base.records import services
from ditan.base.records.errors import NotAllowed, RecordRefused
from ditan.base.records.forms import text_of
from ditan.base.records.models import Standing, State, Status
from ditan.base.records.permissions import CHOOSE, RESTATE, require
from ditan.base.records.selectors import get_standing, history
from ditan.core.records import rank


@answered
def restate(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a new value in the place of the one that stands; old and new are shown, and what was typed survives."""
    require(request.user, RESTATE)
    standing = get_standing(request.user, pk, RESTATE)
    if request.method != "POST":
        typed = {"reported": "", "unit": standing.observation.unit, "status": standing.status}
        return _form(request, standing, {**typed, "versions": standing.versions})
    try:
        made = services.restate(
            user=user_of(request),
            standing=standing,
            reported=text_of(request.POST, "reported"),
            unit=text_of(request.POST, "unit"),
            status=text_of(request.POST, "status"),
            reason=text_of(request.POST, "reason"),
            note=text_of(request.POST, "note"),
            versions=_whole(request, "versions"),
        )
    except NotAllowed:
        raise
    except RecordRefused as error:
        note_refusal(request, error)
        return _form(request, get_standing(request.user, pk, RESTATE), request.POST, error.message)
    messages.success(
        request,
        _("已重述：%(old)s 改为 %(new)s；原值保留为第 %(version)d 版。")
        % {
            "old": standing.observation.reported or standing.observation.get_state_display(),
            "new": made.reported or made.get_state_display(),
            "version": standing.observation.version,
        },
    )
    return redirect("records:observation", pk=made.pk)


def _form(request: HttpRequest, standing: Standing, typed: Any, fault: str = "") -> HttpResponse:
    context = {
        "standing": standing,
        "row": standing.value,
        "versions": history(request.user, standing).versions,
        "typed": typed,
        "fault": fault,
        "statuses": [(value, label) for value, label in Status.choices if rank(value) >= rank(standing.status)],
        "is_text": standing.metric.direction == State.TEXT,
        "back": reverse("records:observation", args=[standing.observation_id]),
    }
    return render(request, "records/restate.html", context, status=422 if fault else 200)


@require_POST
@acting("records:contested")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of the rivals stand."""
    require(request.user, CHOOSE)
    standing = get_standing(request.user, pk, CHOOSE)
    try:
        chosen = services.choose(
            user=user_of(request),
            standing=standing,
            version=_whole(request, "version") or 0,
            reason=text_of(request.POST, "reason"),
            versions=_whole(request, "versions"),
        )
    except NotAllowed:
        raise
    except RecordRefused as error:
        note_refusal(request, error)
        raise
    told = {"metric": standing.metric.name, "version": chosen.chosen_version}
    messages.success(request, _("“%(metric)s”已选定第 %(version)d 版为现行值。") % told)
    return redirect(safe_next(request) or reverse("records:observation", args=[chosen.observation_id]))


def note_refusal(request: HttpRequest, error: RecordRefused) -> None:
    """Put a refusal into the platform's log: who asked, for what, and why not. Nothing else was written."""
    record_apart(
        act="records.refused",
        user=request.user,
        target_kind="address",
        target_key=error.code,
        target_name=f"{request.method} {request.path}",
        detail=error.message,
    )


def _whole(request: HttpRequest, name: str) -> int | None:
    text = text_of(request.POST, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
