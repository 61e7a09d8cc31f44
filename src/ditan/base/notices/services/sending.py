"""Sending what waits: a row says `sending` before the attempt and what came of it after."""

from __future__ import annotations

import json
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.notices.models import Channel, ChannelSetting, Delivery, DeliveryState
from ditan.base.notices.outside import Answer, send

MOST_ATTEMPTS = 3
SILENT_AFTER = timedelta(minutes=10)


def send_waiting(rows: QuerySet[Delivery], *, holder: str) -> int:
    """Send each of these rows that waits, once; gives how many wait still.

    `holder` names the job. What an earlier run of the same job left as `sending` was cut off midway: it may have
    arrived, so it becomes `unknown` and is sent again only by a person.
    """
    _close_cut_off(rows.filter(held_by=holder) | rows.filter(started_at__lt=timezone.now() - SILENT_AFTER))
    addresses = {each.channel: dict(json.loads(each.address)) for each in ChannelSetting.objects.filter(enabled=True)}
    for pk in rows.filter(state=DeliveryState.WAITING).order_by("pk").values_list("pk", flat=True):
        row = _begin(pk, holder)
        if row is not None:
            _finish(row, _answer(row, addresses.get(row.channel)))
    return rows.filter(state=DeliveryState.WAITING).count()


def _begin(pk: int, holder: str) -> Delivery | None:
    """Take a row; None where another worker was first."""
    won = Delivery.objects.filter(pk=pk, state=DeliveryState.WAITING).update(
        state=DeliveryState.SENDING, held_by=holder, attempts=F("attempts") + 1, started_at=timezone.now()
    )
    return Delivery.objects.get(pk=pk) if won else None


def _answer(row: Delivery, address: dict[str, str] | None) -> Answer:
    if address is None:
        return Answer(_("渠道没有启用。"))
    to = ""
    if row.channel == Channel.MAIL:
        to = User.objects.filter(pk=row.recipient, is_active=True).values_list("email", flat=True).first() or ""
        if not to:
            return Answer(_("收件人没有邮箱或已停用。"))
    text = f"{row.text}\n{_('请登录低碳工作平台查看。')}" if row.link else row.text
    return send(row.channel, address, to=to, subject=row.subject, text=text.strip())


def _finish(row: Delivery, answer: Answer) -> None:
    state = DeliveryState.SENT
    if answer.unclear:
        state = DeliveryState.UNKNOWN
    elif not answer.sent:
        state = DeliveryState.WAITING if row.attempts < MOST_ATTEMPTS else DeliveryState.FAILED
    held = Delivery.objects.filter(pk=row.pk, state=DeliveryState.SENDING, held_by=row.held_by)
    held.update(state=state, error=answer.problem[:400], finished_at=timezone.now())


def _close_cut_off(rows: QuerySet[Delivery]) -> None:
    Delivery.objects.filter(pk__in=rows.filter(state=DeliveryState.SENDING).values("pk")).update(
        state=DeliveryState.UNKNOWN,
        error=_("发送中途进程退出，不能确定是否送达；确认对方未收到后可以重发。"),
        finished_at=timezone.now(),
    )
