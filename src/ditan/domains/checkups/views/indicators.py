"""Indicators of check-ups: all of them, adding one, changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.directory.forms import key_of
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.checkups.models import Indicator
from ditan.domains.checkups.permissions import MANAGE, VIEW, may, require
from ditan.domains.checkups.selectors import indicators
from ditan.domains.checkups.services import save_indicator


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All indicators with their bands and sources."""
    require(request.user, VIEW)
    words = request.GET.get("words", "")[:100]
    context = {"rows": indicators(request.user, words), "words": words, "may_manage": may(request.user, MANAGE)}
    return render(request, "checkups/indicators.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Add an indicator."""
    require(request.user, MANAGE)
    return _edited(request, None)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator; check-ups that run keep what they began with."""
    require(request.user, MANAGE)
    return _edited(request, indicators(request.user).get(pk=pk))


def _edited(request: HttpRequest, indicator: Indicator | None) -> HttpResponse:
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            given = {name: str(request.POST[name]).replace("\x00", "") for name in request.POST}
            given.setdefault("is_active", "")
            version = key_of(given.get("version")) or 0
            made = save_indicator(user=request.user, values=given, indicator=indicator, version=version)
            messages.success(request, _("已保存“%s”。") % made.name)
            return redirect("checkups:indicators")
        except Refusal as error:
            if error.status == 403:
                raise
            refused = error
    typed: Any = request.POST
    if refused is None:
        names = ("code", "name", "aspect", "unit", "definition", "bands", "basis", "version", "verified", "is_active")
        typed = {name: getattr(indicator, name) for name in names} if indicator else {"is_active": True}
        typed["at_least"] = "1" if indicator is None or indicator.at_least else "0"
        typed["metric"] = indicator.metric.code if indicator and indicator.metric else ""
        typed["organisation"] = indicator.organisation.name if indicator and indicator.organisation else ""
    context = {
        "indicator": indicator,
        "typed": typed,
        "errors": refused.errors if isinstance(refused, InvalidFields) else {},
        "refused": "" if refused is None or isinstance(refused, InvalidFields) else refused.message,
    }
    return render(request, "checkups/indicator.html", context, status=200 if refused is None else 422)
