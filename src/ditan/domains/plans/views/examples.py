"""The shipped example plans and the decisions of a demonstration on them, each loaded in one step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.asking import user_of
from ditan.domains.plans import services
from ditan.domains.plans.views.refusals import acting


def _library(**_parts: Any) -> str:
    return reverse("plans:library")


@require_POST
@acting(_library)
def load(request: HttpRequest) -> HttpResponse:
    """Have the example plans read."""
    number = len(services.load_examples(user=user_of(request)))
    if number:
        messages.success(request, _("已提交 %(number)d 份示例规划，正在后台读取。") % {"number": number})
    else:
        messages.info(request, _("示例规划都已在库。"))
    return redirect("plans:library")


@require_POST
@acting(_library)
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the shipped decisions over; each is labelled 演示."""
    number = services.load_demo_confirmations(user=user_of(request))
    messages.success(request, _("已按演示结论确认 %(number)d 条，均标有“演示”，可逐条撤回。") % {"number": number})
    return redirect("plans:library")
