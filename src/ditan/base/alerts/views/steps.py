"""Buttons that move an alert on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.alerts.forms import day_or_none, version_of
from ditan.base.alerts.models import AlertState
from ditan.base.alerts.permissions import HANDLE, require
from ditan.base.alerts.selectors.alerts import get_alert
from ditan.base.alerts.selectors.scope import visible_alerts
from ditan.base.alerts.services.handling import add_evidence, assign, remove_evidence, take_step
from ditan.base.answers import acting, safe_next
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of, organisation_named
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.rounds.services.evidence import MOST_BYTES, too_large

MOST_AT_ONCE = 100


def _take(request: HttpRequest, pk: int, step: str, done: str) -> HttpResponse:
    alert = get_alert(request.user, pk)
    try:
        take_step(
            user=request.user,
            alert=alert,
            step=step,
            version=version_of(request.POST),
            text=typed(request, "text"),
            until=day_or_none(request.POST.get("until", "")),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(safe_next(request) or reverse("alerts:alert", args=[pk]))


@require_POST
@acting("alerts:list")
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for it."""
    return _take(request, pk, "acknowledge", _("已签收。请在时限内写明处置措施。"))


@require_POST
@acting("alerts:list")
def acknowledge_many(request: HttpRequest) -> HttpResponse:
    """Sign for all that are ticked; what cannot be signed for is named."""
    require(request.user, HANDLE)
    keys = [key for key in map(key_of, request.POST.getlist("pick")) if key is not None][:MOST_AT_ONCE]
    rows = visible_alerts(request.user).filter(pk__in=keys, state=AlertState.TRIGGERED)
    done, refusals = 0, list[str]()
    for alert in rows.select_related("responsible").order_by("pk"):
        try:
            take_step(user=request.user, alert=alert, step="acknowledge", version=alert.version)
            done += 1
        except Refusal as refused:
            refusals.append(f"{alert.title}：{refused.message}")
    if done:
        messages.success(request, _("已签收 %d 条预警。") % done)
    elif not refusals:
        messages.error(request, _("没有勾选待签收的预警。"))
    for each in refusals[:3]:
        messages.error(request, each)
    return redirect(safe_next(request) or reverse("alerts:list"))


@require_POST
@acting("alerts:list")
def dispose(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is done about it."""
    return _take(request, pk, "dispose", _("已开始处置。完成后请反馈结果并上传佐证材料。"))


@require_POST
@acting("alerts:list")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it."""
    return _take(request, pk, "report", _("已反馈，等待复核。"))


@require_POST
@acting("alerts:list")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Find that enough was done, or send it back with a reason."""
    if request.POST.get("action") == "send_back":
        return _take(request, pk, "send_back", _("已退回继续处置，办理人会收到理由。"))
    return _take(request, pk, "check", _("复核通过，可以销号。"))


@require_POST
@acting("alerts:list")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Be done with it."""
    return _take(request, pk, "close", _("已销号。"))


@require_POST
@acting("alerts:list")
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Silence it up to a day, with a reason."""
    return _take(request, pk, "mute", _("已静默；到期或级别升高时自动恢复。"))


@require_POST
@acting("alerts:list")
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    """End its silence."""
    return _take(request, pk, "unmute", _("已解除静默，重新待签收。"))


@require_POST
@acting("alerts:list")
def assign_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to an organisation."""
    alert = get_alert(request.user, pk)
    try:
        organisation = organisation_named(request.POST.get("organisation", ""), "organisation")
        if organisation is None:
            raise InvalidFields({"organisation": _("请填写责任单位的名称。")})
        assign(
            user=request.user,
            alert=alert,
            organisation=organisation,
            version=version_of(request.POST),
            reason=typed(request, "reason"),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, _("已指派给%s。") % organisation.name)
    return redirect("alerts:alert", pk=pk)


@require_POST
@acting("alerts:list")
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with it."""
    alert = get_alert(request.user, pk)
    try:
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidFields({"file": _("还没有选择文件。")})
        if (upload.size or 0) > MOST_BYTES:
            raise InvalidFields({"file": too_large(upload.name or "", upload.size or 0)})
        note = typed(request, "note")
        made = add_evidence(user=request.user, alert=alert, name=upload.name or "", data=upload.read(), note=note)
        messages.success(request, _("已上传“%s”。") % made.source.name)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    return redirect(_files_of(pk))


@require_POST
@acting("alerts:list")
def evidence_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file back."""
    remove_evidence(user=request.user, alert=get_alert(request.user, pk), pk=file)
    messages.success(request, _("已撤下该文件。"))
    return redirect(_files_of(pk))


def _files_of(pk: int) -> str:
    return reverse("alerts:alert", args=[pk]) + "#files"
