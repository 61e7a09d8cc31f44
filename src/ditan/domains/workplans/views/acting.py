"""Acts on work plans: draw up, take from plans, step by step, hand out."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import answered
from ditan.base.asking import typed, user_of
from ditan.base.refusal import InvalidFields, NotAllowed, Refusal
from ditan.domains.plans.selectors.library import plan_library
from ditan.domains.workplans import services
from ditan.domains.workplans.errors import NotAvailable
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.selectors import get_workplan
from ditan.domains.workplans.services.deeds import require_all
from ditan.domains.workplans.services.handing import hand_out as hand_lines_out
from ditan.domains.workplans.views.refusals import note_refusal, whole


@answered
def new(request: HttpRequest) -> HttpResponse:
    """A new work plan: its year, and the plans to take it from."""
    require_all(request.user, DRAW_UP)
    said = {"year": str(timezone.localdate().year + 1), "title": "", "plans": []}
    if request.method != "POST":
        return _new(request, said, {})
    said = {"year": typed(request, "year"), "title": typed(request, "title"), "plans": request.POST.getlist("plans")}
    try:
        made = services.make_workplan(
            user=user_of(request),
            year=whole(str(said["year"])),
            title=str(said["title"]),
            plans=[whole(key) for key in said["plans"]],
        )
    except InvalidFields as error:
        note_refusal(request, error)
        return _new(request, said, error.errors, status=422)
    messages.success(request, _("已新建“%(title)s”。") % {"title": made.title})
    return redirect("workplans:workplan", made.pk)


def _new(request: HttpRequest, said: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    chosen = {whole(key) for key in said["plans"]}
    context = {"said": said, "chosen": chosen, "errors": errors, "library": plan_library(request.user)}
    return render(request, "workplans/new.html", context, status=status)


@require_POST
@answered
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the year out of more plans, or out of the same ones again."""
    get_workplan(request.user, pk, DRAW_UP)
    plans = [whole(key) for key in request.POST.getlist("plans")]

    def do() -> str:
        taken = services.take_from(
            user=user_of(request), pk=pk, version=whole(request.POST.get("version")), plans=plans
        )
        told = {"added": taken.added, "changed": taken.changed, "kept": taken.kept}
        return _("已取入：新增 %(added)d 条，更新 %(changed)d 条，保留人工修改或不列的 %(kept)d 条。") % told

    return _done(request, pk, do)


@require_POST
@answered
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the work plan's life."""
    get_workplan(request.user, pk)

    def do() -> str:
        made = services.take_step(
            user=user_of(request),
            pk=pk,
            version=whole(request.POST.get("version")),
            step=typed(request, "step"),
            reason=typed(request, "reason"),
            document_number=typed(request, "document_number"),
            issued_on=_day(typed(request, "issued_on")),
        )
        return _("已办理，现为“%(state)s”。") % {"state": made.get_state_display()}

    return _done(request, pk, do)


@require_POST
@answered
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Make matters under supervision of the tasks that were issued."""
    get_workplan(request.user, pk, DRAW_UP)

    def do() -> str:
        done = hand_lines_out(user=user_of(request), pk=pk, version=whole(request.POST.get("version")))
        told = {"made": done.made, "known": done.known}
        return _("已立项督办事项 %(made)d 项，原已立项 %(known)d 项；请在督办中核对后交办。") % told

    return _done(request, pk, do)


def _done(request: HttpRequest, pk: int, do: Any) -> HttpResponse:
    """Do it and go back to the page, with a message either way."""
    try:
        messages.success(request, do())
    except (NotAllowed, NotAvailable):
        raise
    except Refusal as error:
        note_refusal(request, error)
        messages.error(request, error.message)
    return redirect("workplans:workplan", pk)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text.strip()[:10]) if text.strip() else None
    except ValueError:
        return None
