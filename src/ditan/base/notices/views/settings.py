"""Wording, channels and the sent-log, for the system administrator."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.declaration import may
from ditan.base.notices import services
from ditan.base.notices.models import CHANNELS, Channel, DeliveryState
from ditan.base.notices.outside import FIELDS, shown
from ditan.base.notices.permissions import MANAGE, VIEW_DELIVERIES, WrongInput, require
from ditan.base.notices.selectors import DeliveryFilters, channel_settings, list_deliveries
from ditan.base.notices.wording import kind_named, kinds, places, wording_of
from ditan.base.paging import paged


@answered
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of message with its wording."""
    require(request.user, MANAGE)
    rows = [(kind, wording_of(kind.name)) for kind in kinds().values()]
    return render(request, "notices/templates.html", {"rows": rows, "labels": dict(Channel.choices)})


@answered
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind's wording, to be edited."""
    require(request.user, MANAGE)
    if kind not in kinds():
        raise Http404(kind)
    wrong = None
    if request.method == "POST":
        subject, body = request.POST.get("subject", ""), request.POST.get("body", "")
        try:
            services.set_wording(
                user=request.user, kind=kind, subject=subject, body=body, channels=request.POST.getlist("channels")
            )
        except WrongInput as error:
            wrong = error
        else:
            messages.success(request, _("已保存。"))
            return redirect("notices:templates")
    return render(request, "notices/template.html", _template_page(request, kind, wrong), status=422 if wrong else 200)


def _template_page(request: HttpRequest, kind: str, wrong: WrongInput | None) -> dict[str, object]:
    declared, wording = kind_named(kind), wording_of(kind)
    posted = request.POST if wrong else None
    chosen = posted.getlist("channels") if posted is not None else wording.channels
    return {
        "kind": declared,
        "wording": wording,
        "subject": posted.get("subject") if posted is not None else wording.subject,
        "body": posted.get("body") if posted is not None else wording.body,
        "channels": [(name, label, name in chosen) for name, label in Channel.choices],
        "places": [f"{{{name}}}" for name in places(f"{declared.subject}{declared.body}")],
        "wrong": wrong,
    }


@require_POST
@acting("notices:templates")
def template_reset(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to the wording that the platform brings."""
    if kind not in kinds():
        raise Http404(kind)
    services.reset_wording(user=request.user, kind=kind)
    messages.success(request, _("已恢复默认内容。"))
    return redirect("notices:templates")


@answered
def channels(request: HttpRequest) -> HttpResponse:
    """The ways out of the platform."""
    require(request.user, MANAGE)
    stored, rows = channel_settings(request.user), []
    for channel in CHANNELS:
        setting = stored.get(channel)
        address = shown(channel, json.loads(setting.address)) if setting else shown(channel, {})
        fields = [(field, address[field.name]) for field in FIELDS[channel]]
        rows.append((channel, Channel(channel).label, setting, fields))
    return render(request, "notices/channels.html", {"rows": rows})


@require_POST
@acting("notices:channels")
def channel(request: HttpRequest, channel: str) -> HttpResponse:
    """Store one channel, or send a test message over it."""
    if channel not in CHANNELS:
        raise Http404(channel)
    if "test" in request.POST:
        services.send_test(user=request.user, channel=channel)
        messages.success(request, _("测试消息已排队，结果见发送记录。"))
        return redirect("notices:deliveries")
    given = {field.name: request.POST.get(field.name, "") for field in FIELDS[channel]}
    services.set_channel(user=request.user, channel=channel, enabled="enabled" in request.POST, given=given)
    messages.success(request, _("已保存“%(channel)s”渠道。") % {"channel": Channel(channel).label})
    return redirect("notices:channels")


@answered
def deliveries(request: HttpRequest) -> HttpResponse:
    """What left the platform and what came of it."""
    require(request.user, VIEW_DELIVERIES)
    filters = DeliveryFilters(*(request.GET.get(name, "") for name in ("channel", "state", "words")))
    context = {
        "rows": paged(request, list_deliveries(request.user, filters)),
        "filters": filters,
        "channels": Channel.choices,
        "states": DeliveryState.choices,
        "may_manage": may(request.user, MANAGE),
        "here": reverse("notices:deliveries"),
    }
    return render(request, "notices/deliveries.html", context)


@require_POST
@acting("notices:deliveries")
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more."""
    row = services.resend(user=request.user, pk=pk)
    messages.success(request, _("“%(subject)s”已重新排队。") % {"subject": row.subject})
    return redirect("notices:deliveries")
