"""Buttons that move a matter on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, safe_next
from ditan.base.asking import typed
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.machines import MATTER
from ditan.domains.supervision.forms import day_or_none, one_organisation, version_of
from ditan.domains.supervision.selectors.matters import get_matter
from ditan.domains.supervision.services import hang, take_step, urge


def taking(step: str) -> Callable[..., HttpResponseBase]:
    """The view of one step of `core.machines.MATTER`."""

    @require_POST
    @acting("supervision:list")
    def take(request: HttpRequest, pk: int) -> HttpResponse:
        matter = get_matter(request.user, pk)

        def act() -> str:
            errors: dict[str, str] = {}
            other = one_organisation(request.POST.get("organisation", ""), "organisation", errors)
            if errors:
                raise InvalidFields(errors)
            done = take_step(
                user=request.user,
                matter=matter,
                step=step,
                version=version_of(request.POST),
                text=typed(request, "text"),
                organisation=other,
                due_on=day_or_none(request.POST.get("due_on", "")),
            )
            words = {"label": MATTER.transition(step).label, "state": done.get_state_display()}
            return _("已%(label)s，现为“%(state)s”。") % words

        return answered_with(request, pk, act)

    return take


@require_POST
@acting("supervision:list")
def urge_(request: HttpRequest, pk: int) -> HttpResponse:
    """催办."""
    matter = get_matter(request.user, pk)

    def act() -> str:
        told = urge(user=request.user, matter=matter, version=version_of(request.POST), text=typed(request, "text"))
        return _("已催办，通知 %d 人。") % told

    return answered_with(request, pk, act)


@require_POST
@acting("supervision:list")
def hang_(request: HttpRequest, pk: int) -> HttpResponse:
    """挂牌, or 摘牌."""
    matter = get_matter(request.user, pk)
    on = request.POST.get("action") != "off"

    def act() -> str:
        hang(user=request.user, matter=matter, version=version_of(request.POST), on=on, text=typed(request, "text"))
        return _("已挂牌督办。") if on else _("已摘牌。")

    return answered_with(request, pk, act)


def answered_with(request: HttpRequest, pk: int, act: Callable[[], str], anchor: str = "") -> HttpResponse:
    """Do it, say what came of it, and lead back to the page of the matter."""
    try:
        messages.success(request, act())
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    return redirect(safe_next(request) or reverse("supervision:matter", args=[pk]) + anchor)
