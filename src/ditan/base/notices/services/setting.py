"""Channels and wording, as the system administrator sets them; what left the platform, sent again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.models import CHANNELS, Channel, ChannelSetting, Delivery, DeliveryState, NoticeTemplate
from ditan.base.notices.outside import checked, shown
from ditan.base.notices.permissions import MANAGE, WrongInput, require
from ditan.base.notices.services.notifying import GROUP, JOB_KIND, person_name
from ditan.base.notices.wording import kind_named, places, wording_of
from ditan.base.workflow.services import enqueue

Actor = User | AnonymousUser
TEST_KIND = "notices.test"


@transaction.atomic
def set_channel(*, user: Actor, channel: str, enabled: bool, given: Mapping[str, str]) -> ChannelSetting:
    """Store where a channel leads; a secret that is left empty stays as it was."""
    require(user, MANAGE)
    if channel not in CHANNELS:
        raise WrongInput(_("没有“%(channel)s”这个渠道。") % {"channel": channel})
    setting, _made = ChannelSetting.objects.select_for_update().get_or_create(channel=channel)
    stored = dict(json.loads(setting.address))
    before = _described(setting, stored)
    address = checked(channel, given, stored)
    setting.enabled, setting.address, setting.updated_by = enabled, json.dumps(address), person_name(user)  # type: ignore[arg-type]
    setting.save()
    record(
        act="notices.channel_changed",
        user=user,
        target_kind="notices.channel",
        target_key=channel,
        target_name=str(Channel(channel).label),
        before=before,
        after=_described(setting, address),
    )
    return setting


def _described(setting: ChannelSetting, address: Mapping[str, str]) -> dict[str, Any]:
    """Without any secret."""
    return {"enabled": setting.enabled, **shown(setting.channel, address)}


@transaction.atomic
def set_wording(*, user: Actor, kind: str, subject: str, body: str, channels: Iterable[str]) -> NoticeTemplate:
    """Store the wording of a kind; only places that the declared wording has can be filled in."""
    require(user, MANAGE)
    declared, before = kind_named(kind), wording_of(kind)
    subject, body, ways = subject.strip(), body.strip(), [each for each in CHANNELS if each in set(channels)]
    if not subject:
        raise WrongInput(_("标题没有填写。"), "subject")
    if len(subject) > 200:
        raise WrongInput(_("标题有 %(found)d 字，最多 200 字。") % {"found": len(subject)}, "subject")
    known = set(places(f"{declared.subject}{declared.body}"))
    for field, text in (("subject", subject), ("body", body)):
        unknown = [name for name in places(text) if name not in known]
        if unknown:
            raise WrongInput(
                _("没有可以填入“{%(name)s}”的内容；可用：%(known)s。")
                % {"name": unknown[0], "known": "、".join(f"{{{name}}}" for name in sorted(known)) or _("无")},
                field,
            )
    row, _made = NoticeTemplate.objects.update_or_create(
        kind=kind,
        defaults={"subject": subject, "body": body, "channels": ways, "updated_by": person_name(user)},  # type: ignore[arg-type]
    )
    _record_wording(user, kind, before, {"subject": subject, "body": body, "channels": ways})
    return row


@transaction.atomic
def reset_wording(*, user: Actor, kind: str) -> None:
    """Back to the declared wording, on the platform only."""
    require(user, MANAGE)
    before = wording_of(kind)
    if NoticeTemplate.objects.filter(kind=kind).delete()[0]:
        _record_wording(user, kind, before, None)


def _record_wording(user: Actor, kind: str, before: Any, after: dict[str, Any] | None) -> None:
    record(
        act="notices.template_changed",
        user=user,
        target_kind="notices.template",
        target_key=kind,
        target_name=str(kind_named(kind).label),
        before={"subject": before.subject, "body": before.body, "channels": list(before.channels)},
        after=after,
    )


@transaction.atomic
def send_test(*, user: Actor, channel: str) -> Delivery:
    """Queue a test message: by mail to oneself, by a robot to its group."""
    require(user, MANAGE)
    if not ChannelSetting.objects.filter(channel=channel, enabled=True).exists():
        raise WrongInput(_("渠道没有启用；请先填写地址、启用并保存。"))
    if channel == Channel.MAIL and not user.email:  # type: ignore[union-attr]
        raise WrongInput(_("您的账号没有邮箱，不能给自己发测试邮件。"))
    row = Delivery.objects.create(
        kind=TEST_KIND,
        key=get_random_string(12),
        channel=channel,
        recipient=str(user.pk) if channel == Channel.MAIL else GROUP,
        recipient_name=person_name(user) if channel == Channel.MAIL else "",  # type: ignore[arg-type]
        subject=_("低碳工作平台测试消息"),
        text=_("收到这条消息，说明渠道设置正确。"),
    )
    enqueue(JOB_KIND, {"kind": row.kind, "key": row.key})
    return row


@transaction.atomic
def resend(*, user: Actor, pk: int) -> Delivery:
    """Send again what failed or whose arrival is not known, on somebody's own responsibility."""
    require(user, MANAGE)
    row = Delivery.objects.select_for_update().get(pk=pk)
    if row.state not in (DeliveryState.FAILED, DeliveryState.UNKNOWN):
        raise WrongInput(_("这条消息%(state)s，不需要重发。") % {"state": row.get_state_display()})
    before, row.state, row.attempts, row.held_by = row.state, DeliveryState.WAITING, 0, ""
    row.save(update_fields=["state", "attempts", "held_by"])
    enqueue(JOB_KIND, {"kind": row.kind, "key": row.key})
    record(
        act="notices.resent",
        user=user,
        target_kind="notices.delivery",
        target_key=row.pk,
        target_name=row.subject,
        before={"state": before},
        after={"state": row.state},
    )
    return row
